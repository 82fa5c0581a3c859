"""The child process that decodes one file within bounds, and tells its pages over its standard output."""

import json
import struct
import sys

from ocr.errors import RefusedPictureError
from ocr.media_types import PDF
from ocr.pdf import open_pdf
from ocr.pictures import open_picture
from ocr.types import OpenedFile

HEAD = struct.Struct(">cII")
"""What follows (one of the four below) and two numbers."""
COUNT, PAGE, DAMAGED, REFUSED = b"N", b"P", b"D", b"R"
"""pages in the file · height and width, then the pixels · nothing · length, then JSON [code, sentence]"""

_MEMORY = 1536 * 1024 * 1024
_SECONDS_A_PAGE = 10
_SECONDS = 60
"""Of processor time. An A4 page takes 0.05–0.5 s."""


def opened(data: bytes, media_type: str, first: int = 0) -> OpenedFile:
    """Decodes in this process. Raises `RefusedPictureError`."""
    return open_pdf(data, first) if media_type == PDF else open_picture(data, first)


def main(job: str) -> None:
    """Reads a file from standard input. `job`: its media type and the first page wanted."""
    media_type, _, first = job.partition(" ")
    data, out = sys.stdin.buffer.read(), sys.stdout.buffer
    _bound_memory()
    try:
        _bound_time()
        file = opened(data, media_type, int(first))
        out.write(HEAD.pack(COUNT, file.count, 0))
        out.flush()  # what is still held back is lost when the first page ends this process
        for page in file.pages:
            if page is None:
                out.write(HEAD.pack(DAMAGED, 0, 0))
            else:
                out.write(HEAD.pack(PAGE, *page.shape[:2]) + page.tobytes())
            out.flush()
            _bound_time()
    except RefusedPictureError as error:
        told = json.dumps([error.code, str(error)]).encode()
        out.write(HEAD.pack(REFUSED, len(told), 0) + told)
        out.flush()


def _bound_memory() -> None:
    if sys.platform != "win32":  # which has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_time() -> None:
    """The system ends this process when it works longer than this on what comes next."""
    if sys.platform != "win32":
        import resource

        used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (min(used + _SECONDS_A_PAGE, _SECONDS), hard))
