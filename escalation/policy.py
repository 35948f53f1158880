"""What a company may decide: teams, channels, cadences, office hours. The shipped values are the seed's table.

Reading `escalation.toml` is `policy_file.py`'s work; choices made in Slack (Set up) are laid under it here.
"""

import re
from collections.abc import Mapping
from datetime import time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import Field, SecretStr, model_validator

from escalation.kinds import GroupId, Severity, TargetTeam, UserId, WorkspaceId
from escalation.people import SetUp, TeamSetUp
from escalation.record import Value
from escalation.vocabulary import Vocabulary


class Span(Value):
    """A length of time: elapsed (`2h`), or in business days (`1bd`). Exactly one of the two is more than nothing."""

    elapsed: timedelta = timedelta()
    business_days: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.elapsed > timedelta()) == (self.business_days > 0):
            raise ValueError('a time such as "2h", "30m", "30s", or "1bd" for a business day')
        return self


def hours(count: float) -> Span:
    return Span(elapsed=timedelta(hours=count))


def business_days(count: int) -> Span:
    return Span(business_days=count)


_SPAN = re.compile(
    r"(?:(?P<days>[0-9]{1,8})bd|(?:(?P<hours>[0-9]{1,8})h)?(?:(?P<minutes>[0-9]{1,8})m)?(?:(?P<seconds>[0-9]{1,8})s)?)"
)
_LONGEST = (timedelta(days=366), 366)


def parse_span(text: str) -> Span:
    """Reads `2h`, `30m`, `1h30m`, `30s` or `1bd`. Raises ValueError, with what to write instead."""
    found = _SPAN.fullmatch(text.strip().lower())
    if found is None or not text.strip():
        raise ValueError(f'write a time like "2h", "1h30m" or "1bd", not "{text}"')
    days, hours, minutes, seconds = (int(found[part] or 0) for part in ("days", "hours", "minutes", "seconds"))
    elapsed = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if not elapsed and not days:
        raise ValueError("a time must be longer than nothing")
    if elapsed > _LONGEST[0] or days > _LONGEST[1]:
        raise ValueError(f'"{text}" is longer than a year')
    return Span(elapsed=elapsed, business_days=days)


