"""What a turn says. Every turn ends in exactly one status."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from applications.types import Application

Status = Literal[
    "answered",
    "clarify",
    "handling",
    "submitted",
    "progress",
    "not_covered",
    "out_of_scope",
    "handoff",
    "emergency",
    "blocked",
    "error",
]


@dataclass(frozen=True, slots=True)
class Citation:
    """`quote` stands word for word in that section of that published version."""

    item_id: str
    """of the guide, or the id of the life event"""
    guide_version: int
    section: str
    quote: str
    kind: Literal["guide", "life_event"] = "guide"


@dataclass(frozen=True, slots=True)
class Option:
    """A quick reply: `label` is shown, `send` is what tapping it says."""

    label: str
    send: str


@dataclass(frozen=True, slots=True)
class Reply:
    """`spoken` is a short version for the ear, empty when `text` serves. `sign_in` asks for identity."""

    status: Status
    text: str
    spoken: str = ""
    items: tuple[tuple[str, str], ...] = ()
    citations: tuple[Citation, ...] = ()
    options: tuple[Option, ...] = ()
    application: Application | None = None
    sign_in: bool = False
    message_id: str = ""
    model: str = ""
    """the language model that put some of it into words; empty: published wording alone"""


@dataclass(frozen=True, slots=True)
class Opened:
    """A new conversation. `token` is the visitor's key to it, given once; None when an account owns it."""

    conversation_id: str
    token: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """One recorded turn: what the person said (or handed in) and what came back."""

    text: str
    document_id: str | None
    reply: Reply
    at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """A conversation as kept, oldest message first; `application` is the open one as it is now."""

    conversation_id: str
    channel: str
    district: str | None
    messages: tuple[Message, ...]
    item_id: str | None
    """the item talked about last"""
    application: Application | None
