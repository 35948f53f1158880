"""The form in use: choices that redraw it, sending it, the view of gaps, closing it unfinished."""

import asyncio
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from blocks import draft as blocks
from blocks import gaps, gate, ids, kit, known, private, same
from escalation.completing import to_ask
from escalation.drafts import Draft
from escalation.errors import NotAllowed, NotFound
from escalation.kinds import DraftId, EscalationId, Severity, TargetTeam, WorkspaceId, label
from escalation.known import is_answered, waves
from escalation.models import Escalation
from escalation.people import Person
from escalation.ports import KeptDraft
from escalation.refs import refs_of
from listeners import contact
from listeners.forms import Opening, draw_again, open_form, same_as, show_in
from listeners.room import Payload, Room, name_in, team_in, values_of, where, who


def register(app: AsyncApp, room: Room) -> None:
    listeners = FormListeners(room)
    app.action(ids.Action.CHOOSE_SEVERITY)(listeners.choose)
    app.action(ids.Action.CHOOSE_TEAM)(listeners.choose)
    app.action(ids.Action.ADD_DETAIL)(listeners.add_detail)
    app.action(ids.Action.HANDLE_IN_SUPPORT)(listeners.handle_in_support)
    app.action(ids.Action.ESCALATE_ANYWAY)(listeners.escalate_anyway)
    app.action(blocks.THREAD)(listeners.tick)
    app.view(ids.View.DRAFT)(listeners.submit)
    app.action(ids.Action.JOIN)(listeners.join)
    app.view(ids.View.SAME)(listeners.submit_same)
    app.view(ids.View.GAPS)(listeners.submit_gaps)
    app.action(ids.Action.POST_AS_IT_IS)(listeners.post_as_it_is)
    app.view_closed(ids.View.DRAFT)(listeners.close)
    app.action(ids.Action.OPEN_FORM)(listeners.open_again)
    app.action(ids.Action.DISMISS_DRAFT)(listeners.dismiss)


