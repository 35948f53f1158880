"""Letters leave in the order that was promised, at the pace Slack allows, and none is in the way of another."""

from datetime import timedelta

import pytest

from escalation.drafts import MessageRef
from escalation.kinds import ChannelId, EscalationId, LetterId
from escalation.letters import (
    Claim,
    Dropped,
    Form,
    Letter,
    LetterState,
    Outcome,
    Parked,
    Place,
    PutOff,
    Rank,
    Sent,
    Uncertain,
)
from escalation.ports import Store
from tests.storage.facts import (
    ACME,
    ENG,
    GLOBEX,
    MAYA,
    OPS,
    a_card,
    a_direct,
    a_letter,
    a_line,
    a_lone,
    an_edit,
    claim,
    claimed,
    deliver,
    opened,
    settle,
    standing,
    states,
    status,
    write,
)
from tests.stores import Machine


def a_brief(of: int = 1, *, lane: str = ENG) -> Letter:
    return a_letter(f"brief:{of}", Form.BRIEF, of=of, lane=lane)


def later(reason: str = "no connection", *, seconds: float = 30, is_limit: bool = False) -> PutOff:
    return PutOff(reason=reason, after=timedelta(seconds=seconds), is_limit=is_limit)


def unclear(seconds: float = 15) -> Uncertain:
    return Uncertain(reason="no answer", after=timedelta(seconds=seconds))


REFUSED = Parked(reason="the channel is archived", code="is_archived")


def test_the_card_goes_first_then_its_brief_then_the_lines_in_the_order_written(store: Store, machine: Machine) -> None:
    write(store, a_card(), a_brief(), a_line("one"), a_line("two"))

    rounds = []
    for _ in range(6):
        rounds.append(deliver(store))
        machine.advance(2)

    assert rounds == [["card:1"], ["brief:1"], ["one"], ["two"], [], []]


def test_a_brief_written_before_its_card_still_waits_for_it(store: Store) -> None:
    write(store, a_brief())
    assert claimed(store) == []

    write(store, a_card())

    assert (deliver(store), deliver(store)) == (["card:1"], ["brief:1"])


def test_what_stands_in_a_thread_is_sent_to_the_card_and_edits_replace_it(store: Store) -> None:
    card = opened(store)
    write(store, a_line("line"), an_edit(1))

    places = {}
    for _ in range(2):
        for one in claim(store):
            places[one.letter.key] = one.place
            settle(store, one)

    assert places == {
        "line": Place(channel=ENG, thread=card.ts),
        "edit:1:1": Place(channel=ENG, edits=card.ts),
    }


def test_a_card_goes_to_its_channel_and_a_direct_message_to_its_person(store: Store) -> None:
    write(store, a_card(), a_lone("lone", lane=OPS))
    places = {one.letter.key: one.place for one in claim(store)}
    write(store, a_direct("dm", of=2, to=MAYA))
    places |= {one.letter.key: one.place for one in claim(store)}

    assert places == {"card:1": Place(channel=ENG), "lone": Place(channel=OPS), "dm": Place(person=MAYA)}


def test_direct_messages_wait_until_the_card_is_sent_or_parked(store: Store) -> None:
    write(store, a_card(1, lane=ENG), a_card(2, lane=OPS), a_direct("dm:1", of=1), a_direct("dm:2", of=2))
    first, second = claim(store)
    assert claimed(store) == []

    settle(store, first)
    settle(store, second, REFUSED)

    assert (deliver(store), deliver(store)) == (["dm:1"], ["dm:2"])


def test_what_needs_a_parked_card_waits_without_being_asked_about(store: Store, machine: Machine) -> None:
    write(store, a_card(), a_brief(), a_line("line"), an_edit(1))
    settle(store, claim(store)[0], REFUSED)
    machine.advance(3600)

    assert claimed(store) == []
    assert store.next_letter_in() is None


def test_a_card_that_is_tried_again_goes_out_and_takes_its_thread_along(store: Store, machine: Machine) -> None:
    write(store, a_card(), a_brief())
    settle(store, claim(store)[0], REFUSED)
    with store.begin(ACME) as tx:
        assert tx.retry(a_card().id)
        assert not tx.retry(a_card().id)

    again = claim(store)

    assert [(one.letter.key, one.tries, one.look_first) for one in again] == [("card:1", 1, False)]
    settle(store, again[0])
    machine.advance(1)
    assert deliver(store) == ["brief:1"]


