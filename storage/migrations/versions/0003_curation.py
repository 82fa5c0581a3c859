"""Drafts of guides, the gates they passed, and where a version came from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # Versions published before there were gates came from the shipped content.
    op.add_column(
        "guide_versions", sa.Column("origin", sa.String(10), nullable=False, server_default="sample")
    )
    op.add_column("guide_versions", sa.Column("draft_id", sa.String(40)))
    _drafts()
    _reviews()


def _drafts() -> None:
    op.create_table(
        "guide_drafts",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(120), nullable=False),
        sa.Column("based_on_version", sa.Integer, nullable=False),
        sa.Column("authors", sa.JSON, nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("closed_why", sa.Text, nullable=False),
        sa.Column("published_version", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_guide_drafts"),
    )
    op.create_index("ix_guide_drafts_item_id", "guide_drafts", ["item_id"])
    op.create_index("ix_guide_drafts_state", "guide_drafts", ["state"])


def _reviews() -> None:
    op.create_table(
        "gate_reviews",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("draft_id", sa.String(40), nullable=False),
        sa.Column("gate", sa.String(12), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("reviewer", sa.String(80), nullable=False),
        sa.Column("reviewer_name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("signed_at", INSTANT, nullable=False),
        sa.Column("signature", sa.String(100), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["guide_drafts.id"], name="fk_gate_reviews_draft_id"),
        sa.PrimaryKeyConstraint("id", name="pk_gate_reviews"),
    )
    op.create_index("ix_gate_reviews_draft_id", "gate_reviews", ["draft_id"])
