"""A lawful invented citizen for a guide and a situation: values, facts and papers that agree with each other.

What a guide links (a value to its sources, two values by a `matches`) is one value; what its review points
bound is chosen within the bounds, warnings included. What can't be chosen so is told in `Citizen.impossible`:
then no lawful person gets through, and the guide is wrong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from knowledge_base.documents import DOCUMENT_FIELDS
from knowledge_base.model.base import Situation, holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide
from knowledge_base.model.review import (
    MOVED_TODAY,
    Age,
    Amount,
    DateRange,
    DocumentValid,
    Includes,
    Matches,
    OneOf,
    Point,
    Sex,
    YearWindow,
)
from ocr.identifiers import CREDIT_CODE_ALPHABET, credit_check_character, id_check_character, luhn_valid
from ocr.photo_codes import PORTRAIT
from ocr.types import QualityProblem, ReadDocument, ReadField

PERSON = ("id_number", "birth_date", "ethnicity", "sex", "address", "name")
"""What goes together: whoever has one person's name has their number, birth date, sex and registered home."""
_NAMES = ("legal_representative", "owner", "tenant", "landlord", "head_name", "holder_name")
"""Document fields that name a person without saying so in the last word."""
_WOMEN, _MEN = ("mother", "bride", "wife"), ("father", "groom", "husband")
_YEARS = {"child": 5, "elder": 82, "baby": 0}
"""How old people are where no review point says otherwise; everybody else is grown up."""
_ADULT = 34
_PHOTO = ReadDocument("unknown", 0.98, readable=False, problems=(QualityProblem(PORTRAIT, "这是人像。"),))
"""A certificate photo without a fault."""
_AHEAD = ("until", "expires", "end", "due", "next")
"""Words in the names of dates that usually lie ahead."""


@dataclass(frozen=True)
class Citizen:
    """One person with everything the case may ask for."""

    facts: Mapping[str, str]
    """profile fact → value, for every fact the guide looks at"""
    answers: Mapping[str, str]
    """form field → what is said"""
    papers: Mapping[str, ReadDocument]
    """material → what its picture shows"""
    impossible: tuple[str, ...] = ()
    """review points no value can meet together with the others"""


@dataclass
class _Bounds:
    earliest: date = date(1900, 1, 1)
    latest: date = date(2100, 1, 1)
    allowed: set[str] | None = None

    def within(self, other: "_Bounds") -> "_Bounds | None":
        """Both at once; None where nothing is left."""
        allowed = self.allowed if other.allowed is None else other.allowed
        if self.allowed is not None and other.allowed is not None:
            allowed = self.allowed & other.allowed
        both = _Bounds(max(self.earliest, other.earliest), min(self.latest, other.latest), allowed)
        return both if both.earliest <= both.latest and allowed != set() else None


def citizen(guide: Guide, situation: Situation, today: date, turn: int) -> Citizen:
    """`turn` varies what may vary: choices, sexes, and which of a material's accepted papers is handed in."""
    return _Maker(guide, situation, today, turn).made()


