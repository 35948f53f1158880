"""`escalate`, broken on purpose, to see that the reckoning sees it: `python -m tests.chaos.broken no_look_up run`.

Each variant leaves out one of the things that keep a message from being said twice.
"""

import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from unittest.mock import patch

import cli
from escalation import delivery
from escalation.letters import Claim, Outcome
from storage.store import SqlStore


def no_look_up() -> None:
    """What may have arrived is sent again without looking whether it did."""

    async def takes_it_for_lost(_self: delivery.Delivery, _claim: Claim) -> Outcome | None:
        return None

    patch.object(delivery.Delivery, "_look", takes_it_for_lost).start()


def no_lease() -> None:
    """Whoever comes takes a letter, though another is just sending it, and nobody asks whose it is."""

    def always_ours(_self: SqlStore, _claim: Claim) -> timedelta:
        return timedelta(minutes=1)

    patch.object(delivery, "LEASE", timedelta(0)).start()
    patch.object(SqlStore, "lease_left", always_ours).start()


VARIANTS: Mapping[str, Callable[[], None]] = {"no_look_up": no_look_up, "no_lease": no_lease}


if __name__ == "__main__":
    VARIANTS[sys.argv[1]]()
    sys.exit(cli.main(sys.argv[2:]))
