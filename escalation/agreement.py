"""How often people keep what was suggested, rule by rule: which rule is wrong here is what their changes teach.

No person is named and no customer quoted: only rules, which are ours or the policy's, and figures.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from escalation.drafts import Reason
from escalation.gate import gate
from escalation.kinds import Status, TargetTeam
from escalation.models import Escalation
from escalation.ports import Handled, Store, Transaction
from escalation.record import Value
from escalation.tiers import is_passed_on

PAGE = 200
MOST = 10_000
"""Escalations looked at in one workspace, newest first."""


class Judged(NamedTuple):
    """One suggestion and what people made of it: in the form, and by now."""

    rule: str
    suggested: str
    sent: str
    now: str

    @property
    def is_kept(self) -> bool:
        return self.suggested == self.sent == self.now


class OfRule(Value):
    """What became of one rule's suggestions."""

    rule: str
    suggested: str
    times: int
    kept: int
    changed_to: tuple[tuple[str, int], ...] = ()


class Agreement(Value):
    """On one question, severity or team. A change in the form and one later are counted once, as the first."""

    times: int = 0
    kept: int = 0
    in_form: int = 0
    later: int = 0
    rules: tuple[OfRule, ...] = ()


class AtGate(Value):
    """What became of one rule's "handle in support": handled, of which some came back, or escalated anyway."""

    rule: str
    handled: int
    came_back: int
    escalated: int

    @property
    def times(self) -> int:
        return self.handled + self.escalated


class Report(Value):
    """`secret` ones were counted and not looked at; `blank` ones began with an empty form, so nothing was suggested."""

    since: datetime
    escalations: int = 0
    secret: int = 0
    blank: int = 0
    severity: Agreement = Agreement()
    team: Agreement = Agreement()
    gate: tuple[AtGate, ...] = ()
    is_whole: bool = True


def report(store: Store, *, since: datetime) -> Report:
    """Over all workspaces, from `since` on. Reads page by page, at most `MOST` of each workspace."""
    found: list[Escalation] = []
    handled: list[Handled] = []
    is_whole = True
    for workspace in store.workspaces():
        with store.read(workspace) as tx:
            of_it = list(opened_since(tx, since))
            handled += tx.handled_since(since, limit=MOST)
        is_whole = is_whole and len(of_it) < MOST
        found += of_it
    return judge(found, handled, since=since).model_copy(update={"is_whole": is_whole})


def judge(found: Sequence[Escalation], handled: Sequence[Handled] = (), *, since: datetime) -> Report:
    """What was withdrawn counts nowhere."""
    counted = [one for one in found if not one.withdrawn]
    open_ones = [one for one in counted if not _is_secret(one)]
    read = [one for one in open_ones if one.draft.text.strip()]
    return Report(
        since=since,
        escalations=len(counted),
        secret=len(counted) - len(open_ones),
        blank=len(open_ones) - len(read),
        severity=_agreement([_of_severity(one) for one in read]),
        team=_agreement([_of_team(one) for one in read]),
        gate=_at_gate(read, handled),
    )


def opened_since(tx: Transaction, since: datetime, *, page: int = PAGE, most: int = MOST) -> Iterator[Escalation]:
    """Newest first: numbers are given in the order of opening, so the first older one ends it."""
    before, left = None, most
    while left > 0:
        found = tx.newest(statuses=tuple(Status), limit=min(page, left), before=before)
        for one in found:
            if one.opened_at < since:
                return
            yield one
        if len(found) < page:
            return
        before, left = found[-1].id, left - len(found)


def _is_secret(escalation: Escalation) -> bool:
    """Security's now, or before."""
    teams = {escalation.triage.target.value, escalation.sent_target}
    return escalation.is_secret or TargetTeam.SECURITY in teams


def _of_severity(escalation: Escalation) -> Judged:
    suggested, sent = escalation.triage.severity, escalation.sent_severity or escalation.severity
    return Judged(_rule(suggested.reasons), suggested.value, sent, escalation.severity)


def _of_team(escalation: Escalation) -> Judged:
    """What senior support passed on to where it was meant for went as suggested."""
    suggested, sent = escalation.triage.target, escalation.sent_target or escalation.target
    is_meant = is_passed_on(suggested, sent=sent, now=escalation.target)
    return Judged(_rule(suggested.reasons), suggested.value, sent, suggested.value if is_meant else escalation.target)


