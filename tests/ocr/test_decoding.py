"""Protects the worker and its engine from native libraries: a page may end the process that decodes it."""

import sys

import numpy as np
import pytest

from eval_sets.fuzz_files.samples import encoded, pdf_with_pictures, photo
from ocr import decoding
from ocr.errors import RefusedPictureError
from ocr.hygiene import each_page

CHILD = """
import os, sys
from ocr.decoder import COUNT, DAMAGED, HEAD, PAGE
sys.stdin.buffer.read()
out, first = sys.stdout.buffer, int(sys.argv[1].split()[1])
out.write(HEAD.pack(COUNT, 5, 0))
for number in range(first, 5):
    out.flush()
    {dies}
    out.write(HEAD.pack(PAGE, 1, 2) + bytes([number] * 6))
"""


def behaves(monkeypatch: pytest.MonkeyPatch, dies: str) -> None:
    """The child sends five pages, unless it dies."""
    begin = "import sys; sys.path[:] = sys.argv[2:]\n" + CHILD.format(dies=dies)
    monkeypatch.setattr(decoding, "_BEGIN", begin)


def shown(data: bytes = b"GIF89a") -> list[int | None]:
    return [None if page is None else int(page[0, 0, 0]) for page in each_page(data)]


def test_the_page_that_ends_the_process_is_lost_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    behaves(monkeypatch, "number == 2 and os.abort()")
    assert shown() == [0, 1, None, 3, 4]


def test_a_file_that_keeps_ending_it_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    behaves(monkeypatch, "number in (1, 3) and os.abort()")
    assert shown() == [0, None, 2, None, None]


def test_a_file_that_ends_it_at_once_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    behaves(monkeypatch, "os.abort()")
    with pytest.raises(RefusedPictureError) as refused:
        shown()
    assert refused.value.code == "damaged"


def test_a_page_larger_than_allowed_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    behaves(monkeypatch, "out.write(HEAD.pack(PAGE, 2**31, 2**31))")
    with pytest.raises(RefusedPictureError):
        shown()


def test_who_stops_listening_leaves_no_process_behind() -> None:
    pages = each_page(pdf_with_pictures(3))
    assert next(pages) is not None
    pages.close()


def test_what_telephones_send_is_decoded_without_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    for kind in ("JPEG", "PNG"):
        assert len(list(each_page(encoded(photo(), kind)))) == 1


def test_pages_from_a_child_can_be_drawn_on() -> None:
    (page,) = each_page(encoded(photo(), "WEBP"))
    assert page is not None
    page[0, 0] = 7
    assert np.all(page[0, 0] == 7)
