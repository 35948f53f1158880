"""What can go wrong, named for whose move it is then.

EscalationError
├── NotAllowed        the person's move: the message is fit to show them, privately
│   ├── WrongStatus   somebody else was first, or it is closed
│   └── NotFound      no such escalation here (or not for them, which is told the same way)
├── Repeated          nobody's: the same press, delivered again
├── TryAgain          ours, later: nothing left us
├── NothingToSay      nobody's: what a letter would have told is settled
├── Unclear           the request left, the answer did not come: look before saying it again
└── GiveUp            someone must look; the reason is kept and told
"""

from escalation.kinds import Status


class EscalationError(Exception):
    """All errors of ours that are expected to happen."""


class NotAllowed(EscalationError):
    """Refused. The message says why and who can, in words for the person who asked."""


class NotFound(NotAllowed):
    """There is no such escalation for this person."""


class WrongStatus(NotAllowed):
    """The escalation is not in a status from which this can be done."""

    def __init__(self, *, was: Status, wanted: Status) -> None:
        super().__init__(f"This escalation is {was} now, so it cannot become {wanted}.")
        self.was = was
        self.wanted = wanted


class Repeated(EscalationError):
    """The same press or form, delivered again by Slack. It counted the first time."""


class TryAgain(EscalationError):
    """Nothing left us, or Slack said it did nothing. `after_seconds` is what Slack asked us to wait.

    `code` is Slack's word where the whole workspace has to wait because it does not let us in.
    """

    def __init__(
        self, reason: str, *, after_seconds: float | None = None, whole_workspace: bool = False, code: str = ""
    ) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds
        self.whole_workspace = whole_workspace
        self.code = code


class NothingToSay(EscalationError):
    """What a letter would have told was settled, or is over, before it left."""


class Unclear(EscalationError):
    """It may have arrived, and does not show before `after_seconds`."""

    def __init__(self, reason: str, *, after_seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds


class GiveUp(EscalationError):
    """Trying again will not help. `code` is Slack's word for it, the message ours. `told` is what another product says
    of it: for whoever wanted it, and never logged."""

    def __init__(self, reason: str, *, code: str = "", told: str = "") -> None:
        super().__init__(reason)
        self.code = code
        self.told = told


class PolicyError(EscalationError):
    """The policy file cannot be used; the message names file, table, key and line, and the remedy."""


class StorageError(EscalationError):
    """The database cannot be used; the message is one sentence with the remedy."""
