"""What is pressed in a thread, on a card or in a reminder: one click where a click is enough, a small form else."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from blocks import deeds as blocks
from blocks import detail, gaps, ids, kit, private
from escalation import promises
from escalation.errors import NotAllowed, Repeated
from escalation.models import Escalation, EscalationId, UserId
from escalation.notices import Standing
from listeners.room import FOR_ONE_PERSONS_EYES, WHO_IS_WHO, Payload, Room, values_of, where, who

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
    ):
        app.action(action)(deeds.one_click(deed))
    for action, form in (
        (ids.Action.POST_UPDATE, blocks.update),
        (ids.Action.RESOLVE, blocks.resolve),
        (ids.Action.WRITE_LEARNING, blocks.learning),
    ):
        app.action(action)(deeds.opens(form))
    app.action(ids.Action.ADD_EVIDENCE)(deeds.add_evidence)
    app.action(ids.Action.DE_ESCALATE)(deeds.de_escalate)
    app.action(ids.Action.COUNT_IT)(deeds.count_it)
    app.action(ids.Action.DRAFT_UPDATE)(deeds.draft_word)
    app.action(ids.Action.MORE)(deeds.more)
    forms = FormsOfDeeds(room)
    app.view(ids.View.UPDATE)(forms.update)
    app.view(ids.View.REASON)(forms.reason)
    app.view(ids.View.RESOLVE)(forms.resolve)
    app.view(ids.View.SEVERITY)(forms.severity)
    app.view(ids.View.REASSIGN)(forms.reassign)
    app.view(ids.View.EDIT)(forms.edit)
    app.view(ids.View.EVIDENCE)(forms.evidence)
    app.view(ids.View.CUSTOMER)(forms.word)


Deed = Callable[..., Escalation]
Listener = Callable[..., Awaitable[None]]


class DeedListeners:
    """The escalation comes from the button's number, in the workspace of the signed request; rights from its row."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def one_click(self, deed: Deed) -> Listener:
        async def pressed(ack: AsyncAck, body: Payload, context: AsyncBoltContext, respond: AsyncRespond) -> None:
            await self._do(deed, _number(body), body, context, respond)
            await ack()

        return pressed

    def opens(self, form: Callable[[Escalation], kit.Block]) -> Listener:
        async def pressed(
            ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
        ) -> None:
            await self._open(lambda standing: form(standing.escalation), _number(body), body, client, context, respond)
            await ack()

        return pressed

    async def de_escalate(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        """At once; the same click then opens the form for the record, which may be closed."""
        closed = await self._do(self._room.desk.de_escalate, _number(body), body, context, respond)
        if closed:
            await _show(client, body, blocks.reason(closed))
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
            return blocks.word_to_customer(standing, next_by=self._next_word(standing, context))

        await self._open(word, _number(body), body, client, context, respond)
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
        what, _, number = str(body["actions"][0]["selected_option"]["value"]).partition(":")
        id = EscalationId(int(number))  # noqa: A001 - it is one
        match ids.More(what):
            case ids.More.COPY:
                await self._copy(id, body, context, respond)
            case ids.More.WITHDRAW:
                await self._do(self._room.desk.withdraw, id, body, context, respond)
            case ids.More.SNOOZE:
                await self._do(self._room.desk.snooze, id, body, context, respond)
            case ids.More.SEVERITY | ids.More.REASSIGN | ids.More.EDIT as form:
                made = _FORMS[form]
                await self._open(lambda standing: made(standing.escalation), id, body, client, context, respond)
        await ack()

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
        form: Callable[[Standing], kit.Block],
        id: EscalationId,
        body: Payload,
        client: AsyncWebClient,
        context: AsyncBoltContext,
        respond: AsyncRespond,
    ) -> None:
        standing = await self._seen(id, body, context, respond)
        if standing and not await _show(client, body, form(standing)):
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
    ) -> Standing | None:
        viewer = await self._room.viewer(where(context), who(context), body)
        try:
            standing, whole = await self._room.off_loop(self._room.desk.show_to, id, viewer, workspace=where(context))
        except NotAllowed as refusal:
            self._room.refuse(respond, refusal)
            return None
        if not whole:
            self._room.answer(respond, **private.shown(standing, state_only=True))
            return None
        return standing


