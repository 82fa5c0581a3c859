"""Questions counted by item, what a form was filled from, and indexes for counting by day."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

INDEXES = (
    ("turns", ("created_at", "status")),
    ("conversations", ("created_at",)),
    ("applications", ("created_at",)),
    ("application_history", ("at", "state")),
    ("submissions", ("received_at",)),
    ("desk_verdicts", ("at",)),
    ("case_ratings", ("at",)),
    ("correction_reports", ("at",)),
)


def upgrade() -> None:
    op.create_table(
        "item_questions",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "channel", "item_id", name="pk_item_questions"),
    )
    op.create_table(
        "submission_prefill",
        sa.Column("submission_id", sa.String(40), nullable=False),
        sa.Column("values", sa.Integer, nullable=False),
        sa.Column("prefilled", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name="pk_submission_prefill"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submissions.id"],
            name="fk_submission_prefill_submission_id",
            ondelete="CASCADE",
        ),
    )
    for table, columns in INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
