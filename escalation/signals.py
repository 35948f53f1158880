"""What a text can claim, by name. `impact` finds the claims; severity, routing and warrant decide on them.

A claim is a word of the deciders among themselves, so it stands below all of them.
"""

from collections.abc import Mapping
from enum import StrEnum

from escalation.drafts import Draft, Signals


class Claim(StrEnum):
    """What may be said in a text. `Signals.words` has, for each that holds, the words it stood on."""

    # Security
    EXPOSURE = "exposure"
    CREDENTIALS = "credentials"
    VULNERABILITY = "vulnerability"
    COMPLIANCE = "compliance"
    ABUSE = "abuse"
    # The business
    CHURN = "churn"
    AT_RISK = "at risk"
    CANCELLATION = "cancellation"
    SLA = "sla"
    LEGAL = "legal"
    PRESS = "press"
    EXECUTIVE = "executive"
    EXCEPTION = "exception"
    REVENUE = "revenue"
    DEADLINE = "deadline"
    # What is broken, strongest first
    OUTAGE = "outage"
    DATA_LOSS = "data loss"
    LOGIN = "login"
    FAULT = "fault"
    SYMPTOM = "symptom"
    SLOW = "slow"
    CIRCUMSTANCE = "circumstance"
    # How far, how long
    BLOCKED = "blocked"
    MANY = "many"
    PATTERN_OF_3 = "pattern of 3"
    ONE_USER = "one user"
    RECURRING = "recurring"
    LONG_WAIT = "long wait"
    UNHEARD = "unheard"
    CAN_WAIT = "can wait"
    # What support can do itself
    WORKAROUND = "workaround"
    FIXED = "fixed"
    HOW_TO = "how to"
    QUESTION = "question"
    CONFIGURATION = "configuration"
    KNOWN_LIMITATION = "known limitation"
    ACCOUNT = "account"
    BILLING = "billing"
    ELSEWHERE = "elsewhere"
    # What is wished for
    WISH = "wish"
    FEATURE_GAP = "feature gap"
    DEMAND = "demand"
    OUGHT = "ought"
    # What support cannot do itself
    NEEDS_ACCESS = "needs access"


MOST_REASONS = 3
"""So many reasons are told for one suggestion; more would not be read."""

READS_LIKE = "reads like "
"""How a reason begins that no rule gave: "could choose" reads like a wish."""

SECURITY = (Claim.EXPOSURE, Claim.ABUSE, Claim.CREDENTIALS, Claim.VULNERABILITY, Claim.COMPLIANCE)
BUSINESS = (Claim.CHURN, Claim.AT_RISK, Claim.LEGAL, Claim.PRESS, Claim.SLA, Claim.EXECUTIVE, Claim.EXCEPTION)
EMERGENCY = (Claim.OUTAGE, Claim.DATA_LOSS)
BROKEN = (*EMERGENCY, Claim.LOGIN, Claim.FAULT, Claim.SYMPTOM)
WISHES = (Claim.WISH, Claim.FEATURE_GAP)
SUPPORTABLE = (Claim.HOW_TO, Claim.CONFIGURATION, Claim.KNOWN_LIMITATION, Claim.ACCOUNT, Claim.FIXED, Claim.ELSEWHERE)


def quoted(words: Mapping[str, str], *claims: Claim) -> str:
    """The words the first of `claims` stood on, or nothing."""
    return next((words[claim] for claim in claims if words.get(claim)), "")


def breadth(signals: Signals, draft: Draft) -> str:
    """How many have it, in a few words for a hint."""
    if draft.affected_count is not None:
        return "one customer" if draft.affected_count == 1 else f"{draft.affected_count} affected"
    if draft.segment:
        return draft.segment
    if len(draft.customers) > 1:
        return f"{len(draft.customers)} customers"
    if signals.has(Claim.MANY):
        return f'"{signals.words[Claim.MANY]}"'
    return "one customer" if draft.customers else ""
