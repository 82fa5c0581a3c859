"""One damaged file through the door; in a process that may die of it."""

import resource
from collections.abc import Iterator
from multiprocessing import connection

import numpy as np

from eval_sets.fuzz_files.damage import damaged
from ocr import decoder, decoding
from ocr.errors import RefusedPictureError
from ocr.hygiene import PagesOf, each_page
from ocr.limits import MAX_PIXELS
from ocr.types import Image

MEMORY = 2 * 1024**3
SECONDS = 30


def outcome(data: bytes, pages_of: PagesOf = decoding.pages_of) -> str:
    """`opened`, `opened in part`, `refused <code>`; anything else is a fault."""
    opened = lost = 0
    try:
        for page in each_page(data, pages_of):
            if page is None:
                lost += 1
            elif page.dtype != np.uint8 or page.shape[2:] != (3,) or not 0 < page[..., 0].size <= MAX_PIXELS:
                return f"fault: a page of {page.dtype} {page.shape}"
            else:
                opened += 1
    except RefusedPictureError as refusal:
        return f"refused {refusal.code}" if "请" in str(refusal) else f"fault: {refusal} says nothing to do"
    except Exception as fault:  # noqa: BLE001 - to find those nobody thought of is what this is for
        return f"fault: {type(fault).__name__}: {fault}"[:200]
    return "opened in part" if lost else "opened"


def here(data: bytes, media_type: str) -> Iterator[Image | None]:
    """Decodes in this process whatever the format, so that thousands of files need no child each."""
    return decoder.opened(data, media_type).pages


def run(pipe: connection.Connection, seed: int) -> None:
    """Answers each number with the outcome of its file. The target of the spawned process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            number = int(pipe.recv())
        except EOFError:
            return
        pipe.send(outcome(damaged(seed, number)[1], here))
