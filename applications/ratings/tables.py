"""One row a rated case; what was written is encrypted."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedText


class RatingRow(Base):
    __tablename__ = "case_ratings"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), unique=True)
    item_id: Mapped[str] = mapped_column(String(80), index=True)
    level: Mapped[int] = mapped_column(Integer)
    comment: Mapped[str] = mapped_column(EncryptedText)
    at: Mapped[datetime] = mapped_column(Instant)
    ticket: Mapped[str | None] = mapped_column(String(12), index=True)
    """state of its ticket; None where there is none"""
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    assigned_to: Mapped[str | None] = mapped_column(String(80))
    answer: Mapped[str] = mapped_column(EncryptedText, default="")
