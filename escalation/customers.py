"""Who is it for? Customers are found by where their names stand: labelled, at the end, after "for", before "reports".

Nothing is looked up; a name that only might be one is left out, for the modal asks.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from escalation import belonging
from escalation.cues import Cue
from escalation.names import (
    LINK,
    LONGEST,
    NAME,
    NAMES,
    SHORT_NAME,
    SUFFIX,
    SUFFIXES_WITH_DOT,
    WORD,
    is_company,
    parted,
    same,
)
from escalation.not_customers import COMPANY_WORDS, PLAIN, PRODUCTS, VERBS
from escalation.readable import folded
from escalation.subjects import find_subjects, small_subject
from escalation.vocabulary import Vocabulary

MOST = 12
_FEW = 2
_NO_NAME = PLAIN | PRODUCTS
_LOOKED_BACK = 30

# "Organisation: Jubla", "Account INK LLP", "customer is Acme": the text says itself that this is the customer.
_LABELLED = (
    r"(?i:\b(?:customer|client|account|organi[sz]ation|org|company|tenant|merchant|workspace|kunde|firma|"
    r"mandant|cliente|"
    r"empresa|societe|société|entreprise)(?:\s(?:name|affected|impacted))?\s?(?::|=|\s(?:is|called|named)\b)\s?)"
    rf"(?P<names>{NAMES})"
)
_ROLE_NAME = (
    r"\b(?:customers?|clients?|accounts?|tenants?|merchants?|prospects?|Kunden?|Firma|cliente|"
    rf"société)\s(?P<names>{NAMES})"
)
# In a title "Account Deletion" is no name; of two words and more it rather is.
_TITLE_NAME = (
    rf"\b(?:(?:Customer|Client|Account|Tenant|Merchant|Prospect)\s(?P<names>{WORD}\s{NAMES})|"
    rf"(?:Cliente|Kunde|Kundin|Mandant|[Ll]e client|[Dd]er Kunde|[Ee]l cliente|[Oo] cliente)\s(?P<abroad>{NAMES}))"
)
# Several capitals within a sentence: a name when a company's word ends it, or when it does what customers do.
_CAPITALS = re.compile(
    rf"\s(?<=[a-z,]\s)(?P<names>{WORD}(?:\s(?:{LINK}\s)?{WORD}){{1,5}}{SUFFIX}?)"
    r"(?P<does>\s(?:will|won't|would|says?|said|reports? that|can't|cannot|has asked|have asked|wants?|threatens?|"
    r"invokes?|demands?|insists?|complains?|"
    r"complained|escalated|expects?|refuses?)\b)?"
)
_EXAMPLES = (
    r"\b(?i:customers|clients|users|accounts|tenants|merchants|companies|prospects|resellers|partners|dealers)"
    r"\s?(?:\(|:\s|"
    r",?\s(?i:e\.g\.?,?|such as|like|including)\s|,\s(?!The\b|I\b|We\b))"
    rf"(?P<names>{NAMES})"
)
# "our client - Acme Works (AW)", "Client (Acme Works) reports": named right behind the word, at least in two words.
_NAMED = (
    r"\b(?:(?:[Oo]ur|[Tt]he|[Mm]utual|[Aa])\s(?:customer|client|merchant|tenant)\s[-\u2013\u2014:]|"
    rf"(?:[Cc]ustomer|[Cc]lient|[Mm]erchant|[Aa]ccount)\s\()\s?(?P<names>{WORD}\s{NAMES})"
)
_ONE_USER = r"(?i:\b(?:one|a|single)?\s?(?:user|customer|client)\s\((?P<names>[\w.@-]{3,40})\))"
_REPORTER = r"(?:報告者|お客様|顧客|会社名|客户|客戶|고객)\s?[::]\s?(?P<names>[^\s。、,,]{2,40})"
# "customer-acme" is a tag; "client-side" and "customer-facing" are words.
_TAGGED = (
    r"\b(?P<names>(?:customer|client|tenant|org)-(?!(?:wise|side|facing|specific|level|related|based|friendly|server|"
    r"portal|wide|owned|only|id|ids|name|data|managed|initiated|reported|service|support|success|centric|driven|first|"
    r"visible|generated|provided|supplied|to|by|and|or)\b)[a-z0-9][\w-]{2,40})"
)

# The end of the text, where an agent puts the name: in brackets, after a dash, after the last full stop, after "for".
_IN_BRACKETS = re.compile(rf"[(\[](?P<names>{NAMES})[)\]]\s*$")
_AFTER_DASH = re.compile(rf"\s[-\u2013\u2014]+\s(?P<names>{NAMES})\s*$")
_AFTER_STOP = re.compile(rf"(?:[.!?。)\"”…:]|\.\.\.)\s+(?P<names>{NAMES})\s*$|\n(?P<line>{NAMES})\s*$")
_SMALL_FOR = re.compile(
    r"(?P<stop>[.!?,;)\"]\s+|\s[-\u2013\u2014]\s+|^|\s)(?:for|at|customer|client)\s(?P<names>[^.!?;:()\n]{2,60})$"
)

_NO_SMALL_NAME = frozenset(".!?;:()")
_ENDS_A_NAME = frozenset("_&'\u2019@+-")
_TAILS = (_IN_BRACKETS, _AFTER_DASH, _AFTER_STOP, _SMALL_FOR)

# "for Acme Corp", "affecting Globex and Initech": in the middle of a sentence.
_AFTER_WORD = (
    r"\b(?:for|affecting|impacting|affects|impacts|blocking|(?:requests?|tickets?|complaints?|e-?mails?|calls?|"
    r"reports?|"
    r"messages?|feedback|escalations?|mails?|questions?|heard|received|got|coming|word|contact|people|users?|"
    r"customers?|admins?|"
    r"someone|cases?|issues?|orders|again|it|this)\sfrom|(?<!look )(?<!looking )at|für|"
    r"chez|pour|para|de la empresa)\s"
    r"(?:(?:our\s)?(?:customers?|clients?|the account|account|prospects?|merchants?|"
    rf"tenants?)\s)?(?:the\s(?={NAME}\s(?:group|team|account|company|tenant|office|"
    rf"org)\b))?(?P<names>{NAMES})"
)
_OWNED = (
    r"web\s?site|legal|lawyers|people|staff|IT|customers|users|account|instance|tenant|workspace|team|admins?|data|"
    "C[A-Z]O|VP|renewal|contract|production"
)
_OWNER = rf"(?P<names>{NAME})(?:'s|\u2019s)\s(?:{_OWNED})\b"
# "a user of Acme", "the warehouse at Globex": who or what belongs to a customer.
_PEOPLE_OF = (
    r"\b(?:employees?|users?|admins?|teams?|page|site|shop|store|warehouse|office|account|tenant|instance|"
    r"workspace|staff|"
    r"manager|owner|people|colleague|contact|buyer|IT)\s(?:of|at|from)\s"
    rf"(?P<names>{NAMES})"
)
# "rows are gone from the Acme account".
_IN_THE_ACCOUNT = rf"\b(?:from|in|on|of|to|into)\sthe\s(?P<names>{NAME})\s(?:account|tenant|workspace)\b"
# "breach at Acme", and "from Acme employees".
_HIT_BY = (
    r"\b(?:[Aa]ttack|[Bb]reach|[Ii]ncident|[Hh]ack|[Ll]eak|[Oo]utage)\s(?:on|at|against|of|hits)\s"
    rf"(?P<names>{NAMES})"
)
# "against Acme Bank and its customers".
_WITH_THEIRS = (
    rf"(?P<names>{NAME})\sand\s(?:its|their)\s(?:own\s|end\s)?(?:customers|clients|users|members|patients|staff|"
    r"employees|students|tenants|guests|subscribers)\b"
)
# "For Acme: their shop is slow", at the beginning of a sentence.
_FOR_FIRST = rf"\b(?:For|On behalf of)\s(?:customer\s|client\s)?(?P<names>{NAMES})(?=\s?[:,]\s)"
_OF_PEOPLE = rf"\b(?:from|of|at|to|for)\s(?P<names>{NAME})(?:\s|['\u2019]s\s)(?:employees|patients|staff)\b"
# "4711 - Acme Holdings - invoices are blank": between two dashes of a heading, if a company's word ends it.
_BETWEEN_DASHES = Cue(
    (" - ", " \u2013 ", " \u2014 "), rf"\s[-\u2013\u2014]\s(?P<names>{SHORT_NAME})(?=\s[-\u2013\u2014]\s)"
)

# Each with the small letters it cannot do without.
_ROLES = (
    "customer",
    "client",
    "account",
    "org",
    "compan",
    "tenant",
    "merchant",
    "workspace",
    "kunde",
    "firma",
    "mandant",
    "cliente",
    "empresa",
    "soci",
    "entreprise",
    "prospect",
    "reseller",
    "partner",
    "dealer",
    "user",
)
_POSSESSIVES = tuple(
    f"'s {thing}"
    for thing in (
        *("web", "legal", "lawyers", "people", "staff", "it", "customers", "users", "account", "instance", "tenant"),
        *("workspace", "team", "admin", "data", "c", "vp", "renewal", "contract", "production"),
    )
)
_WITHIN = (
    Cue((":", "=", " is ", " called ", " named "), _LABELLED),
    Cue(_ROLES, _ROLE_NAME),
    Cue(_ROLES, _TITLE_NAME),
    Cue(_ROLES, _EXAMPLES),
    Cue(("customer", "client", "merchant", "tenant", "account"), _NAMED),
    Cue(("user (", "customer (", "client ("), _ONE_USER),
    Cue((":", "\uff1a"), _REPORTER),
    Cue(
        ("for ", "affect", "impact", "block", "from ", "at ", "für ", "chez ", "pour ", "para ", "de la empresa "),
        _AFTER_WORD,
    ),
    Cue(("account", "tenant", "workspace"), _IN_THE_ACCOUNT),
    Cue((" of ", " at ", " from "), _PEOPLE_OF),
    Cue(("attack", "breach", "incident", "hack", "leak", "outage"), _HIT_BY),
    Cue(("employees", "patients", "staff"), _OF_PEOPLE),
    Cue(_POSSESSIVES, _OWNER),
    Cue((" and its ", " and their "), _WITH_THEIRS),
    Cue(("for ", "on behalf of "), _FOR_FIRST),
    Cue(("customer-", "client-", "tenant-", "org-"), _TAGGED),
    *belonging.CUES,
)
_JOB = re.compile(r"\b(?:C[A-Z]O|VP|SVP|Head of|Director|Manager|Engineer|President|Founder|Owner)\b")
_FAREWELLS = frozenset(
    {
        "best",
        "regards",
        "thanks",
        "thank",
        "cheers",
        "sincerely",
        "br",
        "kind",
        "grüße",
        "gruß",
        "saludos",
        "cordialement",
        "ciao",
        "yours",
        "many",
    }
)
# "with Contoso Mail", "in Order Group": what is used stands after these, not who uses it.
_OF_TOOLS = frozenset(
    {"after", "with", "via", "using", "in", "into", "on", "through", "like", "use", "uses", "the", "and"}
)


_NOBODY = Vocabulary(())
_ROW = re.compile(NAMES)


def find_customers(text: str, low: str, names: Vocabulary = _NOBODY) -> tuple[str, ...]:
    """The customers `text` names, in its order, each once. `low` is the same text folded.

    Where `names`, the customers we know, are spoken of, a guess counts only if it stands in a row with one of them.
    """
    known = list(names.find(low))
    if not known:
        return _guessed(text, low)
    at = {found.meaning: found.start for found in reversed(known)}
    for row in _ROW.finditer(text):
        if any(found.start < row.end() and row.start() < found.end for found in known):
            beside = (name for name in parted(row[0], is_tail=False) if not next(names.find(folded(name)), None))
            at |= {name: text.find(name) for name in beside}
    return tuple(sorted(at, key=lambda name: at[name])[:MOST])


def _guessed(text: str, low: str) -> tuple[str, ...]:
    found: list[str] = []
    for names, is_tail in _places(text, low):
        for name in parted(names, is_tail=is_tail):
            if not any(same(name, other) for other in found):
                found.append(name)
        if len(found) >= MOST:
            break
    if not found and (name := small_subject(text)):
        found.append(name)
    return tuple(sorted(found[:MOST], key=text.find))


def customer_tail(text: str) -> str:
    """The end of `text` that only says whom it is for, such as ` - Acme Corp`; or nothing."""
    return _tail(text[-LONGEST * 2 :]).whole


def _places(text: str, low: str) -> Iterable[tuple[str, bool]]:
    """What stands where names stand, and whether that is the end of the text."""
    if at_the_end := _tail(text[-LONGEST * 2 :]).names:
        yield at_the_end, True
    for cue in _WITHIN:
        yield from ((found[found.lastgroup or 0], False) for found in cue.finditer(low, text))
    for found in _CAPITALS.finditer(text):
        if (found["does"] or is_company(found["names"])) and _is_a_doer(text[: found.start()]):
            yield found["names"], False
    yield from ((found["names"], False) for found in _BETWEEN_DASHES.finditer(low, text) if is_company(found["names"]))
    yield from ((names, False) for names in find_subjects(text))


def _is_a_doer(before: str) -> bool:
    """Whether the word before a name lets it be a customer: it is no part of the name, and no "with" or "in"."""
    last = before[-_LOOKED_BACK:].rpartition(" ")[2].strip(",")
    return last[:1].islower() and last not in _OF_TOOLS


class _Tail(NamedTuple):
    whole: str = ""
    names: str = ""


@lru_cache(maxsize=4)
def _tail(end: str) -> _Tail:
    """The names a text ends with. The headline asks for them once more."""
    for pattern in _TAILS:
        found = pattern.search(end) if _may_end(end.rstrip(), pattern) else None
        if found and (names := _of_tail(found, pattern)):
            return _Tail(end[found.start() + (1 if pattern is _AFTER_STOP else 0) :], names)
    return _Tail()


def _may_end(end: str, pattern: re.Pattern[str]) -> bool:
    """Whether the last letter allows it at all: most texts end with a full stop, most names do not."""
    last = end[-1:]
    if pattern is _IN_BRACKETS:
        return last in {")", "]"}
    if pattern is _SMALL_FOR:
        return last not in _NO_SMALL_NAME
    return last.isalnum() or last in _ENDS_A_NAME or end.endswith(SUFFIXES_WITH_DOT)


def _of_tail(found: re.Match[str], pattern: re.Pattern[str]) -> str:
    groups = found.groupdict()
    names = groups.get("names") or groups.get("line") or ""
    if pattern is _IN_BRACKETS and (spelt_out := _spelt_out(names, found.string[: found.start()])):
        return spelt_out
    if pattern is _SMALL_FOR:
        if not found["stop"].strip() and _has_capitals(found.string[: found.start()]) and not is_company(names):
            return ""
        return names if _is_small_name(names, after_stop=bool(found["stop"].strip())) else ""
    if pattern is _AFTER_STOP and not _stands_alone(names):
        return ""
    return names


def _spelt_out(short: str, before: str) -> str:
    """The name in front of its own initials: "Quarry Hill Bank (QHB)" is one customer, by the longer name."""
    words = before.split()[-len(short) :] if short.isupper() and len(short) > 1 else []
    return " ".join(words) if "".join(word[0] for word in words) == short else ""


def _has_capitals(text: str) -> bool:
    """Whether capitals stand in it beside the first: whoever types them types a name with one too."""
    return any(letter.isupper() for letter in text.lstrip()[1:])


def _stands_alone(names: str) -> bool:
    """After a full stop a name is the whole rest; one plain word there is a greeting or a heading."""
    words = names.split()
    return (
        len(names) <= LONGEST
        and not _JOB.search(names)
        and not (words[0].lower().strip(",") in _FAREWELLS and len(words) <= _FEW)
        and not any(word.lower().strip(".,") in VERBS - COMPANY_WORDS for word in words)
    )


def _is_small_name(names: str, *, after_stop: bool) -> bool:
    """Small letters after "for" at the end: a company's name, not "for the past week" or "for testing"."""
    words = [word.strip("'\",").removesuffix("'s") for word in names.lower().split()]
    if not words or len(words) > (5 if after_stop else 4):
        return False
    if any(word in VERBS or word[:1].isdigit() for word in words) or words[0] in PLAIN:
        return False
    if words[-1].strip(".") in COMPANY_WORDS:
        return True
    if any(word in _NO_NAME for word in words):
        return False
    return after_stop or (len(words) <= _FEW and not re.search(r"(?:ing|tion|tions|ed|ment|ly|ness|able)$", words[-1]))
