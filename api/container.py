"""The house, assembled: what a process has, from start to close. `api.bootstrap` makes it."""

from asyncio import get_running_loop
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from api.about import About
from api.background import Background
from api.calls.identity import CallerIdentity
from api.calls.recorded import Recorded
from api.calls.recordings import Recordings
from api.calls.telephone import Telephone
from api.correcting import Correcting
from api.figures.gathering import FigureBook
from api.health import Check, probe
from api.identity.platform_binding import PlatformSignIn
from api.identity.provider import IdentityProvider
from api.identity.tokens import AccessTokens
from api.labels import Labels
from api.limits import Limits
from api.metrics import Metrics
from api.modelling import Modelling
from api.pictures import PagePictures
from api.preferences import PreferencesStore
from api.reading import DocumentReading
from api.settings import Settings
from api.showing import Showing
from api.turns import Turns
from api.underway import UnderWay
from api.voices import Voices
from applications.archive.service import Archives
from applications.deciding import Deciding
from applications.delegations.service import Delegations
from applications.desk.service import DeskService
from applications.discarding import Discarding
from applications.documents import DocumentService
from applications.intake_http.callbacks import Callbacks
from applications.intake_http.keys import IntakeKeys
from applications.outbox import Outbox
from applications.papers.service import Papers
from applications.profiles import ProfileStore
from applications.ratings.service import Ratings
from applications.reminders.service import Reminders
from applications.results import Results
from applications.service import ApplicationService
from applications.tables import OutboxRow
from assistant.pipeline import Assistant
from assistant.tools.approvals import Approvals
from knowledge_base.corrections.questions import Questions
from knowledge_base.corrections.service import Corrections
from knowledge_base.curation.service import Curation
from knowledge_base.library import Library
from knowledge_base.publishing import Publisher
from knowledge_base.registry.service import RegistryImport
from storage import migrate
from storage.clock import Clock
from storage.database import Database
from storage.files import FileStore
from storage.keys import KeyRing

if TYPE_CHECKING:
    from assistant.tools.agents import Agents


@dataclass(frozen=True, slots=True)
class Container:
    """Everything assembled; one a process. `start` begins background work, `close` ends all of it."""

    settings: Settings
    clock: Clock
    keys: KeyRing
    database: Database
    files: FileStore
    library: Library
    publisher: Publisher
    curation: Curation
    registry: RegistryImport
    identity: IdentityProvider
    tokens: AccessTokens
    platform: PlatformSignIn
    profiles: ProfileStore
    preferences: PreferencesStore
    documents: DocumentService
    applications: ApplicationService
    delegations: Delegations
    discarding: Discarding
    results: Results
    desk: DeskService
    deciding: Deciding
    outbox: Outbox
    intake_keys: IntakeKeys
    callbacks: Callbacks
    papers: Papers
    ratings: Ratings
    reminders: Reminders
    archives: Archives
    figures: FigureBook
    callers: CallerIdentity
    recordings: Recordings
    recorded: Recorded
    assistant: Assistant
    corrections: Corrections
    questions: Questions
    correcting: Correcting
    underway: UnderWay
    reading: DocumentReading
    pictures: PagePictures
    showing: Showing
    turns: Turns
    voices: Voices
    labels: Labels
    about: About
    modelling: Modelling
    approvals: Approvals
    agents: "Agents | None"
    """None where no language model is set"""
    limits: Limits
    metrics: Metrics
    background: Background
    telephone: Telephone

    async def start(self) -> None:
        """Begins background work; the first run of each job recovers what a crash left."""
        self.reading.start()
        self.background.start()
        self.modelling.start()
        await self.telephone.start()
        # The first question needs Chroma, which takes seconds to import: have it before anybody asks.
        get_running_loop().run_in_executor(None, self.library.search, "身份证丢了")

    async def close(self) -> None:
        self.background.stop()
        await self.telephone.close()
        self.release()

    def release(self) -> None:
        """Ends worker processes and closes connections."""
        self.recordings.close()
        self.modelling.close()
        self.reading.close()
        self.library.close()
        self.database.dispose()

    def checks(self) -> list[Check]:
        """Whether each dependency works."""
        return [
            probe("database", self._database_current),
            probe("knowledge_base", self._published),
            probe("files", lambda: _writable(self.settings.file_folder)),
            probe("outbox", self._outbox_standing),
            probe("calls", self.telephone.standing),
        ]

    def measure(self) -> None:
        """Brings gauges up to date that are counted, not noted."""
        for state, count in self._outbox_depth().items():
            self.metrics.outbox.labels(state).set(count)
        self.metrics.callbacks_waiting.set(self.callbacks.waiting())
        for kind, count in self.corrections.unresolved().items():
            self.metrics.corrections.labels(kind).set(count)
        self.metrics.model.standing(self.modelling.resting())
        self.metrics.corrections_overdue.set(self.corrections.overdue(self.clock()))

    def _published(self) -> str:
        stats = self.library.stats()
        return f"{stats.items} items, {stats.guides} guides"

    def _database_current(self) -> str:
        current = migrate.is_current(self.database)
        if not current:
            raise OSError("the database is not upgraded")
        return self.database.dialect

    def _outbox_standing(self) -> str:
        """Dead letters are for a person: the service itself is ready."""
        depth = self._outbox_depth()
        dead = f", {depth['dead']} dead: see `yuxiaozhi outbox list`" if depth["dead"] else ""
        return f"{sum(depth.values())} waiting{dead}"

    def _outbox_depth(self) -> dict[str, int]:
        counted = (
            select(OutboxRow.state, func.count()).where(OutboxRow.state != "done").group_by(OutboxRow.state)
        )
        with self.database.reading() as session:
            found = {state: count for state, count in session.execute(counted)}
        return {state: found.get(state, 0) for state in ("pending", "sent", "dead")}


def _writable(folder: Path) -> str:
    mark = folder / ".writable"
    mark.touch()
    mark.unlink()
    return "writable"
