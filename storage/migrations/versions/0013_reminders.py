"""Reminders, and what a person wants to be reminded of."""

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    pass
