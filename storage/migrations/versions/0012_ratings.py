"""Ratings (好差评) and the correction tickets of the lowest."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    pass
