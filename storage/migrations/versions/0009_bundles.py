"""Life events handled as one: the applications that belong together."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    pass
