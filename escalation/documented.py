"""Is it answered already? An article with a way around it, or an issue that is known: shown before all else.

An article by itself is a reason to keep it in support only where it is about the matter and says what to do.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from escalation.drafts import Reason
from escalation.facts import DAY, Article, Evidence, Issue, IssueState, spelt
from escalation.kinds import at_most
from escalation.record import Value

SHARED = 2
"""Telling words of the report that an article or an issue must have, to be about the same."""

TITLE = 120
RULE = "documented"

K = TypeVar("K", Article, Issue)

_WORD = re.compile(r"\w+")
_WAY_AROUND = re.compile(
    r"\b(?:workaround|work around|how to|what to do|solution|resolved? by|fix(?:ed)? by|to (?:fix|resolve|solve)"
    r"|clear|reset|restart|re-?install|reconnect|log out)\b",
    re.IGNORECASE,
)


class Documented(Value):
    """`is_strong`: by itself a reason to handle it in support."""

    fact: Article | Issue
    is_strong: bool = False

    @property
    def sentence(self) -> str:
        """Known workaround: "Clear the SSO cache" (Guru, updated 03 Nov 2026)."""
        fact = self.fact
        what = "Known issue" if isinstance(fact, Issue) else "Known workaround" if self.is_strong else "Known article"
        stands = (fact.status or fact.state) if isinstance(fact, Issue) else ""
        old = f"updated {fact.updated_at:{DAY}}" if fact.updated_at else ""
        about = ", ".join(part for part in (spelt(fact.source), stands, old) if part)
        return f'{what}: "{at_most(" ".join(fact.title.split()), TITLE)}" ({about})'

    @property
    def reason(self) -> Reason:
        return Reason(rule=RULE, because=self.sentence)


def documented(evidence: Evidence | None, terms: Sequence[str]) -> Documented | None:
    """The best of what is known: an article that says what to do, then a known issue, then any article about it."""
    if evidence is None:
        return None
    articles = [Documented(fact=one, is_strong=_says_what_to_do(one)) for one in _about(evidence.of(Article), terms)]
    issues = [Documented(fact=one) for one in _about(evidence.of(Issue), terms) if one.state in _GOING_ON]
    strong = [one for one in articles if one.is_strong]
    return next(iter((*strong, *issues, *articles)), None)


_GOING_ON = {IssueState.TODO, IssueState.DOING}


def _about(facts: Iterable[K], terms: Sequence[str]) -> list[K]:
    sought = {term.casefold() for term in terms}
    return [one for one in facts if len(sought & _words(one)) >= SHARED]


def _words(fact: Article | Issue) -> set[str]:
    return {word.casefold() for word in _WORD.findall(_text(fact))}


def _text(fact: Article | Issue) -> str:
    return f"{fact.title} {fact.snippet}" if isinstance(fact, Article) else fact.title


def _says_what_to_do(article: Article) -> bool:
    """One that its product says is out of date is no answer."""
    return article.verified is not False and bool(_WAY_AROUND.search(_text(article)))
