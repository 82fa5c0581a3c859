"""What a picture just sent is meant for, where more than its document type tells. Pure."""

import re

from applications.types import Document
from assistant.turn import Turn

_MAY_BE_A_KNOWN_PAPER = re.compile(r"证(?!件照|件要求)|材料|户口|执照|银行卡|社保卡|合同|任选|其他")
"""in the name of a material that no document type is set for: papers with a type of their own may serve"""


def only_lacking(turn: Turn) -> str | None:
    """The material asked for, where nothing else that is due takes such a document: then it is meant."""
    view, step, document = turn.application, turn.application and turn.application.next, turn.outcome.document
    if view is None or turn.guide is None or document is None or step is None or step.kind != "document":
        return None
    types = {page.document_type for page in document.pages}
    taking = {material.id for material in turn.guide.materials if types & set(material.documents)}
    due = [m.material_id for m in view.materials if not m.satisfied and m.material_id in taking]
    return step.name if due == [step.name] else None


def untyped_material(turn: Turn) -> str | None:
    """The material just asked for, when no document type is set for it: it can only be taken as handed in."""
    step = turn.application.next if turn.application else None
    if turn.guide is None or step is None or step.kind != "document":
        return None
    return next((m.id for m in turn.guide.materials if m.id == step.name and not m.documents), None)


def doubted(turn: Turn, material_id: str) -> str | None:
    """The material asked for, where the picture shows a paper that it can hardly be (a marriage certificate
    for a photo, or for a letter of one's own). Sent once more, it is taken: the reading may be wrong."""
    document, guide = turn.outcome.document, turn.guide
    if document is None or guide is None or not recognised(document) or turn.state.doubted == material_id:
        return None
    asked_for = next(material for material in guide.materials if material.id == material_id)
    return None if _MAY_BE_A_KNOWN_PAPER.search(asked_for.name) else material_id


def recognised(document: Document) -> bool:
    return any(page.document_type != "unknown" for page in document.pages)
