"""Life events (一件事) as published, and the plan for somebody's answers."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from api.wire.base import Shape, local
from api.wire.items import SectionShape, section_shape
from knowledge_base.life_events.applying import PlannedPart
from knowledge_base.life_events.merging import MergedField, Use
from knowledge_base.life_events.model import Part
from knowledge_base.life_events.planning import Plan
from knowledge_base.life_events.sections import event_sections
from knowledge_base.life_events.sharing import PlannedMaterial
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.model.base import When
from knowledge_base.model.form import Choice, FieldType
from knowledge_base.model.guide import Exemption, Option, Question


class LifeEventName(Shape):
    event_id: str
    name: str
    plain_name: str
    summary: str
    subject: str


class LifeEvents(Shape):
    life_events: list[LifeEventName]


class PartShape(Shape):
    """One item of the event, or one thing outside our items (`item_id` is null)."""

    id: str
    name: str
    item_id: str | None
    authority: Annotated[str, Field(description="of a part outside our items")]
    who: Annotated[str, Field(description="for whom; empty when for all")]
    why: str
    optional: Annotated[bool, Field(description="only for those who want it")]
    after: Annotated[list[str], Field(description="ids of the parts that come before")]
    when: Annotated[When, Field(description="answers that it depends on")]


class LifeEventShape(Shape):
    """The life event as published. `sections` is the same as citable text."""

    event_id: str
    version: int
    valid_from: date
    valid_until: date | None
    published_at: datetime | None
    published_by: str
    sample: Annotated[bool, Field(description="样例内容: shipped with the project, no gate has seen it")]
    reviewed_on: date
    name: str
    plain_name: str
    summary: str
    situations: Annotated[list[Question], Field(description="the event's own questions, for the plan")]
    parts: list[PartShape]
    consult_phone: str
    complaint_phone: str
    sections: list[SectionShape]


class PlanAnswers(Shape):
    answers: Annotated[
        dict[str, Annotated[str, Field(max_length=100)]],
        Field(max_length=200, description="question → option; names as `questions` of a plan gives them"),
    ]


class PlanQuestion(Shape):
    """Still to be answered. `name` is how the answer is sent back: `marriage`, `household.follow`."""

    name: str
    ask: str
    help: str
    options: list[Option]


class PlanPart(Shape):
    id: str
    name: str
    item_id: str | None
    applies: Annotated[bool | None, Field(description="null while an answer is missing")]
    why: Annotated[str, Field(description="why, why not, or what has to be known first")]
    optional: bool
    situation: Annotated[dict[str, str], Field(description="of the item, as far as decided")]
    guide: Annotated[bool, Field(description="whether the item can be handled with us today")]


class UseShape(Shape):
    """Which part asks for it, under which name of its own."""

    part: str
    name: str
    certain: Annotated[bool, Field(description="false while an answer is missing")]


class PlanField(Shape):
    """A question of the merged form: put once for all parts in `used_by`."""

    name: str
    label: str
    type: FieldType
    required: bool
    certain: bool
    ask: str
    help: str
    section: str
    sensitive: bool
    choices: list[Choice]
    sources: Annotated[list[str], Field(description="best first; `document.<material>.<field>`")]
    used_by: list[UseShape]


class PlanMaterial(Shape):
    """A document handed in once for all parts in `used_by`."""

    material_id: str
    name: str
    how: str
    documents: list[str]
    required: bool
    certain: bool
    form: Literal["original", "copy", "electronic"]
    exempt: Annotated[list[Exemption], Field(description="only when every item that asks exempts it")]
    from_part: Annotated[str | None, Field(description="an earlier part whose result it is")]
    used_by: list[UseShape]


class Misfit(Shape):
    """Why the event can't be handled as a whole, and the items to use one by one."""

    text: str
    items: list[str]


class FiguresShape(Shape):
    fields_before: Annotated[int, Field(description="sum over the items' own forms")]
    fields_after: int
    materials_before: int
    materials_after: int
    to_hand_in: Annotated[int, Field(description="of these: not exempt for everybody who asks")]


