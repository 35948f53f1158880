"""A letter is sent by one process at a time, and a process that died or stalled neither loses nor doubles it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from escalation.kinds import Severity
from escalation.letters import LetterState, Parked, PutOff, Uncertain
from escalation.ports import Store
from storage.engine import open_engines
from storage.store import SqlStore
from tests.storage.facts import (
    ACME,
    LEASE,
    a_card,
    a_lone,
    an_edit,
    an_escalation,
    claim,
    claimed,
    deliver,
    sent,
    settle,
    states,
    write,
)
from tests.stores import ENGINES, START, Machine, empty_postgres, new_store


def test_many_claimers_never_take_the_same_letter(store: Store) -> None:
    write(store, *(a_lone(f"{n}", lane=f"C-{n}") for n in range(60)))

    def take(owner: int) -> list[str]:
        taken = []
        for _ in range(8):
            taken += claimed(store, owner=f"owner {owner}", limit=3)
        return taken

    with ThreadPoolExecutor(4) as threads:
        taken = [key for keys in threads.map(take, range(4)) for key in keys]
    taken += claimed(store, limit=60)

    assert sorted(taken, key=int) == [f"{n}" for n in range(60)]


def test_claiming_and_writing_at_once_lose_nothing(store: Store, machine: Machine) -> None:
    def open_one(number: int) -> None:
        write(store, a_card(number, lane=f"C-{number % 3}"), an_edit(1, of=number))

    def send(_: int) -> list[str]:
        return [key for _ in range(4) for key in deliver(store, limit=2)]

    with ThreadPoolExecutor(6) as threads:
        sending = [threads.submit(send, n) for n in range(6)]
        list(threads.map(open_one, range(1, 25)))
        went = [key for one in sending for key in one.result()]
    for _ in range(150):
        machine.advance(2)
        went += deliver(store)

    expected = [f"card:{n}" for n in range(1, 25)] + [f"edit:{n}:1" for n in range(1, 25)]
    assert sorted(went) == sorted(expected)


def test_a_letter_whose_sender_died_comes_back_to_be_looked_for(store: Store, machine: Machine) -> None:
    write(store, a_card())
    first = claim(store, owner="dead")
    machine.advance(59)
    assert claim(store, owner="two") == []
    machine.advance(1)

    second = claim(store, owner="two")

    assert [(one.letter, one.tries, one.look_first) for one in first] == [(a_card(), 1, False)]
    assert [(one.letter, one.tries, one.look_first) for one in second] == [(a_card(), 2, True)]


def test_a_claim_says_when_the_first_try_began(store: Store, machine: Machine) -> None:
    write(store, a_card())
    machine.advance(5)
    begun = [claim(store)[0].since]
    for _ in range(2):
        machine.advance(60)
        begun.append(claim(store)[0].since)

    assert begun == [(START + timedelta(seconds=5)).timestamp()] * 3


def test_a_sender_that_lost_its_claim_settles_nothing(store: Store, machine: Machine) -> None:
    write(store, a_card())
    stalled = claim(store, owner="stalled")[0]
    machine.advance(60)
    taken_over = claim(store, owner="two")[0]

    assert not settle(store, stalled)
    assert states(store) == {"card:1": LetterState.SENDING}
    assert settle(store, taken_over, Parked(reason="archived"))
    assert not settle(store, taken_over)
    assert states(store) == {"card:1": LetterState.PARKED}


def test_the_same_process_cannot_settle_by_an_older_claim_of_its_own(store: Store, machine: Machine) -> None:
    write(store, a_card())
    older = claim(store, owner="one")[0]
    machine.advance(60)
    newer = claim(store, owner="one")[0]

    assert (settle(store, older), settle(store, newer)) == (False, True)


def test_a_sender_is_told_how_long_a_letter_is_still_its_own(store: Store, machine: Machine) -> None:
    write(store, a_card())
    first = claim(store, owner="one")[0]
    machine.advance(20)
    left = [store.lease_left(first)]
    machine.advance(40)
    left.append(store.lease_left(first))
    second = claim(store, owner="one")[0]
    left += [store.lease_left(first), store.lease_left(second)]
    assert settle(store, second)
    left.append(store.lease_left(second))

    assert [one.total_seconds() for one in left] == [40, 0, 0, 60, 0]


def test_a_sender_that_is_late_but_was_not_replaced_still_settles(store: Store, machine: Machine) -> None:
    write(store, a_card())
    late = claim(store)[0]
    machine.advance(3600)

    assert settle(store, late)
    assert claimed(store) == []


def test_settling_one_letter_does_not_free_a_channel_that_sends_another(store: Store, machine: Machine) -> None:
    write(store, a_lone("a"))
    late = claim(store, owner="late")[0]
    write(store, a_lone("urgent", rank=0), a_lone("b"))
    machine.advance(60)
    assert claimed(store, owner="two") == ["urgent"]

    assert settle(store, late)

    assert claimed(store, owner="three") == []


def test_what_failed_to_settle_with_its_transaction_is_still_under_way(store: Store, machine: Machine) -> None:
    write(store, a_card())
    one = claim(store)[0]
    with pytest.raises(ZeroDivisionError), store.begin(ACME) as tx:
        assert tx.settle(one, sent(one))
        raise ZeroDivisionError

    assert states(store) == {"card:1": LetterState.SENDING}
    machine.advance(60)
    assert [again.look_first for again in claim(store)] == [True]


def test_an_unclear_letter_is_looked_for_and_then_known_to_be_gone(store: Store, machine: Machine) -> None:
    write(store, a_card())
    settle(store, claim(store)[0], Uncertain(reason="no answer", after=timedelta(seconds=15)))
    assert states(store) == {"card:1": LetterState.UNCLEAR}
    machine.advance(15)
    looking = claim(store)[0]

    assert looking.look_first
    assert settle(store, looking)
    assert deliver(store) == []


def test_a_letter_parked_while_unclear_is_looked_for_when_it_is_tried_again(store: Store, machine: Machine) -> None:
    write(store, a_card())
    settle(store, claim(store)[0], Uncertain(reason="no answer", after=timedelta(seconds=15)))
    machine.advance(15)
    settle(store, claim(store)[0], Parked(reason="we may not read this channel", code="missing_scope"))
    with store.begin(ACME) as tx:
        assert tx.retry(a_card().id)

    assert [(one.tries, one.look_first) for one in claim(store)] == [(1, True)]


@pytest.mark.parametrize("engine", ENGINES)
def test_without_a_clock_handed_in_machine_time_is_the_databases(engine: str, tmp_path: Path) -> None:
    store = new_store(engine, tmp_path)
    write(store, a_lone("a"))
    one = claim(store)[0]
    wait = store.next_letter_in()
    with store.begin(ACME) as tx:
        assert tx.first_time("Ev1")
        assert not tx.first_time("Ev1")
    store.close()

    assert one.since > START.timestamp()
    assert wait is not None
    assert 50 < wait <= LEASE.total_seconds()


def test_a_claimed_letter_carries_the_brief_that_was_approved(store: Store) -> None:
    approved = an_escalation(1)
    with store.begin(ACME) as tx:
        tx.add(approved)
        tx.write(a_card(1))
    with store.begin(ACME) as tx:
        tx.save(approved.model_copy(update={"severity": Severity.CRITICAL}))

    assert [one.letter for one in claim(store)] == [a_card(1)]


def test_the_only_process_looks_soon_for_what_the_one_before_it_was_sending(tmp_path: Path, machine: Machine) -> None:
    store = new_store("sqlite", tmp_path, machine_now=machine.now)
    write(store, a_lone("under way"))
    claim(store, owner="killed")
    assert isinstance(store, SqlStore)

    store.shorten_leases(timedelta(seconds=15))

    assert store.next_letter_in() == 15
    machine.advance(15)
    assert [one.look_first for one in store.claim_letters(owner="next", limit=5, lease=LEASE)] == [True]


def test_a_payload_that_one_replica_has_dealt_with_is_known_to_the_others_for_an_hour_and_more(
    machine: Machine,
) -> None:
    """Slack delivers again up to an hour later, to whichever replica is reached."""
    url = empty_postgres()
    first, second = (SqlStore(open_engines(url), machine_now=machine.now) for _ in range(2))
    answers = []
    for store, minutes in ((first, 0), (second, 0), (second, 61), (first, 61)):
        machine.advance(minutes * 60)
        with store.begin(ACME) as tx:
            answers.append(tx.first_time("press:1"))
    second.prune(START + timedelta(hours=3))
    with first.begin(ACME) as tx:
        answers.append(tx.first_time("press:1"))
    first.close()
    second.close()

    assert answers == [True, False, False, False, False]


def test_a_payload_that_reaches_two_replicas_at_once_is_new_to_one_of_them() -> None:
    url = empty_postgres()
    replicas = [SqlStore(open_engines(url)) for _ in range(2)]

    def is_new(number: int) -> bool:
        with replicas[number % 2].begin(ACME) as tx:
            return tx.first_time(f"press:{number // 2}")

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(is_new, range(40)))
    for one in replicas:
        one.close()

    assert [sum(answers[at : at + 2]) for at in range(0, 40, 2)] == [1] * 20


def test_a_pause_that_one_replica_met_holds_the_others(machine: Machine) -> None:
    url = empty_postgres()
    first, second = (SqlStore(open_engines(url), machine_now=machine.now) for _ in range(2))
    pause = PutOff(reason="Slack asks for a pause", after=timedelta(seconds=30), is_limit=True)
    for store, lane in ((first, "C-1"), (second, "C-2")):
        write(store, a_lone(lane, lane=lane))
        settle(store, claim(store)[0], pause)
    write(first, a_lone("third", lane="C-3"))

    taken = [claimed(first), claimed(second)]
    machine.advance(30)
    taken.append(sorted(claimed(second)))
    first.close()
    second.close()

    assert taken == [[], [], ["C-1", "C-2", "third"]]
