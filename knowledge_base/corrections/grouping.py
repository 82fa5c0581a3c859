"""Which open ticket a report belongs to: one on the same item that asks for the same.

Reading a question costs a millisecond, so of many tickets only those that look most alike by their characters
are read. The masked wordings are kept in memory once decrypted: a ticket's question never changes.
"""

from collections.abc import Mapping, Sequence, Set
from itertools import islice

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base.corrections.likeness import SAME, likeness, meanings
from knowledge_base.corrections.masking import Masking
from knowledge_base.corrections.tables import TicketRow
from knowledge_base.corrections.types import UNRESOLVED
from knowledge_base.library import Library
from knowledge_base.search.static import StaticEncoder
from knowledge_base.search.wording import Wording

LOOKED_AT = 60
"""tickets that are read; those beyond them share too few characters to ask for the same"""
_AT_ONCE = 500
"""ids in one question to the database"""
_KEPT = 50_000
"""wordings kept in memory, some 10 MB"""


class Grouping:
    """Finds the ticket for a question. For one thread at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wordings: dict[str, str] = {}

    def ticket_for(
        self, session: Session, question: str, item_id: str | None, besides: Set[str] = frozenset()
    ) -> tuple[str | None, Set[str]]:
        """The id of the unresolved ticket that asks for the same, and the ids of all it could have been.

        `question` is masked; `besides` are ids that were compared before.
        """
        ids = self._unresolved(session, item_id) - besides
        if not ids:
            return None, ids
        candidates = self._wordings_of(session, ids)
        asked = _comparable(question)
        near = process.extract(asked, candidates, scorer=fuzz.ratio, limit=LOOKED_AT)
        texts = [asked, *(text for text, _, _ in near)]
        read = [self._library.read(text) for text in texts]
        own, *others = meanings(read, StaticEncoder.of_questions())
        scores = [likeness(own, other) for other in others]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        found = near[best][2] if best is not None and scores[best] >= SAME else None
        return found, ids

    def _unresolved(self, session: Session, item_id: str | None) -> Set[str]:
        """Tickets on that item (or on none)."""
        on_item = TicketRow.item_id == item_id if item_id is not None else TicketRow.item_id.is_(None)
        wanted = select(TicketRow.id).where(on_item, TicketRow.state.in_(UNRESOLVED))
        return set(session.scalars(wanted))

    def _wordings_of(self, session: Session, ids: Set[str]) -> Mapping[str, str]:
        """Ticket id → wording."""
        if len(self._wordings) > _KEPT:
            self._wordings.clear()
        self._load(session, [one for one in sorted(ids) if one not in self._wordings])
        return {one: self._wordings[one] for one in sorted(ids)}

    def _load(self, session: Session, ids: Sequence[str]) -> None:
        waiting = iter(ids)
        while some := list(islice(waiting, _AT_ONCE)):
            rows = session.execute(select(TicketRow.id, TicketRow.question).where(TicketRow.id.in_(some)))
            self._wordings |= {ticket_id: _comparable(question) for ticket_id, question in rows}


def _comparable(question: str) -> str:
    return Wording.shipped().one(Masking.shipped().without_marks(question))
