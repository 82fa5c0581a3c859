"""Which material a document is handed in for, and who may look at it and use it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from applications.access import acts_for_owner, may
from applications.completeness import applying_fields, completeness, states
from applications.documents import takes_unrecognised
from applications.repository import Kept, Repository
from applications.set_aside import suited
from applications.sparing import instead_of_typing
from applications.texts import say
from applications.types import Actor, Document
from knowledge_base.model.guide import Material
from ocr.types import ReadDocument
from prefill.holder import about_applicant, is_anothers, misplaced_for
from prefill.types import Profile


def may_look(session: Session, repository: Repository, actor: Actor, document: Document) -> bool:
    """Its owner; and whoever acts for them, at what is handed in for the application they may see."""
    if document.owner_id == actor.account_id:
        return True
    kept = repository.find(session, document.application_id) if document.application_id else None
    return (
        kept is not None
        and kept.owner_id == document.owner_id
        and acts_for_owner(actor, kept)
        and may(actor, "see", kept, repository.now)
        and kept.draft.has(document.document_id)
    )


def may_use(actor: Actor, document: Document, kept: Kept) -> bool:
    """For the owner: their own. For who acts for them: their own unless it serves another matter already, and
    the owner's that is part of this one."""
    if actor.account_id == kept.owner_id:
        return document.owner_id == kept.owner_id
    if document.owner_id == actor.account_id:
        return document.application_id in (None, kept.application_id)
    return document.owner_id == kept.owner_id and document.application_id == kept.application_id


def material_for(
    kept: Kept, document: Document, material_id: str | None, profile: Profile, today: date
) -> Material | str:
    """The material named, or the one the document belongs to; else the sentence that says why not."""
    found = _material(kept, document, material_id, profile, today)
    if isinstance(found, Material) and _agents_own(kept, document, found):
        assert kept.delegation is not None  # without one nobody acts
        names = {"agent": kept.delegation.agent_name, "principal": kept.delegation.principal_name}
        return say("refused.agents_own", **names)
    return found


def _material(
    kept: Kept, document: Document, material_id: str | None, profile: Profile, today: date
) -> Material | str:
    guide = kept.published.guide
    applying = {state.material_id: state for state in states(guide, kept.draft, today)}
    open_to = [material for material in guide.materials if material.id in applying]
    if material_id:
        named = next((m for m in open_to if m.id == material_id), None)
        return named or say("refused.no_material")
    types = {page.document_type for page in document.pages} - {"unknown"}
    fitting = [material for material in open_to if types & set(material.documents)]
    if not types:
        return _unrecognised(kept, document, today)
    if not fitting:
        return say("refused.not_needed")
    if any(is_anothers(page, profile) for page in document.pages):
        return suited(guide, kept.draft, fitting, document.pages, _asked(kept, today))
    misplaced = misplaced_for(guide.form, document.pages, profile)
    return min(fitting, key=lambda m: (m.id in misplaced, applying[m.id].document_id is not None))


def _unrecognised(kept: Kept, document: Document, today: date) -> Material | str:
    """What no reader knows is what was asked for, where no reader could know that; staff look at it."""
    guide = kept.published.guide
    asked = next((m for m in guide.materials if m.id == _asked(kept, today)), None)
    if asked is None or not document.pages:
        return say("refused.which_material")
    if takes_unrecognised(asked, document.pages):
        return asked
    return say("refused.unreadable", name=asked.name)


def _asked(kept: Kept, today: date) -> str:
    """The material that is asked for next, or offered instead of typing; empty when something else is."""
    guide, draft = kept.published.guide, kept.draft
    found = completeness(guide, draft, kept.state, today)
    if found.next and found.next.kind == "field":
        lacking = [f for f in applying_fields(guide, draft) if f.name in found.missing]
        spared = instead_of_typing(guide, found.materials, lacking).get(found.next.name)
        return spared.material_id if spared else ""
    return found.next.name if found.next and found.next.kind == "document" else ""


def _agents_own(kept: Kept, document: Document, material: Material) -> bool:
    """The agent's own paper in the principal's place; where the profile is not used nothing else tells."""
    acting = kept.delegation
    if acting is None or acting.kind == "guardian" or acting.agent_name == acting.principal_name:
        return False
    names = {page.value("name") for page in document.pages}
    return material.id in about_applicant(kept.published.guide.form) and acting.agent_name in names


def fitting(material: Material, pages: Sequence[ReadDocument]) -> tuple[ReadDocument, ...]:
    """What of a picture of several documents belongs to the material: another's name beside it must not fill
    the form. All, where none is of a type it accepts: then that is what is wrong with it."""
    fitting = tuple(page for page in pages if page.document_type in material.documents)
    return fitting or tuple(pages)
