"""What a person types, as Slack hands it on: names become ids, the three special letters become entities."""

import re

from sandbox.workspace import Workspace

_LINK = re.compile(r"https?://[^\s<>|]+")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escaped(text: str, workspace: Workspace, *, with_labels: bool) -> str:
    """`@maya` and `#support` as ids, links in angle brackets; commands carry a label behind the id, messages do not."""
    people = {person.handle: person.id for person in workspace.people.values()}
    groups = {group.handle: group.id for group in workspace.groups.values()}
    rooms = {channel.name: channel.id for channel in workspace.channels.values() if channel.name}

    def person_or_group(found: re.Match[str]) -> str:
        name = found[1].lower()
        if name in people:
            return f"<@{people[name]}|{name}>" if with_labels else f"<@{people[name]}>"
        if name in groups:
            return f"<!subteam^{groups[name]}|@{name}>" if with_labels else f"<!subteam^{groups[name]}>"
        return found[0]

    def room(found: re.Match[str]) -> str:
        name = found[1].lower()
        return f"<#{rooms[name]}|{name}>" if name in rooms else found[0]

    text = _LINK.sub(lambda found: f"<{found[0]}>", escape(text))
    text = re.sub(r"(?<![\w.])@([\w-]*\w)", person_or_group, text)
    return re.sub(r"(?<![\w&/])#([\w-]*\w)", room, text)
