"""Protects readers from formats: whatever a picture is coded as, its page has paper's colours and way up."""

import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageChops, TiffImagePlugin

from eval_sets.fuzz_files.samples import encoded, photo, samples, several, turned
from eval_sets.fuzz_files.trial import outcome
from ocr import hygiene, pictures
from ocr.errors import RefusedPictureError
from ocr.faces import faces
from ocr.quality import measure

RED, BLUE = (0, 0, 200), (200, 0, 0)
PICTURES = {name: data for name, data in samples().items() if not name.startswith("pdf")}
THREE = ("tiff of three pages",)
GREY = ("16 bit", "float", "group4", "one bit", "grey", "palette")


@pytest.mark.parametrize("name", PICTURES)
def test_every_format_gives_its_pages_in_eight_bit_bgr(name: str) -> None:
    pages = hygiene.open_pages(PICTURES[name])
    assert len(pages) == (3 if name in THREE else 1)
    for page in pages:
        assert page.shape == ((80, 40, 3) if name == "jpeg turned" else (40, 80, 3))
        assert page.dtype == np.uint8
        assert page.flags["C_CONTIGUOUS"]


@pytest.mark.parametrize("name", [n for n in PICTURES if not any(g in n for g in GREY) and "turned" not in n])
def test_every_colour_format_keeps_red_left_and_blue_right(name: str) -> None:
    page = hygiene.open_pages(PICTURES[name])[0].astype(int)
    assert np.abs(page[30, 20] - RED).max() < 60, page[30, 20]
    assert np.abs(page[30, 60] - BLUE).max() < 60, page[30, 60]


def test_cmyk_without_adobes_mark_is_not_turned_into_its_negative() -> None:
    marked = encoded(ImageChops.invert(photo().convert("CMYK")), "JPEG")
    at = marked.index(b"\xff\xee")
    length = int.from_bytes(marked[at + 2 : at + 4], "big")
    (page,) = hygiene.open_pages(marked[:at] + marked[at + 2 + length :])
    assert np.abs(page[30, 20].astype(int) - RED).max() < 60
    assert page[2, 2].min() > 200, "the white corner"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_each_way_to_hold_a_camera_ends_upright(orientation: int) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    held = photo().transpose(back[orientation]) if orientation in back else photo()
    for kind in ("JPEG", "PNG", "TIFF", "WEBP"):
        (page,) = hygiene.open_pages(encoded(held, kind, exif=turned(orientation)))
        assert page.shape[:2] == (40, 80), kind
        assert page[2, 4].min() > 190, kind


@pytest.mark.parametrize(
    "exif",
    [
        turned(0),
        turned(99),
        b"Exif\0\0",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0MM\0*\0\0\0\x08\xff\xff",
    ],
    ids=["0", "99", "nothing", "outside", "endless"],
)
def test_nonsense_about_the_camera_is_ignored(exif: Image.Exif | bytes) -> None:
    (page,) = hygiene.open_pages(encoded(photo(), "JPEG", exif=exif))
    assert page.shape[:2] == (40, 80)


def test_a_heic_photo_is_turned_once_and_not_twice() -> None:
    held = photo().transpose(Image.Transpose.ROTATE_90)
    (page,) = hygiene.open_pages(encoded(held, "HEIF", exif=turned(6).tobytes(), quality=95))
    assert page.shape[:2] == (40, 80)
    assert page[2, 4].min() > 190


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "AVIF"])
def test_of_an_animation_the_first_frame_is_read(kind: str) -> None:
    others = [Image.new("RGB", (80, 40), "black")] * 2
    data = encoded(photo(), kind, save_all=True, append_images=others)
    (page,) = hygiene.open_pages(data)
    assert page[2, 2].min() > 190


def test_a_transparent_palette_colour_becomes_white_paper() -> None:
    picture = Image.new("P", (20, 20), 0)
    picture.putpalette([0, 0, 0, 255, 0, 0])
    (page,) = hygiene.open_pages(encoded(picture, transparency=0))
    assert page.min() == 255


