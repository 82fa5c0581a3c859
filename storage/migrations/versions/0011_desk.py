"""The reviewer's desk: decisions with their reasons, second opinions."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

INSTANT = sa.DateTime(timezone=True)
SECRET = sa.LargeBinary()
"""encrypted by `storage.encryption`"""


def _of_application(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=f"fk_{table}_application_id")


def upgrade() -> None:
    _risks_and_claims()
    _decisions()
    _verdicts()


def _risks_and_claims() -> None:
    op.create_table(
        "desk_risks",
        sa.Column("application_id", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("reasons", SECRET, nullable=False),
        sa.Column("assessed_on", sa.Date, nullable=False),
        _of_application("desk_risks"),
        sa.PrimaryKeyConstraint("application_id", name="pk_desk_risks"),
    )
    op.create_table(
        "desk_claims",
        sa.Column("application_id", sa.String(40), nullable=False),
        sa.Column("reviewer_id", sa.String(80), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        _of_application("desk_claims"),
        sa.PrimaryKeyConstraint("application_id", name="pk_desk_claims"),
    )
    op.create_index("ix_desk_claims_reviewer_id", "desk_claims", ["reviewer_id"])


def _decisions() -> None:
    op.create_table(
        "desk_decisions",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("application_id", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("decision", sa.String(10), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reviewer_id", sa.String(80), nullable=False),
        sa.Column("reason", SECRET, nullable=False),
        sa.Column("findings", SECRET, nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.Column("second_id", sa.String(80)),
        sa.Column("second_reason", SECRET, nullable=False),
        sa.Column("second_at", INSTANT),
        _of_application("desk_decisions"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_decisions"),
    )
    op.create_index("ix_desk_decisions_application_id_round", "desk_decisions", ["application_id", "round"])
    op.create_index("ix_desk_decisions_state", "desk_decisions", ["state"])


def _verdicts() -> None:
    op.create_table(
        "desk_verdicts",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("application_id", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("finding", sa.String(200), nullable=False),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("guide_version", sa.Integer, nullable=False),
        sa.Column("rule", sa.String(120), nullable=False),
        sa.Column("verdict", sa.String(12), nullable=False),
        sa.Column("reason", SECRET, nullable=False),
        sa.Column("reviewer_id", sa.String(80), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _of_application("desk_verdicts"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_verdicts"),
        sa.UniqueConstraint(
            "application_id", "round", "finding", name="uq_desk_verdicts_application_id_round_finding"
        ),
    )
    op.create_index("ix_desk_verdicts_application_id", "desk_verdicts", ["application_id"])
    op.create_index("ix_desk_verdicts_item_id_rule", "desk_verdicts", ["item_id", "rule"])
    op.create_index("ix_desk_verdicts_verdict", "desk_verdicts", ["verdict"])
    op.create_table(
        "desk_offers",
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("rule", sa.String(120), nullable=False),
        sa.Column("ticket_id", sa.String(40), nullable=False),
        sa.Column("reviewer_id", sa.String(80), nullable=False),
        sa.Column("verdicts", sa.Integer, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("item_id", "rule", name="pk_desk_offers"),
    )
