"""A reply to the customer, on the ticket: approved here by a person, word for word, and sent by a letter.

Never one of Security's, and never a text in which something was left to be filled in.
"""

import re
import unicodedata

from escalation.audience import Post
from escalation.deeds import Deeds
from escalation.errors import NotAllowed
from escalation.kinds import ChannelId, EscalationId, WorkspaceId, at_most
from escalation.letters import REPLY_LANE, UNSETTLED, Form
from escalation.models import Escalation
from escalation.notices import ReplyApproved
from escalation.ports import Transaction
from escalation.rights import Viewer
from escalation.writers import ReplyPlace

LEFT_OPEN = re.compile(
    r"\{\{|\{%|\$\{|"
    r"\{[A-Za-z_ ]{1,40}\}|"
    r"\[(?:your|insert)\b[^\]\n]{0,60}\]|"
    r"\[(?:(?:customer |first |last )?name|customer|date|time|link|x{2,9}|\.\.\.|…|_{1,9})\]|"
    r"<(?:your |customer |first |last )?(?:name|date|time|link)>|"
    r"_{4,}|\b(?:TODO|TBD|XXX)\b",
    re.IGNORECASE,
)
"""Places that somebody meant to fill in. Products fill in some of them themselves, with whatever they know."""

SHOWN = 40


class Replying(Deeds):
    """`form` is the form that was sent: sent twice, its text goes out once."""

    def reply_place(self, escalation: Escalation) -> ReplyPlace | None:
        """The ticket on which its customer may be answered from here, if any."""
        if escalation.is_secret:
            return None
        return self._writers.replies_on(escalation.draft, noted_in=escalation.noted_in)

    def reply(  # noqa: PLR0913 - what the form says
        self, id: EscalationId, viewer: Viewer, *, text: str, tool: str, ticket: str, form: str, workspace: WorkspaceId
    ) -> Escalation:
        """This text, to the customer on this ticket. Raises `NotAllowed` where it cannot go out as it stands."""
        with self._store.begin(workspace) as tx:
            escalation, _ = self._for_part(tx, id, viewer, closed=True)
            place = self.reply_place(escalation)
            if place is None or (place.tool, place.ticket) != (tool, ticket):
                raise NotAllowed(
                    "Nothing was sent: its ticket, or what may be sent there, is another one now. Copy your text, and"
                    " press Draft customer update again.",
                )
            said = _sendable(text, place)
            key = f"reply:{id}:{tool}:{ticket}:{form}"
            if not tx.keyed([key]):
                _require_not_on_its_way(tx, id, said)
                self._approve(tx, key, escalation, viewer, place, said)
            return escalation

    def _approve(
        self, tx: Transaction, key: str, escalation: Escalation, viewer: Viewer, place: ReplyPlace, text: str
    ) -> None:
        by, where = viewer.person, {"source": place.tool, "ticket": place.ticket}
        notice = ReplyApproved(escalation=escalation, text=text, by=by.id, by_name=by.name, at=self.now(), **where)
        self._tell(tx, [Post(key=key, form=Form.REPLY, lane=ChannelId(f"{REPLY_LANE}{place.tool}"), notice=notice)])
        after = {"tool": place.tool, "ref": place.ticket, "note": text}
        tx.record(escalation.id, self._event("reply approved", by=by.id, after=after))


def _sendable(text: str, place: ReplyPlace) -> str:
    said = text.strip()
    if not any(unicodedata.category(sign)[0] not in "CZ" for sign in said):
        raise NotAllowed("Write what the customer is to read, or take the tick out below.")
    if found := LEFT_OPEN.search(said):
        raise NotAllowed(f'Something is left to be filled in: "{at_most(found[0], SHOWN)}". Nothing was sent.')
    if place.longest and len(said.encode()) > place.longest:
        raise NotAllowed(
            f"Too long for a reply there: {place.longest:,} bytes at most. Shorten it, or send it by hand."
        )
    return said


def _require_not_on_its_way(tx: Transaction, id: EscalationId, text: str) -> None:
    """The same words twice could not be told apart afterwards."""
    replies = [one for one in tx.letters(id) if one.letter.form is Form.REPLY and one.state in UNSETTLED]
    if any(isinstance(one.letter.notice, ReplyApproved) and one.letter.notice.text == text for one in replies):
        raise NotAllowed("This very text is on its way already. The thread says when the customer has it.")