def _rule(reasons: Sequence[Reason]) -> str:
    """The rule that decided: the first."""
    return reasons[0].rule if reasons else "no rule"


def _agreement(judged: Sequence[Judged]) -> Agreement:
    by_rule: defaultdict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        by_rule[one.rule, one.suggested].append(one)
    rules = [_of_rule(rule, suggested, of_it) for (rule, suggested), of_it in by_rule.items()]
    in_form = sum(one.sent != one.suggested for one in judged)
    kept = sum(one.is_kept for one in judged)
    return Agreement(
        times=len(judged),
        kept=kept,
        in_form=in_form,
        later=len(judged) - kept - in_form,
        rules=tuple(sorted(rules, key=lambda one: (one.kept - one.times, -one.times, one.rule))),
    )


def _of_rule(rule: str, suggested: str, judged: Sequence[Judged]) -> OfRule:
    changed = Counter(one.sent if one.sent != suggested else one.now for one in judged if not one.is_kept)
    return OfRule(
        rule=rule,
        suggested=suggested,
        times=len(judged),
        kept=sum(one.is_kept for one in judged),
        changed_to=tuple(sorted(changed.items(), key=lambda one: (-one[1], one[0]))),
    )


def _at_gate(found: Sequence[Escalation], handled: Sequence[Handled]) -> tuple[AtGate, ...]:
    offered = [one for one in found if gate(one.draft, one.triage)]
    kept = Counter(one.rule for one in handled)
    back = Counter(_rule(one.triage.warrants_because) for one in offered if one.handled_before)
    escalated = Counter(_rule(one.triage.warrants_because) for one in offered if not one.handled_before)
    rules = [
        AtGate(rule=rule, handled=kept[rule], came_back=back[rule], escalated=escalated[rule])
        for rule in {**kept, **back, **escalated}
    ]
    return tuple(sorted(rules, key=lambda one: (-one.escalated - one.came_back, -one.times, one.rule)))


# --- as a page of a terminal

_HEAD = ("Rule", "Suggested", "Times", "Kept", "Changed to")


def lines(told: Report) -> Iterator[str]:
    """What a lead reads, rules that are changed most first."""
    yield f"Since {told.since:%Y-%m-%d}: {_counted(told.escalations, 'escalation')}."
    if told.secret:
        yield f"{told.secret} of them Security's: only counted."
    if told.blank:
        yield f"{told.blank} began with an empty form: nothing was suggested."
    if not told.is_whole:
        yield f"Only the newest {MOST:,} of a workspace are looked at. Choose a shorter time to see all of it."
    for name, agreement in (("Severity", told.severity), ("Team", told.team)):
        if agreement.times:
            yield from ("", _summary(name, agreement), *_table(_HEAD, [_row(one) for one in agreement.rules]))
    if any(one.times for one in told.gate):
        yield from ("", *_of_gate(told.gate))


def _of_gate(rules: Sequence[AtGate]) -> Iterator[str]:
    handled, back, escalated = (
        sum(getattr(one, part) for one in rules) for part in ("handled", "came_back", "escalated")
    )
    times = handled + escalated
    yield f"Handle in support: {handled} of {times} handled ({_share(handled, times)}), {back} of them came back."
    yield from _table(
        ("Rule", "Times", "Handled", "Came back", "Escalated anyway"),
        [(one.rule, str(one.times), str(one.handled), str(one.came_back), str(one.escalated)) for one in rules],
    )


def _summary(name: str, agreement: Agreement) -> str:
    kept = f"{agreement.kept} of {agreement.times} kept ({_share(agreement.kept, agreement.times)})"
    return f"{name}: {kept}, {agreement.in_form} changed in the form, {agreement.later} later."


def _table(head: tuple[str, ...], rules: Sequence[tuple[str, ...]]) -> Iterator[str]:
    rows = [head, *rules]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(one: OfRule) -> tuple[str, ...]:
    changed = ", ".join(f"{to} {count}" for to, count in one.changed_to)
    return one.rule, one.suggested, str(one.times), f"{one.kept} ({_share(one.kept, one.times)})", changed


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %"


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
