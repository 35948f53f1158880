"""A desk in memory, and the same on each of the three stores where it matters what keeps it."""

import pytest

from escalation.ports import Store
from storage.memory import MemoryStore
from tests.escalation.makers import Office
from tests.stores import Machine, machine, store

__all__ = ["any_office", "machine", "office", "store"]


@pytest.fixture
def office() -> Office:
    machine_time = Machine()
    return Office(MemoryStore(machine_now=machine_time.now), machine_time)


@pytest.fixture
def any_office(store: Store, machine: Machine) -> Office:
    return Office(store, machine)
