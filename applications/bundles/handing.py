"""A document handed in once, for every part that asks for it. Pure."""

from applications import changes
from applications.bundles.filling import Filled
from applications.bundles.naming import own_materials
from applications.bundles.parts import Case
from applications.bundles.spreading import fitted, takes
from applications.bundles.types import Bundle
from applications.completeness import say
from applications.documents import takes_unrecognised
from applications.drafts import Attachment, Draft
from applications.types import Document
from knowledge_base.model.guide import Material
from prefill.holder import misplaced_for
from prefill.types import Profile


def handed_in(
    case: Case, whole: Bundle, document: Document, material_id: str | None, profile: Profile
) -> tuple[Filled, str | None]:
    """The parts' drafts with the document, and the shared material it was taken for."""
    material = _material(whole, document, material_id, profile)
    if isinstance(material, str):
        return Filled({}, refused=material), None
    drafts: dict[str, Draft] = {}
    for one in case.open:
        for own in own_materials(one, material.id):
            asked = next(m for m in one.guide.materials if m.id == own)
            given = Attachment(document.document_id, document.state, fitted(asked, document.pages))
            if one.kept is not None and (takes(asked, given) or not _taken(case, material.id, given)):
                draft = drafts.get(one.part_id, one.kept.draft)
                drafts[one.part_id] = changes.attach(draft, asked, given).draft
    if not drafts:
        return Filled({}, refused=say("refused.no_material")), None
    return Filled(drafts), material.id


def taken_back(case: Case, material_id: str) -> Filled:
    drafts = {one.part_id: one.kept.draft for one in case.open if one.kept}
    for one in case.open:
        for own in own_materials(one, material_id):
            drafts[one.part_id] = changes.detach(drafts[one.part_id], own).draft
    return Filled(drafts)


def _taken(case: Case, shared: str, given: Attachment) -> bool:
    """Whether any part accepts it: a wrong document goes to all, so that each can say what is wrong."""
    asked = [m for one in case.open for m in one.guide.materials if m.id in own_materials(one, shared)]
    return any(takes(material, given) for material in asked)


def _material(whole: Bundle, document: Document, material_id: str | None, profile: Profile) -> Material | str:
    """The material named, or the one the document belongs to; else the sentence that says why not."""
    states = {state.material_id: state for state in whole.materials}
    open_to = [material for material in whole.guide.materials if material.id in states]
    if material_id:
        named = next((m for m in open_to if m.id == material_id), None)
        return named or say("refused.no_material")
    types = {page.document_type for page in document.pages} - {"unknown"}
    if not types:
        return _unrecognised(whole, open_to, document)
    accepting = [material for material in open_to if types & set(material.documents)]
    misplaced = misplaced_for(whole.guide.form, document.pages, profile)
    if not accepting:
        return say("refused.not_needed")
    return min(accepting, key=lambda m: (m.id in misplaced, states[m.id].document_id is not None))


def _unrecognised(whole: Bundle, open_to: list[Material], document: Document) -> Material | str:
    """What no reader knows is what was asked for, where no reader could know that; staff look at it."""
    step = whole.next
    asked = next((m for m in open_to if step and step.kind == "document" and m.id == step.name), None)
    if asked is None or not document.pages:
        return say("refused.which_material")
    if takes_unrecognised(asked, document.pages):
        return asked
    return say("refused.unreadable", name=asked.name)
