"""Opening the form, and drawing it again. `views.open` is the first call; what was typed is kept right after it."""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Mapping, Sequence
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from blocks import draft as blocks
from blocks import gaps, kit
from blocks.draft import Destination, Form
from escalation import asks, audience, doubts, known, promises, quality, routing, severity, stakes, tiers
from escalation.desk import GUESTS
from escalation.drafts import Draft, Triage
from escalation.errors import NotFound
from escalation.facts import Evidence
from escalation.gate import gate
from escalation.kinds import DraftId, Severity, TargetTeam, UserId, WorkspaceId
from escalation.policy import Policy
from escalation.ports import KeptDraft
from escalation.record import Value
from escalation.same import Alike
from escalation.triage import triage
from listeners.room import FOR_ONE_PERSONS_EYES, Room

log = logging.getLogger(__name__)

USED = {"exchanged_trigger_id", "duplicate_external_id"}
"""A trigger that was used already: the form is open, and this is the same press delivered again."""

OVERTAKEN = "hash_conflict"
CLOSED = "not_found"


class Opening(Value):
    """Someone asked for the form: with what, and with which trigger. `again` is the draft that is continued."""

    id: DraftId
    draft: Draft
    by: UserId
    workspace: WorkspaceId
    trigger: str
    again: KeptDraft | None = None


class Opened(Value):
    """The view that is open now, or why there is none. Neither: the same press came twice."""

    view: str | None = None
    hash: str | None = None
    failure: str | None = None


class Drawn(Value):
    """A view that was replaced: what Slack calls its new face, or that somebody else has replaced it before."""

    hash: str | None = None
    is_overtaken: bool = False


async def open_form(room: Room, client: AsyncWebClient, opening: Opening) -> Opened:
    """Opens the form and keeps the draft, whatever happens."""
    kept = _kept(room, opening)
    view = blocks.modal(form_of(room, kept, opening.workspace))
    opened = await _opened(client, opening.trigger, view)
    if opened.view or opened.failure:
        await room.off_loop(room.desk.keep_draft, opening.workspace, kept)
    if opened.view:
        room.tasks.start(_after_opening(room, client, kept, opening, opened))
    return opened


async def _after_opening(room: Room, client: AsyncWebClient, kept: KeptDraft, opening: Opening, opened: Opened) -> None:
    """What may take its time: who may not take part is told so, and others are shown what else is known."""
    if await _is_turned_away(room, client, opening, str(opened.view)):
        return
    after = await _show_same(room, client, kept, opening, opened)
    await _look_in_other_tools(room, client, kept, opening, after, is_first=after is opened)


def _kept(room: Room, opening: Opening) -> KeptDraft:
    """A draft that is continued keeps what was suggested first, and which way was chosen at the gate."""
    new = KeptDraft(id=opening.id, draft=opening.draft, by=opening.by, kept_at=room.desk.now())
    if opening.again and opening.again.triage:
        past = ("triage", "handled_at", "is_past_gate", "looked_in", "evidence", "at_first", "ticks")
        return new.model_copy(update={name: getattr(opening.again, name) for name in past})
    policy = room.policies.current(opening.workspace)
    concluded = _concluded(room, new, policy, opening.workspace)
    is_secret = TargetTeam.SECURITY in {opening.draft.target, concluded.target.value}
    looked_in = () if is_secret else room.tools.looked_in(opening.draft)
    return new.model_copy(update={"triage": concluded, "looked_in": looked_in})


def _concluded(room: Room, kept: KeptDraft, policy: Policy, workspace: WorkspaceId) -> Triage:
    """What is suggested to this person: through senior support first, where the policy has it so."""
    seniors = room.people.known_group(workspace, policy.seniors) if policy.seniors else None
    found = triage(kept.draft, policy.triage)
    return tiers.through_l2(found, kept.draft, tiers=policy.tiers, seniors=seniors, reporter=kept.by)


