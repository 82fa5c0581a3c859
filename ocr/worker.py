"""The worker process: one engine, one file at a time, less urgent than the chat. Ends with its parent."""

import multiprocessing
import os
import signal
import threading
from multiprocessing import connection
from typing import Literal

from ocr.engines import EngineChoice
from ocr.errors import EngineError, RefusalCode, RefusedPictureError
from ocr.types import ReadDocument

Pipe = connection.Connection
Answer = (
    tuple[Literal["stage"], str]
    | tuple[Literal["read"], list[ReadDocument]]
    | tuple[Literal["refused"], RefusalCode, str]
    | tuple[Literal["unusable"], str]
)
"""What the worker sends back; errors travel as data, because exceptions do not survive pickling unharmed."""

NICENESS = 10


def run(pipe: Pipe, choice: EngineChoice) -> None:
    """Reads files from the pipe until it closes. The target of the spawned process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its workers
    threading.Thread(target=_die_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    # Imported here: the server imports this module, and must neither wait nor pay for an engine.
    from ocr.engines import create
    from ocr.pages import read_file

    try:
        engine = create(choice)
    except EngineError as error:
        _send(pipe, ("unusable", str(error)))
        return
    while True:
        try:
            data = pipe.recv_bytes()
        except EOFError:
            return
        try:
            pages = read_file(data, engine, lambda stage: _send(pipe, ("stage", stage)))
        except RefusedPictureError as error:
            _send(pipe, ("refused", error.code, str(error)))
        else:
            _send(pipe, ("read", pages))


def _send(pipe: Pipe, answer: Answer) -> None:
    pipe.send(answer)


def _die_with_parent() -> None:
    """A parent killed with -9 can't say goodbye; its sentinel becomes ready all the same."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)
