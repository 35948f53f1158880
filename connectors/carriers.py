"""Who carries a letter: Slack, unless its form has a carrier of its own."""

from collections.abc import Mapping
from typing import Protocol

from escalation.drafts import MessageRef
from escalation.letters import Claim, Form
from escalation.ports import Messenger


class Carrier(Protocol):
    """Carries letters elsewhere than to Slack, each as one; it raises what a `Messenger` does."""

    async def deliver(self, claim: Claim) -> MessageRef: ...

    async def find(self, claim: Claim) -> MessageRef | None: ...


class Carriers:
    """Fits `Messenger`."""

    def __init__(self, slack: Messenger, others: Mapping[Form, Carrier]) -> None:
        self._slack = slack
        self._others = others

    async def deliver(self, claim: Claim) -> MessageRef:
        return await self._of(claim).deliver(claim)

    async def find(self, claim: Claim) -> MessageRef | None:
        return await self._of(claim).find(claim)

    def parts(self, claim: Claim) -> int:
        return 1 if claim.letter.form in self._others else self._slack.parts(claim)

    def _of(self, claim: Claim) -> Carrier:
        return self._others.get(claim.letter.form, self._slack)
