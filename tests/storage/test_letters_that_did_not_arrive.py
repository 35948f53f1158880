"""The store tells which letters have not arrived, in which workspaces, and since when."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select

from escalation.letters import LetterState, Parked, Uncertain
from escalation.ports import LATE_CLOCK, LATE_LETTER, Late, Store
from storage.engine import open_engines
from storage.store import LATE_CLOCKS, LATE_LETTERS
from tests.storage.facts import ACME, GLOBEX, a_card, a_clock, a_line, a_lone, claim, deliver, settle, write
from tests.stores import START, Machine, new_sqlite


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


def test_a_clock_is_late_when_nobody_asked_about_it_long_after_its_moment(store: Store) -> None:
    with store.begin(ACME) as tx:
        tx.set_clock(a_clock(1, minutes=0))
        tx.set_clock(a_clock(2, minutes=30))
        tx.set_clock(a_clock(3, minutes=None))

    told = [store.late(START + LATE_CLOCK - timedelta(seconds=1)), store.late(START + LATE_CLOCK)]

    assert told == [Late(), Late(clocks=1)]


def test_a_letter_is_late_when_it_could_leave_and_has_not(store: Store, machine: Machine) -> None:
    write(store, a_card(), a_line("behind the card"), a_lone("parked", lane="C-1"), a_lone("unclear", lane="C-2"))
    taken = {one.letter.key: one for one in claim(store)}
    settle(store, taken["card:1"], Parked(reason="is archived"))
    settle(store, taken["parked"], Parked(reason="is archived"))
    settle(store, taken["unclear"], Uncertain(reason="no answer", after=timedelta(minutes=1)))
    machine.advance(LATE_LETTER.total_seconds() - 1)
    told = [store.late(START)]
    machine.advance(1)
    told.append(store.late(START))

    assert told == [Late(), Late(letters=1)]
    assert store.figures(START).late == Late(letters=1)


@pytest.mark.parametrize(("counted", "index"), [(LATE_CLOCKS, "clocks_due"), (LATE_LETTERS, "letters_heads")])
def test_counting_what_is_late_walks_only_what_is_due(counted: Select[Any], index: str, tmp_path: Path) -> None:
    engines = open_engines(new_sqlite(tmp_path))
    asked = str(counted.compile(engines.read, compile_kwargs={"render_postcompile": True}))
    with engines.read.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", (0,)).all()
    engines.close()

    assert len(plan) == 1
    assert re.search(rf"USING (COVERING )?INDEX ix_{index}\b", plan[0].detail)
