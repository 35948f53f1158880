"""What all connectors share: how one is set up, and how its answers are read."""

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Annotated, Any, TypeVar

import httpx2
from pydantic import AfterValidator, BeforeValidator, SecretStr

from connectors.wire import Refusal, Wire, no_refusal
from escalation.facts import FailureKind, Found
from escalation.policy_values import is_page_webhook
from escalation.record import Value
from escalation.sources import SourceFailed

T = TypeVar("T")

SNIPPET = 300
"""Letters of a product's own words that a fact carries."""

LONGEST_WORD = 60
"""Letters of one word that is looked for. Products refuse questions that are too long."""


Named = Callable[[str], SecretStr | None]
"""Looks a variable up, or the file its NAME_FILE names. Raises `ValueError` where that cannot be read."""


class ConnectorSettings(Value):
    """The keys of a connector's table. A secret is a `SecretStr`; what has no default must be given.

    Without a table, each key is the variable of the product's name and its own: `token` of GitHub is GITHUB_TOKEN.
    """


_AFTER_APOSTROPHE = re.compile(r"(?<=\w)['\u2019]\w+")
_NO_ADDRESS = re.compile(r"[?#@\s]")


def _address(value: str) -> str:
    address = value.strip().rstrip("/")
    try:
        is_address = is_page_webhook(address) and not _NO_ADDRESS.search(address)
    except ValueError:
        is_address = False
    if not is_address:
        raise ValueError("write an address that begins with https://")
    return address


def _names(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


Address = Annotated[str, AfterValidator(_address)]
"""Where a product is, over TLS or on this machine; without a slash at its end."""

Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
"""A list, or one text with commas or blanks between."""


@dataclass(frozen=True)
class Means:
    """What a connector is given besides its settings: a client, and a clock that only runs forward."""

    client: Callable[[], httpx2.AsyncClient]
    seconds: Callable[[], float]

    def wire(
        self,
        base_url: str,
        *,
        auth: httpx2.Auth | None,
        headers: Mapping[str, str] | None = None,
        pace: tuple[float, float] = (10, 1),
        refusal: Refusal = no_refusal,
    ) -> Wire:
        """`pace` is requests in so many seconds; `refusal` reads what an answer refuses in its own words."""
        return Wire(
            client=self.client,
            base_url=base_url,
            auth=auth,
            headers=headers or {},
            pace=pace,
            seconds=self.seconds,
            refusal=refusal,
        )


def reading(answer: Any, *path: str) -> Any:
    """What stands in an answer under these keys; None where it ends earlier."""
    for key in path:
        if not isinstance(answer, Mapping):
            return None
        answer = answer.get(key)
    return answer


def rows(answer: Any, *path: str) -> Sequence[Mapping[str, Any]]:
    """The list of objects there. Raises `SourceFailed` where something else stands in its place."""
    found = reading(answer, *path) if path else answer
    if found is None:
        return ()
    if not isinstance(found, list):
        raise SourceFailed(FailureKind.BAD_ANSWER, f"no list under {'.'.join(path) or 'its top'}")
    return [single for single in found if isinstance(single, Mapping)]


def one(answer: Any, *path: str) -> Mapping[str, Any]:
    """The object there. Raises `SourceFailed` where there is none."""
    found = reading(answer, *path) if path else answer
    if not isinstance(found, Mapping):
        raise SourceFailed(FailureKind.BAD_ANSWER, f"no object under {'.'.join(path) or 'its top'}")
    return found


def needed(told: Mapping[str, Any], *path: str) -> str:
    """Text that a fact cannot be without, such as its id. Raises `SourceFailed`."""
    found = words(reading(told, *path))
    if found is None:
        raise SourceFailed(FailureKind.BAD_ANSWER, f"no {'.'.join(path)}")
    return found


def each(made: Callable[[Mapping[str, Any]], T], told: Iterable[Mapping[str, Any]]) -> tuple[T, ...]:
    """A fact of each object; one that lacks what it needs is left out, and the others count."""
    found = []
    for single in told:
        with contextlib.suppress(SourceFailed):
            found.append(made(single))
    return tuple(found)


NOTHING_ASKED = Found(searched_by="by nothing: there is no word to search by")


def bare(terms: Iterable[str], most: int) -> tuple[str, ...]:
    """As words only: a quotation mark, a minus, a colon, a star or a NOT would be read as an order.

    What follows an apostrophe is dropped: products stem a customer's to customer, and know no 's.
    """
    text = _AFTER_APOSTROPHE.sub("", " ".join(terms).lower())
    kept = "".join(one if one.isalnum() or one in "_." else " " for one in text)
    found = (word.strip("._")[:LONGEST_WORD] for word in kept.split())
    return tuple(dict.fromkeys(word for word in found if word))[:most]


def words(value: Any) -> str | None:
    """Text as it stands, None for nothing."""
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return text or None


def moment(value: Any) -> datetime | None:
    """ISO 8601, or seconds or milliseconds since 1970, as products tell moments. None for what is none."""
    try:
        if isinstance(value, str) and not value.strip().isdigit():
            found = datetime.fromisoformat(value.strip())
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        seconds = float(value)
        return datetime.fromtimestamp(seconds / 1000 if seconds > _MILLISECONDS else seconds, UTC) if seconds else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


_MILLISECONDS = 100_000_000_000
"""Seconds since 1970 stay below this for three thousand years."""

_LETTERS_OF_A_DAY = len("20270131")


def day(value: Any) -> date | None:
    """A day, from a day or a moment."""
    text = str(value).strip()
    try:
        if not (text.isdigit() and len(text) > _LETTERS_OF_A_DAY):
            return date.fromisoformat(text[:10])
    except ValueError:
        pass
    found = moment(value)
    return found.date() if found else None


def is_number(id: str) -> bool:
    """Whether support platforms would give it: theirs have no zeros before them, as case numbers of Salesforce have."""
    return id.isascii() and id.isdigit() and not id.startswith("0")


def snippet(text: Any) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(str(text or "").split())
    return line if len(line) <= SNIPPET else f"{line[: SNIPPET - 1].rstrip()}…"


def plain(html: Any) -> str:
    """The words of HTML, without its marks. Scripts and styles are left out."""
    reader = _Words()
    reader.feed(str(html or ""))
    reader.close()
    return " ".join("".join(reader.found).split())


class _Words(HTMLParser):
    _SILENT = frozenset({"script", "style"})
    _IN_A_WORD = frozenset({"a", "b", "code", "em", "i", "mark", "small", "span", "strong", "u"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    # `typing.override` came with Python 3.12.
    def handle_starttag(self, tag: str, _: object) -> None:  # type: ignore[explicit-override]
        self._silent += tag in self._SILENT
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:  # type: ignore[explicit-override]
        self._silent -= tag in self._SILENT and self._silent > 0
        self._part(tag)

    def handle_data(self, data: str) -> None:  # type: ignore[explicit-override]
        if not self._silent:
            self.found.append(data)

    def _part(self, tag: str) -> None:
        if tag not in self._IN_A_WORD:
            self.found.append(" ")