def test_after_a_fallback_the_thread_follows_the_card_to_its_new_channel(store: Store, machine: Machine) -> None:
    write(store, a_card(lane=ENG), a_brief(lane=ENG))
    settle(store, claim(store)[0], REFUSED)
    write(store, a_card(lane=OPS, key="card:1:fallback"), a_line("late", lane=ENG))

    fallback = claim(store)
    assert [one.letter.key for one in fallback] == ["card:1:fallback"]
    settle(store, fallback[0])
    followed = []
    for _ in range(2):
        machine.advance(1)
        followed += claim(store)
        settle(store, followed[-1])

    thread = Place(channel=OPS, thread="ts-card:1:fallback")
    assert [(one.letter.key, one.letter.lane, one.place) for one in followed] == [
        ("brief:1", OPS, thread),
        ("late", OPS, thread),
    ]
    with store.read(ACME) as tx:
        assert tx.card(EscalationId(1)) == MessageRef(channel=OPS, ts="ts-card:1:fallback")


def test_a_second_card_in_the_same_channel_is_not_stuck_behind_the_brief_of_the_first(store: Store) -> None:
    write(store, a_card(), a_brief())
    settle(store, claim(store)[0], REFUSED)

    write(store, a_card(key="card:1:again"))

    assert claimed(store) == ["card:1:again"]


def test_what_may_have_arrived_is_looked_for_where_it_was_sent(store: Store, machine: Machine) -> None:
    card = opened(store)
    write(store, a_line("line"))
    settle(store, claim(store)[0], unclear())
    write(store, a_card(lane=OPS, key="card:1:moved"))
    assert deliver(store) == ["card:1:moved"]
    machine.advance(15)

    looked = claim(store)

    assert [(one.place, one.look_first) for one in looked] == [(Place(channel=ENG, thread=card.ts), True)]


def test_what_was_put_off_does_not_go_below_a_card_that_was_left(store: Store, machine: Machine) -> None:
    opened(store)
    write(store, a_line("line"))
    [under_way] = claim(store)
    write(store, a_card(lane=OPS, key="card:1:moved"))
    settle(store, under_way, later(seconds=1))
    [moved] = claim(store)
    machine.advance(5)
    assert claimed(store) == []

    settle(store, moved)
    machine.advance(5)

    assert [one.place for one in claim(store)] == [Place(channel=OPS, thread="ts-card:1:moved")]


def test_an_escalation_put_off_does_not_hold_the_others_in_its_channel(store: Store, machine: Machine) -> None:
    opened(store, 1)
    opened(store, 2)
    write(store, a_line("1:a", of=1), a_line("1:b", of=1), a_line("2:a", of=2))
    machine.advance(5)
    settle(store, claim(store)[0], later(seconds=30))

    assert (deliver(store), deliver(store)) == (["2:a"], [])
    machine.advance(30)
    assert (deliver(store), deliver(store)) == (["1:a"], ["1:b"])


def test_an_edit_that_fails_again_and_again_lets_the_others_in_its_channel_go(store: Store, machine: Machine) -> None:
    opened(store, 1)
    opened(store, 2)
    write(store, an_edit(1, of=1))
    machine.advance(5)
    settle(store, claim(store)[0], later(seconds=300))
    write(store, a_line("2:a", of=2))
    machine.advance(5)

    assert deliver(store) == ["2:a"]


def test_an_unclear_letter_holds_its_escalation_and_no_other(store: Store, machine: Machine) -> None:
    opened(store, 1)
    opened(store, 2)
    write(store, a_line("1:a", of=1), a_line("1:b", of=1), a_line("2:a", of=2))
    machine.advance(5)
    settle(store, claim(store)[0], unclear(15))

    assert (deliver(store), deliver(store)) == (["2:a"], [])
    machine.advance(15)
    assert [(one.letter.key, one.look_first) for one in claim(store)] == [("1:a", True)]


def test_a_parked_line_lets_the_next_one_go(store: Store, machine: Machine) -> None:
    opened(store)
    write(store, a_line("a"), a_line("b"))
    settle(store, claim(store)[0], REFUSED)
    machine.advance(1)

    assert deliver(store) == ["b"]


