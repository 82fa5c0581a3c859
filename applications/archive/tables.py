"""What a person says against a fact that a register keeps. Their words are encrypted."""

from datetime import datetime

from sqlalchemy import Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedText


class DisputeRow(Base):
    """One a fact: said again, it replaces what was said."""

    __tablename__ = "profile_disputes"
    __table_args__ = (UniqueConstraint("owner_id", "name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(80))
    said: Mapped[str] = mapped_column(EncryptedText)
    """what they say is right"""
    made_at: Mapped[datetime] = mapped_column(Instant)
