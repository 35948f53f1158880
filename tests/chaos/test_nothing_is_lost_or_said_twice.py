"""Real processes, a Slack that fails, kills without warning, many people at once: everything is told once, in order.

And the other way round: the same program without its look-up, or without its leases, is caught saying things twice.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox import story
from sandbox.faults import Fault
from tests.chaos.crowd import Act, Answer
from tests.chaos.reckoning import Findings
from tests.chaos.replicas import PROGRAM
from tests.chaos.storm import Storm, Weather, storm
from tests.journeys.steps import a_minute_passes, arrives, card_with, escalates
from tests.stores import new_database

SEED = 20
SHORT = Weather(
    seconds=7,
    acts=400,
    pause=0.3,
    cases=10,
    day=timedelta(hours=5),
    fault_every=0.5,
    kill_every=3,
    most_waiting=15,
)
LONGEST = 300.0
"""Seconds to become calm in. Only a machine that stands still needs them."""
ENGINEERING, PRODUCT = story.ENG_ESCALATIONS, story.PRODUCT_ESCALATIONS

Company = Callable[[Sequence[str]], AbstractAsyncContextManager[Storm]]


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """One process on SQLite: the program, or a variant of it."""

    @asynccontextmanager
    async def begins(program: Sequence[str]) -> AsyncIterator[Storm]:
        database = new_database("sqlite", tmp_path)
        async with storm(database, tmp_path, replicas=1, seed=SEED, program=program) as there:
            yield there

    return begins


def broken(variant: str) -> Sequence[str]:
    return ("tests.chaos.broken", variant, "run")


@pytest.mark.parametrize(("engine", "replicas"), [("sqlite", 1), ("postgres", 2)])
async def test_a_day_of_faults_and_kills_loses_nothing_and_says_nothing_twice(
    engine: str, replicas: int, tmp_path: Path
) -> None:
    database = new_database(engine, tmp_path)
    async with storm(database, tmp_path, replicas=replicas, seed=SEED) as there:
        for member in there.crowd.members[:4]:
            await member.escalates()
        await there.rages(SHORT)
        await becomes_calm(there, database)

        found = there.reckons()
        assert found.all == []
        assert there.replicas.killed > replicas
        assert found.posts > 2 * sum(one.what == "opened" for one in there.crowd.diary.acts) > 0


async def becomes_calm(there: Storm, database: str) -> None:
    """All are killed at once, so that a minute may pass without anybody's being in the middle of something."""
    for one in there.replicas.everyone:
        await there.replicas.kill(one)
    there.sandbox.api.faults.clear()
    a_minute_passes(database)
    await there.settles(seconds=LONGEST)


# --- where it is killed once the card was taken, and before the answer came


async def killed_after_the_card_arrived(there: Storm) -> Findings:
    maya = there.sandbox.person(story.MAYA)
    there.sandbox.fails("apply_then_hang", method="chat.postMessage", channel=ENGINEERING)
    point = there.sandbox.api.faults.waiting[-1]
    await escalates(maya)
    await there.sandbox.until(used(point))
    await becomes_calm(there, there.replicas.everyone[0].environment["DATABASE_URL"])
    return there.reckons()


async def test_what_arrived_before_a_kill_is_found_and_not_said_again(company: Company) -> None:
    async with company(PROGRAM) as there:
        assert (await killed_after_the_card_arrived(there)).all == []


async def test_without_its_look_up_it_is_caught_saying_a_card_twice(company: Company) -> None:
    async with company(broken("no_look_up")) as there:
        found = await killed_after_the_card_arrived(there)

        assert "card:1:1 (opened) was posted 2 times" in found.doubled


# --- where Slack takes its time


async def test_what_slack_takes_late_is_left_to_whoever_is_sending_it(company: Company) -> None:
    async with company(PROGRAM) as there:
        await a_card_is_taken_late(there)
        await escalates(there.sandbox.person(story.JONAS), "Hooli asks for dark mode", target="Product")
        await arrives(there.sandbox, PRODUCT)
        assert len(there.sandbox.record.of("chat.postMessage")) >= 3
        await there.settles(seconds=LONGEST)

        assert there.reckons().all == []


async def test_without_its_leases_it_is_caught_saying_a_card_twice(company: Company) -> None:
    async with company(broken("no_lease")) as there:
        await a_card_is_taken_late(there)
        await card_with(there.sandbox, ENGINEERING, "checkout")
        await there.settles(seconds=LONGEST)

        assert "card:1:1 (opened) was posted 2 times" in there.reckons().doubled


async def a_card_is_taken_late(there: Storm) -> None:
    there.sandbox.fails("hang_then_apply", method="chat.postMessage", channel=ENGINEERING)
    point = there.sandbox.api.faults.waiting[-1]
    await escalates(there.sandbox.person(story.MAYA))
    await there.sandbox.until(used(point))


def used(fault: Fault) -> Callable[[], bool]:
    return lambda: fault.times == 0


# --- the reckoning itself, with the evidence tampered with


async def test_the_reckoning_notices_what_is_missing_twice_there_or_in_the_wrong_order(company: Company) -> None:
    async with company(PROGRAM) as there:
        sandbox = there.sandbox
        await escalates(sandbox.person(story.MAYA))
        card = await arrives(sandbox)
        await sandbox.person(story.ADA).presses("Acknowledge", message_ts=card.ts, channel=ENGINEERING)
        there.crowd.diary.write(Act("acknowledged", story.ADA, Answer.PRESSED, number=1))
        await sandbox.until(lambda: len(sandbox.thread(ENGINEERING, card.ts)) == 2)
        await there.settles(seconds=LONGEST)
        assert there.reckons().all == []

        entries = sandbox.record.entries
        posts = [one for one in entries if one.method == "chat.postMessage"]
        brief, line = [one for one in posts if one.arguments.get("thread_ts")]

        entries.append(line)
        assert any("was posted 2 times" in one for one in there.reckons().doubled)
        entries.pop()

        first, second = entries.index(brief), entries.index(line)
        entries[first], entries[second] = line, brief
        assert there.reckons().disordered != []
        entries[first], entries[second] = brief, line
        assert there.reckons().all == []

        sandbox.workspace.remove(sandbox.thread(ENGINEERING, card.ts)[-1])
        assert any("does not stand where it should" in one for one in there.reckons().lost)
