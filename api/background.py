"""What goes on by itself: delivering the outbox, reading pictures left unread, weighing new cases, forgetting
what is past its time: old tokens and codes, unmet offers, archives, recordings, a model's calls.
"""

from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from fastapi.concurrency import run_in_threadpool

from api.calls.identity import CallerIdentity
from api.calls.recorded import Recorded
from api.figures.gathering import FigureBook
from api.identity.tokens import AccessTokens
from api.modelling import Modelling
from api.placing import Placing
from api.reading import DocumentReading, Kept
from applications.archive.service import Archives
from applications.bundles.service import BundleService
from applications.delegations.service import Delegations
from applications.desk.service import DeskService
from applications.intake_http.callbacks import Callbacks
from applications.outbox import Outbox
from applications.reminders.service import Reminders
from ocr.errors import RefusedPictureError
from storage.clock import CHONGQING

OUTBOX_SECONDS = 5
FOLLOW_SECONDS = 20
UNREAD_SECONDS = 15
RISKS_SECONDS = 30
FORGET_SECONDS = 3600
COUNT_SECONDS = 300
REMINDER_SECONDS = 1800


class Background:
    """Runs inside the server; a job run by several processes at once does nothing twice."""

    def __init__(
        self,
        outbox: Outbox,
        callbacks: Callbacks,
        reading: DocumentReading,
        placing: Placing,
        tokens: AccessTokens,
        desk: DeskService,
        reminders: Reminders,
        bundles: BundleService,
        delegations: Delegations,
        archives: Archives,
        figures: FigureBook,
        callers: CallerIdentity,
        recorded: Recorded,
        modelling: Modelling,
    ) -> None:
        self._outbox, self._callbacks, self._reading = outbox, callbacks, reading
        self._placing, self._tokens, self._desk = placing, tokens, desk
        self._reminders, self._bundles, self._delegations = reminders, bundles, delegations
        self._archives, self._figures = archives, figures
        self._callers, self._recorded, self._modelling = callers, recorded, modelling
        self._scheduler: AsyncIOScheduler | None = None

    def start(self) -> None:
        """Needs a running event loop. Each job also runs at once, which is the recovery after a restart."""
        scheduler = AsyncIOScheduler(timezone=CHONGQING)
        for job, seconds in (
            (self.deliver, OUTBOX_SECONDS),
            (self.follow_up, FOLLOW_SECONDS),
            (self.read_waiting, UNREAD_SECONDS),
            (self.weigh, RISKS_SECONDS),
            (self.forget, FORGET_SECONDS),
            (self.remind, REMINDER_SECONDS),
            (self.count, COUNT_SECONDS),
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

    async def follow_up(self) -> None:
        """Parts of a life event whose turn has come are sent."""
        await run_in_threadpool(self._bundles.follow_up)

    async def deliver(self) -> None:
        await run_in_threadpool(self._outbox.deliver_due)
        await run_in_threadpool(self._callbacks.carry_out_waiting)

    async def weigh(self) -> None:
        """So that the desk's queue is in order before anybody opens it."""
        await run_in_threadpool(self._desk.refresh_risks)

    async def remind(self) -> None:
        await run_in_threadpool(self._reminders.remind)

    async def count(self) -> None:
        """For the figures: submissions from before they were counted."""
        await run_in_threadpool(self._figures.catch_up)

    async def forget(self) -> None:
        await run_in_threadpool(self._tokens.forget_expired)
        await run_in_threadpool(self._delegations.forget)
        await run_in_threadpool(self._archives.expire)
        await run_in_threadpool(self._callers.forget)
        await run_in_threadpool(self._recorded.expire)
        await run_in_threadpool(self._modelling.forget)

    async def read_waiting(self) -> None:
        """Pictures that were kept while nobody could read them go where they were sent."""
        async for document in self._reading.take_waiting():
            try:
                kept = await self._reading.read_again(document)
            except RefusedPictureError as refused:
                kept = Kept(document)
                await run_in_threadpool(self._placing.refused_later, document, str(refused))
            else:
                if not kept.waiting:
                    await run_in_threadpool(self._placing.later, kept.document)
            await run_in_threadpool(self._reading.settle, kept)
            if kept.waiting:
                return
