"""A document handed in once, for every part that asks for it. Pure."""

from applications import changes
from applications.bundles.filling import Filled
from applications.bundles.naming import own_materials
from applications.bundles.parts import Case, Handled
from applications.bundles.spreading import fitted, takes
from applications.bundles.types import Bundle
from applications.completeness import say
from applications.documents import takes_unrecognised
from applications.drafts import Attachment, Draft
from applications.set_aside import FAMILY, MISTAKE, suited
from applications.types import Document
from knowledge_base.model.guide import Material
from prefill.holder import is_anothers, misplaced_for
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
                drafts[one.part_id] = changes.hand_in(one.guide, draft, asked, given, profile).draft
    if not drafts:
        return Filled({}, refused=say("refused.no_material")), None
    return Filled(drafts), material.id


def taken_back(case: Case, material_id: str) -> Filled:
    drafts = {one.part_id: one.kept.draft for one in case.open if one.kept}
    for one in case.open:
        for own in own_materials(one, material_id):
            drafts[one.part_id] = changes.detach(drafts[one.part_id], own).draft
    return Filled(drafts)


def told_whose(case: Case, material_id: str, answer: str) -> Filled:
    """The person's word on a document set aside, in each part where it is."""
    drafts: dict[str, Draft] = {}
    refused = say("somebody_elses.gone")
    for one in case.open:
        draft = one.kept.draft if one.kept else Draft()
        for own in own_materials(one, material_id):
            change = changes.whose(one.guide, draft, own, _own_answer(case, one, answer))
            if not change.refused:
                draft = drafts[one.part_id] = change.draft
    return Filled(drafts, refused="" if drafts else refused)


def _own_answer(case: Case, one: Handled, answer: str) -> str:
    """A shared material by the part's own name; a part that does not ask for it leaves the document out."""
    if answer in (FAMILY, MISTAKE) or not any(own_materials(each, answer) for each in case.open):
        return answer
    return next(iter(own_materials(one, answer)), MISTAKE)


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
    if not accepting:
        return say("refused.not_needed")
    if any(is_anothers(page, profile) for page in document.pages):
        asked = whole.next.name if whole.next and whole.next.kind == "document" else ""
        attached = {m: (Attachment(s.document_id, "read"),) for m, s in states.items() if s.document_id}
        draft = Draft(fields=whole.fields, attached=attached)
        return suited(whole.guide, draft, accepting, document.pages, asked)
    misplaced = misplaced_for(whole.guide.form, document.pages, profile)
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
