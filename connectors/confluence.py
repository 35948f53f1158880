"""Confluence's pages. developer.atlassian.com/cloud/confluence/rest/v1: search, which its second version lacks."""

import html
import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator

from connectors.atlassian import AtlassianSettings, who
from connectors.product import (
    NOTHING_ASKED,
    Means,
    Names,
    bare,
    each,
    moment,
    needed,
    one,
    reading,
    rows,
    snippet,
    words,
)
from escalation.facts import Article, FailureKind, Found
from escalation.sources import Capability, Category, Health, Query, SourceFailed

TERMS = 3
"""Confluence finds pages that hold all the words, so a few are enough to find none."""

CLOUD_PATH = "/wiki"

_MARK = re.compile(r"@@@(?:end)?hl@@@")
_SPACE = re.compile(r"~?\w+")


def _space_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    if not all(_SPACE.fullmatch(key) for key in keys):
        raise ValueError("write a space's key, such as DOCS in /wiki/spaces/DOCS; several between commas")
    return keys


class ConfluenceSettings(AtlassianSettings):
    """`space` are keys of spaces; without any, all that the account may read are searched."""

    space: Annotated[Names, AfterValidator(_space_keys)] = ()


class Confluence:
    kind = "confluence"
    category = Category.KNOWLEDGE
    can = frozenset({Capability.ARTICLES})
    Settings = ConfluenceSettings

    def __init__(self, name: str, settings: ConfluenceSettings, means: Means) -> None:
        self.name = name
        path = CLOUD_PATH if settings.is_cloud else ""
        site = settings.url.removesuffix(path)
        self._home = f"{site}{path}"
        self._api = f"{path}/rest/api"
        self._spaces = settings.space
        self._wire = settings.model_copy(update={"url": site}).wire(means, "confluence")

    async def check(self) -> Health:
        me = one(await self._wire.get(f"{self._api}/user/current"))
        if me.get("type") == "anonymous":
            raise SourceFailed(FailureKind.AUTH, "as nobody we know")
        return Health(identity=who(me))

    async def find_articles(self, query: Query, *, limit: int) -> Found:
        asked = bare(query.terms, TERMS)
        if not asked:
            return NOTHING_ASKED
        answer = await self._wire.get(f"{self._api}/search", {"cql": self._cql(asked), "limit": limit})
        home = self._home_of(answer)
        where = f"space {', '.join(self._spaces)}" if self._spaces else "all spaces it may read"
        total = reading(answer, "totalSize")
        return Found(
            items=each(lambda told: self._article(told, home), rows(answer, "results")),
            searched_by=f"by the telling words in the pages of {where}",
            truncated=total > limit if isinstance(total, int) else reading(answer, "_links", "next") is not None,
        )

    def _cql(self, asked: tuple[str, ...]) -> str:
        """Names and words stand in quotation marks, and none of them holds one. The site's own `siteSearch` stands in
        no reference, and some sites refuse it.
        """
        within = ", ".join(f'"{space}"' for space in self._spaces)
        spaces = f" AND space in ({within})" if within else ""
        return f'text ~ "{" ".join(asked)}" AND type = page{spaces}'

    def _home_of(self, answer: Any) -> str:
        """Where its links begin: as the answer says, where that is our site. A gateway's own links open nothing."""
        told = words(reading(answer, "_links", "base")) or ""
        return told if told == self._home or told.startswith(f"{self._home}/") else self._home

    def _article(self, told: Mapping[str, Any], home: str) -> Article:
        path = words(told.get("url"))
        return Article(
            source=self.name,
            id=needed(told, "content", "id"),
            url=f"{home}{path}" if path and path.startswith("/") else None,
            title=words(reading(told, "content", "title")) or _plain(needed(told, "title")),
            updated_at=moment(told.get("lastModified")),
            snippet=snippet(_plain(words(told.get("excerpt")) or "")),
            collection=words(reading(told, "resultGlobalContainer", "title")),
        )


def _plain(marked: str) -> str:
    """Without the marks around what was found; written as HTML there, though without tags."""
    return html.unescape(_MARK.sub("", marked))
