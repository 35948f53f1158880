"""Who is who when Slack is slow, does not tell, or has a great many people: nobody gains a right by it."""

import asyncio
from collections.abc import Coroutine
from types import SimpleNamespace
from typing import Any

import pytest

from connectors.slack_directory import SlackDirectory
from escalation.errors import TryAgain
from escalation.kinds import ChannelId, GroupId, UserId, WorkspaceId
from escalation.people import Person
from listeners import room as rooms
from listeners.room import Room

ACME, GUS, ENG, GUARDS = WorkspaceId("T0ACME"), UserId("U0GUS"), ChannelId("C0ENG"), GroupId("S0GUARDS")
TEN_MINUTES = 600.0


class Slack:
    """Tells of one guest and of many members; `holds` keeps an answer back, `fails` refuses it."""

    def __init__(self, members: int = 3) -> None:
        self.members = [f"U{number}" for number in range(members)]
        self.fails = False
        self.holds: asyncio.Event | None = None
        self.calls = 0

    async def _told(self, **data: Any) -> SimpleNamespace:
        self.calls += 1
        if self.holds:
            await self.holds.wait()
        if self.fails:
            raise TryAgain("Slack asks for a pause")
        return SimpleNamespace(data=data)

    async def users_info(self, *, user: str) -> SimpleNamespace:
        return await self._told(user={"id": user, "is_restricted": True, "profile": {"display_name": "Gus"}})

    async def usergroups_users_list(self, *, usergroup: str) -> SimpleNamespace:
        assert usergroup == GUARDS
        return await self._told(users=self.members)

    async def conversations_members(self, *, channel: str, limit: int, cursor: str = "0") -> SimpleNamespace:
        assert channel == ENG
        end = int(cursor) + limit
        more = str(end) if end < len(self.members) else ""
        return await self._told(members=self.members[int(cursor) : end], response_metadata={"next_cursor": more})


class Office:
    """A room with nothing in it but people, whose clock is moved by hand."""

    def __init__(self, slack: Slack) -> None:
        self.now = 0.0
        self.kept: dict[UserId, Person] = {}
        self.work: list[asyncio.Task[None]] = []
        self.looked_back = asyncio.Event()
        client: Any = slack
        self.people = SlackDirectory(
            client_for=lambda _: client, machine_time=lambda: self.now, keep=self._keep, kept=self._kept
        )
        nothing: Any = None
        self.room = Room(
            desk=nothing,
            people=self.people,
            policies=nothing,
            off_loop=nothing,
            tasks=self,
            poke=nothing,
            command="",
            takes_files=nothing,
            link_to=nothing,
            tools=nothing,
            tool_states=nothing,
        )

    async def _keep(self, _: WorkspaceId, person: Person) -> None:
        self.kept[person.id] = person

    async def _kept(self, _: WorkspaceId, id: UserId) -> Person | None:
        self.looked_back.set()
        return self.kept.get(id)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        self.work.append(asyncio.create_task(work))


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "WHO_IS_WHO", 0.01)
    monkeypatch.setattr(rooms, "FOR_A_STRANGER", 0.02)


async def test_a_guest_stays_one_while_slack_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    slack = Slack()
    office = Office(slack)
    monkeypatch.setattr(rooms, "WHO_IS_WHO", 10)
    assert (await office.room.person(ACME, GUS, name="gus")).is_guest

    monkeypatch.setattr(rooms, "WHO_IS_WHO", 0.01)
    office.now, slack.holds = TEN_MINUTES + 1, asyncio.Event()
    assert (await office.room.person(ACME, GUS, name="gus")).is_guest

    started_anew = Office(slack)
    started_anew.kept = office.kept
    assert (await started_anew.room.person(ACME, GUS, name="gus")).is_guest
    slack.holds.set()
    await asyncio.gather(*office.work, *started_anew.work)


async def test_whom_slack_has_yet_to_tell_of_is_let_in_once_it_has() -> None:
    slack = Slack()
    slack.holds = asyncio.Event()
    office = Office(slack)

    assert not (await office.room.person(ACME, GUS, name="gus")).may_take_part

    slack.holds.set()
    await asyncio.gather(*office.work)
    assert (await office.room.person(ACME, GUS, name="gus")).is_guest
    assert slack.calls == 1


async def test_whom_nobody_remembers_slack_is_waited_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    slack = Slack()
    slack.holds = asyncio.Event()
    office = Office(slack)
    monkeypatch.setattr(rooms, "FOR_A_STRANGER", 10)
    asked = asyncio.create_task(office.room.person(ACME, GUS, name="gus"))
    await office.looked_back.wait()

    slack.holds.set()
    assert (await asked).is_guest


async def test_who_is_in_a_group_or_a_channel_is_not_believed_past_ten_minutes() -> None:
    slack = Slack()
    office = Office(slack)
    people = frozenset(slack.members)
    assert await office.people.group_members(ACME, GUARDS) == people
    assert await office.people.members(ACME, ENG) == people

    slack.fails, office.now = True, TEN_MINUTES - 1
    assert await office.people.members(ACME, ENG) == people
    office.now = TEN_MINUTES
    assert await office.people.group_members(ACME, GUARDS) is None
    assert await office.people.members(ACME, ENG) is None


async def test_a_channel_of_thousands_is_known_at_the_press_after_the_first() -> None:
    slack = Slack(members=2500)
    slack.holds = asyncio.Event()
    office = Office(slack)
    assert await office.room._in_time(office.people.members(ACME, ENG)) is None

    slack.holds.set()
    await asyncio.gather(*office.work)
    assert len(await office.people.members(ACME, ENG) or ()) == 2500
    assert slack.calls == 3
