"""The default proposer: rules on the words, and retrieval for the item. No language model."""

from assistant.commands import AddDocument, AskAbout, AskHuman, Command, Greet, StartApplication, SwitchItem
from assistant.state import Way
from assistant.turn import Turn, in_the_middle
from assistant.understand.control import load_words
from assistant.understand.matters import SHORT, Matters
from assistant.understand.offered import number_of
from assistant.understand.open_draft import OpenDraft
from assistant.understand.outside import Outside
from assistant.understand.steering import Steering
from assistant.wording import loose, mentions
from knowledge_base.divisions import Divisions
from knowledge_base.library import Library


class RuleProposer:
    """Tries, in this order: steering words, the open question, the open draft, and the whole catalogue."""

    def __init__(self, library: Library) -> None:
        self._words = load_words()
        self._steering = Steering(self._words)
        self._matters = Matters(library, self._words)
        self._open_draft = OpenDraft(library, self._words, self._matters)
        self._scope = Outside(library, self._words)

    def propose(self, turn: Turn) -> list[Command]:
        if turn.document_id is not None:
            return [AddDocument(turn.document_id)]
        steps = (
            self._open_draft.exact_answer,
            self._asks_beyond,
            self._steering.steered,
            self._clarified,
            self._open_draft.handling,
            self._placed,
            self._scope.outside,
            self._matters.event,
            self._matters.leading,
            self._matters.about,
        )
        commands = next((commands for step in steps if (commands := step(turn))), [])
        return self._matters.instead(turn) or commands if commands == [SwitchItem()] else commands

    def _asks_beyond(self, turn: Turn) -> list[Command]:
        """For a person to talk to, or for a promise that nobody can give."""
        if self._words.has("human", turn.text):
            return [AskHuman()]
        return [Greet("promise")] if self._words.has("promise", turn.text) else []

    def _clarified(self, turn: Turn) -> list[Command]:
        """An answer to the clarifying question that is open."""
        open_ = turn.state.clarifying
        if open_ is None:
            return []
        if open_.district_of is not None:
            return self._district_told(turn, open_.about, open_.district_of)
        way = _way(open_.ways, turn.text)
        if way is None:
            return []
        if way.item_id is None:
            return [SwitchItem()]
        if open_.intent == "start":
            return [StartApplication(way.item_id)]
        return [AskAbout(open_.about, ((way.item_id, 1.0),), way.item_id)]

    def _placed(self, turn: Turn) -> list[Command]:
        """我住在万州 before any matter is named: noted, for there is nothing to look for."""
        return [Greet("placed")] if not in_the_middle(turn) and self._words.only_place(turn.text) else []

    def _district_told(self, turn: Turn, about: str, item_id: str) -> list[Command]:
        """The question that waited for the district; without one it is answered for all districts."""
        told = Divisions.shipped().find(turn.text) is not None or len(turn.text) <= SHORT
        asks = self._words.has("question", turn.text) or self._words.wishes(turn.text)
        return [AskAbout(about, ((item_id, 1.0),), item_id)] if told and not asks else []


def _way(ways: tuple[Way, ...], text: str) -> Way | None:
    """The way an answer takes: by its label, its number, or words that mean it."""
    said = loose(text)
    exact = [way for way in ways if loose(way.label) == said]
    if exact:
        return exact[0]
    at = number_of(text)
    if at is not None:
        return ways[at - 1] if at <= len(ways) else None
    named = [way for way in ways if mentions(text, [way.label, *way.words]) == "said"]
    return named[0] if len(named) == 1 else None
