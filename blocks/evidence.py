"""What other products know of an escalation: a message in its thread. Their words are quoted, and never markup."""

from collections.abc import Iterator

from blocks import kit, limits
from blocks.kit import Block, Line, Message
from escalation.facts import Account, AnyFact, Article, Evidence, Issue, Ticket, TicketMoment, spelt, summary
from escalation.kinds import at_most
from escalation.notices import Gathered

SHOWN = 10
"""Facts one message shows; the brief has them all."""

TITLE = 150
SUMMARY = 200
WHY = 120

KINDS: tuple[tuple[type[AnyFact], str], ...] = (
    (Account, "Account"),
    (Issue, "Tracker"),
    (Article, "Article"),
    (Ticket, "Ticket"),
    (TicketMoment, "Ticket's talk"),
)
"""In the order in which they help: who it is, whether it is known, whether there is an answer, what else they wrote."""


def message(gathered: Gathered) -> Message:
    evidence, label = gathered.evidence, gathered.escalation.label
    facts = [(name, one) for kind, name in KINDS for one in evidence.of(kind)]
    said = f"{label}: {_counted(len(facts))} in other tools."
    blocks: list[Block] = [kit.rich([kit.bold("What other tools know") if facts else said])]
    if facts:
        blocks.append(kit.items([_fact(name, one) for name, one in facts[:SHOWN]]))
    blocks += [kit.context(line) for line in _how(evidence, more=len(facts) - SHOWN)]
    return Message(text=kit.notification(kit.escaped(said)), blocks=blocks)


def _counted(found: int) -> str:
    return f"{found} thing{'s' if found > 1 else ''} found" if found else "nothing found"


def _fact(name: str, fact: AnyFact) -> Line:
    title = at_most(fact.title, TITLE)
    about = ", ".join(part for part in (spelt(fact.source), at_most(summary(fact), SUMMARY)) if part)
    line = [f"{name}: ", kit.link(fact.url, title) if fact.url else title, f" ({about})"]
    if isinstance(fact, Ticket) and fact.waiting_since:
        return [*line, ", the customer waits since ", kit.when(fact.waiting_since)]
    return [*line, ", updated ", kit.when(fact.updated_at)] if fact.updated_at else line


def _how(evidence: Evidence, *, more: int) -> Iterator[str]:
    """How it was searched, and who could not be asked: silence is not the same as nothing known."""
    if more > 0:
        yield f"{more} more in the brief."
    if evidence.searched:
        yield at_most(f"Searched: {'; '.join(evidence.searched)}.", limits.TEXT)
    if evidence.missing:
        missing = "; ".join(f"{spelt(one.source)} {at_most(one.why, WHY)}" for one in evidence.missing)
        yield at_most(f"Not known: {missing}.", limits.TEXT)
