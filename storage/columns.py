"""How values lie in columns, the same on SQLite and PostgreSQL.

Text is cleaned at this door: PostgreSQL refuses the NUL character and no database takes half a surrogate pair, and
both can be pasted into Slack. NUL is left out, a lone surrogate becomes U+FFFD, on every engine alike.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeEngine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LONE_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

# `typing.override` came with Python 3.12; until then its absence is named where it is missed.

# Numbers itself on both engines: SQLite does that for INTEGER PRIMARY KEY only.
SERIAL = BigInteger().with_variant(Integer, "sqlite")

# Words with spaces between them: to PostgreSQL that is how a text search vector is written.
Lexemes = Text().with_variant(TSVECTOR(), "postgresql")


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC.

    On SQLite as whole microseconds since 1970: exact, half as long as text, compared as a number, and there is one way
    to write each moment. To read one in a shell: `datetime(due_at / 1000000, 'unixepoch')`.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # type: ignore[explicit-override]
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # type: ignore[explicit-override]
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a zone cannot be stored: hand in an aware datetime.")
        return micros(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # type: ignore[explicit-override]
        if value is None:
            return None
        return from_micros(value) if dialect.name == "sqlite" else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text of any length, cleaned. An enum of words is stored as its word."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:  # type: ignore[explicit-override]
        return None if value is None else clean(value)


def micros(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


def from_micros(count: int) -> datetime:
    return EPOCH + count * MICROSECOND


def clean(text: str) -> str:
    plain = str(text)
    if plain.isascii() and "\x00" not in plain:
        return plain
    return plain.replace("\x00", "").translate(LONE_SURROGATES)


def to_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if _is_clean(text) else json.dumps(_cleaned(value), ensure_ascii=False, separators=(",", ":"))


def _is_clean(text: str) -> bool:
    if "\\u0000" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(key): _cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    return value
