"""The beat: a fault in one clock leaves the others their turn; a database that is away ends the beat as a bad one."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ParamSpec, TypeVar

import pytest

import escalation.asking
from escalation.asking import Asking
from escalation.drafts import MessageRef
from escalation.errors import StorageError
from escalation.kinds import ChannelId, EscalationId, GroupId, UserId, WorkspaceId
from escalation.models import News
from escalation.notices import Standing
from escalation.people import Channel, Person
from escalation.ports import DueClock
from tests.escalation.makers import ADA, BEN, READERS, Office

P = ParamSpec("P")
T = TypeVar("T")


class People:
    """A directory that knows who reads where, and what people wrote below cards."""

    def __init__(self) -> None:
        self.said: list[News] = []

    async def person(self, _workspace: WorkspaceId, _id: UserId) -> Person | None:
        return None

    async def channel(self, _workspace: WorkspaceId, _id: str) -> Channel | None:
        return None

    async def members(self, _workspace: WorkspaceId, channel: ChannelId) -> frozenset[UserId] | None:
        return READERS.get(channel)

    async def said_in_thread(
        self, _workspace: WorkspaceId, _card: MessageRef, *, since: datetime
    ) -> Sequence[News] | None:
        return [one for one in self.said if one.at > since]

    async def group_members(self, _workspace: WorkspaceId, _group: GroupId) -> frozenset[UserId] | None:
        return None


async def at_once(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    return function(*args, **kwargs)


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
def asking(office: Office, people: People) -> Asking:
    return Asking(store=office.store, desk=office.desk, directory=people, off_loop=at_once, now=lambda: office.moment)


def fails_at(office: Office, number: EscalationId, failure: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = office.desk.before_asking

    def before_asking(due: DueClock) -> Standing | None:
        if due.escalation == number:
            raise failure
        return looks(due)

    monkeypatch.setattr(office.desk, "before_asking", before_asking)


async def test_everybody_who_is_due_is_asked_once(office: Office, asking: Asking) -> None:
    numbers = [office.taken(), office.taken()]
    office.passes(hours=4)

    assert [await asking.round(), await asking.round()] == [2, 0]
    assert [len(office.reminders(number)) for number in numbers] == [1, 1]


async def test_what_whoever_has_it_wrote_since_the_last_news_is_asked_about(
    office: Office, asking: Asking, people: People
) -> None:
    number = office.taken()
    wrote = News(text="found it", at=office.passes(hours=1), by=ADA.person.id, by_name="Ada")
    people.said = [wrote, wrote.model_copy(update={"by": BEN.person.id, "at": office.passes(hours=1)})]
    office.passes(hours=2)

    await asking.round()

    assert [one.wrote for one in office.reminders(number)] == [wrote]


async def test_a_fault_in_one_clock_leaves_the_others_their_turn(
    office: Office, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = office.taken(), office.taken()
    fails_at(office, first, RuntimeError("a fault of ours"), monkeypatch)
    office.passes(hours=4)

    assert await asking.round() == 1
    assert [len(office.reminders(number)) for number in (first, second)] == [0, 1]


async def test_a_database_that_is_away_is_no_good_beat(
    office: Office, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = office.taken()
    fails_at(office, number, StorageError("The database does not answer."), monkeypatch)
    office.passes(hours=4)

    with pytest.raises(StorageError):
        await asking.round()


async def test_undo_ends_without_a_word_to_anybody(office: Office, asking: Asking) -> None:
    number = office.taken()
    office.does("de_escalate", number, ADA)
    office.carry()
    office.passes(minutes=10)

    assert await asking.round() == 0
    assert {form for form, _, _ in office.carry()} == {"fold"}


async def test_while_slack_does_not_answer_every_clock_is_asked_about_and_slack_only_by_the_first(
    office: Office, people: People, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    async def hangs(_workspace: WorkspaceId, channel: ChannelId) -> frozenset[UserId] | None:
        looks.append(channel)
        await asyncio.Event().wait()
        return None

    monkeypatch.setattr(people, "members", hangs)
    monkeypatch.setattr(escalation.asking, "LOOK", 0.0)
    numbers = [office.opens() for _ in range(12)]
    office.passes(hours=5)

    await asking.round()

    assert all(office.reminders(number) for number in numbers)
    assert len(looks) <= escalation.asking.BESIDE
