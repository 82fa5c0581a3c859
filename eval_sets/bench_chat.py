"""How quick the chat stays while pictures are read; a part of `eval_sets.bench_documents`."""

import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import httpx

from eval_sets.bench import load
from eval_sets.errors import ServerError
from eval_sets.figures import percentile
from eval_sets.service import service

PAUSE = 1.0
"""Seconds a very fast person needs between two messages."""

_PATIENCE = 300.0


def measure_chat(pictures: Sequence[bytes], users: int, turns: int) -> dict[str, Any]:
    """The chat alone, and while each of the pictures is sent again and again; milliseconds."""
    with service() as address:
        load(address, users, 3, 0)  # the first turns of a service warm it up
        alone = load(address, users, turns, PAUSE)
        with being_read(address, pictures) as seconds:
            meanwhile = load(address, users, turns, PAUSE)
    read = {"pictures_read": len(seconds), "p50_seconds_a_picture": round(percentile(seconds, 50), 2)}
    return {"alone": alone, "while_reading": {**meanwhile, **read}}


@contextmanager
def being_read(address: str, pictures: Sequence[bytes]) -> Generator[list[float]]:
    """Each picture is sent again as soon as it is read, until the block ends; gives the seconds of each."""
    stop, seconds = Event(), list[float]()
    with ThreadPoolExecutor(len(pictures)) as pool:
        senders = [pool.submit(_send_again, address, data, stop, seconds) for data in pictures]
        try:
            yield seconds
        finally:
            stop.set()
        for sender in senders:
            sender.result()


def _send_again(address: str, data: bytes, stop: Event, seconds: list[float]) -> None:
    with httpx.Client(base_url=f"{address}/api/v1", timeout=_PATIENCE) as client:
        opened = client.post("/conversations", json={"channel": "web"}).json()
        client.headers["X-Conversation-Token"] = opened.get("token", "")
        while not stop.is_set():
            begun = time.perf_counter()
            where = f"/conversations/{opened['conversation_id']}/documents"
            answer = client.post(where, files={"file": ("picture.jpg", data, "image/jpeg")})
            if answer.status_code >= 300:
                raise ServerError(f"a picture was answered with {answer.status_code}: {answer.text[:300]}")
            seconds.append(time.perf_counter() - begun)
