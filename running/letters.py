"""`escalate letters`: what has not arrived, a line each, and sending it again. Safe beside a running bot."""

from collections.abc import Callable, Sequence
from datetime import datetime

from escalation.errors import NotAllowed
from escalation.letters import LetterState
from escalation.ports import Store
from escalation.undelivered import Undelivered, resend, undelivered

SHOWN = 8
"""Letters of an id that are shown, and enough to name it by."""

Say = Callable[[str], object]


def found(store: Store, *, parked_only: bool, now: datetime) -> Sequence[Undelivered]:
    """`now` is machine time."""
    return [one for one in undelivered(store, now=now) if one.state is LetterState.PARKED or not parked_only]


def show(letters: Sequence[Undelivered], *, say: Say) -> None:
    """Which letter, about what, to where, what it is, since when, and why it has not arrived.

    Where the database holds several workspaces, each line begins with its own.
    """
    are_several = len({one.workspace for one in letters}) > 1
    for one in letters:
        why = f"{one.reason} (overtaken: {one.overtaken})" if one.overtaken else one.reason
        cells = (
            *([f"{one.workspace:<12}"] if are_several else []),
            f"{one.id[:SHOWN]:<{SHOWN}}",
            f"{one.about:<8}",
            f"{one.to:<12}",
            f"{one.kind:<17}",
            f"{one.state:<7}",
            f"{one.since:%Y-%m-%d %H:%M}Z",
            why or "waits for what goes before it",
        )
        say("  ".join(cells))
    if not letters:
        say("Every letter has arrived.")
    elif any(one.state is LetterState.PARKED for one in letters):
        say("Mend what is named, then send the parked ones again: escalate letters --resend-all")


def named(letters: Sequence[Undelivered], ids: Sequence[str]) -> tuple[Sequence[Undelivered], Sequence[str]]:
    """The letters whose ids begin so, and what is wrong with those that do not name exactly one."""
    chosen, wrong = [], []
    for beginning in dict.fromkeys(ids):
        fitting = [one for one in letters if one.id.startswith(beginning)]
        if len(fitting) == 1:
            chosen += fitting
        else:
            wrong.append(
                f"{beginning}: {'more than one letter begins' if fitting else 'no parked letter begins'} with this."
            )
    return chosen, wrong


def send_again(store: Store, letters: Sequence[Undelivered], *, say: Say) -> bool:
    """Each in a transaction of its own. Whether all of them wait again, or need not be sent any more."""
    refused = 0
    for one in letters:
        try:
            overtaken = resend(store, one)
        except NotAllowed as refusal:
            refused += 1
            say(f"{one.id[:SHOWN]}  not sent again: {refusal}.")
            continue
        say(f"{one.id[:SHOWN]}  " + (f"dropped: {overtaken}." if overtaken else "waits again."))
    if not letters:
        say("No letter is parked.")
    return not refused
