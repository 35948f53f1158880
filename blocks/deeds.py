"""The small forms behind the buttons of a thread. Each is built and read back here; its metadata is the number."""

from datetime import UTC, datetime

from blocks import for_customer, ids, kit, reply_to_customer
from blocks.card import customer
from blocks.choices import SEVERITIES, TEAMS
from blocks.draft import Values
from blocks.forms import choice, form, text_of, typed_in
from blocks.kit import Block
from escalation.kinds import Severity, TargetTeam, UserId
from escalation.models import Escalation
from escalation.notices import Standing
from escalation.record import Value
from escalation.writers import ReplyPlace

WORD = "customer.text"


class Update(Value):
    text: str
    for_customer: str = ""
    next_by: datetime | None = None


def update(escalation: Escalation) -> Block:
    element: Block = {"type": "datetimepicker"}
    return form(
        ids.View.UPDATE,
        "Post update",
        escalation,
        [
            kit.field("update.text", "What is new?", kit.text_input(lines=True), optional=False),
            kit.field(
                "update.for_customer",
                "What may the customer hear?",
                kit.text_input(lines=True),
                hint="Only this goes into drafts for the customer.",
            ),
            kit.field("update.next_by", "Next news by", element, hint="Leave empty for the usual time."),
        ],
        submit="Post update",
    )


def read_update(values: Values) -> Update:
    said = typed_in(values)
    moment = said.get("update.next_by", {}).get("selected_date_time")
    return Update(
        text=text_of(said, "update.text"),
        for_customer=text_of(said, "update.for_customer"),
        next_by=datetime.fromtimestamp(moment, UTC) if moment else None,
    )


def resolve(escalation: Escalation) -> Block:
    field = kit.text_input(placeholder="Bad deploy 4.12, rolled back")
    return form(
        ids.View.RESOLVE,
        "Mark resolved",
        escalation,
        [
            kit.field(
                "resolve.cause", "What was it?", field, hint="One line. It goes to support and stands on the card."
            )
        ],
        submit="Mark resolved",
    )


def read_cause(values: Values) -> str:
    return text_of(typed_in(values), "resolve.cause")


def severity(escalation: Escalation) -> Block:
    return form(
        ids.View.SEVERITY,
        "Change severity",
        escalation,
        [
            kit.field("severity.to", "Severity", kit.select(SEVERITIES, chosen=escalation.severity), optional=False),
            kit.field("severity.reason", "Why?", kit.text_input(), hint="Needed when it becomes less severe."),
        ],
        submit="Change severity",
    )


def read_severity(values: Values) -> tuple[Severity, str]:
    said = typed_in(values)
    return Severity(choice(said, "severity.to")), text_of(said, "severity.reason")


def reassign(escalation: Escalation) -> Block:
    person: Block = {"type": "users_select", "placeholder": kit.plain("Choose a person")}
    others = [team for team in TEAMS if team["value"] != escalation.target]
    return form(
        ids.View.REASSIGN,
        "Reassign",
        escalation,
        [
            kit.field("reassign.person", "To a person", person),
            kit.field(
                "reassign.team", "Or to another team", kit.select(others), hint="The card moves; history goes along."
            ),
        ],
        submit="Reassign",
    )


def read_reassign(values: Values) -> tuple[UserId | None, TargetTeam | None]:
    said = typed_in(values)
    person, team = said.get("reassign.person", {}).get("selected_user"), choice(said, "reassign.team")
    return UserId(person) if person else None, TargetTeam(team) if team else None


def evidence(escalation: Escalation) -> Block:
    field = kit.text_input(lines=True, placeholder="Links, error messages, what you have seen since")
    return form(
        ids.View.EVIDENCE,
        "Add evidence",
        escalation,
        [kit.field("evidence.text", "What did you find?", field, optional=False)],
        submit="Add",
    )


def read_evidence(values: Values) -> str:
    return text_of(typed_in(values), "evidence.text")


SENT_BY_HAND = "I have sent this"


class Word(Value):
    text: str
    reply: reply_to_customer.Chosen = reply_to_customer.Chosen()


def word_to_customer(standing: Standing, *, next_by: str, place: ReplyPlace | None = None) -> Block:
    """A first text for the state it is in, to change and copy; sending it is the person's own deed.

    `place` is the ticket on which it may be sent from here.
    """
    escalation = standing.escalation
    return form(
        ids.View.CUSTOMER,
        "Word to the customer",
        escalation,
        [
            kit.said(f"For {customer(escalation)}. Change it, copy it, send it your usual way."),
            kit.field(
                WORD,
                "Text",
                kit.text_input(for_customer.first_text(escalation, next_by=next_by), lines=True),
            ),
            *([reply_to_customer.box(place, escalation)] if place else []),
        ],
        submit=SENT_BY_HAND,
    )


def read_word(values: Values) -> Word:
    said = typed_in(values)
    return Word(text=text_of(said, WORD), reply=reply_to_customer.chosen(said))
