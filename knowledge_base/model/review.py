"""Review points (审查要点): typed checks, each with its clause. Evaluated by `applications.precheck`.

A `ref` names a value of the case: `field.<name>`, `situation.<question>`,
`document.<material_id>.<document field>`, `profile.<fact>` or `today`. Where a date is meant, `today` may be
moved by days, months or years: `today+90d`, `today-6m`, `today-3y`.

What a form field takes from a document is compared with that document without any point; a point on the same
pair (`matches`, `includes`, `may_differ`) decides instead, also where its `when` does not hold.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from knowledge_base.model.base import Element, Id, When

MOVED_TODAY = re.compile(r"today([+-])(\d{1,3})([dmy])")
"""three digits: no year beyond the calendar's"""

Severity = Literal["must_fix", "warning", "for_staff"]


class Point(Element):
    """What all review points share. `message` is said to the citizen and tells how to mend it."""

    REFS: ClassVar[tuple[str, ...]] = ()
    """attributes that hold refs (or lists of them)"""

    id: Id
    severity: Severity = "must_fix"
    when: When = {}
    where: dict[str, list[str]] = Field(
        default={}, description="refs, each with the values it has to have; else the point is not judged"
    )
    message: str
    clause: str = Field(description="law and article, or the guide's section, that asks for it")
    material: Id | None = None
    field: Id | None = Field(default=None, description="form field or situation question that mends it")

    def refs(self) -> Iterator[tuple[str, str]]:
        """Attribute and ref, for every ref the point rests on; fixed values are left out."""
        yield from (("where", ref) for ref in self.where)
        for name in self.REFS:
            held = getattr(self, name)
            yield from ((name, ref) for ref in (held if isinstance(held, list) else [held]) if _is_ref(ref))


def _is_ref(value: object) -> bool:
    return isinstance(value, str) and not value[:1].isdigit()


class DocumentIs(Point):
    """The document handed in for `material` is of one of `types` → `wrong_document`."""

    kind: Literal["document_is"]
    types: list[str]


class DocumentValid(Point):
    """`document.<material>.<until>` has not passed (`长期` never does) → `expired`.

    Passed by today: at the point's severity. By the day the authority has to decide (the guide's limit, in
    working days where it says so): a warning, for the paper is still good when it is handed in.
    """

    kind: Literal["document_valid"]
    until: str = "valid_until"


class Pages(Point):
    """What was handed in for `material` shows each of `types` (both sides of a card) → `missing_material`."""

    kind: Literal["pages"]
    types: list[str]


class Shown(Point):
    """Values that the document has to show were read from it → `needs_review`: unread may not be absent."""

    REFS = ("values",)
    kind: Literal["shown"]
    values: list[str]


class Matches(Point):
    """Two values of the case agree, when both are known → `mismatch`."""

    REFS = ("left", "right")
    kind: Literal["matches"]
    left: str
    right: str


class MayDiffer(Point):
    """Two values may differ and are not compared, such as the address on an old card. `message` says why."""

    REFS = ("left", "right")
    kind: Literal["may_differ"]
    left: str
    right: str


class Includes(Point):
    """Each of `wanted` is among the values of `among` (two people on a marriage certificate) → `mismatch`.

    Judged once all of `wanted` and any of `among` is known.
    """

    REFS = ("wanted", "among")
    kind: Literal["includes"]
    wanted: list[str]
    among: list[str]


class SameHousehold(Point):
    """Home page `home` and member pages `pages` (materials) are of one register → `mismatch`.

    The page of the head (GB/T 4761: 户主, 本人) has the name that the home page gives; another page has not.
    """

    kind: Literal["same_household"]
    home: Id
    pages: list[Id]


class Age(Point):
    """Age at `at` of a person born on `born` (a date ref or an id-number ref) → `not_eligible`.

    Full years, the birthday counting from its beginning (民法典 第二百零三条, 周岁).
    """

    REFS = ("born", "at")
    kind: Literal["age"]
    born: str
    at: str = "today"
    min_years: int | None = None
    below_years: int | None = None


class DateRange(Point):
    """A date lies within bounds (refs or fixed dates) → `code`.

    Without `code`: `field_invalid` where a form field mends it, else `not_eligible`.
    """

    REFS = ("value", "not_before", "not_after")
    kind: Literal["date_range"]
    value: str
    not_before: date | str | None = None
    not_after: date | str | None = None
    code: Literal["not_eligible", "field_invalid", "expired"] | None = None


class YearWindow(Point):
    """Today lies in the calendar years `first` to `last` after the year of `value` → `not_eligible`.

    育儿补贴: applied for in the year of birth or the next one, `first: 0, last: 1`.
    """

    REFS = ("value",)
    kind: Literal["year_window"]
    value: str
    first: int = 0
    last: int


class Amount(Point):
    """A number (元, persons, square metres) lies within bounds (numbers or refs) → `field_invalid`."""

    REFS = ("value", "at_least", "at_most")
    kind: Literal["amount"]
    value: str
    at_least: Decimal | str | None = None
    at_most: Decimal | str | None = None
    code: Literal["not_eligible", "field_invalid"] = "field_invalid"


class OneOf(Point):
    """A value (or situation answer) is among `allowed`, or is none of `refused` → `not_eligible`.

    With `code: field_invalid`: it does not fit another answer.
    """

    REFS = ("value",)
    kind: Literal["one_of"]
    value: str
    allowed: list[str] = []
    refused: list[str] = []
    code: Literal["not_eligible", "field_invalid", "mismatch"] = "not_eligible"

    @model_validator(mode="after")
    def _one_list(self) -> "OneOf":
        if bool(self.allowed) == bool(self.refused):
            raise ValueError(f"review point {self.id}: give either `allowed` or `refused`")
        return self


class Sex(Point):
    """Of a person whose id number (GB 11643, digit 17) or sex `of` names → `code`."""

    REFS = ("of",)
    kind: Literal["sex"]
    of: str
    expected: Literal["男", "女"]
    code: Literal["not_eligible", "field_invalid", "mismatch"] = "not_eligible"


class StaffCheck(Point):
    """What no rule can judge: a person looks at it → `needs_review`."""

    kind: Literal["staff_check"]


ReviewPoint = Annotated[
    DocumentIs
    | DocumentValid
    | Pages
    | Shown
    | Matches
    | MayDiffer
    | Includes
    | SameHousehold
    | Age
    | DateRange
    | YearWindow
    | Amount
    | OneOf
    | Sex
    | StaffCheck,
    Field(discriminator="kind"),
]
