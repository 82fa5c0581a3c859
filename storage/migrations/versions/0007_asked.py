"""How people ask for an item: what it is found by besides its names."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("service_items", sa.Column("asked", sa.JSON, nullable=False, server_default="[]"))
