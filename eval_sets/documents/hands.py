"""Several processes that each hold one engine: pictures are read side by side, an engine thread each."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from ocr.types import OcrEngine

W = TypeVar("W")
R = TypeVar("R")


class _Hand:
    """What one process keeps between pictures."""

    engine: OcrEngine | None = None


def _engine() -> OcrEngine:
    """The process's own, begun when it is first needed: models take seconds to load."""
    from ocr.rapid import RapidEngine

    _Hand.engine = _Hand.engine or RapidEngine(threads=1)
    return _Hand.engine


def _done(piece: W, work: Callable[[W, OcrEngine], R]) -> R:
    return work(piece, _engine())


def each(work: Callable[[W, OcrEngine], R], pieces: Sequence[W], processes: int) -> Iterator[R]:
    """What `work` gives for each piece, in their order; `work` is a function of a module."""
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield from pool.map(partial(_done, work=work), pieces, chunksize=2)
