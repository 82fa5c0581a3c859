"""Correction tickets and the reports they gather. What people wrote is masked first, and encrypted still.

A report names the message it is about and no account: who asked is none of the curator's business.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedText


class TicketRow(Base):
    """Questions that ask for the same, about the same item."""

    __tablename__ = "correction_tickets"
    __table_args__ = (Index("ix_correction_tickets_item_id_state", "item_id", "state"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    """the gravest of its reports"""
    item_id: Mapped[str | None] = mapped_column(String(80))
    question: Mapped[str] = mapped_column(EncryptedText)
    """of its first report: what later ones are compared with"""
    state: Mapped[str] = mapped_column(String(12), index=True)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    count: Mapped[int] = mapped_column(Integer)
    assigned_to: Mapped[str | None] = mapped_column(String(80))
    resolution: Mapped[str] = mapped_column(EncryptedText, default="")
    """why it was dismissed"""
    draft_id: Mapped[str | None] = mapped_column(String(40))
    resolved_version: Mapped[int | None] = mapped_column(Integer)


class ReportRow(Base):
    """One person's report, or one turn that found no answer. A rating of 3 to 5 is kept without a ticket."""

    __tablename__ = "correction_reports"
    __table_args__ = (UniqueConstraint("message_id", "source"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    ticket_id: Mapped[str | None] = mapped_column(ForeignKey("correction_tickets.id"), index=True)
    source: Mapped[str] = mapped_column(String(10))
    """`person` or `turn`"""
    kind: Mapped[str] = mapped_column(String(20))
    question: Mapped[str] = mapped_column(EncryptedText)
    answer: Mapped[str] = mapped_column(EncryptedText)
    """the published text that the answer cited"""
    item_id: Mapped[str | None] = mapped_column(String(80))
    guide_version: Mapped[int | None] = mapped_column(Integer)
    sections: Mapped[list[str]] = mapped_column(JSON)
    comment: Mapped[str] = mapped_column(EncryptedText)
    level: Mapped[int | None] = mapped_column(Integer)
    message_id: Mapped[str | None] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Instant, index=True)
