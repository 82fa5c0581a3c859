"""What a language model was asked and what that cost, counted by day, and the switch of the mode."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

SECRET = sa.LargeBinary()
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _calls()
    _days()
    op.create_table(
        "model_switch",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("changed_by", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_model_switch"),
    )


def _calls() -> None:
    op.create_table(
        "model_calls",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("message_id", sa.String(40), nullable=False),
        sa.Column("conversation_id", sa.String(40), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("task", sa.String(20), nullable=False),
        sa.Column("prompt", sa.String(60), nullable=False),
        sa.Column("prompt_version", sa.Integer, nullable=False),
        sa.Column("prompt_checksum", sa.String(12), nullable=False),
        sa.Column("shape", sa.String(80), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("tokens_in", sa.Integer, nullable=False),
        sa.Column("tokens_out", sa.Integer, nullable=False),
        sa.Column("micro_yuan", sa.BigInteger, nullable=False),
        sa.Column("milliseconds", sa.Integer, nullable=False),
        sa.Column("asked", SECRET),
        sa.Column("answered", SECRET),
        sa.PrimaryKeyConstraint("id", name="pk_model_calls"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["turns.id"], name="fk_model_calls_message_id", ondelete="CASCADE"
        ),
    )
    for column in ("message_id", "conversation_id", "at"):
        op.create_index(f"ix_model_calls_{column}", "model_calls", [column])


def _days() -> None:
    op.create_table(
        "model_days",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("task", sa.String(20), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("tokens_in", sa.BigInteger, nullable=False),
        sa.Column("tokens_out", sa.BigInteger, nullable=False),
        sa.Column("micro_yuan", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("day", "model", "task", "outcome", name="pk_model_days"),
    )
    op.create_table(
        "model_turns",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("written", sa.Integer, nullable=False),
        sa.Column("rejected", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_model_turns"),
    )
