"""Escalations are found by what other products call them, by their customers and by their words.

The words lie in SQLite's FTS5 and in PostgreSQL's text search. What is open has each of its words a second time, with a
mark that nobody can type: looking for what is open reads through what is open, and not through all that ever was.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, bindparam, delete, select, text, update

from escalation.facts import company
from escalation.findable import Findable, findable
from escalation.kinds import EscalationId
from escalation.models import Escalation
from escalation.ports import LOOKED_BACK
from escalation.refs import as_kept
from storage.bound import Bound, mine, table_of, upsert
from storage.tables import CustomerRow, EscalationRow, RefRow, WordsRow, digest

OPEN = "="
"""Before a word of what is open."""

_NO_WORD = re.compile(r"[^\w-]")

BODIES = (
    select(EscalationRow.body)
    .where(mine(EscalationRow), EscalationRow.id.in_(bindparam("ids", expanding=True)))
    .order_by(EscalationRow.id.desc())
)
WITH_REF = (
    select(RefRow.escalation).where(mine(RefRow), RefRow.ref == bindparam("ref")).order_by(RefRow.escalation.desc())
)
OF_CUSTOMER = (
    select(CustomerRow.escalation)
    .where(
        mine(CustomerRow), CustomerRow.customer == bindparam("customer"), CustomerRow.opened_at >= bindparam("since")
    )
    .order_by(CustomerRow.opened_at.desc(), CustomerRow.escalation.desc())
    .limit(bindparam("limit"))
)
# Of what is open all counts: its marked words are few.
ALIKE_OPEN = {
    "sqlite": text(
        "SELECT words.escalation FROM words_found JOIN words ON words.seq = words_found.rowid "
        "WHERE words_found MATCH :asked AND words.workspace = :in_workspace "
        "ORDER BY words_found.rowid DESC LIMIT :limit"
    ),
    # What matches is found first: in the order of its numbers, PostgreSQL would rather walk through every row.
    "postgresql": text(
        "WITH found AS MATERIALIZED (SELECT seq, escalation FROM words "
        "WHERE words @@ CAST(:asked AS tsquery) AND workspace = :in_workspace) "
        "SELECT escalation FROM found ORDER BY seq DESC LIMIT :limit"
    ),
}
# Of all that ever was, the newest of the workspace: `older` is the last number that is too old.
ALIKE = {
    "sqlite": text(
        "WITH before AS (SELECT max(id) - :looked_back AS older FROM escalations WHERE workspace = :in_workspace), "
        "place AS (SELECT min(seq) AS first FROM words, before WHERE workspace = :in_workspace AND escalation > older) "
        "SELECT words.escalation FROM words_found JOIN words ON words.seq = words_found.rowid "
        "WHERE words_found MATCH :asked AND words.workspace = :in_workspace "
        "AND words_found.rowid >= (SELECT first FROM place) AND words.escalation > (SELECT older FROM before) "
        "ORDER BY words_found.rowid DESC LIMIT :limit"
    ),
    "postgresql": text(
        "WITH found AS MATERIALIZED (SELECT seq, escalation FROM words "
        "WHERE words @@ CAST(:asked AS tsquery) AND workspace = :in_workspace AND escalation > "
        "(SELECT max(id) - :looked_back FROM escalations WHERE workspace = :in_workspace)) "
        "SELECT escalation FROM found ORDER BY seq DESC LIMIT :limit"
    ),
}
FORGET = (
    delete(RefRow).where(mine(RefRow), RefRow.escalation == bindparam("escalation"), RefRow.is_added.is_(False)),
    delete(CustomerRow).where(mine(CustomerRow), CustomerRow.escalation == bindparam("escalation")),
)
DROP_REF = delete(RefRow).where(
    mine(RefRow), RefRow.escalation == bindparam("escalation"), RefRow.ref == bindparam("ref"), RefRow.is_added
)
FORGET_WORDS = delete(WordsRow).where(mine(WordsRow), WordsRow.escalation == bindparam("escalation"))
UNFOUND = (
    select(EscalationRow.body)
    .where(mine(EscalationRow), EscalationRow.found_by.is_(None))
    .order_by(EscalationRow.id)
    .limit(bindparam("limit"))
)
FOUND = (
    update(table_of(EscalationRow))
    .where(mine(EscalationRow), EscalationRow.id == bindparam("escalation"))
    .values(found_by=bindparam("to_found_by"))
)


class Finding(Bound):
    def with_ref(self, ref: str) -> Sequence[EscalationId]:
        return tuple(EscalationId(one) for one in self._ask(WITH_REF, ref=as_kept(ref)).scalars())

    def add_ref(self, id: EscalationId, ref: str) -> None:
        self._add(_added(self._dialect), {"ref": as_kept(ref), "escalation": id, "is_added": True})

    def drop_ref(self, id: EscalationId, ref: str) -> None:
        self._change(DROP_REF, escalation=id, ref=as_kept(ref))

    def of_customer(self, name: str, *, since: datetime, limit: int) -> Sequence[Escalation]:
        found = self._ask(OF_CUSTOMER, customer=company(name), since=since, limit=limit).scalars()
        theirs = self._bodies(found)
        return tuple(sorted(theirs, key=lambda one: (one.opened_at, one.id), reverse=True))

    def alike(self, words: Sequence[str], *, limit: int, is_open: bool) -> Sequence[Escalation]:
        plain = tuple(word for word in dict.fromkeys(words) if word.isalnum())
        asked = _asked(self._dialect, self._whose, [f"{OPEN}{word}" for word in plain] if is_open else plain)
        if not asked:
            return ()
        if is_open:
            return self._bodies(self._ask(ALIKE_OPEN[self._dialect], asked=asked, limit=limit).scalars())
        found = self._ask(ALIKE[self._dialect], asked=asked, limit=limit, looked_back=LOOKED_BACK)
        return self._bodies(found.scalars())

    def fill_in(self, limit: int) -> int:
        older = [Escalation.model_validate(body) for body in self._ask(UNFOUND, limit=limit).scalars()]
        for one in older:
            found = findable(one)
            self._make_findable(one, found)
            self._change(FOUND, escalation=one.id, to_found_by=digest(found))
        return len(older)

    def _make_findable(self, escalation: Escalation, found: Findable) -> None:
        """Puts what it is found by now in the place of what it was found by."""
        for statement in FORGET:
            self._change(statement, escalation=escalation.id)
        of_it = {"escalation": escalation.id}
        for ref in found.refs:
            self._add(_derived(self._dialect), {**of_it, "ref": ref, "is_added": False})
        for customer in found.customers:
            self._put(CustomerRow, {**of_it, "customer": customer, "opened_at": escalation.opened_at})
        if not found.words:
            self._change(FORGET_WORDS, escalation=escalation.id)
            return
        marked = (f"{OPEN}{word}" for word in found.words) if found.is_open else ()
        words = " ".join((self._whose, *found.words, *marked))
        self._add(_words(self._dialect), {**of_it, "words": words})

    @property
    def _whose(self) -> str:
        return f"@{_NO_WORD.sub('_', self.workspace)}"

    def _bodies(self, ids: Iterable[int]) -> tuple[Escalation, ...]:
        """Newest first, and never one of Security's: whoever looks for others like it must not learn of it."""
        found = (Escalation.model_validate(body) for body in self._ask(BODIES, ids=list(ids)).scalars())
        return tuple(one for one in found if not one.is_secret)


