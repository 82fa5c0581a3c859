"""Ratings (好差评) of cases, and the tickets of the poor ones."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

SECRET = sa.LargeBinary()
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "case_ratings",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("application_id", sa.String(40), nullable=False),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("comment", SECRET, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("ticket", sa.String(12)),
        sa.Column("opened_at", INSTANT),
        sa.Column("assigned_to", sa.String(80)),
        sa.Column("answer", SECRET, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_ratings"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_case_ratings_application_id"
        ),
        sa.UniqueConstraint("application_id", name="uq_case_ratings_application_id"),
    )
    op.create_index("ix_case_ratings_item_id", "case_ratings", ["item_id"])
    op.create_index("ix_case_ratings_ticket", "case_ratings", ["ticket"])
