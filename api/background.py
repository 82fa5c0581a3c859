"""What goes on by itself: delivering the outbox, reading pictures left unread, forgetting old tokens."""

import logging
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi.concurrency import run_in_threadpool

from api.identity.provider import IdentityProvider
from api.identity.tokens import AccessTokens
from api.reading import DocumentReading
from applications.outbox import Outbox
from applications.service import ApplicationService
from applications.tables import DocumentRow
from applications.types import Actor, Document
from assistant.pipeline import Assistant
from storage.clock import CHONGQING
from storage.database import Database

log = logging.getLogger(__name__)

OUTBOX_SECONDS = 5
UNREAD_SECONDS = 15
TOKENS_SECONDS = 3600


class Background:
    """Runs inside the server; a job run by several processes at once does nothing twice."""

    def __init__(
        self,
        database: Database,
        outbox: Outbox,
        reading: DocumentReading,
        applications: ApplicationService,
        assistant: Assistant,
        identity: IdentityProvider,
        tokens: AccessTokens,
    ) -> None:
        self._database, self._outbox, self._reading = database, outbox, reading
        self._applications, self._assistant = applications, assistant
        self._identity, self._tokens = identity, tokens
        self._scheduler: AsyncIOScheduler | None = None

    def start(self) -> None:
        """Needs a running event loop. Each job also runs at once, which is the recovery after a restart."""
        scheduler = AsyncIOScheduler(timezone=CHONGQING)
        for job, seconds in (
            (self.deliver, OUTBOX_SECONDS),
            (self.read_waiting, UNREAD_SECONDS),
            (self.forget_tokens, TOKENS_SECONDS),
        ):
            scheduler.add_job(
                job, "interval", seconds=seconds, next_run_time=datetime.now(CHONGQING), coalesce=True
            )
        scheduler.add_job(self.recover)
        scheduler.start()
        self._scheduler = scheduler

    def stop(self) -> None:
        if self._scheduler:
            self._scheduler.shutdown(wait=False)

    async def recover(self) -> None:
        """At start: what a dead process was about to tell the intake is told now."""
        await run_in_threadpool(self._outbox.recover)

    async def deliver(self) -> None:
        await run_in_threadpool(self._outbox.deliver_due)

    async def forget_tokens(self) -> None:
        await run_in_threadpool(self._tokens.forget_expired)

    async def read_waiting(self) -> None:
        """Pictures that were kept while nobody could read them go where they were sent."""
        for document in await self._reading.read_waiting():
            await run_in_threadpool(self._hand_on, document)

    def _hand_on(self, document: Document) -> None:
        with self._database.reading() as session:
            row = session.get_one(DocumentRow, document.document_id)
        account = self._identity.account(row.owner_id)
        actor = account and Actor(account.account_id, account.name, account.role)
        if row.application_id and actor:
            self._applications.attach(actor, row.application_id, row.id, row.material_id)
        elif row.conversation_id:
            self._assistant.add_document(row.conversation_id, actor, row.id, f"read:{row.id}")
        log.info("picture read later", extra={"document_id": row.id})
