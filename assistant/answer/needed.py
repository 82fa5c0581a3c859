"""Why something that a person would rather not give is needed, and what happens without."""

from applications.types import Application
from assistant.answer.speech import Speech
from assistant.rooms import Rooms
from assistant.turn import Turn
from knowledge_base.model.guide import Guide, Material


def tell_needed(turn: Turn, rooms: Rooms, speech: Speech, about: str) -> None:
    """`about` is the field refused; else what is asked for next is meant."""
    say, view, guide = rooms.sentences.say, turn.application, turn.guide
    name = about or (view.next.name if view is not None and view.next is not None else "")
    if view is None or guide is None:
        speech.line(say("handling.waits"))
        return
    field = next((f for f in guide.form.fields if f.name == name), None)
    material = next((m for m in guide.materials if m.id == name), None)
    if field is not None:
        speech.line(say(f"needed.{field.type}", label=field.label))
        speech.line(say("needed.without_field"))
    elif material is not None and view.next is not None and view.next.kind == "document":
        basis = _basis(guide, material)
        speech.line(
            say("needed.material_by_law" if basis else "needed.material", name=material.name, basis=basis)
        )
        speech.line(say("needed.without_promise" if _may_promise(view, name) else "needed.without_material"))
    else:
        speech.line(say("handling.waits"))


def _basis(guide: Guide, material: Material) -> str:
    """Law and article that ask for it; empty where the guide names none."""
    return next((f"{b.law}{b.article}" for b in guide.legal_basis if b.id in material.basis), "")


def _may_promise(view: Application, material_id: str) -> bool:
    return any(m.material_id == material_id and m.commitment is not None for m in view.materials)
