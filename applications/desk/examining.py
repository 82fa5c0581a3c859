"""What today's precheck says of a case at the desk, with the risk that follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from applications.desk.risk import assess
from applications.desk.rules import keyed
from applications.desk.tables import DeskVerdictRow
from applications.desk.types import Judged, Risk, Verdict
from applications.precheck.run import precheck
from applications.repository import Kept, Repository
from storage.working_days import working_days_between


@dataclass(frozen=True, slots=True)
class Examined:
    passed: bool
    findings: tuple[Judged, ...]
    risk: Risk

    @property
    def standing_in_the_way(self) -> tuple[Judged, ...]:
        """What must be mended and no reviewer has overridden."""
        return tuple(
            one for one in self.findings if one.finding.severity == "must_fix" and one.verdict != "overridden"
        )


def examine(session: Session, repository: Repository, kept: Kept) -> Examined:
    """Made anew with today's date: what was valid at submission may have expired since."""
    guide, draft = kept.published.guide, kept.draft
    result = precheck(guide, draft, repository.profile(session, kept), repository.today)
    view = repository.view(kept)
    risk = assess(
        result.findings,
        view.fields.values(),
        view.materials,
        delegated=kept.delegation is not None,
        round_=kept.round,
    )
    return Examined(result.passed, _with_verdicts(session, kept, keyed(result.findings)), risk)


def _with_verdicts(session: Session, kept: Kept, findings: Sequence[Judged]) -> tuple[Judged, ...]:
    rows = session.scalars(
        select(DeskVerdictRow).where(
            DeskVerdictRow.application_id == kept.application_id, DeskVerdictRow.round == kept.round
        )
    )
    said = {row.finding: row for row in rows}
    return tuple(_judged(one, said.get(one.key)) for one in findings)


def _judged(one: Judged, row: DeskVerdictRow | None) -> Judged:
    if row is None or row.verdict not in ("upheld", "overridden"):
        return one
    verdict: Verdict = "upheld" if row.verdict == "upheld" else "overridden"
    return replace(one, verdict=verdict, reason=row.reason, reviewer_id=row.reviewer_id)


def days_left(deadline: date, today: date) -> int:
    """Working days until the deadline, today not counted; negative when it has passed."""
    return working_days_between(today, deadline) or -working_days_between(deadline, today)
