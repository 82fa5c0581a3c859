"""Drafts, documents, profiles, submissions with their outbox, and the embedded intake's own table.

Everything personal is in an encrypted column; what is plain is needed to find rows.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedJson, EncryptedText
from storage.ids import new_id


class ApplicationRow(Base):
    __tablename__ = "applications"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(80), index=True)
    delegation_id: Mapped[str | None] = mapped_column(String(40), index=True)
    """under which somebody handles it for its owner"""
    item_id: Mapped[str] = mapped_column(String(80))
    guide_version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(20), index=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    round: Mapped[int] = mapped_column(Integer, default=1)
    data: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    """situation, fields, documents by material, findings"""
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so


class StateChangeRow(Base):
    """When an application was submitted, decided, taken back: what the course of a case is told from."""

    __tablename__ = "application_history"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), index=True)
    round: Mapped[int] = mapped_column(Integer)
    """the round that was submitted or decided"""
    state: Mapped[str] = mapped_column(String(20))
    """a state, or `overdue`"""
    at: Mapped[datetime] = mapped_column(Instant)


class ResultRow(Base):
    """What the authority gave at the end: a file to download, or what was posted."""

    __tablename__ = "application_results"

    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    by: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(EncryptedText)
    note: Mapped[str] = mapped_column(EncryptedText)
    carrier: Mapped[str] = mapped_column(EncryptedText)
    tracking_number: Mapped[str] = mapped_column(EncryptedText)
    file_ref: Mapped[str | None] = mapped_column(String(100))
    filename: Mapped[str] = mapped_column(EncryptedText)
    media_type: Mapped[str] = mapped_column(String(80))
    given_at: Mapped[datetime] = mapped_column(Instant)


class DocumentRow(Base):
    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(80), index=True)
    """an account id, or `conversation:<id>` while nobody has signed in"""
    conversation_id: Mapped[str | None] = mapped_column(String(40), index=True)
    application_id: Mapped[str | None] = mapped_column(String(40), index=True)
    material_id: Mapped[str | None] = mapped_column(String(80))
    file_ref: Mapped[str] = mapped_column(String(100))
    filename: Mapped[str] = mapped_column(EncryptedText)
    media_type: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20), index=True)
    pages: Mapped[list[Any] | None] = mapped_column(EncryptedJson)
    kept_at: Mapped[datetime] = mapped_column(Instant)


class ProfileFactRow(Base):
    __tablename__ = "profile_facts"
    __table_args__ = (UniqueConstraint("owner_id", "name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(80), index=True)
    name: Mapped[str] = mapped_column(String(80))
    value: Mapped[str] = mapped_column(EncryptedText)
    source: Mapped[str] = mapped_column(String(80))
    on: Mapped[date] = mapped_column(Date)
    application_id: Mapped[str | None] = mapped_column(String(40))
    """the case it was kept from, where the person agreed to keep it for next time"""


class ProfileBegunRow(Base):
    """Whose profile was filled once with what the identity brings: what its person deletes does not come
    back with the next start."""

    __tablename__ = "profiles_begun"

    owner_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    begun_at: Mapped[datetime] = mapped_column(Instant)


class CertificateRow(Base):
    __tablename__ = "certificates"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    certificate_id: Mapped[str] = mapped_column(String(40), unique=True, default=lambda: new_id("cert"))
    """opaque, for addresses"""
    owner_id: Mapped[str] = mapped_column(String(80), index=True)
    document_type: Mapped[str] = mapped_column(String(40))
    fields: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)


class SubmissionRow(Base):
    """One submission of one round; both keys are unique, so that N concurrent sends make one."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("application_id", "round"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), index=True)
    round: Mapped[int] = mapped_column(Integer)
    owner_id: Mapped[str] = mapped_column(String(80), index=True)
    snapshot: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    """exactly what the person confirmed and sent"""
    acceptance_number: Mapped[str | None] = mapped_column(String(40), unique=True)
    received_at: Mapped[datetime | None] = mapped_column(Instant)
    deadline: Mapped[date | None] = mapped_column(Date)
    query_code: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Instant)


class SubmissionKeyRow(Base):
    """Every Idempotency-Key ever used for a submission leads to its receipt."""

    __tablename__ = "submission_keys"
    __table_args__ = (UniqueConstraint("owner_id", "key"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(200))
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"), index=True)


class OutboxRow(Base):
    """What must still be told to the intake: `pending → sent → done`, or `dead` for a person to look at."""

    __tablename__ = "outbox"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    """`submit` or `withdraw`"""
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), index=True)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(Instant)
    last_error: Mapped[str] = mapped_column(Text, default="")


class IntakeCaseRow(Base):
    """The embedded intake's own record: what the receiving office would keep."""

    __tablename__ = "intake_cases"

    acceptance_number: Mapped[str] = mapped_column(String(40), primary_key=True)
    submission_key: Mapped[str] = mapped_column(String(80), unique=True)
    item_id: Mapped[str] = mapped_column(String(80))
    case: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    received_at: Mapped[datetime] = mapped_column(Instant)
    deadline: Mapped[date] = mapped_column(Date)
    query_code: Mapped[str] = mapped_column(String(20))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class IntakeCounterRow(Base):
    """Serial of acceptance numbers, one a day."""

    __tablename__ = "intake_counters"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    last: Mapped[int] = mapped_column(Integer, default=0)
