"""People and conversations as Slack describes them, and what a workspace chose for them in Set up."""

from collections.abc import Mapping

from escalation.kinds import ChannelId, GroupId, TargetTeam, UserId
from escalation.record import Record


class Person(Record):
    """Someone in Slack, as far as we need to know them. Kept for a while, asked again then.

    `is_unknown`: Slack has yet to say whether they are a guest.
    """

    id: UserId
    name: str
    zone: str | None = None
    is_guest: bool = False
    is_stranger: bool = False
    is_admin: bool = False
    is_bot: bool = False
    is_unknown: bool = False

    @property
    def may_take_part(self) -> bool:
        return not (self.is_guest or self.is_stranger or self.is_bot or self.is_unknown)


class Channel(Record):
    """A conversation, as Slack describes it now."""

    id: ChannelId
    name: str = ""
    is_private: bool = False
    is_archived: bool = False
    is_shared: bool = False
    is_member: bool = True
    is_direct: bool = False


class TeamSetUp(Record):
    """What a lead chose for one team in Set up. Empty means not chosen."""

    channel: ChannelId | None = None
    group: GroupId | None = None
    lead: UserId | None = None


class SetUp(Record):
    """One workspace's choices, made in Slack and kept in the database."""

    teams: Mapping[TargetTeam, TeamSetUp] = {}
    support: TeamSetUp = TeamSetUp()
    fallback: ChannelId | None = None
    zone: str | None = None
    installer: UserId | None = None
