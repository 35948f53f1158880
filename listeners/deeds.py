"""What is pressed in a thread, on a card or in a reminder: one click where a click is enough, a small form else."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from blocks import bug, decision, editing, explaining, gaps, ids, kit, private, reply_to_customer
from blocks import deeds as blocks
from escalation import promises, rights
from escalation.errors import NotAllowed, Repeated
from escalation.kinds import EndReason, EscalationId
from escalation.looking import Right
from escalation.models import Escalation
from escalation.notices import Standing
from listeners.deed_forms import number_of
from listeners.forms import better, show_in
from listeners.room import FOR_ONE_PERSONS_EYES, Deed, Payload, Room, where, who

log = logging.getLogger(__name__)


def register(app: AsyncApp, room: Room) -> None:
    deeds = DeedListeners(room)
    desk = room.desk
    for action, deed in (
        (ids.Action.ACKNOWLEDGE, desk.acknowledge),
        (ids.Action.NO_CHANGE, desk.no_change),
        (ids.Action.SNOOZE, desk.snooze),
        (ids.Action.CUSTOMER_TOLD, desk.customer_told),
        (ids.Action.CUSTOMER_CONFIRMED, desk.customer_confirmed),
        (ids.Action.UNDO, desk.undo),
        (ids.Action.REOPEN, desk.reopen),
        (ids.Action.TAKE_OVER, desk.take_over_customer),
        (ids.Action.CONFIRM_PATTERN, desk.confirm_pattern),
        (ids.Action.RAISE_PATTERN, desk.confirm_and_raise),
        (ids.Action.DENY_PATTERN, desk.deny_pattern),
    ):
        app.action(action)(deeds.one_click(deed))
    for action, form, right in (
        (ids.Action.POST_UPDATE, blocks.update, rights.require_part),
        (ids.Action.RESOLVE, blocks.resolve, rights.require_part),
        (ids.Action.WRITE_LEARNING, explaining.learning, rights.require_part),
        (ids.Action.DECIDE_YES, decision.yes, rights.require_decider),
        (ids.Action.DECIDE_NO, decision.no, rights.require_decider),
        (ids.Action.DECIDE_LATER, decision.later, rights.require_decider),
    ):
        app.action(action)(deeds.opens(form, right))
    app.action(ids.Action.UNDO_JOIN)(deeds.take_out)
    app.action(ids.Action.FILE_BUG)(deeds.file_bug)
    app.action(ids.Action.ADD_EVIDENCE)(deeds.add_evidence)
    app.action(ids.Action.DE_ESCALATE)(deeds.de_escalate)
    app.action(ids.Action.COUNT_IT)(deeds.count_it)
    app.action(ids.Action.DRAFT_UPDATE)(deeds.draft_word)
    app.action(ids.Action.SEND_REPLY)(deeds.send_reply)
    app.action(ids.Action.MORE)(deeds.more)
    app.action(ids.Action.CHOOSE_REASON)(deeds.choose_reason)


Listener = Callable[..., Awaitable[None]]


class _Form(NamedTuple):
    """A form, and the right that is needed to send it."""

    draw: Callable[[Standing], kit.Block]
    right: Right | None = None

    @classmethod
    def of(cls, form: Callable[[Escalation], kit.Block], right: Right) -> "_Form":
        return cls(lambda standing: form(standing.escalation), right)


class DeedListeners:
    """The escalation comes from the button's number, in the workspace of the signed request; rights from its row."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def one_click(self, deed: Deed) -> Listener:
        async def pressed(ack: AsyncAck, body: Payload, context: AsyncBoltContext, respond: AsyncRespond) -> None:
            await self._do(deed, _number(body), body, context, respond)
            await ack()

        return pressed

    async def take_out(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext, respond: AsyncRespond) -> None:
        """A join, by the escalation's number and its own."""
        of, _, number = str(body["actions"][0]["value"]).partition(":")
        deed = partial(self._room.desk.take_out, number=int(number))
        await self._do(deed, EscalationId(int(of)), body, context, respond)
        await ack()

    def opens(self, form: Callable[[Escalation], kit.Block], right: Right) -> Listener:
        """Refused before anything is typed, where they could not send it."""

        async def pressed(
            ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
        ) -> None:
            number = _number(body)
            await self._open(_Form.of(form, right), number, body, client, context, respond)
            await ack()

        return pressed

    async def file_bug(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        if trackers := self._room.desk.trackers():
            form = _Form(lambda standing: bug.modal(standing.escalation, trackers), rights.require_part)
            await self._open(form, _number(body), body, client, context, respond)
        else:
            said = "No tracker may be written to any more. An admin can change that: write = true in its table."
            self._room.answer(respond, text=said)
        await ack()

    async def de_escalate(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        """At once; the same click then opens the form for the record, which may be closed."""
        await self._de_escalate(_number(body), body, client, context, respond)
        await ack()

    async def _de_escalate(
        self,
        id: EscalationId,
        body: Payload,
        client: AsyncWebClient,
        context: AsyncBoltContext,
        respond: AsyncRespond,
        *,
        reason: EndReason | None = None,
    ) -> None:
        closed = await self._do(self._room.desk.de_escalate, id, body, context, respond)
        if closed:
            await _show(client, body, explaining.reason(closed, reason))

    async def choose_reason(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """The form asks what goes with the reason; what was typed stays."""
        view, chosen = body["view"], body["actions"][0].get("selected_option") or {}
        desk, viewer = self._room.desk, await self._room.viewer(where(context), who(context), body)
        try:
            number, workspace = number_of(view), where(context)
            standing, _ = await self._room.off_loop(desk.show_to, number, viewer, workspace=workspace)
        except NotAllowed as refusal:
            drawn = gaps.done(str(refusal), title=str(view["title"]["text"]))
        else:
            reason = EndReason(str(chosen["value"])) if chosen else None
            drawn = {**explaining.reason(standing.escalation, reason), "private_metadata": view["private_metadata"]}
        await show_in(client, str(view["id"]), drawn)
        await ack()

    async def count_it(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext, respond: AsyncRespond) -> None:
        number, _, moment = str(body["actions"][0]["value"]).partition(":")
        count = partial(self._room.desk.count_it, at=datetime.fromtimestamp(float(moment), UTC))
        await self._do(count, EscalationId(int(number)), body, context, respond)
        await ack()

    async def add_evidence(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        """Open to the reporter of a Security escalation too: the form shows nothing of it."""
        viewer = await self._room.viewer(where(context), who(context), body)
        try:
            standing, _ = await self._room.off_loop(
                self._room.desk.show_to, _number(body), viewer, workspace=where(context)
            )
        except NotAllowed as refusal:
            self._room.refuse(respond, refusal)
        else:
            await _show(client, body, blocks.evidence(standing.escalation))
        await ack()

    async def draft_word(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        def word(standing: Standing) -> kit.Block:
            place = self._room.desk.reply_place(standing.escalation)
            return blocks.word_to_customer(standing, next_by=self._next_word(standing, context), place=place)

        await self._open(_Form(word), _number(body), body, client, context, respond)
        await ack()

    async def send_reply(self, ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
        """The box was ticked, or unticked: the form's button says what it does. Whether it may is asked when sent."""
        view, sends = body["view"], bool(body["actions"][0].get("selected_options"))
        drawn = reply_to_customer.with_submit(view, sends=sends, otherwise=blocks.SENT_BY_HAND)
        await show_in(client, str(view["id"]), drawn)
        await ack()

    def _next_word(self, standing: Standing, context: AsyncBoltContext) -> str:
        """By when they hear again if they are told now, in the zone the reporter works in."""
        escalation = standing.escalation
        policy, now = self._room.policies.current(where(context)), self._room.desk.now()
        due = promises.promised(escalation.severity, escalation.target, policy, now=now, zone=escalation.zone)
        by = due.customer_by
        return f"{by.astimezone(ZoneInfo(escalation.zone)):%a %H:%M}" if by and not escalation.is_closed else ""

    async def more(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        what, _, named = str(body["actions"][0]["selected_option"]["value"]).partition(":")
        number = EscalationId(int(named))
        chosen, desk = ids.More(what), self._room.desk
        at_once = {
            ids.More.WITHDRAW: desk.withdraw,
            ids.More.SNOOZE: desk.snooze,
            ids.More.ACKNOWLEDGE: desk.acknowledge,
        }
        if chosen is ids.More.COPY:
            await self._copy(number, body, context, respond)
        elif chosen in {ids.More.DE_ESCALATE, ids.More.DUPLICATE}:
            reason = EndReason.DUPLICATE if chosen is ids.More.DUPLICATE else None
            await self._de_escalate(number, body, client, context, respond, reason=reason)
        elif chosen in at_once:
            await self._do(at_once[chosen], number, body, context, respond)
        else:
            made = self._edit(context) if chosen is ids.More.EDIT else _FORMS[chosen]
            right = rights.require_decider if chosen is ids.More.DECIDE_AGAIN else rights.require_part
            await self._open(_Form.of(made, right), number, body, client, context, respond)
        await ack()

    def _edit(self, context: AsyncBoltContext) -> Callable[[Escalation], kit.Block]:
        """With what would make it better said at its field, as in the form it was posted from."""
        policy, now = self._room.policies.current(where(context)), self._room.desk.now()

        def drawn(escalation: Escalation) -> kit.Block:
            draft, zone, is_bug = escalation.draft, escalation.zone, escalation.triage.is_bug
            said = better(draft, escalation.severity, escalation.target, policy, now=now, zone=zone, is_bug=is_bug)
            return editing.edit(escalation, said)

        return drawn

    async def _do(
        self, deed: Deed, id: EscalationId, body: Payload, context: AsyncBoltContext, respond: AsyncRespond
    ) -> Escalation | None:
        """The deed, or its refusal to the one who pressed, and to nobody else."""
        viewer = await self._room.viewer(where(context), who(context), body, counts_once=True)
        try:
            done: Escalation = await self._room.off_loop(deed, id, viewer, workspace=where(context))
        except NotAllowed as refusal:
            self._room.refuse(respond, refusal)
            return None
        except Repeated:
            return None
        self._room.poke()
        return done

    async def _open(
        self,
        form: "_Form",
        id: EscalationId,
        body: Payload,
        client: AsyncWebClient,
        context: AsyncBoltContext,
        respond: AsyncRespond,
    ) -> None:
        standing = await self._seen(id, body, context, respond, right=form.right)
        if standing and not await _show(client, body, form.draw(standing)):
            said = "The form could not be opened just now. Please press again."
            self._room.answer(respond, text=said)

    async def _copy(self, id: EscalationId, body: Payload, context: AsyncBoltContext, respond: AsyncRespond) -> None:
        """The brief in Markdown, for a ticket without a connector."""
        standing = await self._seen(id, body, context, respond)
        if standing:
            answer = private.as_text(standing.escalation)
            self._room.answer(respond, **answer)

    async def _seen(
        self,
        id: EscalationId,
        body: Payload,
        context: AsyncBoltContext,
        respond: AsyncRespond,
        *,
        right: Right | None = None,
    ) -> Standing | None:
        desk, viewer = self._room.desk, await self._room.viewer(where(context), who(context), body)
        try:
            standing, whole = await self._room.off_loop(desk.show_to, id, viewer, right=right, workspace=where(context))
        except NotAllowed as refusal:
            self._room.refuse(respond, refusal)
            return None
        if not whole:
            self._room.answer(respond, **private.shown(standing, state_only=True))
            return None
        return standing


_FORMS = {
    ids.More.SEVERITY: blocks.severity,
    ids.More.REASSIGN: blocks.reassign,
    ids.More.UPDATE: blocks.update,
    ids.More.RESOLVE: blocks.resolve,
    ids.More.DECIDE_AGAIN: decision.again,
}


def _number(body: Payload) -> EscalationId:
    return EscalationId(int(body["actions"][0]["value"]))


async def _show(client: AsyncWebClient, body: Payload, view: kit.Block) -> bool:
    channel = (body.get("channel") or {}).get("id")
    opened_from = {**view, "private_metadata": f"{view['private_metadata']}:{channel}"} if channel else view
    try:
        async with asyncio.timeout(FOR_ONE_PERSONS_EYES):
            await client.views_open(trigger_id=str(body["trigger_id"]), view=opened_from)
    except (SlackApiError, TimeoutError, aiohttp.ClientError) as failure:
        log.warning("form not opened", extra={"code": type(failure).__name__})
        return False
    return True
