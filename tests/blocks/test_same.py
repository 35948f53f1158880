"""What may be the same problem, as people see it: below the fields, before posting, in the thread, in a message."""

from hypothesis import given
from hypothesis import strategies as st

from blocks import direct, draft, pattern, same
from blocks.same import kept_by
from escalation.kinds import DraftId, EscalationId, PatternKind, Severity, TargetTeam
from escalation.models import Contact, Escalation, Pattern
from escalation.notices import Joined, PatternFound
from escalation.same import Alike
from tests.blocks.contents import anything, escalations, words
from tests.blocks.facts import ADA, CHECKOUT, DUE, MONDAY, a_form, an_escalation
from tests.blocks.slack_rules import broken_in_message, broken_in_view


def alike(number: int = 7, said: str = "Export hangs", *, is_certain: bool = False) -> Alike:
    return Alike(
        id=EscalationId(number),
        title=said,
        target=TargetTeam.ENGINEERING,
        severity=Severity.HIGH,
        since=MONDAY,
        has_it=said,
        why=said or "same ticket 4711",
        is_certain=is_certain,
    )


@anything
@given(said=words, is_certain=st.booleans())
def test_whatever_is_found_slack_takes_the_form_and_the_view(*, said: str, is_certain: bool) -> None:
    found = tuple(alike(number, said, is_certain=is_certain) for number in (7, 8, 9))

    assert broken_in_view(draft.modal(a_form(CHECKOUT).model_copy(update={"same": found}))) == []
    assert broken_in_view(same.modal(DraftId("D1"), found)) == []


@anything
@given(escalations(), words)
def test_whatever_was_typed_slack_takes_what_is_told_of_it(escalation: Escalation, said: str) -> None:
    contact = Contact(person=ADA, name=said, customers=(said,), report=said, ticket=said, joined_at=MONDAY)
    found = Pattern(
        kind=PatternKind.MANY,
        because=said or "the same",
        escalations=tuple(EscalationId(number) for number in range(40)),
        customers=(said,) * 40,
    )
    proposed = escalation.model_copy(update={"pattern": found})

    joined = direct.joined(Joined(escalation=escalation, contact=contact, due=DUE), link=None)
    asked = pattern.message(PatternFound(escalation=proposed, raises_to=Severity.CRITICAL))
    assert (broken_in_message(joined), broken_in_message(asked)) == ([], [])


def test_it_stands_below_every_field() -> None:
    blocks = draft.modal(a_form(CHECKOUT).model_copy(update={"same": (alike(),)}))["blocks"]

    places = [place for place, block in enumerate(blocks) if str(block.get("block_id")).startswith(same.BLOCK)]
    fields = [place for place, block in enumerate(blocks) if block["type"] == "input"]
    assert places
    assert max(fields) < min(places)


def test_a_card_names_who_keeps_those_that_joined_and_counts_the_rest() -> None:
    contacts = tuple(
        Contact(person=ADA, name=name, customers=(f"{name}'s",), joined_at=MONDAY) for name in ("Jo", "Kim", "Lu", "Mo")
    )
    told = "".join(str(part) for part in kept_by(an_escalation(CHECKOUT).model_copy(update={"contacts": contacts})))

    assert told == "; Jo's: Jo; Kim's: Kim; 2 more"


def test_a_pattern_of_the_worst_offers_no_step_up() -> None:
    found = Pattern(kind=PatternKind.BACK, because="again after ESC-1 was resolved", escalations=(EscalationId(1),))
    escalation = an_escalation(CHECKOUT).model_copy(update={"pattern": found})

    *_, buttons = pattern.message(PatternFound(escalation=escalation)).blocks
    assert [one["text"]["text"] for one in buttons["elements"]] == ["Confirm", "Not the same"]
