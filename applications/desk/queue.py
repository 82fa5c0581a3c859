"""What lies at the desk: by deadline and risk, a page at a time, so that ten thousand cases are no burden.

One's own cases, and those one handles for somebody, never appear. A case whose risk is not computed yet
stands before those of the same day: nothing is hidden behind a figure.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVarTuple, cast

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session

from applications.delegations.tables import DelegationRow
from applications.desk.examining import days_left
from applications.desk.risk_keeping import risk_of
from applications.desk.tables import DeskClaimRow, DeskDecisionRow, DeskRiskRow
from applications.desk.types import AT_THE_DESK, Claim, Entry, QueuePage, Wanted
from applications.progress import RUNNING
from applications.repository import Repository
from applications.tables import ApplicationRow, ProfileFactRow, SubmissionRow
from applications.types import Actor, Application, State
from storage.database import Database

Columns = TypeVarTuple("Columns")
NOT_COMPUTED = 1000
"""stands for the risk of a case nobody has computed: look there first"""

Found = tuple[ApplicationRow, SubmissionRow, DeskRiskRow | None, DeskClaimRow | None, str | None]


class Queue:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._database, self._repository = database, repository

    def page(self, actor: Actor, wanted: Wanted) -> QueuePage:
        """Empty for anybody but a reviewer and for states that never reach the desk."""
        if actor.role != "reviewer" or wanted.state not in AT_THE_DESK:
            return QueuePage(0, ())
        now, today = self._repository.now, self._repository.today
        where = _where(actor, wanted, now)
        with self._database.reading() as session:
            total = session.scalar(_joined(select(func.count()), now).where(*where)) or 0
            rows = session.execute(_page(wanted, now).where(*where)).all()
            found = [cast("Found", tuple(row)) for row in rows]
            names = _names(session, {application.owner_id for application, *_ in found})
        return QueuePage(total, tuple(_entry(row, names, today) for row in found))

    def applications(self, actor: Actor, wanted: Wanted) -> list[Application]:
        """The same page, each case in full."""
        ids = [entry.application_id for entry in self.page(actor, wanted).entries]
        with self._database.reading() as session:
            kept = [self._repository.find(session, one) for one in ids]
        return self._repository.views(one for one in kept if one is not None)

    def counts(self, actor: Actor) -> dict[State, int]:
        """How many cases there are in each state, one's own left out."""
        if actor.role != "reviewer":
            return {}
        counted = (
            _joined(select(ApplicationRow.state, func.count()), self._repository.now)
            .where(*_for(actor))
            .group_by(ApplicationRow.state)
        )
        with self._database.reading() as session:
            found = {state: count for state, count in session.execute(counted)}
        return {state: found.get(state, 0) for state in AT_THE_DESK}


def _joined(wanted: Select[*Columns], now: datetime) -> Select[*Columns]:
    """Each case with its latest submission, its risk, who is at it, and a proposal that waits."""
    latest = (
        select(func.max(SubmissionRow.round))
        .where(SubmissionRow.application_id == ApplicationRow.id)
        .correlate(ApplicationRow)
        .scalar_subquery()
    )
    proposed = and_(
        DeskDecisionRow.application_id == ApplicationRow.id,
        DeskDecisionRow.round == ApplicationRow.round,
        DeskDecisionRow.state == "proposed",
    )
    claimed = and_(DeskClaimRow.application_id == ApplicationRow.id, DeskClaimRow.until > now)
    return (
        wanted.select_from(ApplicationRow)
        .join(
            SubmissionRow,
            and_(SubmissionRow.application_id == ApplicationRow.id, SubmissionRow.round == latest),
        )
        .outerjoin(DeskRiskRow, DeskRiskRow.application_id == ApplicationRow.id)
        .outerjoin(DeskClaimRow, claimed)
        .outerjoin(DeskDecisionRow, proposed)
    )


def _page(
    wanted: Wanted, now: datetime
) -> Select[ApplicationRow, SubmissionRow, DeskRiskRow, DeskClaimRow, str]:
    risk = func.coalesce(DeskRiskRow.score, NOT_COMPUTED).desc()
    day = SubmissionRow.deadline
    first = (day, risk) if wanted.order == "deadline" else (risk, day)
    columns = select(ApplicationRow, SubmissionRow, DeskRiskRow, DeskClaimRow, DeskDecisionRow.id)
    ordered = _joined(columns, now).order_by(*first, SubmissionRow.received_at, ApplicationRow.id)
    return ordered.limit(wanted.limit).offset(wanted.offset)


def _where(actor: Actor, wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [ApplicationRow.state == wanted.state, *_for(actor)]
    if wanted.item_id:
        where.append(ApplicationRow.item_id == wanted.item_id)
    if wanted.whose == "mine":
        where.append(DeskClaimRow.reviewer_id == actor.account_id)
    if wanted.whose == "free":
        where.append(DeskClaimRow.application_id.is_(None))
    if wanted.second is not None:
        waits = DeskDecisionRow.id.is_not(None)
        where.append(waits if wanted.second else ~waits)
    return where


def _for(actor: Actor) -> Sequence[ColumnElement[bool]]:
    """What was received, but for what the reviewer has a hand in."""
    acts_for = exists().where(
        DelegationRow.id == ApplicationRow.delegation_id, DelegationRow.agent_id == actor.account_id
    )
    return (
        SubmissionRow.acceptance_number.is_not(None),
        ApplicationRow.owner_id != actor.account_id,
        ~acts_for,
    )


def _entry(row: Found, names: dict[str, str], today: date) -> Entry:
    application, submission, risk, claim, proposal = row
    assert submission.received_at is not None  # set together with the acceptance number
    assert submission.deadline is not None
    assert submission.acceptance_number is not None
    return Entry(
        application_id=application.id,
        item_id=application.item_id,
        guide_version=application.guide_version,
        state=cast("State", application.state),
        round=submission.round,
        applicant=names.get(application.owner_id, ""),
        acceptance_number=submission.acceptance_number,
        received_at=submission.received_at,
        deadline=submission.deadline,
        overdue=application.state in RUNNING and submission.deadline < today,
        days_left=days_left(submission.deadline, today),
        risk=risk_of(risk, application.round),
        claim=claim and Claim(claim.reviewer_id, claim.until),
        awaits_second=proposal is not None,
    )


def _names(session: Session, owners: set[str]) -> dict[str, str]:
    """Owner id → name, as far as profiles have it."""
    wanted = select(ProfileFactRow.owner_id, ProfileFactRow.value).where(
        ProfileFactRow.name == "name", ProfileFactRow.owner_id.in_(owners)
    )
    return {owner: name for owner, name in session.execute(wanted)} if owners else {}
