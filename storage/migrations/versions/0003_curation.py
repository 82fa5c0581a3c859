"""Drafts of guides, the gates they passed, and where a version came from."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