def spell(span: Span) -> str:
    """A span as the file writes it, shortest form: what `parse_span` reads back."""
    if span.business_days:
        return f"{span.business_days}bd"
    minutes, seconds = divmod(round(span.elapsed.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return "".join(f"{count}{unit}" for count, unit in ((hours, "h"), (minutes, "m"), (seconds, "s")) if count)


def fits_within(short: Span, long: Span) -> bool:
    """Whether `short` is over no later than `long`. A business day is at least a day, however the weekend falls."""
    if short.business_days:
        return short.business_days <= long.business_days
    return short.elapsed <= (long.elapsed or timedelta(days=long.business_days))


class OfficeHours(Value):
    """When people are at work: Monday to Friday from `opens` to `closes` in `zone`, holidays apart.

    `holidays` is a country, or country and region, such as "DE" or "DE-BE"; where its working week is another
    ("IL": Sunday to Thursday), that one counts. `always` is the file's "24x7": every day works, holidays too.
    """

    opens: time = time(9)
    closes: time = time(18)
    zone: str | None = None
    holidays: str | None = None
    always: bool = False

    @model_validator(mode="after")
    def _closes_after_opening(self) -> Self:
        if self.closes <= self.opens:
            raise ValueError("office hours end after they begin, on the same day")
        return self

    def in_zone(self, fallback: str) -> Self:
        return self if self.zone else self.model_copy(update={"zone": fallback})


class CustomerCadence(Value):
    """The customer is due word at `due`, and overdue at `overdue`, both after they last heard."""

    due: Span
    overdue: Span


class SeverityPolicy(Value):
    """The two clocks, and the steps of the ladder until someone acknowledges: the group again, then the lead."""

    internal: Span
    customer: CustomerCadence
    acknowledge: tuple[Span, ...] = ()


class TeamPolicy(Value):
    """Where a team is reached. A channel may be a name (`#eng`) until the workspace has told us its id.

    `page` is for people to read; `page_webhook` is called by us: an address, or `env:NAME` for the variable that holds
    it. Whoever knows such an address can wake people, so it is kept from logs.
    """

    channel: str | None = None
    group: GroupId | None = None
    lead: UserId | None = None
    deciders: tuple[UserId, ...] = ()
    page: str | None = None
    page_webhook: SecretStr | None = None
    hours: OfficeHours | None = None


_BY_AREA = (TargetTeam.L2_SUPPORT, TargetTeam.ENGINEERING, TargetTeam.PRODUCT)


class Area(Value):
    """A part of the product, known by its words: whose it is, and the channel that hears of it. Never Security's."""

    words: tuple[str, ...]
    team: TargetTeam | None = None
    channel: str | None = None

    def is_heard_in(self, team: TargetTeam) -> bool:
        """Whether `team` is told in the area's channel; where no team is named, the three that mend and build."""
        is_its = team is self.team if self.team else team in _BY_AREA
        return self.channel is not None and is_its and team is not TargetTeam.SECURITY


class TriagePolicy(Value):
    """The company's own words: customers with their other names, areas in their order, what is Critical here."""

    critical: tuple[str, ...] = ()
    areas: Mapping[str, Area] = {}
    customers: Mapping[str, tuple[str, ...]] = {}

    @cached_property
    def names(self) -> Vocabulary:
        """Customers, by every name they go by."""
        return Vocabulary((name, proper) for proper, others in self.customers.items() for name in (proper, *others))

    @cached_property
    def worst(self) -> Vocabulary:
        return Vocabulary(((word, word) for word in self.critical), inflected=True)

    @cached_property
    def places(self) -> Vocabulary:
        """Areas, by their words."""
        return Vocabulary(((word, name) for name, area in self.areas.items() for word in area.words), inflected=True)


# The seed's "Follow-up Cadence After Escalation"; the ladder is product.md's "Nobody took it".
CADENCES: Mapping[Severity, SeverityPolicy] = {
    Severity.CRITICAL: SeverityPolicy(
        internal=hours(2),
        customer=CustomerCadence(due=hours(2), overdue=hours(4)),
        acknowledge=(hours(0.25), hours(0.5)),
    ),
    Severity.HIGH: SeverityPolicy(
        internal=hours(4), customer=CustomerCadence(due=hours(4), overdue=hours(8)), acknowledge=(hours(1), hours(1))
    ),
    Severity.MEDIUM: SeverityPolicy(
        internal=business_days(1),
        customer=CustomerCadence(due=business_days(1), overdue=business_days(2)),
        acknowledge=(business_days(1), business_days(1)),
    ),
}


class Tiers(StrEnum):
    """Whether what is Engineering's or Product's is suggested to senior support first, to be passed on by them."""

    OFF = "off"
    ADVISE = "advise"
    INSIST = "insist"


class Policy(Value):
    """Everything decided for one workspace. `locked` names what the file decided, so Set up shows it as fixed.

    `connectors` are the tables of other products, read by each connector itself; they may hold secrets. `gather_within`
    is the seconds that all of them together have to answer.
    """

    office: OfficeHours = OfficeHours()
    fallback: str | None = None
    support: TeamPolicy = TeamPolicy()
    teams: Mapping[TargetTeam, TeamPolicy] = {}
    severities: Mapping[Severity, SeverityPolicy] = CADENCES
    triage: TriagePolicy = TriagePolicy()
    tiers: Tiers = Tiers.OFF
    workspaces: Mapping[WorkspaceId, Mapping[TargetTeam, TeamPolicy]] = {}
    gather_within: float = 2.5
    connectors: Mapping[str, Mapping[str, Any]] = Field(default={}, repr=False, exclude=True)
    locked: frozenset[str] = frozenset()

    def team(self, team: TargetTeam) -> TeamPolicy:
        return self.teams.get(team, TeamPolicy())

    @property
    def seniors(self) -> GroupId | None:
        """The group whose members pass on what others send through them; None where no tiers are kept."""
        return None if self.tiers is Tiers.OFF else self.team(TargetTeam.L2_SUPPORT).group

    def channel_for(self, team: TargetTeam, area: str | None = None) -> str | None:
        """The area's, where it has one for the team; else the team's, the fallback, the only channel there is.

        Security has its own, or none.
        """
        place = self.triage.areas.get(area) if area else None
        if place and place.is_heard_in(team):
            return place.channel
        own = self.team(team).channel
        if own or team is TargetTeam.SECURITY:
            return own
        return self.fallback or self._everyones()

    def _everyones(self) -> str | None:
        channels = {one.channel for team, one in self.teams.items() if one.channel and team is not TargetTeam.SECURITY}
        return channels.pop() if len(channels) == 1 else None

    def hours_for(self, team: TargetTeam, *, zone: str) -> OfficeHours:
        """The team's office hours; where it names no zone, in the office's, else in `zone` (the reporter's)."""
        own = self.team(team).hours or self.office
        return own.in_zone(self.office.zone or zone)

    def support_hours(self, *, zone: str) -> OfficeHours:
        return (self.support.hours or self.office).in_zone(self.office.zone or zone)

    def for_workspace(self, workspace: WorkspaceId, chosen: SetUp) -> "Policy":
        """This policy with what was chosen in Slack laid under what the file says."""
        of_file = {**self.teams, **self.workspaces.get(workspace, {})}
        teams = {
            team: _laid_under(of_file.get(team, TeamPolicy()), chosen.teams.get(team, TeamSetUp()))
            for team in TargetTeam
        }
        return self.model_copy(
            update={
                "teams": teams,
                "support": _laid_under(self.support, chosen.support),
                "fallback": self.fallback or chosen.fallback,
                "office": self.office.in_zone(chosen.zone) if chosen.zone else self.office,
                "locked": frozenset(_locked(of_file, self)),
            }
        )


def _laid_under(file: TeamPolicy, chosen: TeamSetUp) -> TeamPolicy:
    return file.model_copy(
        update={
            "channel": file.channel or chosen.channel,
            "group": file.group or chosen.group,
            "lead": file.lead or chosen.lead,
        }
    )


def _locked(teams: Mapping[TargetTeam, TeamPolicy], policy: Policy) -> list[str]:
    """Names such as `Engineering.channel` and `support.lead`, one for each choice the file has made."""
    places: dict[str, TeamPolicy] = {str(team): one for team, one in teams.items()} | {"support": policy.support}
    locked = [
        f"{name}.{key}" for name, one in places.items() for key in ("channel", "group", "lead") if getattr(one, key)
    ]
    return [*locked, "fallback"] if policy.fallback else locked


def is_id(channel: str) -> bool:
    """Slack's channel ids are C, G or D and then capitals and digits; a name has no capitals."""
    return re.fullmatch(r"[CGD][A-Z0-9]+", channel) is not None
