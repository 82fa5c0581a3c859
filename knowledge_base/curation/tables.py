"""Drafts of guides and the signed reviews of their gates. A review is never changed; a new one is added."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant


class GuideDraftRow(Base):
    __tablename__ = "guide_drafts"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    item_id: Mapped[str] = mapped_column(String(80), index=True)
    """of an item that may not exist yet: publishing makes it"""
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    """of the content and the version it is based on: what a reviewer signs"""
    origin: Mapped[str] = mapped_column(String(120))
    based_on_version: Mapped[int] = mapped_column(Integer)
    authors: Mapped[list[str]] = mapped_column(JSON)
    """accounts that made or changed it: none of them reviews it"""
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(12), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    closed_why: Mapped[str] = mapped_column(Text, default="")
    published_version: Mapped[int | None] = mapped_column(Integer)


class GateReviewRow(Base):
    __tablename__ = "gate_reviews"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    draft_id: Mapped[str] = mapped_column(ForeignKey("guide_drafts.id"), index=True)
    gate: Mapped[str] = mapped_column(String(12))
    digest: Mapped[str] = mapped_column(String(64))
    reviewer: Mapped[str] = mapped_column(String(80))
    reviewer_name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(20))
    verdict: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text, default="")
    signed_at: Mapped[datetime] = mapped_column(Instant)
    signature: Mapped[str] = mapped_column(String(100))
