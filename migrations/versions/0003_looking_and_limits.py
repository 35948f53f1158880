"""Which channel Slack last limited, and, after a backup was put back, from when on letters are looked for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")
MOMENTS = ("limited_at", "look_since", "look_until")


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("limited_lane", sa.String()))
    for name in MOMENTS:
        op.add_column("workspaces", sa.Column(name, MOMENT))


def downgrade() -> None:
    for name in ("limited_lane", *MOMENTS):
        op.drop_column("workspaces", name)
