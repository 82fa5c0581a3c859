"""Applications as rows, and as everybody above sees them. The only file that knows both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import cast

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from applications import changes
from applications.access import OPEN, filled_from, shown
from applications.completeness import completeness, offered
from applications.delegations.keeping import delegation_of, hold
from applications.delegations.tables import DelegationRow
from applications.delegations.types import Delegation
from applications.drafts import Draft, from_json, to_json
from applications.errors import ApplicationsError
from applications.guides import Guides
from applications.profiles import load_profile
from applications.receipts import receipt_of
from applications.set_aside import questions
from applications.tables import ApplicationRow, StateChangeRow, SubmissionRow
from applications.types import Acting, Application, Finding, Receipt, State
from knowledge_base.model.base import holds
from knowledge_base.model.guide import Guide
from knowledge_base.types import PublishedGuide
from prefill.types import Problem, Profile
from storage.clock import Clock


@dataclass(frozen=True)
class Kept:
    """One application as it is kept, with the guide version it rests on."""

    application_id: str
    owner_id: str
    state: State
    version: int
    round: int
    published: PublishedGuide
    draft: Draft
    receipt: Receipt | None
    """of the latest submission, once the intake has answered"""
    created_at: datetime
    updated_at: datetime
    delegation: Delegation | None = None
    """under which somebody handles it for its owner; it may have ended"""

    @property
    def item_id(self) -> str:
        return self.published.item_id


class Repository:
    """Reads and writes `Kept`; every act runs in the caller's session."""

    def __init__(self, guides: Guides, clock: Clock) -> None:
        self.guides, self._clock = guides, clock

    @property
    def now(self) -> datetime:
        return self._clock()

    @property
    def today(self) -> date:
        return self._clock().date()

    def renewed(self, guide: Guide, draft: Draft, profile: Profile) -> Draft:
        """The draft with what the profile and the documents know today."""
        return changes.renewed(guide, draft, profile, self.guides.issued_documents(), self.today)

    def profile(self, session: Session, kept: Kept) -> Profile:
        """What of a profile may go into the application."""
        return self.profile_for(session, kept.owner_id, kept.delegation)

    def profile_for(self, session: Session, owner_id: str, delegation: Delegation | None) -> Profile:
        """The same of one about to begin."""
        return shown(load_profile(session, filled_from(owner_id, delegation)), delegation)

    def find(self, session: Session, application_id: str, *, lock: bool = False) -> Kept | None:
        """One SELECT. With `lock` nobody else changes the application until the transaction ends.

        The lock is taken by a statement of its own: PostgreSQL would read the joined submission as it was
        before the wait for the lock. The delegation is held too, so that whoever ends it waits for acts that
        have begun, and none begins afterwards.
        """
        if lock:
            row = select(ApplicationRow.delegation_id).where(ApplicationRow.id == application_id)
            delegation_id = session.scalar(row.with_for_update())
            if delegation_id:
                hold(session, delegation_id)
        found = self._select(session, ApplicationRow.id == application_id)
        return found[0] if found else None

    def of_owner(self, session: Session, owner_id: str) -> list[Kept]:
        """Last changed first."""
        return self._select(session, ApplicationRow.owner_id == owner_id)

    def of_agent(self, session: Session, agent_id: str) -> list[Kept]:
        """What stands under a delegation to the person, whether or not it still holds."""
        return self._select(session, DelegationRow.agent_id == agent_id)

    def in_state(self, session: Session, state: State) -> list[Kept]:
        return self._select(session, ApplicationRow.state == state)

    def add(
        self,
        session: Session,
        application_id: str,
        owner_id: str,
        published: PublishedGuide,
        draft: Draft,
        delegation: Delegation | None = None,
    ) -> Kept:
        row = ApplicationRow(
            id=application_id,
            owner_id=owner_id,
            delegation_id=delegation and delegation.delegation_id,
            item_id=published.item_id,
            guide_version=published.version,
            state="draft",
            round=1,
            data=to_json(draft),
            created_at=self.now,
            updated_at=self.now,
        )
        session.add(row)
        session.flush()
        return _kept(row, None, published, delegation)

    def save(self, session: Session, kept: Kept) -> Kept:
        """Writes state, round, guide version and draft, and gives them with their new version.

        The row must have been found with `lock` in this session, so that the version can't have moved. What
        leaves the person's hands or comes back is noted with its moment, whoever did it.
        """
        row = session.get_one(ApplicationRow, kept.application_id)
        if is_landmark(cast("State", row.state), kept.state):
            session.add(StateChangeRow(application_id=row.id, round=row.round, state=kept.state, at=self.now))
        row.state, row.round = kept.state, kept.round
        row.guide_version, row.data = kept.published.version, to_json(kept.draft)
        row.updated_at = self.now
        session.flush()
        return replace(kept, version=row.version, updated_at=row.updated_at)

    def view(self, kept: Kept, problems: Mapping[str, Problem] | None = None) -> Application:
        """As chat, form, HTTP and reviewer see it: what is lacking is computed now, from the guide."""
        guide, draft = kept.published.guide, kept.draft
        lacks = completeness(guide, draft, kept.state, self.today)
        hidden = inapplicable(kept)
        shown = [f.name for f in guide.form.fields if f.name in draft.fields and f.name not in hidden]
        return Application(
            application_id=kept.application_id,
            owner_id=kept.owner_id,
            version=kept.version,
            item_id=kept.item_id,
            guide_version=kept.published.version,
            state=kept.state,
            situation=draft.situation,
            fields={name: draft.fields[name] for name in shown},
            materials=lacks.materials,
            missing=lacks.missing,
            next=lacks.next,
            findings=(*draft.corrections, *_told_early(draft), *draft.findings),
            receipt=kept.receipt,
            round=kept.round,
            created_at=kept.created_at,
            updated_at=kept.updated_at,
            problems=problems or {},
            refused={name: p for name, p in draft.refused.items() if name not in hidden},
            note=draft.note,
            optional=offered(guide, draft),
            somebody_elses=questions(guide, draft) if kept.state in OPEN else (),
            acting=kept.delegation and acting(kept.delegation, self.today),
        )

    def views(self, kept: Iterable[Kept]) -> list[Application]:
        return [self.view(one) for one in kept]

    def _select(self, session: Session, where: ColumnElement[bool]) -> list[Kept]:
        statement = _with_latest_submission().where(where)
        return [
            _kept(row, submission, self._published(row), granted and delegation_of(granted))
            for row, submission, granted in session.execute(statement)
        ]

    def _published(self, row: ApplicationRow) -> PublishedGuide:
        published = self.guides.version(row.item_id, row.guide_version)
        if published is None:
            raise ApplicationsError(f"{row.item_id} version {row.guide_version} was never published here")
        return published


