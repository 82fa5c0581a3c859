"""What people asked in vain, by meaning: one entry for what many asked in many ways, one act for them all."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from threading import Lock

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from knowledge_base.corrections.acting import Acting, not_allowed, taken, unknown
from knowledge_base.corrections.clustering import Asked, clusters
from knowledge_base.corrections.likeness import meanings
from knowledge_base.corrections.masking import Masking
from knowledge_base.corrections.nearest import Nearest, NearestFinder
from knowledge_base.corrections.pairs import with_pair, with_wordings
from knowledge_base.corrections.rows import as_ticket, reports_of
from knowledge_base.corrections.settling import settle
from knowledge_base.corrections.tables import TicketRow
from knowledge_base.corrections.types import GAPS, Report, Ticket, TicketState
from knowledge_base.curation.drafts import Drafts
from knowledge_base.curation.types import Draft, NotAllowed, Unknown
from knowledge_base.library import Library
from knowledge_base.search.static import StaticEncoder
from storage.clock import CHONGQING, Clock
from storage.database import Database

_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_KEPT = 50_000
"""questions whose meaning is kept in memory, some 100 MB"""

Refusal = Unknown | NotAllowed


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that mean the same. The first ticket is the one that stands for it."""

    question: str
    count: int
    """reports of all its tickets"""
    first: date
    last: date
    tickets: tuple[Ticket, ...]
    """with their reports"""
    nearest: Nearest | None
    """what is published next to it; None when no item fits"""


@dataclass(frozen=True, slots=True)
class Clusters:
    total: int
    """clusters there are, of which a page is given"""
    questions: int
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class ProposedForAll:
    tickets: tuple[Ticket, ...]
    draft: Draft


