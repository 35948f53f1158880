"""A brief written from a text alone, and what was concluded on the way: reasons, gaps, what would help."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from escalation import brief, completing, doubts, intake, promises, quality, routing, severity
from escalation.brief_model import Brief, Heading
from escalation.drafts import Draft, Reason, Triage
from escalation.gate import gate
from escalation.policy import Policy
from escalation.triage import triage


class Written(NamedTuple):
    draft: Draft
    concluded: Triage
    brief: Brief


def write(text: str, policy: Policy, *, reported_by: str, now: datetime) -> Written:
    """As it would open: with the deadline that is assumed where the text names none."""
    draft = completing.complete(intake.read(text, policy.triage.names))
    concluded = triage(draft, policy.triage)
    level, team, zone = concluded.severity.value, concluded.target.value, policy.office.zone or "UTC"
    heading = Heading(
        severity=level,
        target=team,
        reported_by=reported_by,
        moment=now,
        zone=zone,
        is_bug=concluded.is_bug,
        deadline_at=promises.deadline(level, team, policy, now=now, zone=zone),
        deadline_assumed=True,
        completeness=quality.score(quality.Written(draft, team), is_bug=concluded.is_bug),
    )
    return Written(draft, concluded, brief.write(draft, heading))


def remarks(written: Written) -> Iterator[str]:
    """What the form would say beside its fields, a line each."""
    draft, concluded, _ = written
    if held := gate(draft, concluded):
        yield f"This may be quicker in support: {_joined(held.handle)}."
    doubt = doubts.hint(draft, concluded.severity, is_bug=concluded.is_bug)
    yield f"{severity.sentence(concluded.severity, concluded.signals, draft)}{doubt}"
    yield routing.sentence(concluded.target)
    if concluded.target.runner_up:
        yield f"Next after that: {concluded.target.runner_up}."
    if concluded.gaps:
        yield f"Not known: {', '.join(gap.name for gap in concluded.gaps)}."
    yield from (f"{_label(field)}: {one.says}" for field, one in _better(written).items())


def _better(written: Written) -> Mapping[str, quality.Remark]:
    target = written.concluded.target.value
    return quality.remarks(quality.Written(written.draft, target), is_bug=written.concluded.is_bug)


def _label(field: str) -> str:
    return field.removesuffix("_at").replace("_", " ").capitalize()


def _joined(reasons: tuple[Reason, ...]) -> str:
    said = (f'{one.because}: "{one.words}"' if one.words else one.because for one in reasons)
    return "; ".join(one[:1].lower() + one[1:] for one in said)
