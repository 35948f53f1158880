"""The form: what it asks, in which order, and that nothing typed into it is lost on the way back."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks import detail, draft
from blocks.draft import Destination, Form, modal, read
from escalation.drafts import Draft, FileRef
from escalation.intake import read as read_text
from escalation.kinds import Depth, GroupId, Growth, Severity, TargetTeam, UserId, Wanted
from escalation.notices import Due
from escalation.outlines import outline
from tests.blocks.client import as_typed, element, elements, labels, lines, redrawn
from tests.blocks.facts import CHECKOUT, DUE, a_form, a_thread

LONG = "It began with a deploy. " * 400
THE_FIRST_VIEW = [
    "What is wrong?",
    "Customer",
    "Ticket",
    "Severity",
    "Team",
    "What is needed, and by when?",
    "How to see it happen",
    "Screenshots or logs",
]


def chosen(**changes: Any) -> Draft:
    """A draft as it is once the form has been read: severity and team are somebody's choice."""
    return CHECKOUT.model_copy(update={"severity": Severity.HIGH, "target": TargetTeam.ENGINEERING, **changes})


def back(form: Form, **changes: Any) -> Draft:
    """What comes back when the form is sent with these fields changed."""
    return read(as_typed(modal(form), {f"draft.{name}": value for name, value in changes.items()}), form.draft)


# The first view


@pytest.mark.parametrize("team", TargetTeam)
def test_the_first_view_asks_at_most_eight_things(team: TargetTeam) -> None:
    assert len(labels(modal(a_form(chosen(target=team), takes_files=True)))) == 8


def test_the_first_view_asks_in_the_order_people_think_of_it() -> None:
    assert labels(modal(a_form(chosen(), takes_files=True))) == THE_FIRST_VIEW


def test_where_files_may_not_be_read_no_files_are_asked_for() -> None:
    assert labels(modal(a_form(chosen()))) == THE_FIRST_VIEW[:-1]


def test_only_what_is_wrong_and_the_customer_have_to_be_filled_in() -> None:
    view = modal(a_form(Draft(), expanded=True, takes_files=True))
    required = {block["block_id"] for block in view["blocks"] if block["type"] == "input" and not block["optional"]}
    chosen_already = {block for block, one in elements(view) if "initial_option" in one}
    assert required - chosen_already == {draft.ISSUE, draft.CUSTOMER}


def test_severity_and_team_are_chosen_already_and_say_why() -> None:
    view = modal(a_form(Draft()))
    hints = {block["block_id"]: block["hint"]["text"] for block in view["blocks"] if "hint" in block}
    assert element(view, draft.SEVERITY)["initial_option"]["value"] == "High"
    assert element(view, draft.TARGET)["initial_option"]["value"] == "Engineering"
    assert (hints[draft.SEVERITY][:14], hints[draft.TARGET][:21]) == ("Suggested High", "Suggested Engineering")


@pytest.mark.parametrize("team", TargetTeam)
def test_the_long_field_opens_with_the_outline_of_its_team(team: TargetTeam) -> None:
    view = modal(a_form(Draft(target=team)))
    assert element(view, draft.DETAILS[team])["initial_value"] == outline(team)


def test_the_rest_is_below_add_detail_in_the_groups_of_the_brief() -> None:
    view = modal(a_form(chosen(), expanded=True))
    groups = [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]
    assert groups == ["Impact", "What we know", "Customer communication", "What's needed", "Supporting context"]


# The line above the button


def test_the_last_line_says_where_it_goes_and_when_it_is_asked_about() -> None:
    said = lines(modal(a_form(chosen()))["blocks"][-1:])
    where = "Goes to #eng-escalations. Nobody is pinged."
    when = "They are asked to take it by Mon 23 Nov 12:55 UTC; Acme Corp hears from you by Mon 23 Nov 16:10 UTC."
    assert said == [f"{where} {when}"]


def test_a_critical_one_outside_office_hours_says_that_slack_may_wake_nobody() -> None:
    night = Destination(channel="C0ENG", group=GroupId("S0ONCALL"), due=Due(page=""))
    form = a_form(chosen(severity=Severity.CRITICAL), destination=night)
    assert lines(modal(form)["blocks"][-1:]) == [
        "Goes to #C0ENG and pings the team's group. Slack may not wake anyone: page on-call."
    ]


def test_without_a_channel_the_last_line_says_that_the_brief_stays_with_its_reporter() -> None:
    said = lines(modal(a_form(chosen(), destination=Destination(channel=None)))["blocks"][-1:])
    assert said == ["No channel is set up yet: the brief comes to your direct messages until there is one."]


