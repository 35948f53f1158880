"""What all webhooks share: the signature is checked over the bytes as they came, before anything is read of them."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol, runtime_checkable

from pydantic import SecretStr

from connectors.product import ConnectorSettings
from escalation.errors import EscalationError
from escalation.happenings import Happening, Heard
from escalation.record import Value
from escalation.sources import SourceFailed

OLDEST = timedelta(hours=23)
"""What happened longer ago is not taken in: deliveries are known again for a day."""

Told = Mapping[str, Any]


class Refused(EscalationError):
    """It is not from the product, or not from now."""


class Unreadable(EscalationError):
    """It is signed, and yet nothing that can be read."""


class Delivered(NamedTuple):
    """A request as it came. Header names are in small letters."""

    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


class From(Value):
    """Where a webhook is from: the connector's name, and where people open the product; empty where it tells itself."""

    source: str
    site: str = ""


class HookSettings(ConnectorSettings):
    """Without `webhook_secret` the product's webhooks are not taken in."""

    webhook_secret: SecretStr | None = None


@dataclass(frozen=True)
class Way:
    """How one product signs and what it tells.

    `is_signed` compares in constant time. `named` is what the product calls the delivery, the same when it tries again.
    `sent_at` is the moment of sending where the product signs one, and it is no further than `within` from now.
    """

    product: str
    is_signed: Callable[[str, Delivered], bool]
    named: Callable[[Delivered, Told], str]
    happenings: Callable[[Delivered, Told, From], Iterable[Happening]]
    sent_at: Callable[[Delivered, Told], datetime | None] | None = None
    within: timedelta = timedelta(minutes=5)
    site: Callable[[Any], str] = lambda _: ""


@runtime_checkable
class TellsUs(Protocol):
    """A connector's class whose product has webhooks."""

    hook: Way


class Hook:
    """One connector's webhooks, as they are set up here."""

    def __init__(self, name: str, way: Way, settings: HookSettings, secret: SecretStr) -> None:
        self.name = name
        self.product = way.product
        self._way = way
        self._from = From(source=name, site=way.site(settings))
        self._secret = secret

    def hear(self, delivered: Delivered, *, now: datetime) -> Heard:
        """What it tells; `now` is machine time. Raises `Refused` and `Unreadable`."""
        way = self._way
        if not way.is_signed(self._secret.get_secret_value(), delivered):
            raise Refused("the signature is missing or wrong")
        told = _read(delivered.body)
        if way.sent_at is not None:
            _must_be_new(way.sent_at(delivered, told), within=way.within, now=now)
        try:
            happenings = tuple(way.happenings(delivered, told, self._from))
        except SourceFailed as failure:
            raise Unreadable(f"it lacks what it must have: {failure}") from failure
        if any(one.at < now - OLDEST for one in happenings):
            raise Refused("it tells of something too long ago")
        return Heard(keys=self._keys(way.named(delivered, told), delivered.body), happenings=happenings)

    def _keys(self, named: str, body: bytes) -> tuple[str, ...]:
        """Some products name a delivery in a header that is not signed, so its bytes are remembered as well."""
        whole = hashlib.sha256(body).hexdigest()
        names = (f"hook:{self.name}:{named}",) if named else ()
        return (*names, f"hook:{self.name}:sha256:{whole}")


def hook_of(product: object, name: str, settings: ConnectorSettings) -> Hook | None:
    """None where the product has no webhooks, or they are not set up."""
    if not (isinstance(product, TellsUs) and isinstance(settings, HookSettings) and settings.webhook_secret):
        return None
    return Hook(name, product.hook, settings, settings.webhook_secret)


def digest(secret: str, signed: bytes, algorithm: str = "sha256") -> bytes:
    return hmac.new(secret.encode(), signed, algorithm).digest()


def is_hex_of(wanted: bytes, given: str) -> bool:
    """Whether `given` is this digest in hexadecimal. Every letter is compared, whichever is the first wrong one."""
    return hmac.compare_digest(wanted.hex().encode(), given.strip().lower().encode())


def _read(body: bytes) -> Told:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable("it is not JSON; choose application/json where the webhook is set up") from wrong
    if not isinstance(told, dict):
        raise Unreadable("it is JSON, but no object")
    return told


def _must_be_new(sent: datetime | None, *, within: timedelta, now: datetime) -> None:
    if sent is None:
        raise Refused("it does not say when it was sent")
    if abs(now - sent) > within:
        raise Refused("it was not sent just now, or the clocks differ")
