"""How an application begins: for oneself, or under a delegation for the person who granted it."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from applications import changes
from applications.access import on_record
from applications.delegations import standing
from applications.delegations.keeping import find, hold
from applications.delegations.types import Delegation
from applications.drafts import Draft
from applications.profiles import load_profile
from applications.registers.consulting import Consulting
from applications.registers.types import Shared
from applications.repository import Repository
from applications.texts import say
from applications.types import Actor, Application, NotGranted, Unknown
from knowledge_base.model.guide import Guide
from knowledge_base.types import PublishedGuide
from storage import audit
from storage.database import Database
from storage.ids import new_id


class Starting:
    def __init__(self, database: Database, repository: Repository, consulting: Consulting) -> None:
        self._database, self._repository, self._consulting = database, repository, consulting

    def start(
        self, actor: Actor, item_id: str, situation: Mapping[str, str], on_behalf_of: str | None
    ) -> Application | Unknown | NotGranted:
        published = self._repository.guides.guide(item_id)
        if published is None:
            return Unknown()
        with self._database.reading() as session:
            under = self._granted(session, actor, published, on_behalf_of)
        if isinstance(under, NotGranted):
            return under
        shared = self._answers_for(actor, under, published)
        with self._database.transaction() as session:
            if on_behalf_of is not None:
                hold(session, on_behalf_of)
                under = self._granted(session, actor, published, on_behalf_of)
                if isinstance(under, NotGranted):
                    return under
            return self._begin(session, actor, published, situation, under, shared)

    def _granted(
        self, session: Session, actor: Actor, published: PublishedGuide, delegation_id: str | None
    ) -> Delegation | NotGranted | None:
        """None for one's own matter. A delegation of other people is told like one that does not exist."""
        if delegation_id is None:
            return None
        found = find(session, delegation_id)
        if found is None or found.agent_id != actor.account_id:
            return NotGranted()
        if not found.allows("prepare", published.item_id, self._repository.today):
            return NotGranted(say("delegations.not_granted"))
        if not standing.suits(published.guide, found):
            return NotGranted(say("delegations.not_for_child"))
        return found

    def _begin(
        self,
        session: Session,
        actor: Actor,
        published: PublishedGuide,
        situation: Mapping[str, str],
        under: Delegation | None,
        shared: Mapping[str, Shared],
    ) -> Application:
        repository, guide = self._repository, published.guide
        owner_id = (under and under.principal_id) or actor.account_id
        profile = repository.profile_for(session, owner_id, under)
        blank = changes.informed(Draft(), shared)
        change = changes.answer(guide, blank, _told(guide, situation, under))
        draft = repository.renewed(guide, change.draft, profile)
        if under:
            agent = load_profile(session, actor.account_id)
            values = standing.agents_values(guide.form, under, agent)
            draft = replace(draft, fields={**draft.fields, **values})
        kept = repository.add(session, new_id("app"), owner_id, published, draft, under)
        audit.append(
            session,
            at=repository.now,
            actor=actor.account_id,
            action="application.start",
            subject=kept.application_id,
            detail={
                "item_id": published.item_id,
                "guide_version": published.version,
                **on_record(actor, kept),
            },
        )
        return repository.view(kept, change.problems)

    def _answers_for(
        self, actor: Actor, under: Delegation | None, published: PublishedGuide
    ) -> Mapping[str, Shared]:
        """Of the registers, about the person whose facts fill the form; asked before anything is locked."""
        if not self._consulting.due(published.guide, {}):
            return {}
        owner_id = (under and under.principal_id) or actor.account_id
        with self._database.reading() as session:
            profile = self._repository.profile_for(session, owner_id, under)
        ask = self._consulting.ask(published.guide, {}, profile)
        return self._consulting.answers(ask) if ask else {}


def _told(guide: Guide, situation: Mapping[str, str], under: Delegation | None) -> Mapping[str, str]:
    """What the delegation settles goes before what was said."""
    if under is None:
        return situation
    said = {q: o for q, o in situation.items() if q not in standing.beyond(guide, under, situation)}
    return {**said, **standing.preset(guide, under)}
