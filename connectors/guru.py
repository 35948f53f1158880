"""Guru's cards. developer.getguru.com: search and teams."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, SecretStr

from connectors.product import (
    NOTHING_ASKED,
    Address,
    ConnectorSettings,
    Means,
    bare,
    each,
    moment,
    needed,
    plain,
    reading,
    rows,
    snippet,
    words,
)
from connectors.tokens import basic
from escalation.facts import Article, FailureKind, Found
from escalation.sources import Capability, Category, Health, Query, SourceFailed

TERMS = 3
MOST = 50
"""Cards that one answer may hold, as Guru has it."""

CARDS = "https://app.getguru.com/card"
VERIFIED = {"TRUSTED": True, "NEEDS_VERIFICATION": False, "STALE": False}
NEAREST: Mapping[str, str | int] = {"sortField": "relevancy", "sortOrder": "DESC"}
"""Unless it is asked otherwise, Guru begins with what was changed last, however little it has of the words."""


def _user(value: str) -> str:
    if not value.strip() or ":" in value:
        raise ValueError("write the address that the token's owner signs in with, or the id of the token's collection")
    return value.strip()


class GuruSettings(ConnectorSettings):
    """`user` is a person's address with that person's token, or a collection's id with the collection's."""

    user: Annotated[str, AfterValidator(_user)]
    token: SecretStr
    api_url: Address = "https://api.getguru.com"


class Guru:
    kind = "guru"
    category = Category.KNOWLEDGE
    can = frozenset({Capability.ARTICLES})
    Settings = GuruSettings

    def __init__(self, name: str, settings: GuruSettings, means: Means) -> None:
        self.name = name
        self._user = settings.user
        self._is_person = "@" in settings.user
        self._wire = means.wire(f"{settings.api_url}/api/v1", auth=basic(settings.user, settings.token))

    async def check(self) -> Health:
        """By the team, as Guru has people and collections try their tokens. It comes alone or in a list."""
        told = await self._wire.get("/teams")
        team = told if isinstance(told, Mapping) else next(iter(rows(told)), {})
        if not team:
            raise SourceFailed(FailureKind.BAD_ANSWER, "no team")
        name = words(team.get("name")) or needed(team, "id")
        return Health(identity=f"{self._user} in {name}")

    async def find_articles(self, query: Query, *, limit: int) -> Found:
        asked = bare(query.terms, TERMS)
        if not asked:
            return NOTHING_ASKED
        # One more than is wanted: whether there are more is told in a header only.
        params: dict[str, str | int] = {"searchTerms": " ".join(asked), "maxResults": min(limit + 1, MOST), **NEAREST}
        cards = rows(
            await self._wire.get("/search/query", params) or None
        )  # 204 and nothing at all where there is none
        found = each(self._article, [card for card in cards if not card.get("archived")])
        whose = "all collections it may read" if self._is_person else "its collection"
        return Found(
            items=found[:limit],
            searched_by=f"by its most telling words in the cards of {whose}",
            truncated=len(cards) > limit,
        )

    def _article(self, told: Mapping[str, Any]) -> Article:
        slug = words(told.get("slug"))
        return Article(
            source=self.name,
            id=needed(told, "id"),
            url=f"{CARDS}/{slug}" if slug else None,
            title=plain(needed(told, "preferredPhrase")),
            updated_at=moment(told.get("lastModified")),
            snippet=snippet(plain(told.get("content"))),
            verified=VERIFIED.get(str(told.get("verificationState"))),
            collection=words(reading(told, "collection", "name")),
        )
