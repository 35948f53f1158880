"""Whatever is done in whatever order, a store in SQL and the one in memory say the same, and nothing gets lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from escalation.kinds import EscalationId, LetterId
from escalation.letters import UNSETTLED, Claim, Dropped, Form, LetterStatus, Outcome, Parked, PutOff, Uncertain
from escalation.ports import Store
from storage.memory import MemoryStore
from storage.order import ON_CARD
from tests.storage.facts import ACME, LEASE, a_letter, sent, statuses
from tests.stores import Machine, new_store

LANES = {Form.DIRECT: ("U-MAYA", "U-TOM"), Form.LONE: ("C-ENG", "C-OPS")}
OUTCOMES: dict[str, Outcome | None] = {
    "sent": None,
    "put off": PutOff(reason="no connection", after=timedelta(seconds=5)),
    "held": PutOff(reason="Slack asked", after=timedelta(seconds=4), holds_workspace=True),
    "limit": PutOff(reason="Slack asked", after=timedelta(seconds=3), is_limit=True),
    "unclear": Uncertain(reason="no answer", after=timedelta(seconds=15)),
    "parked": Parked(reason="archived"),
    "settled": Dropped(reason="nothing waits any more"),
}
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(Form), st.integers(1, 2), st.integers(0, 1)),
    st.tuples(st.just("claim")),
    st.tuples(st.just("settle"), st.integers(0, 3), st.sampled_from(sorted(OUTCOMES))),
    st.tuples(st.just("settle"), st.integers(0, 3), st.just("sent")),
    st.tuples(st.just("advance"), st.sampled_from([0.5, 1.0, 5.0, 61.0])),
    st.tuples(st.just("restored")),
    st.tuples(st.just("retry"), st.integers(0, 9)),
    st.tuples(st.just("drop"), st.integers(0, 9)),
)


class Play:
    """One store, played through the steps."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.written = 0
        self.held: list[Claim] = []

    def step(self, name: str, *values: object) -> object:
        return getattr(self, name)(*values)

    def write(self, form: Form, of: int, lane: int) -> bool:
        self.written += 1
        letter = a_letter(
            f"{self.written - 1}",
            form,
            of=None if form is Form.LONE else of,
            lane=LANES.get(form, LANES[Form.LONE])[lane],
        )
        with self.store.begin(ACME) as tx:
            return tx.write(letter)

    def claim(self) -> list[Claim]:
        claims = sorted(self.store.claim_letters(owner="one", limit=10, lease=LEASE), key=lambda one: one.letter.key)
        self.held += claims
        return claims

    def settle(self, which: int, outcome: str) -> bool | None:
        if which >= len(self.held):
            return None
        claim = self.held.pop(which)
        with self.store.begin(ACME) as tx:
            return tx.settle(claim, OUTCOMES[outcome] or sent(claim))

    def restored(self) -> None:
        self.store.mark_restored()

    def retry(self, which: int) -> bool:
        with self.store.begin(ACME) as tx:
            return tx.retry(LetterId(f"L-{which}"))

    def drop(self, which: int) -> int:
        with self.store.begin(ACME) as tx:
            return sum(tx.drop(EscalationId(of), keys=[f"{which}"], reason="resolved") for of in (1, 2))

    def seen(self) -> tuple[list[LetterStatus], float | None]:
        return statuses(self.store), self.store.next_letter_in()


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    return str(request.param), tmp_path


@settings(
    max_examples=25,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=5, max_size=40))
def test_sql_and_memory_agree_after_every_step(engine: tuple[str, Path], steps: list[tuple[object, ...]]) -> None:
    machine = Machine()
    sql = new_store(*engine, machine_now=machine.now)
    plays = [Play(sql), Play(MemoryStore(machine_now=machine.now))]

    for name, *values in steps:
        if name == "advance":
            machine.advance(float(str(values[0])))
            continue
        answers = [play.step(str(name), *values) for play in plays]
        assert answers[0] == answers[1]
        assert plays[0].seen() == plays[1].seen()

    assert [_never_left(play, machine) for play in plays] == [[], []]
    sql.close()


def _never_left(play: Play, machine: Machine) -> list[str]:
    """Sends all there is, however long it takes. What is left then, apart from what has no card to stand under."""
    while (wait := play.store.next_letter_in()) is not None:
        machine.advance(wait)
        for claim in play.claim():
            with play.store.begin(ACME) as tx:
                tx.settle(claim, sent(claim))
    with play.store.read(ACME) as tx:
        has_card = {EscalationId(of): tx.card(EscalationId(of)) is not None for of in (1, 2)}
    left = (one.letter for one in statuses(play.store) if one.state in UNSETTLED)
    return [one.key for one in left if one.escalation is None or one.form not in ON_CARD or has_card[one.escalation]]