class PlanShape(Shape):
    event_id: str
    version: int
    answers: dict[str, str]
    questions: list[PlanQuestion]
    misfits: Annotated[list[Misfit], Field(description="empty: can be handled as a whole")]
    parts: list[PlanPart]
    form: list[PlanField]
    materials: list[PlanMaterial]
    stages: Annotated[list[list[str]], Field(description="part ids; those of one stage run in parallel")]
    figures: FiguresShape


def event_name(published: PublishedLifeEvent) -> LifeEventName:
    event = published.event
    return LifeEventName(
        event_id=published.event_id,
        name=event.official_name,
        plain_name=event.plain_name,
        summary=event.summary,
        subject=event.subject,
    )


def event_shape(published: PublishedLifeEvent) -> LifeEventShape:
    event = published.event
    shared = ("reviewed_on", "plain_name", "summary", "situations", "consult_phone", "complaint_phone")
    return LifeEventShape(
        **{name: getattr(event, name) for name in shared},
        event_id=published.event_id,
        version=published.version,
        valid_from=published.valid_from,
        valid_until=published.valid_until,
        published_at=local(published.published_at),
        published_by=published.published_by,
        sample=published.sample,
        name=event.official_name,
        parts=[_part(part) for part in event.parts],
        sections=[section_shape(section) for section in event_sections(event)],
    )


def plan_shape(published: PublishedLifeEvent, plan: Plan) -> PlanShape:
    return PlanShape(
        event_id=published.event_id,
        version=published.version,
        answers=dict(plan.answers),
        questions=[_question(name, question) for name, question in plan.questions],
        misfits=[Misfit(text=one.text, items=plan.items_of(one)) for one in plan.misfits],
        parts=[_planned(one) for one in plan.parts],
        form=[_field(field) for field in plan.form],
        materials=[_material(material) for material in plan.materials],
        stages=[list(stage) for stage in plan.stages],
        figures=FiguresShape(
            fields_before=plan.figures.fields_before,
            fields_after=plan.figures.fields_after,
            materials_before=plan.figures.materials_before,
            materials_after=plan.figures.materials_after,
            to_hand_in=plan.figures.to_hand_in,
        ),
    )


def _part(part: Part) -> PartShape:
    return PartShape(
        id=part.id,
        name=part.name,
        item_id=part.item_id,
        authority=part.outside.authority if part.outside else "",
        who=part.who,
        why=part.why,
        optional=part.optional,
        after=part.after,
        when=part.when,
    )


def _planned(one: PlannedPart) -> PlanPart:
    return PlanPart(
        id=one.part.id,
        name=one.part.name,
        item_id=one.part.item_id,
        applies=one.applies,
        why=one.why,
        optional=one.part.optional,
        situation=dict(one.situation),
        guide=one.guide is not None,
    )


def _question(name: str, question: Question) -> PlanQuestion:
    return PlanQuestion(name=name, ask=question.ask, help=question.help, options=question.options)


def _field(field: MergedField) -> PlanField:
    return PlanField(
        name=field.name,
        label=field.label,
        type=field.type,
        required=field.required,
        certain=field.certain,
        ask=field.ask,
        help=field.help,
        section=field.section,
        sensitive=field.sensitive,
        choices=list(field.choices),
        sources=list(field.sources),
        used_by=_uses(field.used_by),
    )


def _material(material: PlannedMaterial) -> PlanMaterial:
    return PlanMaterial(
        material_id=material.id,
        name=material.name,
        how=material.how,
        documents=list(material.documents),
        required=material.required,
        certain=material.certain,
        form=material.form,
        exempt=list(material.exempt),
        from_part=material.from_part,
        used_by=_uses(material.used_by),
    )


def _uses(uses: tuple[Use, ...]) -> list[UseShape]:
    return [UseShape(part=use.part, name=use.name, certain=use.certain) for use in uses]
