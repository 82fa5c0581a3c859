"""Acts on a bundle that is still the person's: start, answer, fill, confirm, hand in, precheck."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sqlalchemy.orm import Session

from applications.access import may
from applications.bundles.choosing import Choosing
from applications.bundles.filling import Filled, answered, cleared, confirmed, filled, promised
from applications.bundles.handing import handed_in, taken_back, told_whose
from applications.bundles.informing import Informing
from applications.bundles.parts import Case
from applications.bundles.settling import Settling, with_drafts
from applications.bundles.standing import seen
from applications.bundles.timing import later
from applications.bundles.types import Bundle, BundlePrecheck, KeptBundle, PartFindings, Told
from applications.completeness import EDITABLE, say
from applications.documents import load_document, note_use
from applications.drafting import checked
from applications.repository import Repository
from applications.types import Actor, Application, Conflict, NotAllowed, Unknown
from knowledge_base.model.guide import Guide
from prefill.types import Problem
from storage import audit
from storage.database import Database

Act = Callable[[Session, Case], Filled]


@dataclass(frozen=True, slots=True)
class Looked:
    """A bundle locked for an act, as it is before it."""

    bundle: KeptBundle
    case: Case


class Handling:
    def __init__(
        self, database: Database, settling: Settling, choosing: Choosing, informing: Informing
    ) -> None:
        self._database, self._settling = database, settling
        self._choosing, self._informing = choosing, informing

    @property
    def _repository(self) -> Repository:
        return self._settling.repository

    def start(self, actor: Actor, event_id: str, answers: Mapping[str, str]) -> Bundle | Unknown:
        """`answers` by question, also `<part>.<question>` and the district; what fits no option is told."""
        published = self._repository.guides.life_event(event_id)
        if published is None:
            return Unknown()
        with self._database.transaction() as session:
            bundle = self._settling.bundles.add(session, actor.account_id, published, Told())
            change = answered(self._settling.case(bundle), answers, self._repository.today)
            bundle = self._settling.settle(session, self._with(bundle, change), {})
            self._note(session, actor, "start", bundle, {"event_id": event_id, "version": published.version})
        return self.view(self._informing.informed(bundle), change.problems)

    def outline(self, event_id: str) -> Guide | None:
        published, now = self._repository.guides.life_event(event_id), self._repository.now
        if published is None:
            return None
        blank = KeptBundle("", "", 0, published, Told(), (), now, now)
        return self.view(blank).guide

    def get(self, actor: Actor, bundle_id: str) -> Bundle | Unknown:
        with self._database.reading() as session:
            bundle = self._settling.bundles.find(session, bundle_id)
        return self.view(bundle) if bundle and self.owned(actor, bundle) else Unknown()

    def mine(self, actor: Actor) -> list[Bundle]:
        with self._database.reading() as session:
            found = self._settling.bundles.of_owner(session, actor.account_id)
        return [self.view(bundle) for bundle in found]

    def answer_situation(
        self, actor: Actor, bundle_id: str, answers: Mapping[str, str], expected: int | None
    ) -> Bundle | Unknown | Conflict | NotAllowed:
        today = self._repository.today
        return self.act(actor, bundle_id, lambda _, case: answered(case, answers, today), None, expected)

    def set_fields(
        self,
        actor: Actor,
        bundle_id: str,
        texts: Mapping[str, str],
        source: Literal["typed", "said"],
        expected: int | None,
        source_ref: str,
    ) -> Bundle | Unknown | Conflict | NotAllowed:
        def act(_: Session, case: Case) -> Filled:
            return filled(case, texts, source, source_ref)

        return self.act(actor, bundle_id, act, None, expected)

    def confirm(
        self, actor: Actor, bundle_id: str, names: Sequence[str], expected: int | None = None
    ) -> Bundle | Unknown | Conflict | NotAllowed:
        now = self._repository.now
        return self.act(actor, bundle_id, lambda _, case: confirmed(case, names, now), "confirm", expected)

    def commit(
        self, actor: Actor, bundle_id: str, material_id: str, accepted: bool, expected: int | None
    ) -> Bundle | Unknown | Conflict | NotAllowed:
        now, action = self._repository.now, "commit" if accepted else "decline"

        def act(_: Session, case: Case) -> Filled:
            return promised(case, material_id, accepted, now)

        return self.act(actor, bundle_id, act, action, expected)

    def whose(
        self, actor: Actor, bundle_id: str, material_id: str, answer: str, expected: int | None
    ) -> Bundle | Unknown | Conflict | NotAllowed:
        def act(_: Session, case: Case) -> Filled:
            return told_whose(case, material_id, answer)

        return self.act(actor, bundle_id, act, "whose", expected)

    def clear(
        self, actor: Actor, bundle_id: str, name: str, expected: int | None
    ) -> Bundle | Unknown | Conflict | NotAllowed:
        return self.act(actor, bundle_id, lambda _, case: cleared(case, name), None, expected)

    def attach(
        self, actor: Actor, bundle_id: str, document_id: str, material_id: str | None
    ) -> Bundle | Unknown | Conflict | NotAllowed:
        def act(session: Session, case: Case) -> Filled:
            document = load_document(session, document_id)
            if document is None or document.owner_id != case.bundle.owner_id:
                return Filled({}, refused=say("refused.which_material"))
            whole = self.view(case.bundle)
            profile = self._choosing.profile(session, case.bundle.owner_id)
            change, material = handed_in(case, whole, document, material_id, profile)
            taking = next((one.kept for one in case.open if one.part_id in change.drafts), None)
            if material and taking:
                note_use(session, document_id, taking.application_id, material)
            return change

        if not self._choosing.owns_document(actor, document_id):
            return Unknown()
        return self.act(actor, bundle_id, act, "attach", None)

    def detach(
        self, actor: Actor, bundle_id: str, material_id: str
    ) -> Bundle | Unknown | Conflict | NotAllowed:
        return self.act(actor, bundle_id, lambda _, case: taken_back(case, material_id), "detach", None)

    def precheck(self, actor: Actor, bundle_id: str) -> BundlePrecheck | Unknown:
        """All findings at once, and by part. What a part that waits can't have yet is no finding."""
        self._informing.fresh(actor, bundle_id)
        with self._database.transaction() as session:
            looked = self.look(session, actor, bundle_id)
            if looked is None:
                return Unknown()
            bundle = self.checked(session, looked.bundle)
            whole = self.view(bundle)
            result = self.findings(bundle, whole)
            self._note(session, actor, "precheck", bundle, {"passed": result.passed})
        return result

    def checked(self, session: Session, bundle: KeptBundle) -> KeptBundle:
        """With each part that is still open prechecked now."""
        members = list(bundle.members)
        for at, member in enumerate(members):
            kept = member.kept
            if kept and member.standing == "together" and kept.state in EDITABLE:
                now = checked(session, self._repository, kept)
                changed = (now.draft, now.state) != (kept.draft, kept.state)
                members[at] = replace(member, kept=self._repository.save(session, now) if changed else kept)
        return self._settling.bundles.save(session, replace(bundle, members=tuple(members)))

    def findings(self, bundle: KeptBundle, whole: Bundle) -> BundlePrecheck:
        case = self._settling.case(bundle)
        comes_later = later(case)
        parts = [
            PartFindings(
                one.part_id,
                one.plan.part.name,
                comes_later.passed(one, one.kept.draft),
                tuple(comes_later.due(one, one.kept.draft.findings)),
            )
            for one in case.open
            if one.kept
        ]
        passed = bool(parts) and all(part.passed for part in parts)
        return BundlePrecheck(passed, whole.findings, tuple(parts))

    def act(
        self, actor: Actor, bundle_id: str, act: Act, action: str | None, expected: int | None
    ) -> Bundle | Unknown | Conflict | NotAllowed:
        """The bundle's row is locked first: two tabs at once wait for each other, and neither act is lost."""
        with self._database.transaction() as session:
            looked = self.look(session, actor, bundle_id)
            if looked is None:
                return Unknown()
            bundle = looked.bundle
            if expected not in (None, bundle.version):
                return Conflict(self.view(bundle))
            begun = [one for one in looked.case.handled if one.kept]
            if begun and not looked.case.open:
                return NotAllowed(say("refused.not_open"), self.view(bundle))
            change = act(session, looked.case)
            if change.refused:
                return NotAllowed(change.refused, self.view(bundle))
            was = {one.part_id: one.kept.draft for one in looked.case.open if one.kept}
            bundle = self._settling.settle(session, self._with(bundle, change), was)
            if action:
                self._note(session, actor, action, bundle, {"version": bundle.version})
        return self.view(self._informing.informed(bundle), change.problems)

    def look(self, session: Session, actor: Actor, bundle_id: str) -> Looked | None:
        bundle = self._settling.bundles.find(session, bundle_id, lock=True)
        if bundle is None or not self.owned(actor, bundle):
            return None
        return Looked(bundle, self._settling.case(bundle))

    def view(self, bundle: KeptBundle, problems: Mapping[str, Problem] | None = None) -> Bundle:
        applications: dict[str, Application] = {
            member.part_id: self._repository.view(member.kept) for member in bundle.members if member.kept
        }
        return seen(self._settling.case(bundle), self._repository.today, applications, problems)

    def owned(self, actor: Actor, bundle: KeptBundle) -> bool:
        """A bundle is its owner's alone; what of it is handed in is seen as single applications."""
        return may(actor, "edit", Ownership(bundle.owner_id), self._repository.now)

    def _with(self, bundle: KeptBundle, change: Filled) -> KeptBundle:
        told = change.told if change.told is not None else bundle.told
        return with_drafts(replace(bundle, told=told), change.drafts)

    def _note(
        self, session: Session, actor: Actor, action: str, bundle: KeptBundle, detail: Mapping[str, object]
    ) -> None:
        audit.append(
            session,
            at=self._repository.now,
            actor=actor.account_id,
            action=f"bundle.{action}",
            subject=bundle.bundle_id,
            detail=detail,
        )


@dataclass(frozen=True, slots=True)
class Ownership:
    """What `access.may` looks at (`access.Case`): nobody acts under a delegation on a whole bundle."""

    owner_id: str
    item_id: str = ""
    state: Literal["draft"] = "draft"
    delegation: None = field(default=None)
