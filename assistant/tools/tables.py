"""Talks with the agent and acts that wait for their person. What was said is encrypted."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedJson


class AgentThreadRow(Base):
    __tablename__ = "agent_threads"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    account_id: Mapped[str] = mapped_column(String(80), index=True)
    conversation_id: Mapped[str] = mapped_column(String(40))
    """in which `ask` is asked; it is nobody's, so that nothing said in it acts for anybody"""
    said: Mapped[list[Any]] = mapped_column(EncryptedJson)
    """the last lines, oldest first: {by, text}"""
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant, index=True)


class AgentApprovalRow(Base):
    __tablename__ = "agent_approvals"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    thread_id: Mapped[str] = mapped_column(ForeignKey("agent_threads.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[str] = mapped_column(String(80))
    act: Mapped[str] = mapped_column(String(20))
    application_id: Mapped[str] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)
    names: Mapped[list[Any]] = mapped_column(EncryptedJson)
    outcome: Mapped[str] = mapped_column(String(20), default="")
    """empty while it waits; `approved` from the press on, `done` when carried out; `declined`"""
    made_at: Mapped[datetime] = mapped_column(Instant)
