"""Asks the proposer, and looks up the items it named."""

from assistant.commands import AskAbout, StartApplication
from assistant.rooms import Rooms
from assistant.turn import Known, Turn
from assistant.understand import facts
from assistant.understand.control import load_words
from assistant.understand.facts import Told

LOOKED_UP = 4
"""candidates beyond these are never offered"""


def understand(turn: Turn, rooms: Rooms) -> None:
    """Leaves the proposed commands and what is known of the items they name."""
    turn.commands = rooms.proposer.propose(turn)
    starting = _starting(turn)
    story = "\n".join(part for part in (turn.state.story, turn.text) if part)
    for item_id in _named(turn):
        item = rooms.library.item(item_id)
        if item is not None:
            guide = rooms.library.guide(item_id)
            told = facts.find(story, guide.guide, {}, load_words()) if guide and starting else Told()
            turn.known[item_id] = Known(item, guide, told.situation, told.fields)


def _starting(turn: Turn) -> bool:
    """Facts of the person's story are only looked for when a draft may be opened."""
    wish = any(isinstance(command, StartApplication) for command in turn.commands)
    return wish or turn.state.awaiting == "sign_in"


def _named(turn: Turn) -> list[str]:
    named: list[str] = []
    for command in turn.commands:
        if isinstance(command, AskAbout):
            named += [item_id for item_id, _ in command.candidates[:LOOKED_UP]]
        if isinstance(command, StartApplication) and command.item_id:
            named.append(command.item_id)
    if turn.state.awaiting == "sign_in" and turn.state.item_id:
        named.append(turn.state.item_id)
    return list(dict.fromkeys(named))
