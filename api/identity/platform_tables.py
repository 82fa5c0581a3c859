"""Which account a user of a platform is."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, Instant


class PlatformIdentityRow(Base):
    """One account a platform user; an account may have several (two phones, a new WeChat account)."""

    __tablename__ = "platform_identities"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    """of platform and openid (`PlatformUser.digest`): the openid itself is not kept"""
    platform: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[str] = mapped_column(String(80), index=True)
    bound_at: Mapped[datetime] = mapped_column(Instant)
