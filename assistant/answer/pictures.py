"""What is said of a picture: what it was recognised as, what agrees, what it filled, what differs."""

from collections.abc import Sequence

from applications.completeness import say as say_of_applications
from applications.documents import matters
from applications.photos import is_photo_fault, photo_faults
from applications.types import Application, Document
from assistant.answer.speech import Speech
from assistant.rooms import Rooms
from assistant.shown import Shown, shown_by
from assistant.turn import Turn
from knowledge_base.model.guide import Guide, Material
from prefill.masking import told_apart
from prefill.same import same

MOST_PROBLEMS = 3
_UNKNOWN_KIND = "unknown_document"
_TOLD_ALREADY = frozenset({_UNKNOWN_KIND})


def tell_picture(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    """One line for a picture that went into the draft, or why it did not."""
    say, outcome, view = rooms.sentences.say, turn.outcome, turn.application
    kind = kinds(outcome.document)
    if outcome.refused:
        if wanted := next((m.name for m in _materials(turn) if m.id == outcome.doubted), None):
            speech.line(say("picture.doubted", kind=kind, wanted=wanted))
        elif kind:
            speech.line(say("picture.not_needed", kind=kind))
        else:
            _tell_unclear(turn, rooms, speech)
        return
    if outcome.anothers:
        return  # whose it is comes next, as a question
    if view is None or turn.guide is None or not outcome.attached:
        return
    shown = list(shown_by(view, turn.guide, outcome.document))
    told = _findings(shown, outcome.document, rooms)
    if kind and told:
        speech.line(say("picture.recognised_and", kind=kind, told="；".join(told)))
    elif kind:
        speech.line(say("picture.recognised", kind=kind))
    else:
        speech.line(say("picture.for_staff" if _asked_for(turn) else "handling.attached"))
    tell_quality(outcome.document, speech, _handed_in_as(view, turn.guide, outcome.document))


def _tell_unclear(turn: Turn, rooms: Rooms, speech: Speech) -> None:
    """The picture went nowhere: the wrong thing, or the right one that can't be read."""
    document = turn.outcome.document
    faults = {one.code for page in document.pages for one in page.problems} if document else set[str]()
    key = "unreadable" if faults - {_UNKNOWN_KIND} else "unclear"
    speech.line(rooms.sentences.say(f"picture.{key}"))
    tell_quality(document, speech)


def _asked_for(turn: Turn) -> bool:
    """Whether it was taken as what had been asked for, though no reader knows such documents."""
    asked = turn.before.next if turn.before else None
    return any(asked is not None and m.id == asked.name and m.documents for m in _materials(turn))


def _materials(turn: Turn) -> Sequence[Material]:
    return turn.guide.materials if turn.guide else ()


def _handed_in_as(view: Application, guide: Guide, document: Document | None) -> list[Material]:
    ids = {m.material_id for m in view.materials if document and m.document_id == document.document_id}
    return [material for material in guide.materials if material.id in ids]


def tell_quality(document: Document | None, speech: Speech, materials: Sequence[Material] = ()) -> None:
    """What could not be read, or is wrong with a photo, and what to do; in the words of the reading."""
    pages = document.pages if document else ()
    if photos := [material for material in materials if material.photo]:
        problems = [p.message for material in photos for p in photo_faults(material, pages)]
    else:
        seen = [p for page in pages for p in page.problems if not is_photo_fault(p)]
        problems = [p.message for p in seen if p.code not in _TOLD_ALREADY and matters(p, materials)]
    for message in list(dict.fromkeys(problems))[:MOST_PROBLEMS]:
        speech.line(message)


def kinds(document: Document | None) -> str:
    """What the picture shows, in words; empty when it was not recognised."""
    types = [page.document_type for page in document.pages] if document else []
    names = [say_of_applications(f"document_types.{t}") for t in dict.fromkeys(types) if t != "unknown"]
    return "、".join(names)


def _findings(shown: list[Shown], document: Document | None, rooms: Rooms) -> list[str]:
    say = rooms.sentences.say
    ref = f"@{document.document_id}" if document else "@"
    filled = [s for s in shown if s.value.source_ref.endswith(ref)]
    agreeing = [s for s in shown if s not in filled and same(s.read, s.value.value)]
    differing = [s for s in shown if s not in filled and s not in agreeing]
    told: list[str] = []
    if agreeing:
        key = "agrees" if all(s.value.source == "profile" for s in agreeing) else "agrees_filled"
        told.append(say(f"picture.{key}", labels=_labels(agreeing)))
    if filled:
        told.append(say("picture.filled", labels=_labels(filled)))
    for one in differing:
        read, value = told_apart(one.field, [one.read, one.value.value])
        told.append(say("picture.differs", label=one.field.label, read=read, value=value))
    return told


def _labels(shown: list[Shown]) -> str:
    return "、".join(one.field.label for one in shown)
