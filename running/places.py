"""Where escalations go, for the doctor: each team's channel, group and people, as Slack knows them now."""

import time
from collections.abc import AsyncIterator, Iterator

from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from connectors.pager import address
from connectors.product import Named
from connectors.slack_answers import asked
from connectors.slack_directory import SlackDirectory, channel_from, person_from
from escalation.errors import GiveUp
from escalation.kinds import GroupId, TargetTeam, UserId, WorkspaceId
from escalation.people import Channel
from escalation.policy import Policy, TeamPolicy, Tiers, is_id
from running.findings import Finding, Mark, looked_at

NOT_THERE = "is not there, or is private and I am not in it: invite me"


class Places:
    """`bot` is our name in Slack, for the words that invite us; `named` what the policy means by `env:NAME`."""

    def __init__(self, client: AsyncWebClient, workspace: WorkspaceId, *, bot: str, command: str, named: Named) -> None:
        self._client = client
        self._named = named
        self._workspace = workspace
        self._bot = bot
        self._command = command
        self._directory = SlackDirectory(client_for=lambda _: client, machine_time=time.monotonic)
        self._groups: frozenset[str] | None = None

    async def look(self, policy: Policy) -> AsyncIterator[Finding]:
        if not any(policy.channel_for(team) for team in TargetTeam):
            remedy = f"Start the bot and type {self._command} setup in Slack; one channel is enough to begin."
            yield Finding(Mark.WRONG, "Channels", f"none is chosen. {remedy}")
            return
        for team in TargetTeam:
            async for found in self._team(team, policy):
                yield found
        if policy.tiers is not Tiers.OFF and policy.seniors is None:
            said = f"on, and L2 Support has no group, so nothing goes through it. Choose one: {self._command} setup"
            yield Finding(Mark.WRONG, "Tiers", said)
        for name, channel in (("Support", policy.support.channel), ("Fallback", policy.fallback)):
            if channel:
                yield await self._channel(name, channel)
        async for found in self._people("Support", policy.support):
            yield found

    async def _team(self, team: TargetTeam, policy: Policy) -> AsyncIterator[Finding]:
        own = policy.team(team)
        if own.channel is None:
            yield self._without_channel(team, policy)
        else:
            yield await self._channel(str(team), own.channel, private=team is TargetTeam.SECURITY)
        async for found in self._people(str(team), own):
            yield found
        if own.page_webhook:
            yield self._page(f"{team}, page_webhook", own.page_webhook)

    def _page(self, about: str, webhook: SecretStr) -> Finding:
        """Only looked up: to try it would wake someone."""
        try:
            address(webhook, self._named)
        except GiveUp as missing:
            return Finding(Mark.WRONG, about, f"{missing}. Nobody would be woken.")
        return Finding(Mark.OK, about, "set. It was not called, which would wake someone.")

    def _without_channel(self, team: TargetTeam, policy: Policy) -> Finding:
        if instead := policy.channel_for(team):
            return Finding(Mark.NOTE, str(team), f"no channel of its own; goes to {instead}.")
        if team is not TargetTeam.SECURITY:
            said = f"no channel, and there is no fallback. Choose one of the two: {self._command} setup"
            return Finding(Mark.WRONG, str(team), said)
        if policy.team(team).lead:
            said = "no channel; goes to its lead by direct message, and never to another channel."
            return Finding(Mark.NOTE, str(team), said)
        said = f"no channel and no lead. Choose a private channel: {self._command} setup"
        return Finding(Mark.WRONG, str(team), said)

    # --- channels

    async def _channel(self, name: str, channel: str, *, private: bool = False) -> Finding:
        async def look() -> Finding:
            found = await self._found(channel)
            shown = f"#{found.name}" if found.name else found.id
            if problem := next(self._problems(found, private=private), None):
                return Finding(Mark.WRONG, name, f"{shown} {problem}")
            how = "." if found.is_member else ", public; the bot joins it with the first card."
            return Finding(Mark.OK, name, f"{shown}{how}")

        return await looked_at(name, look(), refused=lambda no: f"{channel} {no}, or choose another one.")

    async def _found(self, channel: str) -> Channel:
        """By id or name. Raises what `asked` raises."""
        if is_id(channel):
            answer = await asked(self._client.conversations_info(channel=channel))
            return channel_from(answer["channel"])
        found = await self._directory.channel(self._workspace, channel)
        if found is not None:
            return found
        # The directory says None as well where Slack would not tell; this call says which it was.
        await asked(self._client.conversations_list(limit=1, types="public_channel,private_channel"))
        raise GiveUp(NOT_THERE, code="channel_not_found")

    def _problems(self, found: Channel, *, private: bool) -> Iterator[str]:
        if found.is_archived:
            yield "is archived. Unarchive it, or choose another one."
        if found.is_shared:
            yield "is shared with another company, so nothing is posted there. Choose another one."
        if found.is_private and not found.is_member:
            yield f"does not have the bot as a member. Type there: /invite @{self._bot}"
        if private and not found.is_private:
            yield "is public, so nothing is posted there. Security's has to be private: choose another one."

    # --- groups and people: only what is wrong or not known

    async def _people(self, name: str, team: TeamPolicy) -> AsyncIterator[Finding]:
        if team.group and (found := await self._group(f"{name}, group", team.group)):
            yield found
        for person in dict.fromkeys(one for one in (team.lead, *team.deciders) if one):
            role = "lead" if person == team.lead else "decider"
            if found := await self._person(f"{name}, {role}", person):
                yield found

    async def _group(self, about: str, group: GroupId) -> Finding | None:
        async def look() -> Finding | None:
            if group in await self._all_groups():
                return None
            return Finding(Mark.WRONG, about, f"{group} is not there, or switched off. Choose another one.")

        return await looked_at(about, look(), refused=lambda no: f"{group} {no}. Leave the group out.")

    async def _all_groups(self) -> frozenset[str]:
        """Asked once: Slack allows twenty such calls a minute."""
        if self._groups is None:
            answer = await asked(self._client.usergroups_list())
            self._groups = frozenset(str(one["id"]) for one in answer.get("usergroups") or ())
        return self._groups

    async def _person(self, about: str, person: UserId) -> Finding | None:
        async def look() -> Finding | None:
            user = (await asked(self._client.users_info(user=person)))["user"]
            found = person_from(user, self._workspace)
            if user.get("deleted"):
                return Finding(Mark.WRONG, about, f"{found.name} has left. Choose another one.")
            if not found.may_take_part:
                return Finding(Mark.WRONG, about, f"{found.name} is no full member here. Choose another one.")
            return None

        return await looked_at(about, look(), refused=lambda no: f"{person} {no}. Choose another one.")
