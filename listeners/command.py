"""`/escalate`: the form for every text that is an issue, and the few words that are something else."""

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from blocks import ids, private
from escalation.desk import GUESTS
from escalation.drafts import Draft
from escalation.errors import NotAllowed
from escalation.intake import read
from escalation.kinds import WorkspaceId
from escalation.looking import Scope
from escalation.masking import masked
from escalation.rights import Viewer
from listeners import setup
from listeners.conversations import follow_link
from listeners.forms import Opening, open_form
from listeners.room import Payload, Room, name_in, where, who
from listeners.subcommands import Subcommand, meant, subcommand


def register(app: AsyncApp, room: Room) -> None:
    listeners = CommandListener(room)
    app.command(room.command)(listeners.escalate)
    app.action(ids.Action.NEXT_PAGE)(listeners.turn_page)


class CommandListener:
    """Reads what stands behind the command, and answers or opens the form."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def escalate(
        self, ack: AsyncAck, command: Payload, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        text = masked(str(command.get("text") or "").strip())
        known = self._room.people.known_person(where(context), who(context))
        if known and not known.may_take_part:
            await ack(text=GUESTS)
        elif asked := subcommand(text):
            await self._answer(asked, ack, command, client, context)
        elif not text:
            await self._start_empty(ack, command, client, context)
        else:
            await self._start(ack, command, client, context, text)

    async def _start(
        self, ack: AsyncAck, command: Payload, client: AsyncWebClient, context: AsyncBoltContext, text: str
    ) -> None:
        opening = self._opening(command, context, read(text, self._room.names(where(context))))
        opened = await open_form(self._room, client, opening)
        if opened.view:
            self._room.tasks.start(follow_link(self._room, client, opening, opened))
        if opened.failure:
            await ack(**private.form_failed(opened.failure, text=text, draft=opening.id))
        elif word := meant(text):
            await ack(text=f"Did you mean `{self._room.command} {word}`? The form is open with your text, too.")
        else:
            await ack()

    async def _start_empty(
        self, ack: AsyncAck, command: Payload, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        """The empty form; what they did not finish is offered beside it."""
        opening = self._opening(command, context, Draft())
        opened = await open_form(self._room, client, opening)
        if opened.failure:
            await ack(**private.form_failed(opened.failure, text="", draft=opening.id))
            return
        earlier = await self._room.off_loop(self._room.desk.latest_draft, by=who(context), workspace=where(context))
        unfinished = earlier if earlier and earlier.id != opening.id else None
        await ack(**private.unfinished(unfinished)) if unfinished else await ack()

    def _opening(self, command: Payload, context: AsyncBoltContext, draft: Draft) -> Opening:
        return Opening(
            id=self._room.desk.new_draft(),
            draft=draft,
            by=who(context),
            workspace=where(context),
            trigger=str(command["trigger_id"]),
        )

    async def _answer(
        self, asked: Subcommand, ack: AsyncAck, command: Payload, client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        match asked.name:
            case "help":
                await ack(**private.help_text(self._room.command))
            case "setup":
                failure = await setup.open_set_up(
                    self._room, client, context, str(command["trigger_id"]), name_in(command)
                )
                await ack(text=failure) if failure else await ack()
            case "show" | "list":
                await ack(**await self._looked_up(asked, context, command))
            case _:
                await ack(**private.not_built(f"{self._room.command} {asked.name}", str(command.get("text") or "")))

    async def _looked_up(self, asked: Subcommand, context: AsyncBoltContext, command: Payload) -> private.Answer:
        viewer = await self._room.viewer(where(context), who(context), command)
        try:
            if asked.escalation is None:
                return await self._listed(viewer, Scope(asked.scope), 0, where(context))
            standing, whole = await self._room.off_loop(
                self._room.desk.show_to, asked.escalation, viewer, workspace=where(context)
            )
            if not whole:
                return private.shown(standing, state_only=True)
            trail = await self._room.off_loop(
                self._room.desk.trail_for, asked.escalation, viewer, workspace=where(context)
            )
            return private.shown(standing, link=self._room.link_to(where(context), standing.card), trail=trail)
        except NotAllowed as refusal:
            return {"text": str(refusal)}

    async def turn_page(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext, respond: AsyncRespond) -> None:
        scope, _, skip = str(body["actions"][0]["value"]).partition(":")
        viewer = await self._room.viewer(where(context), who(context), body)
        answer = await self._listed(viewer, Scope(scope), int(skip), where(context))
        self._room.answer(respond, **answer, replace_original=True)
        await ack()

    async def _listed(self, viewer: Viewer, scope: Scope, skip: int, workspace: WorkspaceId) -> private.Answer:
        page = await self._room.off_loop(self._room.desk.list_for, viewer, scope=scope, skip=skip, workspace=workspace)
        return private.listed(page, scope=scope, now=self._room.desk.now())
