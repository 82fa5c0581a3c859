"""Risks computed ahead, so that the queue can be ordered by them without opening every case."""

import logging
from collections.abc import Sequence
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from applications.desk.examining import examine
from applications.desk.tables import DeskRiskRow
from applications.desk.types import Risk, RiskReason
from applications.errors import ApplicationsError
from applications.repository import Kept, Repository
from applications.tables import ApplicationRow, SubmissionRow
from storage.database import Database

log = logging.getLogger(__name__)
WEIGHING = 0x72697368
"""("rish" in ASCII) One run at a time, over all processes: two would add the same rows."""
A_RUN = 100
"""cases in one transaction: other writers wait no longer than for about half a second"""


class RiskKeeping:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._database, self._repository = database, repository

    def refresh(self, limit: int = A_RUN) -> int:
        """Computes what is new or of an earlier day, most urgent first; gives how many cases that were.

        Only a figure for ordering: it may be lost with the power and is then made again.
        """
        due = self._due(limit)
        if not due:
            return 0
        with self._database.transaction(durable=False) as session:
            self._database.alone(session, WEIGHING)
            return sum(self._weigh(session, application_id) for application_id in due)

    def _weigh(self, session: Session, application_id: str) -> bool:
        """A case that can't be read stays without a figure, so first in the queue, and holds up no other."""
        try:
            kept = self._repository.find(session, application_id)
            if kept is None or kept.state != "submitted":
                return False
            risk = examine(session, self._repository, kept).risk
        except ApplicationsError:
            log.exception("a case can't be weighed", extra={"application_id": application_id})
            return False
        keep(session, kept, risk, self._repository)
        return True

    def _due(self, limit: int) -> Sequence[str]:
        waiting = (
            select(ApplicationRow.id)
            .join(
                SubmissionRow,
                (SubmissionRow.application_id == ApplicationRow.id)
                & (SubmissionRow.round == ApplicationRow.round),
            )
            .outerjoin(DeskRiskRow, DeskRiskRow.application_id == ApplicationRow.id)
            .where(
                ApplicationRow.state == "submitted",
                SubmissionRow.acceptance_number.is_not(None),
                or_(
                    DeskRiskRow.application_id.is_(None),
                    DeskRiskRow.round != ApplicationRow.round,
                    DeskRiskRow.assessed_on < self._repository.today,
                ),
            )
            .order_by(SubmissionRow.deadline)
            .limit(limit)
        )
        with self._database.reading() as session:
            return session.scalars(waiting).all()


def keep(session: Session, kept: Kept, risk: Risk, repository: Repository) -> None:
    row = session.get(DeskRiskRow, kept.application_id)
    if row is None:
        row = DeskRiskRow(application_id=kept.application_id)
        session.add(row)
    row.round, row.score, row.assessed_on = kept.round, risk.score, repository.today
    row.reasons = _reasons().dump_python(risk.reasons, mode="json")
    session.flush()


def risk_of(row: DeskRiskRow | None, round_: int) -> Risk | None:
    """None while it has not been computed for this round."""
    if row is None or row.round != round_:
        return None
    return Risk(_reasons().validate_python(row.reasons))


@cache
def _reasons() -> TypeAdapter[tuple[RiskReason, ...]]:
    return TypeAdapter(tuple[RiskReason, ...])
