"""Which account a user of a mini-program's platform is."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "platform_identities",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("account_id", sa.String(80), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_platform_identities"),
    )
    op.create_index("ix_platform_identities_account_id", "platform_identities", ["account_id"])
