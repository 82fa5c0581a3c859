"""`kb import`: plans what an export changes, and carries it out so that a crash half-way loses nothing.

Order matters: names first (findable at once), then each draft together with the note of what its source said,
withdrawals last. An import that died is simply run again: what was carried out is unchanged then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base import item_rows
from knowledge_base.catalogue import TooManyGone
from knowledge_base.curation.drafts import Drafts
from knowledge_base.curation.types import Draft
from knowledge_base.progress import Progress, silent
from knowledge_base.publishing import Publisher
from knowledge_base.registry import listing
from knowledge_base.registry.content import draft_content
from knowledge_base.registry.facts import Facts
from knowledge_base.registry.mapping import MappingFile
from knowledge_base.registry.plan import Content, Gone, ItemChange, Plan, make_plan, read_items
from knowledge_base.registry.reading import read
from knowledge_base.registry.sentences import texts
from knowledge_base.shelf import published
from knowledge_base.tables import GuideVersionRow, RegistryRow
from knowledge_base.validity import in_force
from storage import audit
from storage.clock import Clock
from storage.database import Database

_BATCH = 25
"""drafts a transaction: a tenth of a second, so that nobody else waits long to write"""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was done. `drafts` are item id → draft id; an item whose guide says all of it has none."""

    drafts: dict[str, str]
    withdrawn: list[str]


class RegistryImport:
    """One origin's export at a time; every act is in the audit chain."""

    def __init__(self, database: Database, publisher: Publisher, drafts: Drafts, clock: Clock) -> None:
        self._database, self._publisher, self._drafts, self._clock = database, publisher, drafts, clock

    def plan(self, path: Path, mapping: MappingFile, origin: str, district: str | None = None) -> Plan:
        """What importing the file would change. `district` is the division code of its windows.

        Raises `RegistryFileError` when the file can't be read.
        """
        with self._database.reading() as session:
            known = listing.known(session, origin)
            day = self._clock().date()

            def draft(facts: Facts, item_id: str) -> tuple[Content | None, Content, list[str]]:
                source = session.get(RegistryRow, (origin, facts.key))
                base, noted = self._base(session, item_id, origin, day)
                before = source.facts if source is not None and source.item_id == item_id else None
                words = item_rows.wordings(session, item_id) if base is None else None
                content, notes = draft_content(
                    facts, item_id, base, day, before=before, district=district, wordings=words
                )
                return base, content, list(dict.fromkeys([*noted, *notes]))

            rows = read(path, mapping.wanted, mapping.naming, mapping.sheet)
            return make_plan(origin, read_items(rows, mapping), known, draft)

    def carry_out(
        self, plan: Plan, by: str, *, allow_withdrawals: bool = False, progress: Progress = silent
    ) -> Imported | TooManyGone:
        """Makes drafts of what changed, withdraws what is gone, and brings the index up to date."""
        if plan.too_many_gone and not allow_withdrawals:
            return TooManyGone(len(plan.gone), plan.live)
        if plan.items:
            with self._database.transaction() as session:
                listing.list_items(session, plan.items, plan.origin)
        drafts: dict[str, str] = {}
        for begin in range(0, len(plan.items), _BATCH):
            batch = plan.items[begin : begin + _BATCH]
            drafts |= self._draft(batch, plan.origin, by)
            progress("drafts", begin + len(batch), len(plan.items))
        withdrawn = self._withdraw(plan.gone, plan.origin, by)
        self._close(plan, by, drafts, withdrawn)
        self._publisher.see_to_index(progress)
        return Imported(drafts, withdrawn)

    def _base(
        self, session: Session, item_id: str, origin: str, day: date
    ) -> tuple[Content | None, list[str]]:
        """What the facts are laid over, and notes on it: the origin's open draft, else the guide.

        The guide is the one in force, or the newest there was: what people wrote must not be lost.
        """
        for draft in self._ours(item_id, origin):
            return draft.content, [line for line in draft.note.split("\n") if line]
        wanted = select(GuideVersionRow).where(GuideVersionRow.item_id == item_id)
        versions = [published(row) for row in session.scalars(wanted.order_by(GuideVersionRow.version))]
        version = in_force(versions, day) or (versions[-1] if versions else None)
        return (version.guide.model_dump(mode="json") if version else None), []

    def _draft(self, changes: Sequence[ItemChange], origin: str, by: str) -> dict[str, str]:
        made: dict[str, str] = {}
        now = self._clock()
        with self._database.transaction() as session:
            for change in changes:
                listing.note_source(session, origin, change, now)
                if change.content is not None:
                    draft = self._drafts.make_within(
                        session,
                        change.item_id,
                        change.content,
                        by,
                        listing.REGISTRY + origin,
                        "\n".join(change.notes),
                    )
                    made[change.item_id] = draft.draft_id
        return made

    def _withdraw(self, gone: Sequence[Gone], origin: str, by: str) -> list[str]:
        if not gone:
            return []
        why = texts().say("withdrawn", origin=origin)
        with self._database.transaction() as session:
            withdrawn = listing.withdraw(session, origin, gone, by, self._clock(), why)
        for item_id in withdrawn:
            for draft in self._ours(item_id, origin):
                self._drafts.discard(draft.draft_id, by, why)
        return withdrawn

    def _ours(self, item_id: str, origin: str) -> list[Draft]:
        """Open drafts of the item that imports of this origin made."""
        return [one for one in self._drafts.open(item_id) if one.origin == listing.REGISTRY + origin]

    def _close(self, plan: Plan, by: str, drafts: Mapping[str, str], withdrawn: Sequence[str]) -> None:
        """Notes when each row was last seen; an import that changed something is in the audit chain."""
        now = self._clock()
        with self._database.transaction() as session:
            listing.note_seen(session, plan.origin, sorted(plan.seen), now)
            if plan.items or withdrawn:
                detail = {"items": len(plan.items), "drafts": len(drafts), "withdrawn": len(withdrawn)}
                audit.append(
                    session, at=now, actor=by, action="registry.import", subject=plan.origin, detail=detail
                )