async def _opened(client: AsyncWebClient, trigger: str, view: kit.Block) -> Opened:
    try:
        async with asyncio.timeout(FOR_ONE_PERSONS_EYES):
            answer = await client.views_open(trigger_id=trigger, view=view)
    except SlackApiError as refused:
        said = refused.response.get("error") if isinstance(refused.response.data, dict) else None
        if said in USED:
            return Opened()
        details = (refused.response.get("response_metadata") or {}) if said else {}
        log.warning("form not opened", extra={"code": said, "details": details.get("messages")})
        return Opened(failure=str(said or f"Slack answered {refused.response.status_code}"))
    except (TimeoutError, aiohttp.ClientError) as failure:
        log.warning("form not opened", extra={"code": type(failure).__name__})
        return Opened(failure="Slack did not answer in time")
    view_now = answer.get("view") or {}
    return Opened(view=str(view_now.get("id") or "opened"), hash=view_now.get("hash"))


def form_of(room: Room, kept: KeptDraft, workspace: WorkspaceId) -> Form:
    """The form as it should look now, from the draft and the policy at hand."""
    policy = room.policies.current(workspace)
    concluded = kept.triage or _concluded(room, kept, policy, workspace)
    level = kept.draft.severity or concluded.severity.value
    target = kept.draft.target or concluded.target.value
    now = room.desk.now()
    person = room.people.known_person(workspace, kept.by)
    zone = (person.zone if person else None) or policy.office.zone or "UTC"
    group, person_called = audience.would_call(
        level, target, policy, reporter=kept.by, to_decide=asks.is_for_deciding(kept.draft, target)
    )
    late = stakes.late_reasons(known.ticked(kept))
    at_stake = None if target is TargetTeam.SECURITY else _at_stake(kept, concluded, now=now)
    return Form(
        id=kept.id,
        draft=kept.draft,
        triage=concluded,
        destination=Destination(
            channel=policy.channel_for(target, concluded.area),
            group=group,
            person=person_called,
            lead=policy.team(target).lead if target is TargetTeam.SECURITY else None,
            due=promises.promised(level, target, policy, now=now, zone=zone),
        ),
        severity_hint=_severity_hint(kept.draft, concluded, at_stake),
        target_hint=_team_hint(concluded, level) if kept.draft.text else "",
        expanded=kept.expanded,
        takes_files=room.takes_files(),
        same=kept.same,
        remarks=better(kept.draft, level, target, policy, now=now, zone=zone, is_bug=concluded.is_bug),
        gate=None if kept.is_past_gate or kept.handled_at else gate(kept.draft, concluded, late=late),
        known=known.place(kept, target, concluded, suggests=_suggests(kept.draft, concluded, at_stake)),
    )


def _at_stake(kept: KeptDraft, concluded: Triage, *, now: datetime) -> stakes.Stakes | None:
    return stakes.stakes(known.ticked(kept), kept.draft, concluded, today=now.date())


def better(  # noqa: PLR0913 - all that a remark depends on
    draft: Draft,
    level: Severity,
    target: TargetTeam,
    policy: Policy,
    *,
    now: datetime,
    zone: str,
    is_bug: bool | None,
) -> Mapping[str, str]:
    """What would make it better, by the field where it can be mended."""
    hours = policy.hours_for(target, zone=zone) if draft.deadline_at else policy.office
    moment = promises.stands(draft.deadline_at, level, hours, now=now)
    found = quality.remarks(quality.Written(draft, target, moment), is_bug=is_bug)
    return {field: one.says for field, one in found.items()}


def _team_hint(concluded: Triage, level: Severity) -> str:
    return tiers.sentence(concluded.target, level) or routing.sentence(concluded.target)


def _severity_hint(draft: Draft, concluded: Triage, at_stake: stakes.Stakes | None) -> str:
    """What was read, then what the customer's account says."""
    said = severity.sentence(concluded.severity, concluded.signals, draft) if draft.text else ""
    said += doubts.hint(draft, concluded.severity, is_bug=concluded.is_bug) if draft.text else ""
    return " ".join(
        part for part in (said, *(f"{one.because}." for one in (at_stake.reasons if at_stake else ()))) if part
    )


def _suggests(draft: Draft, concluded: Triage, at_stake: stakes.Stakes | None) -> str:
    """The field keeps what stands in it; another severity is only suggested, and not once somebody has chosen."""
    is_chosen = draft.severity not in {None, concluded.severity.value}
    return at_stake.sentence if at_stake and not is_chosen else ""


