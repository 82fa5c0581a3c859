"""A part's own names and those of the whole, both ways. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from applications.bundles.parts import Handled
from applications.types import Finding
from prefill.types import FieldValue, Problem

COMMITMENT = "commitment."
"""what stands before a material's id where `confirm` means its commitment"""


def merged_value(one: Handled, value: FieldValue, name: str) -> FieldValue:
    return replace(value, name=name, source_ref=_renamed(value.source_ref, one.plan.part.materials))


def own_value(one: Handled, value: FieldValue, name: str) -> FieldValue:
    """The whole's value as the part keeps it. A source it has not keeps the shared name."""
    back = {shared: own for own, shared in one.plan.part.materials.items()}
    return replace(value, name=name, source_ref=_renamed(value.source_ref, back))


def merged_finding(one: Handled, finding: Finding) -> Finding:
    field = finding.field
    if field is not None:
        questions = {question.id for question in one.guide.situations}
        field = one.merged_question(field) if field in questions else one.merged_field(field)
    material = one.shared_material(finding.material_id) if finding.material_id else None
    return replace(finding, field=field, material_id=material)


def merged_problems(one: Handled, problems: Mapping[str, Problem]) -> dict[str, Problem]:
    questions = {question.id for question in one.guide.situations}
    return {
        one.merged_question(name) if name in questions else one.merged_field(name): problem
        for name, problem in problems.items()
    }


def own_names(one: Handled, names: Mapping[str, str]) -> dict[str, str]:
    """Of texts by merged name those that the part's form asks for, by its own names."""
    return {
        field.name: names[one.merged_field(field.name)]
        for field in one.guide.form.fields
        if one.merged_field(field.name) in names and one.plan.needs(field.when) is not False
    }


def own_confirmed(one: Handled, names: set[str]) -> list[str]:
    """Names to confirm, fields and commitments, as the part calls them."""
    fields = [field.name for field in one.guide.form.fields if one.merged_field(field.name) in names]
    granted = [
        COMMITMENT + material.id
        for material in one.guide.materials
        if COMMITMENT + one.shared_material(material.id) in names
    ]
    return [*fields, *granted]


def own_materials(one: Handled, shared: str) -> list[str]:
    return [
        material.id
        for material in one.guide.materials
        if one.shared_material(material.id) == shared and one.plan.needs(material.when) is True
    ]


def _renamed(source_ref: str, names: Mapping[str, str]) -> str:
    """`document.<material>.<field>@<id>` with the other name of the material."""
    kind, dot, rest = source_ref.partition(".")
    if kind != "document" or not dot:
        return source_ref
    material, dot, rest = rest.partition(".")
    return f"document.{names.get(material, material)}{dot}{rest}"
