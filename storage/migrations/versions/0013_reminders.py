"""Reminders, and what a person wants to be reminded of."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

SECRET = sa.LargeBinary()
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "reminder_wishes",
        sa.Column("owner_id", sa.String(80), nullable=False),
        sa.Column("kinds", sa.JSON, nullable=False),
        sa.Column("by_message", sa.Boolean, nullable=False),
        sa.Column("quiet_from", sa.Time, nullable=False),
        sa.Column("quiet_until", sa.Time, nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name="pk_reminder_wishes"),
    )
    op.create_table(
        "reminders",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("owner_id", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("text", SECRET, nullable=False),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("application_id", sa.String(40)),
        sa.Column("on", sa.Date),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT),
        sa.Column("message", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.UniqueConstraint("owner_id", "key", name="uq_reminders_owner_id_key"),
    )
