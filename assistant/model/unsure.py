"""Whether the rules are unsure of a message: only then is a language model asked what it means."""

from collections.abc import Sequence

from assistant.choose import SURE, AskWhich, NoItem, choose
from assistant.commands import AskAbout, Command, OutOfScope, SetField, SwitchItem
from assistant.turn import Known, Turn
from assistant.understand.control import load_words
from assistant.understand.focus import says_nothing
from assistant.understand.open_draft import editable
from knowledge_base.library import Library
from prefill.types import Parsed
from prefill.values import parse

NOT_FAR = 0.10
"""share of a service matter from which a message turned away may be one"""


def unsure(turn: Turn, commands: Sequence[Command], library: Library) -> bool:
    """Nothing understood, no item found or not surely, several that a question would have to tell apart,
    turned away though it may be a matter, or a value that is none. What a control, an exact answer or a
    document decided is sure."""
    if turn.document_id is not None or says_nothing(turn.text):
        return False
    if not commands:
        return True
    if any(isinstance(one, SwitchItem) for one in commands):
        return not load_words().steering(turn.text) and turn.state.clarifying is None
    if any(isinstance(one, OutOfScope) for one in commands):
        return turn.scope is not None and turn.scope.share("service") >= NOT_FAR
    about = next((one for one in commands if isinstance(one, AskAbout)), None)
    if about is not None:
        return about.item_id is None and _open(about, turn, library)
    return _is_no_value(turn, commands)


def _open(about: AskAbout, turn: Turn, library: Library) -> bool:
    """Whether no item would be told of now, or one that was not found surely."""
    known = {item_id: one for item_id, _ in about.candidates if (one := known_of(item_id, library))}
    chosen = choose(about.question, about.candidates, known, turn.state.asked, "ask", "")
    if isinstance(chosen, AskWhich | NoItem):
        return True
    return about.candidates[0][1] < SURE


def known_of(item_id: str, library: Library) -> Known | None:
    item = library.item(item_id)
    return Known(item, library.guide(item_id)) if item is not None else None


def _is_no_value(turn: Turn, commands: Sequence[Command]) -> bool:
    """Whether the whole message was taken for the value asked for, and is none."""
    view, guide = editable(turn)
    if view is None or guide is None or len(commands) != 1 or not isinstance(commands[0], SetField):
        return False
    told = commands[0]
    field = next((one for one in guide.form.fields if one.name == told.name), None)
    return field is not None and told.text == turn.text and not isinstance(parse(field, told.text), Parsed)
