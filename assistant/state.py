"""What a conversation remembers between turns. Small: what comes next is computed, not kept."""

from dataclasses import dataclass
from typing import Literal

from assistant.reply import Status

STORY_LIMIT = 600
"""characters of the person's own words about the matter that are kept for prefilling its draft"""
ASKED_LIMIT = 12
SENT_LIMIT = 20
SUGGESTED_LIMIT = 40
TALKED_LIMIT = 8

Intent = Literal["ask", "start"]
Awaiting = Literal["withdraw", "sign_in", "which_field"]


@dataclass(frozen=True, slots=True)
class Way:
    """One offered answer to a clarifying question, and the item it leads to (None: none of them)."""

    label: str
    item_id: str | None
    words: tuple[str, ...] = ()
    """words in a free answer that mean this way"""


@dataclass(frozen=True, slots=True)
class Clarifying:
    """The question that is open: the words that led to it, and the ways offered."""

    about: str
    intent: Intent
    ways: tuple[Way, ...]
    district_of: str | None = None
    """the item whose answer waits for the person's district"""


@dataclass(frozen=True, slots=True)
class State:
    """`item_id` is the item talked about; `application_id` the draft that 继续 goes on with."""

    item_id: str | None = None
    application_id: str | None = None
    clarifying: Clarifying | None = None
    asked: tuple[str, ...] = ()
    """keys of clarifying questions already put, so that none is put twice"""
    correcting: str | None = None
    """the field whose new value was asked for"""
    awaiting: Awaiting | None = None
    story: str = ""
    status: Status | None = None
    sent: tuple[str, ...] = ()
    """documents sent before there was a draft to put them in"""
    missed: int = 0
    """turns in a row that fitted nowhere; after some of them a person is offered"""
    suggested: tuple[str, ...] = ()
    """items whose follow-ups were offered or told, so that nobody is told twice"""
    event_id: str | None = None
    """the life event talked about, while no single item is"""
    talked: tuple[str, ...] = ()
    """items talked about in this conversation, the last one last: what 刚才那个 may mean"""
    doubted: str | None = None
    """the material that the last picture did not look like; the same sent again is taken"""
    district: str | None = None
    """the district the person named; it goes before the one the conversation began with"""
