"""One-time codes: digits, to be read out over the telephone; short-lived, sealed at rest, few wrong tries.

Drawing and sealing are also those of callers' codes (`api/calls/identity.py`).
"""

import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from applications.delegations.tables import CodeTryRow
from storage.encryption import active_keys
from storage.ids import new_id

DIGITS = 12
"""40 bits: with the names asked for, the half hour and the tries below, guessing is hopeless"""
LASTS = timedelta(minutes=30)
MOST_TRIES = 5
WAIT = timedelta(hours=1)


def new_code() -> str:
    """`1234 5678 9012`"""
    digits = drawn(DIGITS)
    return " ".join(digits[at : at + 4] for at in range(0, DIGITS, 4))


def drawn(count: int) -> str:
    """So many random digits."""
    return f"{secrets.randbelow(10**count):0{count}}"


def sealed(code: str, context: bytes = b"delegation code") -> str:
    """What is kept of a code; blanks and hyphens between its digits do not matter."""
    return active_keys().seal(re.sub(r"[\s-]", "", code).encode(), context)


def wait(session: Session, account_id: str, now: datetime) -> int:
    """Seconds until the account may try another code; 0 when it may now."""
    tries = select(CodeTryRow.at).where(CodeTryRow.account_id == account_id, CodeTryRow.at > now - WAIT)
    wrong = sorted(session.scalars(tries))
    if len(wrong) < MOST_TRIES:
        return 0
    return max(1, int((wrong[-MOST_TRIES] + WAIT - now).total_seconds()))


def forget(session: Session, now: datetime) -> None:
    """Tries that count no more."""
    session.execute(delete(CodeTryRow).where(CodeTryRow.at <= now - WAIT))


def note_wrong(session: Session, account_id: str, now: datetime) -> None:
    session.add(CodeTryRow(id=new_id("try"), account_id=account_id, at=now))
