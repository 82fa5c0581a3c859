"""What is kept of a bundle: the answers to its event, which application is which part, what was sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedJson


class BundleRow(Base):
    __tablename__ = "bundles"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner_id: Mapped[str] = mapped_column(String(80), index=True)
    event_id: Mapped[str] = mapped_column(String(80))
    event_version: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    """one more with every act on the bundle, or on one of its applications alone"""
    data: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    """answers to the event's questions, and what was told before there was a form to put it in"""
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)


class BundlePartRow(Base):
    """A part of the event that was begun, left out, or taken to be handled alone."""

    __tablename__ = "bundle_parts"
    __table_args__ = (UniqueConstraint("bundle_id", "part_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    bundle_id: Mapped[str] = mapped_column(ForeignKey("bundles.id"))
    part_id: Mapped[str] = mapped_column(String(80))
    standing: Mapped[str] = mapped_column(String(20))
    """`together`, `dropped` or `alone`"""
    application_id: Mapped[str | None] = mapped_column(ForeignKey("applications.id"), unique=True)


class BundleSendingRow(Base):
    """One act of submitting together: what was sent at once, and what still waits for its turn."""

    __tablename__ = "bundle_sendings"
    __table_args__ = (UniqueConstraint("actor_id", "key"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    bundle_id: Mapped[str] = mapped_column(ForeignKey("bundles.id"), index=True)
    actor_id: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(200))
    sent: Mapped[dict[str, str]] = mapped_column(JSON)
    """part id → submission id"""
    waiting: Mapped[list[str]] = mapped_column(JSON)
    """ids of parts that are sent when those before them are done"""
    open: Mapped[bool] = mapped_column(Boolean, index=True)
    """whether something still waits"""
    created_at: Mapped[datetime] = mapped_column(Instant)
