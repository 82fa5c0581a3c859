"""One-time codes of callers, recordings they agreed to, and messages that end by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

SECRET = sa.LargeBinary()
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("reminders", sa.Column("until", INSTANT))
    _codes()
    _recordings()


def _codes() -> None:
    op.create_table(
        "call_codes",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("number_seal", sa.String(100), nullable=False),
        sa.Column("account_id", sa.String(80)),
        sa.Column("code_seal", sa.String(100)),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_call_codes"),
    )
    op.create_index("ix_call_codes_number_seal", "call_codes", ["number_seal"])
    op.create_index("ix_call_codes_made_at", "call_codes", ["made_at"])


def _recordings() -> None:
    op.create_table(
        "call_recordings",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("call_id", sa.String(80), nullable=False),
        sa.Column("conversation_id", sa.String(40)),
        sa.Column("account_id", sa.String(80)),
        sa.Column("words", SECRET, nullable=False),
        sa.Column("wording", sa.String(16), nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_call_recordings"),
        sa.UniqueConstraint("call_id", name="uq_call_recordings_call_id"),
    )
    op.create_index("ix_call_recordings_account_id", "call_recordings", ["account_id"])
    op.create_index("ix_call_recordings_expires_at", "call_recordings", ["expires_at"])
    op.create_table(
        "call_recording_pieces",
        sa.Column("recording_id", sa.String(40), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("file_ref", sa.String(100), nullable=False),
        sa.Column("frames", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("recording_id", "seq", name="pk_call_recording_pieces"),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["call_recordings.id"],
            name="fk_call_recording_pieces_recording_id",
            ondelete="CASCADE",
        ),
    )
