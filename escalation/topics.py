"""What a text is about, by single words, where it names no symptom and puts nothing as a wish or a question.

The weakest sign but one: a word here says whose matter it probably is, and the suggestion can be changed in one click.
"""

import re
from typing import NamedTuple

from escalation.signals import Claim


class Topic(NamedTuple):
    claim: Claim
    words: re.Pattern[str]


def _about(claim: Claim, *words: str) -> Topic:
    return Topic(claim, re.compile(rf"(?<!\w)(?:{'|'.join(words)})"))


_PRIVATE = r"(?:patient|medical|health|personal|personnel|salary|payroll|identity|passport)"

# Whose matter goes before whose: what must not be passed over first, what is merely wished for last.
TOPICS = (
    _about(
        Claim.COMPLIANCE,
        r"gdpr\b|dsgvo\b|rgpd\b|hipaa\b|ccpa\b|data protection|privacy|residency|soc ?2\b|iso ?27001",
        r"right to be forgotten",
        r"(?:see|read|open|view)s? (?:all |the |our |their |other )?(?:salar(?:y|ies)|payslips?|bonus(?:es)?)\b",
        rf"{_PRIVATE} (?:files?|records?|data|notes?|details?|statements?|documents?|ids?)\b|x-rays?\b",
        r"access logs?\b|subject access|pen(?:etration)?[- ]?test|encrypt|cipher|malware|malicious|virus\b",
        r"phish|impersonat",
        r"(?:stolen|leaked|unprotected) (?:\w+ ){0,2}(?:laptop|phone|device|key|token|password|link|account|login)",
        r"ex[- ]?employees?\b|former (?:employee|colleague|admin)",
        r"(?:telegram|public) (?:channel|group|forum)",
        r"(?:told|gave|sent|showed) an?(?:other)? (?:\w+ ){1,6}(?:of|to) another\b",
        r"nobody (?:here )?knows (?:them|it|him|her)",
    ),
    _about(
        Claim.AT_RISK,
        r"some(?:one|body) in charge",
        r"(?:speak|talk) (?:to|with) (?:a|the|our|your) (?:manager|director|ceo|boss)",
        r"exec(?:utives?|s)?\b|renewals?\b|contracts?\b|competitors?\b|exclusivity",
        r"law(?:yer|firm|suit| firm)|reputation",
        r"(?:not |very |so |really )?(?:unhappy|happy with|dissatisf|disappoint|fed up)",
        r"(?:was|were|been|had|got|is|are) promised|promised (?:by|for|to|us|them|him|her)|the promise\b",
        r"(?:lost|losing|lose) (?:all |any |their |our |his |her )?(?:trust|faith|patience)|goodwill",
        r"compensat|board meeting",
        r"resellers?\b|social media|stop charging|(?:file|filing|filed) (?:a |an )?(?:complaint|claim)",
    ),
    _about(
        Claim.ACCOUNT,
        r"(?:the same |more |higher |other )?permissions?\b|roles?\b",
        r"(?:admin|supervisor|staff|editor|access) rights?\b",
        r"approver|granted\b|(?:admin|staff|guest|read|write|demo) access|reactivat|unblock|unban|banned\b",
        r"ban id",
        r"(?:merge|transfer|rename|move) (?:\w+ ){0,3}(?:accounts?|ownership|workspaces?|tenants?)\b",
        r"change (?:\w+ ){0,3}(?:owner|e-?mail|address|domain)\b|collateral damage",
    ),
    _about(
        Claim.BILLING,
        r"an invoice (?:for|of|from)|(?:un)?paid invoice|charged?\b|refund|seats?\b|licen[cs]es?\b",
        r"(?:have|has|we|they|already) paid\b|payments? of|pricing",
        r"price list|quotes?\b|po number|vat (?:id|number)|credit card|purchase|premium support",
    ),
    _about(
        Claim.HOW_TO,
        r"(?:is|are) (?:it|this|that|there|\w+ \w+) (?:normal|part of|included|supposed)",
        r"(?:an |any )?examples?\b|docs\b",
        r"documentation|thanks all|fyi\b|works (?:again|now)\b|only in enterprise|which plan",
    ),
    _about(
        Claim.OUGHT,
        r"confus|misinterpret|misunderst|unclear|disorient|wording\b|intuitive",
        r"hard(?:er)? to (?:find|read|see|understand|use)",
        r"clicks\b|bigger\b|re-?design|new (?:design|layout|menu|look|interface|ui)\b|hates?\b|annoying",
        r"(?:be |been )able to|ability",
        r"allow(?:s|ed|ing)? (?:\w+ ){0,2}(?:to|for|users?|us|them|customers?|admins?)\b|option to",
        r"control over|nice to have|prefer|would help|should (?:be|have|show|check|also|not)\b|shall\b",
        r"needs? to be|we need to (?:give|let|see|have)",
        r"as an? \w+,? i |i want\b|user stor|notify|do not show|souhait|möchten? (?:\w+ ){1,12}können|gostar",
        r"quisi[eé]|vorrei|no way (?:to|for)\b",
    ),
)


def find_topic(low: str) -> tuple[Claim, tuple[int, int]] | None:
    """The first topic that a word of `low` (folded) belongs to, and where that word stands."""
    for topic in TOPICS:
        if found := topic.words.search(low):
            return topic.claim, found.span()
    return None
