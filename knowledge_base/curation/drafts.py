"""Keeping drafts: made by people, imports and corrections; changed until they are published or discarded.

What a reviewer signs is the digest of a draft: its content and the version it is based on. Changing either
gives another digest, so that reviews of the one before no longer count.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from pydantic import ValidationError
from pydantic_core import to_jsonable_python
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from knowledge_base.curation import refusals
from knowledge_base.curation.tables import GuideDraftRow
from knowledge_base.curation.types import CURATOR, Changed, Draft, DraftState, NotAllowed, Unknown
from knowledge_base.model.guide import Guide
from knowledge_base.versions import digest_of, newest_number
from storage import audit
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id

DraftChange = Draft | Unknown | NotAllowed | Changed
"""the draft as it is now, or why it could not be changed"""

MAKING = 0x64726166
"""("draf" in ASCII) Of two who make the same draft at once, the second finds the first one's."""


class Drafts:
    """Every act is one transaction with its audit entry."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def make(
        self, item_id: str, content: Mapping[str, object], by: str, origin: str, note: str = ""
    ) -> Draft:
        """A new open draft based on the newest version. `content` may be incomplete: its faults are findings.

        The same content from the same origin gives the draft that is open already. Other content from that
        origin takes the place of the older draft, except for what people write by hand (`curator`);
        whoever wrote in that stays an author, as an import lays its facts over it.
        """
        with self._database.transaction() as session:
            return self.make_within(session, item_id, content, by, origin, note)

    def make_within(
        self,
        session: Session,
        item_id: str,
        content: Mapping[str, object],
        by: str,
        origin: str,
        note: str = "",
        wrote: Sequence[str] = (),
    ) -> Draft:
        """`make` in the caller's transaction; its last act is the audit entry. `wrote`: further authors."""
        now, kept = self._clock(), _canonical(content)
        self._database.alone(session, MAKING)
        based_on = newest_number(session, item_id)
        signed = signable(kept, based_on)
        older = session.scalars(_open(item_id).where(GuideDraftRow.origin == origin)).all()
        same = next((row for row in older if row.digest == signed), None)
        if same is not None:
            return as_draft(same)
        replaced = older if origin != CURATOR else ()
        for row in replaced:
            row.state, row.changed_at = "superseded", now
        authors = [by, *wrote, *(author for row in replaced for author in row.authors)]
        row = GuideDraftRow(
            id=new_id("draft"),
            item_id=item_id,
            content=kept,
            digest=signed,
            origin=origin,
            based_on_version=based_on,
            authors=list(dict.fromkeys(authors)),
            made_by=by,
            made_at=now,
            changed_at=now,
            state="open",
            note=note,
        )
        session.add(row)
        self._record(session, row, by, "draft.make", origin=origin)
        return as_draft(row)

    def change(
        self,
        draft_id: str,
        content: Mapping[str, object],
        by: str,
        seen: str,
        note: str | None = None,
        *,
        rebase: bool = False,
    ) -> DraftChange:
        """New content for the draft with digest `seen`; `rebase` bases it on what is newest now."""
        with self._database.transaction() as session:
            row = self._open_row(session, draft_id)
            if not isinstance(row, GuideDraftRow):
                return row
            if as_draft(row).digest != seen:
                return refusals.changed(as_draft(row))
            if rebase:
                row.based_on_version = newest_number(session, row.item_id)
            row.content = _canonical(content)
            row.digest = signable(row.content, row.based_on_version)
            row.note = row.note if note is None else note
            row.authors = list(dict.fromkeys([*row.authors, by]))
            row.changed_at = self._clock()
            self._record(session, row, by, "draft.change", based_on=row.based_on_version)
            return as_draft(row)

    def discard(self, draft_id: str, by: str, why: str) -> DraftChange:
        """The draft stays readable, with the reason; it can't be published any more."""
        with self._database.transaction() as session:
            row = self._open_row(session, draft_id)
            if not isinstance(row, GuideDraftRow):
                return row
            row.state, row.closed_why, row.changed_at = "discarded", why, self._clock()
            self._record(session, row, by, "draft.discard", why=why)
            return as_draft(row)

    def get(self, draft_id: str) -> Draft | None:
        with self._database.reading() as session:
            row = session.get(GuideDraftRow, draft_id)
            return as_draft(row) if row else None

    def open(self, item_id: str | None = None, limit: int | None = None, offset: int = 0) -> list[Draft]:
        """Open drafts, oldest first; those of one item when it is named. An import may leave thousands."""
        wanted = _open(item_id).limit(limit).offset(offset)
        with self._database.reading() as session:
            return [as_draft(row) for row in session.scalars(wanted)]

    def count(self, item_id: str | None = None) -> int:
        """How many are open."""
        counted = select(func.count()).select_from(_open(item_id).order_by(None).subquery())
        found = self._database.look(counted)
        return found[0] if found else 0

    def _open_row(self, session: Session, draft_id: str) -> GuideDraftRow | Unknown | NotAllowed:
        row = locked(session, draft_id)
        if row is None:
            return refusals.unknown("draft")
        return row if row.state == "open" else refusals.closed(as_draft(row))

    def _record(self, session: Session, row: GuideDraftRow, by: str, action: str, **detail: object) -> None:
        session.flush()
        detail |= {"item_id": row.item_id, "digest": row.digest}
        audit.append(session, at=self._clock(), actor=by, action=action, subject=row.id, detail=detail)


def locked(session: Session, draft_id: str) -> GuideDraftRow | None:
    """The row, locked until the transaction ends and as it is now."""
    return session.get(GuideDraftRow, draft_id, with_for_update=True, populate_existing=True)


def signable(content: Mapping[str, object], based_on_version: int) -> str:
    """What a review is signed over: 64 hex digits for the content and the version it is based on."""
    return digest_of({"content": content, "based_on_version": based_on_version})


def as_draft(row: GuideDraftRow) -> Draft:
    """Its digest is of the content as the row has it, so that content changed under reviews voids them."""
    return Draft(
        draft_id=row.id,
        item_id=row.item_id,
        content=row.content,
        digest=signable(row.content, row.based_on_version),
        made_by=row.made_by,
        made_at=row.made_at,
        origin=row.origin,
        state=cast("DraftState", row.state),
        note=row.note,
        published_version=row.published_version,
        based_on_version=row.based_on_version,
        authors=tuple(row.authors),
        changed_at=row.changed_at,
        closed_why=row.closed_why,
    )


def _open(item_id: str | None) -> Select[GuideDraftRow]:
    wanted = select(GuideDraftRow).where(GuideDraftRow.state == "open")
    if item_id is not None:
        wanted = wanted.where(GuideDraftRow.item_id == item_id)
    return wanted.order_by(GuideDraftRow.made_at, GuideDraftRow.id)


def _canonical(content: Mapping[str, object]) -> dict[str, object]:
    """JSON in the model's own form where the content validates, so that equal guides compare equal."""
    plain = cast("dict[str, object]", to_jsonable_python(content))
    try:
        return Guide.model_validate(plain).model_dump(mode="json")
    except ValidationError:
        return plain
