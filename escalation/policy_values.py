"""The single values `escalation.toml` may hold. Each is read, or refused with a sentence that says what to write."""

import re
from collections.abc import Collection, Mapping
from datetime import time
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import SecretStr

from escalation.kinds import GroupId, UserId, WorkspaceId
from escalation.policy import Span, is_id, parse_span

_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-\N{EN DASH}]\s*(\d{1,2}):(\d{2})")
_CHANNEL_NAME = re.compile(r"#[\w.-]{1,80}")
_VARIABLE = re.compile(r"env:[A-Za-z_]\w*")
_SECONDS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)s")
_LEAST_SECONDS, _MOST_SECONDS = 0.5, 10.0
_FEW = 20
_SHORTEST_WORD = 2
T = TypeVar("T")


class WrongValue(ValueError):
    """The message completes "internal: ..." and says what to write."""


def table(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise WrongValue(f"this is a table of its own, not {_shown(value)}")
    return value


def zone(value: object) -> str:
    name = _text(value, 'a time zone like "Europe/Berlin"')
    if name not in available_timezones():
        raise WrongValue(f'"{name}" is not a time zone. {instead(name, available_timezones())}')
    return name


def office_hours(value: object) -> Mapping[str, Any]:
    """`opens` and `closes`, or `always`: what an `OfficeHours` needs."""
    wanted = 'hours like "09:00-18:00", or "24x7"'
    text = _text(value, wanted)
    if text.lower().replace(" ", "") in {"24x7", "24/7"}:
        return {"always": True}
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise WrongValue(f"write {wanted}, not {_shown(value)}")
    try:
        opens, closes = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    except ValueError:
        raise WrongValue(f"{_shown(value)} has an hour that no clock shows; the last one is 23:59") from None
    if closes <= opens:
        raise WrongValue(f'{_shown(value)} ends before it begins. Hours through the night are not known; use "24x7"')
    return {"opens": opens, "closes": closes, "always": False}


def holidays(value: object) -> str:
    place = _text(value, 'a country or a region like "DE" or "DE-BE"').strip().upper()
    country, _, region = place.partition("-")
    regions = _holiday_places().get(country)
    if regions is None:
        raise WrongValue(f'holidays of "{place}" are not known. {instead(country, _holiday_places())}')
    spelt = {known.upper(): known for known in regions}
    if region and region not in spelt:
        raise WrongValue(f'"{country}" has no region "{region}". {instead(region, regions)}')
    return f"{country}-{spelt[region]}" if region else country


def channel(value: object) -> str:
    wanted = 'a channel like "#eng-escalations", or its id like "C012ABC"'
    name = _text(value, wanted).strip()
    if is_id(name):
        return name
    if not name.startswith("#") and _CHANNEL_NAME.fullmatch(f"#{name}"):
        raise WrongValue(f'a channel\'s name begins with #. Did you mean "#{name.lower()}"?')
    if _CHANNEL_NAME.fullmatch(name) is None or name != name.lower():
        raise WrongValue(f"write {wanted}, not {_shown(value)}")
    return name


def group(value: object) -> GroupId:
    return GroupId(_slack_id(value, "S", 'the id of a user group like "S012ABC"'))


def user(value: object) -> UserId:
    return UserId(_slack_id(value, "UW", 'the id of a member like "U012ABC"'))


def users(value: object) -> tuple[UserId, ...]:
    return tuple(user(one) for one in _list(value, 'a list of members, like ["U012ABC", "U034DEF"]'))


def workspace(value: object) -> WorkspaceId:
    return WorkspaceId(_slack_id(value, "ET", 'the id of a workspace like "T0123ABC"'))


def page(value: object) -> str:
    """A link, a phone line or a webhook."""
    wanted = 'a link or a phone number, like "https://on-call.example.com" or "+49 30 1234567"'
    text = _text(value, wanted).strip()
    if not text or "\n" in text:
        raise WrongValue(f"write {wanted}, in one line")
    return text


def page_webhook(value: object) -> SecretStr:
    """An address that wakes someone, or the environment variable that holds it."""
    wanted = 'an address, or the variable that holds it, like "env:PAGE_ENGINEERING"'
    text = _text(value, wanted).strip()
    if not (_VARIABLE.fullmatch(text) or is_page_webhook(text)):
        raise WrongValue(f"write {wanted}; an address begins with https://")
    return SecretStr(text)


def is_page_webhook(address: str) -> bool:
    """Over TLS, or to this machine itself."""
    try:
        parts = urlsplit(address)
        is_whole = bool(parts.hostname) and parts.port != 0 and not re.search(r"\s", address)
    except ValueError:
        return False
    is_here = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return is_whole and (parts.scheme == "https" or is_here)


def span(value: object) -> Span:
    return parse_span(_text(value, 'a time like "2h", "30m", "30s", or "1bd" for a business day'))


def spans(value: object) -> tuple[Span, ...]:
    return tuple(span(one) for one in _list(value, 'a list of times, like ["1h", "1h"]'))


def answer_time(value: object) -> float:
    """Seconds, with parts of one: people wait for it."""
    wanted = f'seconds like "2.5s", from "{_LEAST_SECONDS:g}s" to "{_MOST_SECONDS:g}s"'
    found = _SECONDS.fullmatch(_text(value, wanted).strip())
    if found is None or not _LEAST_SECONDS <= float(found[1]) <= _MOST_SECONDS:
        raise WrongValue(f"write {wanted}, not {_shown(value)}")
    return float(found[1])


def words(value: object) -> tuple[str, ...]:
    found = names(value)
    if not found:
        raise WrongValue('write at least one word, like ["invoice run", "dunning"]')
    return found


def names(value: object) -> tuple[str, ...]:
    """Words or names, which may be none. Each begins with a letter or a digit, so that a text can be looked through."""
    wanted = 'a list of words, like ["invoice run", "dunning"]'
    found = tuple(" ".join(_text(one, wanted).split()) for one in _list(value, wanted))
    for one in found:
        if len(one) < _SHORTEST_WORD or not one[0].isalnum():
            raise WrongValue(
                f'"{one}" cannot be looked for: write two letters or more, beginning with a letter or digit'
            )
    return found


def one_of(value: object, known: Mapping[str, T]) -> T:
    name = _text(value, f"one of {', '.join(known)}").strip()
    if name not in known:
        raise WrongValue(f'there is no "{name}". {instead(name, known)}')
    return known[name]


def instead(typed: str, known: Collection[str]) -> str:
    """The nearest right name; where none is near, all of them, if they are few."""
    lowered = {name.lower(): name for name in known}
    near = get_close_matches(typed.lower(), lowered, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{lowered[near[0]]}"?'
    return f"Known are: {', '.join(sorted(known))}." if len(known) <= _FEW else "None is spelt like it."


@cache
def _holiday_places() -> Mapping[str, list[str]]:
    # Imported here: it costs memory that a desk without holidays need not spend.
    from holidays import list_supported_countries  # noqa: PLC0415 - said above

    return list_supported_countries()


def _slack_id(value: object, first: str, wanted: str) -> str:
    text = _text(value, wanted).strip()
    if re.fullmatch(rf"[{first}][A-Z0-9]+", text) is None:
        raise WrongValue(f"write {wanted}, not {_shown(value)}")
    return text


def _text(value: object, wanted: str) -> str:
    if not isinstance(value, str):
        raise WrongValue(f"write {wanted}, in quotation marks, not {_shown(value)}")
    return value


def _list(value: object, wanted: str) -> list[Any]:
    if not isinstance(value, list):
        raise WrongValue(f"write {wanted}, not {_shown(value)}")
    return value


def _shown(value: object) -> str:
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case _:
            return str(value)
