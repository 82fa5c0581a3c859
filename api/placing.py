"""The last part of a picture's way: into the material or the conversation it was sent to."""

import logging

from api.claims import Claims
from api.identity.provider import IdentityProvider
from applications.bundles.repository import is_bundle
from applications.documents import adopt
from applications.service import ApplicationService
from applications.tables import DocumentRow
from applications.types import Actor, Application, Document
from assistant.pipeline import Assistant
from assistant.reply import Reply
from storage.database import Database

VISITOR = "conversation:"
"""How the document room names an owner who has not signed in; anybody else's documents stay theirs."""
log = logging.getLogger(__name__)


class Placing:
    """Does the same for a picture read at once and for one read later, after a restart, by another worker."""

    def __init__(
        self,
        database: Database,
        claims: Claims,
        identity: IdentityProvider,
        applications: ApplicationService,
        assistant: Assistant,
    ) -> None:
        self._database, self._claims, self._identity = database, claims, identity
        self._applications, self._assistant = applications, assistant

    def into_conversation(self, document_id: str, client_message_id: str | None = None) -> Reply:
        """One turn about a picture that has been read."""
        row = self._row(document_id)
        assert row.conversation_id
        return self._assistant.add_document(
            row.conversation_id, self._sender(row), document_id, client_message_id
        )

    def told(self, document_id: str, text: str, client_message_id: str | None = None) -> Reply:
        """A turn that only says what became of the picture, e.g. that it waits."""
        row = self._row(document_id)
        assert row.conversation_id
        return self._assistant.tell(
            row.conversation_id, self._sender(row), document_id, text, client_message_id
        )

    def later(self, document: Document) -> None:
        """Where it was sent, once it has been read."""
        row = self._row(document.document_id)
        if row.conversation_id:
            self.into_conversation(row.id, f"read:{row.id}")
        else:
            self._into_material(row, document)
        log.info("picture read later", extra={"document_id": row.id})

    def refused_later(self, document: Document, why: str) -> None:
        """The person is told in the conversation; at a material the picture's `state` says so."""
        if self._row(document.document_id).conversation_id:
            self.told(document.document_id, why, f"read:{document.document_id}")

    def _into_material(self, row: DocumentRow, document: Document) -> None:
        """As the person whose it is: who handed it in for them might do so then. A child has no account."""
        if row.application_id is None:
            return
        actor = self._actor(row.owner_id) or Actor(row.owner_id, "", "citizen")
        case = self._applications.bundles if is_bundle(row.application_id) else self._applications
        found = case.get(actor, row.application_id)
        if isinstance(found, Application) and not self._retaken(found, row, document):
            case.attach(actor, row.application_id, row.id, row.material_id)

    def _retaken(self, application: Application, row: DocumentRow, document: Document) -> bool:
        """Whether a newer picture, read already, shows the same."""
        there = next((m for m in application.materials if m.material_id == row.material_id), None)
        if there is None or there.document_id in (None, row.id):
            return False
        newer = self._row(there.document_id)
        shown = {page["document_type"] for page in newer.pages or []}
        return newer.kept_at > row.kept_at and {p.document_type for p in document.pages} <= shown

    def _row(self, document_id: str) -> DocumentRow:
        with self._database.reading() as session:
            return session.get_one(DocumentRow, document_id)

    def _sender(self, row: DocumentRow) -> Actor | None:
        """Whoever owns the conversation now: the visitor may have signed in since."""
        owner_id = self._claims.owner(row.conversation_id or "")
        if owner_id is None:
            return None
        if row.owner_id != owner_id and row.owner_id.startswith(VISITOR):
            with self._database.transaction() as session:
                adopt(session, row.owner_id, owner_id)
        return self._actor(owner_id)

    def _actor(self, account_id: str) -> Actor | None:
        account = self._identity.account(account_id)
        return account and Actor(account.account_id, account.name, account.role)
