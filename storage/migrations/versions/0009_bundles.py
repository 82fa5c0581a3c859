"""Life events handled as one: the applications that belong together, and what was sent of them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _bundles()
    _sendings()


def _bundles() -> None:
    op.create_table(
        "bundles",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("owner_id", sa.String(80), nullable=False),
        sa.Column("event_id", sa.String(80), nullable=False),
        sa.Column("event_version", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bundles"),
    )
    op.create_index("ix_bundles_owner_id", "bundles", ["owner_id"])
    op.create_table(
        "bundle_parts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("bundle_id", sa.String(40), nullable=False),
        sa.Column("part_id", sa.String(80), nullable=False),
        sa.Column("standing", sa.String(20), nullable=False),
        sa.Column("application_id", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_bundle_parts"),
        sa.ForeignKeyConstraint(["bundle_id"], ["bundles.id"], name="fk_bundle_parts_bundle_id"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_bundle_parts_application_id"
        ),
        sa.UniqueConstraint("bundle_id", "part_id", name="uq_bundle_parts_bundle_id_part_id"),
        sa.UniqueConstraint("application_id", name="uq_bundle_parts_application_id"),
    )


def _sendings() -> None:
    op.create_table(
        "bundle_sendings",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("bundle_id", sa.String(40), nullable=False),
        sa.Column("actor_id", sa.String(80), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("sent", sa.JSON, nullable=False),
        sa.Column("waiting", sa.JSON, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bundle_sendings"),
        sa.ForeignKeyConstraint(["bundle_id"], ["bundles.id"], name="fk_bundle_sendings_bundle_id"),
        sa.UniqueConstraint("actor_id", "key", name="uq_bundle_sendings_actor_id_key"),
    )
    op.create_index("ix_bundle_sendings_bundle_id", "bundle_sendings", ["bundle_id"])
    op.create_index("ix_bundle_sendings_open", "bundle_sendings", ["open"])
