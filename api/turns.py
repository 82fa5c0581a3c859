"""Turns over HTTP: who may speak in a conversation, and a picture's way from upload to reply."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from fastapi.concurrency import run_in_threadpool

from api.claims import Claims
from api.identity.caller import Caller
from api.labels import Labels
from api.placing import Placing
from api.problems import ProblemError, say
from api.reading import DocumentReading, Kept
from api.streaming import Tell
from api.wire.conversations import (
    ConversationShape,
    OpenApplication,
    OpenBundle,
    ReplyShape,
    conversation_shape,
    open_application,
    open_bundle,
    reply_shape,
)
from api.wire.documents import read_shape
from applications.bundles.repository import is_bundle
from applications.bundles.types import Bundle
from applications.types import Actor, Application
from assistant.pipeline import Assistant
from assistant.reply import Reply
from knowledge_base.library import Library
from ocr.errors import RefusedPictureError

STAGES = ("understand", "decide", "act", "answer", "check")
"""of a turn, as a person may hear of them"""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may speak in that conversation."""

    conversation_id: str
    actor: Actor | None

    @property
    def owner_id(self) -> str:
        """Who owns what is uploaded here: the account, or the conversation while nobody has signed in."""
        return self.actor.account_id if self.actor else f"conversation:{self.conversation_id}"


class Turns:
    """Turns with their replies as the contract shows them."""

    def __init__(
        self,
        assistant: Assistant,
        library: Library,
        reading: DocumentReading,
        placing: Placing,
        claims: Claims,
        labels: Labels,
    ) -> None:
        self._assistant, self._library = assistant, library
        self._reading, self._placing, self._claims, self._labels = reading, placing, claims, labels
        self._tasks: set[asyncio.Task[ReplyShape]] = set()

    def speaker(self, who: Caller, conversation_id: str) -> Speaker:
        """404 for a conversation that is not the caller's; 401 when only an ended sign-in stands between."""
        token, actor = who.proof.visitor_token(conversation_id), who.actor
        admitted = self._assistant.admits(conversation_id, None, token or None)
        if actor is not None:
            admitted = self._mine(conversation_id, actor, begun_by_them=admitted)
        if admitted:
            return Speaker(conversation_id, actor)
        if who.proof.bearer and who.actor is None and who.proof.bearer != token:
            raise ProblemError(401, "token_expired", headers={"WWW-Authenticate": "Bearer"})
        raise ProblemError(404, "conversation_unknown")

    def _mine(self, conversation_id: str, actor: Actor, *, begun_by_them: bool) -> bool:
        """Somebody who signed in takes along what they began as a visitor; its token shows it was they."""
        if self._claims.ownership(conversation_id, actor) == "mine":
            return True
        return begun_by_them and self._claims.claim(conversation_id, actor)

    def say(
        self, speaker: Speaker, text: str, client_message_id: str | None, tell: Tell | None = None
    ) -> ReplyShape:
        """`tell` hears `status` with the stage the turn has come to."""

        def on_step(step: str) -> None:
            if tell is not None and step in STAGES:
                tell("status", {"stage": step})

        said = self._assistant.say(speaker.conversation_id, speaker.actor, text, client_message_id, on_step)
        return self.shape(said)

    def shape(self, reply: Reply, document_id: str | None = None) -> ReplyShape:
        view = reply.application
        label, application = self._labels.of(reply), self.open_application(view)
        return reply_shape(reply, label, application, document_id, self.open_bundle(view))

    def history(self, speaker: Speaker) -> ConversationShape:
        """What has been said, in order, and the open application as it is now."""
        kept = self._assistant.history(speaker.conversation_id, speaker.actor)
        return conversation_shape(kept, self.shape, self.open_application(kept.application))

    async def picture(
        self, speaker: Speaker, data: bytes, filename: str, client_message_id: str | None, tell: Tell
    ) -> ReplyShape:
        """Keeps the picture before anything else, reads it, and takes it into the conversation.

        Runs on when the client goes away: what the picture shows is then in the history.
        """
        work = asyncio.create_task(self._picture(speaker, data, filename, client_message_id, tell))
        self._tasks.add(work)
        work.add_done_callback(self._tasks.discard)
        return await asyncio.shield(work)

    async def _picture(
        self, speaker: Speaker, data: bytes, filename: str, client_message_id: str | None, tell: Tell
    ) -> ReplyShape:
        document = await self._reading.keep(speaker.owner_id, data, filename, speaker.conversation_id)
        document_id = document.document_id
        tell("kept", {"document_id": document_id})
        tell("status", {"stage": "received"})
        try:
            kept = await self._reading.read(document, data, _progress(tell))
        except RefusedPictureError:
            await run_in_threadpool(self._reading.settle, Kept(document))
            raise
        if not kept.waiting:
            pages = [read_shape(page) for page in kept.document.pages]
            tell("fields", {"document_id": document_id, "pages": pages})
            tell("status", {"stage": "comparing"})
        return self.shape(await run_in_threadpool(self._placed, kept, client_message_id), document_id)

    def _placed(self, kept: Kept, client_message_id: str | None) -> Reply:
        """A picture that waits is safe; `api.background` reads it and tells so in the conversation."""
        document_id = kept.document.document_id
        if kept.waiting:
            text = say(f"documents.kept_{kept.waiting}")
            reply = self._placing.told(document_id, text, client_message_id)
        else:
            reply = self._placing.into_conversation(document_id, client_message_id)
        self._reading.settle(kept)
        return reply

    def open_application(self, application: Application | None) -> OpenApplication | None:
        """Of a bundle the part that comes next, which is an application like any other."""
        if isinstance(application, Bundle):
            application = application.foremost
        if application is None or is_bundle(application.application_id):
            return None
        published = self._library.version(application.item_id, application.guide_version)
        return published and open_application(application, published.guide)

    def open_bundle(self, view: Application | None) -> OpenBundle | None:
        if view is None or not is_bundle(view.application_id):
            return None
        published = self._library.life_event_version(view.item_id, view.guide_version)
        return published and open_bundle(view, published.event.official_name)


def _progress(tell: Tell) -> Callable[[str], None]:
    """Hears the reader. What it calls `fields` is one page read; the fields themselves are told by us."""
    read = 0

    def heard(stage: str) -> None:
        nonlocal read
        read += stage == "fields"
        if stage in ("queued", "reading"):
            tell(stage, {})
        if stage in ("reading", "fields"):
            tell("status", {"stage": "reading", "pages_read": read})

    return heard