class Questions:
    """Reading a question costs a millisecond and its ticket never changes it, so what is read is kept."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database, self._library, self._clock = database, library, clock
        self._drafts, self._acting = Drafts(database, clock), Acting(database, clock)
        self._nearest = NearestFinder(library)
        self._read: dict[str, Asked] = {}
        self._reading = Lock()

    def clusters(
        self, days: int | None = None, state: TicketState = "open", limit: int = 50, offset: int = 0
    ) -> Clusters:
        """Most asked first. `days`: only what was asked in so many days, today included."""
        settle(self._database)
        with self._database.reading() as session:
            rows = [row for row in session.scalars(self._wanted(days, state)) if row.question]
            asked = self._asked(rows)
            groups = [[rows[at] for at in group] for group in clusters(asked)]
            groups.sort(key=_standing)
            page = groups[offset : offset + limit]
            found = tuple(self._cluster(session, group) for group in page)
        return Clusters(len(groups), sum(row.count for row in rows), found)

    def propose_pair(
        self,
        ticket_ids: Sequence[str],
        curator: str,
        item_id: str,
        question: str,
        answer: str,
        basis: Sequence[str] = (),
        report_ids: Collection[str] = (),
    ) -> ProposedForAll | Refusal:
        """One draft with this QA pair for all the tickets: published, it closes them all."""
        published = self._library.guide(item_id)
        if published is None:
            return not_allowed("no_guide")
        wordings = self._wordings(ticket_ids, report_ids)
        content = with_pair(published.guide, question, answer, basis, wordings)
        return self._propose(ticket_ids, curator, item_id, content)

    def propose_wordings(
        self,
        ticket_ids: Sequence[str],
        curator: str,
        item_id: str,
        pair_id: str,
        report_ids: Collection[str],
    ) -> ProposedForAll | Refusal:
        """A draft in which a pair that the guide has is also found by the wordings of these reports."""
        published = self._library.guide(item_id)
        if published is None:
            return not_allowed("no_guide")
        wordings = self._wordings(ticket_ids, report_ids)
        if not wordings:
            return not_allowed("no_wording")
        content = with_wordings(published.guide, pair_id, wordings)
        if content is None:
            return not_allowed("no_pair")
        return self._propose(ticket_ids, curator, item_id, content)

    def dismiss(self, ticket_ids: Sequence[str], curator: str, why: str) -> list[Ticket] | Refusal:
        """Nothing is to be answered, for the reason given."""

        def dismissed(_session: Session, row: TicketRow) -> None:
            taken(row, curator)
            row.state, row.resolution = "dismissed", why

        return self._acting.act(
            ticket_ids, curator, "correction.dismiss", dismissed, without_draft=True, why=why
        )

    def _propose(
        self, ticket_ids: Sequence[str], curator: str, item_id: str, content: dict[str, object]
    ) -> ProposedForAll | Refusal:
        made: list[Draft] = []

        def proposed(session: Session, row: TicketRow) -> None:
            taken(row, curator)
            if not made:
                origin = f"correction:{ticket_ids[0]}"
                made.append(self._drafts.make_within(session, item_id, content, curator, origin))
            row.draft_id = made[0].draft_id

        done = self._acting.act(ticket_ids, curator, "correction.propose", proposed, without_draft=True)
        if not isinstance(done, list):
            return done
        return ProposedForAll(tuple(done), made[0]) if made else unknown()

    def _wanted(self, days: int | None, state: TicketState) -> Select[TicketRow]:
        """The earlier asked of two that many asked stands for both."""
        wanted = select(TicketRow).where(TicketRow.kind.in_(GAPS), TicketRow.state == state)
        if days is not None:
            since = self._clock().astimezone(CHONGQING).date() - timedelta(days=days - 1)
            wanted = wanted.where(TicketRow.last_seen_at >= datetime.combine(since, time(), CHONGQING))
        return wanted.order_by(TicketRow.count.desc(), TicketRow.opened_at, TicketRow.id)

    def _asked(self, rows: Sequence[TicketRow]) -> list[Asked]:
        with self._reading:
            if len(self._read) > _KEPT:
                self._read.clear()
            new = [row for row in rows if row.id not in self._read]
            for row, asked in zip(new, read(self._library, [row.question for row in new]), strict=True):
                self._read[row.id] = asked
            return [self._read[row.id] for row in rows]

    def _cluster(self, session: Session, rows: Sequence[TicketRow]) -> Cluster:
        now = self._clock()
        tickets = tuple(as_ticket(row, now, reports_of(session, row.id)) for row in rows)
        question = Masking.shipped().without_marks(tickets[0].question)
        items = Counter({row.item_id: 0 for row in rows if row.item_id})
        for row in rows:
            if row.item_id:
                items[row.item_id] += row.count
        item_id = items.most_common(1)[0][0] if items else None
        return Cluster(
            question=tickets[0].question,
            count=sum(row.count for row in rows),
            first=min(row.opened_at for row in rows).astimezone(CHONGQING).date(),
            last=max(row.last_seen_at for row in rows).astimezone(CHONGQING).date(),
            tickets=tickets,
            nearest=self._nearest.to(question, item_id),
        )

    def _wordings(self, ticket_ids: Sequence[str], report_ids: Collection[str]) -> list[str]:
        """Of the chosen reports, those in which nothing was masked: anybody may read them."""
        with self._database.reading() as session:
            rows = [row for one in ticket_ids if (row := session.get(TicketRow, one)) is not None]
            found = [as_ticket(row, self._clock(), reports_of(session, row.id)) for row in rows]
        reports: list[Report] = [report for ticket in found for report in ticket.reports]
        chosen = [one for one in reports if one.report_id in report_ids and one.fit_as_variant]
        return list(dict.fromkeys(one.question for one in chosen))


def read(library: Library, questions: Sequence[str]) -> list[Asked]:
    """What each question asks, as search reads it; what was masked in it counts for nothing."""
    queries = [library.read(_telling(question)) for question in questions]
    items = StaticEncoder.shipped().encode([query.focus for query in queries])
    return [
        Asked(meaning, item)
        for meaning, item in zip(meanings(queries, StaticEncoder.of_questions()), items, strict=True)
    ]


def _telling(question: str) -> str:
    """Without the clauses that only say who asks (我叫〔姓名〕，…), where another one is left."""
    masking = Masking.shipped()
    clauses = _CLAUSE.split(question)
    telling = [one for one in clauses if one.strip() and not masking.has_mark(one)]
    return masking.without_marks("，".join(telling or clauses))


def _standing(rows: Sequence[TicketRow]) -> tuple[int, float, str]:
    """Most asked first, then what was asked last."""
    last = max(row.last_seen_at for row in rows)
    return -sum(row.count for row in rows), -last.timestamp(), rows[0].id
