"""What a call hears and does. A `PhoneTalk` takes the former and answers with a list of the latter."""

from dataclasses import dataclass
from typing import Literal

from assistant.reply import Option, Status

Keys = str
"""What was pressed: digits, `*` and `#`."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the caller said; `confidence` of the recogniser in [0, 1]. `asked`: after the question was put.
    `raw`: the words as they were recognised, before any was put right; "" where that is not known."""

    text: str
    confidence: float
    asked: bool = True
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply of the assistant, in as far as a telephone can pass it on.

    `asks`: kind and name of what the open application asks next (`situation|field|document|confirm|precheck|
    submit`), "" where nothing is asked; `asks_type` the form field's type (`id_number`, `mobile`, …).
    """

    status: Status
    spoken: str
    text: str
    options: tuple[Option, ...] = ()
    sign_in: bool = False
    asks: str = ""
    asks_name: str = ""
    asks_type: str = ""
    application_id: str | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """One sentence or two to be spoken; `slow` on request.."""

    text: str
    slow: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Hand this text to the assistant as one message of the conversation; give back `replied(Answered)`."""

    text: str


@dataclass(frozen=True, slots=True)
class SendCode:
    """Send a one-time code to whoever has this telephone number; give back `code_sent(bool)`."""

    number: str


@dataclass(frozen=True, slots=True)
class CheckCode:
    """Is it the code that was sent? Give back `identified(name | None)`."""

    number: str
    code: str


@dataclass(frozen=True, slots=True)
class SendLink:
    """Send the link by which pictures are handed in; give back `link_sent(bool)`."""

    application_id: str


@dataclass(frozen=True, slots=True)
class KeepRecording:
    """The caller said yes or no to being recorded."""

    agreed: bool


@dataclass(frozen=True, slots=True)
class HandOff:
    """Connect to a person, with what was said so far."""

    reason: Literal["asked", "not_understood", "emergency"]


@dataclass(frozen=True, slots=True)
class HangUp:
    pass


Act = Say | Turn | SendCode | CheckCode | SendLink | KeepRecording | HandOff | HangUp
