"""The same question is asked once for a while: per workspace, bounded, and a failure is never kept."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

import pytest

from escalation.facts import Evidence, FailureKind, Found, Issue, IssueState, NotAsked, key
from escalation.gathering import KEPT, Answers, Gathering
from escalation.intake import read
from escalation.kinds import WorkspaceId
from escalation.sources import Capability, Category, Connector, Query, SourceFailed

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ACME, GLOBEX = WorkspaceId("T0ACME"), WorkspaceId("T0GLOBEX")
DRAFT = read("API returns 500 on checkout for Acme Corp")
BUG = Issue(source="tracker", id="ENG-7", title="500 on checkout", state=IssueState.DOING)


@dataclass
class Tracker:
    name: str = "tracker"
    kind: str = "tracker"
    category: Category = Category.TRACKER
    can: frozenset[Capability] = frozenset({Capability.ISSUES})
    fails: bool = False
    asked: list[Query] = field(default_factory=list)

    async def find_issues(self, query: Query, *, limit: int) -> Found:
        self.asked.append(query)
        if self.fails:
            raise SourceFailed(FailureKind.UNAVAILABLE)
        return Found(items=(BUG,)[:limit], searched_by="by words")


@dataclass
class Machine:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def tracker() -> Tracker:
    return Tracker()


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def gathering(tracker: Tracker, machine: Machine) -> Gathering:
    return a_gathering(machine, tracker)


def a_gathering(machine: Machine, *trackers: Tracker) -> Gathering:
    connectors = [cast(Connector, one) for one in trackers]
    return Gathering(connectors, now=lambda: NOW, seconds=machine, within=lambda _: 1.0)


async def known(gathering: Gathering, workspace: WorkspaceId = ACME) -> Evidence:
    found = await gathering.about(DRAFT, workspace=workspace)
    assert found is not None
    return found


async def test_the_same_question_is_asked_once(gathering: Gathering, tracker: Tracker) -> None:
    assert await known(gathering) == await known(gathering)
    assert len(tracker.asked) == 1


async def test_after_a_while_it_is_asked_again(gathering: Gathering, tracker: Tracker, machine: Machine) -> None:
    await known(gathering)
    machine.seconds += KEPT
    await known(gathering)
    assert len(tracker.asked) == 2


async def test_what_one_workspace_was_told_is_not_told_to_another(gathering: Gathering, tracker: Tracker) -> None:
    await known(gathering, ACME)
    await known(gathering, GLOBEX)
    assert len(tracker.asked) == 2


async def test_a_failure_is_not_kept(gathering: Gathering, tracker: Tracker) -> None:
    tracker.fails = True
    assert (await known(gathering)).missing == (NotAsked(source="tracker", why="is not available"),)
    tracker.fails = False
    assert (await known(gathering)).found == (BUG,)


async def test_only_so_many_answers_are_kept_and_the_least_used_goes_first(machine: Machine) -> None:
    answers, asked = Answers(machine, most=2), list[str]()

    async def answer(name: str) -> None:
        async def ask() -> object:
            asked.append(name)
            return name

        assert await answers.of((name,), ask) == name

    for name in ("a", "b", "a", "c", "a", "b"):
        await answer(name)
    assert asked == ["a", "b", "c", "b"]
    assert len(answers) == 2


async def test_of_what_is_known_only_who_has_not_answered_is_asked(machine: Machine) -> None:
    early, late = Tracker("early"), Tracker("late")
    before = Evidence(gathered_at=NOW, customer="Acme Corp", waiting=("late",), left_out=(key(BUG),))
    found = await a_gathering(machine, early, late).about(DRAFT, workspace=ACME, known=before)
    assert found is not None
    assert (len(early.asked), len(late.asked)) == (0, 1)
    assert (found.found, found.waiting, found.searched) == ((), (), ("late by words",))


async def test_where_nothing_is_left_to_ask_nobody_is_asked(gathering: Gathering, tracker: Tracker) -> None:
    before = Evidence(gathered_at=NOW, customer="Acme Corp", found=(BUG,))
    assert await gathering.about(DRAFT, workspace=ACME, known=before) == before
    assert tracker.asked == []


def test_where_there_is_nothing_to_look_for_nobody_would_be_asked(gathering: Gathering) -> None:
    assert (gathering.looked_in(read("")), gathering.looked_in(DRAFT)) == ((), ("tracker",))
