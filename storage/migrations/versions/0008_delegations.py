"""Delegations (亲友代办): who may act for whom, for what and until when."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    pass
