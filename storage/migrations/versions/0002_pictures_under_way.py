"""Pictures on their way from upload to where they were sent: no crash or second worker loses one."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "pictures_under_way",
        sa.Column("document_id", sa.String(40), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("document_id", name="pk_pictures_under_way"),
    )