def test_critical_goes_first_then_by_rank_then_by_age(store: Store, machine: Machine) -> None:
    write(
        store,
        a_lone("digest", rank=Rank.DIGEST),
        a_lone("older reminder", rank=Rank.REMINDER),
        a_lone("newer reminder", rank=Rank.REMINDER),
        a_lone("critical", rank=Rank.CRITICAL),
    )

    order = []
    for _ in range(4):
        order += deliver(store)
        machine.advance(1)

    assert order == ["critical", "older reminder", "newer reminder", "digest"]


def test_where_only_some_channels_can_be_served_the_critical_ones_are(store: Store) -> None:
    write(
        store,
        a_lone("digest", lane="C-1", rank=Rank.DIGEST),
        a_lone("reminder", lane="C-2", rank=Rank.REMINDER),
        a_lone("critical", lane="C-3", rank=Rank.CRITICAL),
    )

    assert claimed(store, limit=2) == ["critical", "reminder"]


def test_one_channel_gets_one_letter_at_a_time_and_other_channels_theirs(store: Store) -> None:
    write(store, a_lone("a"), a_lone("b"), a_lone("c", lane=OPS), a_lone("d", lane="C-3"))

    assert sorted(claimed(store)) == ["a", "c", "d"]
    assert claimed(store, owner="two") == []


def test_a_channel_takes_three_messages_at_once_and_then_one_a_second(store: Store, machine: Machine) -> None:
    write(store, *(a_lone(f"{n}") for n in range(6)))

    at_once = [deliver(store) for _ in range(4)]
    waits = store.next_letter_in()
    machine.advance(0.9)
    early = deliver(store)
    machine.advance(0.1)
    after_a_second = [deliver(store), deliver(store)]
    machine.advance(1)

    assert (at_once, waits) == ([["0"], ["1"], ["2"], []], 1.0)
    assert (early, after_a_second, deliver(store)) == ([], [["3"], []], ["4"])


def test_a_quiet_channel_gets_its_burst_back(store: Store, machine: Machine) -> None:
    write(store, *(a_lone(f"{n}") for n in range(8)))
    for _ in range(3):
        deliver(store)
    machine.advance(10)

    assert [len(deliver(store)) for _ in range(4)] == [1, 1, 1, 0]


def test_edits_keep_a_pace_of_their_own(store: Store, machine: Machine) -> None:
    opened(store, 1)
    opened(store, 2)
    machine.advance(60)
    write(store, an_edit(1, of=1), an_edit(1, of=2))
    write(store, a_lone("a"), a_lone("b"), a_lone("c"))

    at_once = [key for _ in range(6) for key in deliver(store)]
    machine.advance(1.2)

    assert at_once == ["edit:1:1", "a", "b", "c"]
    assert deliver(store) == ["edit:2:1"]


def test_lines_do_not_wait_for_an_edit_nor_edits_for_a_line(store: Store, machine: Machine) -> None:
    opened(store)
    machine.advance(5)
    write(store, an_edit(1), a_line("line"))
    settle(store, claim(store)[0], unclear(15))
    assert deliver(store) == ["line"]

    write(store, a_line("unclear"))
    settle(store, claim(store)[0], unclear(3600))
    machine.advance(60)
    assert deliver(store) == ["edit:1:1"]


def test_a_newer_edit_takes_the_place_of_one_that_still_waits(store: Store) -> None:
    write(store, a_card(), an_edit(1), an_edit(1, of=2), an_edit(2), an_edit(3))

    assert states(store) == {
        "card:1": LetterState.WAITING,
        "edit:1:1": LetterState.DROPPED,
        "edit:2:1": LetterState.WAITING,
        "edit:1:2": LetterState.DROPPED,
        "edit:1:3": LetterState.WAITING,
    }
    assert status(store, "edit:1:1").reason == "superseded"


def test_an_edit_under_way_is_followed_by_the_newer_one(store: Store, machine: Machine) -> None:
    opened(store)
    write(store, an_edit(1))
    under_way = claim(store)
    write(store, an_edit(2))
    machine.advance(5)
    assert claimed(store) == []

    settle(store, under_way[0])

    assert deliver(store) == ["edit:1:2"]


def test_a_letter_is_written_once_however_often_its_fact_is_told(store: Store) -> None:
    write(store, a_card())
    with store.begin(ACME) as tx:
        assert not tx.write(a_card())
        assert not tx.write(a_card().model_copy(update={"id": LetterId("another")}))
    deliver(store)
    with store.begin(ACME) as tx:
        assert not tx.write(a_card())

    assert len(states(store)) == 1


