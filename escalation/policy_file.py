"""What `escalation.toml` says, read into a policy: text in, policy out, every mistake in it named at once.

What a policy means is `policy.py`'s business. A key that is not known is refused rather than passed over, because a
typing error in a channel's name must not send escalations elsewhere.
"""

import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from escalation import policy_lines, policy_values
from escalation.errors import PolicyError
from escalation.kinds import Severity, TargetTeam, WorkspaceId
from escalation.policy import (
    CADENCES,
    Area,
    CustomerCadence,
    OfficeHours,
    Policy,
    SeverityPolicy,
    TeamPolicy,
    Tiers,
    TriagePolicy,
    fits_within,
    spell,
)

Path = tuple[str, ...]
Table = Mapping[str, Any]
# Each reads one value, or raises ValueError with a sentence about what it should be.
Reader = Callable[[object], Any]

HOURS: Mapping[str, Reader] = {
    "zone": policy_values.zone,
    "hours": policy_values.office_hours,
    "holidays": policy_values.holidays,
}
OFFICE: Mapping[str, Reader] = {**HOURS, "fallback": policy_values.channel}
SUPPORT: Mapping[str, Reader] = {
    "channel": policy_values.channel,
    "group": policy_values.group,
    "lead": policy_values.user,
    **HOURS,
}
TEAM: Mapping[str, Reader] = {
    **SUPPORT,
    "deciders": policy_values.users,
    "page": policy_values.page,
    "page_webhook": policy_values.page_webhook,
}
CUSTOMER: Mapping[str, Reader] = {"due": policy_values.span, "overdue": policy_values.span}
SEVERITY: Mapping[str, Reader] = {
    "internal": policy_values.span,
    "customer": policy_values.table,
    "acknowledge": policy_values.spans,
}
WORKSPACE: Mapping[str, Reader] = {"teams": policy_values.table}
TIERS = {tiers.value: tiers for tiers in Tiers}
TOP: Mapping[str, Reader] = {"tiers": lambda value: policy_values.one_of(value, TIERS)}
TABLES = ("office", "support", "teams", "severities", "triage", "workspaces", "connectors", "gathering")
ROOT: Mapping[str, Reader] = {**TOP, **dict.fromkeys(TABLES, policy_values.table)}
TEAMS = {team.name.lower(): team for team in TargetTeam}
SEVERITIES = {severity.name.lower(): severity for severity in Severity}
TRIAGE: Mapping[str, Reader] = {
    "critical": policy_values.words,
    "areas": policy_values.table,
    "customers": policy_values.table,
}
AREA: Mapping[str, Reader] = {
    "words": policy_values.words,
    "team": lambda value: policy_values.one_of(value, TEAMS),
    "channel": policy_values.channel,
}
GATHERING: Mapping[str, Reader] = {"deadline": policy_values.answer_time}


def read_policy(text: str, *, name: str) -> Policy:
    """Raises `PolicyError`, one line for each mistake: file, line, table, key, and what to write instead."""
    text = text.removeprefix("\ufeff")  # some Windows editors begin a file with it
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise PolicyError(f"{name}, {policy_lines.where(broken)}") from broken
    reading = _Reading()
    policy = reading.policy(raw)
    if reading.mistakes:
        raise PolicyError("\n".join(_sentences(reading.mistakes, text, name=name)))
    return policy


def _sentences(mistakes: list[tuple[Path, str]], text: str, *, name: str) -> list[str]:
    lines = policy_lines.of_keys(text)
    placed = sorted((policy_lines.line_of(path, lines), path, what) for path, what in mistakes)
    return [" ".join(f"{name}, line {line}, {_spelt(path)}: {what}".split()) for line, path, what in placed]


def _spelt(path: Path) -> str:
    *tables, key = path
    return f"[{'.'.join(tables)}] {key}" if tables else key


