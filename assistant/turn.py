"""What the steps of one turn pass on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from applications.bundles.types import Sent
from applications.types import Actor, Application, Document, Finding, Receipt
from assistant.cases import Meant
from assistant.commands import Command
from assistant.consulted import Call, Wording
from assistant.decisions import Decision
from assistant.reply import Citation, Message, Reply
from assistant.scope.model import Verdict
from assistant.state import State
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.types import PublishedGuide


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a candidate item; `guide` is the citable version, if any."""

    item: ServiceItem
    guide: PublishedGuide | None = None
    situation: Mapping[str, str] = field(default_factory=dict[str, str])
    """situation answers that the person's words already give"""
    fields: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a reply. A `fixed` one comes from sentences.yaml or tells the person's own
    values; every other one is an answer and rests on its citations."""

    text: str
    citations: tuple[Citation, ...] = ()
    joined: bool = False
    """goes on in the line of the sentence before"""
    fixed: bool = False
    worded: bool = False
    """a language model put it into these words; `check` has the last say"""


@dataclass(slots=True)
class Outcome:
    """What `act` found out, for `answer` to tell."""

    started: bool = False
    """a draft was made in this turn"""
    resumed: bool = False
    filled: dict[str, str] = field(default_factory=dict[str, str])
    """values taken from this message, by field name"""
    settled: dict[str, str] = field(default_factory=dict[str, str])
    """situation answers taken from this message"""
    prefilled: int = 0
    """values that came from profile or documents in this turn"""
    attached: bool = False
    anothers: bool = False
    """the picture was of another person where one's own was asked for: it is set aside and asked about"""
    doubted: str | None = None
    """the material asked for, when the picture shows another paper: asked about before it is taken"""
    left_out: list[str] = field(default_factory=list[str])
    """optional fields that the person does not want to fill"""
    for_other: str = ""
    """for whom the draft is, where it is not one's own"""
    needs_consent: str = ""
    """nothing was begun: what somebody else would have to grant first, and how"""
    for_family: str = ""
    """what to do about a document that is for a relative's own matter"""
    document: Document | None = None
    """the picture of this turn, with what was read from it"""
    taken_along: set[str] = field(default_factory=set[str])
    """documents sent before the draft was made that have gone into it now"""
    confirmed: bool = False
    checked: bool = False
    findings: tuple[Finding, ...] = ()
    receipt: Receipt | None = None
    meant: Meant = field(default_factory=Meant)
    """the case a question about progress is about, and the others on their way"""
    sent: Sent | None = None
    """what a submission of a whole life event came to"""
    pending: bool = False
    withdrawn: bool = False
    refused: str = ""
    """why the application room did not allow the act, in its words"""
    unknown: bool = False


@dataclass(slots=True)
class Turn:
    """One message on its way. A step reads what earlier steps left and adds its own part."""

    message_id: str
    conversation_id: str
    channel: str
    district: str | None
    actor: Actor | None
    raw: str
    document_id: str | None
    at: datetime
    state: State
    text: str = ""
    scope: Verdict | None = None
    """what kind of message it is, as the scope model sees it; None for a document"""
    named_district: str | None = None
    """code of the district that the message names as the person's own"""
    before: Application | None = None
    """the open application as it was when the turn began"""
    application: Application | None = None
    guide: Guide | None = None
    """of the version the open application rests on"""
    left: str | None = None
    """the item of the draft that was open when the turn began"""
    known: dict[str, Known] = field(default_factory=dict[str, Known])
    event: PublishedLifeEvent | None = None
    """the life event that the message is about"""
    suggested: list[str] = field(default_factory=list[str])
    """what was said or offered of what comes after, as `State.suggested` keeps it"""
    commands: list[Command] = field(default_factory=list[Command])
    decisions: list[Decision] = field(default_factory=list[Decision])
    outcome: Outcome = field(default_factory=Outcome)
    said: list[Said] = field(default_factory=list[Said])
    reply: Reply | None = None
    recent: Callable[[], Sequence[Message]] = tuple
    """reads the last turns of the conversation, oldest first, for whoever needs more than the state"""
    calls: list[Call] = field(default_factory=list[Call])
    """what a language model was asked in this turn"""
    wording: Wording = field(default_factory=Wording)


@dataclass(frozen=True, slots=True)
class Gap:
    """A question left without an answer. `question` is in the person's words: mask it before keeping it."""

    kind: Literal["unanswered", "clarify_failed"]
    message_id: str
    question: str
    item_id: str | None


@dataclass(frozen=True, slots=True)
class TurnReport:
    """How the turn ended, how long each step took (in seconds), and what it left open."""

    status: str
    seconds: Mapping[str, float]
    gap: Gap | None = None
    calls: Sequence[Call] = ()
    wording: Wording = field(default_factory=Wording)


def in_the_middle(turn: Turn) -> bool:
    """Whether something is being talked about or filled in, which a short message may go on with."""
    state = turn.state
    return any((turn.application, state.clarifying, state.item_id, state.event_id))


def spell(said: Sequence[Said]) -> str:
    """The text of a reply."""
    return "".join(("" if one.joined or at == 0 else "\n") + one.text for at, one in enumerate(said))
