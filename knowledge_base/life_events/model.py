"""A life event as written: its parts, for whom each is, and what they share.

What the event says is its own text, so that a published version never changes by itself; the guides of its
items are looked at only when a plan is made for a person's answers (planning.py).
"""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from knowledge_base.model.base import Element, Id, OptionId, When
from knowledge_base.model.guide import LegalBasis, QAPair, Question, ToConfirm


class Mapped(Element):
    """What an answer of the event decides: event option → what it means; the same ids when empty."""

    question: Id
    options: dict[OptionId, OptionId] = {}

    def means(self, answer: str) -> str | None:
        return self.options.get(answer) if self.options else answer


class Outside(Element):
    """A part that is none of our items: who is in charge, and what to do there."""

    authority: str
    text: str = Field(description="what to do, where; one or two sentences")
    gives: Id | None = Field(default=None, description="what it issues, of certificates.yaml")
    to_confirm: str = Field(default="", description="待核: what is local, and whom to ask")


class Part(Element):
    """One item of the event, or one thing outside our items. `fields` and `materials` name what they are in
    the merged form and among the shared materials; what is not named keeps its own name."""

    id: Id
    name: str = Field(description="what the event's text calls it")
    item_id: Id | None = None
    outside: Outside | None = None
    when: When = {}
    who: str = Field(default="", description="for whom, where it is not for all: 父母领过结婚证的")
    why: str = Field(description="what it is good for; one sentence")
    optional: bool = Field(default=False, description="only for those who want it")
    after: list[Id] = Field(default=[], description="parts that must be done before")
    answers: dict[Id, OptionId | Mapped] = Field(
        default={}, description="item's situation question → its option, or the event question that decides"
    )
    later: list[Id] = Field(default=[], description="item's questions that are asked when it is handled")
    fields: dict[Id, Id | Mapped] = {}
    materials: dict[Id, Id] = {}
    words: list[str] = Field(default=[], description="what people call this part alone: 上户口")

    @model_validator(mode="after")
    def _one_of_both(self) -> "Part":
        if (self.item_id is None) == (self.outside is None):
            raise ValueError(f"part {self.id}: either `item_id` or `outside`")
        return self


class Misfit(Element):
    """Whom the event can't serve as a whole, and which items they use one by one."""

    id: Id
    when: When
    text: str
    parts: list[Id] = Field(default=[], description="the parts they handle one by one; all when empty")


class FieldWording(Element):
    """How the merged form puts a field that the items put differently."""

    name: Id
    label: str
    ask: str
    help: str = ""
    section: str = ""


class SharedMaterial(Element):
    """A document handed in once for all parts that ask for it."""

    id: Id
    name: str
    text: str = Field(description="what to hand in, for which parts, who need not")
    when: When = {}


class LifeEvent(Element):
    """One version of a life event as written. Number and publisher are added by publishing."""

    event_id: Id
    official_name: str = Field(description="…“一件事”")
    plain_name: str
    aliases: list[str] = Field(default=[], description="what people call the whole")
    happened: list[str] = Field(
        default=[],
        description="regular expressions on the one wording: what befell somebody; then 怎么办 is enough",
    )
    wanted: list[str] = Field(
        default=[],
        description="the same: what somebody wants; means the event when the whole list is asked for",
    )
    subject: Literal["自然人", "法人"] = "自然人"
    summary: str = Field(max_length=120)
    spoken: str
    valid_from: date
    valid_until: date | None = None
    reviewed_on: date
    conditions: list[str] = Field(description="for whom the event is")
    situations: list[Question] = []
    typical: dict[Id, OptionId] = Field(default={}, description="the commonest case; the figures are its")
    misfits: list[Misfit] = []
    parts: list[Part]
    form: list[FieldWording] = []
    materials: list[SharedMaterial] = []
    time_limits: str = Field(description="how long, as far as published")
    fee: str
    places: str
    notes: list[str] = []
    mistakes: list[str] = []
    legal_basis: list[LegalBasis]
    consult_phone: str = "12345"
    complaint_phone: str
    to_confirm: list[ToConfirm] = []
    qa: list[QAPair]

    def part(self, part_id: str) -> Part:
        return next(part for part in self.parts if part.id == part_id)
