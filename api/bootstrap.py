"""The one place that assembles the house. Nothing else makes rooms or reads settings."""

from asyncio import get_running_loop
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from api.background import Background
from api.claims import Claims
from api.content import publish_content
from api.correcting import Correcting, keep_gap
from api.figures.gathering import FigureBook
from api.health import Check, probe
from api.identity.demo import DemoIdentity
from api.identity.platform import NoPlatform, Platform
from api.identity.platform_binding import PlatformSignIn
from api.identity.platform_fake import FakePlatform
from api.identity.platform_wechat import WeChat
from api.identity.provider import IdentityProvider, NobodyProvider
from api.identity.tokens import AccessTokens
from api.limits import Limits
from api.metrics import Metrics
from api.pictures import PagePictures
from api.placing import Placing
from api.preferences import PreferencesStore
from api.reading import DocumentReading, NoReader, Reader
from api.settings import Settings
from api.showing import Showing
from api.turns import Turns
from api.underway import UnderWay
from api.vocabulary import listened_for
from api.voices import Voices, hearing_by, voice_by
from applications.archive.service import Archives
from applications.deciding import Deciding
from applications.delegations.service import Delegations
from applications.desk.service import DeskService
from applications.discarding import Discarding
from applications.documents import DocumentService
from applications.intake import IntakeGateway
from applications.intake_embedded import EmbeddedIntake
from applications.intake_http.callbacks import Callbacks
from applications.intake_http.gateway import HttpIntake
from applications.intake_http.keys import IntakeKeys
from applications.intake_http.transport import Transport
from applications.outbox import Outbox
from applications.papers.service import Papers
from applications.profiles import ProfileStore
from applications.ratings.service import Ratings
from applications.registers.embedded import EmbeddedRegisters
from applications.registers.http import HttpRegisters
from applications.registers.types import Registers
from applications.reminders.messenger import Messenger, NoMessenger, WebhookMessenger
from applications.reminders.service import Reminders
from applications.repository import Repository
from applications.results import Results
from applications.service import ApplicationService
from applications.tables import OutboxRow
from assistant.kept_talk import KeptTalk
from assistant.pipeline import Assistant
from assistant.turn import TurnReport
from knowledge_base.corrections.questions import Questions
from knowledge_base.corrections.service import Corrections
from knowledge_base.curation.service import Curation
from knowledge_base.library import Library
from knowledge_base.publishing import Publisher
from knowledge_base.registers import RegisterList
from knowledge_base.registry.service import RegistryImport
from knowledge_base.search.encoder import Encoder, SentenceTransformerEncoder
from knowledge_base.search.static import StaticEncoder
from ocr.engines import EngineChoice
from ocr.service import OcrService, own_cores, sized
from speech.http_voice import Service
from storage import encryption, migrate
from storage.clock import Clock, system_clock
from storage.database import Database
from storage.files import FileStore
from storage.keys import KeyRing


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
    limits: Limits
    metrics: Metrics
    background: Background

    async def start(self) -> None:
        """Begins background work; the first run of each job recovers what a crash left."""
        self.reading.start()
        self.background.start()
        # The first question needs Chroma, which takes seconds to import: have it before anybody asks.
        get_running_loop().run_in_executor(None, self.library.search, "身份证丢了")

    async def close(self) -> None:
        self.background.stop()
        self.release()

    def release(self) -> None:
        """Ends worker processes and closes connections."""
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
        ]

    def measure(self) -> None:
        """Brings gauges up to date that are counted, not noted."""
        for state, count in self._outbox_depth().items():
            self.metrics.outbox.labels(state).set(count)
        self.metrics.callbacks_waiting.set(self.callbacks.waiting())
        for kind, count in self.corrections.unresolved().items():
            self.metrics.corrections.labels(kind).set(count)
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


def build(
    settings: Settings, clock: Clock = system_clock, reader: Reader | None = None, *, publish: bool = True
) -> Container:
    """Opens storage, upgrades the database, publishes changed content, and puts the rooms together.

    Starts no process and no job: `Container.start` does. `reader` replaces the picture reader, e.g. in tests.
    """
    keys, database, files = _storage(settings)
    metrics, profiles = Metrics(), ProfileStore(database)
    identity = _identity(settings, profiles, clock)
    tokens = AccessTokens(database, clock, timedelta(hours=settings.session_hours))

    publisher, library = _knowledge(settings, database, clock, publish=publish)
    documents = DocumentService(database, files, clock)
    intake_keys = IntakeKeys(settings.intake_keys)
    outbox = Outbox(database, _intake(settings, database, documents, intake_keys, clock), clock)
    callbacks = Callbacks(database, library, files, clock, metrics.callback)
    registers = _registers(settings, identity)
    applications = ApplicationService(database, library, outbox, clock, registers)
    curation = Curation(database, publisher, library, clock)
    corrections = Corrections(database, library, clock)
    desk = DeskService(database, library, corrections, clock)

    assistant = _assistant(database, library, applications, corrections, metrics, clock)
    underway = UnderWay(database, clock)
    reading = DocumentReading(database, documents, underway, reader or _reader(settings), metrics)
    claims = Claims(database, clock)
    figures = FigureBook(database, library, corrections, clock)
    placing = Placing(database, claims, identity, applications, assistant)
    reminders = Reminders(database, Repository(library, clock), library, _messenger(settings))
    archives = Archives(database, Repository(library, clock), files, KeptTalk(), reminders.wishes)
    bundles, delegations = applications.bundles, applications.delegations
    background = Background(
        outbox, callbacks, reading, placing, tokens, desk, reminders, bundles, delegations, archives, figures
    )
    return Container(
        settings=settings,
        clock=clock,
        keys=keys,
        database=database,
        files=files,
        library=library,
        publisher=publisher,
        curation=curation,
        registry=RegistryImport(database, publisher, curation.drafts, clock),
        identity=identity,
        tokens=tokens,
        platform=PlatformSignIn(_platform(settings), database, clock),
        profiles=profiles,
        preferences=PreferencesStore(database, clock),
        documents=documents,
        applications=applications,
        delegations=delegations,
        discarding=Discarding(database, library, files, clock),
        results=Results(database, library, files, clock),
        desk=desk,
        deciding=Deciding(database, to_city=bool(settings.intake_url)),
        outbox=outbox,
        intake_keys=intake_keys,
        callbacks=callbacks,
        papers=Papers(library, clock),
        ratings=Ratings(database, Repository(library, clock)),
        reminders=reminders,
        archives=archives,
        figures=figures,
        assistant=assistant,
        corrections=corrections,
        questions=Questions(database, library, clock),
        correcting=Correcting(assistant, corrections),
        underway=underway,
        reading=reading,
        pictures=PagePictures(documents),
        showing=Showing(library, documents),
        turns=Turns(assistant, library, reading, placing, claims),
        voices=_voices(settings, library),
        limits=_limits(settings),
        metrics=metrics,
        background=background,
    )


