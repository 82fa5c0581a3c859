"""Which parts a person takes: left out, taken up again, or handled alone with what was said taken along."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from applications import changes
from applications.bundles.informing import narrowed
from applications.bundles.parts import Handled, by_event
from applications.bundles.settling import Settling
from applications.bundles.types import KeptBundle, Member
from applications.completeness import EDITABLE, say
from applications.documents import load_document
from applications.drafts import Draft
from applications.profiles import load_profile
from applications.registers.types import Shared
from applications.repository import Kept
from applications.types import Actor
from prefill.types import Profile
from storage.database import Database
from storage.ids import new_id


class Choosing:
    def __init__(self, database: Database, settling: Settling) -> None:
        self._database, self._settling = database, settling

    def profile(self, session: Session, owner_id: str) -> Profile:
        return load_profile(session, owner_id)

    def owns_document(self, actor: Actor, document_id: str) -> bool:
        with self._database.reading() as session:
            document = load_document(session, document_id)
        return document is not None and document.owner_id == actor.account_id

    def dropped(self, session: Session, bundle: KeptBundle, part_id: str) -> KeptBundle | str:
        """Without the part; its draft ends. What was sent is withdrawn, not dropped."""
        if not self._handles(bundle, part_id):
            return say("bundle.no_part")
        member = bundle.member(part_id)
        kept = member.kept if member else None
        if kept is not None and (kept.state not in EDITABLE or kept.receipt is not None):
            return say("bundle.sent_already")
        if kept is not None:
            self._settling.repository.save(session, replace(kept, state="withdrawn"))
        return _with(bundle, Member(part_id, "dropped"))

    def added(self, bundle: KeptBundle, part_id: str) -> KeptBundle | str:
        """The part taken up (again), together with the others."""
        member = bundle.member(part_id)
        plan = by_event(bundle, self._settling.guides(bundle)).get(part_id)
        if plan is None or plan.guide is None or plan.applies is False:
            return say("bundle.no_part")
        if member is None or (member.standing == "together" and _goes_on(member)):
            return bundle
        if member.standing == "alone" and _goes_on(member):
            return _with(bundle, replace(member, standing="together"))
        left = tuple(one for one in bundle.members if one.part_id != part_id)
        return replace(bundle, members=left)

    def alone(
        self, session: Session, bundle: KeptBundle, part_id: str, answers: Mapping[str, Shared]
    ) -> tuple[KeptBundle, Kept] | str:
        """The part as a single application, with all that was said; the others go on without it.

        `answers`: of the registers that a new application rests on.
        """
        member = bundle.member(part_id)
        if member is not None and member.kept is not None and _goes_on(member):
            return _with(bundle, replace(member, standing="alone")), member.kept
        plan = by_event(bundle, self._settling.guides(bundle)).get(part_id)
        published = self._settling.repository.guides.guide(plan.part.item_id or "") if plan else None
        if plan is None or published is None:
            return say("bundle.no_part")
        handled = Handled(replace(plan, guide=published.guide))
        blank = changes.informed(Draft(), narrowed(answers, published.guide))
        draft = changes.answer(published.guide, blank, plan.situation).draft
        profile = load_profile(session, bundle.owner_id)
        draft = self._settling.told_to(bundle, handled, draft)
        draft = self._settling.repository.renewed(published.guide, draft, profile)
        kept = self._settling.repository.add(session, new_id("app"), bundle.owner_id, published, draft)
        return _with(bundle, Member(part_id, "alone", kept)), kept

    def _handles(self, bundle: KeptBundle, part_id: str) -> bool:
        return part_id in {one.part_id for one in self._settling.case(bundle).handled}


def _goes_on(member: Member) -> bool:
    return member.kept is not None and member.kept.state != "withdrawn"


def _with(bundle: KeptBundle, member: Member) -> KeptBundle:
    others = [one for one in bundle.members if one.part_id != member.part_id]
    return replace(bundle, members=(*others, member))
