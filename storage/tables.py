"""The tables, one schema for SQLite and PostgreSQL. Columns for what we ask by, JSON for what we only read back.

JSON is `json`, not `jsonb`: that would sort the keys, and a fact should come back as it was said. Bodies stand last in
their row, so that SQLite need not walk through them to reach a column. There are no foreign keys: rows meet only inside
one workspace's transaction, and nothing but `retention` ever deletes.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2s
from typing import Any

from pydantic import BaseModel
from sqlalchemy import JSON, Index, MetaData, TextClause, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from escalation.drafts import MessageRef
from escalation.findable import Findable, findable
from escalation.kinds import ChannelId, Status
from escalation.letters import UNSETTLED, Letter, LetterState
from escalation.models import Clock, Escalation, Event
from escalation.people import Person
from escalation.ports import Handled, KeptDraft
from storage.columns import SERIAL, Lexemes, Moment, Words

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _one_of(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"


# Conditions of partial indexes. SQLite uses such an index only where a query says the very same, with nothing bound.
OPEN = (Status.OPEN, Status.ACKNOWLEDGED)
IS_OPEN = text(_one_of("status", OPEN))
IS_UNFOUND = text("found_by IS NULL")
IS_CARD = text("form = 'card' AND state = 'sent'")
# The states a letter does not stay in for ever: counting them costs what is on its way, not what ever was.
WATCHED = (*UNSETTLED, LetterState.PARKED)
IS_WATCHED = text(_one_of("state", WATCHED))


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment, str: Words, dict[str, Any]: JSON(none_as_null=True)}  # noqa: RUF012 - SQLAlchemy's own form


def _partial(name: str, *columns: str, where: TextClause) -> Index:
    """An index of the few rows that are asked for, so that its size and its cost do not grow with what is done."""
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


class WorkspaceRow(Base):
    """Numbering, what Set up chose, and until when Slack asked us to wait.

    `limited_lane` is the channel where Slack last did so. Letters written before `look_until` may have been sent in a
    life that a backup has undone, after `look_since`.
    """

    __tablename__ = "workspaces"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)
    hold_until: Mapped[datetime | None]
    limited_lane: Mapped[str | None]
    limited_at: Mapped[datetime | None]
    look_since: Mapped[datetime | None]
    look_until: Mapped[datetime | None]
    set_up: Mapped[dict[str, Any] | None]


class DraftRow(Base):
    __tablename__ = "drafts"
    __table_args__ = (
        _partial("ix_drafts_latest", "workspace", "by", "kept_at", where=text("opened IS NULL")),
        Index("ix_drafts_kept_at", "kept_at"),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    by: Mapped[str]
    kept_at: Mapped[datetime]
    opened: Mapped[int | None]
    body: Mapped[dict[str, Any]]


class EscalationRow(Base):
    """`found_by` says what its refs, customers and words were made from; nothing says that they were not made yet."""

    __tablename__ = "escalations"
    __table_args__ = (
        Index("ix_escalations_newest", "workspace", "status", "id"),
        _partial("ix_escalations_open", "workspace", where=IS_OPEN),
        _partial("ix_escalations_unfound", "workspace", "id", where=IS_UNFOUND),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[str]
    body: Mapped[dict[str, Any]]
    found_by: Mapped[str | None]


class RefRow(Base):
    """What another product calls an escalation. One that was added later does not go when what was told changes."""

    __tablename__ = "refs"
    __table_args__ = (Index("ix_refs_escalation", "workspace", "escalation"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(primary_key=True)
    escalation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_added: Mapped[bool] = mapped_column(default=False)


class CustomerRow(Base):
    """A customer an escalation is about, under the one way to write their name."""

    __tablename__ = "customers"
    __table_args__ = (Index("ix_customers_since", "workspace", "customer", "opened_at", "escalation"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    escalation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    customer: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]


class WordsRow(Base):
    """The words an escalation is found by. Each engine's own index of them is made in the migration."""

    __tablename__ = "words"
    __table_args__ = (UniqueConstraint("workspace", "escalation"),)

    seq: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    workspace: Mapped[str]
    escalation: Mapped[int]
    words: Mapped[str] = mapped_column(Lexemes)