def _storage(settings: Settings) -> tuple[KeyRing, Database, FileStore]:
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = KeyRing.open(settings.key_file)
    encryption.use_keys(keys)
    database = Database(settings.database)
    migrate.upgrade(database)
    return keys, database, FileStore(settings.file_folder, keys)


def _knowledge(
    settings: Settings, database: Database, clock: Clock, *, publish: bool
) -> tuple[Publisher, Library]:
    """Who writes guides and who reads them; both with the encoder that the index is of."""
    encoder, chroma = _encoder(settings), settings.chroma_url or None
    publisher = Publisher(database, settings.index_root, encoder, clock, chroma_url=chroma)
    if publish:
        publish_content(publisher, settings.content_dir, settings.data_dir)
    return publisher, Library(database, settings.index_root, encoder, clock, chroma_url=chroma)


def _assistant(
    database: Database,
    library: Library,
    applications: ApplicationService,
    corrections: Corrections,
    metrics: Metrics,
    clock: Clock,
) -> Assistant:
    """Every turn is counted, and what got no answer becomes a ticket."""

    def on_turn(report: TurnReport) -> None:
        metrics.turn(report.status, report.seconds)
        if report.gap is not None:
            keep_gap(corrections, report.gap)

    return Assistant(database, library, applications, clock, on_turn=on_turn)


def _identity(settings: Settings, profiles: ProfileStore, clock: Clock) -> IdentityProvider:
    """What a person of the demo deletes is not brought back by the next start."""
    if settings.identity == "none":
        return NobodyProvider()
    demo = DemoIdentity(settings.demo_people)
    profiles.begin(demo.profiles(), clock())
    return demo


def _platform(settings: Settings) -> Platform:
    """The fake believes everybody, so it stands only beside an identity that does so too."""
    if settings.miniprogram_platform == "wechat":
        return WeChat(settings.miniprogram_appid, settings.miniprogram_secret)
    fake = settings.miniprogram_platform == "fake" and settings.identity == "demo"
    return FakePlatform() if fake else NoPlatform()


def _registers(settings: Settings, identity: IdentityProvider) -> Registers | None:
    """Without any, exemptions by shared data stand as the guides say."""
    if settings.registers_url:
        return HttpRegisters(settings.registers_url, settings.registers_token, settings.registers_timeout)
    if isinstance(identity, DemoIdentity):
        return EmbeddedRegisters(RegisterList.shipped().by_id, identity.entries())
    return None


def _intake(
    settings: Settings, database: Database, documents: DocumentService, keys: IntakeKeys, clock: Clock
) -> IntakeGateway:
    if not settings.intake_url:
        return EmbeddedIntake(database, clock)
    keys.signing()  # without a key every case would wait: better told at the start
    return HttpIntake(Transport(settings.intake_url, keys, clock), documents)


def _messenger(settings: Settings) -> Messenger:
    if not settings.message_url:
        return NoMessenger()
    return WebhookMessenger(settings.message_url, settings.message_token)


def _encoder(settings: Settings) -> Encoder:
    model = settings.encoder_model
    return SentenceTransformerEncoder(model) if model else StaticEncoder.shipped()


def _reader(settings: Settings) -> Reader:
    if settings.ocr_engine == "none":
        return NoReader()
    workers, threads = sized(settings.ocr_workers, own_cores())
    return OcrService(
        workers, settings.ocr_queue, EngineChoice(settings.ocr_engine, threads, settings.ocr_model_dir)
    )


def _voices(settings: Settings, library: Library) -> Voices:
    hearing = hearing_by(
        settings.speech_engine, settings.speech_model_dir, hints=lambda: listened_for(library)
    )
    service = Service(
        url=settings.speech_voice_url.rstrip("/"),
        name=settings.speech_voice_name,
        model=settings.speech_voice_model,
        token=settings.speech_voice_token,
    )
    return Voices(voice_by(settings.speech_voice, service), hearing)


def _limits(settings: Settings) -> Limits:
    if not settings.rate_limit:
        return Limits(None, None, None)
    return Limits(
        settings.messages_a_minute,
        settings.uploads_a_minute,
        settings.logins_a_minute,
        settings.voices_a_minute,
    )


def _writable(folder: Path) -> str:
    mark = folder / ".writable"
    mark.touch()
    mark.unlink()
    return "writable"
