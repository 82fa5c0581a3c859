"""Service items and published guides."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from api.wire.base import Shape, local
from knowledge_base.districts import places_in
from knowledge_base.model.form import Form
from knowledge_base.model.guide import (
    Condition,
    Fee,
    Handling,
    LegalBasis,
    LookAlike,
    Material,
    Place,
    QAPair,
    Question,
    Related,
    ServiceItem,
    Step,
    TimeLimit,
    ToConfirm,
)
from knowledge_base.sections import Section, sections
from knowledge_base.types import ItemHit, PublishedGuide


class FoundItem(Shape):
    """A service item that fits the query."""

    item_id: str
    name: Annotated[str, Field(description="official name")]
    plain_name: Annotated[str, Field(description="what people call it")]
    authority: str
    score: Annotated[float, Field(ge=0, le=1, description="higher is better")]
    guide: Annotated[bool, Field(description="whether a guide is published and valid today")]
    link: Annotated[str | None, Field(description="without a guide: where the item is handled online")] = None


class NamedItem(Shape):
    """An item known by name only, as the problem `no_guide` tells it beside its sentence."""

    item_id: str
    name: str
    plain_name: str
    authority: Annotated[str, Field(description="empty where the source does not say it")]
    link: Annotated[str, Field(description="its page on the portal, or the portal's front page")]
    guide: bool = False


class FoundItems(Shape):
    items: Annotated[list[FoundItem], Field(description="best first; empty when nothing fits")]


class SectionShape(Shape):
    """A citable piece of the guide: what an answer quotes stands here word for word."""

    id: Annotated[str, Field(description="e.g. `materials`, `fee`, `qa:can-mail`; citations name it")]
    title: str
    text: str
    sentences: Annotated[list[str], Field(description="the same, one by one")]


class GuideMaterial(Material):
    """A material as written. `material_id` is its `id`, as applications and findings name it."""

    material_id: str


class GuideItem(Shape):
    """The item's names. How people ask for it (`ServiceItem.asked`) is for finding only."""

    item_id: str
    official_name: str
    plain_name: str
    authority: str
    subject: str
    aliases: list[str]


class GuideShape(Shape):
    """The guide as published. `sections` is the same as citable text."""

    item_id: str
    version: int
    valid_from: date
    valid_until: date | None
    published_at: datetime | None
    published_by: str
    sample: Annotated[bool, Field(description="样例内容: shipped with the project, no gate has seen it")]
    reviewed_on: date
    name: str
    plain_name: str
    item: GuideItem
    summary: str
    conditions: list[Condition]
    situations: Annotated[list[Question], Field(description="questions that decide what is needed")]
    materials: list[GuideMaterial]
    steps: list[Step]
    time_limits: list[TimeLimit]
    fee: Fee
    places: Annotated[list[Place], Field(description="those of `district`, when one was given")]
    result: str
    result_certificate: str | None
    consult_phone: str
    complaint_phone: str
    legal_basis: list[LegalBasis]
    notes: list[str]
    mistakes: Annotated[list[str], Field(description="what people get wrong, and what is true")]
    handling: Handling | None
    prerequisites: Annotated[list[Related], Field(description="what comes before")]
    follow_ups: Annotated[list[Related], Field(description="what usually comes after")]
    to_confirm: list[ToConfirm]
    qa: list[QAPair]
    form: Annotated[Form, Field(description="what will be asked, by field; `when` as in `materials`")]
    look_alikes: list[LookAlike]
    sections: list[SectionShape]


def found_item(hit: ItemHit) -> FoundItem:
    item = hit.item
    return FoundItem(
        item_id=item.item_id,
        name=item.official_name,
        plain_name=item.plain_name,
        authority=item.authority,
        score=round(min(max(hit.score, 0.0), 1.0), 4),
        guide=hit.guide,
        link=hit.link or None,
    )


def named_item(item: ServiceItem, link: str) -> NamedItem:
    return NamedItem(
        item_id=item.item_id,
        name=item.official_name,
        plain_name=item.plain_name,
        authority=item.authority,
        link=link,
    )


def guide_shape(published: PublishedGuide, district: str | None = None) -> GuideShape:
    """`district` leaves the places of that district and those that hold for the whole city."""
    guide = published.guide
    shared = {
        name: getattr(guide, name) for name in GuideShape.model_fields.keys() & type(guide).model_fields
    }
    shared["item"] = GuideItem(**guide.item.model_dump(include=set(GuideItem.model_fields)))
    shared["places"] = places_in(guide, district)
    shared["materials"] = [GuideMaterial(**dict(m), material_id=m.id) for m in guide.materials]
    return GuideShape(
        **shared,
        item_id=published.item_id,
        version=published.version,
        published_at=local(published.published_at),
        published_by=published.published_by,
        sample=published.sample,
        name=guide.item.official_name,
        plain_name=guide.item.plain_name,
        sections=[section_shape(section) for section in sections(guide)],
    )


def section_shape(section: Section) -> SectionShape:
    return SectionShape(
        id=section.id, title=section.title, text=section.text, sentences=list(section.sentences)
    )
