"""The reviewer's desk: decisions with their reasons, second opinions."""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    pass
