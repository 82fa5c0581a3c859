"""In how many turns the rules are unsure and would ask a model: `python -m eval_sets.model.unsure`.

Talks nobody signs in for, on our whole content; turns that the guard answers are asked of nobody.
"""

import json
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from applications.intake_embedded import EmbeddedIntake
from applications.outbox import Outbox
from applications.service import ApplicationService
from assistant.commands import Command
from assistant.consulted import Ask
from assistant.model.masking import Mask
from assistant.model.proposer import asking, found_by
from assistant.model.situation import situation_of
from assistant.model.unsure import unsure
from assistant.pipeline import Assistant
from assistant.rooms import Proposer
from assistant.turn import Turn
from assistant.understand.rules import RuleProposer
from eval_sets.cases import OWN_CASES, BoundaryCase, DialogueCase, DialogueTurn, NavigationCase, read_cases
from eval_sets.own_library import own_library
from knowledge_base.library import Library
from storage import migrate
from storage.clock import system_clock
from storage.database import Database


@dataclass
class Counting:
    """The rules, with a note of each message that they are unsure of."""

    rules: Proposer
    library: Library
    unsure: list[str] = field(default_factory=list[str])
    letters: list[int] = field(default_factory=list[int])
    """of each question to a model, with the form that it would fill"""

    def propose(self, turn: Turn) -> list[Command]:
        commands = self.rules.propose(turn)
        if unsure(turn, commands, self.library):
            self.unsure.append(turn.text)
            shown = situation_of(turn, self.library, found_by(commands))
            self.letters.append(_letters(asking(turn, shown, Mask.of(turn))))
        return commands


def _letters(ask: Ask) -> int:
    form = ask.shape.model_json_schema() if ask.shape else {}
    return len(ask.system) + sum(len(line.text) for line in ask.lines) + len(json.dumps(form))


def talks() -> dict[str, list[Sequence[DialogueTurn]]]:
    """What is said, by set; an opening is a talk of one turn."""
    navigation = read_cases(NavigationCase, OWN_CASES / "navigation.dev.jsonl")
    boundaries = read_cases(BoundaryCase, OWN_CASES / "boundaries.dev.jsonl")
    dialogues = read_cases(DialogueCase, OWN_CASES / "dialogues.dev.jsonl")
    return {
        "navigation": [[DialogueTurn(say=case.query)] for case in navigation],
        "boundaries": [[DialogueTurn(say=case.query)] for case in boundaries],
        "dialogues": [case.turns for case in dialogues],
    }


def measure(
    assistant: Assistant, counting: Counting, said: Sequence[Sequence[DialogueTurn]]
) -> dict[str, Any]:
    turns, before = 0, len(counting.unsure)
    for talk in said:
        conversation = assistant.open("web").conversation_id
        for one in talk:
            reply = assistant.say(conversation, None, one.say)
            turns += 1
            if reply.status == "clarify" and one.answer:
                assistant.say(conversation, None, one.answer)
                turns += 1
    asked = len(counting.unsure) - before
    letters = counting.letters[before:]
    mean = round(sum(letters) / len(letters)) if letters else 0
    return {"turns": turns, "unsure": asked, "share": round(asked / turns, 4), "letters_an_ask": mean}


@contextmanager
def counted() -> Generator[tuple[Assistant, Counting]]:
    with own_library() as own, TemporaryDirectory(prefix="yuxiaozhi-unsure-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'talks.db'}")
        migrate.upgrade(database)
        outbox = Outbox(database, EmbeddedIntake(database, system_clock), system_clock)
        applications = ApplicationService(database, own.library, outbox, system_clock)
        counting = Counting(RuleProposer(own.library), own.library)
        try:
            yield Assistant(database, own.library, applications, proposer=counting), counting
        finally:
            database.dispose()


def main() -> None:
    """Prints the shares; with `--show` also the messages."""
    with counted() as (assistant, counting):
        figures = {name: measure(assistant, counting, said) for name, said in talks().items()}
    print(json.dumps(figures, indent=1))  # noqa: T201
    if "--show" in sys.argv:
        print("\n".join(counting.unsure))  # noqa: T201


if __name__ == "__main__":
    main()
