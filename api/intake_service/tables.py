"""What the reference intake keeps. Its own base: its tables are in a database of its own."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Integer, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.base import Instant
from storage.encryption import EncryptedJson


class IntakeBase(DeclarativeBase):
    """Made by `create_all`: a reference has no data to migrate."""


class CaseRow(IntakeBase):
    __tablename__ = "cases"

    submission_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    acceptance_number: Mapped[str] = mapped_column(String(40), unique=True)
    case: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    state: Mapped[str] = mapped_column(String(20))
    """received, accepted, returned, withdrawn or done"""
    received_at: Mapped[datetime] = mapped_column(Instant)
    deadline: Mapped[date] = mapped_column(Date)
    query_code: Mapped[str] = mapped_column(String(20))
    told_overdue: Mapped[bool] = mapped_column(default=False)
    events: Mapped[int] = mapped_column(Integer, default=0)


class CounterRow(IntakeBase):
    __tablename__ = "counters"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    last: Mapped[int] = mapped_column(Integer, default=0)


class FileRow(IntakeBase):
    __tablename__ = "files"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    file_ref: Mapped[str] = mapped_column(String(100))
    media_type: Mapped[str] = mapped_column(String(80))


class EventRow(IntakeBase):
    """A call-back that is to be sent; sent again until the platform has taken it."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("submission_id", "sequence"),)

    event_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    submission_id: Mapped[str] = mapped_column(String(80))
    sequence: Mapped[int] = mapped_column(Integer)
    body: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    state: Mapped[str] = mapped_column(String(20), index=True)
    """pending, sent or dead"""
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(Instant)
    last_error: Mapped[str] = mapped_column(String(80), default="")
