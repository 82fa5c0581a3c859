"""Ids inside a guide that refer to nothing. Pure: a guide in, places and what is wrong out."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from knowledge_base.certificates import Certificates
from knowledge_base.divisions import Divisions
from knowledge_base.documents import DOCUMENT_FIELDS
from knowledge_base.model.base import DISTRICT, When
from knowledge_base.model.district import ELSEWHERE
from knowledge_base.model.guide import Guide
from knowledge_base.model.review import (
    MOVED_TODAY,
    DocumentIs,
    DocumentValid,
    Pages,
    SameHousehold,
)
from knowledge_base.registers import RegisterList
from knowledge_base.source import Segments
from knowledge_base.texts import texts

Broken = tuple[Segments, str]

_HOME, _MEMBER = "household_register_home", "household_register_member"


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def broken(guide: Guide) -> list[Broken]:
    """Every reference that leads nowhere and every id given twice, as (path, what is wrong)."""
    return [
        *_doubled(guide),
        *_conditions(guide),
        *_districts(guide),
        *_bases(guide),
        *_form(guide),
        *_documents(guide),
        *_review(guide),
    ]


def _say(key: str, **values: object) -> str:
    return texts().say(f"loader.{key}", **values)


def _doubled(guide: Guide) -> Iterator[Broken]:
    lists: dict[str, Iterable[_HasId]] = {
        "situations": guide.situations,
        "materials": guide.materials,
        "conditions": guide.conditions,
        "legal_basis": guide.legal_basis,
        "qa": guide.qa,
        "review": guide.review,
    }
    for key, entries in lists.items():
        yield from repeats((key,), [entry.id for entry in entries], "id")
    for index, question in enumerate(guide.situations):
        yield from repeats(("situations", index, "options"), [o.id for o in question.options], "id")
    yield from repeats(("form", "fields"), [field.name for field in guide.form.fields], "name")


def repeats(path: Segments, ids: list[str], key: str) -> Iterator[Broken]:
    """Ids given twice in the list at `path`."""
    for index, one in enumerate(ids):
        if one in ids[:index]:
            yield (*path, index, key), _say("id_twice", id=one)


def _conditions(guide: Guide) -> Iterator[Broken]:
    """Each `when` names questions and options that exist; a question depends only on earlier ones."""
    whens: list[tuple[Segments, When, int]] = []
    everything = len(guide.situations)
    whens += [(("situations", i), q.when, i) for i, q in enumerate(guide.situations)]
    whens += [(("materials", i), m.when, everything) for i, m in enumerate(guide.materials)]
    whens += [(("conditions", i), c.when, everything) for i, c in enumerate(guide.conditions)]
    whens += [(("time_limits", i), t.when, everything) for i, t in enumerate(guide.time_limits)]
    whens += [(("fee", "lines", i), f.when, everything) for i, f in enumerate(guide.fee.lines)]
    whens += [(("prerequisites", i), r.when, everything) for i, r in enumerate(guide.prerequisites)]
    whens += [(("follow_ups", i), r.when, everything) for i, r in enumerate(guide.follow_ups)]
    whens += [(("form", "fields", i), f.when, everything) for i, f in enumerate(guide.form.fields)]
    whens += [(("review", i), p.when, everything) for i, p in enumerate(guide.review)]
    for path, when, known in whens:
        options = {q.id: {o.id for o in q.options} for q in guide.situations[:known]}
        for question, wanted in when.items():
            if question not in options:
                yield (*path, "when", question), _say("no_such_question", id=question)
                continue
            for option in wanted:
                if option not in options[question]:
                    yield (*path, "when", question), _say("no_such_option", id=option, question=question)


def _districts(guide: Guide) -> Iterator[Broken]:
    """Division codes are those of the city's districts."""
    known = {one.code for one in Divisions.shipped().all if one.code} | {ELSEWHERE}
    for index, place in enumerate(guide.places):
        for code in place.districts:
            if code not in known:
                yield ("places", index, "districts"), _say("no_such_district", code=code)
    asked = next((one for one in guide.situations if one.id == DISTRICT), None)
    for option in asked.options if asked else ():
        if option.id not in known:
            yield ("situations",), _say("no_such_district", code=option.id)


def _bases(guide: Guide) -> Iterator[Broken]:
    known = {basis.id for basis in guide.legal_basis}
    uses: list[tuple[Segments, list[str]]] = []
    uses += [(("materials", i, "basis"), m.basis) for i, m in enumerate(guide.materials)]
    uses += [(("fee", "lines", i, "basis"), line.basis) for i, line in enumerate(guide.fee.lines)]
    uses += [(("qa", i, "basis"), pair.basis) for i, pair in enumerate(guide.qa)]
    uses += [(("prerequisites", i, "basis"), r.basis) for i, r in enumerate(guide.prerequisites)]
    uses += [(("follow_ups", i, "basis"), r.basis) for i, r in enumerate(guide.follow_ups)]
    for path, ids in uses:
        for one in ids:
            if one not in known:
                yield path, _say("no_such_basis", id=one)


