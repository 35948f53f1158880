"""The brief: the escalation written up, in the seed's sections and order. One model, three renderings.

Markdown and JSON are made here; Slack's blocks in `blocks/brief.py`. Every heading and label of the template always
stands: what is not known says Unknown, what does not apply says Not applicable.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import jinja2
from pydantic import Field

from escalation.models import Draft, Escalation, Severity, TargetTeam, Value
from escalation.outlines import FREE, labelled, read_outline

UNKNOWN = "Unknown"
NOT_APPLICABLE = "Not applicable"


class BriefImpact(Value):
    customers_affected: str = Field(UNKNOWN, description="Who and how many.")
    workflow_impact: str = Field(UNKNOWN, description="What they cannot do.")
    revenue_at_risk: str = Field(UNKNOWN, description="Yearly revenue or deals at risk, as stated.")
    time_in_queue: str = Field(UNKNOWN, description="How long this has been an issue.")


class Reproduction(Value):
    """Applies to bugs; otherwise each field says Not applicable."""

    steps: tuple[str, ...] = (UNKNOWN,)
    expected: str = UNKNOWN
    actual: str = UNKNOWN
    environment: str = UNKNOWN


class Communication(Value):
    last_update: str = Field(UNKNOWN, description="When the customer last heard from us, and what.")
    expectation: str = Field(UNKNOWN, description="What they expect, and by when.")
    risk: str = Field(UNKNOWN, description="Whether they will escalate further.")


class Needed(Value):
    ask: str = Field(UNKNOWN, description="The specific ask: investigate, fix, decide or approve.")
    deadline: str = Field(UNKNOWN, description="When a resolution or an update is needed; says when it is assumed.")


class Supporting(Value):
    tickets: tuple[str, ...] = (UNKNOWN,)
    threads: tuple[str, ...] = (UNKNOWN,)
    documentation: tuple[str, ...] = (UNKNOWN,)


class Brief(Value):
    """An escalation brief. `headline`, `issue`, `impact` and `target` say the most in the fewest words."""

    headline: str
    issue: str
    impact: BriefImpact
    target: TargetTeam
    severity: Severity
    reported_by: str
    date: str = Field(description="The day it was opened, in the reporter's time zone, ISO 8601.")
    reference: str | None = Field(None, description="ESC and its number, once it is opened.")
    tried: tuple[str, ...] = (UNKNOWN,)
    reproduction: Reproduction = Reproduction()
    communication: Communication = Communication()
    needed: Needed = Needed()
    supporting: Supporting = Supporting()


# What each team is most often asked for: said, and marked as assumed, where nobody wrote an ask.
ASKS: Mapping[TargetTeam, str] = {
    TargetTeam.L2_SUPPORT: "take a deeper look and tell us what you find",
    TargetTeam.ENGINEERING: "find the cause and fix it",
    TargetTeam.PRODUCT: "decide whether it is planned, and for when",
    TargetTeam.SECURITY: "check what is exposed and contain it",
    TargetTeam.LEADERSHIP: "decide what we may offer",
}


class Heading(Value):
    """What stands above the brief and is not in the draft. `moment` is when it was opened, or is now."""

    severity: Severity
    target: TargetTeam
    reported_by: str
    moment: datetime
    is_bug: bool | None = None
    zone: str = "UTC"
    deadline_at: datetime | None = None
    deadline_assumed: bool = False
    reference: str | None = None


def of(escalation: Escalation) -> Brief:
    """The brief of an opened escalation."""
    return write(
        escalation.draft,
        Heading(
            severity=escalation.severity,
            target=escalation.target,
            reported_by=escalation.reporter_name or UNKNOWN,
            moment=escalation.opened_at,
            is_bug=escalation.triage.is_bug,
            zone=escalation.zone,
            deadline_at=escalation.deadline_at,
            deadline_assumed=escalation.deadline_assumed,
            reference=escalation.label,
        ),
    )


def write(draft: Draft, heading: Heading) -> Brief:
    answers = read_outline(draft.details.get(heading.target, ""), heading.target)
    return Brief(
        headline=draft.headline or UNKNOWN,
        issue=_issue(draft, heading.target) or UNKNOWN,
        impact=_impact(draft, answers),
        target=heading.target,
        severity=heading.severity,
        reported_by=heading.reported_by,
        date=heading.moment.astimezone(ZoneInfo(heading.zone)).date().isoformat(),
        reference=heading.reference,
        tried=_tried(draft, answers),
        reproduction=_reproduction(draft, answers, heading),
        communication=Communication(
            last_update=draft.last_update or UNKNOWN,
            expectation=draft.expectation or UNKNOWN,
            risk=draft.risk or UNKNOWN,
        ),
        needed=_needed(draft, heading),
        supporting=_supporting(draft),
    )


def affected(draft: Draft) -> str:
    """Who and how many, in one line; empty when we were told neither."""
    named = ", ".join(draft.customers) or (draft.segment or "")
    count = draft.affected_count
    said = draft.affected or (f"{count} affected" if count and count > len(draft.customers) else "")
    return "; ".join(part for part in (named, said) if part)


def asked_of(draft: Draft, target: TargetTeam) -> tuple[str, bool]:
    """What is needed of the team, and whether we had to assume it."""
    stated = draft.needed or read_outline(draft.details.get(target, ""), target).get("decision")
    return (stated, False) if stated else (ASKS[target], True)


def _issue(draft: Draft, target: TargetTeam) -> str:
    """The problem in words, then what was typed for the team that stands in no section of the template."""
    told = labelled(draft.details.get(target, ""), target)
    elsewhere = {"expected:", "actual:", "start:", "do:", "error, word for word:", "always or sometimes?", "ruled out:"}
    keep = [f"{label} {said}".strip() for label, said in told if label.casefold() not in elsewhere]
    if target is TargetTeam.ENGINEERING:
        keep = [said for said in keep if said != read_outline(draft.details.get(target, ""), target).get(FREE)]
    facts = [f"How often: {draft.frequency.value}." if draft.frequency else "", _quoted(draft.error)]
    return "\n".join(part for part in (draft.issue, *keep, *facts) if part)


def _quoted(error: str | None) -> str:
    return f"Error: {error}" if error else ""


def _impact(draft: Draft, answers: Mapping[str, str]) -> BriefImpact:
    return BriefImpact(
        customers_affected=affected(draft) or answers.get("affected") or UNKNOWN,
        workflow_impact=draft.workflow_impact or answers.get("impact") or UNKNOWN,
        revenue_at_risk=draft.revenue or answers.get("revenue") or (f"{draft.arr:,} a year" if draft.arr else UNKNOWN),
        time_in_queue=draft.queue_time or draft.started or UNKNOWN,
    )


def _tried(draft: Draft, answers: Mapping[str, str]) -> tuple[str, ...]:
    typed = (*draft.tried, *_lines(answers.get("tried", "")))
    ruled_out = answers.get("ruled_out")
    workaround = draft.workaround or answers.get("workaround")
    contained = answers.get("contained")
    extra = (
        f"Ruled out: {ruled_out}" if ruled_out else "",
        f"Contained: {contained}" if contained else "",
        f"Workaround: {workaround}" if workaround else "",
    )
    return tuple(one for one in (*typed, *extra) if one) or (UNKNOWN,)


def _reproduction(draft: Draft, answers: Mapping[str, str], heading: Heading) -> Reproduction:
    is_engineering = heading.target is TargetTeam.ENGINEERING
    steps = _steps(answers) if is_engineering else ()
    if heading.is_bug is False and not steps:
        return Reproduction(
            steps=(NOT_APPLICABLE,), expected=NOT_APPLICABLE, actual=NOT_APPLICABLE, environment=NOT_APPLICABLE
        )
    return Reproduction(
        steps=steps or (UNKNOWN,),
        expected=answers.get("expected") or UNKNOWN,
        actual=_actual(draft, answers),
        environment=draft.environment or UNKNOWN,
    )


def _actual(draft: Draft, answers: Mapping[str, str]) -> str:
    seen = [answers.get("actual", ""), _quoted(answers.get("error")), _often(answers, draft)]
    return "; ".join(part for part in seen if part) or UNKNOWN


def _often(answers: Mapping[str, str], draft: Draft) -> str:
    said = answers.get("frequency") or (draft.frequency.value if draft.frequency else "")
    return f"How often: {said}" if said else ""


def _steps(answers: Mapping[str, str]) -> tuple[str, ...]:
    start = answers.get("start")
    said = (*((f"Start: {start}",) if start else ()), *_lines(answers.get("do", "")), *_lines(answers.get(FREE, "")))
    example = answers.get("example")
    return (*said, f"Example: {example}") if example and said else said


def _lines(text: str) -> tuple[str, ...]:
    """One item a line, without the numbers or bullets that were typed in front."""
    return tuple(item for line in text.splitlines() if (item := re.sub(r"^\s*(?:\d+[.)]|[-*•])\s+", "", line).strip()))


def _ask(draft: Draft, target: TargetTeam) -> str:
    ask, assumed = asked_of(draft, target)
    return f"{ask} (assumed)" if assumed else ask


def _needed(draft: Draft, heading: Heading) -> Needed:
    when = heading.deadline_at
    stated = draft.deadline or ""
    if when is None:
        return Needed(ask=_ask(draft, heading.target), deadline=stated or UNKNOWN)
    local = when.astimezone(ZoneInfo(heading.zone))
    said = f"{local:%a} {local.day} {local:%b %Y, %H:%M} ({heading.zone})"
    deadline = f"{said}, assumed" if heading.deadline_assumed else said
    if stated:
        deadline = f"{stated} ({deadline})" if heading.deadline_assumed else f"{deadline}; stated: {stated}"
    return Needed(ask=_ask(draft, heading.target), deadline=deadline)


def _supporting(draft: Draft) -> Supporting:
    thread = draft.source.permalink if draft.source else ""
    tickets = tuple(one for one in (draft.ticket or "", *draft.links) if one)
    quotes = tuple(f"{one.author}: {' '.join(one.text.split())}" for one in draft.quotes)
    threads = tuple(one for one in (thread, *quotes, *_lines(draft.threads or "")) if one)
    files = tuple(f"{file.name} {file.permalink}".strip() for file in draft.files)
    documents = (*_lines(draft.documents or ""), *files)
    return Supporting(
        tickets=tuple(dict.fromkeys(tickets)) or (UNKNOWN,),
        threads=threads or (UNKNOWN,),
        documentation=documents or (UNKNOWN,),
    )


def to_json(brief: Brief) -> str:
    return brief.model_dump_json(indent=2)


def to_markdown(brief: Brief) -> str:
    """The seed's template, filled in. What people typed is escaped, so that it cannot become a heading or a link."""
    return _template().render(brief=brief)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("escalation", "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown, escaped by the filter below
    )
    environment.filters["line"] = lambda text: _escaped(" ".join(text.split()))
    environment.filters["paragraphs"] = lambda text: "\n".join(_escaped(line) for line in text.splitlines())
    return environment.get_template("brief.md.j2")


_INLINE = re.compile(r"([\\`*\[\]<>|]|(?<!\w)_|_(?!\w))")
_BLOCK = re.compile(r"^(\s*)([#+=~-]|\d+(?=[.)]))")


def _escaped(line: str) -> str:
    inline = _INLINE.sub(r"\\\1", line)
    return _BLOCK.sub(lambda found: _block_escaped(found.group(1), found.group(2)), inline)


def _block_escaped(indent: str, mark: str) -> str:
    """A number needs its dot escaped, not itself; a typed indent would make a code block."""
    return f"{indent[:3]}{mark}\\" if mark.isdigit() else f"{indent[:3]}\\{mark}"
