"""What the desk keeps of a case: its risk, who is at it, verdicts on findings, decisions with their reasons.

Reasons, notices and risk may tell something about the person: they are encrypted. Plain is what finds rows.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedJson, EncryptedText


class DeskRiskRow(Base):
    """How closely a case wants to be looked at, as computed on a day; can always be rebuilt."""

    __tablename__ = "desk_risks"

    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    round: Mapped[int] = mapped_column(Integer)
    score: Mapped[int] = mapped_column(Integer)
    reasons: Mapped[list[Any]] = mapped_column(EncryptedJson)
    assessed_on: Mapped[date] = mapped_column(Date)


class DeskClaimRow(Base):
    """Who is at a case, and until when if nothing more is heard of them."""

    __tablename__ = "desk_claims"

    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    reviewer_id: Mapped[str] = mapped_column(String(80), index=True)
    until: Mapped[datetime] = mapped_column(Instant)


class DeskDecisionRow(Base):
    """A decision: `effective` at once, or `proposed` until a second reviewer has `agreed` or `disagreed`.

    `retracted`: taken back by who proposed it, or overtaken because the case left the desk.
    """

    __tablename__ = "desk_decisions"
    __table_args__ = (Index("ix_desk_decisions_application_id_round", "application_id", "round"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"))
    round: Mapped[int] = mapped_column(Integer)
    decision: Mapped[str] = mapped_column(String(10))
    """`accept` or `return`"""
    state: Mapped[str] = mapped_column(String(12), index=True)
    reviewer_id: Mapped[str] = mapped_column(String(80))
    reason: Mapped[str] = mapped_column(EncryptedText)
    findings: Mapped[list[Any]] = mapped_column(EncryptedJson)
    """of a return: what must be mended, as worded in the notice"""
    decided_at: Mapped[datetime] = mapped_column(Instant)
    second_id: Mapped[str | None] = mapped_column(String(80))
    second_reason: Mapped[str] = mapped_column(EncryptedText, default="")
    second_at: Mapped[datetime | None] = mapped_column(Instant)


class DeskVerdictRow(Base):
    """What a reviewer says of one finding of one round: upheld, overridden, or missed by the precheck."""

    __tablename__ = "desk_verdicts"
    __table_args__ = (
        UniqueConstraint("application_id", "round", "finding"),
        Index("ix_desk_verdicts_item_id_rule", "item_id", "rule"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    application_id: Mapped[str] = mapped_column(ForeignKey("applications.id"), index=True)
    round: Mapped[int] = mapped_column(Integer)
    finding: Mapped[str] = mapped_column(String(200))
    """key of the finding within its case"""
    item_id: Mapped[str] = mapped_column(String(80))
    guide_version: Mapped[int] = mapped_column(Integer)
    rule: Mapped[str] = mapped_column(String(120))
    """a review point's id, or `built_in.<code>`"""
    verdict: Mapped[str] = mapped_column(String(12), index=True)
    reason: Mapped[str] = mapped_column(EncryptedText)
    reviewer_id: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Instant)


class DeskOfferRow(Base):
    """A rule that reviewers handed to the curators, with the ticket it became."""

    __tablename__ = "desk_offers"

    item_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    rule: Mapped[str] = mapped_column(String(120), primary_key=True)
    ticket_id: Mapped[str] = mapped_column(String(40))
    reviewer_id: Mapped[str] = mapped_column(String(80))
    verdicts: Mapped[int] = mapped_column(Integer)
    """how many overridden and missed ones there were then; more since then: it may be offered again"""
    at: Mapped[datetime] = mapped_column(Instant)
