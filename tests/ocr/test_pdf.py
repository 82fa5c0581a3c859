"""Protects the worker from PDFs, and people from losing a whole file over one page."""

import zlib

import pytest

from eval_sets.fuzz_files.samples import pdf, pdf_pages, pdf_with_pictures, stream
from ocr.decoder import opened
from ocr.hygiene import each_page, open_pages
from ocr.types import Image

PDF = "application/pdf"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"


def pages_here(data: bytes) -> list[Image | None]:
    """Without a child process: for files that no library dies of."""
    return list(opened(data, PDF).pages)


def only(data: bytes) -> Image:
    (page,) = pages_here(data)
    assert page is not None
    return page


def test_a_page_shows_all_its_pictures_in_their_colours() -> None:
    page = only(pdf_with_pictures())
    height, width = page.shape[:2]
    for top in (0.25, 0.73):
        left, right = page[int(top * height), int(0.2 * width)], page[int(top * height), int(0.75 * width)]
        assert left[2] > 150 > left[0], "red"
        assert right[0] > 150 > right[2], "blue"


@pytest.mark.parametrize(("turn", "wide"), [(0, False), (90, True), (180, False), (270, True)])
def test_a_page_is_turned_as_it_says(turn: int, wide: bool) -> None:
    height, width = only(pdf_with_pictures(turn=turn)).shape[:2]
    assert (width > height) == wide


@pytest.mark.parametrize(
    "box",
    [b"0 0 1 1", b"0 0 14400 14400", b"-500 -500 95 342", b"595 842 0 0", b"0 0 0.01 0.01", b"0 0 9 9000"],
)
def test_pages_of_any_size_become_pages_of_readable_size(box: bytes) -> None:
    assert max(only(pdf_with_pictures(box=box)).shape) in (2000, 2001)


@pytest.mark.parametrize("box", [b"0 0 0 0", b"a b c d", b"0 0 1e39 1e39", b""])
def test_a_page_that_says_no_size_is_drawn_or_told_of(box: bytes) -> None:
    for page in pages_here(pdf_with_pictures(box=box)):
        assert page is None or max(page.shape) <= 2001


def test_what_was_typed_into_a_form_is_drawn() -> None:
    look = stream(b"0 0 1 rg 0 0 200 100 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 200 100]")
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(x)/F 4/Rect[100 500 300 600]/AP<</N 5 0 R>>/P 3 0 R>>"
    data = pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]>>",
            field,
            look,
        ]
    )
    assert (only(data)[..., 0].astype(int) - only(data)[..., 2] > 150).mean() > 0.02


@pytest.mark.slow
def test_a_page_that_never_ends_is_lost_and_not_the_others() -> None:
    """Thirty forms, each drawing the next one twice: the child comes to its bounds; two pages are whole."""
    plain, bomb = (
        b"/MediaBox[0 0 99 99]",
        b"/MediaBox[0 0 99 99]/Contents 6 0 R/Resources<</XObject<</F 7 0 R>>>>",
    )
    calls = [
        stream(b"/F Do /F Do", FORM + b"/Resources<</XObject<</F %d 0 R>>>>" % (8 + n)) for n in range(30)
    ]
    data = pdf_pages([plain, bomb, plain], [stream(b"/F Do"), *calls, stream(b"0 0 9 9 re f", FORM)])
    assert [page is None for page in each_page(data)] == [False, True, False]


def test_deep_nesting_ends() -> None:
    pages = pages_here(pdf_pages([b"/MediaBox[0 0 99 99]/Contents 4 0 R"], [stream(b"[" * 500_000)]))
    assert len(pages) == 1


def test_a_picture_far_larger_than_its_page_needs_little_memory() -> None:
    head = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 1"
    large = stream(zlib.compress(bytes(30_000 * 30_000 // 8)), head + b"/Filter/FlateDecode")
    entries = b"/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>"
    assert len(open_pages(pdf_pages([entries], [stream(b"99 0 0 99 0 0 cm /I Do"), large]))) == 1
