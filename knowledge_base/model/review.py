"""Review points (审查要点): typed checks, each with its clause. Evaluated by `applications.precheck`.

A `ref` names a value of the case: `field.<name>`, `document.<material_id>.<document field>`,
`profile.<fact>` or `today`. Where a date is meant, `today` may be moved by days, months or years:
`today+90d`, `today-6m`, `today-3y`.
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from knowledge_base.model.base import Element, Id, When

MOVED_TODAY = re.compile(r"today([+-])(\d{1,3})([dmy])")
"""three digits: no year beyond the calendar's"""

Severity = Literal["must_fix", "warning", "for_staff"]


class Point(Element):
    """What all review points share. `message` is said to the citizen and tells how to mend it."""

    id: Id
    severity: Severity = "must_fix"
    when: When = {}
    message: str
    clause: str = Field(description="law and article, or the guide's section, that asks for it")
    material: Id | None = None
    field: Id | None = Field(default=None, description="form field or situation question that mends it")


class DocumentIs(Point):
    """The document handed in for `material` is of one of `types` → `wrong_document`."""

    kind: Literal["document_is"]
    types: list[str]


class DocumentValid(Point):
    """`document.<material>.<until>` has not passed today (`长期` never does) → `expired`."""

    kind: Literal["document_valid"]
    until: str = "valid_until"


class Matches(Point):
    """Two values of the case agree, when both are known → `mismatch`."""

    kind: Literal["matches"]
    left: str
    right: str


class Age(Point):
    """Age at `at` of a person born on `born` (a date ref or an id-number ref) → `not_eligible`."""

    kind: Literal["age"]
    born: str
    at: str = "today"
    min_years: int | None = None
    below_years: int | None = None


class DateRange(Point):
    """A date lies within bounds (refs or fixed dates) → `not_eligible`, or `field_invalid` with a field."""

    kind: Literal["date_range"]
    value: str
    not_before: date | str | None = None
    not_after: date | str | None = None


class OneOf(Point):
    """A value (or situation answer `situation.<question>`) is among `allowed` → `not_eligible`."""

    kind: Literal["one_of"]
    value: str
    allowed: list[str]


class StaffCheck(Point):
    """What no rule can judge: a person looks at it → `needs_review`."""

    kind: Literal["staff_check"]


ReviewPoint = Annotated[
    DocumentIs | DocumentValid | Matches | Age | DateRange | OneOf | StaffCheck, Field(discriminator="kind")
]
