"""Conversations, their messages, and what a language model was asked in them.

What people say is personal: text, replies and state are encrypted.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, Index, Integer, String, UniqueConstraint
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


class ModelCallRow(Base):
    """One question to a language model; its texts are masked and encrypted all the same, counts are not."""

    __tablename__ = "model_calls"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    message_id: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[str] = mapped_column(String(40), index=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    task: Mapped[str] = mapped_column(String(20))
    prompt: Mapped[str] = mapped_column(String(60))
    prompt_version: Mapped[int] = mapped_column(Integer)
    prompt_checksum: Mapped[str] = mapped_column(String(12))
    shape: Mapped[str] = mapped_column(String(80))
    """what the answer had to be, by its name; empty: text"""
    model: Mapped[str] = mapped_column(String(200))
    outcome: Mapped[str] = mapped_column(String(20))
    """`told`, or why there was no answer"""
    tokens_in: Mapped[int] = mapped_column(Integer)
    tokens_out: Mapped[int] = mapped_column(Integer)
    micro_yuan: Mapped[int] = mapped_column(BigInteger)
    """millionths of a yuan"""
    milliseconds: Mapped[int] = mapped_column(Integer)
    asked: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJson)
    """system text, lines, and the schema of a structured answer; None once its days are over"""
    answered: Mapped[str | None] = mapped_column(EncryptedText)


class ModelDayRow(Base):
    """What a day's calls came to: counted apart, so that it stays true when somebody erases their talk."""

    __tablename__ = "model_days"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    model: Mapped[str] = mapped_column(String(200), primary_key=True)
    task: Mapped[str] = mapped_column(String(20), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(20), primary_key=True)
    calls: Mapped[int] = mapped_column(Integer)
    tokens_in: Mapped[int] = mapped_column(BigInteger)
    tokens_out: Mapped[int] = mapped_column(BigInteger)
    micro_yuan: Mapped[int] = mapped_column(BigInteger)


class ModelTurnsRow(Base):
    """Of a day: turns in which a model was asked, sentences it wrote, and those that were rejected."""

    __tablename__ = "model_turns"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    turns: Mapped[int] = mapped_column(Integer)
    written: Mapped[int] = mapped_column(Integer)
    rejected: Mapped[int] = mapped_column(Integer)


class ModelSwitchRow(Base):
    """One row once somebody has used the switch; none: on, where a model is set."""

    __tablename__ = "model_switch"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    active: Mapped[bool] = mapped_column(Boolean)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    changed_by: Mapped[str] = mapped_column(String(80))