def _form(guide: Guide) -> Iterator[Broken]:
    for index, field in enumerate(guide.form.fields):
        for place, source in enumerate(field.sources):
            what = _ref_problem(guide, source, ("profile", "document", "register"))
            if what:
                yield ("form", "fields", index, "sources", place), what


def _documents(guide: Guide) -> Iterator[Broken]:
    certificates = Certificates.shipped().by_id
    for index, material in enumerate(guide.materials):
        for place, kind in enumerate(material.documents):
            if kind not in DOCUMENT_FIELDS:
                yield ("materials", index, "documents", place), _say("no_such_document", id=kind)
        for place, one in enumerate(material.certificates):
            if one not in certificates:
                yield ("materials", index, "certificates", place), _say("no_such_certificate", id=one)
        for place, exemption in enumerate(material.exempt):
            path: Segments = ("materials", index, "exempt", place)
            held = exemption.certificate
            if held is not None and held not in DOCUMENT_FIELDS and held not in certificates:
                yield (*path, "certificate"), _say("no_such_document", id=held)
            if exemption.register_id and (what := _fact_problem(exemption.register_id, exemption.fact)):
                yield (*path, "register"), what
    issued = guide.result_certificate
    if issued is not None and issued not in certificates:
        yield ("result_certificate",), _say("no_such_certificate", id=issued)


def _fact_problem(register_id: str, fact: str | None) -> str | None:
    register = RegisterList.shipped().by_id.get(register_id)
    if register is None:
        return _say("no_such_register", id=register_id)
    if fact is not None and fact not in register.facts:
        return _say("not_in_register", fact=fact, name=register.name)
    return None


def _review(guide: Guide) -> Iterator[Broken]:
    materials = {material.id for material in guide.materials}
    mended = {field.name for field in guide.form.fields} | {question.id for question in guide.situations}
    for index, point in enumerate(guide.review):
        if point.material is not None and point.material not in materials:
            yield ("review", index, "material"), _say("no_such_material", id=point.material)
        if point.field is not None and point.field not in mended:
            yield ("review", index, "field"), _say("no_such_field", id=point.field)
        if isinstance(point, DocumentIs | DocumentValid | Pages) and point.material is None:
            yield ("review", index, "kind"), _say("point_needs_material", kind=point.kind)
        if isinstance(point, SameHousehold):
            yield from _same_household(guide, point, ("review", index))
        for key, ref in point.refs():
            what = _ref_problem(guide, ref, ("field", "document", "profile", "today", "situation"))
            if what:
                yield ("review", index, key), what


def _same_household(guide: Guide, point: SameHousehold, path: Segments) -> Iterator[Broken]:
    """Its materials are read as what they are to be: the home page, and pages of members."""
    for material, kind in ((point.home, _HOME), *((page, _MEMBER) for page in point.pages)):
        if not any(m.id == material and kind in m.documents for m in guide.materials):
            yield (*path, "pages"), _say("no_such_material", id=material)


def _ref_problem(guide: Guide, ref: str, kinds: tuple[str, ...]) -> str | None:
    """What is wrong with `profile.x`, `document.<material>.<field>`, `register.<id>.<fact>`, `field.x`,
    `situation.x` or `today`."""
    kind, *rest = ref.split(".")
    if "today" in kinds and MOVED_TODAY.fullmatch(ref):
        return None
    lengths = {"today": 0, "document": 2, "register": 2}
    if kind not in kinds or len(rest) != lengths.get(kind, 1):
        return _say("bad_ref", ref=ref, kinds=" ".join(kinds))
    if kind == "register":
        return _fact_problem(rest[0], rest[1])
    if kind == "field" and rest[0] not in {field.name for field in guide.form.fields}:
        return _say("no_such_field", id=rest[0])
    if kind == "situation" and rest[0] not in {question.id for question in guide.situations}:
        return _say("no_such_question", id=rest[0])
    if kind == "document":
        material = next((m for m in guide.materials if m.id == rest[0]), None)
        if material is None:
            return _say("no_such_material", id=rest[0])
        readable = {name for kind in material.documents for name in DOCUMENT_FIELDS.get(kind, ())}
        if rest[1] not in readable:
            return _say("not_on_document", field=rest[1], material=rest[0])
    return None
