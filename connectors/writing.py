"""What connectors share that write: the switch, and how plain words become what a product shows.

Words are words there too: no markup of theirs, and nobody is called by a name that somebody typed.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator

from connectors.product import ConnectorSettings
from escalation.sources import Capability, IssueDraft, Note

ON = frozenset({"true", "yes", "on", "1"})
OFF = frozenset({"false", "no", "off", "0"})


def _switch(value: object) -> bool:
    said = str(value).strip().lower()
    if said not in ON | OFF:
        raise ValueError("write true or false")
    return said in ON


Switch = Annotated[bool, BeforeValidator(_switch)]


class Writes(ConnectorSettings):
    """`write` lets us write what the product's page names. Off by default."""

    write: Switch = False


class Replies(Writes):
    """`reply` lets people send customers what they approved, as a reply on the ticket. Off by default."""

    reply: Switch = False

    @model_validator(mode="after")
    def _writes_where_it_replies(self) -> Self:
        if self.reply and not self.write:
            raise ValueError("reply = true needs write = true beside it")
        return self


def can_reply(settings: Replies) -> frozenset[Capability]:
    """What these switches let a support platform's connector do."""
    notes = {Capability.WRITES_TICKETS} if settings.write else set[Capability]()
    return frozenset(notes | ({Capability.REPLIES} if settings.reply else set()))


def lines_of(note: Note) -> tuple[str, ...]:
    """Its words, and below them the line by which it is found again."""
    return (*note.lines, note.mark)


def html(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def paragraphs(text: str) -> str:
    """What a person typed, as it stands: an empty line between paragraphs, a new line within one."""
    told = (part.strip() for part in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n")))
    return "".join(f"<p>{'<br>'.join(escape(line) for line in part.split(chr(10)))}</p>" for part in told if part)


def markdown(draft: IssueDraft) -> str:
    """Typed words stand in a block of code: as they were typed, and calling nobody."""
    longest = max((len(run) for run in re.findall(r"`+", draft.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n\n".join((f"{fence}text\n{draft.text}\n{fence}", *below(draft)))


def below(draft: IssueDraft) -> tuple[str, ...]:
    """The lines of ours below what was typed."""
    return (*((f"Thread in Slack: {draft.link}",) if draft.link else ()), draft.mark)