class FormListeners:
    """What is pressed and sent in the form, and in the view of gaps."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def choose(self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        kept = await self._keep(body["view"], context)
        await self._draw_again(body, client, kept, context)
        await ack()

    async def add_detail(self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        kept = await self._keep(body["view"], context, expanded=True)
        await self._draw_again(body, client, kept, context)
        await ack()

    async def handle_in_support(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        kept = await self._keep(body["view"], context)
        by = await self._room.person(where(context), who(context), name=name_in(body), team=team_in(body))
        try:
            await self._room.off_loop(self._room.desk.handle_in_support, kept.id, by=by, workspace=where(context))
            said = gate.recorded(self._room.command, with_article=is_answered(kept))
            await show_in(client, str(body["view"]["id"]), gaps.done(said))
        except NotAllowed:
            await self._draw_again(body, client, kept, context)  # as it stands now, without the offer
        await ack()

    async def escalate_anyway(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        kept = await self._keep(body["view"], context, is_past_gate=True)
        await self._draw_again(body, client, kept, context)
        await ack()

    async def tick(self, ack: AsyncAck) -> None:
        """What is ticked is read when the form is sent."""
        await ack()

    async def submit(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        kept = await self._keep(body["view"], context)
        errors = blocks.problems(kept.draft, now=self._room.desk.now())
        if chosen := kept.draft.contact:
            named = await self._room.person(where(context), chosen)
            errors |= contact.problems(named, _severity(kept), _team(kept))
            kept = await self._kept_as(_named(kept, named), where(context))
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        press = str(body.get("trigger_id") or "")
        if again := await self._shown_once(kept, press, where(context)):
            await ack(response_action="push", view=again)
            return
        if view := await self._gaps_once(kept, press, where(context)):
            await ack(response_action="push", view=view)
            return
        await self._post(ack, kept, kept.draft, body, context)

    async def _shown_once(self, kept: KeptDraft, press: str, workspace: WorkspaceId) -> kit.Block | None:
        """Before posting what bears the ticket of another one, that one is shown, once. Never for Critical."""
        is_critical = _severity(kept) is Severity.CRITICAL
        if is_critical or kept.opened or (kept.asked_same and kept.same_with != press):
            return None
        if not refs_of(kept.draft) or any(one.is_certain for one in kept.same):
            return None
        certain = [one for one in await same_as(self._room, kept, workspace) if one.is_certain]
        if not certain:
            return None
        await self._kept_as(kept.model_copy(update={"asked_same": True, "same_with": press}), workspace)
        return same.modal(kept.id, certain)

    async def _gaps_once(self, kept: KeptDraft, press: str, workspace: WorkspaceId) -> kit.Block | None:
        """What would be asked before posting, once; the same press delivered again is answered with it again."""
        was_asked = kept.asked_gaps and kept.asked_with != press
        asked = () if was_asked or kept.opened else to_ask(kept.draft, kept.triage)
        if not asked:
            return None
        await self._kept_as(kept.model_copy(update={"asked_gaps": True, "asked_with": press}), workspace)
        return gaps.modal(kept.id, asked, team=_team(kept))

    async def submit_same(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        """Posted all the same; what would be asked before posting is asked now."""
        try:
            kept = await self._kept(_draft_id(body["view"]), context)
        except NotFound as gone:
            await ack(response_action="update", view=gaps.done(str(gone)))
            return
        if view := await self._gaps_once(kept, str(body.get("trigger_id") or ""), where(context)):
            await ack(response_action="update", view=view)
            return
        await self._post(ack, kept, kept.draft, body, context)

    async def join(self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """From the form, or from the view before posting: all views of the stack say what came of it."""
        view, workspace = body["view"], where(context)
        if view.get("callback_id") == ids.View.DRAFT:
            await self._keep(view, context)
        into = EscalationId(int(body["actions"][0]["value"]))
        viewer = await self._room.viewer(workspace, who(context), body)
        try:
            joined = await self._room.off_loop(self._room.desk.join, _draft_id(view), into, viewer, workspace=workspace)
            said = same.joined(joined.label)
            self._room.poke()
            self._room.tasks.start(self._look_for_pattern(joined))
        except NotAllowed as refusal:
            said = str(refusal)
        views = {str(view["id"]), str(view.get("root_view_id") or view["id"])}
        await asyncio.gather(*(show_in(client, one, gaps.done(said)) for one in views))
        await ack()

    async def submit_gaps(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        try:
            kept = await self._kept(_draft_id(body["view"]), context)
        except NotFound as gone:
            await ack(response_action="update", view=gaps.done(str(gone)))
            return
        draft = gaps.read(values_of(body["view"]), kept.draft, team=_team(kept))
        await self._post(ack, kept, draft, body, context)

    async def post_as_it_is(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """A button cannot close a modal, so both views of the stack say what happened."""
        text = await self._opened_or_refused(_draft_id(body["view"]), body, context)
        views = {str(body["view"]["id"]), str(body["view"].get("root_view_id") or body["view"]["id"])}
        await asyncio.gather(*(show_in(client, view, gaps.done(text)) for view in views))
        await ack()

    async def close(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        """What was typed is kept for a day, and offered again."""
        await self._keep(body["view"], context)
        await ack()

    async def open_again(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        try:
            kept = await self._kept(DraftId(str(body["actions"][0]["value"])), context)
        except NotFound as gone:
            self._room.answer(respond, text=str(gone), replace_original=True)
            await ack()
            return
        if kept.opened is not None:
            said = f"This was posted as {label(kept.opened)}."
            self._room.answer(respond, text=said, replace_original=True)
            await ack()
            return
        opened = await open_form(self._room, client, self._again(kept, body, context))
        if opened.failure:
            self._room.answer(
                respond,
                **private.form_failed(opened.failure, text=kept.draft.text, draft=kept.id),
                replace_original=True,
            )
        await ack()

    def _again(self, kept: KeptDraft, body: Payload, context: AsyncBoltContext) -> Opening:
        return Opening(
            id=kept.id,
            draft=kept.draft,
            by=kept.by,
            workspace=where(context),
            trigger=str(body["trigger_id"]),
            again=kept,
        )

    async def dismiss(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext, respond: AsyncRespond) -> None:
        try:
            draft = DraftId(str(body["actions"][0]["value"]))
            await self._room.off_loop(self._room.desk.forget_draft, draft, by=who(context), workspace=where(context))
        except NotFound:
            pass  # gone already, which is what they wanted
        self._room.answer(respond, delete_original=True)
        await ack()

    async def _post(
        self, ack: AsyncAck, kept: KeptDraft, draft: Draft, body: Payload, context: AsyncBoltContext
    ) -> None:
        try:
            await self._opened(kept, draft, body, context)
        except NotAllowed as refusal:
            await ack(response_action="update", view=gaps.done(str(refusal)))
            return
        await ack(response_action="clear")

    async def _opened_or_refused(self, id: DraftId, body: Payload, context: AsyncBoltContext) -> str:
        try:
            kept = await self._kept(id, context)
            escalation = await self._opened(kept, kept.draft, body, context)
        except NotAllowed as refusal:
            return str(refusal)
        return f"{escalation.label} is on its way. You get a message with the link."

    async def _opened(self, kept: KeptDraft, draft: Draft, body: Payload, context: AsyncBoltContext) -> Escalation:
        by = await self._room.person(where(context), who(context), name=name_in(body), team=team_in(body))
        escalation = await self._room.off_loop(self._room.desk.open, kept.id, draft, by=by, workspace=where(context))
        self._room.poke()
        if not escalation.is_secret and not kept.opened:
            self._room.tasks.start(self._gather(escalation))
            self._room.tasks.start(self._look_for_pattern(escalation))
        return escalation

    async def _look_for_pattern(self, escalation: Escalation) -> None:
        """Once it is posted: what it makes with earlier ones is asked in its thread."""
        desk = self._room.desk
        if await self._room.off_loop(desk.look_for_pattern, escalation.id, workspace=escalation.workspace):
            self._room.poke()

    async def _gather(self, escalation: Escalation) -> None:
        """Nobody waits for what other products know: it comes into the thread when it comes.

        What was ticked in the form goes along, and is not asked for again.
        """
        workspace, known = escalation.workspace, escalation.evidence
        found = await self._room.tools.about(escalation.draft, workspace=workspace, known=known)
        if found is None:
            return
        await self._room.off_loop(self._room.desk.keep_gathered, escalation.id, found, workspace=workspace)
        self._room.poke()

    async def _keep(self, view: Payload, context: AsyncBoltContext, **changes: bool) -> KeptDraft:
        """The draft with what stands in the view now. One that was lost on our side is made anew from the view."""
        named = _draft_id(view)
        try:
            kept = await self._kept(named, context)
        except NotFound:
            kept = KeptDraft(id=named, draft=Draft(), by=who(context), kept_at=self._room.desk.now())
        typed = blocks.read(values_of(view), kept.draft)
        ticks = {**kept.ticks, **known.read(values_of(view), waves(kept))}
        return await self._kept_as(kept.model_copy(update={"draft": typed, "ticks": ticks, **changes}), where(context))

    async def _kept_as(self, kept: KeptDraft, workspace: WorkspaceId) -> KeptDraft:
        return await self._room.off_loop(self._room.desk.keep_draft, workspace, kept)

    async def _draw_again(
        self, body: Payload, client: AsyncWebClient, kept: KeptDraft, context: AsyncBoltContext
    ) -> None:
        view = body["view"]
        await draw_again(self._room, client, kept, where(context), str(view["id"]), hash=view.get("hash"))

    async def _kept(self, id: DraftId, context: AsyncBoltContext) -> KeptDraft:
        return await self._room.off_loop(self._room.desk.draft, id, by=who(context), workspace=where(context))


def _draft_id(view: Mapping[str, Any]) -> DraftId:
    return DraftId(str(view["private_metadata"]))


def _named(kept: KeptDraft, contact: Person) -> KeptDraft:
    return kept.model_copy(update={"draft": kept.draft.model_copy(update={"contact_name": contact.name})})


def _severity(kept: KeptDraft) -> Severity | None:
    return kept.draft.severity or (kept.triage.severity.value if kept.triage else None)


def _team(kept: KeptDraft) -> TargetTeam:
    if kept.draft.target:
        return kept.draft.target
    return kept.triage.target.value if kept.triage else TargetTeam.L2_SUPPORT
