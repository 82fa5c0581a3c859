"""What a registry export said of each item, so that a re-import changes only what changed."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    pass
