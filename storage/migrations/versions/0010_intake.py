"""The course of a case, its result, and what passes between us and a city's intake."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def _moment(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    _history()
    _results()
    _events()
    _files()


def _history() -> None:
    op.create_table(
        "application_history",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("application_id", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        _moment("at"),
        sa.PrimaryKeyConstraint("id", name="pk_application_history"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_application_history_application_id"
        ),
    )
    op.create_index("ix_application_history_application_id", "application_history", ["application_id"])


def _results() -> None:
    op.create_table(
        "application_results",
        sa.Column("application_id", sa.String(40), nullable=False),
        sa.Column("by", sa.String(20), nullable=False),
        *(sa.Column(n, sa.LargeBinary, nullable=False) for n in ("title", "note", "carrier")),
        sa.Column("tracking_number", sa.LargeBinary, nullable=False),
        sa.Column("file_ref", sa.String(100)),
        sa.Column("filename", sa.LargeBinary, nullable=False),
        sa.Column("media_type", sa.String(80), nullable=False),
        _moment("given_at"),
        sa.PrimaryKeyConstraint("application_id", name="pk_application_results"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_application_results_application_id"
        ),
    )


def _events() -> None:
    op.create_table(
        "intake_events",
        sa.Column("event_id", sa.String(80), nullable=False),
        sa.Column("submission_id", sa.String(40), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        _moment("received_at"),
        sa.PrimaryKeyConstraint("event_id", name="pk_intake_events"),
        sa.UniqueConstraint("submission_id", "sequence", name="uq_intake_events_submission_id_sequence"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_intake_events_submission_id"),
    )
    op.create_index("ix_intake_events_outcome", "intake_events", ["outcome"])


def _files() -> None:
    op.create_table(
        "intake_files",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("file_ref", sa.String(100), nullable=False),
        sa.Column("media_type", sa.String(80), nullable=False),
        _moment("received_at"),
        sa.PrimaryKeyConstraint("digest", name="pk_intake_files"),
    )
