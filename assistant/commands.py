"""Typed commands: what a message means. Rules or a model propose; only `decide` and `act` carry out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Led = Literal["after", "uses"]


@dataclass(frozen=True, slots=True)
class AskAbout:
    """A question about service items; `candidates` are item ids, best first, with their scores."""

    question: str
    candidates: tuple[tuple[str, float], ...] = ()
    item_id: str | None = None
    """set when the item is certain"""


@dataclass(frozen=True, slots=True)
class AskEvent:
    """A question about a life event (一件事). `whole`: what it consists of; `start`: wants to handle it."""

    question: str
    event_id: str
    whole: bool = False
    start: bool = False
    situation: Mapping[str, str] = field(default_factory=dict[str, str])
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    """what the message tells already, where it wants to begin"""


@dataclass(frozen=True, slots=True)
class AskRelated:
    """What a certificate leads to: what comes `after` getting it, or which items ask for it (`uses`)."""

    question: str
    relation: Led
    certificate: str


@dataclass(frozen=True, slots=True)
class StartApplication:
    """Wants to handle the item (我要办, 帮我申请)."""

    item_id: str | None


@dataclass(frozen=True, slots=True)
class SayWhose:
    """Whose the document is that was set aside: `mistake`, `family` or the material it is meant for."""

    material_id: str
    answer: str


@dataclass(frozen=True, slots=True)
class AnswerSituation:
    question: str
    option: str


@dataclass(frozen=True, slots=True)
class TellCase:
    """Facts of the person's case without a draft to put them in; they are kept for the draft."""

    item_id: str
    situation: Mapping[str, str]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Skip:
    """Does not want to, or cannot, give what is asked for, or the fields named."""

    names: tuple[str, ...] = ()
    optional: bool = False
    """whether these fields may be left empty"""


@dataclass(frozen=True, slots=True)
class SetField:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Commit:
    """Accepts the commitments (告知承诺) just shown, or would rather hand the materials in."""

    accepted: bool


@dataclass(frozen=True, slots=True)
class Confirm:
    """Confirms the values shown (all unconfirmed ones when `names` is empty)."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correct:
    """Says a value is wrong; `text` is the new one, empty when it still has to be asked."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class AddDocument:
    document_id: str


@dataclass(frozen=True, slots=True)
class Precheck:
    pass


@dataclass(frozen=True, slots=True)
class Submit:
    pass


@dataclass(frozen=True, slots=True)
class AskProgress:
    """`about`: the item or number that the question names."""

    about: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    pass


@dataclass(frozen=True, slots=True)
class SwitchItem:
    """Not this item (不是这个); the next best or a new description is asked for."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on with the open application (继续)."""


@dataclass(frozen=True, slots=True)
class AskHuman:
    pass


@dataclass(frozen=True, slots=True)
class Greet:
    """Greeting, thanks or farewell: no service matter, but not refused coldly."""

    kind: str


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """No service matter."""


Command = (
    AskAbout
    | AskEvent
    | AskRelated
    | StartApplication
    | AnswerSituation
    | TellCase
    | Skip
    | SetField
    | Commit
    | SayWhose
    | Confirm
    | Correct
    | AddDocument
    | Precheck
    | Submit
    | AskProgress
    | Withdraw
    | SwitchItem
    | Resume
    | AskHuman
    | Greet
    | OutOfScope
)
