"""What looking for the same problem costs, with 1,000 and with 100,000 escalations: the desk's whole look-up.

    .venv/bin/python benches/same.py [sqlite] [postgres]

Each report is six words of a fixed vocabulary, drawn as words fall in a language: few are on everything, most on
little. The newest 500 are open. The tickets are looked up as well.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from escalation.desk import EscalationDesk
from escalation.drafts import Draft
from escalation.kinds import DraftId, Status
from escalation.models import Escalation
from escalation.ports import KeptDraft
from storage.engine import open_engines
from storage.migrate import migrate
from storage.store import SqlStore
from tests.escalation.makers import NORA, a_policy
from tests.storage.facts import ACME, an_escalation
from tests.stores import START, bare_postgres, new_database

SIZES = (1_000, 100_000)
WORDS = 3_000
SAID = 6
ASKED = 60
OPEN = 500


def vocabulary() -> Sequence[str]:
    """Invented words that end like none other: the stem of each is its own."""
    letters = "bcdfgklmnprtvz"
    return [f"{letters[n % 14]}o{letters[n // 14 % 14]}a{letters[n // 196 % 14]}u{n % 7}x" for n in range(WORDS)]


def told(chance: random.Random, words: Sequence[str], weights: Sequence[float]) -> str:
    return " ".join(chance.choices(words, weights, k=SAID))


def escalations(count: int) -> Iterator[Escalation]:
    chance, words = random.Random(7), vocabulary()  # noqa: S311 - the same reports each time
    weights = [1 / (place + 10) for place in range(WORDS)]
    for number in range(1, count + 1):
        status = Status.OPEN if number > count - OPEN else Status.RESOLVED
        draft = Draft(
            text=told(chance, words, weights), ticket=str(10_000 + number), customers=(f"Firm {number % 900}",)
        )
        yield an_escalation(number, draft=draft, status=status)


def filled(store: SqlStore, count: int) -> None:
    ready: list[Escalation] = []
    for one in escalations(count):
        ready.append(one)
        if len(ready) == 500 or one.id == count:  # noqa: PLR2004 - a transaction's worth
            with store.begin(ACME) as tx:
                for each in ready:
                    tx.add(each)
            ready.clear()


def look_up(desk: EscalationDesk, draft: Draft) -> float:
    """Milliseconds."""
    kept = KeptDraft(id=DraftId("D"), draft=draft, by=NORA.person.id, kept_at=START)
    began = time.perf_counter()
    desk.same_as(kept, NORA, workspace=ACME)
    return (time.perf_counter() - began) * 1000


def asked(count: int) -> Iterator[Draft]:
    """Many different reports; each names a ticket that is somewhere in the history."""
    chance, words = random.Random(8), vocabulary()  # noqa: S311 - the same questions each time
    weights = [1 / (place + 10) for place in range(WORDS)]
    for _ in range(ASKED):
        yield Draft(text=told(chance, words, weights), ticket=str(10_000 + chance.randint(1, count)))


def made(engine: str, count: int, folder: Path) -> SqlStore:
    """A database of its own with so many, as the engine knows it after a while."""
    folder = folder / str(count)
    folder.mkdir()
    url = new_database(engine, folder) if engine == "sqlite" else bare_postgres(f"same{count}")
    migrate(url, copies=False)
    engines = open_engines(url)
    store = SqlStore(engines)
    filled(store, count)
    with engines.write.begin() as connection:
        connection.execute(text("ANALYZE"))
    return store


def desk_over(store: SqlStore) -> EscalationDesk:
    return EscalationDesk(store=store, policies=lambda _: a_policy(), now=lambda: START, new_id=lambda: "id")


def main() -> None:
    for engine in sys.argv[1:] or ["sqlite", "postgres"]:
        with tempfile.TemporaryDirectory() as folder:
            stores = {count: made(engine, count, Path(folder)) for count in SIZES}
            spent: dict[int, list[float]] = {count: [] for count in SIZES}
            desks = {
                count: EscalationDesk(
                    store=store, policies=lambda _: a_policy(), now=lambda: START, new_id=lambda: "id"
                )
                for count, store in stores.items()
            }
            # In turn, so that whatever else the machine does falls on both; the first ones only warm it up.
            for pair in zip(*(list(asked(count)) * 2 for count in SIZES), strict=True):
                for count, draft in zip(SIZES, pair, strict=True):
                    spent[count].append(look_up(desks[count], draft))
            cost = {count: median(found[ASKED:]) for count, found in spent.items()}
            for count, milliseconds in cost.items():
                print(f"same_{engine}_{count} {milliseconds:.2f} ms", flush=True)
            print(f"same_{engine}_ratio {cost[SIZES[1]] / cost[SIZES[0]]:.2f} times", flush=True)
            for store in stores.values():
                store.close()


if __name__ == "__main__":
    main()
