"""What Slack is told about our app: its name, scopes, command, shortcuts, events. Printed by `escalate manifest`.

What stands here must be answered by a listener, and what a listener answers must stand here; a test holds the two
together. A newer event or scope belongs in this file and in docs/scopes.md.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, urlsplit

from blocks.ids import Shortcut
from escalation.errors import EscalationError

NAME = "Escalation Desk"
BOT_SCOPES = (
    "commands",
    "chat:write",
    "channels:read",
    "groups:read",
    "channels:join",
    "channels:history",
    "groups:history",
    "im:write",
    "im:history",
    "users:read",
    "usergroups:read",
    "reactions:read",
)
OPTIONAL_SCOPES = ("files:read", "files:write", "users:read.email")
"""The app works without them; whoever installs it may leave them out."""
EVENTS = ("app_home_opened", "reaction_added", "reaction_removed")
"""Those that a listener handles, and no more: Bolt answers 404 to the others, and Slack stops sending then."""
SLACK_CALLS = "/slack/events"
CREATE = "https://api.slack.com/apps?new_app=1&manifest_json="

_LONG = (
    "Support agents type what is wrong. The form that opens is filled in from the text, with a severity and a team "
    "and the reasons for both. Posted, it is a card and a structured brief in that team's channel. The team is asked "
    "for news until it is done, and whoever keeps the customer is reminded to tell them."
)


class Limit(NamedTuple):
    """How long the text at `at` may be, or how many entries the list there may have. `*` is each entry of a list."""

    at: str
    most: int
    least: int = 1


# Slack's manifest schema, version 2: github.com/slackapi/manifest-schema.
LIMITS = (
    Limit("display_information.name", 35),
    Limit("display_information.description", 140),
    Limit("display_information.long_description", 4000, least=175),
    Limit("features.bot_user.display_name", 80),
    Limit("features.shortcuts", 10),
    Limit("features.shortcuts.*.name", 24),
    Limit("features.shortcuts.*.callback_id", 255),
    Limit("features.shortcuts.*.description", 150),
    Limit("features.slash_commands", 50),
    Limit("features.slash_commands.*.command", 32, least=2),
    Limit("features.slash_commands.*.description", 2000),
    Limit("features.slash_commands.*.usage_hint", 1000),
    Limit("oauth_config.scopes.bot", 255),
    Limit("oauth_config.scopes.bot_optional", 255),
    Limit("settings.event_subscriptions.bot_events", 100),
)


class WrongManifest(EscalationError):
    """Slack would refuse it. The message says what to change."""


def made_for(*, command: str, mode: Literal["socket", "http"], url: str | None) -> dict[str, Any]:
    """The manifest for one way in. `url` is our public address, for HTTP. Raises `WrongManifest`."""
    if re.fullmatch(r"/[^\s/A-Z]+", command) is None:
        raise WrongManifest(f'A command begins with / and has no spaces or capitals, not "{command}".')
    address = _address(url) if mode == "http" else None
    manifest = {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": "From a customer's problem to the team that can solve it, in one form.",
            "long_description": _LONG,
            "background_color": "#1f3a4d",
        },
        "features": _features(command, address),
        "oauth_config": {"scopes": {"bot": list(BOT_SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}},
        "settings": _settings(address),
    }
    if wrong := list(problems(manifest)):
        raise WrongManifest("\n".join(wrong))
    return manifest


def _features(command: str, address: str | None) -> dict[str, Any]:
    slash = {
        "command": command,
        "description": "Escalate an issue to the team that can solve it",
        "usage_hint": "<issue> [customer]",
        "should_escape": True,
    }
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "escalation-desk", "always_online": True},
        "shortcuts": [
            {
                "name": "Escalate this message",
                "type": "message",
                "callback_id": Shortcut.MESSAGE.value,
                "description": "Opens the form with this message, from a thread too",
            },
            {
                "name": "New escalation",
                "type": "global",
                "callback_id": Shortcut.GLOBAL.value,
                "description": "Opens the empty form",
            },
        ],
        "slash_commands": [slash | ({"url": address} if address else {})],
    }


def _settings(address: str | None) -> dict[str, Any]:
    """Token rotation cannot be switched off again, and ends a token that stands in a setting after twelve hours."""
    return {
        "event_subscriptions": {**({"request_url": address} if address else {}), "bot_events": list(EVENTS)},
        "interactivity": {
            "is_enabled": True,
            **({"request_url": address, "message_menu_options_url": address} if address else {}),
        },
        "org_deploy_enabled": False,
        "socket_mode_enabled": address is None,
        "token_rotation_enabled": False,
    }


def _address(url: str | None) -> str:
    parts = urlsplit((url or "").strip())
    if parts.scheme != "https" or not parts.hostname:
        raise WrongManifest(f'Slack only calls https addresses, such as https://desk.example.com, not "{url or ""}".')
    return f"{(url or '').strip().rstrip('/')}{SLACK_CALLS}"


def problems(manifest: Mapping[str, Any]) -> Iterator[str]:
    """What is longer or shorter than Slack takes, a sentence each."""
    for limit in LIMITS:
        for found in _at(manifest, limit.at.split(".")):
            if not limit.least <= len(found) <= limit.most:
                yield f"{limit.at} has {len(found)}; Slack takes {limit.least} to {limit.most}."


def _at(value: Any, path: Sequence[str]) -> Iterator[Any]:
    if not path:
        yield value
        return
    key, *rest = path
    for one in value if key == "*" else [value[key]]:
        yield from _at(one, rest)


# --- as people and browsers take it

_PLAIN = re.compile(r"[A-Za-z][\w.-]*(?::[\w.-]+)?")
_NOT_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}


def as_yaml(manifest: Mapping[str, Any]) -> str:
    """The same text each time. Written here because mappings, lists, words and numbers are all there is to write."""
    return "".join(f"{line}\n" for line in _lines(manifest))


def link(manifest: Mapping[str, Any]) -> str:
    """The address that opens Slack's page for a new app, filled in."""
    return CREATE + quote(json.dumps(manifest, separators=(",", ":"), ensure_ascii=False), safe="/:,")


def _lines(value: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    for key, one in value.items():
        if isinstance(one, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(one, f"{indent}  ")
        elif isinstance(one, list):
            yield f"{indent}{key}:"
            for entry in one:
                yield from _entry(entry, f"{indent}  ")
        else:
            yield f"{indent}{key}: {_scalar(one)}"


def _entry(entry: Any, indent: str) -> Iterator[str]:
    if not isinstance(entry, Mapping):
        yield f"{indent}- {_scalar(entry)}"
        return
    first, *rest = _lines(entry, f"{indent}  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def _scalar(value: object) -> str:
    """Words as they are; anything that YAML might read as something else as JSON, which YAML reads too."""
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _NOT_WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
