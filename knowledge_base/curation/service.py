"""What curators do: review gates, publish, withdraw, roll back. Refusals are values with name and sentence.

Every act is one transaction with its audit entry. A publication holds the publication state's lock, so that
two drafts of one item never make one version number and none overwrites what the other just published.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge_base import publication_state
from knowledge_base.curation import gates, history, refusals, reviews
from knowledge_base.curation.checking import checked
from knowledge_base.curation.drafts import Drafts, as_draft, locked
from knowledge_base.curation.tables import GuideDraftRow
from knowledge_base.curation.types import (
    Changed,
    Curator,
    Draft,
    DraftFinding,
    Gate,
    GateReview,
    NewVersion,
    NotAllowed,
    NotReady,
    Refusal,
    Stale,
    Unknown,
    Verdict,
    Withdrawn,
)
from knowledge_base.diffing import Change, diff, diff_content
from knowledge_base.item_rows import CONTENT
from knowledge_base.library import Library
from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.publishing import Publisher
from knowledge_base.tables import GuideVersionRow, ServiceItemRow
from knowledge_base.versions import newest, newest_number
from storage import audit
from storage.clock import Clock
from storage.database import Database


class Curation:
    """`drafts` makes and changes drafts; here they go through their gates and into force."""

    def __init__(self, database: Database, publisher: Publisher, library: Library, clock: Clock) -> None:
        self._database, self._publisher, self._library, self._clock = database, publisher, library, clock
        self.drafts = Drafts(database, clock)

    def findings(self, draft: Draft) -> list[DraftFinding]:
        """What the model and the publication lint find; empty for a draft that is sound today."""
        return self.examined(draft.item_id, draft.content)

    def examined(self, item_id: str, content: Mapping[str, object]) -> list[DraftFinding]:
        """The same for content that is still being written."""
        return self._checked(item_id, content)[1]

    def changes(self, draft: Draft) -> list[Change]:
        """What publishing the draft would change in the newest version."""
        return self.compared(draft.item_id, draft.content)

    def compared(
        self, item_id: str, content: Mapping[str, object], seen: Mapping[str, object] | None = None
    ) -> list[Change]:
        """What differs in the content from what was `seen`, or else from the newest version."""
        if seen is not None:
            return diff_content(seen, content)
        current = self._library.version(item_id, self.newest_version(item_id))
        return diff_content(current.guide.model_dump(mode="json") if current else {}, content)

    def between(self, item_id: str, before: int, after: int) -> list[Change] | Unknown:
        """How two published versions differ."""
        one, other = self._library.version(item_id, before), self._library.version(item_id, after)
        if one is None or other is None:
            return refusals.unknown("version", version=before if one is None else after)
        return diff(one.guide, other.guide)

    def newest_version(self, item_id: str) -> int:
        """0 without any; a draft based on another number must be rebased before it is published."""
        with self._database.reading() as session:
            return newest_number(session, item_id)

    def standing(self, draft: Draft) -> Mapping[Gate, GateReview | None]:
        """For each gate the review that decides it for the draft as it is."""
        with self._database.reading() as session:
            return gates.standing(draft, _signed(session, draft))

    def passed(self, draft: Draft) -> bool:
        """Whether all five gates are passed for the draft as it is."""
        with self._database.reading() as session:
            return gates.passed(draft, _signed(session, draft))

    def history(self, item_id: str) -> list[history.VersionRecord]:
        """All versions of the item's guide, newest first; empty when it never had one."""
        with self._database.reading() as session:
            return history.of_item(session, item_id, self._clock().date())

    def review(
        self,
        draft_id: str,
        curator: Curator,
        gate: Gate,
        verdict: Verdict,
        note: str = "",
        seen: str | None = None,
    ) -> GateReview | Unknown | NotAllowed | Changed | Stale:
        """Signs a verdict on one gate, over the draft with digest `seen` (as it is now without one)."""
        now = self._clock()
        with self._database.transaction() as session:
            row = locked(session, draft_id)
            if row is None:
                return refusals.unknown("draft")
            draft = as_draft(row)
            hindrance = gates.hindrance(draft, curator, gate, verdict, note)
            if hindrance == "draft_closed":
                return refusals.closed(draft)
            if hindrance is not None:
                return refusals.not_allowed(hindrance, gate=refusals.gate_name(gate))
            moved = self._moved(session, draft, seen)
            if moved is not None:
                return moved
            signed = reviews.add(session, draft, curator, gate, verdict, note, now)
            detail = {"gate": gate, "verdict": verdict, "digest": draft.digest, "role": curator.role}
            audit.append(
                session,
                at=now,
                actor=curator.account_id,
                action="draft.review",
                subject=draft_id,
                detail=detail | {"note": note, "signature": signed.signature},
            )
            return signed

    def publish(self, draft_id: str, curator: Curator, seen: str | None = None) -> NewVersion | Refusal:
        """Makes the draft the item's next version: it validates, the lint is clean, five gates are passed."""
        draft = self.drafts.get(draft_id)
        if draft is None:
            return refusals.unknown("draft")
        generation, _ = publication_state.look(self._database)
        guide, findings = self._checked(draft.item_id, draft.content)
        with self._database.transaction() as session:
            state = publication_state.locked(session)
            row = locked(session, draft_id)
            if row is None or row.state != "open":
                return refusals.closed(as_draft(row)) if row else refusals.unknown("draft")
            now = as_draft(row)
            moved = self._moved(session, now, seen) or self._moved(session, now, draft.digest)
            if moved is not None:
                return moved
            if state.generation != generation:
                # Something was published since it was checked: a name that was free may be taken.
                guide, findings = self._checked(now.item_id, now.content)
            unready = _unready(session, now, findings)
            if guide is None or unready is not None:
                return unready or refusals.not_ready(now, (), (), findings)
            version = self._put(session, row, guide, curator, "guide.publish")
        self._publisher.see_to_index()
        return version

    def withdraw(
        self, item_id: str, curator: Curator, why: str, version: int | None = None
    ) -> Withdrawn | Unknown | NotAllowed:
        """From now on no process finds or cites the item's guide; or cancels one version yet to begin."""
        if not why.strip():
            return refusals.not_allowed("withdrawal_reason_missing")
        if version is not None:
            record = next((one for one in self.history(item_id) if one.version == version), None)
            if record is not None and record.state in ("in_force", "over"):
                return refusals.not_allowed("version_begun", version=version)
        numbers = self._publisher.withdraw(item_id, curator.account_id, why, version)
        return Withdrawn(item_id, numbers) if numbers else refusals.unknown("guide")

    def roll_back(
        self, item_id: str, version: int, curator: Curator, why: str = "", *, emergency: bool = False
    ) -> Draft | NewVersion | Unknown | NotAllowed | NotReady:
        """A draft with an old version's content, which goes through the gates again.

        In an emergency an admin publishes at once what has passed all gates before.
        """
        old = self._library.version(item_id, version)
        if old is None:
            return refusals.unknown("version", version=version)
        content = old.guide.model_dump(mode="json")
        origin = f"{history.ROLL_BACK}{version}"
        if not emergency:
            with self._database.transaction() as session:
                wrote = history.authors(session, item_id, version)
                return self.drafts.make_within(
                    session, item_id, content, curator.account_id, origin, why, wrote
                )
        if curator.role != "admin":
            return refusals.not_allowed("admin_only")
        if not why.strip():
            return refusals.not_allowed("rollback_reason_missing")
        return self._restore(item_id, version, curator, why)

    def _restore(
        self, item_id: str, version: int, curator: Curator, why: str
    ) -> NewVersion | Unknown | NotAllowed | NotReady:
        """An old version at once. Only what would leave citizens without a guide stands in the way."""
        with self._database.transaction() as session:
            publication_state.locked(session)
            old = history.version_row(session, item_id, version)
            if old is None:
                return refusals.unknown("version", version=version)
            if not history.was_gated(session, old):
                return refusals.not_allowed("never_passed", version=version)
            if old.valid_until is not None and old.valid_until < self._clock().date():
                return refusals.not_allowed("version_over", version=version, day=old.valid_until)
            guide = Guide.model_validate(old.content)
            origin = f"{history.ROLL_BACK}{version}"
            draft = self.drafts.make_within(session, item_id, old.content, curator.account_id, origin, why)
            row = locked(session, draft.draft_id)
            if row is None:
                return refusals.unknown("draft")
            detail = {"to": version, "why": why, "emergency": True}
            restored = self._put(session, row, guide, curator, "guide.roll_back", **detail)
        self._publisher.see_to_index()
        return restored

    def _put(
        self,
        session: Session,
        row: GuideDraftRow,
        guide: Guide,
        curator: Curator,
        action: str,
        **detail: object,
    ) -> NewVersion:
        """The draft becomes a version. The state's lock is held."""
        by = curator.account_id
        version = self._publisher.put(session, guide, by, row.id, action, digest=row.digest, **detail)
        row.state, row.published_version, row.changed_at = "published", version.version, self._clock()
        all_of_item = select(GuideVersionRow).where(GuideVersionRow.item_id == row.item_id)
        overtakes = history.overtaken(version, session.scalars(all_of_item).all(), self._clock().date())
        return NewVersion(
            row.item_id, version.version, row.id, guide.valid_from, guide.valid_until, overtakes
        )

    def _moved(self, session: Session, draft: Draft, seen: str | None) -> Changed | Stale | None:
        """Whether the draft is not what was seen, or another version came in between."""
        if seen is not None and seen != draft.digest:
            return refusals.changed(draft)
        current = newest_number(session, draft.item_id)
        return refusals.stale(draft, current) if current != draft.based_on_version else None

    def _checked(
        self, item_id: str, content: Mapping[str, object]
    ) -> tuple[Guide | None, list[DraftFinding]]:
        others = [one.guide for other, one in self._library.guides().items() if other != item_id]
        guided = {guide.item.item_id for guide in others} | {item_id}
        names = [item for item in self._named() if item.item_id not in guided]
        return checked(
            item_id,
            content,
            self._clock().date(),
            others,
            names,
            lambda known: self._library.item(known) is not None,
        )

    def _named(self) -> list[ServiceItem]:
        """Items that content files name; a catalogue's row of the same name gives way to a guide."""
        wanted = select(ServiceItemRow).where(
            ServiceItemRow.origin == CONTENT, ServiceItemRow.withdrawn_at.is_(None)
        )
        with self._database.reading() as session:
            return [
                ServiceItem.model_validate(row, from_attributes=True, extra="ignore")
                for row in session.scalars(wanted)
            ]


def _signed(session: Session, draft: Draft) -> list[GateReview]:
    """Reviews of the draft. Of an open one only those since the guide was withdrawn: what was signed before
    did not know why, and must not bring it back in the same moment."""
    signed = reviews.of_draft(session, draft.draft_id)
    last = newest(session, draft.item_id)
    if draft.state != "open" or last is None or last.withdrawn_at is None:
        return signed
    return [review for review in signed if review.signed_at >= last.withdrawn_at]


def _unready(session: Session, draft: Draft, findings: list[DraftFinding]) -> NotReady | None:
    signed = _signed(session, draft)
    missing, rejected = gates.missing(draft, signed), gates.rejected(draft, signed)
    alone = not missing and gates.alone(draft, signed)
    if missing or rejected or findings or alone:
        return refusals.not_ready(draft, missing, rejected, findings, alone=alone)
    return None
