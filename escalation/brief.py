"""The brief: the escalation written up, in the seed's sections and order. One model, three renderings.

Markdown and JSON are made in `renderings.py`, Slack's blocks in `blocks/brief.py`. Every heading and label of the
template always stands: what is not known says Unknown, what does not apply says Not applicable. What the seed names
beside the template stands beneath the heading it belongs to, and is left out while it is unknown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from escalation import stakes
from escalation.asks import asked_of
from escalation.brief_model import (
    NOT_APPLICABLE,
    UNKNOWN,
    Brief,
    BriefImpact,
    Communication,
    Heading,
    Needed,
    Reproduction,
    Supporting,
)
from escalation.discussions import discussions
from escalation.drafts import Draft
from escalation.facts import AnyFact, Article, Evidence, Issue, Ticket, TicketMoment, Told, age, spelt, summary
from escalation.kinds import Growth, Severity, TargetTeam, label
from escalation.models import Earlier, Escalation
from escalation.outlines import FREE, labelled, read_outline


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
        escalation.known,
        escalation.earlier,
    )


def write(draft: Draft, heading: Heading, evidence: Evidence | None = None, earlier: Sequence[Earlier] = ()) -> Brief:
    """`evidence` is what other products know: their facts name their product, and never replace what was typed."""
    draft = _without_blanks(draft)
    answers = _answers(draft, heading.target)
    return Brief(
        headline=draft.headline or UNKNOWN,
        issue=_issue(draft, answers, heading) or UNKNOWN,
        impact=_impact(draft, answers, evidence),
        target=heading.target,
        severity=heading.severity,
        reported_by=heading.reported_by,
        date=heading.moment.astimezone(ZoneInfo(heading.zone)).date().isoformat(),
        reference=heading.reference,
        why_now=draft.why_now,
        past_l2=draft.past_l2,
        tried=_tried(draft, answers, evidence),
        reproduction=_reproduction(draft, answers, heading),
        communication=Communication(
            last_update=draft.last_update or "; ".join(_told_in_tickets(evidence, Told.LAST_UPDATE)) or UNKNOWN,
            expectation=draft.expectation or UNKNOWN,
            risk=_told(draft.risk, _headed("If nothing happens", answers.get("otherwise"))) or UNKNOWN,
            key_contact=draft.key_contact,
        ),
        needed=_needed(draft, answers, heading),
        supporting=_supporting(draft, evidence, tuple(_before(one, heading.zone) for one in earlier)),
        completeness=heading.completeness,
    )


# --- what was typed, each fact in the one place where people look for it


def _answers(draft: Draft, target: TargetTeam) -> Mapping[str, str]:
    """What was typed for the team, and the steps that were typed for Engineering, whoever reads them."""
    steps = read_outline(draft.details.get(TargetTeam.ENGINEERING, ""), TargetTeam.ENGINEERING)
    if target is TargetTeam.ENGINEERING:
        return steps
    own = read_outline(draft.details.get(target, ""), target)
    return {key: said for key, said in steps.items() if key != FREE} | dict(own)


def _told(*facts: str | None) -> str:
    """Each fact once: one that another says as well is left out."""
    return "; ".join(_distinct(fact for fact in facts if fact))


def _distinct(facts: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for fact in facts:
        bare = _bare(fact)
        if not any(bare in other for other in kept):
            kept = {other: said for other, said in kept.items() if other not in bare} | {bare: fact}
    return tuple(kept.values())


def says(text: str, fact: str) -> bool:
    """Whether `text` has the words of `fact`, in their order and whatever stands between them."""
    return _bare(fact) in _bare(text)


@lru_cache(maxsize=8)
def _bare(text: str) -> str:
    """Its words between blanks, without the marks around them. The texts at hand are asked for again and again."""
    words = [word.strip(".,;:!?()\"'") or word for word in text.casefold().split()]
    return f" {' '.join(words)} "


def _headed(label: str, said: str | None) -> str:
    return f"{label}: {said}" if said else ""


def _without_blanks(draft: Draft) -> Draft:
    """Blanks and line ends alone are no answer."""
    blank = [name for name, value in draft if isinstance(value, str) and not value.strip()]
    return draft.model_copy(update={name: Draft.model_fields[name].default for name in blank})


def affected(draft: Draft) -> str:
    """Who and how many, in one line; empty when we were told neither."""
    named = ", ".join(draft.customers) or (draft.segment or "")
    count = draft.affected_count
    said = draft.affected or (f"{count} affected" if count and count > len(draft.customers) else "")
    return "; ".join(part for part in (named, said) if part)


# What a team's outline asks for and the template has no section for stands in the description, under a short name.
IN_DESCRIPTION: Mapping[str, str] = {
    "summary": "In short",
    "customer": "The customer",
    "use_case": "Use case",
    "asked": "How many asked",
    "competitors": "Competitors named",
    "seen": "Seen",
    "urgency": "How urgent, and why",
    "situation": "Situation",
    "recommend": "We recommend",
}


def _issue(draft: Draft, answers: Mapping[str, str], heading: Heading) -> str:
    """The problem in words, then what was typed for the team that stands in no section of the template."""
    free = "" if _has_steps_in_free_text(answers, heading) else answers.get(FREE, "")
    typed = [_headed(label, answers.get(key)) for key, label in IN_DESCRIPTION.items()]
    facts = [] if _applies(answers, heading) else [_headed("Error", draft.error), _often(answers, draft)]
    unsaid = [fact for fact in facts if not says(draft.issue, fact.partition(": ")[2])]
    return "\n".join(part for part in (draft.issue, free, *typed, *unsaid, *_for_others(draft, heading.target)) if part)


def _for_others(draft: Draft, target: TargetTeam) -> Iterator[str]:
    """What was typed for a team that was chosen first. Steps have their section; Security's words go nowhere else."""
    for team, text in draft.details.items():
        if team in {target, TargetTeam.SECURITY}:
            continue
        in_sections = team is TargetTeam.ENGINEERING
        told = [f"{label} {said}".strip() for label, said in labelled(text, team) if not (label and in_sections)]
        if told:
            yield "\n".join([f"Written for {team}:", *told])


