"""Calls whoever is on duty: one request to the address a team's policy names, outside Slack.

A call cannot be looked for afterwards. Made again after an answer that was lost, it carries the same `dedup_key`, by
which paging products know it for the same one.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx2
from pydantic import SecretStr

from connectors.card_link import LinkTo, Stands, waited_for
from connectors.product import Named
from escalation.drafts import MessageRef
from escalation.errors import GiveUp, NothingToSay, TryAgain, Unclear
from escalation.kinds import ChannelId, TargetTeam, WorkspaceId
from escalation.letters import Claim
from escalation.models import Escalation
from escalation.notices import Standing
from escalation.policy import Policy
from escalation.policy_values import is_page_webhook

WAKE_WITHIN = 300.0
"""Seconds for which a call is tried. Then people are told that it did not get through, and to make it themselves."""

PAUSE = 5.0
LONGEST_PAUSE = 30.0
"""Seconds between two tries, whatever a product asks for: someone has to be woken, by it or by people."""

FROM_VARIABLE = "env:"


class Pager:
    """Fits `Carrier`. `machine_time` gives seconds since 1970; `named` what a policy means by `env:NAME`."""

    def __init__(
        self,
        *,
        client: Callable[[], httpx2.AsyncClient],
        policy: Callable[[WorkspaceId], Awaitable[Policy]],
        standing: Stands,
        link_to: LinkTo,
        named: Named,
        machine_time: Callable[[], float],
    ) -> None:
        self._client = client
        self._policy = policy
        self._standing = standing
        self._link_to = link_to
        self._named = named
        self._machine_time = machine_time

    async def find(self, claim: Claim) -> MessageRef | None:  # noqa: ARG002 - nobody can tell
        return None

    async def deliver(self, claim: Claim) -> MessageRef:
        workspace = claim.letter.workspace
        standing = await self._standing(claim)
        if not isinstance(standing, Standing):
            raise NothingToSay("a call is about an escalation")
        escalation = standing.escalation
        card = standing.card if standing.card and standing.card.channel == escalation.channel else None
        link = self._link_to(workspace, waited_for(card, claim))
        url = await self._address(workspace, escalation.target)
        try:
            await self._call(url, _told(claim, escalation, link=link))
        except TryAgain as busy:
            left = self._left(claim, busy)
            raise TryAgain(str(busy), after_seconds=min(busy.after_seconds or PAUSE, left, LONGEST_PAUSE)) from busy
        except Unclear as unclear:
            self._left(claim, unclear)
            raise
        return MessageRef(channel=ChannelId(claim.letter.lane), ts=claim.letter.id)

    def _left(self, claim: Claim, failure: Exception) -> float:
        """Seconds for which it may be tried again. Raises `GiveUp` after the last."""
        tried = self._machine_time() - claim.since
        if tried < WAKE_WITHIN:
            return WAKE_WITHIN - tried
        how_long = f", for {WAKE_WITHIN / 60:.0f} minutes" if tried < 2 * WAKE_WITHIN else ""
        raise GiveUp(f"{failure}{how_long}", code="tried_enough") from failure

    async def _address(self, workspace: WorkspaceId, team: TargetTeam) -> str:
        webhook = (await self._policy(workspace)).team(team).page_webhook
        if webhook is None:
            raise NothingToSay("its team has no webhook any more")
        return address(webhook, self._named)

    async def _call(self, url: str, told: Mapping[str, Any]) -> None:
        try:
            answer = await self._client().post(url, json=told)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as failure:
            raise TryAgain(f"the webhook cannot be reached ({type(failure).__name__})") from failure
        except httpx2.InvalidURL as wrong:
            raise GiveUp("the webhook's address is none", code="not_configured") from wrong
        except httpx2.HTTPError as failure:
            raise Unclear(f"the webhook did not answer ({type(failure).__name__})") from failure
        status = answer.status_code
        if answer.is_success:
            return
        said = f"the webhook answered {status}"
        if status in {httpx2.codes.TOO_MANY_REQUESTS, httpx2.codes.SERVICE_UNAVAILABLE}:
            raise TryAgain(said, after_seconds=_retry_after(answer))
        if answer.is_server_error:
            raise Unclear(said)
        raise GiveUp(said, code="refused")


def address(webhook: SecretStr, named: Named) -> str:
    """The address a policy means. Raises `GiveUp` saying which variable to set; never the address itself."""
    written = webhook.get_secret_value()
    if not written.startswith(FROM_VARIABLE):
        return written
    variable = written.removeprefix(FROM_VARIABLE)
    try:
        found = named(variable)
    except ValueError as unreadable:
        raise GiveUp(f"{variable}_FILE: {unreadable}", code="not_configured") from unreadable
    if found is None:
        raise GiveUp(f"{variable} is not set", code="not_configured")
    if not is_page_webhook(found.get_secret_value()):
        raise GiveUp(f"{variable} holds no address that begins with https://", code="not_configured")
    return found.get_secret_value()


def _told(claim: Claim, escalation: Escalation, *, link: str | None) -> Mapping[str, Any]:
    """One flat object. Of Security it says that there is something, and nothing more."""
    what = "a Security escalation" if escalation.is_secret else escalation.draft.headline
    return {
        "dedup_key": claim.letter.key,
        "escalation": escalation.label,
        "severity": str(escalation.severity),
        "team": str(escalation.target),
        "title": f"{escalation.label} {escalation.severity}: {what}",
        "message": f"Nobody in {escalation.target} has it yet. Acknowledge it in Slack.",
        "link": link,
    }


def _retry_after(answer: httpx2.Response) -> float | None:
    """Seconds. A moment in words, which HTTP allows too, is left to our own waiting."""
    try:
        return max(0.0, float(answer.headers.get("Retry-After", "")))
    except ValueError:
        return None