def test_a_form_for_security_says_who_will_see_it_and_names_no_channel() -> None:
    private = Destination(channel="C0SEC", group=GroupId("S0SEC"), due=DUE)
    view = modal(a_form(chosen(target=TargetTeam.SECURITY), destination=private))
    assert view["submit"]["text"] == "Send to Security"
    assert lines(view["blocks"][-1:]) == [
        "Goes to Security's private channel and pings them. Nobody else will see it, in lists or search."
    ]


@pytest.mark.parametrize(
    ("destination", "says"),
    [
        (Destination(channel="C0SEC"), "Goes to Security's private channel. Nobody else will see it"),
        (Destination(channel=None, lead=UserId("U0SAM")), "Goes to Security's lead, by direct message."),
        (Destination(channel=None), "Security has no channel and no lead here yet: it comes back to you alone."),
    ],
)
def test_the_last_line_promises_no_more_for_security_than_is_set_up(destination: Destination, says: str) -> None:
    view = modal(a_form(chosen(target=TargetTeam.SECURITY), destination=destination))
    assert lines(view["blocks"][-1:])[0].startswith(says)


def test_who_is_asked_to_decide_is_named_in_the_last_line() -> None:
    asked = Destination(channel="#leadership", person=UserId("U0KIM"))
    [said] = lines(modal(a_form(chosen(target=TargetTeam.LEADERSHIP), destination=asked))["blocks"][-1:])
    assert said.startswith("Goes to #leadership and asks @U0KIM.")


def test_a_critical_one_at_night_says_that_slack_may_wake_nobody_where_no_group_is_named_either() -> None:
    night = Destination(channel="C0ENG", due=Due(page=""))
    form = a_form(chosen(severity=Severity.CRITICAL), destination=night)
    assert lines(modal(form)["blocks"][-1:]) == [
        "Goes to #C0ENG. Nobody is pinged. Slack may not wake anyone: page on-call."
    ]


def test_what_comes_from_a_private_conversation_says_that_it_will_be_readable_elsewhere() -> None:
    private = modal(a_form(chosen(source=a_thread(1, is_private=True))))
    public = modal(a_form(chosen(source=a_thread(1))))
    said = "This comes from a private conversation. It will be readable where it goes."
    assert (said in lines(private["blocks"]), said in lines(public["blocks"])) == (True, False)


# Back as it was


@pytest.mark.parametrize("expanded", [False, True])
@pytest.mark.parametrize("team", TargetTeam)
def test_a_form_that_nobody_touched_gives_its_draft_back(team: TargetTeam, *, expanded: bool) -> None:
    whole = chosen(
        target=team,
        contact=UserId("U0LEA"),
        deadline_at=datetime(2026, 11, 27, 16, tzinfo=UTC),
        source=a_thread(4),
        quotes=a_thread(4).messages[1:3],
        files=(FileRef(id="F1", name="console.png"),),
        threads="https://acme.slack.com/archives/C1/p1\nhttps://acme.slack.com/archives/C1/p2",
        documents="https://docs.example.com/orders",
        queue_time="two days",
        workaround="They retry by hand",
        segment=None,
        why_now="Their board meets on Thursday",
        growth=Growth.GROWING,
        depth=Depth.BLOCKED,
        wanted=Wanted.UPDATE,
        waiting_since="since Monday",
        until_critical="until payroll",
        reference="Yes",
        key_contact="Robin, head of operations",
        customer_date="Friday noon",
    )
    assert back(a_form(whole, expanded=expanded, takes_files=True)) == whole


def test_an_empty_form_gives_an_empty_draft_back() -> None:
    empty = Draft(severity=Severity.HIGH, target=TargetTeam.ENGINEERING)
    assert back(a_form(empty, expanded=True, takes_files=True)) == empty


TYPED = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80).map(str.strip)
WORDS = st.lists(
    st.sampled_from(
        [
            "Acme Corp and growing",
            "They need it solved by Friday",
            "They are completely blocked",
            "since Monday",
            "we tried restarting it",
            "workaround: by hand",
            "in Chrome 120",
            "<!channel>",
        ]
    ),
    max_size=5,
).map(". ".join)


@settings(max_examples=40)
@given(WORDS | TYPED, st.sampled_from(TargetTeam))
def test_whatever_was_read_from_a_text_comes_back(text: str, team: TargetTeam) -> None:
    whole = read_text(text).model_copy(update={"severity": Severity.MEDIUM, "target": team})
    assert back(a_form(whole, expanded=True)) == whole


@settings(max_examples=25)
@given(st.fixed_dictionaries(dict.fromkeys(("issue", "needed", "ticket", "risk", "threads", "affected"), TYPED)))
def test_whatever_is_typed_comes_back(typed: dict[str, str]) -> None:
    first = back(a_form(Draft(), expanded=True), **typed)
    assert {name: getattr(first, name) or "" for name in typed} == typed
    assert back(a_form(first, expanded=True)) == first


