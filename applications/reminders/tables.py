"""Who wants to be reminded of what, and what they were told. The sentences are encrypted."""

from datetime import date, datetime, time

from sqlalchemy import JSON, Boolean, Date, Integer, String, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedText


class WishesRow(Base):
    """No row: nothing is wanted."""

    __tablename__ = "reminder_wishes"

    owner_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    kinds: Mapped[list[str]] = mapped_column(JSON)
    by_message: Mapped[bool] = mapped_column(Boolean)
    quiet_from: Mapped[time] = mapped_column(Time)
    quiet_until: Mapped[time] = mapped_column(Time)


class ReminderRow(Base):
    """`key` is unique for a person, so that however many processes look, each thing is told once."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("owner_id", "key"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(EncryptedText)
    item_id: Mapped[str] = mapped_column(String(80))
    application_id: Mapped[str | None] = mapped_column(String(40))
    on: Mapped[date | None] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime | None] = mapped_column(Instant)
    """shown until then; None: as long as the person keeps it"""
    seen_at: Mapped[datetime | None] = mapped_column(Instant)
    message: Mapped[str] = mapped_column(String(8))
    """by messenger: `none`, `waiting`, `sent`, `failed`"""
    attempts: Mapped[int] = mapped_column(Integer)