class _Reading:
    """One reading of one file, and the mistakes found on the way. A mistaken value is left out and reading goes on."""

    def __init__(self) -> None:
        self.mistakes: list[tuple[Path, str]] = []

    def policy(self, raw: Table) -> Policy:
        root = self._values(raw, (), ROOT)
        office = self._values(root.get("office", {}), ("office",), OFFICE)
        fallback = office.pop("fallback", None)
        hours = self._hours(OfficeHours(), office)
        return Policy(
            office=hours,
            fallback=fallback,
            support=self._team(root.get("support", {}), ("support",), SUPPORT, office=hours),
            teams=self._teams(root.get("teams", {}), ("teams",), office=hours),
            severities=self._severities(root.get("severities", {})),
            triage=self._triage(root.get("triage", {})),
            tiers=root.get("tiers", Tiers.OFF),
            workspaces=self._workspaces(root.get("workspaces", {}), office=hours),
            connectors=self._connectors(root.get("connectors", {})),
            **self._gathering(root.get("gathering", {})),
        )

    def _values(self, raw: Table, at: Path, readers: Mapping[str, Reader]) -> dict[str, Any]:
        values = {}
        for key, value in raw.items():
            if key not in readers:
                self._unknown((*at, key), readers)
                continue
            try:
                values[key] = readers[key](value)
            except ValueError as why:
                self.mistakes.append(((*at, key), str(why)))
        return values

    def _unknown(self, path: Path, readers: Mapping[str, Reader]) -> None:
        if path[-1] in TOP:
            self.mistakes.append((path, "this stands by itself at the top of the file, above all tables."))
            return
        self.mistakes.append((path, f"there is no such key. {policy_values.instead(path[-1], readers)}"))

    def _hours(self, office: OfficeHours, chosen: Mapping[str, Any]) -> OfficeHours:
        """Hours are one value in the file and three in the policy: opens, closes, always."""
        apart = {key: value for key, value in chosen.items() if key in {"zone", "holidays"}}
        return office.model_copy(update=apart | chosen.get("hours", {}))

    def _team(self, raw: Table, at: Path, readers: Mapping[str, Reader], *, office: OfficeHours) -> TeamPolicy:
        values = self._values(raw, at, readers)
        chosen = {key: values.pop(key) for key in HOURS if key in values}
        return TeamPolicy(**values, hours=self._hours(office, chosen) if chosen else None)

    def _teams(self, raw: Table, at: Path, *, office: OfficeHours) -> dict[TargetTeam, TeamPolicy]:
        tables = self._values(raw, at, dict.fromkeys(TEAMS, policy_values.table))
        return {TEAMS[key]: self._team(table, (*at, key), TEAM, office=office) for key, table in tables.items()}

    def _connectors(self, raw: Table) -> dict[str, Table]:
        """Each a table; what its keys mean, its connector knows."""
        return self._values(raw, ("connectors",), dict.fromkeys(raw, policy_values.table))

    def _gathering(self, raw: Table) -> dict[str, float]:
        values = self._values(raw, ("gathering",), GATHERING)
        return {"gather_within": values["deadline"]} if "deadline" in values else {}

    def _workspaces(self, raw: Table, *, office: OfficeHours) -> dict[WorkspaceId, dict[TargetTeam, TeamPolicy]]:
        found = {}
        for key, value in raw.items():
            at = ("workspaces", key)
            try:
                workspace, table = policy_values.workspace(key), policy_values.table(value)
            except ValueError as why:
                self.mistakes.append((at, str(why)))
                continue
            tables = self._values(table, at, WORKSPACE)
            found[workspace] = self._teams(tables.get("teams", {}), (*at, "teams"), office=office)
        return found

    def _severities(self, raw: Table) -> dict[Severity, SeverityPolicy]:
        tables = self._values(raw, ("severities",), dict.fromkeys(SEVERITIES, policy_values.table))
        chosen = {SEVERITIES[key]: self._severity(table, ("severities", key)) for key, table in tables.items()}
        return {**CADENCES, **chosen}

    def _severity(self, raw: Table, at: Path) -> SeverityPolicy:
        shipped = CADENCES[SEVERITIES[at[-1]]]
        values = self._values(raw, at, SEVERITY)
        customer = self._customer(values.pop("customer", {}), (*at, "customer"), shipped=shipped.customer)
        return shipped.model_copy(update={**values, "customer": customer})

    def _customer(self, raw: Table, at: Path, *, shipped: CustomerCadence) -> CustomerCadence:
        cadence = shipped.model_copy(update=self._values(raw, at, CUSTOMER))
        if not fits_within(cadence.due, cadence.overdue):
            due, overdue = spell(cadence.due), spell(cadence.overdue)
            self.mistakes.append((at, f'due "{due}" comes after overdue "{overdue}". Set both, the shorter one first.'))
        return cadence

    # --- the company's own words

    def _triage(self, raw: Table) -> TriagePolicy:
        values = self._values(raw, ("triage",), TRIAGE)
        areas = self._areas(values.pop("areas", {}))
        customers = self._customers(values.pop("customers", {}))
        return TriagePolicy(**values, areas=areas, customers=customers)

    def _areas(self, raw: Table) -> dict[str, Area]:
        at = ("triage", "areas")
        tables = self._values(raw, at, dict.fromkeys(raw, policy_values.table))
        areas = {name: self._area(table, (*at, name)) for name, table in tables.items()}
        words = {name: area.words for name, area in areas.items()}
        self._told_apart(words, at, "words")
        return areas

    def _area(self, raw: Table, at: Path) -> Area:
        values = self._values(raw, at, AREA)
        area = Area(**{"words": (), **values})
        if "words" not in raw:
            self.mistakes.append((at, 'an area is known by its words. Write words = ["invoice run", "dunning"].'))
        if "team" not in raw and "channel" not in raw:
            self.mistakes.append((at, 'say whose it is: team = "engineering", channel = "#billing", or both.'))
        if area.team is TargetTeam.SECURITY and area.channel:
            what = "Security is told in its own channel only. Take this out; set it under [teams.security]."
            self.mistakes.append(((*at, "channel"), what))
        return area

    def _customers(self, raw: Table) -> dict[str, tuple[str, ...]]:
        at = ("triage", "customers")
        customers = self._values(raw, at, dict.fromkeys(raw, policy_values.names))
        for name in raw:
            try:
                policy_values.names([name])
            except ValueError as why:
                self.mistakes.append(((*at, name), str(why)))
        self._told_apart({name: (name, *others) for name, others in customers.items()}, at)
        return customers

    def _told_apart(self, said: Mapping[str, tuple[str, ...]], at: Path, *key: str) -> None:
        """No word means two of them."""
        owner: dict[str, str] = {}
        for name, words in said.items():
            for word in words:
                first = owner.setdefault(word.casefold(), name)
                if first != name:
                    self.mistakes.append(((*at, name, *key), f'"{word}" is said of "{first}" already.'))
