"""Does a conversation of many turns stay with its matter, change it and come back when the person does."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from eval_sets.cases import DialogueCase, DialogueTurn
from eval_sets.client import Client, Json
from eval_sets.errors import ServerError
from eval_sets.figures import by_kind, share_of
from eval_sets.parallel import JOBS, each

Say = Callable[[str], Json]
"""says something in the conversation and gives the reply"""


@dataclass(frozen=True, slots=True)
class Walked:
    """One dialogue: what was wrong with each turn (`item`, `status`, `said`, `fault`), empty when right."""

    case: DialogueCase
    wrong: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not any(self.wrong)

    @property
    def failing(self) -> list[str]:
        """`id#turn` with what was wrong, turns counted from 1."""
        return [f"{self.case.id}#{at} {wrong}" for at, wrong in enumerate(self.wrong, 1) if wrong]


def evaluate(cases: list[DialogueCase], url: str, jobs: int = JOBS) -> dict[str, Any]:
    """`dialogues`: right in all turns; `turns`: of all dialogues, also after a wrong one; both by kind.

    `items`: of the turns that name an item, those that were about it, whatever else was wrong.
    """
    walked = each(lambda case: _in_service(case, url), cases, jobs)
    turns = [
        (one.case, turn, wrong)
        for one in walked
        for turn, wrong in zip(one.case.turns, one.wrong, strict=True)
    ]
    figures: Json = {
        "dialogues": share_of(one.right for one in walked),
        "turns": share_of(not wrong for _, _, wrong in turns),
        "items": share_of(wrong not in ("item", "fault") for _, turn, wrong in turns if turn.item),
        "by_kind": {
            "dialogues": by_kind((one.case.kind, one.right) for one in walked),
            "turns": by_kind((case.kind, not wrong) for case, _, wrong in turns),
        },
    }
    failing = [one.case.id for one in walked if not one.right]
    return {
        "figures": figures,
        "failing": failing,
        "failing_turns": [t for one in walked for t in one.failing],
    }


def walk(case: DialogueCase, say: Say) -> Walked:
    """Says all turns in one conversation; a question is answered when the case knows its answer."""
    wrong: list[str] = []
    for turn in case.turns:
        try:
            reply = say(turn.say)
            if reply["status"] == "clarify" and turn.answer:
                reply = say(turn.answer)
        except ServerError:
            wrong.append("fault")
            continue
        wrong.append(judge(turn, reply))
    return Walked(case, tuple(wrong))


def judge(turn: DialogueTurn, reply: Json) -> str:
    """What is wrong with the reply, the worst first; empty when nothing is."""
    first = next((item["name"] for item in reply["items"]), None)
    if turn.item and first not in turn.item:
        return "item"
    if turn.status and reply["status"] not in turn.status:
        return "status"
    text: str = reply["text"]
    said = all(re.search(pattern, text) for pattern in turn.must)
    return "" if said and not any(re.search(pattern, text) for pattern in turn.must_not) else "said"


def _in_service(case: DialogueCase, url: str) -> Walked:
    with Client(url) as client:
        client.open_conversation()
        return walk(case, client.say)
