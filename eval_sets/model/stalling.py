"""How long a turn takes, and what it says, while the model's service is ill.

    python -m eval_sets.model.stalling                       # a service of ours with MODEL_TIMEOUT=1
    python -m eval_sets.model.stalling --seconds 4 --turns 20 stall drip

Every question is asked in three ways, each time in a conversation of its own: of rules alone; with the fault,
the breaker kept closed by an answer in between, so that every turn waits; and as people would meet it, the
breaker opening after a few. A turn that says anything else than rules alone do is listed.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from eval_sets.cases import OWN_CASES
from eval_sets.client import Client
from eval_sets.errors import ChoiceError, EvalError, ServerError
from eval_sets.figures import percentile
from eval_sets.model.server import Fault, Server, running
from eval_sets.service import service

Json = dict[str, Any]
QUESTIONS = OWN_CASES / "answers.dev.jsonl"
FAULTS: tuple[Fault, ...] = ("stall", "drip", "error_500", "malformed", "cut")
ALIVE: Fault = "wrong_shape"
"""an answer of no use: the breaker takes the service for one that works, and the turn goes by rules"""
PATIENCE = 60.0
"""seconds, more than the breaker lets a service rest"""
GOAL = 100.0
"""milliseconds that a turn may take beyond the time-out"""


@dataclass(frozen=True, slots=True)
class Said:
    """A turn as its person met it; `asked`: requests that reached the model's service meanwhile."""

    status: str
    text: str
    by_model: bool
    seconds: float
    asked: int = 0

    def like(self, other: "Said") -> bool:
        return (self.status, self.text) == (other.status, other.text) and not self.by_model


def measure(questions: Sequence[str], seconds: float, faults: Sequence[Fault]) -> Json:
    """Starts `yuxiaozhi serve` twice, without a model and with an ill one."""
    with service(settings={"MODEL": ""}) as address:
        _say(address, questions[0])  # the first turn of a service warms it up
        rules = [_say(address, question) for question in questions]
    report: Json = {"turns": len(questions), "time_out_ms": seconds * 1000, "rules": _times(rules)}
    with running(lambda _: "{}") as server:
        settings = {
            "MODEL": "ill",
            "MODEL_URL": server.url,
            "MODEL_KEY": "none",
            "MODEL_TIMEOUT": str(seconds),
        }
        with service(settings=settings) as address:
            for fault in faults:
                report[fault] = _ill(address, server, fault, questions, rules, seconds)
    return report


def _ill(
    address: str, server: Server, fault: Fault, questions: Sequence[str], rules: Sequence[Said], limit: float
) -> Json:
    waited: list[Said] = []
    _wake(address, server, questions)
    for question in questions:
        server.fault = ALIVE
        _say(address, question)
        server.fault = fault
        waited.append(_counted(server, address, question))
    met = [_counted(server, address, question) for question in questions]
    asked = [one for one in waited if one.asked]
    others = [
        question
        for said in (waited, met)
        for question, one, alone in zip(questions, said, rules, strict=True)
        if not one.like(alone)
    ]
    beyond = percentile([one.seconds * 1000 for one in asked], 95) - limit * 1000
    return {
        "model_asked": {**_times(asked), "p95_beyond_time_out": round(beyond), "kept": beyond < GOAL},
        "with_breaker": {**_times(met), "requests": sum(one.asked for one in met)},
        "not_asked": _times([one for one in met if not one.asked]),
        "answered_by_rules": 2 * len(questions) - len(others),
        "otherwise": others,
    }


def _wake(address: str, server: Server, questions: Sequence[str]) -> None:
    """Has the breaker closed that another fault left open."""
    server.fault, until, before = ALIVE, time.monotonic() + PATIENCE, len(server.requests)
    for question in cycle(questions):
        _say(address, question)
        if len(server.requests) > before:
            return
        if time.monotonic() > until:
            raise ServerError("no turn asked the model: nothing can be measured")
        time.sleep(1)


def _counted(server: Server, address: str, question: str) -> Said:
    before = len(server.requests)
    said = _say(address, question)
    return Said(said.status, said.text, said.by_model, said.seconds, len(server.requests) - before)


def _say(address: str, question: str) -> Said:
    with Client(address) as client:
        client.open_conversation()
        begun = time.perf_counter()
        reply = client.say(question)
        seconds = time.perf_counter() - begun
    return Said(reply["status"], reply["text"], _worded(reply), seconds)


def _worded(reply: Mapping[str, Any]) -> bool:
    return bool((reply.get("ai") or {}).get("model"))


def _times(said: Sequence[Said]) -> Json:
    """Milliseconds."""
    took = [one.seconds * 1000 for one in said]
    if not took:
        return {"turns": 0}
    return {"turns": len(took), "p50": round(percentile(took, 50)), "p95": round(percentile(took, 95))}


def _questions(file: Path, most: int) -> list[str]:
    """Evenly from the whole file."""
    lines = [json.loads(line)["question"] for line in file.read_text(encoding="utf-8").splitlines() if line]
    return lines[:: max(1, len(lines) // most)][:most]


def main(
    faults: Annotated[list[str] | None, typer.Argument(help="of the local service")] = None,
    turns: Annotated[int, typer.Option()] = 20,
    seconds: Annotated[float, typer.Option(help="MODEL_TIMEOUT")] = 1.0,
) -> None:
    try:
        chosen = _chosen(faults or FAULTS)
        report = measure(_questions(QUESTIONS, turns), seconds, chosen)
    except EvalError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    late = [
        fault for fault in chosen if not report[fault]["model_asked"]["kept"] or report[fault]["otherwise"]
    ]
    raise typer.Exit(1 if late else 0)


def _chosen(names: Sequence[str]) -> list[Fault]:
    known: tuple[Fault, ...] = get_args(Fault)
    if unknown := [name for name in names if name not in known]:
        raise ChoiceError(f"no fault {unknown[0]}: choose of {', '.join(known)}")
    return [fault for fault in known if fault in names]


if __name__ == "__main__":
    typer.run(main)
