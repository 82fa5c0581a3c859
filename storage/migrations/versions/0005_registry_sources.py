"""What a registry export said of each item, so that a re-import changes only what changed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "registry_sources",
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("source_key", sa.String(120), nullable=False),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT),
        sa.PrimaryKeyConstraint("origin", "source_key", name="pk_registry_sources"),
    )
    op.create_index("ix_registry_sources_item_id", "registry_sources", ["item_id"])
    # A name without a guide leads to the place where it is handled.
    op.add_column("service_items", sa.Column("source_key", sa.String(120), nullable=False, server_default=""))
    op.add_column("service_items", sa.Column("link", sa.String(500), nullable=False, server_default=""))
