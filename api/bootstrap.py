"""The one place that assembles the house. Nothing else makes rooms or reads settings."""

from datetime import timedelta

from api.about import About
from api.agents import agents
from api.background import Background
from api.calls.exchange import House
from api.calls.identity import CallerIdentity
from api.calls.links import PictureLinks
from api.calls.manners import Manners
from api.calls.recorded import Recorded, adopt_recordings
from api.calls.recordings import Recordings
from api.calls.telephone import Telephone
from api.claims import Claims
from api.container import Container
from api.content import publish_content
from api.correcting import Correcting, keep_gap
from api.figures.gathering import FigureBook
from api.identity.demo import DemoIdentity
from api.identity.platform import NoPlatform, Platform
from api.identity.platform_binding import PlatformSignIn
from api.identity.platform_fake import FakePlatform
from api.identity.platform_wechat import WeChat
from api.identity.provider import IdentityProvider, NobodyProvider
from api.identity.tokens import AccessTokens
from api.labels import Labels
from api.limits import Limits
from api.mending import Mending
from api.metrics import Metrics
from api.modelling import Modelling
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
from applications.reminders.asked import Outside
from applications.reminders.messenger import Messenger, NoMessenger, WebhookMessenger
from applications.reminders.service import Reminders
from applications.repository import Repository
from applications.results import Results
from applications.service import ApplicationService
from assistant.kept_talk import KeptTalk
from assistant.pipeline import Assistant
from assistant.tools.approvals import Approvals
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

    modelling = Modelling(settings, database, clock)
    assistant = _assistant(database, library, applications, corrections, metrics, modelling, clock)
    approvals = Approvals(database, applications, clock)
    underway = UnderWay(database, clock)
    reading = DocumentReading(database, documents, underway, reader or _reader(settings), metrics)
    claims = Claims(database, clock, adopt_recordings)
    figures = FigureBook(database, library, corrections, clock)
    placing = Placing(database, claims, identity, applications, assistant)
    repository, outside = Repository(library, clock), Outside(_messenger(settings))
    reminders = Reminders(database, repository, library, _messenger(settings))
    archives = Archives(database, repository, files, KeptTalk(), reminders.wishes)
    bundles, delegations = applications.bundles, applications.delegations
    callers = CallerIdentity(database, identity, outside, clock)
    recordings = _recordings(settings, database, files, clock)
    recorded = Recorded(database, files, clock, settings.call_recording_days)
    background = Background(
        outbox, callbacks, reading, placing, tokens, desk, reminders, bundles, delegations, archives,
        figures, callers, recorded, modelling,
    )  # fmt: skip
    labels, voices = _labels(settings), _voices(settings, library)
    turns = Turns(assistant, library, reading, placing, claims, labels)
    links = PictureLinks(database, applications, library, outside, clock, settings.public_url)
    calls = House(
        assistant, turns, library, claims, voices, callers, recordings, links, metrics, clock
    )  # fmt: skip
    return Container(
        settings=settings, clock=clock, limits=_limits(settings), metrics=metrics, background=background,
        keys=keys, database=database, files=files, documents=documents, pictures=PagePictures(documents),
        library=library, publisher=publisher, curation=curation, corrections=corrections,
        registry=RegistryImport(database, publisher, curation.drafts, clock),
        questions=Questions(database, library, clock), correcting=Correcting(assistant, corrections),
        identity=identity, tokens=tokens, profiles=profiles, preferences=PreferencesStore(database, clock),
        platform=PlatformSignIn(_platform(settings), database, clock), archives=archives,
        applications=applications, delegations=delegations, reminders=reminders,
        papers=Papers(library, clock), discarding=Discarding(database, library, files, clock),
        ratings=Ratings(database, repository), desk=desk, results=Results(database, library, files, clock),
        figures=figures, deciding=Deciding(database, to_city=bool(settings.intake_url)),
        outbox=outbox, intake_keys=intake_keys, callbacks=callbacks,
        labels=labels, about=_about(settings, labels, modelling), modelling=modelling, approvals=approvals,
        agents=agents(
            settings, modelling, database, assistant, library, applications, approvals, clock
        ),
        assistant=assistant, turns=turns, underway=underway, reading=reading,
        showing=Showing(library, documents), voices=voices, callers=callers, recordings=recordings,
        recorded=recorded, telephone=Telephone(calls, _manners(settings), settings.audiosocket),
    )  # fmt: skip


def _labels(settings: Settings) -> Labels:
    return Labels(settings.model_public_name, settings.service_provider, settings.service_provider_code)


def _about(settings: Settings, labels: Labels, modelling: Modelling) -> About:
    tasks = settings.model_tasks.split(",")
    return About(labels, settings.model_filing_number, tasks, lambda: modelling.state)


def _recordings(settings: Settings, database: Database, files: FileStore, clock: Clock) -> Recordings:
    asks = settings.call_recording == "ask"
    return Recordings(database, files, clock, asks=asks, days=settings.call_recording_days)


def _manners(settings: Settings) -> Manners:
    return Manners(
        at_once=settings.calls_at_once,
        by_one=settings.calls_by_one,
        longest=settings.calls_longest_minutes * 60,
        barge_in=settings.calls_barge_in,
        paced=settings.calls_paced,
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
    modelling: Modelling,
    clock: Clock,
) -> Assistant:
    """Every turn is counted, and what got no answer becomes a ticket."""
    proposer, composer = modelling.parts(library)

    def on_turn(report: TurnReport) -> None:
        metrics.turn(report.status, report.seconds)
        metrics.model.turn(report.calls, report.wording)
        if report.gap is not None:
            keep_gap(corrections, report.gap)

    return Assistant(
        database, library, applications, clock, on_turn, proposer, composer, keep_texts=modelling.keeps_texts
    )


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
    mending = Mending(library)
    hearing = hearing_by(
        settings.speech_engine, settings.speech_model_dir, lambda: listened_for(library), mending
    )
    if hearing is not None:
        mending.learn()
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
