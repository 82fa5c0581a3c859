"""Talks with the agent, and acts that wait for their person's approval."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

SECRET = sa.LargeBinary()
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "agent_threads",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("account_id", sa.String(80), nullable=False),
        sa.Column("conversation_id", sa.String(40), nullable=False),
        sa.Column("said", SECRET, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agent_threads"),
    )
    op.create_index("ix_agent_threads_account_id", "agent_threads", ["account_id"])
    op.create_index("ix_agent_threads_updated_at", "agent_threads", ["updated_at"])
    op.create_table(
        "agent_approvals",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("thread_id", sa.String(40), nullable=False),
        sa.Column("account_id", sa.String(80), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("application_id", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("names", SECRET, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agent_approvals"),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["agent_threads.id"],
            name="fk_agent_approvals_thread_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_agent_approvals_thread_id", "agent_approvals", ["thread_id"])
