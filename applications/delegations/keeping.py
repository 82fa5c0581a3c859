"""Delegations as rows. The only file that knows how one is written down."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, CursorResult, delete, or_, select, update
from sqlalchemy.orm import Session

from applications.delegations.tables import DelegationRow
from applications.delegations.types import Delegation, DelegationKind, DelegationState, Scope
from applications.tables import ApplicationRow
from storage import audit

_SCOPE = TypeAdapter(Scope)
_KEPT_AS_DATA = (
    "principal_name", "agent_name", "relation", "consent", "evidence", "evidence_document", "child",
)  # fmt: skip


def delegation_of(row: DelegationRow) -> Delegation:
    return Delegation(
        delegation_id=row.id,
        kind=cast("DelegationKind", row.kind),
        principal_id=row.principal_id,
        agent_id=row.agent_id,
        state=cast("DelegationState", row.state),
        scope=_SCOPE.validate_python(row.data["scope"]),
        created_at=row.created_at,
        consented_at=row.consented_at,
        ended_at=row.ended_at,
        code_until=row.code_until,
        **{name: row.data[name] for name in _KEPT_AS_DATA},
    )


def add(session: Session, delegation: Delegation, now: datetime, code_seal: str | None = None) -> Delegation:
    row = DelegationRow(id=delegation.delegation_id, created_at=now, code_seal=code_seal)
    _write(row, delegation)
    session.add(row)
    session.flush()
    return delegation_of(row)


def save(session: Session, delegation: Delegation, *, code_used: bool = False) -> Delegation:
    """The row must have been found with `lock` in this session."""
    row = session.get_one(DelegationRow, delegation.delegation_id)
    _write(row, delegation)
    if code_used:
        row.code_seal = None
    session.flush()
    return delegation_of(row)


def find(session: Session, delegation_id: str, *, lock: bool = False) -> Delegation | None:
    row = session.get(DelegationRow, delegation_id, with_for_update=lock or None)
    return delegation_of(row) if row else None


def hold(session: Session, delegation_id: str) -> None:
    """Whoever would change it waits until this transaction ends; others may hold it too."""
    row = select(DelegationRow.id).where(DelegationRow.id == delegation_id)
    session.execute(row.with_for_update(read=True))


def select_where(session: Session, where: ColumnElement[bool], *, lock: bool = False) -> list[Delegation]:
    """Newest first."""
    statement = select(DelegationRow).where(where).order_by(DelegationRow.created_at.desc())
    rows = session.scalars(statement.with_for_update() if lock else statement)
    return [delegation_of(row) for row in rows]


def of_person(session: Session, account_id: str) -> list[Delegation]:
    mine = or_(DelegationRow.principal_id == account_id, DelegationRow.agent_id == account_id)
    return select_where(session, mine)


def carry_over(session: Session, granted: Delegation, earlier: Sequence[Delegation]) -> None:
    """What the agent had begun under grants that are over goes on under the new one, as far as it reaches.

    Not where an earlier one let more of the profile into the form than this one would.
    """
    for old in earlier:
        narrower = (old.scope.use_profile and not granted.scope.use_profile) or (
            old.scope.use_certificates and not granted.scope.use_certificates
        )
        if narrower or old.delegation_id == granted.delegation_id:
            continue
        begun = ApplicationRow.delegation_id == old.delegation_id
        within = ApplicationRow.item_id.in_(granted.scope.items) if granted.scope.items else begun
        moved = update(ApplicationRow).where(begun, within).values(delegation_id=granted.delegation_id)
        session.execute(moved, execution_options={"synchronize_session": False})


def forget(session: Session, before: datetime) -> int:
    """Offers that came to nothing: nothing can have been begun under them. Gives how many."""
    nothing = DelegationRow.state.in_(("offered", "asked", "refused"))
    gone = session.execute(delete(DelegationRow).where(nothing, DelegationRow.created_at < before))
    return cast("CursorResult[tuple[()]]", gone).rowcount


def note(session: Session, actor_id: str, action: str, delegation: Delegation, now: datetime) -> None:
    """Into the audit chain, with both names and the scope."""
    detail: dict[str, Any] = {
        "kind": delegation.kind,
        "principal": delegation.principal_name,
        "agent": delegation.agent_name,
        "scope": _SCOPE.dump_python(delegation.scope, mode="json"),
        "evidence": delegation.evidence,
    }
    audit.append(
        session,
        at=now,
        actor=actor_id,
        action=f"delegation.{action}",
        subject=delegation.delegation_id,
        detail=detail,
    )


def _write(row: DelegationRow, delegation: Delegation) -> None:
    kept = asdict(delegation)
    row.kind, row.state = delegation.kind, delegation.state
    row.principal_id, row.agent_id = delegation.principal_id, delegation.agent_id
    row.data = {name: kept[name] for name in _KEPT_AS_DATA} | {
        "scope": _SCOPE.dump_python(delegation.scope, mode="json")
    }
    row.consented_at, row.ended_at = delegation.consented_at, delegation.ended_at
    row.code_until = delegation.code_until
