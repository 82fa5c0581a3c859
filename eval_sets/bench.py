"""How quick is a chat turn with several users at once: `python -m eval_sets.bench`.

Two loads over real sockets: *hammer* (each user sends the next message the moment the reply is there)
and *people* (each waits about `pause` seconds, as a very fast reader does). The load generator shares the
machine's cores with the service, so the figures are an upper bound. Parts and memory come from the service's
own `/metrics`. With `--catalogue` or `--names` it knows a district's list or made-up names beside ours.
"""

import http.client
import json
import random
import re
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlparse
from urllib.request import urlopen

import typer

from eval_sets.bench_import import write
from eval_sets.errors import EvalError
from eval_sets.figures import percentile
from eval_sets.service import known, service

TALK = (
    "身份证搞丢了啷个办",
    "要多少钱",
    "多久能办好",
    "居住证怎么办",
    "我妈的身份证要到期了，没有丢，可以提前换吗",
    "今天天气怎么样",
    "结婚登记要户口本吗",
    "护照过期了怎么换",
)
STEP = re.compile(r'^yuxiaozhi_turn_step_seconds_(sum|count)\{step="(\w+)"\} ([0-9.e+-]+)$', re.M)
MEMORY = re.compile(r"^process_resident_memory_bytes ([0-9.e+]+)$", re.M)


class User:
    """One person's connection, kept open; times each turn in milliseconds."""

    def __init__(self, address: str) -> None:
        place = urlparse(address)
        self._http = http.client.HTTPConnection(str(place.hostname), place.port or 80, timeout=60)
        self._token = ""
        self._conversation = ""
        opened = self._post("/conversations", {"channel": "web"})
        self._token, self._conversation = opened.get("token", ""), opened["conversation_id"]

    def talk(self, turns: int, pause: float) -> list[float]:
        times: list[float] = []
        for number in range(turns):
            begun = time.perf_counter()
            self._post(f"/conversations/{self._conversation}/messages", {"text": TALK[number % len(TALK)]})
            times.append((time.perf_counter() - begun) * 1000)
            # People do not keep step with each other.
            time.sleep(random.uniform(0.5, 1.5) * pause)
        self._http.close()
        return times

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "X-Conversation-Token": self._token}
        self._http.request("POST", f"/api/v1{path}", json.dumps(body), headers)
        answer = self._http.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{path}: {answer.status} {content[:300]!r}")
        return dict(json.loads(content))


def load(address: str, users: int, turns: int, pause: float) -> dict[str, float]:
    """All users at once; the first two turns of each warm up and do not count."""
    people = [User(address) for _ in range(users)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(users) as pool:
        times = list(pool.map(User.talk, people, [turns] * users, [pause] * users))
    seconds = time.perf_counter() - begun
    counted = [each for one in times for each in one[2:]]
    return {
        "turns": len(counted),
        "turns_per_second": round(users * turns / seconds, 1),
        "p50_ms": round(percentile(counted, 50), 1),
        "p95_ms": round(percentile(counted, 95), 1),
        "p99_ms": round(percentile(counted, 99), 1),
    }


def metrics(address: str) -> str:
    with urlopen(f"{address}/metrics") as answer:  # noqa: S310 - our own service
        return answer.read().decode()


def parts(text: str) -> Iterator[tuple[str, float]]:
    """Mean milliseconds of each step of the turn since the service started."""
    values = {(kind, step): float(value) for kind, step, value in STEP.findall(text)}
    for (kind, step), total in values.items():
        if kind == "sum" and values.get(("count", step)):
            yield step, round(total / values[("count", step)] * 1000, 3)


def memory_mb(text: str) -> int | None:
    """What the service's process holds now; None where it does not tell."""
    found = MEMORY.search(text)
    return round(float(found[1]) / 2**20) if found else None


def measure(address: str, users: int, turns: int, pause: float) -> dict[str, Any]:
    report: dict[str, Any] = {
        "known": known(address),
        "users": users,
        "hammer": load(address, users, turns, 0),
        "people": {"pause_seconds": pause, **load(address, users, max(8, turns // 3), pause)},
    }
    told = metrics(address)
    return {**report, "parts_mean_ms": dict(parts(told)), "memory_mb": memory_mb(told)}


def main(
    users: Annotated[int, typer.Option(help="people at once")] = 20,
    turns: Annotated[int, typer.Option(help="turns of each")] = 30,
    pause: Annotated[
        float, typer.Option(help="seconds a person of the second load waits between turns")
    ] = 1.0,
    url: Annotated[str | None, typer.Option(help="a running service instead of one of our own")] = None,
    catalogue: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="a district's list of names, beside ours")
    ] = None,
    names: Annotated[int, typer.Option(min=0, help="so many made-up names instead of a list")] = 0,
) -> None:
    """Prints one JSON object."""
    with tempfile.TemporaryDirectory(prefix="yuxiaozhi-bench-") as folder:
        if names:
            catalogue = Path(folder) / "names.csv"
            write(catalogue, names)
        try:
            with service(url, catalogue) as address:
                report = measure(address, users, turns, pause)
        except EvalError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from error
    typer.echo(json.dumps(report, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    typer.run(main)
