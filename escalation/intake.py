"""What were we told? Typed words become a draft: who, what, since when, by when, as far as the text says.

Nothing is concluded here; how bad it is and whose it is come after.
"""

import re

from escalation import phrases
from escalation.amounts import find_count, find_money
from escalation.customers import customer_tail, find_customers
from escalation.drafts import Draft
from escalation.kinds import at_most
from escalation.moments import find_deadline, find_start
from escalation.pressing import find_pressing
from escalation.readable import bounded, folded, readable, tidied
from escalation.vocabulary import Vocabulary

HEADLINE = 120
_SHORTEST = 12
_SHORT_FORM = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|no|nr|mr|mrs|dr|inc|ltd|approx)|\b\d+|^\W*\w)\.$", re.IGNORECASE)


_NOBODY = Vocabulary(())


def read(text: str, names: Vocabulary = _NOBODY) -> Draft:
    """The draft that `text` says; `text` itself is kept whole. `names` are those of customers that are known."""
    issue = tidied(readable(text))
    seen = bounded(issue)
    line = seen.replace("\n", " ")
    low = folded(line)
    sentences = [sentence for part in phrases.sentences(seen) if (sentence := part.strip())]
    deadline = find_deadline(low)
    links = phrases.find_links(seen)
    arr, at_stake = find_money(low)
    return Draft(
        text=text,
        headline=headline(seen),
        issue=issue,
        customers=find_customers(seen, low, names),
        segment=phrases.find_segment(line, low),
        affected_count=find_count(low),
        started=_at(line, find_start(low, deadline=deadline)),
        frequency=phrases.find_frequency(low),
        error=phrases.find_error(line, low),
        environment=phrases.find_environment(line, low),
        workaround=phrases.find_workaround(sentences, low),
        tried=phrases.find_tried(sentences, low),
        revenue=_at(line, at_stake),
        arr=arr,
        deadline=_at(line, deadline),
        links=links,
        ticket=phrases.find_ticket(line, low, links),
        **find_pressing(line, low),
    )


def headline(issue: str) -> str:
    """The first sentence that says something, in one line; a name at the end stands beside it anyway."""
    tail = customer_tail(issue)
    rest = issue.removesuffix(tail) if tail and len(issue) - len(tail) >= _SHORTEST else issue
    said = ""
    for part in phrases.sentences(rest[: 4 * HEADLINE]):
        said = f"{said} {part}".strip()
        if len(said) >= _SHORTEST and not _SHORT_FORM.search(said):
            break
    return at_most(" ".join(said.split()).rstrip(" .-\u2013\u2014:;,("), HEADLINE)


def _at(text: str, span: tuple[int, int] | None) -> str | None:
    return text[slice(*span)].strip(" ,;:-") if span else None