@pytest.mark.parametrize("highest", [1.0, 40_000.0])
def test_greys_without_a_fixed_range_keep_their_contrast(highest: float) -> None:
    grey = np.zeros((40, 80), np.float32)
    grey[:, 40:] = highest
    grey[0, 0], grey[1, 0] = np.nan, np.inf
    (page,) = hygiene.open_pages(encoded(Image.fromarray(grey), "TIFF"))
    assert page[20, 10].max() < 10
    assert page[20, 70].min() > 245


def test_a_thumbnail_in_a_tiff_is_no_page() -> None:
    small = TiffImagePlugin.ImageFileDirectory_v2()
    small[254] = 1
    thumbnail = Image.new("RGB", (8, 4))
    thumbnail.encoderinfo = {"tiffinfo": small}
    data = encoded(photo(), "TIFF", save_all=True, append_images=[thumbnail])
    assert [page.shape[:2] for page in hygiene.open_pages(data)] == [(40, 80)]


def test_a_damaged_page_does_not_lose_the_others() -> None:
    data = bytearray(several("TIFF", compression="tiff_deflate"))
    second = data.index(zlib.compress(b"")[:2], data.index(zlib.compress(b"")[:2]) + 2)
    data[second : second + 4] = b"\xff" * 4
    pages = list(hygiene.each_page(bytes(data)))
    assert [page is None for page in pages] == [False, True, False]


def test_all_pages_together_are_limited_before_the_first_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_TOTAL_PIXELS", 3 * 80 * 40 - 1)
    with pytest.raises(RefusedPictureError) as refused:
        pictures.open_picture(several("TIFF"))
    assert refused.value.code == "too_many_pixels"


def test_a_tiff_with_too_many_pages_is_refused() -> None:
    tiny = Image.new("1", (8, 8))
    data = encoded(tiny, "TIFF", save_all=True, append_images=[tiny] * hygiene.MAX_PAGES)
    with pytest.raises(RefusedPictureError) as refused:
        hygiene.open_pages(data)
    assert refused.value.code == "too_many_pages"


def png_with(kind: bytes, body: bytes) -> bytes:
    """The photo with one more chunk, before its pixels."""
    plain = encoded(photo())
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return plain[:33] + chunk + plain[33:]


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP", b"iTXt"])
def test_text_that_unfolds_to_a_hundred_megabytes_is_not_unfolded(kind: bytes) -> None:
    middle = b"k\0\1\0\0\0" if kind == b"iTXt" else b"k\0\0"
    unfolded = zlib.compress(bytes(100 * 1024 * 1024))
    with_bomb = png_with(kind, middle + unfolded)
    assert outcome(with_bomb) in ("refused damaged", "opened")


POLYGLOTS = {
    "picture, then archive": encoded(photo()) + b"PK\x03\x04" + bytes(50),
    "picture, then PDF": encoded(photo(), "JPEG") + samples()["pdf"],
    "picture, then web page": encoded(photo(), "GIF") + b"<html><script>alert(1)</script>",
}


@pytest.mark.parametrize("data", POLYGLOTS.values(), ids=POLYGLOTS)
def test_a_file_that_is_two_things_is_what_it_begins_as(data: bytes) -> None:
    (page,) = hygiene.open_pages(data)
    assert page.shape == (40, 80, 3)


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (60_000, 1), (49_000, 8)])
def test_a_picture_as_thin_as_a_thread_can_be_read(size: tuple[int, int]) -> None:
    """The engine and the measures scale pictures down; nothing may be left of a pixel's width."""
    (page,) = hygiene.open_pages(encoded(Image.new("RGB", size, "red")))
    height, width = page.shape[:2]
    assert 0 < max(height, width) <= 60 * min(height, width)
    assert page[0, 0].tolist() == [0, 0, 255]
    measure(page)
    faces(page)
