"""What was done by whom: an append-only chain in which each entry is sealed together with the seal before it.

A seal is an HMAC under the key ring, so nobody without the key file can make an entry fit that was changed,
left out or slipped in. The head row is sealed too: cutting entries off the end shows. An older copy of the
whole table put back, head included, is found by a head noted elsewhere: `verify(session, noted_head)`.

Actor and subject are opaque ids and stay readable. `detail` may hold personal data: it is encrypted. The seal
covers the plain detail and names its own key, so it holds after a key rotation and re-encryption.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Integer, LargeBinary, String, select, type_coerce
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Instant
from storage.encryption import COLUMN, EncryptedJson, active_keys
from storage.errors import StorageError

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


_ENTRIES = select(
    AuditRow.seq,
    AuditRow.at,
    AuditRow.actor,
    AuditRow.action,
    AuditRow.subject,
    type_coerce(AuditRow.detail, LargeBinary),
    AuditRow.seal,
).order_by(AuditRow.seq)
"""The detail as it is kept, so that one that can't be decrypted is a finding and does not end the check."""


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
    row.seal = active_keys().seal(
        _covered(row.seq, at, actor, action, subject, plain, head.entry_seal), ENTRY
    )
    head.seq, head.entry_seal = row.seq, row.seal
    head.seal = active_keys().seal(_head_covered(row.seq, row.seal), HEAD)
    session.add(row)
    session.flush()
    return row.seq


def verify(session: Session, noted_head: str | None = None) -> AuditReport:
    """Reads the whole chain; `noted_head`, the head noted at an earlier check, must still be in it."""
    count, last_seq, last_seal, seen_noted = 0, 0, "", not noted_head
    problems: list[AuditProblem] = []
    for seq, at, actor, action, subject, encrypted, seal in session.execute(
        _ENTRIES, execution_options={"yield_per": 500}
    ):
        if seq != last_seq + 1:
            problems.append(AuditProblem(seq, f"entries {last_seq + 1} to {seq - 1} are missing"))
        try:
            detail = json.loads(active_keys().decrypt(encrypted, COLUMN))
        except StorageError as error:
            problems.append(AuditProblem(seq, str(error)))
        else:
            covered = _covered(seq, at, actor, action, subject, detail, last_seal)
            problems += _broken_seal(seq, seal, covered, ENTRY)
        count, last_seq, last_seal = count + 1, seq, seal
        seen_noted = seen_noted or seal == noted_head
    problems += _head_problems(session.scalars(select(AuditHeadRow)).one_or_none(), last_seq, last_seal)
    if not seen_noted:
        problems.append(AuditProblem(last_seq, "the noted head is not in the chain: entries were taken back"))
    return AuditReport(count, last_seal, tuple(problems))


def _broken_seal(seq: int, seal: str, covered: bytes, context: bytes) -> list[AuditProblem]:
    try:
        if active_keys().sealed(seal, covered, context):
            return []
    except StorageError as error:
        return [AuditProblem(seq, str(error))]
    return [AuditProblem(seq, f"the {context.decode()} was changed, or does not follow what is before it")]


def _head_problems(head: AuditHeadRow | None, last_seq: int, last_seal: str) -> list[AuditProblem]:
    if head is None:
        return [AuditProblem(last_seq, "the head of the chain is missing")]
    if head.seq == last_seq == 0:
        return []
    if broken := _broken_seal(head.seq, head.seal, _head_covered(head.seq, head.entry_seal), HEAD):
        return broken
    if (head.seq, head.entry_seal) != (last_seq, last_seal):
        return [AuditProblem(head.seq, "the last entries are missing, or some were added past the head")]
    return []


def _covered(
    seq: int, at: datetime, actor: str, action: str, subject: str, detail: object, seal_before: str
) -> bytes:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [seq, moment, actor, action, subject, detail, seal_before]
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _head_covered(seq: int, seal: str) -> bytes:
    return f"{seq} {seal}".encode()
