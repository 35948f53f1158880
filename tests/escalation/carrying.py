"""Slack as letters meet it, and the round that carries them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

from escalation.delivery import Delivery
from escalation.desk import EscalationDesk
from escalation.drafts import MessageRef
from escalation.kinds import ChannelId
from escalation.letters import Claim, Form
from escalation.ports import Messenger
from tests.escalation.makers import Office

P = ParamSpec("P")
T = TypeVar("T")


def inline(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
    done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
    done.set_result(function(*args, **kwargs))
    return done


class PlayedSlack:
    """Does what it is told for each letter's form, else takes it. `desk` is asked what to say, if any."""

    def __init__(self, desk: EscalationDesk | None = None) -> None:
        self.desk = desk
        self.meanwhile: dict[Form, Callable[[], object]] = {}
        self.fails: dict[Form, Exception] = {}
        self.found: MessageRef | None = None
        self.looking: Callable[[], object] | None = None
        self.look_fails: Exception | None = None
        self.carried: list[str] = []

    async def deliver(self, claim: Claim) -> MessageRef:
        if self.desk:
            self.desk.by_letter(claim)
        if happens := self.meanwhile.pop(claim.letter.form, None):
            happens()
        if failure := self.fails.get(claim.letter.form):
            raise failure
        self.carried.append(claim.letter.key)
        return MessageRef(channel=ChannelId("C0ENG"), ts=f"{len(self.carried)}.0")

    async def find(self, _: Claim) -> MessageRef | None:
        if self.looking:
            self.looking()
        if self.look_fails:
            raise self.look_fails
        return self.found

    def parts(self, _: Claim) -> int:
        return 1


def a_delivery(office: Office, messenger: Messenger, *, owner: str = "one") -> Delivery:
    return Delivery(
        store=office.store, desk=office.desk, messenger=messenger, off_loop=inline, owner=owner, chance=lambda: 0.5
    )
