"""Which connectors there are, and which of them are set up here.

A connector of ours is a line in `KINDS`; one of another package an entry point in the group `ENTRY_POINTS`, and an
equal. Only the kinds that are set up are loaded.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol

from pydantic import SecretStr, ValidationError

from connectors.hooks.way import Hook, hook_of
from connectors.product import ConnectorSettings, Means, Named
from escalation.policy_values import instead
from escalation.sources import Connector

KINDS: Mapping[str, str] = {
    "confluence": "connectors.confluence:Confluence",
    "github": "connectors.github:GitHub",
    "guru": "connectors.guru:Guru",
    "hubspot": "connectors.hubspot:HubSpot",
    "intercom": "connectors.intercom:Intercom",
    "jira": "connectors.jira:Jira",
    "linear": "connectors.linear:Linear",
    "notion": "connectors.notion:Notion",
    "salesforce": "connectors.salesforce:Salesforce",
    "zendesk": "connectors.zendesk:Zendesk",
}
"""The products we know, and the class of each."""

ENTRY_POINTS = "escalation_desk.connectors"
FROM_VARIABLE = "env:"


class Product(Protocol):
    """A connector's class."""

    kind: str
    Settings: type[ConnectorSettings]

    def __call__(self, name: str, settings: Any, means: Means) -> Connector: ...


@dataclass(frozen=True)
class SetUpOnes:
    """The connectors that can be asked, and what is wrong with the others: place and remedy, a sentence each.

    `hooks` are the webhooks that are taken in.
    """

    connectors: tuple[Connector, ...] = ()
    problems: tuple[str, ...] = ()
    hooks: tuple[Hook, ...] = ()


def set_up(tables: Mapping[str, Mapping[str, object]], *, named: Named, means: Means) -> SetUpOnes:
    """`tables` are the policy's, by name; a product whose variables are given needs none.

    What is wrong with one keeps the others from nothing.
    """
    connectors, problems, hooks = [], list[str](), list[Hook]()
    for name, kind, table in _wanted(tables):
        where = name if table is None else f"[connectors.{name}]"
        try:
            given = {**(_of_environment(kind, named) if kind == name else {}), **(table or {})}
            if given or table is not None:
                product = _loaded(kind, where)
                settings = _settings(product, given, named=named, where=where)
                connectors.append(product(name, settings, means))
                if hook := hook_of(product, name, settings):
                    hooks.append(hook)
        except ValueError as wrong:
            problems.append(str(wrong))
        except (ImportError, AttributeError) as broken:
            problems.append(f"{where}: its connector cannot be loaded ({type(broken).__name__})")
    return SetUpOnes(tuple(connectors), tuple(problems), tuple(hooks))


def _wanted(
    tables: Mapping[str, Mapping[str, object]],
) -> Iterator[tuple[str, str, Mapping[str, object] | None]]:
    """Name, kind, and the table without it; then the kinds that variables alone may switch on."""
    for name, table in tables.items():
        yield name, str(table.get("kind", name)), {key: value for key, value in table.items() if key != "kind"}
    kinds_named = {str(table.get("kind", name)) for name, table in tables.items()}
    yield from ((kind, kind, None) for kind in KINDS if kind not in kinds_named)


def _of_environment(kind: str, named: Named) -> dict[str, object]:
    """What variables give, where they hold a secret of it: an address alone switches nothing on."""
    if kind not in KINDS:
        return {}
    fields = _secrets_first(kind)
    found: dict[str, object] = {}
    for field, is_secret in fields.items():
        variable = f"{kind}_{field}".upper()
        try:
            value = named(variable)
        except ValueError as unreadable:
            raise ValueError(f"{variable}_FILE: {unreadable}") from unreadable
        if value is not None:
            found[field] = value if is_secret else value.get_secret_value()
    return found if any(fields[field] for field in found) else {}


def _secrets_first(kind: str) -> Mapping[str, bool]:
    fields = _loaded(kind).Settings.model_fields
    return {name: field.annotation in {SecretStr, SecretStr | None} for name, field in fields.items()}


def _loaded(kind: str, where: str = "") -> Product:
    """Raises `ValueError` for a kind that nobody knows."""
    if kind in KINDS:
        module, _, name = KINDS[kind].partition(":")
        product: Product = getattr(import_module(module), name)
        return product
    others: dict[str, EntryPoint] = {one.name: one for one in entry_points(group=ENTRY_POINTS)}
    if kind in others:
        other: Product = others[kind].load()
        return other
    raise ValueError(f'{where}: there is no connector "{kind}". {instead(kind, {*KINDS, *others})}')


def _settings(product: Product, given: Mapping[str, object], *, named: Named, where: str) -> ConnectorSettings:
    """Raises `ValueError` naming the key and what to do; never a value."""
    values = {key: _value(f"{where} {key}", one, named) for key, one in given.items()}
    try:
        return product.Settings.model_validate(values)
    except ValidationError as wrong:
        said = "; ".join(dict.fromkeys(_sentence(one, product.Settings) for one in wrong.errors(include_input=False)))
        raise ValueError(f"{where}: {said}") from None


def _value(place: str, given: object, named: Named) -> object:
    if not (isinstance(given, str) and given.startswith(FROM_VARIABLE)):
        return given
    variable = given.removeprefix(FROM_VARIABLE)
    try:
        found = named(variable)
    except ValueError as unreadable:
        raise ValueError(f"{place}: {variable}_FILE: {unreadable}") from unreadable
    if found is None:
        raise ValueError(f"{place}: {variable} is not set")
    return found.get_secret_value()


def _sentence(error: Mapping[str, Any], settings: type[ConnectorSettings]) -> str:
    key = ".".join(str(part) for part in error["loc"])
    match error["type"]:
        case "missing":
            return f"{key} is missing"
        case "extra_forbidden":
            return f"there is no key {key}. {instead(key, set(settings.model_fields))}"
        case "value_error":
            return f"{key}: {error['ctx']['error']}" if key else str(error["ctx"]["error"])
        case _:
            said = f"{error['msg'][0].lower()}{error['msg'][1:]}"
            return f"{key}: {said}" if key else said