async def draw_again(
    room: Room, client: AsyncWebClient, kept: KeptDraft, workspace: WorkspaceId, view: str, *, hash: str | None = None
) -> str | None:
    """Replaces the form that is open. It may fail with no harm: what was typed is kept, and stays in the view.

    `hash` is the face that this one follows. Where another came between, the form is drawn as it is kept by now, so
    that whoever draws last never shows less than who drew before. Gives the new face's.
    """
    drawn = await show_in(client, view, blocks.modal(form_of(room, kept, workspace)), hash=hash)
    if not drawn.is_overtaken:
        return drawn.hash
    with contextlib.suppress(NotFound):  # a blank one is not kept: it is as we had it
        kept = await room.off_loop(room.desk.draft, kept.id, by=kept.by, workspace=workspace)
    if kept.opened is not None or kept.handled_at is not None:
        return None
    return (await show_in(client, view, blocks.modal(form_of(room, kept, workspace)))).hash


async def show_in(client: AsyncWebClient, view_id: str, view: kit.Block, *, hash: str | None = None) -> Drawn:
    try:
        async with asyncio.timeout(FOR_ONE_PERSONS_EYES):
            answer = await client.views_update(view_id=view_id, view=view, hash=hash)
    except (SlackApiError, TimeoutError, aiohttp.ClientError) as failure:
        code = failure.response.get("error") if isinstance(failure, SlackApiError) else None
        if code not in {OVERTAKEN, CLOSED}:
            log.warning("view not drawn again", extra={"code": type(failure).__name__, "view": view_id})
        return Drawn(is_overtaken=code == OVERTAKEN)
    return Drawn(hash=(answer.get("view") or {}).get("hash"))


async def _show_same(room: Room, client: AsyncWebClient, kept: KeptDraft, opening: Opening, opened: Opened) -> Opened:
    """What may be the same problem comes in below the fields. Gives the face that the form has then."""
    found = await same_as(room, kept, opening.workspace)
    shown = await room.off_loop(room.desk.keep_same, kept.id, found, workspace=opening.workspace) if found else None
    if not shown:
        return opened
    face = await draw_again(room, client, shown, opening.workspace, str(opened.view), hash=opened.hash)
    return opened.model_copy(update={"hash": face or opened.hash})


async def same_as(room: Room, kept: KeptDraft, workspace: WorkspaceId) -> Sequence[Alike]:
    """As far as this person may see them, which is only asked where there is something to see."""
    if not await room.off_loop(room.desk.may_repeat, kept, workspace=workspace):
        return ()
    viewer = await room.viewer(workspace, kept.by, {})
    return await room.off_loop(room.desk.same_as, kept, viewer, workspace=workspace)


async def _is_turned_away(room: Room, client: AsyncWebClient, opening: Opening, view_id: str) -> bool:
    """Asked after the form is open, so that nobody waits for it; sending is refused by the desk all the same."""
    person = await room.people.person(opening.workspace, opening.by)
    if person is None or person.may_take_part:
        return False
    await show_in(client, view_id, gaps.done(GUESTS))
    return True


async def _look_in_other_tools(
    room: Room, client: AsyncWebClient, kept: KeptDraft, opening: Opening, opened: Opened, *, is_first: bool
) -> None:
    """Shows what they know in at most two redraws: at the first answer, and when all have answered or time is up.

    Where our own database had the first answer, that was the first of the two.
    """
    if not kept.looked_in or (kept.evidence and not kept.evidence.waiting):
        return
    face = opened.hash

    async def show(evidence: Evidence) -> None:
        nonlocal face
        by, workspace = opening.by, opening.workspace
        now = await room.off_loop(room.desk.keep_known, kept.id, evidence, by=by, workspace=workspace)
        if now is not None:
            face = await draw_again(room, client, now, workspace, str(opened.view), hash=face) or face

    async with asyncio.TaskGroup() as first:
        evidence = await room.tools.about(
            kept.draft,
            workspace=opening.workspace,
            at_first=lambda found: _start(first, show(found)) if is_first else None,
        )
    if evidence is not None:
        await show(evidence)


def _start(group: asyncio.TaskGroup, work: Coroutine[Any, Any, None]) -> None:
    """Nobody waits for the first redraw but the second."""
    group.create_task(work)
