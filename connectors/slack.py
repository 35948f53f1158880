"""Slack delivers: one letter, one message. The only place that posts, edits and looks for what may have arrived."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from blocks import kit, message
from blocks.kit import Message
from connectors.slack_answers import REFUSALS, UNKNOWN_METHOD, UNWELCOME_BLOCKS, asked
from connectors.slack_directory import channel_from
from escalation.drafts import MessageRef
from escalation.errors import GiveUp, TryAgain, Unclear
from escalation.kinds import ChannelId, TargetTeam, UserId, WorkspaceId, label
from escalation.letters import MESSAGE_EVENT, Claim, Form, Letter
from escalation.notices import ALONE, Morning, Standing, TestBrief
from escalation.ports import Directory

log = logging.getLogger(__name__)

UNVERIFIABLE_AFTER = 600.0
"""Seconds after which a letter that may never be looked for is sent again, and says so."""

BEFORE_THE_TRY = 60.0
PAGE = 200
MOST_PAGES = 5
UNTOLD = frozenset({*UNKNOWN_METHOD, "missing_scope"})
"""Refusals that say nothing about what was asked for."""
DIRECT = ("D", "U", "W")
"""How Slack's ids of direct messages begin, and of the people they go to."""
REPEAT = "This may be a repeat: Slack's answer to an earlier try was lost."


class SlackMessenger:
    """Fits `Messenger`. `machine_time` gives seconds since 1970, as Slack's own timestamps do."""

    def __init__(
        self,
        *,
        client_for: Callable[[WorkspaceId], AsyncWebClient],
        directory: Directory,
        standing: Callable[[Claim], Awaitable[Standing | Morning | None]],
        domain_for: Callable[[WorkspaceId], str | None],
        machine_time: Callable[[], float],
    ) -> None:
        self._client_for = client_for
        self._directory = directory
        self._standing = standing
        self._domain_for = domain_for
        self._machine_time = machine_time
        self._direct: dict[tuple[WorkspaceId, UserId], ChannelId] = {}
        self._may_repeat: set[str] = set()

    def parts(self, claim: Claim) -> int:
        return message.parts(claim.letter)

    async def deliver(self, claim: Claim) -> MessageRef:
        client = self._client_for(claim.letter.workspace)
        link_to = partial(self._link, claim.letter.workspace)
        made = message.render(claim.letter, await self._standing(claim), link_to=link_to)
        if claim.letter.id in self._may_repeat:
            made = Message(text=made.text, blocks=[*made.blocks, kit.context(REPEAT)])
        channel = await self._channel(claim, client)
        if claim.place.edits:
            return await self._edit(client, channel, claim.place.edits, made)
        if claim.letter.form in {Form.CARD, Form.LONE}:
            await self._refuse_shared(claim.letter.workspace, channel)
        if _is_secret(claim.letter) and not channel.startswith(DIRECT):
            await _require_private(client, channel)
        ref = await self._post(client, claim, channel, made)
        self._may_repeat.discard(claim.letter.id)
        return ref

    async def _post(self, client: AsyncWebClient, claim: Claim, channel: str, made: Message) -> MessageRef:
        arguments = _arguments(claim, channel)
        try:
            answer = await self._say(client, arguments, made)
        except GiveUp as refused:
            if refused.code != "not_in_channel" or not await _joined(client, channel):
                raise
            answer = await self._say(client, arguments, made)
        ref = MessageRef(channel=ChannelId(str(answer.get("channel") or channel)), ts=str(answer["ts"]))
        if claim.place.thread and "thread_ts" not in (answer.get("message") or {"thread_ts": ""}):
            await self._refuse_stray(client, ref, claim.place.thread)
        return ref

    async def _say(self, client: AsyncWebClient, arguments: Mapping[str, Any], made: Message) -> dict[str, Any]:
        """Blocks that Slack refuses are said again in plain words: the refusal means that nothing was posted."""
        try:
            return await asked(client.chat_postMessage(**arguments, text=made.text, blocks=made.blocks))
        except GiveUp as refused:
            if refused.code not in UNWELCOME_BLOCKS:
                raise
            log.warning("blocks refused, sent in plain words", extra={"code": refused.code})
            return await asked(client.chat_postMessage(**arguments, text=made.text, blocks=kit.in_plain_words(made)))

    async def _edit(self, client: AsyncWebClient, channel: str, ts: str, made: Message) -> MessageRef:
        """An edit may be made twice with no harm, so an unclear one is simply made again."""
        try:
            await asked(client.chat_update(channel=channel, ts=ts, text=made.text, blocks=made.blocks))
        except Unclear as unclear:
            raise TryAgain(str(unclear)) from unclear
        return MessageRef(channel=ChannelId(channel), ts=ts)

    async def _refuse_shared(self, workspace: WorkspaceId, channel: str) -> None:
        known = await self._directory.channel(workspace, channel)
        if known and known.is_shared:
            raise GiveUp(REFUSALS["is_shared"], code="is_shared")

    async def _refuse_stray(self, client: AsyncWebClient, ref: MessageRef, thread: str) -> None:
        """Slack posts a reply into the open channel when its parent was deleted. Then it is taken back at once.

        A server that merely leaves `thread_ts` out of its answer still has the parent.
        """
        try:
            if await _stands(client, ref.channel, thread):
                return
            await asked(client.chat_delete(channel=ref.channel, ts=ref.ts))
        except TryAgain as busy:
            raise Unclear(str(busy)) from busy  # it was posted: sent again unseen it would stand there twice
        raise GiveUp(REFUSALS["thread_lost"], code="thread_lost")

    async def _channel(self, claim: Claim, client: AsyncWebClient) -> str:
        if claim.place.channel:
            return claim.place.channel
        person = claim.place.person
        if person is None:
            raise GiveUp("has no place to go", code="no_place")
        key = (claim.letter.workspace, person)
        if key not in self._direct:
            opened = await _opened_direct(client, person)
            if opened is None:
                return person  # Slack takes a person's id as a channel too
            self._direct[key] = opened
        return self._direct[key]

    # --- looking

    async def find(self, claim: Claim) -> MessageRef | None:
        """Reads the thread or channel from just before the first try, and never `latest`: clocks differ."""
        if claim.place.edits:
            return None
        client = self._client_for(claim.letter.workspace)
        try:
            channel = await self._channel(claim, client)
            return await self._search(client, claim, channel)
        except GiveUp as refused:
            self._cannot_look(claim, refused)
            return None
        except Unclear as unclear:
            raise TryAgain(str(unclear)) from unclear

    async def _search(self, client: AsyncWebClient, claim: Claim, channel: str) -> MessageRef | None:
        arguments: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{claim.since - BEFORE_THE_TRY:.6f}",
            "include_all_metadata": True,
            "limit": PAGE,
        }
        if claim.place.thread:
            arguments["ts"] = claim.place.thread
        read = client.conversations_replies if claim.place.thread else client.conversations_history
        for _ in range(MOST_PAGES):
            answer = await asked(read(**arguments))
            for one in answer.get("messages") or ():
                if _letter_of(one) == claim.letter.id:
                    return MessageRef(channel=ChannelId(channel), ts=str(one["ts"]))
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
            arguments["cursor"] = cursor
        raise GiveUp("has more messages than can be looked through", code="too_many_messages")

    def _cannot_look(self, claim: Claim, refused: GiveUp) -> None:
        """Without the history scope nobody can know. After ten minutes saying it twice beats not saying it."""
        if refused.code == "channel_not_found":
            return
        if self._machine_time() - claim.since < UNVERIFIABLE_AFTER:
            raise TryAgain(f"cannot look whether it arrived: {refused}", after_seconds=30) from refused
        log.warning("sent again without being able to look", extra={"letter": claim.letter.id, "code": refused.code})
        self._may_repeat.add(claim.letter.id)

    def _link(self, workspace: WorkspaceId, card: MessageRef | None) -> str | None:
        domain = self._domain_for(workspace)
        return permalink(domain, card) if card and domain else None


