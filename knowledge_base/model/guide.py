"""Service item and guide (办事指南): the elements of GB/T 39554.2 that a citizen or a check relies on.

`to_confirm` anywhere means 待核: the fact is local or uncertain; the answer then says who decides and
whom to ask, and never a figure.
"""

from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from pydantic import ConfigDict, Field, model_validator

from knowledge_base.model.base import Element, Id, OptionId, When
from knowledge_base.model.district import with_district_question
from knowledge_base.model.form import Form
from knowledge_base.model.review import ReviewPoint
from knowledge_base.names import item_id_of

LONGEST_ITEM_ID = 80
MOST = 10_000
"""more days, months or visits than any rule gives: a number beyond is a typing error"""


def with_id_of_name(raw: Any) -> Any:
    """The item's mapping with its id: an import of the same name meets the same item."""
    if not isinstance(raw, dict):
        return raw
    item = cast("dict[str, Any]", raw)
    name = item.get("official_name")
    return {"item_id": item_id_of(name), **item} if isinstance(name, str) else item


class ServiceItem(Element):
    """What can be applied for; known by name even when no guide is published. As long as its columns."""

    item_id: Id = Field(max_length=LONGEST_ITEM_ID)
    official_name: str = Field(max_length=300)
    plain_name: str = Field(default="", max_length=300)
    authority: str = Field(default="", max_length=100)
    subject: Literal["自然人", "法人"] = "自然人"
    aliases: list[str] = Field(
        default=[], description="what people call it, old names, dialect, common typos"
    )
    asked: list[str] = Field(
        default=[], description="how people begin who need it, in their words; found by, never shown"
    )


class NamedItem(ServiceItem):
    """An item known by name only. The same official name has the same id everywhere, unless one is given."""

    _has_an_id = model_validator(mode="before")(with_id_of_name)

    mistaken_for: list[str] = Field(
        default=[], description="official names that people mix up with it, nearest first"
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
    id: OptionId
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
    """Why a material need not be handed in (免证办).

    `register` is asked whether it holds the applicant, and `fact` if one is named; without a register the
    authority looks itself. A commitment (告知承诺) is accepted by the person with `promise`, `consequences`
    and `clause` before their eyes; where the guide leaves them out, the general ones hold.
    """

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    by: Literal["certificate", "data_sharing", "commitment"]
    certificate: str | None = Field(default=None, description="document type held in the profile")
    register_id: Id | None = Field(
        default=None, alias="register", description="the register that stands for it, of registers.yaml"
    )
    fact: Id | None = Field(default=None, description="what the register must hold of the applicant")
    reason: str = Field(description="said to the citizen")
    promise: str = Field(default="", description="what the person promises, in the first person")
    consequences: str = Field(default="", description="what follows when it is not true")
    clause: str = Field(default="", description="law and article of the consequences")


PhotoDemand = Literal["face", "white_background", "card_size"]
"""`card_size`: 358×441 pixels, 15–40 KB, JPEG, as 社保卡 asks for."""


class Material(Element):
    """One material, asked for only while `when` holds."""

    id: Id
    name: str
    documents: list[str] = Field(default=[], description="document types accepted, e.g. id_card_front")
    source: Literal["applicant", "government", "other"] = "applicant"
    necessity: Literal["required", "optional"] = "required"
    photo: list[PhotoDemand] = Field(
        default=[], description="set where it is a certificate photo (证件照): what is checked of it"
    )
    when: When = {}
    form: Literal["original", "copy", "electronic"] = "electronic"
    exempt: list[Exemption] = []
    how: str = Field(description="what to hand in and how to picture it, in plain words")
    basis: list[Id] = Field(default=[], description="ids of legal_basis")
    certificates: list[Id] = Field(
        default=[],
        description="certificates (certificates.yaml) it is, beyond those that `documents` are pages of",
    )


class Condition(Element):
    """受理条件. `forbids` marks a 禁止性条件."""

    id: Id
    text: str
    forbids: bool = False
    when: When = {}


class Duration(Element):
    """How long a step takes at most."""

    amount: int = Field(gt=0, le=MOST)
    unit: Literal["working_day", "calendar_day"]


class Step(Element):
    """`takes` only where a published rule gives the step a limit of its own."""

    name: str
    text: str
    who: Literal["applicant", "authority"] = "authority"
    takes: Duration | None = None


class TimeLimit(Element):
    """`amount` is None only for `immediate` (当场)."""

    kind: Literal["statutory", "promised"]
    unit: Literal["working_day", "calendar_day", "month", "immediate"]
    amount: int | None = Field(default=None, gt=0, le=MOST)
    when: When = {}
    note: str = ""
    to_confirm: bool = False


class FeeLine(Element):
    """`amount` in 元."""

    name: str
    amount: Decimal = Field(ge=0, max_digits=12, decimal_places=2)
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
    address: str = Field(default="", description="down to building and window, where one place is meant")
    hours: str = Field(default="", description="when it is open, where published: 工作日 9:00-17:00")


class Handling(Element):
    """How the item is handled (GB/T 39554.2 basic elements): what a person plans their way by."""

    item_type: Literal[
        "licence", "payment", "confirmation", "reward", "ruling", "other_power", "public_service"
    ] = Field(description="事项类型: 行政许可 给付 确认 奖励 裁决 其他行政权力 公共服务")
    case_type: Literal["immediate", "promised"] = Field(description="办件类型: 即办件 | 承诺件")
    visits: int = Field(
        ge=0, le=MOST, description="到现场次数 at least needed, when all that can be done online is"
    )
    visit_reason: str = Field(default="", description="必须现场办理原因; only with visits > 0")
    online: Literal["none", "partly", "fully"] = Field(description="网上办理: 不能 | 部分环节 | 全程网办")
    by_post: bool = Field(default=False, description="papers or result may travel by post")
    reach: Literal["nationwide", "city", "district", "place"] = Field(
        description="通办范围: 全国 | 全市 | 区县内 | 只在指定地点"
    )
    result_kind: Literal["certificate", "approval", "document", "payment", "registration", "information"]
    level: Literal["city", "district", "town"] = Field(
        default="district", description="the lowest level that takes it in"
    )
    catalog_code: str = Field(
        default="", pattern=r"^$|^[0-9]{6}[0-9]{3}[0-9A-Z]{3}$", description="基本编码, where certain"
    )


class Related(Element):
    """Items that come before or after this one. With several ids any one of them serves (`any_of`)."""

    items: list[Id] = Field(min_length=1)
    text: str = Field(description="said to the citizen: what, for whom, why; one sentence")
    when: When = {}
    basis: list[Id] = []


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

    _asks_district = model_validator(mode="before")(with_district_question)

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
    result_certificate: Id | None = Field(default=None, description="what it issues, of certificates.yaml")
    consult_phone: str = "12345"
    complaint_phone: str
    legal_basis: list[LegalBasis]
    notes: list[str] = Field(default=[], description="special notes: what must be known beforehand")
    mistakes: list[str] = Field(
        default=[], description="what people get wrong: the belief, then what is true; one or two sentences"
    )
    handling: Handling | None = Field(default=None, description="the lint asks for it before publication")
    prerequisites: list[Related] = Field(default=[], description="what must be done or held before")
    follow_ups: list[Related] = Field(default=[], description="what usually comes after (智能推荐)")
    to_confirm: list[ToConfirm] = []
    qa: list[QAPair] = []
    form: Form
    review: list[ReviewPoint] = []
