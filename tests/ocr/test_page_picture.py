"""Protects what browsers are shown: every format becomes a JPEG of the page asked for, upright and bare."""

import io

import pytest
from PIL import Image

from eval_sets.fuzz_files.samples import encoded, pdf_with_pictures, photo, turned
from ocr.errors import RefusedPictureError
from ocr.hygiene import one_page
from ocr.page_picture import LONGEST_SIDE, page_picture


def shown(data: bytes, number: int = 1) -> Image.Image:
    jpeg = page_picture(data, number)
    assert jpeg is not None
    return Image.open(io.BytesIO(jpeg))


def colour(picture: Image.Image, across: float, down: float) -> str:
    at = int(across * picture.width), int(down * picture.height)
    red, green, blue = picture.convert("RGB").getpixel(at)
    return "red" if red > max(green, blue) + 80 else "blue" if blue > max(red, green) + 80 else "other"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF", "TIFF"])
def test_every_format_is_shown_as_jpeg(kind: str) -> None:
    picture = shown(encoded(photo(), kind))
    assert (picture.format, picture.size) == ("JPEG", (80, 40))
    assert (colour(picture, 0.25, 0.75), colour(picture, 0.75, 0.5)) == ("red", "blue")


def test_a_picture_is_turned_as_the_camera_noted_and_keeps_no_note() -> None:
    picture = shown(encoded(photo(), "JPEG", exif=turned(6)))
    assert picture.size == (40, 80)
    assert colour(picture, 0.5, 0.75) == "blue"
    assert not picture.getexif()


def test_a_large_picture_is_made_smaller_and_a_small_one_is_not_blown_up() -> None:
    assert shown(encoded(photo(4000, 3000), "JPEG")).size == (LONGEST_SIDE, 1200)
    assert shown(encoded(photo(300, 200))).size == (300, 200)


def test_the_page_asked_for_is_shown_and_none_before_it_decoded() -> None:
    pages = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "red")]
    tiff = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert [colour(shown(tiff, number), 0.5, 0.5) for number in (1, 2, 3)] == ["red", "blue", "red"]
    assert max(shown(pdf_with_pictures(3), 3).size) == LONGEST_SIDE


@pytest.mark.parametrize("data", [encoded(photo(), "JPEG"), pdf_with_pictures(2)], ids=["picture", "PDF"])
def test_a_page_that_is_not_there_is_none(data: bytes) -> None:
    assert one_page(data, 3) is None
    assert page_picture(data, 60) is None


def test_what_may_not_be_opened_is_refused_by_name() -> None:
    with pytest.raises(RefusedPictureError) as refused:
        page_picture(b"MZ\x90\x00" + bytes(200), 1)
    assert refused.value.code == "not_a_picture"
