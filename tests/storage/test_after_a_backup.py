"""A backup that was put back knows less than was said since: nothing is said twice, no number is given twice."""

from collections.abc import Sequence

from escalation.kinds import EscalationId, WorkspaceId
from escalation.letters import Claim, LetterState, Parked
from escalation.ports import Store
from storage.restoring import LOOKED_FOR, NUMBERS_LEFT_OUT
from tests.storage.facts import (
    ACME,
    GLOBEX,
    MAYA,
    OPS,
    a_card,
    a_direct,
    a_line,
    a_lone,
    an_escalation,
    claim,
    deliver,
    settle,
    standing,
    status,
    write,
)
from tests.stores import START, Machine


def numbered(store: Store, *, workspace: WorkspaceId = ACME) -> EscalationId:
    with store.begin(workspace) as tx:
        return tx.next_number()


def looked_for(claims: Sequence[Claim]) -> dict[str, tuple[bool, float]]:
    """Whether each is looked for first, and from when on."""
    return {one.letter.key: (one.look_first, one.since) for one in claims}


def test_what_was_on_its_way_is_looked_for_from_when_it_was_written(store: Store, machine: Machine) -> None:
    write(store, a_lone("waiting"))
    machine.advance(3600)

    store.mark_restored()

    assert looked_for(claim(store)) == {"waiting": (True, START.timestamp())}


def test_what_hung_on_a_card_is_looked_for_below_it_once_that_is_found(store: Store, machine: Machine) -> None:
    numbered(store)
    with store.begin(ACME) as tx:
        tx.add(an_escalation(1))
        tx.write(a_card())
        tx.write(a_line("line"))
    machine.advance(3600)
    store.mark_restored()

    rounds = [deliver(store)]
    claims = claim(store)

    assert rounds == [["card:1"]]
    assert looked_for(claims) == {"line": (True, START.timestamp())}
    assert claims[0].place.thread == standing(a_card()).ts


def test_what_is_written_in_the_day_after_is_looked_for_from_the_last_moment_known(
    store: Store, machine: Machine
) -> None:
    numbered(store)
    write(store, a_lone("before"))
    machine.advance(60)
    deliver(store)
    last = machine.now().timestamp()
    machine.advance(3600)
    store.mark_restored()
    write(store, a_lone("after"))
    machine.advance(5)
    told = looked_for(claim(store))
    machine.advance(LOOKED_FOR.total_seconds())
    write(store, a_lone("a day later", lane=OPS))

    assert told == {"after": (True, last)}
    assert looked_for(claim(store))["a day later"] == (False, machine.now().timestamp())


def test_a_refused_letter_sent_again_is_looked_for(store: Store, machine: Machine) -> None:
    write(store, a_lone("refused"))
    settle(store, claim(store)[0], Parked(reason="is archived"))
    store.mark_restored()
    with store.begin(ACME) as tx:
        tx.retry(status(store, "refused").letter.id)
    machine.advance(5)

    assert looked_for(claim(store)) == {"refused": (True, START.timestamp())}


def test_new_escalations_leave_out_the_numbers_that_may_be_taken(store: Store) -> None:
    given = [numbered(store), numbered(store), numbered(store, workspace=GLOBEX)]
    store.mark_restored()
    given += [numbered(store), numbered(store, workspace=GLOBEX)]

    assert given == [1, 2, 1, NUMBERS_LEFT_OUT + 3, NUMBERS_LEFT_OUT + 2]


def test_what_has_arrived_stays_as_it_is(store: Store) -> None:
    numbered(store)
    write(store, a_card(), a_direct("hello", to=MAYA))
    deliver(store)
    before = status(store, "card:1")

    store.mark_restored()

    assert (status(store, "card:1"), before.state) == (before, LetterState.SENT)
