"""Rules on materials, exemptions, form and review points."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge_base.lint.written import Broken, Rule
from knowledge_base.model.guide import Guide
from knowledge_base.model.review import Age, DocumentIs, OneOf

_CONDITIONAL_NAME = re.compile(r"如有|如需|若有|[（(][^）)]*(如|若|仅|时|的情形|人员)[^）)]*[）)]")
_AGE = re.compile(r"满(\d+)周?岁")
_CONDITIONAL_HOW = re.compile(r"^(如果|如有|若|只有|仅限|仅在|未成年人)")


def conditional_material(guide: Guide, day: date) -> Iterator[Broken]:
    """The commonest fault of published guides: what only some people need is marked necessary for all."""
    for index, material in enumerate(guide.materials):
        hedged = _CONDITIONAL_NAME.search(material.name) or _CONDITIONAL_HOW.search(material.how)
        if material.necessity == "required" and not material.when and hedged:
            yield ("materials", index), {"name": material.name}


def exemption_sane(guide: Guide, day: date) -> Iterator[Broken]:
    for index, material in enumerate(guide.materials):
        for place, one in enumerate(material.exempt):
            path = ("materials", index, "exempt", place)
            if (one.by == "certificate") != (one.certificate is not None):
                yield path, {"name": material.name, "what": "用电子证照免交要写明是哪种证照，其他方式不写"}
            elif one.certificate and material.documents and one.certificate not in material.documents:
                yield path, {"name": material.name, "what": f"证照 {one.certificate} 不在它接受的证件里"}
            if one.register_id and one.by != "data_sharing":
                yield path, {"name": material.name, "what": "只有用共享数据免交的才写是哪个数据库"}
            if one.fact and not one.register_id:
                yield path, {"name": material.name, "what": "写了要查到哪一项，却没有写查哪个数据库"}
            if (one.promise or one.consequences or one.clause) and one.by != "commitment":
                yield path, {"name": material.name, "what": "只有用承诺免交的才写承诺内容和后果"}
            if bool(one.consequences) != bool(one.clause):
                yield path, {"name": material.name, "what": "承诺不实的后果要和它的依据一起写"}
        ways = [(one.by, one.certificate) for one in material.exempt]
        if len(set(ways)) < len(ways):
            yield ("materials", index, "exempt"), {"name": material.name, "what": "同一种免交方式写了两次"}


def document_unreviewed(guide: Guide, day: date) -> Iterator[Broken]:
    checked = {point.material for point in guide.review if isinstance(point, DocumentIs)}
    for index, material in enumerate(guide.materials):
        if material.necessity == "required" and material.documents and material.id not in checked:
            yield ("materials", index), {"name": material.name}


def document_types_differ(guide: Guide, day: date) -> Iterator[Broken]:
    """A review point that accepts other document types than its material."""
    accepted = {material.id: set(material.documents) for material in guide.materials}
    for index, point in enumerate(guide.review):
        if (
            isinstance(point, DocumentIs)
            and point.material
            and set(point.types) != accepted.get(point.material)
        ):
            yield ("review", index, "types"), {"material": point.material}


def source_not_fitting(guide: Guide, day: date) -> Iterator[Broken]:
    """The field is asked in situations in which the document it comes from is not."""
    whens = {material.id: material.when for material in guide.materials}
    for index, field in enumerate(guide.form.fields):
        refs = [source.split(".") for source in field.sources]
        materials = [ref[1] for ref in refs if ref[0] == "document"]
        if field.required and field.when and materials and len(refs) == len(materials):
            shared = [
                q
                for m in materials
                for q, o in whens[m].items()
                if q in field.when and not set(o) & set(field.when[q])
            ]
            if shared:
                yield ("form", "fields", index, "sources"), {"field": field.name}


def condition_unreviewed(guide: Guide, day: date) -> Iterator[Broken]:
    """What answers forbid, and ages, have a review point or are staff's to check: else they pass silently."""
    asked = {
        *(p.value.removeprefix("situation.") for p in guide.review if isinstance(p, OneOf)),
        *(question for point in guide.review for question in point.when),
    }
    ages = {str(age) for p in guide.review if isinstance(p, Age) for age in (p.min_years, p.below_years)}
    told = "".join(point.message for point in guide.review)
    for index, condition in enumerate(guide.conditions):
        forbidden = condition.forbids and bool(condition.when) and not asked & set(condition.when)
        unjudged = [age for age in _AGE.findall(condition.text) if age not in ages and age not in told]
        if forbidden or unjudged:
            yield ("conditions", index), {"text": condition.text}


FORM_RULES: dict[str, Rule] = {
    "conditional-material": conditional_material,
    "exemption-sane": exemption_sane,
    "document-unreviewed": document_unreviewed,
    "document-types-differ": document_types_differ,
    "source-not-fitting": source_not_fitting,
}