# Another team, another look


def test_another_team_keeps_what_was_typed_for_the_first() -> None:
    product = back(a_form(chosen()), target="Product")
    assert product.details == CHECKOUT.details

    again = back(a_form(product), **{"details.product": "Use case, in the customer's words: audits"})
    engineering = back(a_form(again), target="Engineering")
    assert (
        element(modal(a_form(engineering)), draft.DETAILS[TargetTeam.ENGINEERING])["initial_value"]
        == (CHECKOUT.details[TargetTeam.ENGINEERING])
    )
    assert engineering.details[TargetTeam.PRODUCT] == "Use case, in the customer's words: audits"


@pytest.mark.parametrize("field", ["growth", "depth", "wanted"])
def test_a_choice_made_by_mistake_can_be_taken_back(field: str) -> None:
    first = chosen(growth=Growth.STEADY, depth=Depth.ANNOYED, wanted=Wanted.SOLUTION)
    assert getattr(back(a_form(first, expanded=True), **{field: "not known"}), field) is None


def test_an_outline_that_nobody_filled_in_is_nothing() -> None:
    assert back(a_form(Draft())).details == {}


def test_detail_that_is_not_shown_now_is_kept() -> None:
    assert back(a_form(chosen(), expanded=False), issue="Something else").risk == CHECKOUT.risk


# Longer than a field


def test_a_text_longer_than_its_field_comes_back_whole() -> None:
    whole = Draft(text=LONG, issue=LONG.strip(), customers=("Acme Corp",))
    assert back(a_form(whole)).issue == LONG.strip()


def test_a_long_text_says_that_the_field_shows_its_beginning() -> None:
    said = lines(modal(a_form(Draft(text=LONG, issue=LONG.strip())))["blocks"][:1])
    assert said[0].endswith("Your text has 9,599 letters. The field shows the beginning; all of it is kept.")


@pytest.mark.parametrize("kept", [3000, 2800, 5])
def test_a_long_text_keeps_its_end_when_its_beginning_was_shortened(kept: int) -> None:
    whole = read_text(LONG)
    edited = whole.issue[: kept - 1].strip() + "!"
    first = back(a_form(whole), issue=edited)
    assert first.issue.split() == (edited + " " + whole.issue[3000:]).split()


def test_a_long_text_keeps_its_end_over_every_redraw() -> None:
    """Slack keeps what stands in the field when the form is drawn again, so it is read more than once."""
    whole = read_text(LONG)
    form = a_form(whole)
    values = as_typed(modal(form), {draft.ISSUE: "Short now."})
    first = read(values, whole)
    for _ in range(3):
        again = form.model_copy(update={"draft": first})
        values = redrawn(modal(again), values)
        first = read(values, first)
    assert first.issue == "Short now. " + whole.issue[3000:]
    assert back(a_form(first)).issue == first.issue


def test_words_at_the_seam_of_a_long_text_stay_two_words() -> None:
    whole = Draft(text="a" * 2999 + " beyond", issue="a" * 2999 + " beyond")
    assert back(a_form(whole), issue="Edited").issue == "Edited beyond"


MANY = tuple(f"Customer number {number:03} of many" for number in range(200))
"""Together longer than the field."""


def test_two_hundred_customers_come_back() -> None:
    some = tuple(f"Customer {number:03}" for number in range(200))
    assert back(a_form(chosen(customers=some))).customers == some
    assert back(a_form(chosen(customers=MANY))).customers == MANY


def test_a_name_added_to_customers_that_fill_the_field_loses_none_of_them() -> None:
    form = a_form(chosen(customers=MANY))
    shown = element(modal(form), draft.CUSTOMER)["initial_value"]
    values = as_typed(modal(form), {draft.CUSTOMER: f"Initech; {shown[:2900]}"})
    first = read(values, form.draft)
    assert {*MANY, "Initech"} <= set(first.customers)
    again = a_form(first)
    assert {*MANY, "Initech"} <= set(read(redrawn(modal(again), values), first).customers)


def test_customers_beyond_the_field_are_said_to_be_kept() -> None:
    view = modal(a_form(chosen(customers=MANY)))
    hint = next(block["hint"]["text"] for block in view["blocks"] if block.get("block_id") == draft.CUSTOMER)
    assert hint == "200 customers are kept, more than fit here. You can add to them."


def test_a_long_list_of_short_names_typed_with_commas_comes_back() -> None:
    typed = ",".join(f"{number}" for number in range(700))
    first = back(a_form(Draft(), expanded=True), customer=typed)
    assert (len(first.customers), back(a_form(first)).customers) == (700, first.customers)


