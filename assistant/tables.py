"""Conversations and their messages. What people say is personal: text, replies and state are encrypted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedJson, EncryptedText


class ConversationRow(Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner_id: Mapped[str | None] = mapped_column(String(80), index=True)
    token_digest: Mapped[str | None] = mapped_column(String(64))
    """of the visitor's token; None once an account owns the conversation from the start"""
    channel: Mapped[str] = mapped_column(String(20))
    district: Mapped[str | None] = mapped_column(String(12))
    state: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Instant, index=True)
    updated_at: Mapped[datetime] = mapped_column(Instant)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so


class TurnRow(Base):
    """One turn: what came in and the reply that went out."""

    __tablename__ = "turns"
    __table_args__ = (
        UniqueConstraint("conversation_id", "client_message_id"),
        UniqueConstraint("conversation_id", "seq"),
        Index("ix_turns_created_at_status", "created_at", "status"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    seq: Mapped[int] = mapped_column(Integer)
    client_message_id: Mapped[str | None] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(EncryptedText)
    document_id: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20))
    reply: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    created_at: Mapped[datetime] = mapped_column(Instant)


class ItemQuestionsRow(Base):
    """How often an item, or life event, was asked about on a day: counted apart, so that it names nobody."""

    __tablename__ = "item_questions"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    item_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
