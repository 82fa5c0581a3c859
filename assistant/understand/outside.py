"""Messages that are no service matter: complaints, small talk, courtesies. Model and search decide."""

from assistant.commands import AskHuman, Command, Greet, OutOfScope, SwitchItem
from assistant.scope import boundary
from assistant.turn import Turn, in_the_middle
from assistant.understand.control import Words
from knowledge_base.library import Library


class Outside:
    def __init__(self, library: Library, words: Words) -> None:
        self._library = library
        self._words = words

    def outside(self, turn: Turn) -> list[Command]:
        """What to do instead of looking for an item; nothing for all that may be a service matter."""
        talking = in_the_middle(turn)
        if turn.scope is None or boundary(turn.scope, talking=talking) is None:
            return []
        if talking and self._words.is_follow_up(turn.text):
            return []
        kind = boundary(turn.scope, meant=self._library.meant(turn.text), talking=talking)
        if kind == "complaint":
            return [AskHuman()]
        if kind == "off_topic":
            return [OutOfScope()]
        if kind == "courtesy":
            return [Greet("who" if self._words.has("question", turn.text) else "kind")]
        return [SwitchItem()] if kind == "unclear" and not talking else []
