"""Acts on an application that is still the person's: start, answer, fill, confirm, hand in, precheck."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, Protocol, TypeVar

from sqlalchemy.orm import Session

from applications import changes
from applications.access import may
from applications.changes import Change
from applications.completeness import EDITABLE, completeness, say, states
from applications.documents import load_document, note_use, takes_unrecognised
from applications.drafts import Attachment, Draft
from applications.precheck.run import precheck
from applications.profiles import load_profile
from applications.registers.consulting import Ask, Consulting
from applications.registers.types import Shared
from applications.repository import Kept, Repository
from applications.types import (
    Actor,
    Application,
    Conflict,
    Document,
    NotAllowed,
    Precheck,
    Unknown,
)
from knowledge_base.model.guide import Guide, Material
from ocr.types import ReadDocument
from prefill.holder import misplaced_for
from prefill.types import Profile
from storage import audit
from storage.database import Database
from storage.ids import new_id

Act = Callable[[Session, Kept], Change]
T = TypeVar("T")
Answered = Mapping[str, Shared] | None
"""What registers answered for this act; None while it may still find that some have to be asked."""


class Siblings(Protocol):
    """Applications handled together (一件事): what one of them is told, the others know."""

    def hold(self, session: Session, application_id: str) -> None:
        """Locks what they share, before the application itself: everybody takes locks in this order."""
        ...

    def follow(self, session: Session, before: Kept, after: Kept) -> Kept:
        """Lets the others know what an act on one of them has changed; gives that one as it is then."""
        ...


class Drafting:
    def __init__(
        self,
        database: Database,
        repository: Repository,
        siblings: Siblings | None = None,
        consulting: Consulting | None = None,
    ) -> None:
        self._database, self._repository, self._siblings = database, repository, siblings
        self._consulting = consulting or Consulting(None, lambda: repository.now)

    def start(self, actor: Actor, item_id: str, situation: Mapping[str, str]) -> Application | Unknown:
        published = self._repository.guides.guide(item_id)
        if published is None:
            return Unknown()
        repository = self._repository
        blank = changes.informed(Draft(), self._answers_for(actor.account_id, published.guide))
        with self._database.transaction() as session:
            profile = load_profile(session, actor.account_id)
            change = changes.answer(published.guide, blank, situation)
            draft = repository.renewed(published.guide, change.draft, profile)
            kept = repository.add(session, new_id("app"), actor.account_id, published, draft)
            detail = {"item_id": item_id, "guide_version": published.version}
            self._note(session, actor, "start", kept, detail)
        return repository.view(kept, change.problems)

    def get(self, actor: Actor, application_id: str) -> Application | Unknown:
        with self._database.reading() as session:
            kept = self._repository.find(session, application_id)
        if kept is None or not may(actor, "see", kept, self._repository.now):
            return Unknown()
        return self._repository.view(kept)

    def document(self, actor: Actor, document_id: str) -> Document | Unknown:
        with self._database.reading() as session:
            document = load_document(session, document_id)
        return document if document and document.owner_id == actor.account_id else Unknown()

    def mine(self, actor: Actor) -> list[Application]:
        with self._database.reading() as session:
            return self._repository.views(self._repository.of_owner(session, actor.account_id))

    def answer_situation(
        self,
        actor: Actor,
        application_id: str,
        answers: Mapping[str, str],
        expected_version: int | None = None,
    ) -> Application | Unknown | Conflict | NotAllowed:
        def act(session: Session, kept: Kept) -> Change:
            change = changes.answer(kept.published.guide, kept.draft, answers)
            return replace(change, draft=self._renewed(session, kept, change.draft))

        return self._act_on_version(actor, application_id, act, None, expected_version)

    def set_fields(
        self,
        actor: Actor,
        application_id: str,
        texts: Mapping[str, str],
        source: Literal["typed", "said"],
        expected_version: int | None,
        source_ref: str,
    ) -> Application | Unknown | Conflict | NotAllowed:
        def act(session: Session, kept: Kept) -> Change:
            guide = kept.published.guide
            change = changes.set_values(guide, kept.draft, texts, source, source_ref)
            return replace(change, draft=self._renewed(session, kept, change.draft))

        return self._act_on_version(actor, application_id, act, None, expected_version)

    def propose(
        self,
        actor: Actor,
        application_id: str,
        texts: Mapping[str, str],
        expected_version: int | None,
        source_ref: str,
    ) -> Application | Unknown | Conflict | NotAllowed:
        def act(session: Session, kept: Kept) -> Change:
            change = changes.propose(kept.published.guide, kept.draft, texts, source_ref)
            return replace(change, draft=self._renewed(session, kept, change.draft))

        return self._act_on_version(actor, application_id, act, None, expected_version)

    def confirm(
        self,
        actor: Actor,
        application_id: str,
        names: Sequence[str],
        expected_version: int | None = None,
    ) -> Application | Unknown | Conflict | NotAllowed:
        def act(_session: Session, kept: Kept) -> Change:
            return changes.confirm(kept.published.guide, kept.draft, names, self._repository.now)

        return self._act_on_version(actor, application_id, act, "confirm", expected_version)

    def attach(
        self, actor: Actor, application_id: str, document_id: str, material_id: str | None
    ) -> Application | Unknown | NotAllowed:
        def act(session: Session, kept: Kept) -> Change:
            document = load_document(session, document_id)
            if document is None:
                return Change(kept.draft, refused=say("refused.which_material"))
            profile = self._repository.profile(session, kept)
            material = self._material(kept, document, material_id, profile)
            if isinstance(material, str):
                return Change(kept.draft, refused=material)
            note_use(session, document_id, application_id, material.id)
            attachment = Attachment(document_id, document.state, _fitting(material, document.pages))
            change = changes.attach(kept.draft, material, attachment)
            return replace(change, draft=self._renewed(session, kept, change.draft))

        if not self._owns_document(actor, document_id):
            return Unknown()
        return self._act(actor, application_id, act, "attach")

    def commit(
        self,
        actor: Actor,
        application_id: str,
        material_id: str,
        accepted: bool,
        expected_version: int | None = None,
    ) -> Application | Unknown | Conflict | NotAllowed:
        def act(_session: Session, kept: Kept) -> Change:
            return changes.commit(
                kept.published.guide, kept.draft, material_id, accepted, self._repository.now
            )

        action = "commit" if accepted else "decline"
        detail = {"material_id": material_id}
        return self._act_on_version(actor, application_id, act, action, expected_version, detail)

    def clear(
        self, actor: Actor, application_id: str, name: str, expected_version: int | None = None
    ) -> Application | Unknown | Conflict | NotAllowed:
        def act(_session: Session, kept: Kept) -> Change:
            return changes.clear(kept.published.guide, kept.draft, name)

        return self._act_on_version(actor, application_id, act, None, expected_version)

    def detach(
        self, actor: Actor, application_id: str, material_id: str
    ) -> Application | Unknown | NotAllowed:
        def act(_session: Session, kept: Kept) -> Change:
            return changes.detach(kept.draft, material_id)

        return self._act(actor, application_id, act, "detach")

    def precheck(self, actor: Actor, application_id: str) -> Precheck | Unknown:
        """Its result is kept while the application is the person's; a reviewer only looks."""
        return self._with_answers(lambda answers: self._precheck(actor, application_id, answers))

    def _precheck(self, actor: Actor, application_id: str, answers: Answered) -> Precheck | Unknown | Ask:
        with self._database.transaction() as session:
            kept = self._repository.find(session, application_id, lock=True)
            if kept is None or not may(actor, "see", kept, self._repository.now):
                return Unknown()
            if kept.state in EDITABLE and may(actor, "edit", kept, self._repository.now):
                if answers is None and (ask := self._ask(session, kept)):
                    return ask
                kept = replace(kept, draft=changes.informed(kept.draft, answers or {}))
                kept = checked(session, self._repository, kept)
                self._repository.save(session, kept)
                result = Precheck(kept.draft.passed, kept.draft.findings)
            else:
                profile = self._repository.profile(session, kept)
                result = precheck(kept.published.guide, kept.draft, profile, self._repository.today)
            self._note(session, actor, "precheck", kept, {"passed": result.passed})
        return result

    def _act(
        self, actor: Actor, application_id: str, act: Act, action: str | None = None
    ) -> Application | Unknown | NotAllowed:
        done = self._act_on_version(actor, application_id, act, action, None)
        assert not isinstance(done, Conflict)
        return done

    def _act_on_version(
        self,
        actor: Actor,
        application_id: str,
        act: Act,
        action: str | None,
        expected_version: int | None,
        detail: Mapping[str, object] | None = None,
    ) -> Application | Unknown | Conflict | NotAllowed:
        """The row is locked first: two tabs at once wait for each other, and neither act is lost."""

        def attempt(answers: Answered) -> Application | Unknown | Conflict | NotAllowed | Ask:
            return self._attempt(
                actor, application_id, act, (action, detail or {}), expected_version, answers
            )

        return self._with_answers(attempt)

    def _attempt(
        self,
        actor: Actor,
        application_id: str,
        act: Act,
        noted: tuple[str | None, Mapping[str, object]],
        expected_version: int | None,
        answers: Answered,
    ) -> Application | Unknown | Conflict | NotAllowed | Ask:
        """Without `answers`, what registers have to be asked first, if any: never while a row is locked."""
        repository = self._repository
        with self._database.transaction() as session:
            if self._siblings:
                self._siblings.hold(session, application_id)
            kept = repository.find(session, application_id, lock=True)
            if kept is None or not may(actor, "edit", kept, repository.now):
                return Unknown()
            if expected_version not in (None, kept.version):
                return Conflict(repository.view(kept))
            if kept.state not in EDITABLE:
                return NotAllowed(say("refused.not_open"), repository.view(kept))
            if answers is None and (ask := self._ask(session, kept)):
                return ask
            informed = replace(kept, draft=changes.informed(kept.draft, answers or {}))
            change = act(session, informed)
            if change.refused:
                return NotAllowed(change.refused, repository.view(kept))
            if change.draft != kept.draft:
                state = changes.settled(kept.published.guide, change.draft, kept.round, repository.today)
                before = kept
                kept = repository.save(session, replace(kept, draft=change.draft, state=state))
                if self._siblings:
                    kept = self._siblings.follow(session, before, kept)
                action, detail = noted
                if action:
                    self._note(session, actor, action, kept, {"version": kept.version, **detail})
        return repository.view(kept, change.problems)

    def _with_answers(self, attempt: Callable[[Answered], T | Ask]) -> T:
        """The act as attempted; where registers are due first, once more with what they answered."""
        done = attempt(None)
        if isinstance(done, Ask):
            done = attempt(self._consulting.answers(done))
        assert not isinstance(done, Ask)  # with answers, whatever came of it, none is asked again
        return done

    def _answers_for(self, account_id: str, guide: Guide) -> Mapping[str, Shared]:
        """For a draft about to begin."""
        if not self._consulting.due(guide, {}):
            return {}
        with self._database.reading() as session:
            ask = self._consulting.ask(guide, {}, load_profile(session, account_id))
        return self._consulting.answers(ask) if ask else {}

    def _ask(self, session: Session, kept: Kept) -> Ask | None:
        if not self._consulting.due(kept.published.guide, kept.draft.shared):
            return None
        profile = self._repository.profile(session, kept)
        return self._consulting.ask(kept.published.guide, kept.draft.shared, profile)

    def _renewed(self, session: Session, kept: Kept, draft: Draft) -> Draft:
        profile = self._repository.profile(session, kept)
        return self._repository.renewed(kept.published.guide, draft, profile)

    def _owns_document(self, actor: Actor, document_id: str) -> bool:
        with self._database.reading() as session:
            document = load_document(session, document_id)
        return document is not None and document.owner_id == actor.account_id

    def _material(
        self, kept: Kept, document: Document, material_id: str | None, profile: Profile
    ) -> Material | str:
        """The material named, or the one the document belongs to; else the sentence that says why not."""
        guide, today = kept.published.guide, self._repository.today
        applying = {state.material_id: state for state in states(guide, kept.draft, today)}
        open_to = [material for material in guide.materials if material.id in applying]
        if material_id:
            named = next((m for m in open_to if m.id == material_id), None)
            return named or say("refused.no_material")
        types = {page.document_type for page in document.pages} - {"unknown"}
        fitting = [material for material in open_to if types & set(material.documents)]
        if not types:
            return self._unrecognised(kept, document)
        misplaced = misplaced_for(guide.form, document.pages, profile)
        if not fitting:
            return say("refused.not_needed")
        return min(fitting, key=lambda m: (m.id in misplaced, applying[m.id].document_id is not None))

    def _unrecognised(self, kept: Kept, document: Document) -> Material | str:
        """What no reader knows is what was asked for, where no reader could know that; staff look at it."""
        guide = kept.published.guide
        step = completeness(guide, kept.draft, kept.state, self._repository.today).next
        asked = next(
            (m for m in guide.materials if step and step.kind == "document" and m.id == step.name), None
        )
        if asked is None or not document.pages:
            return say("refused.which_material")
        if takes_unrecognised(asked, document.pages):
            return asked
        return say("refused.unreadable", name=asked.name)

    def _note(
        self, session: Session, actor: Actor, action: str, kept: Kept, detail: Mapping[str, object]
    ) -> None:
        audit.append(
            session,
            at=self._repository.now,
            actor=actor.account_id,
            action=f"application.{action}",
            subject=kept.application_id,
            detail=detail,
        )


def _fitting(material: Material, pages: Sequence[ReadDocument]) -> tuple[ReadDocument, ...]:
    """What of a picture of several documents belongs to the material: another's name beside it must not fill
    the form. All, where none is of a type it accepts: then that is what is wrong with it."""
    fitting = tuple(page for page in pages if page.document_type in material.documents)
    return fitting or tuple(pages)


def checked(session: Session, repository: Repository, kept: Kept) -> Kept:
    """The application with the findings of a precheck made now, and the state that follows from them."""
    profile = repository.profile(session, kept)
    draft = repository.renewed(kept.published.guide, kept.draft, profile)
    result = precheck(kept.published.guide, draft, profile, repository.today)
    draft = replace(draft, findings=result.findings, passed=result.passed)
    state = changes.settled(kept.published.guide, draft, kept.round, repository.today)
    return replace(kept, draft=draft, state=state)
