"""Notion's pages. developers.notion.com/reference, version 2026-03-11: search, data sources and users.

Its search compares titles only. Data sources that are named are asked for the texts in their properties as well.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, SecretStr

from connectors.product import (
    NOTHING_ASKED,
    Address,
    ConnectorSettings,
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
from connectors.tokens import Token
from escalation.facts import Article, FailureKind, Found
from escalation.sources import Capability, Category, Health, Query, SourceFailed

VERSION = "2026-03-11"
TERMS = 3
PAGE = 25
"""Pages of one data source that are compared: it gives all that hold any of the words."""

REMEMBERED = 600.0
"""Seconds for which the properties of a data source are remembered."""

TEXTS = ("title", "rich_text")
"""The types of properties that hold text. The title counts most."""

MOST_TEXTS = 10
"""Properties of one data source that are searched: Notion refuses filters that are too long."""


def _ids(written: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return tuple(str(UUID(single)) for single in written)
    except ValueError:
        said = "write the id of a data source, 32 digits and letters a to f; several between commas"
        raise ValueError(said) from None


class NotionSettings(ConnectorSettings):
    """`data_sources` are ids of those whose texts are searched too."""

    token: SecretStr
    data_sources: Annotated[Names, AfterValidator(_ids)] = ()
    api_url: Address = "https://api.notion.com"


@dataclass(frozen=True)
class _Source:
    """A data source: what it is called, and its properties that hold text, with their types."""

    id: str
    title: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class _Hits:
    articles: Sequence[Article] = ()
    has_more: bool = False
    source: _Source | None = None


class Notion:
    kind = "notion"
    category = Category.KNOWLEDGE
    can = frozenset({Capability.ARTICLES})
    Settings = NotionSettings

    def __init__(self, name: str, settings: NotionSettings, means: Means) -> None:
        self.name = name
        self._sources = settings.data_sources
        self._seconds = means.seconds
        self._known: dict[str, tuple[float, _Source]] = {}
        # Three requests a second on average, with bursts.
        self._wire = means.wire(
            settings.api_url, auth=Token(settings.token), headers={"Notion-Version": VERSION}, pace=(9, 3)
        )

    async def check(self) -> Health:
        me = one(await self._wire.get("/v1/users/me"))
        name = words(me.get("name")) or needed(me, "id")
        workspace = words(reading(me, "bot", "workspace_name"))
        sources = await asyncio.gather(*(self._source(one_id) for one_id in self._sources))
        missing = [one_id for one_id, source in zip(self._sources, sources, strict=True) if source is None]
        return Health(
            identity=f"{name} in {workspace}" if workspace else name,
            problems=tuple(
                f"data source {one_id} is not there, or not shared with the connection" for one_id in missing
            ),
        )

    async def find_articles(self, query: Query, *, limit: int) -> Found:
        asked = bare(query.terms, TERMS)
        if not asked:
            return NOTHING_ASKED
        of_sources, by_title = await asyncio.gather(
            asyncio.gather(*(self._in_source(one_id, asked) for one_id in self._sources)),
            asyncio.gather(*(self._by_title(word, asked, limit) for word in asked)),
        )
        hits = [*of_sources, *by_title]
        found = _best_first(chain.from_iterable(one.articles for one in hits), asked)
        return Found(
            items=tuple(found[:limit]),
            searched_by=_searched_by([one.source for one in of_sources]),
            truncated=len(found) > limit or any(one.has_more for one in hits),
        )

    async def _by_title(self, word: str, asked: Sequence[str], limit: int) -> _Hits:
        """Word by word: a title seldom holds all of them."""
        body = {"query": word, "filter": {"property": "object", "value": "page"}, "page_size": limit}
        return self._hits(await self._wire.search("/v1/search", body), asked)

    async def _in_source(self, id: str, asked: Sequence[str]) -> _Hits:
        """Without its source where that is not there, or not shared with us any more."""
        source = await self._source(id)
        if source is None:
            return _Hits()
        texts = source.texts.items()
        body = {
            "filter": {
                "or": [{"property": name, type_: {"contains": word}} for name, type_ in texts for word in asked]
            },
            "sorts": [{"timestamp": "last_edited_time", "direction": "descending"}],
            "page_size": PAGE,
        }
        try:
            answer = await self._wire.search(f"/v1/data_sources/{id}/query", body)
        except SourceFailed as failure:
            if failure.kind is not FailureKind.NOT_THERE:
                raise
            return _Hits()
        return self._hits(answer, asked, source)

    async def _source(self, id: str) -> _Source | None:
        """None where it is not there, or not shared with us."""
        known = self._known.get(id)
        if known is not None and self._seconds() - known[0] < REMEMBERED:
            return known[1]
        try:
            told = one(await self._wire.get(f"/v1/data_sources/{id}"))
        except SourceFailed as failure:
            if failure.kind is not FailureKind.NOT_THERE:
                raise
            return None
        properties = one(told, "properties")
        types = {name: words(reading(single, "type")) for name, single in properties.items()}
        texts = [(name, type_) for wanted in TEXTS for name, type_ in types.items() if type_ == wanted]
        if not texts:
            raise SourceFailed(FailureKind.BAD_ANSWER, "a data source without a title")
        source = _Source(id=id, title=_text(told.get("title")), texts=dict(texts[:MOST_TEXTS]))
        self._known[id] = (self._seconds(), source)
        return source

    def _hits(self, answer: Any, asked: Sequence[str], source: _Source | None = None) -> _Hits:
        pages = [told for told in rows(answer, "results") if _is_page(told)]
        made = partial(self._article, asked=asked, collection=source.title if source else "")
        is_cut = reading(answer, "has_more") is True or reading(answer, "request_status", "type") == "incomplete"
        return _Hits(articles=each(made, pages), has_more=is_cut, source=source)

    def _article(self, told: Mapping[str, Any], asked: Sequence[str], collection: str) -> Article:
        properties = [single for single in one(told, "properties").values() if isinstance(single, Mapping)]
        title = next((_text(single.get("title")) for single in properties if single.get("type") == "title"), "")
        if not title:
            raise SourceFailed(FailureKind.BAD_ANSWER, "no title")
        texts = [_text(single.get("rich_text")) for single in properties if single.get("type") == "rich_text"]
        telling = sorted((text for text in texts if text), key=lambda text: -_words_in(text, asked))
        return Article(
            source=self.name,
            id=needed(told, "id"),
            url=words(told.get("url")),
            title=title,
            updated_at=moment(told.get("last_edited_time")),
            snippet=snippet(telling[0]) if telling else "",
            collection=collection or None,
        )


def _is_page(told: Mapping[str, Any]) -> bool:
    return told.get("object") == "page" and not (told.get("in_trash") or told.get("archived"))


def _text(rich: Any) -> str:
    """The words of rich text, which comes in pieces."""
    pieces = rich if isinstance(rich, list) else []
    return "".join(str(reading(piece, "plain_text") or "") for piece in pieces).strip()


def _words_in(text: str, asked: Iterable[str]) -> int:
    return sum(word in text.lower() for word in asked)


def _best_first(articles: Iterable[Article], asked: Sequence[str]) -> list[Article]:
    """Each once, by how many of the words it shows; named data sources come first and stay so among equals."""
    found: dict[str, Article] = {}
    for article in articles:
        found.setdefault(article.id, article)
    return sorted(found.values(), key=lambda article: -_words_in(f"{article.title} {article.snippet}", asked))


def _searched_by(sources: Sequence[_Source | None]) -> str:
    said = "by titles only, of what is shared with the connection"
    there = [source.title or source.id for source in sources if source is not None]
    if there:
        said += f", and by the properties with text of {', '.join(there)}"
    missing = len(sources) - len(there)
    return f"{said}; {missing} of its data sources could not be read" if missing else said
