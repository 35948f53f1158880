"""What is forgotten and when, and what the operator is told meanwhile."""

from datetime import timedelta

import pytest

from escalation.errors import NotFound
from escalation.kinds import DraftId, EscalationId, Status
from escalation.letters import LetterState, Parked, Uncertain
from escalation.people import Person
from escalation.ports import Figures, Store
from tests.storage.facts import (
    ACME,
    GLOBEX,
    MAYA,
    OPS,
    a_card,
    a_clock,
    a_draft,
    a_line,
    a_lone,
    an_escalation,
    claim,
    deliver,
    opened,
    settle,
    states,
    write,
)
from tests.stores import START, Machine

DAY = timedelta(days=1)


def test_drafts_are_forgotten_after_a_day(store: Store) -> None:
    with store.begin(ACME) as tx:
        tx.keep_draft(a_draft("old"))
        tx.keep_draft(a_draft("new", kept_at=START + timedelta(seconds=1)))

    store.prune(START + DAY)

    with store.begin(ACME) as tx:
        assert tx.draft(DraftId("new")).id == "new"
        with pytest.raises(NotFound):
            tx.draft(DraftId("old"))


def test_what_only_machines_ask_again_is_forgotten_in_machine_time(store: Store, machine: Machine) -> None:
    with store.begin(ACME) as tx:
        tx.first_time("Ev1")
        tx.keep_person(Person(id=MAYA, name="Maya"))
    store.prune(START + 2 * DAY)
    with store.begin(ACME) as tx:
        assert not tx.first_time("Ev1")
        assert tx.person(MAYA) is not None

    machine.advance(DAY.total_seconds())
    store.prune(START + 2 * DAY)

    with store.begin(ACME) as tx:
        assert tx.first_time("Ev1")
        assert tx.person(MAYA) is None


def test_letters_that_are_done_are_forgotten_after_thirty_days_and_cards_stay(store: Store, machine: Machine) -> None:
    card = opened(store)
    write(store, a_line("sent"))
    deliver(store)
    write(store, a_line("dropped"), a_line("waiting"), a_lone("parked", lane=OPS))
    with store.begin(ACME) as tx:
        tx.drop(EscalationId(1), keys=["dropped"], reason="resolved")
        tx.save(an_escalation(1, status=Status.RESOLVED))
    machine.advance(5)
    for one in claim(store):
        if one.letter.key == "parked":
            settle(store, one, Parked(reason="archived"))

    machine.advance((29 * DAY).total_seconds())
    store.prune(START)
    assert len(states(store)) == 5
    machine.advance((2 * DAY).total_seconds())
    store.prune(START)

    assert sorted(states(store)) == ["card:1", "parked", "waiting"]
    with store.read(ACME) as tx:
        assert tx.card(EscalationId(1)) == card


def test_all_letters_of_an_open_escalation_are_kept_and_go_together_once_it_is_over(
    store: Store, machine: Machine
) -> None:
    opened(store)
    write(store, a_line("early"))
    deliver(store)
    machine.advance((31 * DAY).total_seconds())
    store.prune(START)
    assert sorted(states(store)) == ["card:1", "early"]

    with store.begin(ACME) as tx:
        tx.save(an_escalation(1, status=Status.RESOLVED))
    write(store, a_line("resolved"))
    deliver(store)
    store.prune(START)
    assert sorted(states(store)) == ["card:1", "early", "resolved"]

    machine.advance((31 * DAY).total_seconds())
    store.prune(START)
    assert sorted(states(store)) == ["card:1"]


def test_letters_are_forgotten_in_machine_time(store: Store) -> None:
    opened(store)
    write(store, a_line("just sent"))
    deliver(store)
    with store.begin(ACME) as tx:
        tx.save(an_escalation(1, status=Status.RESOLVED))
    store.prune(START + 31 * DAY)
    assert sorted(states(store)) == ["card:1", "just sent"]


def test_the_operator_sees_what_is_open_overdue_and_on_its_way(store: Store, machine: Machine) -> None:
    for workspace in (ACME, GLOBEX):
        with store.begin(workspace) as tx:
            tx.add(an_escalation(1, workspace=workspace))
            tx.add(an_escalation(2, workspace=workspace, status=Status.RESOLVED))
            tx.set_clock(a_clock(1, minutes=1))
            tx.set_clock(a_clock(2, minutes=None))
    write(store, *(a_lone(key, lane=f"C-{key}") for key in ("a", "b", "c", "d")))
    unclear = Uncertain(reason="no answer", after=timedelta(minutes=9))
    for one, outcome in zip(claim(store, limit=3), (unclear, Parked(reason="archived"), None), strict=True):
        settle(store, one, outcome)
    machine.advance(90)

    assert store.figures(START + timedelta(minutes=2)) == Figures(
        open_escalations=2,
        letters={LetterState.WAITING: 1, LetterState.UNCLEAR: 1, LetterState.PARKED: 1},
        overdue_clocks=2,
        oldest_waiting_seconds=90,
    )


def test_a_letter_that_waits_for_a_parked_card_does_not_count_as_late(store: Store, machine: Machine) -> None:
    write(store, a_card(), a_line("line"))
    settle(store, claim(store)[0], Parked(reason="archived"))
    machine.advance(3600)

    assert store.figures(START).oldest_waiting_seconds == 0


def test_an_empty_desk_has_empty_figures(store: Store) -> None:
    assert store.figures(START) == Figures()
