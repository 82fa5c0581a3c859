"""What every act of a reviewer shares: the case is found and locked, and may be acted on by them now."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from applications.access import may
from applications.desk import claims
from applications.repository import Kept, Repository
from applications.texts import say
from applications.types import Actor, Application, Conflict, NotAllowed, Unknown
from storage.database import Database

Outcome = Application | Unknown | Conflict | NotAllowed
Act = Callable[[Session, Kept], Kept | str]
"""Gives the case as it is then, or the sentence that says why not; then it has written nothing."""


class Acting:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._database, self._repository = database, repository

    def act(self, actor: Actor, application_id: str, seen_version: int | None, act: Act) -> Outcome:
        """`seen_version` is what the reviewer looked at: a decision on anything older is a `Conflict`."""
        repository = self._repository
        if actor.role != "reviewer":
            return Unknown()
        with self._database.transaction() as session:
            kept = repository.find(session, application_id, lock=True)
            if kept is None or not may(actor, "see", kept, repository.now):
                return Unknown()
            if seen_version not in (None, kept.version):
                return Conflict(repository.view(kept))
            done = self._hindrance(session, actor, kept) or act(session, kept)
            if isinstance(done, str):
                return NotAllowed(done, repository.view(kept))
        return repository.view(done)

    def _hindrance(self, session: Session, actor: Actor, kept: Kept) -> str:
        now = self._repository.now
        if not may(actor, "decide", kept, now):
            return say("refused.not_yours_to_decide")
        return claims.hindrance(session, kept.application_id, actor, now)