def test_waiting_letters_are_dropped_by_key_and_free_what_was_behind_them(store: Store, machine: Machine) -> None:
    opened(store)
    write(store, a_line("a"), a_line("b"), a_line("c"))
    under_way = claim(store)
    with store.begin(ACME) as tx:
        assert tx.drop(EscalationId(1), keys=["a", "b", "nothing"], reason="it was resolved") == 1
        assert tx.drop(EscalationId(1), keys=[], reason="it was resolved") == 0
    settle(store, under_way[0])
    machine.advance(1)

    assert deliver(store) == ["c"]
    assert (status(store, "b").state, status(store, "b").reason) == (LetterState.DROPPED, "it was resolved")


def test_when_the_last_letter_is_dropped_nothing_is_left_to_wait_for(store: Store) -> None:
    write(store, a_card())
    with store.begin(ACME) as tx:
        tx.drop(EscalationId(1), keys=["card:1"], reason="withdrawn")

    assert store.next_letter_in() is None


def test_slacks_limit_for_one_channel_holds_that_channel_alone(store: Store, machine: Machine) -> None:
    write(store, a_lone("a"), a_lone("b"))
    [first] = claim(store, limit=1)
    write(store, a_lone("c", lane=OPS))  # only now: between two channels it is open which goes first
    settle(store, first, later("Slack asked us to wait", seconds=30, is_limit=True))

    assert (deliver(store), deliver(store)) == (["c"], [])
    assert store.next_letter_in() == 30
    machine.advance(30)
    assert [deliver(store), deliver(store)] == [["a"], []]
    machine.advance(1)
    assert deliver(store) == ["b"]


def test_slacks_limit_on_edits_does_not_hold_the_channels_messages(store: Store) -> None:
    opened(store)
    write(store, an_edit(1))
    settle(store, claim(store)[0], later("Slack asked us to wait", is_limit=True))
    write(store, a_lone("message"))

    assert (deliver(store), deliver(store)) == (["message"], [])


def test_slacks_limit_for_a_workspace_holds_all_its_channels_and_no_other_workspace(
    store: Store, machine: Machine
) -> None:
    write(store, a_lone("a"), a_lone("b", lane=OPS))
    held = PutOff(reason="Slack asked us to wait", after=timedelta(seconds=45), holds_workspace=True)
    for one in claim(store, limit=1):
        settle(store, one, held)
    assert store.next_letter_in() == 45

    write(store, a_lone("theirs", workspace=GLOBEX), workspace=GLOBEX)

    assert (deliver(store), deliver(store)) == (["theirs"], [])
    machine.advance(45)
    assert sorted(deliver(store)) == ["a", "b"]


def limited(store: Store, key: str, *, seconds: float = 30) -> None:
    """Slack refuses the one letter that may leave: too many in its channel."""
    (one,) = claim(store)
    assert one.letter.key == key
    after = timedelta(seconds=seconds)
    settle(store, one, PutOff(reason="Slack asks for a pause", after=after, is_limit=True))


def test_limits_in_two_channels_within_ten_seconds_hold_the_workspace(store: Store, machine: Machine) -> None:
    write(store, a_lone("a", lane="C-1"))
    limited(store, "a", seconds=20)
    machine.advance(10)
    write(store, a_lone("b", lane="C-2"))
    limited(store, "b", seconds=30)
    write(store, a_lone("c", lane="C-3"))
    write(store, a_lone("theirs", lane="C-3", workspace=GLOBEX), workspace=GLOBEX)

    assert deliver(store) == ["theirs"]
    write(store, a_lone("critical", lane="C-4", rank=Rank.CRITICAL))
    assert (claimed(store), store.next_letter_in()) == ([], 30)

    machine.advance(30)
    assert deliver(store, limit=1) == ["critical"]
    assert sorted(deliver(store)) == ["a", "b", "c"]


def test_limits_in_one_channel_or_far_apart_hold_that_channel_alone(store: Store, machine: Machine) -> None:
    write(store, a_lone("a", lane="C-1"))
    limited(store, "a", seconds=1)
    machine.advance(1)
    limited(store, "a", seconds=60)
    machine.advance(10.5)
    write(store, a_lone("b", lane="C-2"))
    limited(store, "b", seconds=60)
    write(store, a_lone("c", lane="C-3"))

    assert deliver(store) == ["c"]


