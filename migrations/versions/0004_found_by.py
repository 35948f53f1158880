"""An escalation is found by what other products call it, by its customers and by its words.

Only adds: the version before goes on writing escalations without these, and they are filled in while the new one runs.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNFOUND = sa.text("found_by IS NULL")

# Where a word stands is not kept, only that it is there: nothing asks for phrases.
FTS5 = """
CREATE VIRTUAL TABLE words_found USING fts5(
    words, content='words', content_rowid='seq', detail=none, columnsize=0, tokenize="ascii tokenchars '_=@-'"
)
--
CREATE TRIGGER words_added AFTER INSERT ON words BEGIN
    INSERT INTO words_found(rowid, words) VALUES (new.seq, new.words);
END
--
CREATE TRIGGER words_gone AFTER DELETE ON words BEGIN
    INSERT INTO words_found(words_found, rowid, words) VALUES ('delete', old.seq, old.words);
END
--
CREATE TRIGGER words_changed AFTER UPDATE ON words BEGIN
    INSERT INTO words_found(words_found, rowid, words) VALUES ('delete', old.seq, old.words);
    INSERT INTO words_found(rowid, words) VALUES (new.seq, new.words);
END
"""
# Without the list of pending entries, which each search would read through.
GIN = "CREATE INDEX ix_words_words ON words USING gin (words) WITH (fastupdate = off)"


def upgrade() -> None:
    op.add_column("escalations", sa.Column("found_by", sa.String()))
    op.create_index(
        "ix_escalations_unfound",
        "escalations",
        ["workspace", "id"],
        sqlite_where=UNFOUND,
        postgresql_where=UNFOUND,
    )
    op.create_table(
        "refs",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("escalation", sa.Integer(), nullable=False),
        sa.Column("is_added", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "ref", "escalation", name="pk_refs"),
    )
    op.create_index("ix_refs_escalation", "refs", ["workspace", "escalation"])
    op.create_table(
        "customers",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("escalation", sa.Integer(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "escalation", "customer", name="pk_customers"),
    )
    op.create_index("ix_customers_since", "customers", ["workspace", "customer", "opened_at", "escalation"])
    op.create_table(
        "words",
        sa.Column("seq", SERIAL, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("escalation", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_words"),
        sa.UniqueConstraint("workspace", "escalation", name="uq_words_workspace_escalation"),
    )
    index = GIN if op.get_bind().dialect.name == "postgresql" else FTS5
    for statement in index.split("--"):
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE words_found")
    for table in ("words", "customers", "refs"):
        op.drop_table(table)
    op.drop_index("ix_escalations_unfound", table_name="escalations")
    op.drop_column("escalations", "found_by")
