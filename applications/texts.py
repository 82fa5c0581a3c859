"""The room's sentences, read once."""

from functools import cache

from storage.sentences import Sentences


@cache
def _sentences() -> Sentences:
    return Sentences.of("applications")


def say(key: str, **values: object) -> str:
    """A sentence of this room."""
    return _sentences().say(key, **values)