def acting(delegation: Delegation, today: date) -> Acting:
    return Acting(
        delegation_id=delegation.delegation_id,
        kind=delegation.kind,
        agent_id=delegation.agent_id or "",
        agent_name=delegation.agent_name,
        principal_name=delegation.principal_name,
        relation=delegation.relation,
        acts=delegation.scope.acts,
        until=delegation.scope.until,
        active=delegation.holds(today),
    )


def is_landmark(before: State, after: State) -> bool:
    """Whether a change of state belongs in the course that people are shown.

    A draft that becomes ready, and a correction that is edited again after its check, do not.
    """
    if before == after or after in {"draft", "ready"}:
        return False
    return after != "returned" or before in {"submitted", "accepted"}


@cache
def _with_latest_submission() -> Select[ApplicationRow, SubmissionRow, DelegationRow]:
    """Last changed first. Built once: putting it together costs more than running it."""
    latest = (
        select(func.max(SubmissionRow.round))
        .where(SubmissionRow.application_id == ApplicationRow.id)
        .correlate(ApplicationRow)
        .scalar_subquery()
    )
    return (
        select(ApplicationRow, SubmissionRow, DelegationRow)
        .outerjoin(DelegationRow, DelegationRow.id == ApplicationRow.delegation_id)
        .outerjoin(
            SubmissionRow,
            (SubmissionRow.application_id == ApplicationRow.id) & (SubmissionRow.round == latest),
        )
        .order_by(ApplicationRow.updated_at.desc())
    )


def _told_early(draft: Draft) -> tuple[Finding, ...]:
    """What bars the person already, where no precheck has told it."""
    return () if draft.findings else draft.barred


def inapplicable(kept: Kept) -> frozenset[str]:
    """Fields whose condition the situation rules out: kept for the case that it changes back, not shown."""
    return frozenset(
        field.name
        for field in kept.published.guide.form.fields
        if holds(field.when, kept.draft.situation) is False
    )


def _kept(
    row: ApplicationRow,
    submission: SubmissionRow | None,
    published: PublishedGuide,
    delegation: Delegation | None,
) -> Kept:
    return Kept(
        application_id=row.id,
        owner_id=row.owner_id,
        state=cast("State", row.state),
        version=row.version,
        round=row.round,
        published=published,
        draft=from_json(row.data),
        receipt=receipt_of(submission),
        created_at=row.created_at,
        updated_at=row.updated_at,
        delegation=delegation,
    )
