"""Delegations (亲友代办): who may act for whom, for what and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "delegations",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("principal_id", sa.String(80)),
        sa.Column("agent_id", sa.String(80)),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("code_seal", sa.String(100)),
        sa.Column("code_until", INSTANT),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("consented_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.UniqueConstraint("code_seal", name="uq_delegations_code_seal"),
    )
    for column in ("state", "principal_id", "agent_id"):
        op.create_index(f"ix_delegations_{column}", "delegations", [column])
    op.create_table(
        "delegation_code_tries",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("account_id", sa.String(80), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_index("ix_delegation_code_tries_account_id", "delegation_code_tries", ["account_id"])
    op.add_column("applications", sa.Column("delegation_id", sa.String(40)))
    op.create_index("ix_applications_delegation_id", "applications", ["delegation_id"])
