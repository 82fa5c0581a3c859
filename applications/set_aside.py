"""A document that shows somebody else than the applicant: set aside until the person says why. Pure."""

from collections.abc import Sequence

from applications.drafts import Aside, Attachment, Draft
from applications.texts import say
from applications.types import SomebodyElses
from knowledge_base.model.base import holds
from knowledge_base.model.form import Form
from knowledge_base.model.guide import Guide, Material
from ocr.types import ReadDocument
from prefill.holder import about_applicant, about_others, holder, is_anothers, modern
from prefill.same import same
from prefill.types import Profile

MISTAKE, FAMILY = "mistake", "family"
"""what a person may answer beside the id of another material"""
COMPOUND_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "夏侯")
Pages = tuple[ReadDocument, ...]


def sorted_by_holder(
    form: Form, material: Material, pages: Sequence[ReadDocument], profile: Profile
) -> tuple[Pages, Pages]:
    """The pages that may be handed in for the material, and those that show somebody else than the applicant.

    A picture may show two people's cards; a page without a name (the back of a card) goes with the rest.
    """
    anothers = tuple(page for page in pages if is_anothers(page, profile))
    if material.id not in about_applicant(form) or not anothers:
        return tuple(pages), ()
    if not any(holder(page, profile) == "applicant" for page in pages):
        return (), tuple(pages)
    return tuple(page for page in pages if page not in anothers), anothers


def suited(
    guide: Guide, draft: Draft, fitting: Sequence[Material], pages: Sequence[ReadDocument], asked: str
) -> Material:
    """The material to take a picture of somebody else for; `fitting` are those that accept its type.

    Where nothing says whose it is, the applicant's own: there it is set aside and asked about.
    """
    mine = about_applicant(guide.form)
    own = next((material for material in fitting if material.id in mine), None)
    return placed(guide, draft, fitting, pages, asked) or own or fitting[0]


def placed(
    guide: Guide, draft: Draft, fitting: Sequence[Material], pages: Sequence[ReadDocument], asked: str
) -> Material | None:
    """Where a picture of somebody else goes without a question: what was just `asked` for, the material of a
    person the form knows already, or the only one that still waits for such a document."""
    mine, others = about_applicant(guide.form), about_others(guide.form)
    theirs = [material for material in fitting if material.id in others]
    sure = [m for m in theirs if m.id == asked or known(guide, draft, m, pages)]
    if sure:
        return sure[0]
    waits = any(m.id in mine and not draft.attached.get(m.id) for m in fitting)
    return theirs[0] if len(theirs) == 1 and not waits else None


def known(guide: Guide, draft: Draft, material: Material, pages: Sequence[ReadDocument]) -> bool:
    """Whether the form already has the person of the pages where the material would put them."""
    numbers = {modern(number) for page in pages if (number := page.value("id_number"))}
    names = [name for page in pages if (name := page.value("name"))]
    for field in guide.form.fields:
        value = draft.fields.get(field.name)
        if value is None:
            continue
        if f"document.{material.id}.id_number" in field.sources and numbers:
            return value.value in numbers
        if f"document.{material.id}.name" in field.sources and not numbers:
            return any(same(value.value, name) for name in names)
    return False


def set_aside(draft: Draft, material: Material, attachment: Attachment) -> tuple[Aside, ...]:
    """The latest takes the place of the one before: one question a material."""
    return (*without(draft.aside, material.id), Aside(material.id, attachment))


def without(aside: Sequence[Aside], material_id: str) -> tuple[Aside, ...]:
    return tuple(one for one in aside if one.material_id != material_id)


def questions(guide: Guide, draft: Draft) -> tuple[SomebodyElses, ...]:
    """What is asked about each document set aside for a material that applies."""
    applying = [material for material in guide.materials if holds(material.when, draft.situation)]
    ids = {material.id for material in applying}
    return tuple(_question(guide, draft, one, applying) for one in draft.aside if one.material_id in ids)


def _question(guide: Guide, draft: Draft, aside: Aside, applying: Sequence[Material]) -> SomebodyElses:
    pages, others = aside.attachment.pages, about_others(guide.form)
    types = {page.document_type for page in pages}
    theirs = [m for m in applying if m.id in others and types & set(m.documents)]
    shown = next((page for page in pages if page.value("name") or page.value("id_number")), pages[0])
    name, own = shown.value("name") or "", draft.fields.get("name")
    key = "another" if name else "unnamed"
    if name and own is not None and same(name, own.value):
        key = "same_name"
    kind = say(f"document_types.{shown.document_type}")
    return SomebodyElses(
        material_id=aside.material_id,
        document_id=aside.attachment.document_id,
        document_type=shown.document_type,
        name=name,
        question=say(f"somebody_elses.{key}", kind=kind, name=discreet(name)),
        materials=tuple((material.id, material.name) for material in theirs),
    )


def answers(asked: SomebodyElses) -> list[tuple[str, str]]:
    """What the person may answer, with the words for it: as which material, for a relative, by mistake."""
    theirs = [(m, say("somebody_elses.material", name=name)) for m, name in asked.materials]
    return [
        *theirs,
        (FAMILY, say("somebody_elses.family")),
        (MISTAKE, say("somebody_elses.mistake")),
    ]


def discreet(name: str) -> str:
    """王建国 as 王某某: enough to know which card is meant."""
    surname = name[:2] if name.startswith(COMPOUND_SURNAMES) and len(name) > 2 else name[:1]
    return surname + "某" * min(2, len(name) - len(surname))
