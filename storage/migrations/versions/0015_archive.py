"""One's archive: cases facts were kept from, ids of certificates, disputes, and whose profile was begun."""

import sqlalchemy as sa
from alembic import op

from storage.ids import new_id

revision = "0015"
down_revision = "0014"


def _owner() -> sa.Column[str]:
    return sa.Column("owner_id", sa.String(80), nullable=False)


def upgrade() -> None:
    op.add_column("profile_facts", sa.Column("application_id", sa.String(40)))
    _name_certificates()
    op.create_table(
        "profiles_begun",
        _owner(),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name="pk_profiles_begun"),
    )
    op.create_table(
        "profile_disputes",
        sa.Column("id", sa.Integer, nullable=False),
        _owner(),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_profile_disputes"),
        sa.UniqueConstraint("owner_id", "name", name="uq_profile_disputes_owner_id_name"),
    )


def _name_certificates() -> None:
    op.add_column("certificates", sa.Column("certificate_id", sa.String(40)))
    held = sa.table("certificates", sa.column("id", sa.Integer), sa.column("certificate_id", sa.String))
    connection = op.get_bind()
    for number in connection.scalars(sa.select(held.c.id)).all():
        connection.execute(sa.update(held).where(held.c.id == number).values(certificate_id=new_id("cert")))
    with op.batch_alter_table("certificates") as table:
        table.alter_column("certificate_id", existing_type=sa.String(40), nullable=False)
        table.create_unique_constraint("uq_certificates_certificate_id", ["certificate_id"])
