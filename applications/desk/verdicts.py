"""What reviewers say of the precheck's findings: upheld, overridden with a reason, or missed by it."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.desk import claims
from applications.desk.acting import Acting, Outcome
from applications.desk.examining import examine
from applications.desk.records import findings_of
from applications.desk.rules import matching, rule_missed
from applications.desk.tables import DeskDecisionRow, DeskVerdictRow
from applications.desk.types import Judged, Verdict
from applications.repository import Kept, Repository
from applications.texts import say
from applications.types import Actor
from storage import audit
from storage.database import Database
from storage.ids import new_id

KeptVerdict = Verdict | Literal["missed"]


class Verdicts:
    def __init__(self, database: Database, repository: Repository) -> None:
        self._acting, self._repository = Acting(database, repository), repository

    def judge(
        self,
        actor: Actor,
        application_id: str,
        finding: str,
        verdict: Verdict,
        reason: str,
        seen_version: int | None = None,
    ) -> Outcome:
        """`finding` is the key of one of today's findings. Said again, the last word counts."""

        def act(session: Session, kept: Kept) -> Kept | str:
            if kept.state != "submitted":
                return say("refused.not_submitted")
            if verdict == "overridden" and not reason.strip():
                return say("desk.say_why_overridden")
            examined = examine(session, self._repository, kept)
            one = next((one for one in examined.findings if one.key == finding), None)
            if one is None:
                return say("desk.no_finding")
            now = self._repository.now
            _keep(session, self._repository, kept, one.key, one.rule, verdict, reason, actor.account_id)
            claims.take(session, application_id, actor, now)
            audit.append(
                session,
                at=now,
                actor=actor.account_id,
                action="desk.verdict",
                subject=application_id,
                detail={"finding": finding, "verdict": verdict, "reason": reason, "round": kept.round},
            )
            return kept

        return self._acting.act(actor, application_id, seen_version, act)


def note_return(
    session: Session, repository: Repository, kept: Kept, row: DeskDecisionRow, judged: Sequence[Judged]
) -> None:
    """What a return asks for was right, or was missed: both count for the agreement.

    A finding overridden before and returned all the same is upheld: the last word counts.
    """
    guide = kept.published.guide
    for number, finding in enumerate(findings_of(row), 1):
        found = matching(judged, finding)
        if found is None:
            rule = rule_missed(guide, finding)
            key = f"missed:{number}:{rule}:{finding.material_id or ''}:{finding.field or ''}"
            _keep(session, repository, kept, key, rule, "missed", finding.message, row.reviewer_id)
        elif found.verdict != "upheld":
            _keep(session, repository, kept, found.key, found.rule, "upheld", row.reason, row.reviewer_id)


def _keep(
    session: Session,
    repository: Repository,
    kept: Kept,
    key: str,
    rule: str,
    verdict: KeptVerdict,
    reason: str,
    reviewer_id: str,
) -> None:
    row = session.scalar(
        select(DeskVerdictRow).where(
            DeskVerdictRow.application_id == kept.application_id,
            DeskVerdictRow.round == kept.round,
            DeskVerdictRow.finding == key[:200],
        )
    )
    if row is None:
        row = DeskVerdictRow(
            id=new_id("verd"), application_id=kept.application_id, round=kept.round, finding=key[:200]
        )
        session.add(row)
    row.item_id, row.guide_version, row.rule = kept.item_id, kept.published.version, rule[:120]
    row.verdict, row.reason = verdict, reason.strip()
    row.reviewer_id, row.at = reviewer_id, repository.now
    session.flush()
