"""Acts on an application that is still the person's: answer, fill, confirm, hand in, precheck."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from sqlalchemy.orm import Session

from applications import changes
from applications.access import may, on_record
from applications.changes import Change
from applications.completeness import COMMITMENT, EDITABLE
from applications.delegations import standing
from applications.documents import give_to, load_document, note_use, release
from applications.drafts import Attachment, Draft
from applications.handing_in import fitting, material_for, may_look, may_use
from applications.precheck.run import precheck
from applications.registers.consulting import Ask, Consulting
from applications.registers.types import Shared
from applications.repository import Kept, Repository
from applications.taking_back import Acts, taken_back
from applications.texts import say
from applications.types import (
    Actor,
    Application,
    Conflict,
    Document,
    NotAllowed,
    Precheck,
    Unknown,
)
from prefill.types import Problem
from storage import audit
from storage.database import Database

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

    def get(self, actor: Actor, application_id: str) -> Application | Unknown:
        with self._database.reading() as session:
            kept = self._repository.find(session, application_id)
        if kept is None or not may(actor, "see", kept, self._repository.now):
            return Unknown()
        return self._repository.view(kept)

    def document(self, actor: Actor, document_id: str) -> Document | Unknown:
        with self._database.reading() as session:
            document = load_document(session, document_id)
            seen = document is not None and may_look(session, self._repository, actor, document)
        return document if document and seen else Unknown()

    def mine(self, actor: Actor) -> list[Application]:
        now = self._repository.now
        with self._database.reading() as session:
            own = self._repository.of_owner(session, actor.account_id)
            acted = [
                k for k in self._repository.of_agent(session, actor.account_id) if may(actor, "see", k, now)
            ]
        newest = sorted([*own, *acted], key=lambda kept: kept.updated_at, reverse=True) if acted else own
        return self._repository.views(newest)

    def answer_situation(
        self,
        actor: Actor,
        application_id: str,
        answers: Mapping[str, str],
        expected_version: int | None = None,
    ) -> Application | Unknown | Conflict | NotAllowed:
        def act(session: Session, kept: Kept) -> Change:
            guide, under = kept.published.guide, kept.delegation
            beyond = standing.beyond(guide, under, answers) if under else frozenset[str]()
            change = changes.answer(guide, kept.draft, {q: a for q, a in answers.items() if q not in beyond})
            told = Problem(
                "field_invalid", say("refused.about_another", name=under.principal_name if under else "")
            )
            draft = self._renewed(session, kept, change.draft)
            return replace(change, draft=draft, problems={**change.problems, **dict.fromkeys(beyond, told)})

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
            now = self._repository.now
            if may(actor, "promise", kept, now):
                return changes.confirm(kept.published.guide, kept.draft, names, now)
            return _confirmed_for(kept, names, now)

        return self._act_on_version(actor, application_id, act, "confirm", expected_version)

    def attach(
        self, actor: Actor, application_id: str, document_id: str, material_id: str | None
    ) -> Application | Unknown | NotAllowed:
        def act(session: Session, kept: Kept) -> Change:
            document = load_document(session, document_id)
            if document is None or not may_use(actor, document, kept):
                return Change(kept.draft, refused=say("refused.which_material"))
            profile = self._repository.profile(session, kept)
            material = material_for(kept, document, material_id, profile, self._repository.today)
            if isinstance(material, str):
                return Change(kept.draft, refused=material)
            note_use(session, document_id, application_id, material.id)
            give_to(session, document_id, kept.owner_id)
            attachment = Attachment(document_id, document.state, fitting(material, document.pages))
            change = changes.hand_in(kept.published.guide, kept.draft, material, attachment, profile)
            return replace(change, draft=self._renewed(session, kept, change.draft))

        if isinstance(self.document(actor, document_id), Unknown):
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
            now = self._repository.now
            if accepted and not may(actor, "promise", kept, now):
                return Change(kept.draft, refused=_own_promise(kept))
            return changes.commit(kept.published.guide, kept.draft, material_id, accepted, now)

        action = "commit" if accepted else "decline"
        detail = {"material_id": material_id}
        return self._act_on_version(actor, application_id, act, action, expected_version, detail)

    def clear(
        self, actor: Actor, application_id: str, name: str, expected_version: int | None = None
    ) -> Application | Unknown | Conflict | NotAllowed:
        def act(_session: Session, kept: Kept) -> Change:
            return changes.clear(kept.published.guide, kept.draft, name)

        return self._act_on_version(actor, application_id, act, None, expected_version)

    def take_back(
        self, actor: Actor, application_id: str, acts: Acts, expected_version: int | None = None
    ) -> Application | Unknown | Conflict | NotAllowed:
        def act(session: Session, kept: Kept) -> Change:
            guide, under = kept.published.guide, kept.delegation
            settled = standing.answers(guide, under) if under else {}
            own = may(actor, "promise", kept, self._repository.now)
            meant = replace(
                acts,
                answers=[name for name in acts.answers if name not in settled],
                confirmed=[name for name in acts.confirmed if own or not name.startswith(COMMITMENT)],
            )
            change = taken_back(guide, kept.draft, meant)
            return replace(change, draft=self._renewed(session, kept, change.draft))

        return self._act_on_version(actor, application_id, act, "take_back", expected_version)

    def whose(
        self,
        actor: Actor,
        application_id: str,
        material_id: str,
        answer: str,
        expected_version: int | None = None,
    ) -> Application | Unknown | Conflict | NotAllowed:
        def act(session: Session, kept: Kept) -> Change:
            change = changes.whose(kept.published.guide, kept.draft, material_id, answer)
            for aside in set(kept.draft.aside_ids) - set(change.draft.aside_ids):
                if not change.draft.has(aside):
                    release(session, aside)
            return replace(change, draft=self._renewed(session, kept, change.draft))

        detail = {"material_id": material_id, "answer": answer}
        return self._act_on_version(actor, application_id, act, "whose", expected_version, detail)

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

    def _ask(self, session: Session, kept: Kept) -> Ask | None:
        if not self._consulting.due(kept.published.guide, kept.draft.shared):
            return None
        profile = self._repository.profile(session, kept)
        return self._consulting.ask(kept.published.guide, kept.draft.shared, profile)

    def _renewed(self, session: Session, kept: Kept, draft: Draft) -> Draft:
        profile = self._repository.profile(session, kept)
        return self._repository.renewed(kept.published.guide, draft, profile)

    def _note(
        self, session: Session, actor: Actor, action: str, kept: Kept, detail: Mapping[str, object]
    ) -> None:
        audit.append(
            session,
            at=self._repository.now,
            actor=actor.account_id,
            action=f"application.{action}",
            subject=kept.application_id,
            detail={**detail, **on_record(actor, kept)},
        )


def _confirmed_for(kept: Kept, names: Sequence[str], now: datetime) -> Change:
    """Values yes, promises no: those are the principal's own."""
    guide, draft = kept.published.guide, kept.draft
    meant = names or changes.confirmable(guide, draft, now.date())
    promises = [name for name in meant if name.startswith(COMMITMENT)]
    values = [name for name in meant if name not in promises]
    change = changes.confirm(guide, draft, values, now) if values else Change(draft)
    told = Problem("field_invalid", _own_promise(kept))
    return replace(change, problems={**change.problems, **dict.fromkeys(promises, told)})


def _own_promise(kept: Kept) -> str:
    return say("refused.promise", principal=kept.delegation.principal_name if kept.delegation else "")


def checked(session: Session, repository: Repository, kept: Kept) -> Kept:
    """The application with the findings of a precheck made now, and the state that follows from them."""
    profile = repository.profile(session, kept)
    draft = repository.renewed(kept.published.guide, kept.draft, profile)
    result = precheck(kept.published.guide, draft, profile, repository.today)
    draft = replace(draft, findings=result.findings, passed=result.passed)
    state = changes.settled(kept.published.guide, draft, kept.round, repository.today)
    return replace(kept, draft=draft, state=state)
