"""Typed decisions: what this turn does and says, in order. `act` and `answer` carry them out."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.commands import Led
from assistant.state import Intent, Way


@dataclass(frozen=True, slots=True)
class AskWhich:
    """One clarifying question with its ways; `key` keeps it from being asked again."""

    question: str
    ways: tuple[Way, ...]
    about: str
    intent: Intent
    key: str


@dataclass(frozen=True, slots=True)
class AskDistrict:
    """The answer differs by district, and theirs is not known; `key` keeps it from being asked again."""

    item_id: str
    about: str
    key: str


@dataclass(frozen=True, slots=True)
class AskForDescription:
    """The item is unknown: ask for it in the person's own words. `anew`: it is not the one talked about."""

    anew: bool = False


@dataclass(frozen=True, slots=True)
class Explain:
    """Answer the question from the item's published guide."""

    item_id: str
    question: str


@dataclass(frozen=True, slots=True)
class ExplainEvent:
    """Answer the question from the published life event, and lead to its items."""

    event_id: str
    question: str
    whole: bool


@dataclass(frozen=True, slots=True)
class StartBundle:
    """Handle the life event as one, or go on with it; then fill what was said."""

    event_id: str
    situation: Mapping[str, str]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TellRelated:
    """Tell what a certificate leads to, from the guides of the items that issue it or ask for it."""

    certificate: str
    relation: Led
    question: str


@dataclass(frozen=True, slots=True)
class NameOnly:
    """The item exists, but no guide of it may be cited today."""

    item_id: str


@dataclass(frozen=True, slots=True)
class NothingFound:
    question: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """Handling needs an identity."""

    item_id: str | None


@dataclass(frozen=True, slots=True)
class Start:
    """Open a draft of the item, or go on with the open one; then fill what was said."""

    item_id: str
    situation: Mapping[str, str]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fill:
    situation: Mapping[str, str]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Note:
    """Facts of the case are kept for the draft that may follow."""

    item_id: str
    situation: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskValue:
    """Ask for the new value of one field."""

    name: str


@dataclass(frozen=True, slots=True)
class AskWhichField:
    """Something is to be corrected, but not said what."""


@dataclass(frozen=True, slots=True)
class Commit:
    accepted: bool


@dataclass(frozen=True, slots=True)
class ConfirmValues:
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attach:
    document_id: str


@dataclass(frozen=True, slots=True)
class SettleWhose:
    """Do with the document of somebody else what the person said."""

    material_id: str
    answer: str


@dataclass(frozen=True, slots=True)
class KeepDocument:
    """A document without a draft to put it in."""

    document_id: str


@dataclass(frozen=True, slots=True)
class RunPrecheck:
    pass


@dataclass(frozen=True, slots=True)
class Send:
    pass


@dataclass(frozen=True, slots=True)
class TellProgress:
    """Of the case that is named, that is open, or the only one on its way; else to ask which."""

    about: str = ""


@dataclass(frozen=True, slots=True)
class AskWithdraw:
    pass


@dataclass(frozen=True, slots=True)
class TakeBack:
    pass


@dataclass(frozen=True, slots=True)
class GoOn:
    """Show the next thing of the open draft; `understood` is False when the message fitted nowhere,
    `declined` when what is asked for was refused: then `about` is the field, if one."""

    understood: bool = True
    declined: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Leave optional fields empty, as the person wants."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    pass


@dataclass(frozen=True, slots=True)
class Courtesy:
    kind: str


@dataclass(frozen=True, slots=True)
class Decline:
    """No service matter."""


Decision = (
    AskWhich
    | AskDistrict
    | AskForDescription
    | Explain
    | ExplainEvent
    | StartBundle
    | TellRelated
    | NameOnly
    | NothingFound
    | SignIn
    | Start
    | Fill
    | Note
    | AskValue
    | AskWhichField
    | Commit
    | ConfirmValues
    | Attach
    | SettleWhose
    | KeepDocument
    | RunPrecheck
    | Send
    | TellProgress
    | AskWithdraw
    | TakeBack
    | GoOn
    | LeaveOut
    | HandOver
    | Courtesy
    | Decline
)
