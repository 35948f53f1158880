"""The desk's tables: cases, letters and their lanes, the workspace."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Spelled out here, not taken from storage/: a migration must stay what it was.
MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "workspaces",
    "seen",
    "people",
    "letters",
    "learnings",
    "lanes",
    "events",
    "escalations",
    "drafts",
    "decisions",
    "clocks",
)


def upgrade() -> None:
    _workspace()
    _cases()
    _after_cases()
    _letters()
    _lanes()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _workspace() -> None:
    op.create_table(
        "workspaces",
        _words("workspace"),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("hold_until", MOMENT),
        sa.Column("set_up", sa.JSON()),
        _key("workspaces", "workspace"),
    )
    op.create_table(
        "people",
        _words("workspace"),
        _words("id"),
        sa.Column("kept_at", MOMENT, nullable=False),
        _body(),
        _key("people", "workspace", "id"),
    )
    op.create_index("ix_people_kept_at", "people", ["kept_at"])
    op.create_table(
        "seen",
        _words("workspace"),
        _words("key"),
        sa.Column("seen_at", MOMENT, nullable=False),
        _key("seen", "workspace", "key"),
    )
    op.create_index("ix_seen_seen_at", "seen", ["seen_at"])


def _cases() -> None:
    op.create_table(
        "drafts",
        _words("workspace"),
        _words("id"),
        _words("by"),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("opened", sa.Integer()),
        _body(),
        _key("drafts", "workspace", "id"),
    )
    op.create_index("ix_drafts_kept_at", "drafts", ["kept_at"])
    _partial("ix_drafts_latest", "drafts", ["workspace", "by", "kept_at"], where="opened IS NULL")
    op.create_table(
        "escalations",
        _words("workspace"),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _words("status"),
        _body(),
        _key("escalations", "workspace", "id"),
    )
    op.create_index("ix_escalations_newest", "escalations", ["workspace", "status", "id"])
    _partial("ix_escalations_open", "escalations", ["workspace"], where="status IN ('open', 'acknowledged')")
    op.create_table(
        "events",
        sa.Column("seq", SERIAL, nullable=False),
        _words("workspace"),
        sa.Column("escalation", sa.Integer()),
        sa.Column("at", MOMENT, nullable=False),
        _body(),
        _key("events", "seq"),
    )
    op.create_index("ix_events_trail", "events", ["workspace", "escalation", "seq"])
    op.create_table(
        "clocks",
        _words("workspace"),
        sa.Column("escalation", sa.Integer(), autoincrement=False, nullable=False),
        _words("kind"),
        sa.Column("due_at", MOMENT),
        _body(),
        _key("clocks", "workspace", "escalation", "kind"),
    )
    _partial("ix_clocks_due", "clocks", ["due_at", "workspace", "escalation", "kind"], where="due_at IS NOT NULL")


def _after_cases() -> None:
    op.create_table(
        "decisions",
        sa.Column("seq", SERIAL, nullable=False),
        _words("workspace"),
        _words("by"),
        sa.Column("at", MOMENT, nullable=False),
        _body(),
        _key("decisions", "seq"),
    )
    op.create_index("ix_decisions_at", "decisions", ["workspace", "at"])
    op.create_table(
        "learnings",
        _words("workspace"),
        sa.Column("escalation", sa.Integer(), autoincrement=False, nullable=False),
        _words("by"),
        sa.Column("at", MOMENT, nullable=False),
        _body(),
        _key("learnings", "workspace", "escalation"),
    )
    op.create_index("ix_learnings_at", "learnings", ["workspace", "at"])


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("seq", SERIAL, nullable=False),
        _words("workspace"),
        _words("id"),
        _words("key"),
        sa.Column("escalation", sa.Integer()),
        _words("lane"),
        _words("form"),
        sa.Column("rank", sa.Integer(), nullable=False),
        _words("state"),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("ready_at", MOMENT),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String()),
        sa.Column("first_try_at", MOMENT),
        sa.Column("look_first", sa.Boolean(), nullable=False),
        sa.Column("thread", sa.String()),
        sa.Column("channel", sa.String()),
        sa.Column("ts", sa.String()),
        sa.Column("done_at", MOMENT),
        sa.Column("reason", sa.String()),
        _body(),
        _key("letters", "seq"),
        sa.UniqueConstraint("workspace", "id", name="uq_letters_workspace_id"),
        sa.UniqueConstraint("workspace", "key", name="uq_letters_workspace_key"),
    )
    of_escalation = ["workspace", "escalation", "seq"]
    watched = "state IN ('waiting', 'sending', 'unclear', 'parked')"
    op.create_index("ix_letters_escalation", "letters", of_escalation)
    _partial("ix_letters_cards", "letters", of_escalation, where="form = 'card' AND state = 'sent'")
    _partial("ix_letters_watched", "letters", ["workspace", "escalation", "state"], where=watched)
    next_in_lane = ["workspace", "lane", "rank", "seq", "form", "ready_at"]
    _partial("ix_letters_heads", "letters", next_in_lane, where="ready_at IS NOT NULL")
    _partial("ix_letters_message", "letters", ["workspace", "channel", "ts"], where="ts IS NOT NULL")
    _partial("ix_letters_done", "letters", ["done_at"], where="done_at IS NOT NULL")
    _vacuumed_early("letters")


def _lanes() -> None:
    op.create_table(
        "lanes",
        _words("workspace"),
        _words("lane"),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("ready_at", MOMENT),
        sa.Column("sending", SERIAL),
        sa.Column("messages_at", MOMENT),
        sa.Column("edits_at", MOMENT),
        _key("lanes", "workspace", "lane"),
    )
    _partial("ix_lanes_turn", "lanes", ["rank", "ready_at"], where="ready_at IS NOT NULL")
    _partial("ix_lanes_next", "lanes", ["ready_at", "workspace"], where="ready_at IS NOT NULL")
    _vacuumed_early("lanes")
    _vacuumed_early("clocks")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _body() -> sa.Column[object]:
    return sa.Column("body", sa.JSON(), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _partial(name: str, table: str, columns: list[str], *, where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _vacuumed_early(table: str) -> None:
    """Each of its rows is updated many times: PostgreSQL's default would clean up after a fifth has changed."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.02)")
