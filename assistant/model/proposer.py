"""A proposer that asks a language model where the rules are unsure. It proposes; `meaning` says what may come
of an answer, and at any failure the turn goes on with the rules' commands."""

from collections.abc import Sequence

from assistant.commands import AskAbout, Command
from assistant.consulted import Ask, Told
from assistant.model.masking import Mask
from assistant.model.meaning import commands_of
from assistant.model.shape import read, shape_of
from assistant.model.situation import Situation, draft_shown, items_shown, lines_of, situation_of
from assistant.model.unsure import unsure
from assistant.prompts import prompt
from assistant.rooms import Consult, Proposer
from assistant.turn import Turn
from knowledge_base.library import Library

PROMPT = "understand"


class ModelProposer:
    def __init__(self, rules: Proposer, consult: Consult, library: Library) -> None:
        self._rules, self._consult, self._library = rules, consult, library

    def propose(self, turn: Turn) -> list[Command]:
        """The rules' commands, or what the model made of a message that they are unsure of."""
        ruled = self._rules.propose(turn)
        if not unsure(turn, ruled, self._library):
            return ruled
        shown, mask = situation_of(turn, self._library, found_by(ruled)), Mask.of(turn)
        answer = self._consult(turn, asking(turn, shown, mask))
        if not isinstance(answer, Told):
            return ruled
        return commands_of(read(answer.value), turn, ruled, shown, mask)


def found_by(ruled: Sequence[Command]) -> list[str]:
    """The items that the rules' commands name."""
    return [item for one in ruled if isinstance(one, AskAbout) for item, _ in one.candidates]


def asking(turn: Turn, shown: Situation, mask: Mask) -> Ask:
    """The question to the model: everything that people wrote is masked."""
    lines = lines_of(turn, mask)
    made = prompt(PROMPT)
    system = made.filled(items=items_shown(shown), draft=draft_shown(shown, mask))
    return Ask("understand", made.version, system, lines, shape_of(shown.choices))
