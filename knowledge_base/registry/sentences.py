"""The import's sentences, read once."""

from functools import cache

from storage.sentences import Sentences


@cache
def texts() -> Sentences:
    return Sentences.of("knowledge_base.registry")
