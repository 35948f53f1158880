"""HubSpot's conversations, in which a ticket's customer is answered. developers.hubspot.com/docs/api-reference, version
2026-09: the versions before it have them under v3 alone, which ends in 2027.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from connectors.hubspot_records import Record
from connectors.product import is_number, moment, needed, one, plain, reading, rows, words
from connectors.refusal_words import said_in
from connectors.refusals import CannotReply
from connectors.wire import Params, Wire
from connectors.writing import paragraphs
from escalation.facts import FailureKind
from escalation.sources import SourceFailed

THREADS = "/conversations/conversations/2026-09/threads"

MOST = 100
"""Messages of a conversation that are read, the newest."""

CHANNELS = frozenset({"1000", "1002", "1003"})
"""Chat, e-mail and forms: the same numbers in every account. HubSpot sends nothing by WhatsApp for others."""

ENDED: Sequence[tuple[str, object, str]] = (
    ("archived", True, "is in the trash"),
    ("spam", True, "is marked as spam"),
    ("status", "CLOSED", "is closed"),
)
CUT = frozenset({"TRUNCATED", "TRUNCATED_TO_MOST_RECENT_REPLY"})

AGENT = "A-"
"""Before the number of a user, where HubSpot names who said something."""

BY_MAIL = "HS_EMAIL_ADDRESS"


class Conversations:
    """Of tickets, asked for over `wire`."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def read_one(self) -> None:
        """Raises `SourceFailed` where none may be read."""
        await self._wire.get(THREADS, {"limit": 1})

    async def write_none(self) -> None:
        """Sends nothing, in a conversation that cannot be: refused as forbidden only to those who may not send.

        Raises `SourceFailed` for them, and where that cannot be told.
        """
        try:
            await self._wire.write("POST", f"{THREADS}/0/messages", {})
        except SourceFailed as failure:
            if failure.kind not in {FailureKind.NOT_THERE, FailureKind.REFUSED}:
                raise

    async def open_on(self, ticket: str) -> Record:
        """The one in which its customer wrote last. Raises `SourceFailed`, also where it cannot be answered in."""
        found = await self._of(ticket)
        if not found:
            raise CannotReply("The ticket has no conversation there, and a reply needs one")
        latest = max(found, key=_is_wanted)
        if ended := next((said for key, value, said in ENDED if latest.get(key) == value), None):
            raise CannotReply(f"Its conversation {ended} there")
        return latest

    async def answer_in(self, thread: Record, text: str, *, by: str) -> Record:
        """The message that goes to whoever wrote last in it, the way they wrote. Raises `SourceFailed`."""
        said = [told for told in await self._messages(thread) if told.get("direction") == "INCOMING"]
        if not said:
            raise CannotReply("No customer has written in its conversation there")
        last = said[0]
        if words(last.get("channelId")) not in CHANNELS:
            raise CannotReply("Its conversation is neither e-mail, nor chat, nor a form")
        return {
            "type": "MESSAGE",
            "text": text,
            "richText": paragraphs(text),
            "recipients": [_recipient(last)],
            "senderActorId": f"{AGENT}{by}",
            "channelId": needed(last, "channelId"),
            "channelAccountId": needed(last, "channelAccountId"),
            "attachments": [],
            **_subject(last),
        }

    async def send(self, thread: Record, message: Record) -> None:
        told = await self._wire.write("POST", f"{THREADS}/{_number(thread)}/messages", message)
        if _has_failed(told):
            failed = CannotReply("It could not be delivered")
            failed.told = said_in(reading(told, "status", "failureDetails", "errorMessage"))
            raise failed

    async def sent(self, ticket: str, *, since: datetime) -> Sequence[str]:
        """What customers were sent in any conversation of it, each as plain words and as HubSpot shows it."""
        threads = await self._of(ticket)
        told = await asyncio.gather(*(self._messages(thread) for thread in threads))
        asking = [
            self._texts(thread, message)
            for thread, messages in zip(threads, told, strict=True)
            for message in messages
            if _was_sent(message, since)
        ]
        return [text for texts in await asyncio.gather(*asking) for text in texts]

    async def _of(self, ticket: str) -> Sequence[Record]:
        """Those alone that name the ticket themselves: in another one somebody else would be answered."""
        if not is_number(ticket):
            raise SourceFailed(FailureKind.NOT_THERE)
        params: Params = {"associatedTicketId": ticket, "association": "TICKET", "limit": MOST}
        found = rows(await self._wire.get(THREADS, params), "results")
        return [told for told in found if words(reading(told, "threadAssociations", "associatedTicketId")) == ticket]

    async def _messages(self, thread: Record) -> Sequence[Record]:
        """The newest first; comments of colleagues, and what HubSpot itself says, are none."""
        answer = await self._wire.get(f"{THREADS}/{_number(thread)}/messages", {"limit": MOST, "sort": "-createdAt"})
        said = [told for told in rows(answer, "results") if told.get("type") == "MESSAGE"]
        return sorted(said, key=lambda told: _seconds(told.get("createdAt")), reverse=True)

    async def _texts(self, thread: Record, message: Record) -> Sequence[str]:
        """Of one that HubSpot has cut, such as what looks like an earlier mail, the whole too."""
        found = [message]
        if message.get("truncationStatus") in CUT:
            name = quote(needed(message, "id"), safe="")
            path = f"{THREADS}/{_number(thread)}/messages/{name}/original-content"
            found.append(one(await self._wire.get(path)))
        told = [text for single in found for text in (words(single.get("text")), plain(single.get("richText")))]
        return [text for text in told if text]


