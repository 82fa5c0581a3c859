"""Service items and published guide versions. A version row is never updated except to withdraw it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant


class ServiceItemRow(Base):
    __tablename__ = "service_items"

    item_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    official_name: Mapped[str] = mapped_column(String(300), index=True)
    plain_name: Mapped[str] = mapped_column(String(300), default="")
    authority: Mapped[str] = mapped_column(String(100), default="")
    subject: Mapped[str] = mapped_column(String(10), default="自然人")
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    asked: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    origin: Mapped[str] = mapped_column(String(40), default="content")
    """`content`, the catalogue it was imported from, or `registry:<name>`"""
    source_key: Mapped[str] = mapped_column(String(120), default="", server_default="")
    """its id where the list came from"""
    link: Mapped[str] = mapped_column(String(500), default="", server_default="")
    """where it is handled while there is no guide; empty means the portal's front page"""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class GuideVersionRow(Base):
    __tablename__ = "guide_versions"
    __table_args__ = (UniqueConstraint("item_id", "version"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("service_items.item_id"), index=True)
    version: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[str] = mapped_column(String(100))
    origin: Mapped[str] = mapped_column(String(10), default="sample")
    """`sample`: shipped content, taken over by `kb build`; `gates`: a draft that passed the five gates"""
    draft_id: Mapped[str | None] = mapped_column(String(40))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")


class RegistryRow(Base):
    """What an origin's export said of an item when it was last read."""

    __tablename__ = "registry_sources"

    origin: Mapped[str] = mapped_column(String(40), primary_key=True)
    source_key: Mapped[str] = mapped_column(String(120), primary_key=True)
    item_id: Mapped[str] = mapped_column(String(80), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    """of the mapped facts: what a mapping does not use may change unnoticed"""
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    """the mapped facts themselves: of a later export only what differs is laid over the guide"""
    seen_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    """when an import first missed it"""


class PublicationState(Base):
    """One row: counts every publication or withdrawal, so that each process sees that it must reload."""

    __tablename__ = "publication_state"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    generation: Mapped[int] = mapped_column(Integer, default=0)
    """changes with every publication, withdrawal or import"""
    indexed_generation: Mapped[int] = mapped_column(Integer, default=0)
    """the generation the newest complete index was built from"""
