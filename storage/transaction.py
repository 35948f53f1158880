"""One unit of work on one workspace, in SQL: `escalation.ports.Transaction`."""

from storage.cases import Cases
from storage.outbox import Outbox
from storage.workplace import Workplace


class SqlTransaction(Cases, Outbox, Workplace):
    """Cases, letters and the workspace over one connection."""
