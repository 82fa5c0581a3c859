"""How far long work has come: told to whoever shows it."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""(stage, done, of): stages are `names`, `drafts` and `index`, each counted in its own entries"""


def silent(stage: str, done: int, of: int) -> None:
    """For whoever shows nothing."""
