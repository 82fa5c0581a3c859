"""A model's service by script, and a proposer that asks it, for tests of what stands around them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.commands import Command
from assistant.consulted import Ask, Failed, Line, PromptVersion, Spent, Told
from assistant.rooms import Consult, Proposer
from assistant.turn import Turn

PROMPT = PromptVersion("understand", 1, "0123456789ab")
COSTS = Spent(tokens_in=900, tokens_out=100, seconds=0.5, yuan=0.002)


def asking(text: str = "问", task: str = "understand") -> Ask:
    return Ask(task, PROMPT, "系统", (Line("person", text),))  # pyright: ignore[reportArgumentType]


def told(text: str = "答", spent: Spent = COSTS) -> Told:
    return Told("invented", text, spent=spent)


@dataclass
class ScriptedService:
    """Answers by `script`, from whatever thread; `heard` is what was asked, with the seconds it was given."""

    script: Callable[[Ask], Told | Failed] = lambda _ask: told()
    heard: list[tuple[Ask, float]] = field(default_factory=list[tuple[Ask, float]])

    def ask(self, ask: Ask, within: float) -> Told | Failed:
        self.heard.append((ask, within))
        return self.script(ask)


@dataclass
class AskingProposer:
    """Asks the model at every message and keeps to the rules whatever it says."""

    rules: Proposer
    consult: Consult

    def propose(self, turn: Turn) -> list[Command]:
        self.consult(turn, asking(turn.text))
        return self.rules.propose(turn)
