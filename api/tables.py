"""What the doors keep: access tokens, how people like the page, and which pictures are still on their way."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant
from storage.encryption import EncryptedJson


class AccessTokenRow(Base):
    """Only the token's digest is kept, so that a copy of the database signs nobody in."""

    __tablename__ = "access_tokens"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(String(80), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class UnderWayRow(Base):
    """A kept picture that has not yet got to where it was sent; the row goes when it has."""

    __tablename__ = "pictures_under_way"

    document_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    claimed_until: Mapped[datetime | None] = mapped_column(Instant)
    """until then somebody is at it; None when nobody is"""


class PreferencesRow(Base):
    """No row: nothing was chosen. Encrypted: that somebody needs large type is nobody else's business."""

    __tablename__ = "preferences"

    account_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    chosen: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    changed_at: Mapped[datetime] = mapped_column(Instant)
