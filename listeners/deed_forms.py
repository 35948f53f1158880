"""The small forms behind the buttons of a thread, sent: read back, checked, and done."""

import asyncio
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from blocks import bug, decision, editing, explaining, gaps, ids
from blocks import deeds as blocks
from escalation import completing
from escalation.errors import NotAllowed, Repeated
from escalation.kinds import EscalationId, TargetTeam, UserId
from listeners import contact
from listeners.forms import show_in
from listeners.room import WHO_IS_WHO, Deed, Payload, Room, values_of, where, who

TAKE_IT_OUT = "There is a key, a token or a password in it. Take it out. Nothing was sent."


def register(app: AsyncApp, room: Room) -> None:
    forms = FormsOfDeeds(room)
    app.view(ids.View.UPDATE)(forms.update)
    app.view(ids.View.REASON)(forms.reason)
    app.view(ids.View.RESOLVE)(forms.resolve)
    app.view(ids.View.SEVERITY)(forms.severity)
    app.view(ids.View.REASSIGN)(forms.reassign)
    app.view(ids.View.HAND_OVER)(forms.pass_on)
    app.action(ids.Action.HAND_OVER_AS_IT_IS)(forms.pass_on_as_it_is)
    app.view(ids.View.EDIT)(forms.edit)
    app.view(ids.View.EVIDENCE)(forms.evidence)
    app.view(ids.View.CUSTOMER)(forms.word)
    app.view(ids.View.DECIDE)(forms.decide)
    app.view(ids.View.DECIDE_AGAIN)(forms.decide_again)
    app.view(ids.View.DECIDE_LATER)(forms.decide_later)
    app.view(ids.View.FILE_BUG)(forms.file_bug)


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
        values = values_of(body["view"])
        if errors := explaining.problems(values):
            await ack(response_action="errors", errors=errors)
            return
        said = explaining.read(values)
        if said == explaining.Explained():
            await ack()
            return
        field = explaining.OF if said.duplicate_of else explaining.UNTIL if said.watch_until else None
        await self._do(self._room.desk.give_reason, ack, body, context, field=field, **dict(said))

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
            await self._hand_over(team, ack, body, context)
        elif person:
            to, inside = await asyncio.gather(
                self._room.person(where(context), person), self._reads_there(person, body, context)
            )
            more: dict[str, Any] = {"to": to, "to_is_inside": inside}
            await self._do(self._room.desk.reassign, ack, body, context, field="reassign.person", **more)

    async def _hand_over(self, team: TargetTeam, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        """What that team will ask for is asked once, before; "Pass on as it is" is a good answer."""
        number = number_of(body["view"])
        standing = await self._room.off_loop(self._room.desk.show, number, workspace=where(context))
        if asked := completing.to_ask_for(standing.escalation, team):
            view = gaps.pass_on(standing.escalation, asked, team=team)
            await ack(response_action="push", view={**view, "private_metadata": body["view"]["private_metadata"]})
            return
        await self._do(self._room.desk.hand_over, ack, body, context, field="reassign.team", to=team)

    async def pass_on(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        team, number = gaps.team_of(body["view"]), number_of(body["view"])
        standing = await self._room.off_loop(self._room.desk.show, number, workspace=where(context))
        before = standing.escalation.for_others
        after = gaps.read(values_of(body["view"]), before, team=team)
        changes = {name: value for name, value in after if value != getattr(before, name)}
        await self._do(self._room.desk.hand_over, ack, body, context, clears=True, to=team, changes=changes)

    async def pass_on_as_it_is(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """A button cannot close a modal, so both views of the stack say what happened."""
        view, team = body["view"], gaps.team_of(body["view"])
        viewer = await self._room.viewer(where(context), who(context), body, counts_once=True)
        desk, number = self._room.desk, number_of(view)
        try:
            done = await self._room.off_loop(desk.hand_over, number, viewer, workspace=where(context), to=team)
        except Repeated:
            await ack()
            return
        except NotAllowed as refusal:
            said = str(refusal)
        else:
            said = f"{done.label} is with {team} now."
            self._room.poke()
        views = {str(view["id"]), str(view.get("root_view_id") or view["id"])}
        await asyncio.gather(*(show_in(client, one, gaps.done(said, title="Reassign")) for one in views))
        await ack()

    async def _reads_there(self, person: UserId, body: Payload, context: AsyncBoltContext) -> bool:
        """Whether they are in the escalation's channel, as far as Slack tells in time."""
        number = number_of(body["view"])
        standing = await self._room.off_loop(self._room.desk.show, number, workspace=where(context))
        channel = standing.escalation.channel
        try:
            async with asyncio.timeout(WHO_IS_WHO):
                members = await self._room.people.members(where(context), channel) if channel else None
        except TimeoutError:
            return False
        return members is not None and person in members

    async def edit(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        number = number_of(body["view"])
        standing = await self._room.off_loop(self._room.desk.show, number, workspace=where(context))
        changes = editing.read(body["view"], standing.escalation)
        if not changes:
            await ack()
            return
        if changes.get("contact"):
            named = await self._room.person(where(context), UserId(str(changes["contact"])))
            escalation = standing.escalation
            if errors := contact.problems(named, escalation.severity, escalation.target):
                await ack(response_action="errors", errors=errors)
                return
            changes |= {"contact_name": named.name}
        await self._do(self._room.desk.edit_brief, ack, body, context, changes=changes)

    async def evidence(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        text = blocks.read_evidence(values_of(body["view"]))
        if not text:
            await ack(response_action="errors", errors={"evidence.text": "Say in a line what you found."})
            return
        await self._do(self._room.desk.add_evidence, ack, body, context, text=text)

    async def word(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        """Word that was sent by hand; or, with the box ticked, the approval of exactly this text."""
        view, desk = body["view"], self._room.desk
        said = blocks.read_word(values_of(view))
        if not said.reply.ticket:
            await self._do(desk.customer_told, ack, body, context, text=said.text)
        elif said.text != blocks.read_word(view["state"]["values"]).text:
            await ack(response_action="errors", errors={blocks.WORD: TAKE_IT_OUT})
        else:
            more: dict[str, Any] = {"text": said.text, **dict(said.reply), "form": str(view["id"])}
            await self._do(desk.reply, ack, body, context, field=blocks.WORD, **more)

    async def file_bug(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        said, form = bug.read(values_of(body["view"])), str(body["view"]["id"])
        desk = self._room.desk
        if said.existing:
            more: dict[str, Any] = {"tracker": said.tracker, "issue": said.existing, "form": form}
            await self._do(desk.link_issue, ack, body, context, field=bug.EXISTING, **more)
        elif not said.title:
            await ack(response_action="errors", errors={bug.TITLE: "Say in a line what is wrong."})
        else:
            more = {"tracker": said.tracker, "place": said.place, "title": said.title, "text": said.text}
            await self._do(desk.file_bug, ack, body, context, field=bug.WHERE, form=form, **more)

    async def decide(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        await self._decide(self._room.desk.decide, ack, body, context)

    async def decide_again(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        await self._decide(partial(self._room.desk.decide, again=True), ack, body, context)

    async def _decide(self, deed: Deed, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        said = decision.read(values_of(body["view"]))
        if not said.text:
            await ack(response_action="errors", errors={"decision.text": "Say in a line what you decided."})
            return
        await self._do(deed, ack, body, context, **dict(said))

    async def decide_later(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        day, text = decision.read_later(values_of(body["view"]))
        if day is None:
            await ack(response_action="errors", errors={"decision.until": "Choose the day."})
            return
        later = self._room.desk.decide_later
        await self._do(later, ack, body, context, field="decision.until", until=day, text=text)

    async def _do(
        self,
        deed: Deed,
        ack: AsyncAck,
        body: Payload,
        context: AsyncBoltContext,
        *,
        field: str | None = None,
        clears: bool = False,
        **said: Any,
    ) -> None:
        number = number_of(body["view"])
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
        await (ack(response_action="clear") if clears else ack())


def number_of(view: Payload) -> EscalationId:
    """A form's metadata is the number, and the channel it was opened from."""
    return EscalationId(int(str(view["private_metadata"]).partition(":")[0]))
