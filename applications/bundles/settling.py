"""What an act on a bundle, or on one of its applications, makes of all. In the caller's transaction."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from applications import changes
from applications.bundles.naming import own_value
from applications.bundles.parts import Case, Handled, by_event, case_of
from applications.bundles.repository import BundleRepository
from applications.bundles.spreading import Shared, spread
from applications.bundles.types import KeptBundle, Member
from applications.completeness import EDITABLE
from applications.drafts import Draft
from applications.profiles import load_profile
from applications.repository import Kept, Repository
from knowledge_base.model.guide import Guide
from prefill.types import Profile
from storage.ids import new_id

_PASSES = 2
"""a value that one part derives from another's is there for all after the second"""


class Settling:
    def __init__(self, repository: Repository, bundles: BundleRepository) -> None:
        self.repository, self.bundles = repository, bundles

    def guides(self, bundle: KeptBundle) -> dict[str, Guide]:
        """Of the event's items, as citable today."""
        items = {part.item_id for part in bundle.published.event.parts if part.item_id}
        found = {item_id: self.repository.guides.guide(item_id) for item_id in items}
        return {item_id: one.guide for item_id, one in found.items() if one}

    def case(self, bundle: KeptBundle) -> Case:
        return case_of(bundle, self.guides(bundle))

    def settle(self, session: Session, bundle: KeptBundle, was: Mapping[str, Draft]) -> KeptBundle:
        """Begins parts whose case is known, ends those no longer needed, and tells each what the others know.

        `was`: the drafts before the act, by part id; the members hold what the act made of them.
        """
        bundle = self._without_needless(session, bundle)
        bundle = self._begun(session, bundle)
        bundle = self._spread(session, bundle, was)
        return self.bundles.save(session, bundle)

    def _without_needless(self, session: Session, bundle: KeptBundle) -> KeptBundle:
        """An answer corrected may make a part needless: its draft ends, what was sent goes on."""
        planned = by_event(bundle, self.guides(bundle))
        left: list[Member] = []
        for member in bundle.members:
            kept = member.kept
            needless = planned[member.part_id].applies is False and member.standing == "together"
            if needless and kept and kept.state in EDITABLE and kept.receipt is None:
                self.repository.save(session, replace(kept, state="withdrawn"))
                continue
            left.append(member)
        return replace(bundle, members=tuple(left))

    def _begun(self, session: Session, bundle: KeptBundle) -> KeptBundle:
        case = self.case(bundle)
        if not case.settled:
            return bundle
        profile = load_profile(session, bundle.owner_id)
        new = [one for one in case.handled if one.kept is None]
        members = [Member(one.part_id, "together", self._begin(session, bundle, one, profile)) for one in new]
        begun = {member.part_id for member in members}
        kept = [member for member in bundle.members if member.part_id not in begun]
        return replace(bundle, members=(*kept, *members))

    def _begin(self, session: Session, bundle: KeptBundle, one: Handled, profile: Profile) -> Kept:
        published = self.repository.guides.guide(one.plan.part.item_id or "")
        assert published is not None  # only a part with a guide is handled
        draft = self.told_to(bundle, one, changes.answer(published.guide, Draft(), one.plan.situation).draft)
        draft = self.repository.renewed(published.guide, draft, profile)
        return self.repository.add(session, new_id("app"), bundle.owner_id, published, draft)

    def told_to(self, bundle: KeptBundle, one: Handled, draft: Draft) -> Draft:
        """The draft with what the person had said before it began."""
        values = {
            field.name: own_value(one, bundle.told.values[name], field.name)
            for field in one.guide.form.fields
            if (name := one.merged_field(field.name)) in bundle.told.values
        }
        return replace(draft, fields={**draft.fields, **values})

    def _spread(self, session: Session, bundle: KeptBundle, was: Mapping[str, Draft]) -> KeptBundle:
        before = {m.part_id: m.kept for m in bundle.members if m.kept and m.standing == "together"}
        drafts = {part: kept.draft for part, kept in before.items() if kept.state in EDITABLE}
        for turn in range(_PASSES):
            drafts = self._renewed(session, bundle, drafts)
            handled = self.case(with_drafts(bundle, drafts)).open
            earlier = {**drafts, **was} if turn == 0 else drafts
            shared = [Shared(one, earlier[one.part_id], drafts[one.part_id]) for one in handled]
            drafts |= spread(shared)
        members = [self._saved(session, member, drafts.get(member.part_id)) for member in bundle.members]
        return replace(bundle, members=tuple(members))

    def _renewed(self, session: Session, bundle: KeptBundle, drafts: Mapping[str, Draft]) -> dict[str, Draft]:
        found: dict[str, Draft] = {}
        for member in bundle.members:
            if (draft := drafts.get(member.part_id)) is not None and (kept := member.kept):
                profile = self.repository.profile(session, kept)
                found[member.part_id] = self.repository.renewed(kept.published.guide, draft, profile)
        return found

    def _saved(self, session: Session, member: Member, draft: Draft | None) -> Member:
        kept = member.kept
        if kept is None or draft is None:
            return member
        return replace(member, kept=self.keep(session, kept, draft))

    def keep(self, session: Session, kept: Kept, draft: Draft) -> Kept:
        """Writes a draft if it says anything new, with the state that follows from it."""
        found = self.repository.find(session, kept.application_id)
        state = changes.settled(kept.published.guide, draft, kept.round, self.repository.today)
        if found is not None and found.draft == draft and found.state == state:
            return found
        return self.repository.save(session, replace(kept, draft=draft, state=state))


def with_drafts(bundle: KeptBundle, drafts: Mapping[str, Draft]) -> KeptBundle:
    """The bundle with these drafts, not yet written."""
    members = [
        replace(m, kept=replace(m.kept, draft=drafts[m.part_id])) if m.kept and m.part_id in drafts else m
        for m in bundle.members
    ]
    return replace(bundle, members=tuple(members))


class BundleSiblings:
    """Tells the other applications of a bundle what an act on one of them changed (`drafting.Siblings`)."""

    def __init__(self, settling: Settling) -> None:
        self._settling = settling

    def hold(self, session: Session, application_id: str) -> None:
        self._settling.bundles.of_application(session, application_id, lock=True)

    def follow(self, session: Session, before: Kept, after: Kept) -> Kept:
        bundle = self._settling.bundles.of_application(session, after.application_id)
        if bundle is None:
            return after
        part = next(m.part_id for m in bundle.members if _is(m, after))
        members = [replace(m, kept=after) if m.part_id == part else m for m in bundle.members]
        was = {m.part_id: m.kept.draft for m in bundle.members if m.kept} | {part: before.draft}
        settled = self._settling.settle(session, replace(bundle, members=tuple(members)), was)
        return next((m.kept for m in settled.members if m.kept and _is(m, after)), after)


def _is(member: Member, kept: Kept) -> bool:
    return member.kept is not None and member.kept.application_id == kept.application_id
