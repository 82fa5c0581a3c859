"""How long a caller waits, from the end of what they say to the first sound of the answer, by calls at once.

`python -m eval_sets.speech.latency [--calls 1 10 30] [--questions 6] [--engine …] [--data FOLDER]`

Everything in real time: each caller speaks at its own moment, frame by frame, and interrupts what it has
heard enough of. The server is a process of its own; its recogniser takes no time unless another is named.
`pause` is the silence that shows the end of speech; what is beyond it is ours.
"""

import argparse
import asyncio
import json
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import numpy as np

from eval_sets import service
from eval_sets.speech.calling import FRAME, WebSocketCaller, frames, quiet, sound
from speech.pcm import from_pcm16, to_pcm16

PAUSE = 0.7
"""seconds of silence that end an utterance: `speech.segmenter.PATIENCE`"""
SAID = "身份证丢了怎么办"
LISTENS = (3.0, 9.0)
"""seconds that a caller listens before the next question"""
LONGEST = 20.0
INSTANT = "eval_sets.speech.instant:engine"


class Measured(WebSocketCaller):
    """Speaks in real time, all the time, also when it says nothing."""

    def __init__(self, url: str, seed: int) -> None:
        super().__init__(url)
        self.waits: list[float] = []
        self._chance = random.Random(seed)
        self._coming: list[bytes] = []
        self._spoken = asyncio.Event()
        self._ended = 0.0

    async def talk(self, questions: int) -> None:
        await self.send(type="start", hertz=self.hertz)
        line = asyncio.create_task(self._stream())
        await self.until(lambda: any(one["type"] == "says" for one in self.events))
        await self.press("2")
        for _ in range(questions):
            await asyncio.sleep(self._chance.uniform(*LISTENS))
            await self._ask()
        line.cancel()

    async def _ask(self) -> None:
        since = len(self.events)
        self._spoken.clear()
        self._coming = list(frames(trimmed(sound(SAID, self.hertz)), self.hertz))
        await self._spoken.wait()
        self.first_sound = None
        await self.until(lambda: any(one["type"] == "reply" for one in self.events[since:]))
        async with asyncio.timeout(LONGEST):
            while self.first_sound is None:
                await asyncio.sleep(0.002)
        self.waits.append(self.first_sound - self._ended)

    async def _stream(self) -> None:
        hum, due = quiet(FRAME, self.hertz), time.perf_counter()
        while True:
            speaking = bool(self._coming)
            await self._socket.send(self._coming.pop(0) if speaking else hum)
            if speaking and not self._coming:
                self._ended = time.perf_counter()
                self._spoken.set()
            due += FRAME
            await asyncio.sleep(max(0.0, due - time.perf_counter()))


def trimmed(pcm: bytes) -> bytes:
    """Without the silence in which a voice ends: what counts is when the caller was done."""
    samples = from_pcm16(pcm)
    loud = np.flatnonzero(np.abs(samples) > 0.02)
    return to_pcm16(samples[loud[0] : loud[-1] + 1])


async def together(url: str, calls: int, questions: int) -> list[float]:
    """Waits of all answers, in seconds."""

    async def one(seed: int) -> list[float]:
        await asyncio.sleep(seed * LISTENS[1] / calls)
        async with Measured(url, seed) as caller:
            await caller.talk(questions)
            return caller.waits

    found = await asyncio.gather(*(one(seed) for seed in range(calls)))
    return [wait for waits in found for wait in waits]


def figures(calls: int, waits: Sequence[float], cpu: float) -> dict[str, Any]:
    """`cpu`: seconds of it that the server took for an answer, its listening included."""

    def at(share: float, less: float = 0.0) -> float:
        return round(float(np.quantile(waits, share)) - less, 3)

    return {
        "calls": calls,
        "answers": len(waits),
        "whole_p50": at(0.5),
        "whole_p95": at(0.95),
        "beyond_pause_p50": at(0.5, PAUSE),
        "beyond_pause_p95": at(0.95, PAUSE),
        "server_cpu_seconds_an_answer": round(cpu / len(waits), 3),
    }


def cpu(url: str) -> float:
    """Seconds of processor time that the server has taken so far."""
    lines = httpx.get(f"{url}/metrics", timeout=30).text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("process_cpu_seconds_total "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, nargs="+", default=[1, 10, 30])
    parser.add_argument("--questions", type=int, default=6)
    parser.add_argument("--engine", default=INSTANT)
    parser.add_argument("--data", type=Path, help="a data folder that is published already")
    given = parser.parse_args()
    os.environ |= {"SPEECH_ENGINE": given.engine, "OCR_ENGINE": "none", "CALL_RECORDING": "ask"}
    os.environ["CALLS_BY_ONE"] = "1000"  # all of them come from here
    with TemporaryDirectory(prefix="yuxiaozhi-calls-") as folder:
        log, port = Path(folder) / "serve.log", service.free_port()
        process = service.start(port, given.data or Path(folder) / "data", log)
        url = f"http://127.0.0.1:{port}"
        try:
            service.wait_until_ready(url, process, log)
            asyncio.run(together(url, 6, 2))  # every question once, as in a service that has run for a while
            for calls in given.calls:
                before = cpu(url)
                waits = asyncio.run(together(url, calls, given.questions))
                found = figures(calls, waits, cpu(url) - before)
                print(json.dumps(found), flush=True)  # noqa: T201
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
