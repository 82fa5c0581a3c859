"""Delegations, and tries of their codes. Names, scope and consent are personal: encrypted."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedJson


class DelegationRow(Base):
    __tablename__ = "delegations"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    principal_id: Mapped[str | None] = mapped_column(String(80), index=True)
    """an account, or `child_…` of a guardian's child that has none"""
    agent_id: Mapped[str | None] = mapped_column(String(80), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    """names, scope, consent, evidence, a child's facts"""
    code_seal: Mapped[str | None] = mapped_column(String(100), unique=True)
    """of the one-time code, until it is used: a copy of the database redeems nothing"""
    code_until: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    consented_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class CodeTryRow(Base):
    """A code that was wrong: too many of them, and the account must wait."""

    __tablename__ = "delegation_code_tries"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    account_id: Mapped[str] = mapped_column(String(80), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
