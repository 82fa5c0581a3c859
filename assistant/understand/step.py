"""Asks the proposer, and looks up the items it named."""

from dataclasses import replace

from assistant.choose import CLOSE, MOST_WAYS
from assistant.commands import AskAbout, AskEvent, Command, StartApplication, TellCase
from assistant.rooms import Rooms
from assistant.turn import Known, Turn
from assistant.understand import facts
from assistant.understand.control import load_words
from assistant.understand.facts import Told
from knowledge_base.districts import situation_in
from knowledge_base.divisions import Divisions


def understand(turn: Turn, rooms: Rooms) -> None:
    """Leaves the proposed commands and what is known of the items that they may lead to."""
    _place(turn)
    turn.commands = rooms.proposer.propose(turn)
    for item_id in (*_named(turn), *_of_event(turn, rooms)):
        _look_up(item_id, turn, rooms)


def _place(turn: Turn) -> None:
    """The district that the person says is theirs, now or earlier, goes before the one the page sent."""
    own = load_words().own_place.search(turn.text)
    clarifying = turn.state.clarifying
    asked = clarifying is not None and clarifying.district_of is not None
    division = Divisions.shipped().find(own["place"] if own else turn.text if asked else "")
    turn.named_district = division.code if division and division.code else None
    turn.district = turn.named_district or turn.state.district or turn.district


def _look_up(item_id: str, turn: Turn, rooms: Rooms) -> None:
    item = rooms.library.item(item_id)
    if item is None or item_id in turn.known:
        return
    guide = rooms.library.guide(item_id)
    story = "\n".join(part for part in (turn.state.story, turn.text) if part)
    told = facts.find(story, guide.guide, {}, load_words()) if guide and _starting(turn) else Told()
    here = situation_in(guide.guide, turn.district) if guide else {}
    turn.known[item_id] = Known(item, guide, {**here, **told.situation}, told.fields)


def _of_event(turn: Turn, rooms: Rooms) -> list[str]:
    """The items of the life event that is asked about."""
    meant = next((one.event_id for one in turn.commands if isinstance(one, AskEvent)), None)
    turn.event = rooms.library.life_event(meant) if meant else None
    turn.commands = [_with_told(one, rooms) for one in turn.commands]
    return [part.item_id for part in turn.event.event.parts if part.item_id] if turn.event else []


def _with_told(command: Command, rooms: Rooms) -> Command:
    """With the facts of the case that the wish to handle an event tells already."""
    if not isinstance(command, AskEvent) or not command.start:
        return command
    outline = rooms.applications.bundles.outline(command.event_id)
    told = facts.find(command.question, outline, {}, load_words()) if outline else Told()
    return replace(command, situation=told.situation, fields=told.fields)


def _starting(turn: Turn) -> bool:
    """Facts of the person's story are only looked for when a draft may be opened."""
    wish = any(isinstance(command, StartApplication) for command in turn.commands)
    return wish or turn.state.awaiting == "sign_in"


def _named(turn: Turn) -> list[str]:
    """Items that may be chosen or offered: the best candidate and those close to it."""
    named: list[str] = []
    for command in turn.commands:
        if isinstance(command, AskAbout):
            best = command.candidates[0][1] if command.candidates else 0.0
            close = [item_id for item_id, score in command.candidates if score >= best * CLOSE]
            named += close[:MOST_WAYS]
        if isinstance(command, StartApplication | TellCase) and command.item_id:
            named.append(command.item_id)
    if turn.state.awaiting == "sign_in" and turn.state.item_id:
        named.append(turn.state.item_id)
    return list(dict.fromkeys(named))