class EventRow(Base):
    """A line of a trail; of the set-up's where there is no escalation. Only ever added to."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_trail", "workspace", "escalation", "seq"),)

    seq: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    workspace: Mapped[str]
    escalation: Mapped[int | None]
    at: Mapped[datetime]
    body: Mapped[dict[str, Any]]


class ClockRow(Base):
    __tablename__ = "clocks"
    __table_args__ = (
        _partial("ix_clocks_due", "due_at", "workspace", "escalation", "kind", where=text("due_at IS NOT NULL")),
        _partial("ix_clocks_running", "workspace", "kind", "escalation", where=text("due_at IS NOT NULL")),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    escalation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime | None]
    body: Mapped[dict[str, Any]]


class LetterRow(Base):
    """A letter. `seq` is the order written in; `ready_at` is empty while something must go first, or when it is done.

    `tries` counts towards giving up and `turn` counts every claim. `thread` is the card it belongs to, `channel` and
    `ts` where it stands once sent.
    """

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("workspace", "id"),
        UniqueConstraint("workspace", "key"),
        Index("ix_letters_escalation", "workspace", "escalation", "seq"),
        _partial("ix_letters_cards", "workspace", "escalation", "seq", where=IS_CARD),
        _partial("ix_letters_watched", "workspace", "escalation", "state", where=IS_WATCHED),
        _partial(  # All that choosing the next letter of a lane asks for, so that no row need be opened.
            "ix_letters_heads",
            "workspace",
            "lane",
            "rank",
            "seq",
            "form",
            "ready_at",
            where=text("ready_at IS NOT NULL"),
        ),
        _partial("ix_letters_message", "workspace", "channel", "ts", where=text("ts IS NOT NULL")),
        _partial("ix_letters_done", "done_at", where=text("done_at IS NOT NULL")),
    )

    seq: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    workspace: Mapped[str]
    id: Mapped[str]
    key: Mapped[str]
    escalation: Mapped[int | None]
    lane: Mapped[str]
    form: Mapped[str]
    rank: Mapped[int]
    state: Mapped[str]
    written_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    turn: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None]
    first_try_at: Mapped[datetime | None]
    look_first: Mapped[bool] = mapped_column(default=False)
    thread: Mapped[str | None]
    channel: Mapped[str | None]
    ts: Mapped[str | None]
    done_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    body: Mapped[dict[str, Any]]


class LaneRow(Base):
    """One channel or person. `ready_at` is when it next has something to do: a letter to send, or a lease to end.

    `sending` is the letter under way. `messages_at` and `edits_at` are when the pace next allows one.
    """

    __tablename__ = "lanes"
    __table_args__ = (
        _partial("ix_lanes_turn", "rank", "ready_at", where=text("ready_at IS NOT NULL")),
        _partial("ix_lanes_next", "ready_at", "workspace", where=text("ready_at IS NOT NULL")),
    )

    workspace: Mapped[str] = mapped_column(primary_key=True)
    lane: Mapped[str] = mapped_column(primary_key=True)
    rank: Mapped[int] = mapped_column(default=0)
    ready_at: Mapped[datetime | None]
    sending: Mapped[int | None] = mapped_column(SERIAL)
    messages_at: Mapped[datetime | None]
    edits_at: Mapped[datetime | None]


class PersonRow(Base):
    __tablename__ = "people"
    __table_args__ = (Index("ix_people_kept_at", "kept_at"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    kept_at: Mapped[datetime]
    body: Mapped[dict[str, Any]]


class DecisionRow(Base):
    """A draft that was handled in support: who decided so, and why."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_at", "workspace", "at"),)

    seq: Mapped[int] = mapped_column(SERIAL, primary_key=True)
    workspace: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    body: Mapped[dict[str, Any]]


class LearningRow(Base):
    """What a closed escalation taught."""

    __tablename__ = "learnings"
    __table_args__ = (Index("ix_learnings_at", "workspace", "at"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    escalation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    by: Mapped[str]
    at: Mapped[datetime]
    body: Mapped[dict[str, Any]]


class SeenRow(Base):
    """A payload of Slack's that has been dealt with."""

    __tablename__ = "seen"
    __table_args__ = (Index("ix_seen_seen_at", "seen_at"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]


def body(fact: BaseModel) -> dict[str, Any]:
    """A fact as its row keeps it, with the fields that newer code gave it."""
    return fact.model_dump(mode="json")


def draft_row(kept: KeptDraft) -> dict[str, Any]:
    return {"id": kept.id, "by": kept.by, "kept_at": kept.kept_at, "opened": kept.opened, "body": body(kept)}


def escalation_row(escalation: Escalation) -> dict[str, Any]:
    return {
        "id": escalation.id,
        "status": escalation.status,
        "body": body(escalation),
        "found_by": digest(findable(escalation)),
    }


def digest(found: Findable) -> str:
    return blake2s(found.model_dump_json().encode(errors="replace"), digest_size=12).hexdigest()


def event_row(event: Event) -> dict[str, Any]:
    return {"at": event.at, "body": body(event)}


def clock_row(clock: Clock) -> dict[str, Any]:
    return {"escalation": clock.escalation, "kind": clock.kind, "due_at": clock.due_at, "body": body(clock)}


def handled_row(handled: Handled) -> dict[str, Any]:
    return {"by": handled.by, "at": handled.at, "body": body(handled)}


def letter_row(letter: Letter, *, written_at: datetime) -> dict[str, Any]:
    return {
        "id": letter.id,
        "key": letter.key,
        "escalation": letter.escalation,
        "lane": letter.lane,
        "form": letter.form,
        "rank": int(letter.rank),
        "state": LetterState.WAITING,
        "written_at": written_at,
        "body": body(letter),
    }


def letter_of(body: Mapping[str, Any], *, lane: str) -> Letter:
    """The letter as it is now: its card may have gone to another channel since it was written."""
    return Letter.model_validate({**body, "lane": lane})


def person_row(person: Person, *, kept_at: datetime) -> dict[str, Any]:
    return {"id": person.id, "kept_at": kept_at, "body": body(person)}


def message_ref(channel: str | None, ts: str | None) -> MessageRef | None:
    return MessageRef(channel=ChannelId(channel), ts=ts) if channel and ts else None
