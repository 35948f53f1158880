"""What passed between the workspace and the app, both ways, newest first: for whoever wants to see it at work."""

from collections.abc import Callable
from typing import Any

from sandbox.dispatch import Delivery, Dispatcher
from sandbox.record import Entry, Record

Payload = dict[str, Any]
_SHOWN = 80


def _action(payload: Payload) -> str:
    (action,) = payload["actions"]
    said = (action.get("selected_option") or action).get("text") or {}
    return f"{action['action_id']}: {said['text']}" if said.get("text") else str(action["action_id"])


# What someone did, by the kind of payload it became.
_SAID: dict[str, Callable[[Payload], str]] = {
    "block_actions": _action,
    "view_submission": lambda payload: f"form {payload['view'].get('callback_id', '')} sent",
    "view_closed": lambda payload: f"form {payload['view'].get('callback_id', '')} closed",
    "block_suggestion": lambda payload: f"options for {payload['action_id']}: {payload['value']}",
    "shortcut": lambda payload: f"shortcut {payload['callback_id']}",
    "message_action": lambda payload: f"message menu {payload['callback_id']}",
    "event_callback": lambda payload: f"event {payload['event']['type']}",
}


class Traffic:
    def __init__(self, dispatcher: Dispatcher, record: Record) -> None:
        self._dispatcher = dispatcher
        self._record = record

    def lines(self) -> list[dict[str, Any]]:
        """The latest of both ways: when, what, how it ended, and how many milliseconds it took."""
        timed = [(one.at, _sent(one)) for one in self._dispatcher.delivered]
        timed += [(one.at, _called(one)) for one in self._record.entries[-_SHOWN:]]
        return [line for _, line in sorted(timed, key=lambda pair: pair[0], reverse=True)[:_SHOWN]]

    def whole(self, id: str) -> dict[str, Any] | None:
        """Everything that was said, word for word; None when it is no longer kept."""
        for sent in self._dispatcher.delivered:
            if id == _id_of_sent(sent):
                return {"payload": sent.parcel.payload, "answer": sent.answer}
        for called in reversed(self._record.entries):
            if id == _id_of_call(called):
                return {"arguments": called.arguments, "ok": called.ok, "error": called.error}
        return None


def _id_of_sent(sent: Delivery) -> str:
    return f"sent-{sent.number}"


def _id_of_call(called: Entry) -> str:
    return f"call-{called.number}"


def _sent(sent: Delivery) -> dict[str, Any]:
    payload = sent.parcel.payload
    typed = f"{payload.get('command', '')} {payload.get('text', '')}".strip()
    return {
        "id": _id_of_sent(sent),
        "to_app": True,
        "time": sent.time,
        "what": typed if sent.parcel.kind == "slash_commands" else _SAID[payload["type"]](payload),
        "channel": "",
        "took_ms": sent.took_ms,
        "trouble": sent.trouble,
    }


def _called(called: Entry) -> dict[str, Any]:
    return {
        "id": _id_of_call(called),
        "to_app": False,
        "time": called.time,
        "what": called.method,
        "channel": called.channel,
        "took_ms": called.took_ms,
        "trouble": called.error or called.fault,
    }