def _impact(draft: Draft, answers: Mapping[str, str], evidence: Evidence | None) -> BriefImpact:
    standing = stakes.standing(evidence, draft.customers)
    return BriefImpact(
        customers_affected=_told(affected(draft), answers.get("affected"), standing) or UNKNOWN,
        workflow_impact=_told(draft.workflow_impact, answers.get("impact")) or UNKNOWN,
        revenue_at_risk=_told(revenue(draft, evidence), answers.get("revenue")) or UNKNOWN,
        time_in_queue=_told(draft.queue_time, draft.started, *_waiting(evidence), *stakes.behind_sla(evidence))
        or UNKNOWN,
        growing=GROWING[draft.growth] if draft.growth else None,
        depth=draft.depth.capitalize() if draft.depth else None,
        waiting_since=_unsaid_since(draft.waiting_since),
        until_critical=draft.until_critical,
        reference_customer=draft.reference,
    )


GROWING: Mapping[Growth, str] = {Growth.GROWING: "Yes", Growth.STEADY: "No"}
_SINCE = re.compile(r"since:?\s+", re.IGNORECASE)


def _unsaid_since(when: str | None) -> str | None:
    """ "since Monday" under our own "since"."""
    return _SINCE.sub("", when, count=1) if when and _SINCE.match(when) else when


def revenue(draft: Draft, evidence: Evidence | None) -> str:
    """As it was typed; else what the customer pays, as a CRM has it."""
    arr = f"{draft.arr:,} a year" if draft.arr else stakes.revenue(evidence, draft.customers)
    return draft.revenue or arr


def _waiting(evidence: Evidence | None) -> Iterator[str]:
    return (f"customer waiting since {said}" for said in _told_in_tickets(evidence, Told.WAITING))


def _told_in_tickets(evidence: Evidence | None, told: Told) -> tuple[str, ...]:
    """What tickets' talk tells, each with its ticket."""
    return tuple(one.line for one in (evidence.of(TicketMoment) if evidence else ()) if one.told is told)


def _tried(draft: Draft, answers: Mapping[str, str], evidence: Evidence | None) -> tuple[str, ...]:
    extra = (
        _headed("Ruled out", answers.get("ruled_out")),
        _headed("Contained", answers.get("contained")),
        _headed("Workaround", _told(draft.workaround, answers.get("workaround"))),
    )
    in_tickets = _told_in_tickets(evidence, Told.TRIED)
    said = (*draft.tried, *_lines(answers.get("tried", "")), *extra, *in_tickets)
    return _distinct(one for one in said if one) or (UNKNOWN,)


# --- steps


def _reproduction(draft: Draft, answers: Mapping[str, str], heading: Heading) -> Reproduction:
    if not _applies(answers, heading):
        where = draft.environment or NOT_APPLICABLE
        return Reproduction(steps=(NOT_APPLICABLE,), expected=NOT_APPLICABLE, actual=NOT_APPLICABLE, environment=where)
    return Reproduction(
        steps=_steps(answers, heading) or (UNKNOWN,),
        expected=answers.get("expected") or UNKNOWN,
        actual=_actual(draft, answers),
        environment=draft.environment or UNKNOWN,
    )


def _applies(answers: Mapping[str, str], heading: Heading) -> bool:
    """Whether there is something to do again; also where we took it for no fault and somebody wrote how."""
    return heading.is_bug is not False or bool(_steps(answers, heading)) or not answers.keys().isdisjoint(_SEEN)


_SEEN = {"expected", "actual", "error"}
_LOOKS_LIKE_STEPS = re.compile(r"^\s*\d+[.)]\s|\b(?:expected|actual)\b", re.IGNORECASE | re.MULTILINE)


