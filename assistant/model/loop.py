"""One event loop in a thread of its own, where models are asked: cancelling a question there closes its
connection, whatever the service sends.

The process has one, because the providers' kits share their connections among all models of an address,
and a connection belongs to the loop it was opened in.
"""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
THREADS = 32
"""for chat models that know no `async`"""


class LoopThread:
    """Begins with the first question; a daemon, so that nothing has to be closed at the end of a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def start(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """From any thread; cancelling the future cancels the work."""
        return asyncio.run_coroutine_threadsafe(work, self._running())

    def close(self) -> None:
        """Ends loop and thread; the next question begins them anew."""
        with self._lock:
            loop, thread, self._loop = self._loop, self._thread, None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._loop.set_default_executor(ThreadPoolExecutor(THREADS, "model"))
                self._thread = threading.Thread(target=_run, args=(self._loop,), name="models", daemon=True)
                self._thread.start()
            return self._loop


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        for task in (left := asyncio.all_tasks(loop)):
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    finally:
        loop.close()


SHARED = LoopThread()
