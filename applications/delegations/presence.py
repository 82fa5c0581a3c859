"""帮代办 at the window: the principal stands there with their card. Named items, and only today."""

from dataclasses import replace
from datetime import datetime, timedelta

from applications.delegations import consent, keeping
from applications.delegations.offering import take_over
from applications.delegations.types import Delegation, Refused, Wish
from applications.documents import give_to, load_document
from applications.guides import Guides
from applications.profiles import load_profile
from applications.texts import say
from applications.types import Actor, Document, Unknown
from prefill.types import Profile
from storage.clock import Clock
from storage.database import Database
from storage.ids import new_id

SHOWN_LATELY = timedelta(minutes=30)
"""how old the picture of the card may be"""


class Presence:
    def __init__(self, database: Database, guides: Guides, clock: Clock) -> None:
        self._database, self._guides, self._clock = database, guides, clock

    def grant(
        self, actor: Actor, principal: Actor | None, document_id: str, wish: Wish, agreed: str
    ) -> Delegation | Unknown | Refused:
        """`principal`: the account of the name and number that the helper gave, if there is one. A card that
        shows another, and a number nobody has, are told alike."""
        if actor.role != "helper" or not self._owns(actor, document_id):
            return Unknown()
        now = self._clock()
        wish = replace(wish, scope=consent.complete(replace(wish.scope, until=now.date())))
        if refused := self._not_grantable(actor, wish, agreed, now):
            return refused
        with self._database.transaction() as session:
            document = load_document(session, document_id)
            if document is None or document.owner_id != actor.account_id:
                return Unknown()
            if not _fresh(document, now):
                return Refused(say("delegations.no_picture"))
            if principal is None or principal.account_id == actor.account_id:
                return Refused(say("delegations.not_on_card"))
            if not _shows(document, load_profile(session, principal.account_id)):
                return Refused(say("delegations.not_on_card"))
            granted = keeping.add(session, _granted(actor, principal, document_id, wish, agreed, now), now)
            give_to(session, document_id, principal.account_id)
            take_over(session, granted, now)
            keeping.note(session, actor.account_id, "present", granted, now)
        return granted

    def _owns(self, actor: Actor, document_id: str) -> bool:
        with self._database.reading() as session:
            found = load_document(session, document_id)
        return found is not None and found.owner_id == actor.account_id

    def _not_grantable(self, actor: Actor, wish: Wish, agreed: str, now: datetime) -> Refused | None:
        if not wish.scope.items:
            return Refused(say("delegations.name_items"))
        if why := consent.refused(wish.scope, self._guides, now.date()):
            return Refused(why)
        words = consent.words(wish.other_name, actor.name, wish, self._guides)
        return None if agreed == words else Refused(say("delegations.read_aloud"), words)


def _fresh(document: Document, now: datetime) -> bool:
    return document.kept_at is not None and now - document.kept_at <= SHOWN_LATELY


def _shows(document: Document, profile: Profile) -> bool:
    """The card in the picture is the one of that profile's person: name and number, both."""
    number, name = profile.value("id_number"), profile.value("name")
    return any(
        page.document_type == "id_card_front"
        and number is not None
        and (page.value("id_number"), page.value("name")) == (number, name)
        for page in document.pages
    )


def _granted(
    actor: Actor, principal: Actor, document_id: str, wish: Wish, agreed: str, now: datetime
) -> Delegation:
    return Delegation(
        delegation_id=new_id("dlg"),
        kind="staff",
        principal_id=principal.account_id,
        principal_name=principal.name,
        agent_id=actor.account_id,
        agent_name=actor.name,
        scope=wish.scope,
        state="active",
        consent=agreed,
        evidence=say("delegations.proof.present", staff=actor.name),
        evidence_document=document_id,
        consented_at=now,
    )
