"""Service item and guide (办事指南): the elements of GB/T 39554.2 that a citizen or a check relies on.

`to_confirm` anywhere means 待核: the fact is local or uncertain; the answer then says who decides and
whom to ask, and never a figure.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from knowledge_base.model.base import Element, Id, When
from knowledge_base.model.form import Form
from knowledge_base.model.review import ReviewPoint


class ServiceItem(Element):
    """What can be applied for; known by name even when no guide is published."""

    item_id: Id
    official_name: str
    plain_name: str = ""
    authority: str = ""
    subject: Literal["自然人", "法人"] = "自然人"
    aliases: list[str] = Field(
        default=[], description="what people call it, old names, dialect, common typos"
    )


class LookAlike(Element):
    """An item this one is mistaken for, and the question that decides between the two."""

    item_id: Id
    question: str
    this_if: str = Field(description="the answer that means this item; shown as an option")
    other_if: str = Field(description="the answer that means the other item; shown as an option")
    this_words: list[str] = Field(description="words in a message that mean this item, e.g. 丢了")
    other_words: list[str]


class LegalBasis(Element):
    id: Id
    law: str
    article: str = Field(description="第…条, or the section of a notice")
    says: str = Field(description="what it rules, in own words")
    in_force: date
    repealed: date | None = None


class Option(Element):
    id: Id
    label: str
    phrases: list[str] = Field(default=[], description="other ways people say it, e.g. 搞丢了")


class Question(Element):
    """One question of the situation tree, asked only while `when` holds."""

    id: Id
    ask: str
    help: str = ""
    options: list[Option]
    when: When = {}


class Exemption(Element):
    """Why a material need not be handed in (免证办)."""

    by: Literal["certificate", "data_sharing", "commitment"]
    certificate: str | None = Field(default=None, description="document type held in the profile")
    reason: str = Field(description="said to the citizen")


class Material(Element):
    """One material, asked for only while `when` holds."""

    id: Id
    name: str
    documents: list[str] = Field(default=[], description="document types accepted, e.g. id_card_front")
    source: Literal["applicant", "government", "other"] = "applicant"
    necessity: Literal["required", "optional"] = "required"
    when: When = {}
    form: Literal["original", "copy", "electronic"] = "electronic"
    exempt: list[Exemption] = []
    how: str = Field(description="what to hand in and how to picture it, in plain words")
    basis: list[Id] = Field(default=[], description="ids of legal_basis")


class Condition(Element):
    """受理条件. `forbids` marks a 禁止性条件."""

    id: Id
    text: str
    forbids: bool = False
    when: When = {}


class Step(Element):
    name: str
    text: str
    who: Literal["applicant", "authority"] = "authority"


class TimeLimit(Element):
    """`amount` is None only for `immediate` (当场)."""

    kind: Literal["statutory", "promised"]
    unit: Literal["working_day", "calendar_day", "month", "immediate"]
    amount: int | None = None
    when: When = {}
    note: str = ""
    to_confirm: bool = False


class FeeLine(Element):
    """`amount` in 元."""

    name: str
    amount: Decimal
    when: When = {}
    basis: list[Id] = []


class Fee(Element):
    charged: bool
    lines: list[FeeLine] = []
    note: str = ""
    to_confirm: bool = False


class Place(Element):
    """Where to hand in. `districts` are division codes; empty means everywhere in the city."""

    name: str
    text: str
    channel: Literal["online", "window", "post", "self_service"]
    districts: list[str] = []
    phone: str = ""


class QAPair(Element):
    """A question people ask and its published answer: verdict first."""

    id: Id
    question: str
    variants: list[str] = []
    answer: str
    basis: list[Id] = []


class ToConfirm(Element):
    """待核: what is not certain or differs by district, and what to tell the person meanwhile."""

    about: str
    say: str


class Guide(Element):
    """One version of a guide as written. Number, validity and publisher are added by publishing."""

    item: ServiceItem
    summary: str = Field(max_length=120, description="the short version")
    spoken: str = Field(description="the same for the ear, one or two sentences")
    valid_from: date
    valid_until: date | None = None
    reviewed_on: date
    look_alikes: list[LookAlike] = []
    conditions: list[Condition]
    situations: list[Question] = []
    materials: list[Material]
    steps: list[Step]
    time_limits: list[TimeLimit]
    fee: Fee
    places: list[Place]
    result: str
    result_certificate: str | None = None
    consult_phone: str = "12345"
    complaint_phone: str
    legal_basis: list[LegalBasis]
    notes: list[str] = Field(default=[], description="special notes, and what people get wrong")
    to_confirm: list[ToConfirm] = []
    qa: list[QAPair] = []
    form: Form
    review: list[ReviewPoint] = []
