"""Running clocks are found by workspace and kind: closed escalations whose customer has yet to hear."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RUNNING = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    columns = ["workspace", "kind", "escalation"]
    op.create_index("ix_clocks_running", "clocks", columns, sqlite_where=RUNNING, postgresql_where=RUNNING)


def downgrade() -> None:
    op.drop_index("ix_clocks_running", table_name="clocks")
