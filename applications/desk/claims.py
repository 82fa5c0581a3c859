"""Who is at a case: two reviewers never decide the same one. Acts in the caller's transaction.

The application's row must be locked, so that two claims at once are one after the other.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from applications.desk.tables import DeskClaimRow
from applications.desk.types import Claim
from applications.texts import say
from applications.types import Actor

LEASE = timedelta(minutes=20)
"""After this long without an act the case is anybody's again: who went home blocks nobody."""


def claim_of(session: Session, application_id: str, now: datetime) -> Claim | None:
    row = session.get(DeskClaimRow, application_id)
    return Claim(row.reviewer_id, row.until) if row and row.until > now else None


def hindrance(session: Session, application_id: str, actor: Actor, now: datetime) -> str:
    """Why this reviewer may not act on the case now, as a sentence; empty when they may."""
    claim = claim_of(session, application_id, now)
    if claim is None or claim.reviewer_id == actor.account_id:
        return ""
    minutes = max(1, round((claim.until - now) / timedelta(minutes=1)))
    return say("desk.claimed", minutes=minutes)


def take(session: Session, application_id: str, actor: Actor, now: datetime) -> Claim:
    """From now on the reviewer is at it, or longer than before; `hindrance` was asked first."""
    row = session.get(DeskClaimRow, application_id)
    if row is None:
        row = DeskClaimRow(application_id=application_id)
        session.add(row)
    row.reviewer_id, row.until = actor.account_id, now + LEASE
    session.flush()
    return Claim(row.reviewer_id, row.until)


def drop(session: Session, application_id: str) -> None:
    if row := session.get(DeskClaimRow, application_id):
        session.delete(row)
        session.flush()
