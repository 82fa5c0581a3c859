"""How far precheck and reviewers agree, rule by rule; those often wrong are offered for correction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from applications.desk.rules import BUILT_IN, UNCOVERED
from applications.desk.tables import DeskOfferRow, DeskVerdictRow
from applications.desk.types import RuleAgreement
from applications.guides import Guides
from applications.repository import Repository
from applications.texts import say
from applications.types import Actor, Unknown
from knowledge_base.corrections.service import Corrections
from knowledge_base.corrections.types import About
from storage import audit
from storage.database import Database

LEAST, SHARE = 3, 0.2
"""A rule is offered once so many verdicts say it was wrong, and they are so large a share of all on it."""
EXAMPLES = 5
"""reviewers' reasons that go along with a ticket"""


@dataclass(slots=True)
class _Counts:
    counts: dict[str, int] = field(default_factory=dict[str, int])
    version: int = 0


class Agreement:
    def __init__(self, database: Database, repository: Repository, corrections: Corrections) -> None:
        self._database, self._repository = database, repository
        self._corrections = corrections

    def rules(self, actor: Actor, item_id: str | None = None) -> list[RuleAgreement]:
        """Those most often wrong first."""
        if actor.role != "reviewer":
            return []
        with self._database.reading() as session:
            made = self._rules(session, item_id)
        return sorted(made, key=lambda one: (-one.overridden - one.missed, one.item_id, one.rule))

    def hand_over(self, actor: Actor, item_id: str, rule: str, comment: str) -> str | Unknown:
        """Puts the rule before the curators, with the reasons reviewers gave; the ticket's id."""
        if actor.role != "reviewer":
            return Unknown()
        with self._database.reading() as session:
            found = next((one for one in self._rules(session, item_id) if one.rule == rule), None)
            reasons = _reasons(session, item_id, rule)
        if found is None or not found.overridden + found.missed:
            return Unknown()
        about = About(
            message_id=None,
            question=say("desk.agreement.question", rule=found.message, rule_id=rule),
            item_id=item_id,
            answer=found.message,
        )
        told = say(
            "desk.agreement.told",
            overridden=found.overridden,
            missed=found.missed,
            judged=found.judged,
            reasons="；".join(filter(None, (comment.strip(), *reasons))),
        )
        ticket = self._corrections.report(about, "rule_overridden", "person", told)
        self._keep(actor, found, ticket)
        return ticket

    def _rules(self, session: Session, item_id: str | None) -> list[RuleAgreement]:
        counted = _counted(session, item_id)
        offers = {(row.item_id, row.rule): row for row in session.scalars(select(DeskOfferRow))}
        return [
            _rule(key, one, offers.get(key), message_of(self._repository.guides, *key, one.version))
            for key, one in counted.items()
        ]

    def _keep(self, actor: Actor, rule: RuleAgreement, ticket: str) -> None:
        now = self._repository.now
        with self._database.transaction() as session:
            row = session.get(DeskOfferRow, (rule.item_id, rule.rule))
            if row is None:
                row = DeskOfferRow(item_id=rule.item_id, rule=rule.rule)
                session.add(row)
            row.ticket_id, row.reviewer_id, row.at = ticket, actor.account_id, now
            row.verdicts = rule.overridden + rule.missed
            session.flush()
            detail = {"rule": rule.rule, "ticket": ticket, "verdicts": row.verdicts}
            audit.append(
                session,
                at=now,
                actor=actor.account_id,
                action="desk.hand_over",
                subject=rule.item_id,
                detail=detail,
            )


def message_of(guides: Guides, item_id: str, rule: str, version: int) -> str:
    """What the rule says: the review point's own sentence, or what the built-in check looks for."""
    for prefix, key in ((BUILT_IN, "built_in"), (UNCOVERED, "uncovered")):
        if rule.startswith(prefix):
            return say(f"desk.rule.{key}", kind=say(f"desk.kind.{rule.removeprefix(prefix)}"))
    published = guides.version(item_id, version)
    points = published.guide.review if published else ()
    return next((point.message for point in points if point.id == rule), rule)


def _counted(session: Session, item_id: str | None) -> Mapping[tuple[str, str], _Counts]:
    wanted = select(
        DeskVerdictRow.item_id,
        DeskVerdictRow.rule,
        DeskVerdictRow.verdict,
        func.count(),
        func.max(DeskVerdictRow.guide_version),
    ).group_by(DeskVerdictRow.item_id, DeskVerdictRow.rule, DeskVerdictRow.verdict)
    if item_id:
        wanted = wanted.where(DeskVerdictRow.item_id == item_id)
    found: dict[tuple[str, str], _Counts] = {}
    for item, rule, verdict, count, version in session.execute(wanted):
        one = found.setdefault((item, rule), _Counts())
        one.counts[verdict], one.version = count, max(one.version, version)
    return found


def _rule(key: tuple[str, str], found: _Counts, offer: DeskOfferRow | None, message: str) -> RuleAgreement:
    counts = {name: found.counts.get(name, 0) for name in ("upheld", "overridden", "missed")}
    wrong, judged = counts["overridden"] + counts["missed"], sum(counts.values())
    since = wrong - (offer.verdicts if offer else 0)
    return RuleAgreement(
        item_id=key[0],
        rule=key[1],
        message=message,
        **counts,
        offered=since >= LEAST and wrong / judged >= SHARE,
        ticket_id=offer.ticket_id if offer else None,
    )


def _reasons(session: Session, item_id: str, rule: str) -> Iterable[str]:
    """What reviewers wrote most recently; the corrections queue masks it before it is kept."""
    return session.scalars(
        select(DeskVerdictRow.reason)
        .where(
            DeskVerdictRow.item_id == item_id,
            DeskVerdictRow.rule == rule,
            DeskVerdictRow.verdict != "upheld",
        )
        .order_by(DeskVerdictRow.at.desc())
        .limit(EXAMPLES)
    ).all()
