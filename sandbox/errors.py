"""The two ways to be told no: as an app, in Slack's words, and as a person who reaches for what is not there."""

from typing import Any


class Refused(Exception):
    """An answer with `ok: false`; the server turns it into what a client of Slack would read."""

    def __init__(self, error: str, *, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []
        self.more = more

    def answer(self) -> dict[str, Any]:
        told = {"response_metadata": {"messages": self.messages}} if self.messages else {}
        return {"ok": False, "error": self.error, **self.more, **told}


class NotThere(Exception):
    """A person cannot see, press or fill this: it would not be on their screen."""
