"""What connectors share that write: the switch, and how plain words become what a product shows.

Words are words there too: no markup of theirs, and nobody is called by a name that somebody typed.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Annotated

from pydantic import BeforeValidator

from connectors.product import ConnectorSettings
from escalation.sources import IssueDraft, Note

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


def lines_of(note: Note) -> tuple[str, ...]:
    """Its words, and below them the line by which it is found again."""
    return (*note.lines, note.mark)


def html(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def markdown(draft: IssueDraft) -> str:
    """Typed words stand in a block of code: as they were typed, and calling nobody."""
    longest = max((len(run) for run in re.findall(r"`+", draft.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n\n".join((f"{fence}text\n{draft.text}\n{fence}", *below(draft)))


def below(draft: IssueDraft) -> tuple[str, ...]:
    """The lines of ours below what was typed."""
    return (*((f"Thread in Slack: {draft.link}",) if draft.link else ()), draft.mark)
