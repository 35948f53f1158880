"""The policy in force: the file's, with channel names turned into ids, and each workspace's own choices under it."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from escalation.errors import PolicyError
from escalation.kinds import TargetTeam, WorkspaceId
from escalation.people import SetUp
from escalation.policy import Policy, TeamPolicy, TriagePolicy, is_id
from escalation.policy_file import read_policy
from escalation.ports import Directory

log = logging.getLogger(__name__)


def read_file(path: Path | None) -> Policy:
    """The shipped policy when there is no file. Raises `PolicyError` naming place and remedy."""
    if path is None:
        return Policy()
    try:
        return read_policy(path.read_text(encoding="utf-8"), name=str(path))
    except (OSError, UnicodeDecodeError) as failure:
        raise PolicyError(f"{path} cannot be read: {failure}") from failure


class PolicyBook:
    """`of_file` is what the desk lays a workspace's choices under; `current` is what forms show without waiting."""

    def __init__(
        self,
        *,
        path: Path | None,
        directory: Directory,
        set_up: Callable[[WorkspaceId], Awaitable[SetUp]],
    ) -> None:
        self._path = path
        self._file = read_file(path)
        self._directory = directory
        self._set_up = set_up
        self._by_id: dict[WorkspaceId, Policy] = {}
        self._stale: set[WorkspaceId] = set()
        self._ids: dict[tuple[WorkspaceId, str], str] = {}
        self._current: dict[WorkspaceId, Policy] = {}

    def of_file(self, workspace: WorkspaceId) -> Policy:
        return self._by_id.get(workspace, self._file)

    @property
    def connectors(self) -> Mapping[str, Mapping[str, object]]:
        """The tables of other products, as the file had them when we started."""
        return self._file.connectors

    def current(self, workspace: WorkspaceId) -> Policy:
        return self._current.get(workspace, self._file)

    def read_again(self) -> None:
        """On SIGHUP. A bad file is refused and the old policy kept; of a good one, the old until its names are ids."""
        try:
            self._file = read_file(self._path)
        except PolicyError as bad:
            log.error("policy file refused, the old one stays", extra={"why": str(bad)})  # noqa: TRY400 - no bug of ours
            return
        self._stale |= self._by_id.keys()
        log.info("policy file read again", extra={"file": str(self._path)})

    async def refresh(self, workspace: WorkspaceId) -> None:
        known = self._by_id.get(workspace)
        if known is None or workspace in self._stale or _has_names(known):
            self._stale.discard(workspace)
            self._by_id[workspace] = await self._resolved(workspace)
        chosen = await self._set_up(workspace)
        policy = self._current[workspace] = self._by_id[workspace].for_workspace(workspace, chosen)
        if policy.seniors:
            await self._directory.group_members(workspace, policy.seniors)  # remembered there, for a form to ask of

    async def _resolved(self, workspace: WorkspaceId) -> Policy:
        """Names that Slack does not know stay names: it may take them all the same, and doctor says so.

        Where it does not tell, a name stands for what it stood for before.
        """
        own = {**self._file.teams, **self._file.workspaces.get(workspace, {})}
        teams = {team: await self._team(workspace, one) for team, one in own.items()}
        changes: Mapping[str, object] = {
            "teams": teams,
            "workspaces": {},
            "support": await self._team(workspace, self._file.support),
            "fallback": await self._id(workspace, self._file.fallback),
            "triage": await self._triage(workspace, self._file.triage),
        }
        return self._file.model_copy(update=changes)

    async def _team(self, workspace: WorkspaceId, team: TeamPolicy) -> TeamPolicy:
        return team.model_copy(update={"channel": await self._id(workspace, team.channel)})

    async def _triage(self, workspace: WorkspaceId, triage: TriagePolicy) -> TriagePolicy:
        areas = {
            name: area.model_copy(update={"channel": await self._id(workspace, area.channel)})
            for name, area in triage.areas.items()
        }
        return triage.model_copy(update={"areas": areas})

    async def _id(self, workspace: WorkspaceId, channel: str | None) -> str | None:
        if channel is None or is_id(channel):
            return channel
        if found := await self._directory.channel(workspace, channel):
            self._ids[workspace, channel] = found.id
        return self._ids.get((workspace, channel), channel)


def _has_names(policy: Policy) -> bool:
    channels = [policy.team(team).channel for team in TargetTeam]
    channels += [area.channel for area in policy.triage.areas.values()]
    return any(one and not is_id(one) for one in (*channels, policy.support.channel, policy.fallback))
