"""Signing in by a platform's code: whose account its user is, and how somebody signed in makes it theirs."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.identity.platform import Platform, PlatformName, PlatformUser, Refused
from api.identity.platform_tables import PlatformIdentityRow
from storage import audit
from storage.clock import Clock
from storage.database import Database
from storage.encryption import active_keys
from storage.errors import StorageError

LIFETIME = timedelta(minutes=10)
CONTEXT = b"platform binding"


@dataclass(frozen=True, slots=True)
class Known:
    """The code's user is this account."""

    account_id: str


@dataclass(frozen=True, slots=True)
class NotBound:
    """The code's user is no account yet; `binding` makes them the account of whoever sends it signed in."""

    binding: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Bound:
    """Now, or before already."""


@dataclass(frozen=True, slots=True)
class BindingUnknown:
    """No binding of ours, or its time is over."""


@dataclass(frozen=True, slots=True)
class BoundElsewhere:
    """That user is another account already."""


class PlatformSignIn:
    """Exchanges codes and keeps whose account each user is."""

    def __init__(self, platform: Platform, database: Database, clock: Clock) -> None:
        self._platform, self._database, self._clock = platform, database, clock

    def sign_in(self, code: str) -> Known | NotBound | Refused:
        """`code` is used up by this, whatever comes out."""
        user = self._platform.exchange(code)
        if isinstance(user, Refused):
            return user
        with self._database.reading() as session:
            row = session.get(PlatformIdentityRow, user.digest)
        return Known(row.account_id) if row else self.offer(user)

    def offer(self, user: PlatformUser) -> NotBound:
        """The binding is encrypted, so it tells its bearer nothing, and needs no row to be forgotten."""
        until = self._clock() + LIFETIME
        told = json.dumps([user.platform, user.digest, until.isoformat()]).encode()
        binding = urlsafe_b64encode(active_keys().encrypt(told, CONTEXT)).decode()
        return NotBound(binding, int(LIFETIME.total_seconds()))

    def bind(self, binding: str, account_id: str) -> Bound | BindingUnknown | BoundElsewhere:
        """Makes the binding's user the account's; the same again changes nothing."""
        opened = self._opened(binding)
        if opened is None:
            return BindingUnknown()
        platform, digest = opened
        try:
            with self._database.transaction() as session:
                row = session.get(PlatformIdentityRow, digest)
                if row is not None:
                    return Bound() if row.account_id == account_id else BoundElsewhere()
                now = self._clock()
                session.add(
                    PlatformIdentityRow(digest=digest, platform=platform, account_id=account_id, bound_at=now)
                )
                session.flush()
                self._note(session, account_id, "platform.bind", platform)
        except IntegrityError:  # somebody was quicker: then it is theirs, or the same account's
            return self.bind(binding, account_id)
        return Bound()

    def unbind(self, platform: PlatformName, account_id: str) -> int:
        """None of the platform's users is this account any more; gives how many were."""
        gone = delete(PlatformIdentityRow).where(
            PlatformIdentityRow.platform == platform, PlatformIdentityRow.account_id == account_id
        )
        with self._database.transaction() as session:
            count = cast("CursorResult[tuple[()]]", session.execute(gone)).rowcount
            if count:
                self._note(session, account_id, "platform.unbind", platform)
        return count

    def _note(self, session: Session, account_id: str, action: str, platform: str) -> None:
        audit.append(
            session,
            at=self._clock(),
            actor=account_id,
            action=action,
            subject=account_id,
            detail={"platform": platform},
        )

    def _opened(self, binding: str) -> tuple[str, str] | None:
        """Platform and digest; None for what is none of ours or too old."""
        try:
            told = active_keys().decrypt(urlsafe_b64decode(binding.encode("ascii")), CONTEXT)
        except (ValueError, StorageError):
            return None
        platform, digest, until = json.loads(told)
        return (platform, digest) if datetime.fromisoformat(until) > self._clock() else None
