"""Correction tickets: what people say is wrong or was not answered, grouped by meaning."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True)
SECRET = sa.LargeBinary()
"""encrypted by `storage.encryption`"""


def upgrade() -> None:
    op.create_table(
        "correction_tickets",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("item_id", sa.String(80)),
        sa.Column("question", SECRET, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("last_seen_at", INSTANT, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("assigned_to", sa.String(80)),
        sa.Column("resolution", SECRET, nullable=False),
        sa.Column("draft_id", sa.String(40)),
        sa.Column("resolved_version", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_correction_tickets"),
    )
    op.create_index("ix_correction_tickets_item_id_state", "correction_tickets", ["item_id", "state"])
    op.create_index("ix_correction_tickets_state", "correction_tickets", ["state"])
    op.create_table(
        "correction_reports",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("ticket_id", sa.String(40)),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("question", SECRET, nullable=False),
        sa.Column("answer", SECRET, nullable=False),
        sa.Column("item_id", sa.String(80)),
        sa.Column("guide_version", sa.Integer),
        sa.Column("sections", sa.JSON, nullable=False),
        sa.Column("comment", SECRET, nullable=False),
        sa.Column("level", sa.Integer),
        sa.Column("message_id", sa.String(40)),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["correction_tickets.id"], name="fk_correction_reports_ticket_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_correction_reports"),
        sa.UniqueConstraint("message_id", "source", name="uq_correction_reports_message_id_source"),
    )
    op.create_index("ix_correction_reports_ticket_id", "correction_reports", ["ticket_id"])
