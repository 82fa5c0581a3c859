"""Acts that an agent has prepared and only their person carries out, by pressing for just what was shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from applications.service import ApplicationService
from applications.types import Actor, Application, Conflict, NotAllowed, NotReady, Pending, Receipt, Unknown
from assistant.tools.tables import AgentApprovalRow
from storage import audit
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits. The host shows that version of the application with its values."""

    approval_id: str
    act: str
    """`confirm` or `submit`"""
    application_id: str
    version: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """Nothing was done, and nothing will be by this approval."""


@dataclass(frozen=True, slots=True)
class Closed:
    """It was decided the other way before."""


class UnknownApproval(Unknown):
    """No such one, or another person's: told alike."""


Decided = Application | Receipt | Pending | Declined | Closed | Unknown | Conflict | NotAllowed | NotReady


class Approvals:
    def __init__(self, database: Database, applications: ApplicationService, clock: Clock) -> None:
        self._database, self._applications, self._clock = database, applications, clock

    def keep(
        self, session: Session, actor: Actor, thread_id: str, handed: Iterable[Mapping[str, Any]]
    ) -> tuple[Waiting, ...]:
        """`handed` as `hand_to_person` gives them. In the caller's transaction."""
        waiting = tuple(
            Waiting(new_id("apr"), one["act"], one["application_id"], one["version"], tuple(one["names"]))
            for one in handed
        )
        for one in waiting:
            session.add(
                AgentApprovalRow(
                    id=one.approval_id,
                    thread_id=thread_id,
                    account_id=actor.account_id,
                    act=one.act,
                    application_id=one.application_id,
                    version=one.version,
                    names=list(one.names),
                    outcome="",
                    made_at=self._clock(),
                )
            )
        return waiting

    def decide(self, actor: Actor, approval_id: str, approved: bool) -> Decided:
        """The person's press. The same again gives the same and does nothing more; `Conflict` when the
        application is another by now than what was shown."""
        settled = self._settled(actor, approval_id, "approved" if approved else "declined")
        if settled is None:
            return UnknownApproval()
        waiting, outcome = settled
        if (outcome == "declined") == approved:
            return Closed()
        if not approved:
            return Declined()
        done = self._carried_out(actor, waiting, again=outcome == "done")
        if outcome != "done" and isinstance(done, Application | Receipt | Pending):
            self._note_done(approval_id)
        return done

    def _carried_out(self, actor: Actor, waiting: Waiting, *, again: bool) -> Decided:
        if waiting.act == "submit":  # exactly once by its key, whatever comes between
            return self._applications.submit(
                actor, waiting.application_id, waiting.approval_id, waiting.version
            )
        if again:
            return self._applications.get(actor, waiting.application_id)
        return self._applications.confirm(actor, waiting.application_id, waiting.names, waiting.version)

    def _settled(self, actor: Actor, approval_id: str, outcome: str) -> tuple[Waiting, str] | None:
        """With the outcome that holds: this one, or an earlier one."""
        with self._database.transaction() as session:
            row = session.get(AgentApprovalRow, approval_id, with_for_update=True)
            if row is None or row.account_id != actor.account_id:
                return None
            if not row.outcome:
                row.outcome = outcome
                audit.append(
                    session,
                    at=self._clock(),
                    actor=actor.account_id,
                    action=f"agent.{outcome}",
                    subject=row.application_id,
                    detail={"approval_id": row.id, "act": row.act, "version": row.version},
                )
            names = tuple(str(name) for name in row.names)
            return Waiting(row.id, row.act, row.application_id, row.version, names), row.outcome

    def _note_done(self, approval_id: str) -> None:
        with self._database.transaction() as session:
            if row := session.get(AgentApprovalRow, approval_id, with_for_update=True):
                row.outcome = "done"
