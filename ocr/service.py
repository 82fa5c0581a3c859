"""Reading for a server: worker processes with one engine each, a bounded queue, nothing heavy here."""

import asyncio
import contextlib
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import cast

from ocr import worker
from ocr.engines import EngineChoice
from ocr.errors import BusyError, EngineError, RefusedPictureError
from ocr.types import ReadDocument
from storage.sentences import Sentences

OnProgress = Callable[[str], None]
"""Hears `queued`, `reading`, `fields` (once a page), `done`."""

_log = logging.getLogger(__name__)

_MOST_WORKERS = 4
"""More are only started when a setting says so: each costs half a gigabyte."""

_MOST_THREADS = 4
"""One engine gains nothing from more."""

_FILES_A_LIFE = 500
"""Then a worker is replaced between two files: what a library leaks does not grow for ever."""

_LONGEST_SILENCE = 180.0
"""Seconds until a worker that says nothing counts as dead. A page takes one or two, a first start more."""

_TRIES = 2
"""A picture that ends a second worker too is the cause itself."""


class OcrService:
    """Reads files in worker processes. One for the whole server; `start()` once, `close()` at the end."""

    def __init__(self, workers: int = 1, queue_size: int = 8, engine: EngineChoice | None = None) -> None:
        self._count, self._engine = workers, engine or EngineChoice()
        self._places = threading.BoundedSemaphore(workers + queue_size)
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="ocr")
        self._all: list[_Worker] = []

    def start(self) -> None:
        """Starts the workers and returns at once; they load their engines meanwhile."""
        while len(self._all) < self._count:
            added = _Worker(self._engine)
            added.start()
            self._all.append(added)
            self._idle.put(added)

    def close(self) -> None:
        """Ends the workers. Files still waiting are not read; the caller has kept them."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for each in self._all:
            each.end()
        self._threads.shutdown(wait=True)

    async def read(self, data: bytes, on_progress: OnProgress | None = None) -> list[ReadDocument]:
        """One `ReadDocument` a page.

        Raises `BusyError` when the queue is full, `RefusedPictureError` for what can't be opened,
        `EngineError` when the engine is missing or died twice over this file.
        """
        if not self._places.acquire(blocking=False):
            raise BusyError(Sentences.of("ocr").say("busy"))
        loop = asyncio.get_running_loop()

        def tell(stage: str) -> None:
            if on_progress is not None and not loop.is_closed():
                loop.call_soon_threadsafe(on_progress, stage)

        tell("queued")
        try:
            job = self._threads.submit(self._work, data, tell)
        except RuntimeError as error:  # closed
            self._places.release()
            raise EngineError(Sentences.of("ocr").say("engine_died")) from error
        # The place is free when the job ends, not when the one who asked stops waiting for it.
        job.add_done_callback(lambda _: self._places.release())
        pages = await asyncio.wrap_future(job)
        tell("done")
        return pages

    def _work(self, data: bytes, tell: OnProgress) -> list[ReadDocument]:
        mine = self._idle.get()
        try:
            for _ in range(_TRIES):
                with contextlib.suppress(_WorkerDiedError):
                    return mine.read(data, tell)
            raise EngineError(Sentences.of("ocr").say("engine_died"))
        finally:
            mine.renew_when_old()
            self._idle.put(mine)


class _WorkerDiedError(Exception):
    """The process ended or went silent before it answered."""


class _Worker:
    """One worker process as this one sees it; used by one thread at a time."""

    def __init__(self, engine: EngineChoice) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._ended = False
        self._between_files = False
        """False while an answer is owed: after a fault, nobody may be given the answer to another's file."""

    def start(self) -> None:
        """Starts the process; `_WorkerDiedError` when the service has been closed."""
        with self._lock:
            if self._ended:
                raise _WorkerDiedError
            spawn = multiprocessing.get_context("spawn")
            self._pipe, theirs = spawn.Pipe()
            self.process = spawn.Process(target=worker.run, args=(theirs, self._engine), daemon=True)
            self.process.start()
            theirs.close()
            self._between_files = True
            self._files = 0

    def renew_when_old(self) -> None:
        """The new process loads its engine while nobody waits for it."""
        if self._files >= _FILES_A_LIFE and self._between_files:
            self._kill()
            with contextlib.suppress(_WorkerDiedError):  # closed meanwhile
                self.start()

    def read(self, data: bytes, tell: OnProgress) -> list[ReadDocument]:
        if not self._between_files:
            self._kill()
            self.start()
        self._between_files = False
        try:
            self._pipe.send_bytes(data)
            answer = self._answer(tell)
        except (EOFError, OSError) as error:  # a broken pipe and a timeout are OSErrors
            raise _WorkerDiedError from error
        self._between_files = True
        self._files += 1
        if answer[0] == "refused":
            raise RefusedPictureError(answer[1], answer[2])
        if answer[0] == "read":
            return answer[1]
        # What is missing is for whoever runs the service; the person only needs to know what to do now.
        _log.error("the engine %s can't be used: %s", self._engine.name, answer[1])
        self._between_files = False
        raise EngineError(Sentences.of("ocr").say("engine_missing"))

    def _answer(self, tell: OnProgress) -> worker.Answer:
        while self._pipe.poll(_LONGEST_SILENCE):
            answer = cast("worker.Answer", self._pipe.recv())
            if answer[0] != "stage":
                return answer
            tell(answer[1])
        raise TimeoutError

    def end(self) -> None:
        with self._lock:
            self._ended = True
        self._kill()

    def _kill(self) -> None:
        """Ends the process; whoever waits for it hears the pipe close."""
        self.process.kill()
        self.process.join()


def sized(workers: int, cores: int) -> tuple[int, int]:
    """How many workers and how many threads for each engine, so that all cores work and none is fought for.

    0 workers: one for every two cores, because an engine's second thread is worth less than a second picture,
    and half a gigabyte more than that is not.
    """
    workers = workers or min(max(1, cores // 2), _MOST_WORKERS)
    return workers, min(max(1, cores // workers), _MOST_THREADS)


def own_cores() -> int:
    """Cores this process may use; a container is often given fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_now(data: bytes, engine: EngineChoice | None = None) -> list[ReadDocument]:
    """Reads a file in this process; for the command line. Raises `RefusedPictureError`, `EngineError`."""
    from ocr.engines import create
    from ocr.pages import read_file

    return read_file(data, create(engine or EngineChoice()))
