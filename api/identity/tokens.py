"""Access tokens: 256 random bits handed out once; the database keeps only their SHA-256."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import cast

from sqlalchemy import CursorResult, delete, select

from api.tables import AccessTokenRow
from storage.clock import Clock
from storage.database import Database


def digest(token: str) -> str:
    """A plain hash is enough: there is nothing to guess in 256 random bits."""
    return sha256(token.encode()).hexdigest()


class AccessTokens:
    """Gives, recognises and takes back tokens."""

    def __init__(self, database: Database, clock: Clock, lifetime: timedelta) -> None:
        self._database, self._clock, self._lifetime = database, clock, lifetime

    @property
    def lifetime(self) -> timedelta:
        return self._lifetime

    def issue(self, account_id: str) -> str:
        """A new token for the account; the only time it is seen in clear."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._database.transaction() as session:
            session.add(
                AccessTokenRow(
                    digest=digest(token),
                    account_id=account_id,
                    created_at=now,
                    expires_at=now + self._lifetime,
                )
            )
        return token

    def account_of(self, token: str) -> str | None:
        """The account id the token stands for; None when it is unknown or has expired."""
        asked = select(AccessTokenRow.account_id).where(
            AccessTokenRow.digest == digest(token), AccessTokenRow.expires_at > self._clock()
        )
        with self._database.reading() as session:
            return session.scalar(asked)

    def revoke(self, token: str) -> None:
        """The token signs nobody in any more; an unknown one changes nothing."""
        with self._database.transaction() as session:
            session.execute(delete(AccessTokenRow).where(AccessTokenRow.digest == digest(token)))

    def forget_expired(self) -> int:
        """Deletes tokens whose time is over; gives how many."""
        with self._database.transaction() as session:
            gone = session.execute(delete(AccessTokenRow).where(AccessTokenRow.expires_at <= self._clock()))
            return cast("CursorResult[tuple[()]]", gone).rowcount
