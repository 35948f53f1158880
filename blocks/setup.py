"""Set up: where each team is reached. One channel is enough to begin with: it is everyone's fallback.

What the policy file decides is shown and locked. Values come back by the keys of `places`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from blocks import ids, kit
from blocks.forms import touched
from blocks.kit import Block
from escalation.kinds import ChannelId, GroupId, TargetTeam, UserId
from escalation.models import Event
from escalation.people import SetUp, TeamSetUp
from escalation.policy import Policy, TeamPolicy

SUPPORT = "support"
FALLBACK = "setup.fallback"
TEAM = "team"
"""The menu that chooses which team gets a test brief."""


def modal(
    chosen: SetUp,
    policy: Policy,
    *,
    groups: Mapping[str, str] | None = None,
    changed: Event | None = None,
    with_security: bool = True,
) -> Block:
    """`groups` names the workspace's user groups by id, None where Slack did not tell; `changed` is the last change.

    `with_security`: the reader may choose where Security is reached.
    """
    blocks = [
        kit.said("Choose a channel for each team. One alone is enough: it is the fallback for all but Security."),
        *_last_change(changed),
    ]
    for team in TargetTeam:
        if team is TargetTeam.SECURITY and not with_security:
            blocks += [kit.header(str(team)), kit.said("Chosen by Security's lead.")]
            continue
        blocks += _place(str(team), str(team), chosen.teams.get(team, TeamSetUp()), policy.team(team), policy, groups)
    blocks += _place(SUPPORT, "Support", chosen.support, policy.support, policy, groups)
    blocks += [kit.header("When a channel cannot be reached"), _fallback(chosen, policy), _test()]
    return kit.modal(ids.View.SET_UP, "Set up", blocks, submit="Save")


def _last_change(changed: Event | None) -> list[Block]:
    if changed is None or changed.by is None:
        return []
    return [kit.rich(["Last changed by ", kit.user(changed.by), ", ", kit.when(changed.at), "."])]


def _place(
    key: str,
    name: str,
    chosen: TeamSetUp,
    team: TeamPolicy,
    policy: Policy,
    groups: Mapping[str, str] | None,
) -> list[Block]:
    blocks = [kit.header(name)]
    if f"{key}.channel" in policy.locked:
        blocks.append(
            _locked("Channel", kit.channel(team.channel or "") if _is_id(team.channel) else team.channel or "")
        )
    else:
        blocks.append(_channel(key, chosen.channel))
    if f"{key}.group" in policy.locked:
        blocks.append(_locked("Group", kit.group(team.group or "")))
    elif groups:
        menu = kit.select(_groups(groups, chosen.group), chosen=chosen.group)
        blocks.append(kit.field(f"setup.{key}.group", "Group to mention", menu))
    if f"{key}.lead" in policy.locked:
        blocks.append(_locked("Lead", kit.user(team.lead or "")))
    else:
        blocks.append(kit.field(f"setup.{key}.lead", "Lead", _person(chosen.lead)))
    return blocks


def _groups(groups: Mapping[str, str], chosen: GroupId | None) -> list[Block]:
    """As many as a menu takes; the chosen one first, because a menu without it would clear the choice when saved."""
    first: dict[str, str] = {chosen: groups.get(chosen, chosen)} if chosen else {}
    return [kit.option(f"@{handle}", group) for group, handle in {**first, **groups}.items()]


def _is_id(channel: str | None) -> bool:
    return bool(channel) and not str(channel).startswith("#")


def _locked(label: str, value: kit.Part) -> Block:
    return kit.rich([kit.bold(f"{label}: "), value, " (set in the file)"])


def _channel(key: str, chosen: ChannelId | None) -> Block:
    if key != TargetTeam.SECURITY:
        return kit.field(f"setup.{key}.channel", "Channel", _channels(chosen))
    menu, hint = _channels(chosen, include=["private"]), "It has to be private, with Security's people only."
    return kit.field(f"setup.{key}.channel", "Channel", menu, hint=hint)


def _channels(chosen: str | None, *, include: Sequence[str] = ("public", "private")) -> Block:
    element: Block = {
        "type": "conversations_select",
        "filter": {
            "include": list(include),
            "exclude_external_shared_channels": True,
            "exclude_bot_users": True,
        },
        "placeholder": kit.plain("Choose a channel"),
    }
    return element | ({"initial_conversation": chosen} if chosen else {})


def _person(chosen: str | None) -> Block:
    element: Block = {"type": "users_select", "placeholder": kit.plain("Choose a person")}
    return element | ({"initial_user": chosen} if chosen else {})


def _fallback(chosen: SetUp, policy: Policy) -> Block:
    if "fallback" in policy.locked:
        return _locked("Fallback", policy.fallback or "")
    return kit.field(FALLBACK, "Fallback channel", _channels(chosen.fallback), hint="Never used for Security.")


def _test() -> Block:
    options = [kit.option(str(team), str(team)) for team in TargetTeam]
    menu = kit.select(options, placeholder="Send a test brief to …") | {"action_id": ids.Action.TEST_BRIEF.value}
    return kit.actions(menu, block_id="setup.test")


def read(view: Mapping[str, Any], now: SetUp) -> SetUp:
    """What was chosen. What the form did not show, or nobody touched in it, is as it is `now`: another lead may have
    chosen it while the form stood open.
    """
    said, before = touched(view), now
    teams = {team: _read_place(said, str(team), before.teams.get(team, TeamSetUp())) for team in TargetTeam}
    fallback = said[FALLBACK].get("selected_conversation") if FALLBACK in said else before.fallback
    return before.model_copy(
        update={
            "teams": {team: place for team, place in teams.items() if place != TeamSetUp()},
            "support": _read_place(said, SUPPORT, before.support),
            "fallback": ChannelId(fallback) if fallback else None,
        }
    )


def _read_place(said: Mapping[str, Mapping[str, Any]], key: str, before: TeamSetUp) -> TeamSetUp:
    place = before.model_dump()
    for part, found in (
        ("channel", "selected_conversation"),
        ("lead", "selected_user"),
    ):
        if f"setup.{key}.{part}" in said:
            place[part] = said[f"setup.{key}.{part}"].get(found)
    if f"setup.{key}.group" in said:
        option = said[f"setup.{key}.group"].get("selected_option") or {}
        place["group"] = option.get("value")
    return TeamSetUp(
        channel=ChannelId(place["channel"]) if place["channel"] else None,
        group=GroupId(place["group"]) if place["group"] else None,
        lead=UserId(place["lead"]) if place["lead"] else None,
    )