def agents_in(thread: Record) -> Sequence[str]:
    """The number of the user who has a conversation, if one has."""
    kind, _, number = (words(thread.get("assignedTo")) or "").partition("-")
    return [number] if f"{kind}-" == AGENT and number.isdigit() else []


def _is_wanted(thread: Record) -> tuple[bool, float]:
    is_out = thread.get("spam") is True or thread.get("archived") is True
    return not is_out, _seconds(thread.get("latestMessageReceivedTimestamp"))


def _seconds(told: Any) -> float:
    at = moment(told)
    return at.timestamp() if at else 0.0


def _number(thread: Record) -> str:
    number = needed(thread, "id")
    if not is_number(number):
        raise SourceFailed(FailureKind.BAD_ANSWER, "no number of a conversation")
    return number


def _recipient(message: Record) -> Record:
    """Who wrote it, as HubSpot reaches them. Those in copy there get nothing. Raises `SourceFailed`."""
    for sender in rows(message, "senders"):
        actor, name = words(sender.get("actorId")), words(sender.get("name"))
        kind, value = (words(reading(sender, "deliveryIdentifier", key)) for key in ("type", "value"))
        if kind and value and not (actor or "").startswith(AGENT):
            return {
                "deliveryIdentifiers": [{"type": kind, "value": value}],
                **({"actorId": actor} if actor else {}),
                **({"name": name} if name else {}),
                **({"recipientField": "TO"} if kind == BY_MAIL else {}),
            }
    raise CannotReply("The last to write in its conversation there is no customer who can be reached")


def _subject(message: Record) -> Record:
    """As any answer bears it; what was sent by chat has none."""
    subject = words(message.get("subject"))
    if not subject:
        return {}
    return {"subject": subject if subject.lower().startswith("re:") else f"Re: {subject}"}


def _was_sent(message: Record, since: datetime) -> bool:
    at = moment(message.get("createdAt"))
    is_ours = message.get("direction") == "OUTGOING" and not _has_failed(message)
    return is_ours and at is not None and at >= since


def _has_failed(message: Any) -> bool:
    return words(reading(message, "status", "statusType")) == "FAILED"