def _asked(dialect: str, whose: str, words: Sequence[str]) -> str:
    """Any two of the words; of one word that one. Whose it is, GIN meets cheaply, and FTS5 would read through all."""
    quote, both, either = ('"', " AND ", " OR ") if dialect == "sqlite" else ("'", " & ", " | ")
    quoted = [f"{quote}{word}{quote}" for word in words]
    with_a_later = (
        f"({one}{both}({either.join(quoted[at:])}))" for at, one in enumerate(quoted, start=1) if quoted[at:]
    )
    pairs = quoted if len(quoted) == 1 else list(with_a_later)
    if not pairs:
        return ""
    anyone = f"({either.join(pairs)})"
    return anyone if dialect == "sqlite" else f"{quote}{whose}{quote}{both}{anyone}"


@cache
def _derived(dialect: str) -> Executable:
    return upsert(dialect, RefRow).on_conflict_do_nothing(index_elements=["workspace", "ref", "escalation"])


@cache
def _added(dialect: str) -> Executable:
    row = upsert(dialect, RefRow)
    changed = {"is_added": row.excluded.is_added}
    return row.on_conflict_do_update(index_elements=["workspace", "ref", "escalation"], set_=changed)


@cache
def _words(dialect: str) -> Executable:
    row = upsert(dialect, WordsRow)
    return row.on_conflict_do_update(index_elements=["workspace", "escalation"], set_={"words": row.excluded.words})
