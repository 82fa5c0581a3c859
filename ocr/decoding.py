"""Bytes → pages, in a process of its own for the formats whose libraries a broken file may crash or stall.

Most pictures are JPEG or PNG; they are opened here and now. For the others a child process is begun (0.2 s).
It may use so much memory and time and no more; when it dies of a page, that page is lost and not the worker
with its engine.
"""

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from typing import cast

import numpy as np

from ocr import decoder
from ocr.errors import RefusalCode, RefusedPictureError
from ocr.limits import MAX_PAGES, MAX_PIXELS
from ocr.types import Image

_DECODED_HERE = frozenset({"image/jpeg", "image/png"})
_LIVES = 2
"""A file that ends a second child is given up at that page."""

_BEGIN = "import sys; sys.path[:] = sys.argv[2:]; from ocr.decoder import main; main(sys.argv[1])"
"""The child finds our code where we did, whatever the folder and the variables it is begun with."""


class _DiedError(Exception):
    """The child ended, or said what no child says, before the page was there."""


def pages_of(data: bytes, media_type: str, first: int = 0) -> Iterator[Image | None]:
    """The pages from the `first` on, one by one, H × W × 3, uint8, BGR; None for one that can't be opened.

    Raises `RefusedPictureError` before the first page, or while the next is waited for.
    """
    if media_type in _DECODED_HERE:
        return decoder.opened(data, media_type, first).pages
    return _from_children(data, media_type, first)


def _from_children(data: bytes, media_type: str, first: int) -> Iterator[Image | None]:
    count, done = 1, first
    for _ in range(_LIVES):
        with _child(data, media_type, done) as answers, contextlib.suppress(_DiedError):
            count = _count(answers)
            while done < count:
                page = _page(answers)
                done += 1
                yield page
        if done >= count:
            return
        done += 1
        yield None
    yield from [None] * (count - done)


@contextlib.contextmanager
def _child(data: bytes, media_type: str, first: int) -> Generator[io.BufferedReader]:
    command = [sys.executable, "-I", "-c", _BEGIN, f"{media_type} {first}", *sys.path]
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    stdin, stdout = cast("io.BufferedWriter", child.stdin), cast("io.BufferedReader", child.stdout)
    try:
        with contextlib.suppress(BrokenPipeError), stdin:
            stdin.write(data)
        yield stdout
    finally:
        stdout.close()
        child.kill()
        child.wait()


def _count(answers: io.BufferedReader) -> int:
    kind, first, _ = _head(answers)
    if kind == decoder.REFUSED and first < 10_000:
        code, sentence = json.loads(_exactly(answers, first))
        raise RefusedPictureError(cast("RefusalCode", code), str(sentence))
    if kind != decoder.COUNT or not 0 < first <= MAX_PAGES:
        raise _DiedError
    return first


def _page(answers: io.BufferedReader) -> Image | None:
    kind, height, width = _head(answers)
    if kind == decoder.DAMAGED:
        return None
    if kind != decoder.PAGE or not 0 < height * width <= MAX_PIXELS:
        raise _DiedError
    return np.frombuffer(_exactly(answers, height * width * 3), np.uint8).reshape(height, width, 3)


def _head(answers: io.BufferedReader) -> tuple[bytes, int, int]:
    kind, first, second = decoder.HEAD.unpack(_exactly(answers, decoder.HEAD.size))
    return kind, first, second


def _exactly(answers: io.BufferedReader, size: int) -> bytearray:
    """A bytearray, so that the page made of it can be drawn on."""
    found = bytearray(size)
    if answers.readinto(found) != size:
        raise _DiedError
    return found
