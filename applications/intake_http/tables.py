"""What a city's intake has told us: events by id, so that each acts once, and files of results."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedJson


class IntakeEventRow(Base):
    """A verified call-back; `waiting` until those before it are here and the receipt is kept."""

    __tablename__ = "intake_events"
    __table_args__ = (UniqueConstraint("submission_id", "sequence"),)

    event_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submissions.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    """1, 2, 3 … of its submission, without a gap"""
    kind: Mapped[str] = mapped_column(String(20))
    body: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the body as sent: the same id with another content is refused"""
    outcome: Mapped[str] = mapped_column(String(20), index=True)
    """`waiting`, `applied`, or `overtaken` by something that came first, e.g. a withdrawal"""
    received_at: Mapped[datetime] = mapped_column(Instant)


class IntakeFileRow(Base):
    """A file of a result that the intake has sent ahead of its call-back."""

    __tablename__ = "intake_files"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    file_ref: Mapped[str] = mapped_column(String(100))
    media_type: Mapped[str] = mapped_column(String(80))
    received_at: Mapped[datetime] = mapped_column(Instant)
