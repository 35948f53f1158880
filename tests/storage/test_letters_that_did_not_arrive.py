"""The store tells which letters have not arrived, in which workspaces, and since when."""

from escalation.letters import LetterState, Parked
from escalation.ports import Store
from tests.storage.facts import ACME, GLOBEX, a_lone, claim, deliver, settle, write
from tests.stores import START, Machine


def test_what_has_not_arrived_is_told_with_its_state_and_since_when(store: Store, machine: Machine) -> None:
    write(store, a_lone("arrived"))
    deliver(store)
    write(store, a_lone("parked", lane="C-1"), a_lone("under way", lane="C-2"))
    taken = {one.letter.key: one for one in claim(store)}
    settle(store, taken["parked"], Parked(reason="is archived"))
    machine.advance(30)
    write(store, a_lone("waiting", lane="C-3"))

    with store.read(ACME) as tx:
        found = [(one.letter.key, one.state, one.since) for one in tx.undelivered()]

    assert found == [
        ("parked", LetterState.PARKED, START),
        ("under way", LetterState.SENDING, START),
        ("waiting", LetterState.WAITING, machine.now()),
    ]


def test_only_workspaces_where_something_has_not_arrived_are_named(store: Store) -> None:
    write(store, a_lone("arrived"))
    deliver(store)
    write(store, a_lone("waiting", workspace=GLOBEX), workspace=GLOBEX)

    assert list(store.undelivered_in()) == [GLOBEX]