def _has_steps_in_free_text(answers: Mapping[str, str], heading: Heading) -> bool:
    """What is pasted over Engineering's outline is taken for the steps; for other teams it has to look like them."""
    free = answers.get(FREE, "")
    is_engineering = heading.target is TargetTeam.ENGINEERING
    return bool(free) and (is_engineering or (heading.is_bug is True and bool(_LOOKS_LIKE_STEPS.search(free))))


def _steps(answers: Mapping[str, str], heading: Heading) -> tuple[str, ...]:
    free = answers.get(FREE, "") if _has_steps_in_free_text(answers, heading) else ""
    start, example = _headed("Start", answers.get("start")), _headed("Example", answers.get("example"))
    return tuple(one for one in (start, *_lines(answers.get("do", "")), *_lines(free), example) if one)


def _actual(draft: Draft, answers: Mapping[str, str]) -> str:
    said, error = answers.get("actual", ""), _told(answers.get("error"), draft.error)
    seen = (said, "" if says(said, error) else _headed("Error", error), _often(answers, draft))
    return ". ".join(part.rstrip(".") for part in seen if part) or UNKNOWN


def _often(answers: Mapping[str, str], draft: Draft) -> str:
    return _headed("How often", answers.get("frequency") or (draft.frequency.value if draft.frequency else ""))


def _lines(text: str) -> tuple[str, ...]:
    """One item a line, without the numbers or bullets that were typed in front."""
    return tuple(item for line in text.splitlines() if (item := re.sub(r"^\s*(?:\d+[.)]|[-*•])\s+", "", line).strip()))


# --- what is needed, and what lies beside it


def _needed(draft: Draft, answers: Mapping[str, str], heading: Heading) -> Needed:
    ask, assumed = asked_of(draft, heading.target)
    said = f"{ask[:1].upper()}{ask[1:]} (assumed)" if assumed else _told(draft.needed, answers.get("decision"))
    return Needed(
        ask=said,
        deadline=_deadline(draft, heading) or UNKNOWN,
        by_then=draft.wanted.capitalize() if draft.wanted else None,
        customers_date=draft.customer_date,
    )


def _deadline(draft: Draft, heading: Heading) -> str:
    """The chosen moment, else the stated words. What we assume is only said where nothing else is, and says so."""
    stated, moment = (draft.deadline or "").rstrip(" ."), heading.deadline_at
    if moment is None or (stated and heading.deadline_assumed):
        return stated
    if heading.deadline_assumed and heading.severity is Severity.CRITICAL:
        return "Now, assumed"
    local = moment.astimezone(ZoneInfo(heading.zone))
    said = f"{local:%a} {local.day} {local:%b %Y, %H:%M} ({heading.zone})"
    if heading.deadline_assumed:
        return f"{said}, assumed"
    return f"{said}; stated: {stated}" if stated else said


def _supporting(draft: Draft, evidence: Evidence | None, earlier: tuple[str, ...]) -> Supporting:
    started_from = draft.source.permalink if draft.source and not draft.source.is_linked else ""
    talked_of = [one.link for one in discussions(draft.links)]
    tickets = (
        draft.ticket or "",
        *(link for link in draft.links if link not in talked_of),
        *_known(evidence, Ticket, Issue),
        _not_asked(evidence),
    )
    quotes = (f"{one.author}: {' '.join(one.text.split())}" for one in draft.quotes)
    threads = (started_from, *talked_of, *quotes, *_lines(draft.threads or ""))
    files = (f"{file.name} {file.permalink}".strip() for file in draft.files)
    documents = (*_lines(draft.documents or ""), *files, *_known(evidence, Article))
    return Supporting(
        tickets=_listed(tickets), threads=_listed(threads), documentation=_listed(documents), earlier=earlier
    )


def _before(one: Earlier, zone: str) -> str:
    day = one.opened_at.astimezone(ZoneInfo(zone))
    about = f": {' '.join(one.headline.split())}" if one.headline else ""
    came_to = " ".join(one.outcome.split())
    return f"{label(one.id)}, {day.day} {day:%b %Y}, {one.severity} for {one.target}{about} ({came_to.rstrip('.')})"


def _known(evidence: Evidence | None, *kinds: type[AnyFact]) -> Iterator[str]:
    """Facts in a line each: what it is, where it is from, where it stands."""
    for one in (fact for kind in kinds for fact in (evidence.of(kind) if evidence else ())):
        about = ", ".join(part for part in (spelt(one.source), summary(one), age(one)) if part)
        yield f"{one.title} ({about}) {one.url or ''}".strip()


def _not_asked(evidence: Evidence | None) -> str:
    """Who could not be asked: silence would read as "nothing known"."""
    missing = evidence.missing if evidence else ()
    return f"Could not be asked: {'; '.join(f'{spelt(one.source)} {one.why}' for one in missing)}" if missing else ""


def _listed(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in items if one)) or (UNKNOWN,)