def test_a_limit_on_changing_messages_says_nothing_of_posting_them(store: Store) -> None:
    for number, lane in ((1, "C-1"), (2, "C-2")):
        opened(store, number, lane=lane)
        write(store, an_edit(1, of=number, lane=lane))
        limited(store, f"edit:{number}:1")
    write(store, a_lone("message"))

    assert deliver(store) == ["message"]


def test_the_longer_of_two_waits_holds_the_workspace(store: Store, machine: Machine) -> None:
    write(store, a_lone("a"), a_lone("b", lane=OPS))
    for one, seconds in zip(claim(store), (60, 5), strict=True):
        after = timedelta(seconds=seconds)
        settle(store, one, PutOff(reason="Slack asked", after=after, holds_workspace=True))
    machine.advance(30)

    assert claimed(store) == []
    assert store.next_letter_in() == 30


def test_only_tries_that_count_are_counted(store: Store, machine: Machine) -> None:
    write(store, a_card())
    tries = []
    for outcome in (later(), later(is_limit=True), unclear(), later(), unclear()):
        one = claim(store)[0]
        tries.append(one.tries)
        settle(store, one, outcome)
        machine.advance(60)

    assert tries == [1, 1, 1, 2, 2]
    assert status(store, "card:1").tries == 2


def test_the_reason_of_the_last_try_is_told_until_it_is_sent(store: Store, machine: Machine) -> None:
    write(store, a_card())
    reasons = []
    for outcome in (later("no connection"), unclear(), None):
        settle(store, claim(store)[0], outcome)
        reasons.append(status(store, "card:1").reason)
        machine.advance(60)

    assert reasons == ["no connection", "no answer", None]
    assert status(store, "card:1").ref == standing(a_card())


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Sent(ref=MessageRef(channel=ENG, ts="1.2")), LetterState.SENT),
        (later(), LetterState.WAITING),
        (unclear(), LetterState.UNCLEAR),
        (REFUSED, LetterState.PARKED),
        (Dropped(reason="nothing waits any more"), LetterState.DROPPED),
    ],
)
def test_letters_can_be_listed_by_what_became_of_them(store: Store, outcome: Outcome, state: LetterState) -> None:
    write(store, a_card())
    assert settle(store, claim(store)[0], outcome)

    with store.read(ACME) as tx:
        by_state = {one: [status.letter.key for status in tx.letters(state=one)] for one in LetterState}
        of_it = [status.letter.key for status in tx.letters(EscalationId(1), state=state)]
    assert by_state == {one: ["card:1"] if one is state else [] for one in LetterState}
    assert of_it == ["card:1"]


def test_what_has_nothing_to_say_any_more_is_done_and_holds_up_nothing(store: Store, machine: Machine) -> None:
    write(store, a_lone("first"), a_lone("second"))
    [first] = claim(store)
    assert settle(store, first, Dropped(reason="nothing waits any more"))
    machine.advance(2)

    assert deliver(store) == ["second"]
    assert (status(store, "first").state, status(store, "first").reason) == (
        LetterState.DROPPED,
        "nothing waits any more",
    )
    with store.begin(ACME) as tx:
        assert not tx.retry(a_lone("first").id)


def test_the_wait_for_the_next_letter_is_known(store: Store, machine: Machine) -> None:
    waits = [store.next_letter_in()]
    write(store, a_card())
    waits.append(store.next_letter_in())
    under_way = claim(store)
    waits.append(store.next_letter_in())
    machine.advance(10)
    settle(store, under_way[0], later(seconds=7))
    waits.append(store.next_letter_in())

    assert waits == [None, 0.0, 60.0, 7.0]


def test_a_card_found_late_does_not_call_the_thread_back_from_the_newer_one(store: Store, machine: Machine) -> None:
    write(store, a_card(lane=ENG))
    settle(store, claim(store)[0], unclear(15))
    write(store, a_card(lane=OPS, key="card:1:newer"))
    machine.advance(15)
    for _ in range(2):
        deliver(store)
    write(store, a_line("line", lane=ENG))

    lines: list[Claim] = claim(store)

    assert [one.place for one in lines] == [Place(channel=ChannelId(OPS), thread="ts-card:1:newer")]
