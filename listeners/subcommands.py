"""Which texts after the command are sub-commands. Only the whole text counts; every other text is an issue."""

import difflib
import re

from escalation.kinds import EscalationId
from escalation.record import Value

PLAIN = ("help", "list", "setup", "stats")
SCOPES = ("mine", "team", "all")
_SHOW = re.compile(r"show\s+(?:esc-)?#?(\d{1,9})", re.IGNORECASE)
_LEARNED = re.compile(r"learned:\s*\S", re.IGNORECASE)


class Subcommand(Value):
    name: str
    scope: str = "mine"
    escalation: EscalationId | None = None


def subcommand(text: str) -> Subcommand | None:
    words = text.casefold().split()
    if len(words) == 1 and words[0] in PLAIN:
        return Subcommand(name=words[0])
    if len(words) == 2 and words[0] == "list" and words[1] in SCOPES:  # noqa: PLR2004 - "list" and its scope
        return Subcommand(name="list", scope=words[1])
    if found := _SHOW.fullmatch(text.strip()):
        return Subcommand(name="show", escalation=EscalationId(int(found.group(1))))
    return Subcommand(name="learned") if _LEARNED.match(text.strip()) else None


def meant(text: str) -> str | None:
    """The sub-command that a single word comes close to; its form opens all the same."""
    words = text.casefold().split()
    if len(words) != 1:
        return None
    close = difflib.get_close_matches(words[0], (*PLAIN, "show"), n=1, cutoff=0.7)
    return close[0] if close else None
