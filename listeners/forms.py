"""Opening the form, and drawing it again. `views.open` is the first call; what was typed is kept right after it."""

import asyncio
import logging
from collections.abc import Sequence

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from blocks import draft as blocks
from blocks import gaps, kit
from blocks.draft import Destination, Form
from escalation import promises, quality, routing, severity
from escalation.desk import GUESTS
from escalation.gate import gate
from escalation.models import Draft, DraftId, UserId, WorkspaceId
from escalation.ports import KeptDraft
from escalation.record import Value
from escalation.same import Alike
from escalation.triage import triage
from listeners.room import FOR_ONE_PERSONS_EYES, Room

log = logging.getLogger(__name__)

USED = {"exchanged_trigger_id", "duplicate_external_id"}
"""A trigger that was used already: the form is open, and this is the same press delivered again."""


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
    failure: str | None = None


async def open_form(room: Room, client: AsyncWebClient, opening: Opening) -> Opened:
    """Opens the form and keeps the draft, whatever happens."""
    kept = _kept(room, opening)
    view = blocks.modal(form_of(room, kept, opening.workspace))
    opened = await _opened(client, opening.trigger, view)
    if opened.view or opened.failure:
        await room.off_loop(room.desk.keep_draft, opening.workspace, kept)
    if opened.view:
        room.tasks.start(_turn_away_guests(room, client, opening, opened.view))
        room.tasks.start(show_same(room, client, kept, opening.workspace, opened.view))
    return opened


def _kept(room: Room, opening: Opening) -> KeptDraft:
    """A draft that is continued keeps what was suggested first, and which way was chosen at the gate."""
    new = KeptDraft(id=opening.id, draft=opening.draft, by=opening.by, kept_at=room.desk.now())
    if opening.again and opening.again.triage:
        past = ("triage", "handled_at", "is_past_gate")
        return new.model_copy(update={name: getattr(opening.again, name) for name in past})
    concluded = triage(opening.draft, room.policies.current(opening.workspace).triage)
    return new.model_copy(update={"triage": concluded})


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
    return Opened(view=str((answer.get("view") or {}).get("id") or "opened"))


def form_of(room: Room, kept: KeptDraft, workspace: WorkspaceId) -> Form:
    """The form as it should look now, from the draft and the policy at hand."""
    policy = room.policies.current(workspace)
    concluded = kept.triage or triage(kept.draft, policy.triage)
    level = kept.draft.severity or concluded.severity.value
    target = kept.draft.target or concluded.target.value
    now = room.desk.now()
    person = room.people.known_person(workspace, kept.by)
    zone = (person.zone if person else None) or policy.office.zone or "UTC"
    hours = policy.hours_for(target, zone=zone) if kept.draft.deadline_at else policy.office
    moment = promises.stands(kept.draft.deadline_at, level, hours, now=now)
    better = quality.remarks(quality.Written(kept.draft, target, moment), is_bug=concluded.is_bug)
    return Form(
        id=kept.id,
        draft=kept.draft,
        triage=concluded,
        destination=Destination(
            channel=policy.channel_for(target, concluded.area),
            group=policy.team(target).group,
            due=promises.promised(level, target, policy, now=now, zone=zone),
        ),
        severity_hint=severity.sentence(concluded.severity, concluded.signals, kept.draft) if kept.draft.text else "",
        target_hint=routing.sentence(concluded.target) if kept.draft.text else "",
        expanded=kept.expanded,
        takes_files=room.takes_files(),
        same=kept.same,
        remarks={field: one.says for field, one in better.items()},
        gate=None if kept.is_past_gate or kept.handled_at else gate(kept.draft, concluded),
    )


async def draw_again(room: Room, client: AsyncWebClient, kept: KeptDraft, workspace: WorkspaceId, view: str) -> None:
    """Replaces the form that is open. It may fail with no harm: what was typed is kept, and stays in the view."""
    await show_in(client, view, blocks.modal(form_of(room, kept, workspace)))


async def show_in(client: AsyncWebClient, view_id: str, view: kit.Block) -> None:
    try:
        async with asyncio.timeout(FOR_ONE_PERSONS_EYES):
            await client.views_update(view_id=view_id, view=view)
    except (SlackApiError, TimeoutError, aiohttp.ClientError) as failure:
        log.warning("view not drawn again", extra={"code": type(failure).__name__, "view": view_id})


async def show_same(room: Room, client: AsyncWebClient, kept: KeptDraft, workspace: WorkspaceId, view: str) -> None:
    """Once the form is open: what may be the same problem comes in below its fields."""
    found = await same_as(room, kept, workspace)
    shown = await room.off_loop(room.desk.keep_same, kept.id, found, workspace=workspace) if found else None
    if shown:
        await draw_again(room, client, shown, workspace, view)


async def same_as(room: Room, kept: KeptDraft, workspace: WorkspaceId) -> Sequence[Alike]:
    """As far as this person may see them."""
    viewer = await room.viewer(workspace, kept.by, {})
    return await room.off_loop(room.desk.same_as, kept, viewer, workspace=workspace)


async def _turn_away_guests(room: Room, client: AsyncWebClient, opening: Opening, view_id: str) -> None:
    """Asked after the form is open, so that nobody waits for it; sending is refused by the desk all the same."""
    person = await room.people.person(opening.workspace, opening.by)
    if person and not person.may_take_part:
        await show_in(client, view_id, gaps.done(GUESTS))
