"""What was done by whom: an append-only chain in which each entry is sealed together with the seal before it.

A seal is an HMAC under the key ring, so nobody without the key file can make an entry fit that was changed,
left out or slipped in. The head row is sealed too: cutting entries off the end shows. An older copy of the
whole table put back, head included, is found by a head noted elsewhere: `verify(session, noted_head)`.

Actor and subject are opaque ids and stay readable. `detail` may hold personal data: it is encrypted. The seal
covers the plain detail and names its own key, so it holds after a key rotation and re-encryption.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Integer, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedJson, active_keys

ENTRY, HEAD = b"audit entry", b"audit head"


class AuditRow(Base):
    __tablename__ = "audit_entries"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    """1, 2, 3 … without a gap"""
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(80), index=True)
    action: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(120), index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    seal: Mapped[str] = mapped_column(String(100))


class AuditHeadRow(Base):
    """One row, made by the migration: the last entry. Appending locks it, so that entries get their order."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, default=0)
    entry_seal: Mapped[str] = mapped_column(String(100), default="")
    seal: Mapped[str] = mapped_column(String(100), default="")


@dataclass(frozen=True)
class AuditProblem:
    seq: int
    what: str


@dataclass(frozen=True)
class AuditReport:
    """`head` is the last seal, empty without entries; note it elsewhere to compare at a later check."""

    entries: int
    head: str
    problems: tuple[AuditProblem, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def append(
    session: Session, *, at: datetime, actor: str, action: str, subject: str, detail: Mapping[str, Any]
) -> int:
    """Adds an entry in the caller's transaction and gives its number.

    From here to the commit no other transaction can append, so it is best called last. `detail` must be JSON.
    """
    head = session.execute(
        select(AuditHeadRow).with_for_update(), execution_options={"populate_existing": True}
    ).scalar_one()
    # Through JSON and back, so that what is sealed now is what will be read.
    plain = json.loads(json.dumps(detail))
    row = AuditRow(seq=head.seq + 1, at=at, actor=actor, action=action, subject=subject, detail=plain)
    row.seal = active_keys().seal(_covered(row, head.entry_seal), ENTRY)
    head.seq, head.entry_seal = row.seq, row.seal
    head.seal = active_keys().seal(_head_covered(row.seq, row.seal), HEAD)
    session.add(row)
    session.flush()
    return row.seq


def verify(session: Session, noted_head: str | None = None) -> AuditReport:
    """Reads the whole chain; `noted_head`, the head noted at an earlier check, must still be in it.

    Raises `CorruptedError` or `KeyMissingError` when an entry's detail can't be decrypted at all.
    """
    rows = session.execute(
        select(AuditRow).order_by(AuditRow.seq), execution_options={"yield_per": 500}
    ).scalars()
    count, head, seen_noted, problems = _walk(rows, noted_head)
    kept = session.execute(select(AuditHeadRow)).scalar_one_or_none()
    problems += _head_problems(kept, count, head)
    if noted_head and not seen_noted:
        problems.append(AuditProblem(count, "the noted head is not in the chain: entries were taken back"))
    return AuditReport(count, head, tuple(problems))


def _walk(rows: Iterable[AuditRow], noted_head: str | None) -> tuple[int, str, bool, list[AuditProblem]]:
    count, last_seq, last_seal, seen_noted = 0, 0, "", False
    problems: list[AuditProblem] = []
    for row in rows:
        if row.seq != last_seq + 1:
            problems.append(AuditProblem(row.seq, f"entries {last_seq + 1} to {row.seq - 1} are missing"))
        if not active_keys().sealed(row.seal, _covered(row, last_seal), ENTRY):
            problems.append(AuditProblem(row.seq, "the entry was changed, or does not follow the one before"))
        count, last_seq, last_seal = count + 1, row.seq, row.seal
        seen_noted = seen_noted or row.seal == noted_head
    return count, last_seal, seen_noted, problems


def _head_problems(kept: AuditHeadRow | None, count: int, seal: str) -> list[AuditProblem]:
    if kept is None:
        return [AuditProblem(count, "the head of the chain is missing")]
    untouched = kept.seq == 0 and kept.seal == ""
    if not untouched and not active_keys().sealed(kept.seal, _head_covered(kept.seq, kept.entry_seal), HEAD):
        return [AuditProblem(kept.seq, "the head of the chain was changed")]
    if kept.entry_seal != seal:
        return [AuditProblem(kept.seq, "the last entries are missing, or some were added past the head")]
    return []


def _covered(row: AuditRow, seal_before: str) -> bytes:
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [row.seq, at, row.actor, row.action, row.subject, row.detail, seal_before]
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _head_covered(seq: int, seal: str) -> bytes:
    return f"{seq} {seal}".encode()
