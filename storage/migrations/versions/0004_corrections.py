"""Correction tickets: what people say is wrong or was not answered, grouped by meaning."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    pass