def test_long_detail_comes_back_whole() -> None:
    steps = tuple(f"Step {number}: " + "tried again " * 20 for number in range(30))
    whole = chosen(tried=tuple(step.strip() for step in steps), details={TargetTeam.ENGINEERING: LONG.strip()})
    assert back(a_form(whole, expanded=True)) == whole


# The customer


@pytest.mark.parametrize("typed", ["not known", "Unknown", "?", "n/a"])
def test_a_customer_may_be_not_known(typed: str) -> None:
    first = back(a_form(chosen()), customer=typed)
    assert (first.customers, first.customer_unknown) == ((), True)
    assert draft.problems(first, now=datetime(2026, 1, 1, tzinfo=UTC)) == {}


def test_an_emptied_customer_is_asked_for_again() -> None:
    first = back(a_form(chosen()), customer="")
    assert draft.problems(first, now=datetime(2026, 1, 1, tzinfo=UTC)) == {
        draft.CUSTOMER: 'Name the customer, or write "not known".'
    }


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Acme Corp", ("Acme Corp",)),
        ("Acme Corp; Globex", ("Acme Corp", "Globex")),
        ("Acme Corp, Globex", ("Acme Corp", "Globex")),
        ("Foo, Ltd.", ("Foo, Ltd.",)),
        ("Foo, Ltd.; Globex, Inc.", ("Foo, Ltd.", "Globex, Inc.")),
        ("Globex\nGlobex", ("Globex",)),
    ],
)
def test_customers_are_read_as_people_list_them(typed: str, names: tuple[str, ...]) -> None:
    assert back(a_form(chosen()), customer=typed).customers == names


def test_a_group_of_customers_is_a_segment() -> None:
    first = back(a_form(chosen()), customer="all Enterprise customers")
    assert (first.customers, first.segment) == ((), "all Enterprise customers")
    assert back(a_form(first)) == first


# What came along


def test_messages_ticked_in_the_thread_stay_ticked_when_the_form_is_opened_again() -> None:
    source = a_thread(4)
    first = back(a_form(chosen(source=source)), thread=[source.messages[2].ts])
    assert first.quotes == source.messages[2:3]
    assert back(a_form(first)).quotes == first.quotes


def test_a_thread_of_one_message_offers_nothing_to_tick() -> None:
    assert draft.THREAD not in dict(elements(modal(a_form(chosen(source=a_thread(1))))))


def test_files_given_before_the_form_was_closed_are_kept_when_it_is_opened_again() -> None:
    first = back(a_form(chosen(), takes_files=True), files=[{"id": "F1", "name": "console.png"}])
    assert first.files == (FileRef(id="F1", name="console.png"),)
    again = a_form(first, takes_files=True)
    assert back(again).files == first.files
    more = back(again, files=[{"id": "F2", "name": "log.txt"}])
    assert [file.id for file in more.files] == ["F1", "F2"]


def test_a_file_given_before_can_be_left_out() -> None:
    first = chosen(files=(FileRef(id="F1", name="console.png"), FileRef(id="F2", name="log.txt")))
    assert [file.id for file in back(a_form(first, takes_files=True), kept_files=["F2"]).files] == ["F2"]


# What keeps it from being sent


def test_a_deadline_that_has_passed_is_said_at_its_field() -> None:
    late = chosen(deadline_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert list(draft.problems(late, now=datetime(2026, 11, 2, tzinfo=UTC))) == [detail.DEADLINE]


def test_a_problem_is_only_said_at_a_field_that_the_form_shows() -> None:
    wrong = Draft(deadline_at=datetime(2026, 11, 1, tzinfo=UTC))
    shown = set(dict(elements(modal(a_form(wrong, expanded=True)))))
    assert set(draft.problems(wrong, now=datetime(2026, 11, 2, tzinfo=UTC))) <= shown


# What could be better


def hints(form: Form) -> dict[str, str]:
    return {block["block_id"]: block["hint"]["text"] for block in modal(form)["blocks"] if "hint" in block}


def test_what_could_be_better_is_said_at_its_field() -> None:
    better = {"issue": "Say less.", "affected": "How many?", "details": "Where?", "needed": "By when?", "tried": "And?"}

    first = hints(a_form(chosen(), remarks=better))
    assert (first[draft.ISSUE], first[draft.CUSTOMER], first[draft.NEEDED]) == ("Say less.", "How many?", "By when?")
    assert first["draft.details.engineering"] == "Where?"

    whole = hints(a_form(chosen(), remarks=better, expanded=True))
    assert (whole["draft.affected"], whole[detail.TRIED]) == ("How many?", "And?")
    assert whole[draft.CUSTOMER].startswith("Several")