def _arguments(claim: Claim, channel: str) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "channel": channel,
        "metadata": metadata(claim.letter),
        "unfurl_links": False,
        "unfurl_media": False,
    }
    return arguments | ({"thread_ts": claim.place.thread} if claim.place.thread else {})


def metadata(letter: Letter) -> dict[str, Any]:
    """Ids only: anyone in the workspace can read them."""
    about = {} if letter.escalation is None else {"escalation": label(letter.escalation)}
    return {"event_type": MESSAGE_EVENT, "event_payload": {**about, "letter": letter.id}}


def _letter_of(found: Mapping[str, Any]) -> str | None:
    data = found.get("metadata") or {}
    if data.get("event_type") != MESSAGE_EVENT:
        return None
    letter = (data.get("event_payload") or {}).get("letter")
    return str(letter) if letter else None


def _is_secret(letter: Letter) -> bool:
    notice = letter.notice
    if isinstance(notice, TestBrief):
        return notice.team is TargetTeam.SECURITY
    return not isinstance(notice, ALONE) and notice.escalation.is_secret


async def _require_private(client: AsyncWebClient, channel: str) -> None:
    """Asked each time, and of Slack itself: a channel turns public in a moment, and a doubt is no yes."""
    try:
        answer = await asked(client.conversations_info(channel=channel))
    except Unclear as unclear:
        raise TryAgain(str(unclear)) from unclear
    except GiveUp as refused:
        if refused.code not in UNTOLD:
            raise
        raise GiveUp("does not tell whether it is private, as Security's has to be", code="not_private") from refused
    if not channel_from(answer["channel"]).is_private:
        raise GiveUp(REFUSALS["not_private"], code="not_private")


async def _stands(client: AsyncWebClient, channel: str, thread: str) -> bool:
    """Whether a thread's first message is there. Where nobody will tell, it is taken to be."""
    try:
        found = await asked(client.conversations_replies(channel=channel, ts=thread, limit=1))
    except GiveUp as refused:
        return refused.code in UNTOLD
    return bool(found.get("messages"))


async def _joined(client: AsyncWebClient, channel: str) -> bool:
    """A public channel can be joined; a private one needs an invitation."""
    try:
        await asked(client.conversations_join(channel=channel))
    except (GiveUp, Unclear, TryAgain):
        return False
    return True


async def _opened_direct(client: AsyncWebClient, person: UserId) -> ChannelId | None:
    """Nothing is posted by opening, so an unclear answer is only a try that has to be made again."""
    try:
        answer = await asked(client.conversations_open(users=person))
    except Unclear as unclear:
        raise TryAgain(str(unclear)) from unclear
    except GiveUp as refused:
        if refused.code in UNTOLD:
            return None
        raise
    return ChannelId(str(answer["channel"]["id"]))


def permalink(workspace_url: str, message: MessageRef) -> str:
    """Slack's address of a message, built rather than asked for."""
    return f"{workspace_url}/archives/{message.channel}/p{message.ts.replace('.', '')}"
