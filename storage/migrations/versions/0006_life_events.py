"""Life events (一件事): published versions, as immutable as those of guides."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "life_event_versions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("event_id", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("published_by", sa.String(100), nullable=False),
        sa.Column("origin", sa.String(10), nullable=False),
        sa.Column("withdrawn_at", INSTANT),
        sa.Column("withdrawn_why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_life_event_versions"),
        sa.UniqueConstraint("event_id", "version", name="uq_life_event_versions_event_id_version"),
    )
    op.create_index("ix_life_event_versions_event_id", "life_event_versions", ["event_id"])
