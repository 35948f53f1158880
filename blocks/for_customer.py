"""First texts for the customer, for a person to change and to send. Nothing of the team's own talk is in them."""

from zoneinfo import ZoneInfo

from escalation.kinds import Status
from escalation.models import Escalation
from escalation.notices import Due

FIRST_WORDS = (
    "We have passed this to our {team} with all your details. You'll hear from me again{by}, earlier if there is news."
)
"""The first sentence for the customer, to copy. No name, no promise that is not ours."""

PEOPLE = {
    "L2 Support": "senior support team",
    "Engineering": "engineers",
    "Product": "product team",
    "Leadership": "management",
}
"""Who it is with, said to a customer. Security is missing on purpose: those words need Security's release."""


def first_words(escalation: Escalation, due: Due) -> str:
    """The time is the reporter's own: they know where their customer sits."""
    by = f" by {due.customer_by.astimezone(ZoneInfo(escalation.zone)):%a %H:%M}" if due.customer_by else ""
    return FIRST_WORDS.format(team=PEOPLE.get(escalation.target, "specialists"), by=by)


def first_text(escalation: Escalation, *, next_by: str) -> str:
    """News, still investigating, workaround, fixed, handed back. Nothing of the team's own talk is in it."""
    said = _sentence(escalation.for_customer.text) if escalation.for_customer else ""
    again = f"You will hear from me again by {next_by}." if next_by else ""
    if escalation.status is Status.RESOLVED:
        asks = "Could you check on your side and tell me whether it works for you now?"
        return _joined("Good news: this is fixed.", said, asks)
    if escalation.status is Status.DE_ESCALATED:
        return _joined("Our specialists have looked at this, and I can help you with it directly now.", said)
    if escalation.is_decided:
        decided = f"There is a decision: {said}" if _is_about_it(escalation) else "We have decided on your request."
        return _joined(decided, again)
    way = escalation.draft.workaround
    meanwhile = f"Until it is fixed, this works: {_sentence(way)}" if way else ""
    if said:
        return _joined(f"We have news: {said}", meanwhile, again)
    return _joined("We are still investigating. There is no new finding to share yet.", meanwhile, again)


def _is_about_it(escalation: Escalation) -> bool:
    """Whether what the customer may hear was said with the decision, and not before it."""
    said, decision = escalation.for_customer, escalation.decision
    return said is not None and decision is not None and said.at >= decision.at


def _joined(*sentences: str) -> str:
    return " ".join(one for one in sentences if one)


def _sentence(text: str) -> str:
    """With a full stop, where the person who wrote it left none."""
    said = text.strip()
    return said if said.endswith((".", "!", "?", ":", "…")) else f"{said}."
