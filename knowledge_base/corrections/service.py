"""The facade: reports come in, curators see tickets and turn them into drafts. Refusals are values."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from knowledge_base.corrections.acting import Acting, Change, not_allowed, taken, unknown
from knowledge_base.corrections.grouping import Grouping
from knowledge_base.corrections.pairs import with_pair
from knowledge_base.corrections.reporting import Reporting
from knowledge_base.corrections.rows import as_ticket, overdue_since, reports_of
from knowledge_base.corrections.settling import settle
from knowledge_base.corrections.tables import TicketRow
from knowledge_base.corrections.types import (
    KINDS,
    LOW,
    UNRESOLVED,
    About,
    Kind,
    Order,
    Source,
    Ticket,
    TicketState,
)
from knowledge_base.curation.drafts import Drafts
from knowledge_base.curation.types import Draft, NotAllowed, Unknown
from knowledge_base.library import Library
from knowledge_base.model.base import ID_PATTERN
from knowledge_base.model.guide import LONGEST_ITEM_ID
from storage.clock import Clock
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Proposed:
    """The ticket in work, and the draft that will resolve it when it is published."""

    ticket: Ticket
    draft: Draft


Refusal = Unknown | NotAllowed


class Corrections:
    """`curator` is the account id of the person who acts."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database, self._library, self._clock = database, library, clock
        self._drafts, self._acting = Drafts(database, clock), Acting(database, clock)
        self._reporting = Reporting(database, Grouping(library), clock)

    def report(
        self, about: About, kind: Kind, source: Source, comment: str = "", level: int | None = None
    ) -> str:
        """Keeps it, masked, in the ticket of its meaning; gives the ticket's id."""
        settle(self._database)
        return self._reporting.report(about, kind, source, comment, level)

    def feedback(self, about: About, *, wrong: bool, level: int | None, comment: str = "") -> str | None:
        """What a person says of one answer; it takes the place of what they said of it before.

        Gives the ticket's id, or None for a rating that needs none.
        """
        if wrong:
            return self.report(about, "wrong_answer", "person", comment, level)
        if level is not None and level <= LOW:
            return self.report(about, "low_rating", "person", comment, level)
        if level is not None:
            self._reporting.rate(about, level)
        return None

    def tickets(
        self,
        state: TicketState | None = None,
        item_id: str | None = None,
        kind: Kind | None = None,
        order: Order = "newest",
        limit: int = 100,
        offset: int = 0,
    ) -> list[Ticket]:
        """`newest`: seen last first; `frequent`: most reports first; `overdue`: unresolved, oldest first."""
        settle(self._database)
        wanted, now = select(TicketRow).where(*_fitting(state, item_id, kind)), self._clock()
        with self._database.reading() as session:
            rows = session.scalars(_ordered(wanted, order).limit(limit).offset(offset))
            return [as_ticket(row, now) for row in rows]

    def count(
        self, state: TicketState | None = None, item_id: str | None = None, kind: Kind | None = None
    ) -> int:
        """How many tickets fit."""
        counted = select(func.count()).select_from(TicketRow)
        found = self._database.look(counted.where(*_fitting(state, item_id, kind)))
        return found[0] if found else 0

    def ticket(self, ticket_id: str) -> Ticket | Unknown:
        """One ticket with its reports."""
        settle(self._database)
        with self._database.reading() as session:
            row = session.get(TicketRow, ticket_id)
            return as_ticket(row, self._clock(), reports_of(session, ticket_id)) if row else unknown()

    def take(self, ticket_id: str, curator: str) -> Ticket | Refusal:
        """From now on the curator is at it."""
        return self._act(ticket_id, curator, "correction.take", lambda _session, row: taken(row, curator))

    def dismiss(self, ticket_id: str, curator: str, why: str) -> Ticket | Refusal:
        """Nothing is to be corrected, for the reason given."""

        def dismissed(_session: Session, row: TicketRow) -> None:
            taken(row, curator)
            row.state, row.resolution = "dismissed", why

        return self._act(ticket_id, curator, "correction.dismiss", dismissed, without_draft=True, why=why)

    def propose_qa(
        self,
        ticket_id: str,
        curator: str,
        item_id: str,
        question: str,
        answer: str,
        basis: Sequence[str] = (),
        report_ids: Collection[str] = (),
    ) -> Proposed | Refusal:
        """A draft of the item's current guide with this QA pair; `report_ids` name the reports whose masked
        wording becomes a variant. Proposed again, it starts from the guide as it is then."""
        published = self._library.guide(item_id)
        if published is None:
            return not_allowed("no_guide")
        ticket = self.ticket(ticket_id)
        if isinstance(ticket, Unknown):
            return ticket
        chosen = [one for one in ticket.reports if one.report_id in report_ids]
        variants = [one.question for one in chosen if one.fit_as_variant]
        content = with_pair(published.guide, question, answer, basis, variants)
        return self._propose(ticket_id, curator, item_id, content)

    def propose_edit(self, ticket_id: str, curator: str, content: Mapping[str, object]) -> Proposed | Refusal:
        """A draft with this content: the whole guide of the item it names."""
        item = content.get("item")
        item_id = cast("Mapping[str, object]", item).get("item_id") if isinstance(item, Mapping) else None
        if not isinstance(item_id, str) or not _names_an_item(item_id):
            return not_allowed("no_item")
        return self._propose(ticket_id, curator, item_id, content)

    def overdue(self, now: datetime) -> int:
        """Unresolved tickets that were opened more than five working days ago."""
        settle(self._database)
        wanted = select(func.count()).select_from(TicketRow)
        wanted = wanted.where(TicketRow.state.in_(UNRESOLVED), TicketRow.opened_at < overdue_since(now))
        found = self._database.look(wanted)
        return found[0] if found else 0

    def unresolved(self) -> dict[Kind, int]:
        """How many are open or in work, by kind."""
        settle(self._database)
        wanted = select(TicketRow.kind, func.count()).where(TicketRow.state.in_(UNRESOLVED))
        with self._database.reading() as session:
            found = {kind: count for kind, count in session.execute(wanted.group_by(TicketRow.kind))}
        return {kind: found.get(kind, 0) for kind in KINDS}

    def _propose(
        self, ticket_id: str, curator: str, item_id: str, content: Mapping[str, object]
    ) -> Proposed | Refusal:
        made: list[Draft] = []

        def proposed(session: Session, row: TicketRow) -> None:
            taken(row, curator)
            origin = f"correction:{ticket_id}"
            made.append(self._drafts.make_within(session, item_id, content, curator, origin))
            row.draft_id = made[0].draft_id

        done = self._act(ticket_id, curator, "correction.propose", proposed)
        return Proposed(done, made[0]) if isinstance(done, Ticket) else done

    def _act(
        self,
        ticket_id: str,
        curator: str,
        action: str,
        change: Change,
        *,
        without_draft: bool = False,
        **detail: object,
    ) -> Ticket | Refusal:
        done = self._acting.act([ticket_id], curator, action, change, without_draft=without_draft, **detail)
        return done[0] if isinstance(done, list) else done


def _fitting(state: TicketState | None, item_id: str | None, kind: Kind | None) -> list[ColumnElement[bool]]:
    asked = {TicketRow.state: state, TicketRow.item_id: item_id, TicketRow.kind: kind}
    return [at == value for at, value in asked.items() if value is not None]


def _ordered(wanted: Select[TicketRow], order: Order) -> Select[TicketRow]:
    match order:
        case "frequent":
            return wanted.order_by(TicketRow.count.desc(), TicketRow.last_seen_at.desc(), TicketRow.id)
        case "overdue":
            unresolved = TicketRow.state.in_(UNRESOLVED)
            return wanted.where(unresolved).order_by(TicketRow.opened_at, TicketRow.id)
        case _:
            return wanted.order_by(TicketRow.last_seen_at.desc(), TicketRow.id)


def _names_an_item(item_id: str) -> bool:
    return len(item_id) <= LONGEST_ITEM_ID and re.search(ID_PATTERN, item_id) is not None