class FormsOfDeeds:
    """The small forms, sent. A refusal takes the form's place: what was typed there has nowhere to go."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def update(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        said = blocks.read_update(values_of(body["view"]))
        if not said.text:
            await ack(response_action="errors", errors={"update.text": "Say in a line what is new."})
            return
        if said.next_by and said.next_by <= self._room.desk.now():
            await ack(response_action="errors", errors={"update.next_by": "This moment has passed."})
            return
        more: dict[str, Any] = {"text": said.text, "for_customer": said.for_customer, "next_by": said.next_by}
        await self._do(self._room.desk.update, ack, body, context, **more)

    async def reason(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        reason, learning = blocks.read_reason(values_of(body["view"]))
        if not reason and not learning:
            await ack()
            return
        await self._do(self._room.desk.give_reason, ack, body, context, reason=reason, learning=learning)

    async def resolve(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        cause = blocks.read_cause(values_of(body["view"]))
        await self._do(self._room.desk.resolve, ack, body, context, cause=cause)

    async def severity(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        to, reason = blocks.read_severity(values_of(body["view"]))
        field = "severity.to" if reason else "severity.reason"
        await self._do(self._room.desk.change_severity, ack, body, context, field=field, to=to, reason=reason)

    async def reassign(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        person, team = blocks.read_reassign(values_of(body["view"]))
        if (person is None) == (team is None):
            await ack(response_action="errors", errors={"reassign.person": "Choose a person, or a team: one of them."})
        elif team:
            await self._do(self._room.desk.hand_over, ack, body, context, field="reassign.team", to=team)
        elif person:
            to, inside = await asyncio.gather(
                self._room.person(where(context), person), self._reads_there(person, body, context)
            )
            more = {"to": to, "to_is_inside": inside}
            await self._do(self._room.desk.reassign, ack, body, context, field="reassign.person", **more)

    async def _reads_there(self, person: UserId, body: Payload, context: AsyncBoltContext) -> bool:
        """Whether they are in the escalation's channel, as far as Slack tells in time."""
        number = _number_of(body["view"])
        standing = await self._room.off_loop(self._room.desk.show, number, workspace=where(context))
        channel = standing.escalation.channel
        try:
            async with asyncio.timeout(WHO_IS_WHO):
                members = await self._room.people.members(where(context), channel) if channel else None
        except TimeoutError:
            return False
        return members is not None and person in members

    async def edit(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        number = _number_of(body["view"])
        standing = await self._room.off_loop(self._room.desk.show, number, workspace=where(context))
        changes = blocks.read_edit(body["view"], standing.escalation)
        if not changes:
            await ack()
            return
        if changes.get("contact"):
            named = await self._room.person(where(context), UserId(str(changes["contact"])))
            if not named.may_take_part:
                await ack(response_action="errors", errors={detail.CONTACT: "Choose a full member of your workspace."})
                return
        await self._do(self._room.desk.edit_brief, ack, body, context, changes=changes)

    async def evidence(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        text = blocks.read_evidence(values_of(body["view"]))
        if not text:
            await ack(response_action="errors", errors={"evidence.text": "Say in a line what you found."})
            return
        await self._do(self._room.desk.add_evidence, ack, body, context, text=text)

    async def word(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        text = blocks.read_word(values_of(body["view"]))
        await self._do(self._room.desk.customer_told, ack, body, context, text=text)

    async def _do(
        self,
        deed: Deed,
        ack: AsyncAck,
        body: Payload,
        context: AsyncBoltContext,
        *,
        field: str | None = None,
        **said: Any,
    ) -> None:
        number = _number_of(body["view"])
        viewer = await self._room.viewer(where(context), who(context), body, counts_once=True)
        try:
            await self._room.off_loop(deed, number, viewer, workspace=where(context), **said)
        except NotAllowed as refusal:
            if field:
                await ack(response_action="errors", errors={field: str(refusal)})
            else:
                view = gaps.done(str(refusal), title=str(body["view"]["title"]["text"]))
                await ack(response_action="update", view=view)
            return
        except Repeated:
            await ack()
            return
        self._room.poke()
        await ack()


_FORMS = {ids.More.SEVERITY: blocks.severity, ids.More.REASSIGN: blocks.reassign, ids.More.EDIT: blocks.edit}


def _number(body: Payload) -> EscalationId:
    return EscalationId(int(body["actions"][0]["value"]))


def _number_of(view: Payload) -> EscalationId:
    """A form's metadata is the number, and the channel it was opened from."""
    return EscalationId(int(str(view["private_metadata"]).partition(":")[0]))


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
