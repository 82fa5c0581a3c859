"""Published versions of life events. A row is never updated except to withdraw it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant


class LifeEventVersionRow(Base):
    __tablename__ = "life_event_versions"
    __table_args__ = (UniqueConstraint("event_id", "version"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    event_id: Mapped[str] = mapped_column(String(80), index=True)
    version: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[str] = mapped_column(String(100))
    origin: Mapped[str] = mapped_column(String(10), default="sample")
    """`sample`: shipped content, taken over by `kb build`"""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")
