"""The form as it is filled, for printing: what an office's counter would want to see. Pure."""

from collections.abc import Iterator

from applications.papers.paper import Block, Heading, Lines, Paper, Rows
from applications.texts import say
from applications.types import Application, MaterialState
from knowledge_base.model.base import holds
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide
from prefill.values import label_of


def form_paper(application: Application, guide: Guide, owner_name: str) -> Paper:
    """Values with their sources; what is still empty stays a blank to be filled in by hand."""
    return Paper(
        title=say("papers.form.title", name=guide.item.official_name),
        mark=say(f"papers.form.marks.{application.state}"),
        blocks=tuple(_blocks(application, guide, owner_name)),
    )


def _blocks(application: Application, guide: Guide, owner_name: str) -> Iterator[Block]:
    yield Lines(_facts(application, guide, owner_name))
    answers = [
        (question.ask, next((o.label for o in question.options if o.id == chosen), chosen))
        for question in guide.situations
        if (chosen := application.situation.get(question.id))
    ]
    if answers:
        yield Heading(say("papers.form.situation"))
        yield Rows(_header("question", "answer"), tuple(answers), (3, 2))
    for section, fields in _sections(application, guide).items():
        yield Heading(section or say("papers.form.fields"))
        rows = tuple((field.label, *_value(application, field)) for field in fields)
        yield Rows(_header("label", "value", "source"), rows, (3, 5, 3))
    if application.materials:
        yield Heading(say("papers.form.materials"))
        rows = tuple((material.name, _handed_in(material)) for material in application.materials)
        yield Rows(_header("material", "how"), rows, (2, 3))
    yield Lines((say("papers.form.declaration"), say("papers.form.signature")))


def _facts(application: Application, guide: Guide, owner_name: str) -> tuple[str, ...]:
    facts = [
        say("papers.authority", name=guide.item.authority),
        say("papers.applicant", name=owner_name),
        *acted(application),
        say("papers.guide", version=application.guide_version),
    ]
    if application.receipt:
        facts.append(say("papers.number", number=application.receipt.acceptance_number))
    return tuple(facts)


def acted(application: Application) -> tuple[str, ...]:
    """Who handled it for the applicant."""
    acting = application.acting
    if acting is None:
        return ()
    return (say(f"papers.agents.{acting.kind}", name=acting.agent_name),)


def _sections(application: Application, guide: Guide) -> dict[str, list[FormField]]:
    """Fields that apply, by heading, in the order of the form."""
    sections: dict[str, list[FormField]] = {}
    for field in guide.form.fields:
        if holds(field.when, application.situation):
            sections.setdefault(field.section, []).append(field)
    return sections


def _value(application: Application, field: FormField) -> tuple[str, str]:
    value = application.fields.get(field.name)
    if value is None:
        return "", say("papers.form.empty") if field.required else ""
    source = say(f"papers.form.sources.{value.source}")
    seen = source if value.confirmed else say("papers.form.unconfirmed", source=source)
    return label_of(field, value.value), seen


def _handed_in(material: MaterialState) -> str:
    if material.document_id:
        return say("papers.form.handed_in", count=len(material.document_ids) or 1)
    if material.exempt_by:
        return say("papers.form.exempt", reason=material.exempt_reason)
    return say("papers.form.lacking" if material.required else "papers.form.optional")


def _header(*names: str) -> tuple[str, ...]:
    return tuple(say(f"papers.form.columns.{name}") for name in names)
