"""Whether each dependency works, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.errors import KnowledgeBaseError
from storage.errors import StorageError


@dataclass(frozen=True, slots=True)
class Check:
    """`detail` says in a few words what was found."""

    name: str
    ok: bool
    detail: str


Probe = Callable[[], str]
"""Gives the detail, or raises what the dependency raises."""


def probe(name: str, test: Probe) -> Check:
    """Runs one test. A fault's own text may name hosts and paths, so only its kind is told."""
    try:
        return Check(name, True, test())
    except (SQLAlchemyError, KnowledgeBaseError, StorageError, OSError) as error:
        return Check(name, False, type(error).__name__)