@dataclass
class _Maker:
    guide: Guide
    situation: Situation
    today: date
    turn: int
    _same: dict[str, str] = field(default_factory=dict[str, str])
    _facts: dict[str, str] = field(default_factory=dict[str, str])
    """root → the profile's fact among what is the same"""
    _bounds: dict[str, _Bounds] = field(default_factory=dict[str, _Bounds])
    _values: dict[str, str] = field(default_factory=dict[str, str])
    _least: dict[str, int] = field(default_factory=dict[str, int])
    _impossible: list[str] = field(default_factory=list[str])

    def made(self) -> Citizen:
        for point in self._points():
            if isinstance(point, Matches):
                self._link(point.left, point.right)
            elif isinstance(point, Includes):
                for wanted, shown in zip(point.wanted, point.among, strict=False):
                    self._link(wanted, shown)
        for one in self._fields():
            for source in one.sources:
                self._link(f"field.{one.name}", source)
        for severity in ("must_fix", "warning", "for_staff"):
            for point in self._points():
                if point.severity == severity:
                    self._bound(point)
        facts = {r.removeprefix("profile.") for r in self._references() if r.startswith("profile.")}
        return Citizen(
            {fact: self._value(f"profile.{fact}") for fact in sorted(facts | {"name", "id_number"})},
            {one.name: self._value(f"field.{one.name}") for one in self._fields()},
            {m.id: _PHOTO if m.photo else self._paper(m.id, m.documents) for m in self.guide.materials},
            tuple(self._impossible),
        )

    def _fields(self) -> list[FormField]:
        return [f for f in self.guide.form.fields if holds(f.when, self.situation)]

    def _points(self) -> list[Point]:
        return [p for p in self.guide.review if holds(p.when, self.situation)]

    def _references(self) -> Iterator[str]:
        for one in self._fields():
            yield from one.sources
        for point in self._points():
            yield from (ref for _, ref in point.refs())

    def _paper(self, material: str, accepted: list[str]) -> ReadDocument:
        kind = accepted[self.turn % len(accepted)] if accepted else "unknown"
        read = tuple(
            ReadField(name, self._value(f"document.{material}.{name}"), 0.98, (0, 0, 1, 1))
            for name in sorted(DOCUMENT_FIELDS.get(kind, ()))
        )
        return ReadDocument(kind, 0.98, read)

    # what is the same

    def _link(self, one: str, other: str) -> None:
        """The same value; and where it is a name or a number, the same person."""
        (whose, what), (others, of_other) = self._slot(one), self._slot(other)
        self._join(self._key(one), self._key(other))
        if what == of_other and what in ("name", "id_number"):
            for attribute in PERSON:
                self._join(f"{whose}|{attribute}", f"{others}|{attribute}")

    def _join(self, one: str, other: str) -> None:
        """Two facts of the profile are never the same: a person lives elsewhere than where registered."""
        up, root = self._root(one), self._root(other)
        facts = {key for key in (self._facts.get(up), self._facts.get(root)) if key}
        if up != root and len(facts) < 2:
            self._same[up] = root
            for fact in facts:
                self._facts[root] = fact

    def _root(self, key: str) -> str:
        if key.startswith("profile."):
            self._facts.setdefault(key, key)
        while (up := self._same.get(key, key)) != key:
            key = up
        return key

    def _key(self, reference: str) -> str:
        whose, what = self._slot(reference)
        return f"{whose}|{what}"

    def _slot(self, reference: str) -> tuple[str, str]:
        """Whose value it is, and which of theirs; what belongs to no person is its own."""
        kind, _, rest = reference.partition(".")
        material, _, name = rest.rpartition(".")
        whose = f"{kind}.{material}."
        types = next((m.documents for m in self.guide.materials if m.id == material), [])
        if kind == "document" and name in _NAMES:
            return f"{whose}{name.removesuffix('_name')}", "name"
        if "birth_certificate" in types and name in ("sex", "birth_date"):
            return f"{whose}child", name
        if "business_licence" in types and name == "name":
            return f"{whose}firm", "name"
        if "residence_permit" in types and name == "address":
            return f"{whose}residence", "address"
        for what in PERSON:
            if name == what or name.endswith(f"_{what}"):
                return whose + name.removesuffix(what).removesuffix("_"), what
        return reference, ""

    # what is bounded

    def _bound(self, point: Point) -> None:
        match point:
            case Age():
                assert point.at == "today", f"{point.id}: extend the generator to ages at another day"
                most, least = point.below_years, point.min_years
                born = self._born(point.born)
                self._narrow(
                    born,
                    _Bounds(
                        earliest=self._years_ago(most) + timedelta(1) if most is not None else date.min,
                        latest=self._years_ago(least) if least is not None else date.max,
                    ),
                    point,
                )
            case DateRange():
                earliest, latest = self._day(point.not_before), self._day(point.not_after)
                bounds = _Bounds(earliest or date.min, latest or date.max)
                self._narrow(self._born(point.value), bounds, point)
            case DocumentValid():
                until = self._key(f"document.{point.material}.{point.until}")
                self._narrow(until, _Bounds(earliest=self.today), point)
            case YearWindow():
                years = self.today.year - point.last, self.today.year - point.first
                bounds = _Bounds(date(years[0], 1, 1), min(self.today, date(years[1], 12, 31)))
                self._narrow(self._born(point.value), bounds, point)
            case Amount() if not isinstance(point.at_least, str | None):
                self._least[self._root(self._key(point.value))] = int(point.at_least)
            case Sex() if not point.where:
                whose, _ = self._slot(point.of)
                self._narrow(f"{whose}|sex", _Bounds(allowed={point.expected}), point)
            case OneOf() if point.allowed and not point.value.startswith("situation."):
                self._narrow(self._key(point.value), _Bounds(allowed=set(point.allowed)), point)
            case _:
                pass

    def _narrow(self, key: str, bounds: _Bounds, point: Point) -> None:
        root = self._root(key)
        both = self._bounds.get(root, _Bounds()).within(bounds)
        if both is None:
            self._impossible.append(point.id)
        else:
            self._bounds[root] = both

    def _born(self, reference: str) -> str:
        """An id number is bounded by the birth date within it."""
        whose, what = self._slot(reference)
        return f"{whose}|birth_date" if what == "id_number" else f"{whose}|{what}"

    def _day(self, bound: date | str | None) -> date | None:
        if bound is None or isinstance(bound, date):
            return bound
        if moved := MOVED_TODAY.fullmatch(bound):
            sign, amount, unit = moved.groups()
            by = int(sign + amount)
            moves = {"d": relativedelta(days=by), "m": relativedelta(months=by), "y": relativedelta(years=by)}
            return self.today + moves[unit]
        assert bound == "today", f"extend the generator to the bound {bound}"
        return self.today

    def _years_ago(self, years: int) -> date:
        return self.today - relativedelta(years=years)

    # values

    def _value(self, reference: str) -> str:
        root = self._root(self._key(reference))
        if root not in self._values:
            self._values[root] = self._invented(root, reference)
        return self._values[root]

    def _invented(self, root: str, reference: str) -> str:
        serial = len(self._values) + 1
        one = self._field_at(root)
        what = root.rpartition("|")[2]
        if what == "id_number":
            return self._id_number(root, serial)
        if one is not None and one.choices:
            allowed = self._allowed(root)
            barred = self._of_the_other_sex(one.name)
            fit = [
                c.label
                for c in one.choices
                if c.id not in barred and (allowed is None or {c.id, c.label} & allowed)
            ]
            named = {"sex": self._sex(root)}.get(what)
            return named if named in fit else fit[self.turn % len(fit)]
        if what == "sex":
            return self._sex(root)
        if what == "birth_date":
            return self._birth_date(root).isoformat()
        if (allowed := self._allowed(root)) is not None:
            return sorted(allowed)[self.turn % len(allowed)]
        return self._by_type(one.type if one else _type_of(reference), root, serial)

    def _by_type(self, kind: str, root: str, serial: int) -> str:
        match kind:
            case "name":
                return "罗小" + chr(ord("丁") + serial)
            case "credit_code":
                first = f"91500112MA5YB{serial:04d}"
                assert set(first) <= set(CREDIT_CODE_ALPHABET)
                return first + credit_check_character(first)
            case "mobile":
                return f"138001{serial:05d}"
            case "date":
                return self._date(root).isoformat()
            case "address":
                return f"重庆市渝北区龙溪街道红锦大道{serial}号3幢12-4"
            case "money":
                return f"{3000 + serial}.00"
            case "integer":
                return str(max(1, self._least.get(root, 1)))
            case "bank_card":
                return next(n for d in range(10) if luhn_valid(n := f"62170037600000{serial:04d}{d}"))
            case _:
                return f"样本{serial}"

    def _field_at(self, root: str) -> FormField | None:
        """The strictest field that takes the value: what is a name for one is a text for another."""
        here = [f for f in self._fields() if self._root(self._key(f"field.{f.name}")) == root]
        return min(here, key=lambda f: (not f.choices, f.type == "text"), default=None)

    def _allowed(self, root: str) -> set[str] | None:
        return self._bounds.get(root, _Bounds()).allowed

    def _members(self, root: str) -> str:
        """All names for it, in one string to look for words in."""
        return " ".join(key for key in [root, *self._same] if self._root(key) == root)

    def _date(self, root: str) -> date:
        ahead = any(word in self._members(root) for word in _AHEAD)
        return self._clamped(root, self.today + timedelta(40 if ahead else -40))

    def _birth_date(self, root: str) -> date:
        years = next((y for word, y in _YEARS.items() if word in self._members(root)), _ADULT)
        return self._clamped(root, self._years_ago(years) - timedelta(100))

    def _clamped(self, root: str, day: date) -> date:
        bounds = self._bounds.get(root, _Bounds())
        return max(bounds.earliest, min(day, bounds.latest))

    def _of_the_other_sex(self, field: str) -> set[str]:
        """Choices that a point allows only to the other sex: a mother is a woman."""
        return {
            choice
            for point in self._points()
            if isinstance(point, Sex) and self._sex(self._root(self._key(point.of))) != point.expected
            for choice in point.where.get(f"field.{field}", ())
        }

    def _sex(self, root: str) -> str:
        sexes = self._root(root.rpartition("|")[0] + "|sex")
        if allowed := self._allowed(sexes):
            return next(sex for sex in ("男", "女") if sex in allowed)
        members = self._members(sexes)
        if any(word in members for word in (*_WOMEN, *_MEN)):
            return "女" if any(word in members for word in _WOMEN) else "男"
        return "男女"[self.turn % 2]

    def _id_number(self, root: str, serial: int) -> str:
        born = self._value_of(self._root(root.rpartition("|")[0] + "|birth_date"))
        odd = 1 if self._sex(root) == "男" else 2
        first = f"500112{born.replace('-', '')}{serial % 90 + 10}{odd}"
        return first + id_check_character(first)

    def _value_of(self, root: str) -> str:
        if root not in self._values:
            self._values[root] = self._birth_date(root).isoformat()
        return self._values[root]


def _type_of(reference: str) -> str:
    """For what no field takes: by its name in the document or profile."""
    name = reference.rpartition(".")[2]
    if "address" in name or name == "location":
        return "address"
    if name.endswith(("_on", "_date", "_from", "_until")):
        return "date"
    if name.endswith("name") or name in _NAMES:
        return "name"
    return {"mobile": "mobile", "credit_code": "credit_code"}.get(name, "text")
