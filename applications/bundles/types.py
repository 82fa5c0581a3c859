"""Values of a bundle: its parts, how it stands as a whole, and the named outcomes of its acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Literal

from applications.repository import Kept
from applications.types import Application, Finding, Receipt
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.model.guide import Guide
from prefill.types import FieldValue

Standing = Literal["together", "dropped", "alone"]
"""How the person takes a part: with the others, not at all, or as a single application."""

Role = Literal["handled", "outside", "unguided", "anothers", "not_needed", "undecided", "dropped", "alone"]
"""`handled`: with an application of the bundle. `outside`: none of our items. `unguided`: no published form.
`anothers`: only somebody else can apply. `undecided`: an answer is missing."""


@dataclass(frozen=True, slots=True)
class Member:
    """A part that was begun, dropped or taken alone."""

    part_id: str
    standing: Standing
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of the person's words: answers to the event's own questions (and the district), and values
    told before there was a form to put them in, by their name in the merged form."""

    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    values: Mapping[str, FieldValue] = field(default_factory=dict[str, FieldValue])


@dataclass(frozen=True, slots=True)
class KeptBundle:
    bundle_id: str
    owner_id: str
    version: int
    published: PublishedLifeEvent
    told: Told
    members: tuple[Member, ...]
    created_at: datetime
    updated_at: datetime

    def member(self, part_id: str) -> Member | None:
        return next((one for one in self.members if one.part_id == part_id), None)


@dataclass(frozen=True, slots=True)
class PartView:
    """One part as people see it. `waits_for`: parts of the bundle that must be done before it is sent."""

    part_id: str
    name: str
    role: Role
    why: str
    stage: int | None = None
    """1 for what can begin at once; None for what is not needed"""
    item_id: str | None = None
    application: Application | None = None
    waits_for: tuple[str, ...] = ()
    text: str = ""
    """what to do where it is not handled here"""
    misfit: str = ""
    """why it is not for this person: the others can go without it"""


@dataclass(frozen=True, slots=True)
class Single:
    """Why the event can't be handled as a whole, and the parts to handle one by one instead."""

    text: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bundle(Application):
    """A bundle seen as one application: `item_id` and `guide_version` name the event, `situation` holds the
    answers, fields and materials are the merged ones; `receipt` stays None, each part has its own."""

    name: str = ""
    parts: tuple[PartView, ...] = ()
    singles: tuple[Single, ...] = ()
    guide: Guide = field(kw_only=True)
    """form, questions and materials of the whole, made for these answers"""

    @property
    def foremost(self) -> Application | None:
        """Of its applications the one to work on first; else the first there is."""
        begun = [p for p in self.parts if p.role == "handled" and p.application]
        first = sorted(
            begun, key=lambda p: (p.application is None or p.application.next is None, bool(p.waits_for))
        )
        return first[0].application if first else None

    def part(self, part_id: str) -> PartView | None:
        return next((one for one in self.parts if one.part_id == part_id), None)


def plain(view: Application) -> Application:
    """As an application and no more: what is kept with a reply."""
    if not isinstance(view, Bundle):
        return view
    return Application(**{one.name: getattr(view, one.name) for one in fields(Application)})


@dataclass(frozen=True, slots=True)
class Sent:
    """What a submission of the whole came to, by part id. `pending`: sent, the receipt will follow.
    `waiting`: sent by itself when what comes before it is done. `left`: held back, it is not ready."""

    current: Bundle
    receipts: Mapping[str, Receipt]
    pending: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartFindings:
    part_id: str
    name: str
    passed: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class BundlePrecheck:
    """All findings at once: of the whole, each once, and grouped by part."""

    passed: bool
    findings: tuple[Finding, ...]
    parts: tuple[PartFindings, ...]
