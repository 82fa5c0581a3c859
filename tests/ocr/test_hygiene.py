"""Protects the worker from files: each malformed sort is refused by its own code, before it is decoded."""

import io
import struct
import zlib

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from ocr import hygiene
from ocr.errors import RefusedPictureError


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def photo(width: int = 80, height: int = 40) -> Image.Image:
    """Left half red, right half blue, upper left corner white: its direction can be told."""
    picture = Image.new("RGB", (width, height), (200, 0, 0))
    picture.paste((0, 0, 200), (width // 2, 0, width, height))
    picture.paste((255, 255, 255), (0, 0, width // 8, height // 4))
    return picture


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is huge and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def pdf(pages: int = 1) -> bytes:
    buffer = io.BytesIO()
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    """Hand-made: an /Encrypt dictionary whose user password is not the empty one."""
    body = b"%PDF-1.4\n"
    offsets = []
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>",
    ]
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj" % number + content + b"endobj\n"
    start = len(body)
    body += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    ids = b"<" + b"ab" * 16 + b">"
    body += b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[" + ids + ids + b"]>>\n"
    return body + b"startxref\n%d\n%%%%EOF" % start


REFUSED = {
    "empty file": (b"", "empty"),
    "program renamed .jpg": (b"MZ\x90\x00" + b"\0" * 500, "not_a_picture"),
    "text": ("身份证".encode() * 50, "not_a_picture"),
    "web page": (b"<html><body><img src=x></body></html>", "not_a_picture"),
    "zip": (b"PK\x03\x04" + b"\0" * 100, "not_a_picture"),
    "300 megapixels": (png_header(20_000, 15_000), "too_many_pixels"),
    "60 megapixels": (png_header(10_000, 6_000), "too_many_pixels"),
    "truncated jpeg": (encoded(photo(400, 400), "JPEG")[:700], "damaged"),
    "truncated png": (encoded(photo(400, 400))[:120], "damaged"),
    "only a jpeg's beginning": (b"\xff\xd8\xff\xe0" + b"\0" * 40, "damaged"),
    "huge file": (b"\xff\xd8\xff" + b"\0" * hygiene.MAX_BYTES, "too_large"),
    "empty pdf": (b"%PDF-1.7\n", "damaged"),
    "damaged pdf": (pdf()[: len(pdf()) // 2], "damaged"),
    "pdf without pages": (pdf(0), "damaged"),
    "long pdf": (pdf(hygiene.MAX_PAGES + 1), "too_many_pages"),
    "pdf with password": (encrypted_pdf(), "encrypted"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_each_malformed_file_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(RefusedPictureError) as refused:
        hygiene.open_pages(data)
    assert refused.value.code == code
    assert "请" in str(refused.value)


def modes() -> dict[str, bytes]:
    base = photo()
    clear = base.convert("RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    grey16 = Image.fromarray(np.full((40, 80), 40_000, np.uint16))
    return {
        "jpeg": encoded(base, "JPEG"),
        "webp": encoded(base, "WEBP"),
        "bmp": encoded(base, "BMP"),
        "tiff": encoded(base, "TIFF"),
        "alpha": encoded(clear),
        "grey with alpha": encoded(base.convert("LA")),
        "cmyk": encoded(base.convert("CMYK"), "JPEG"),
        "palette": encoded(base.convert("P")),
        "transparent palette": encoded(base.convert("P"), transparency=0),
        "one bit": encoded(base.convert("1")),
        "16 bit": encoded(grey16),
        "animated gif": encoded(base, "GIF", save_all=True, append_images=[photo()]),
    }


@pytest.mark.parametrize("kind", modes())
def test_every_picture_mode_becomes_eight_bit_bgr(kind: str) -> None:
    (page,) = hygiene.open_pages(modes()[kind])
    assert page.shape == (40, 80, 3)
    assert page.dtype == np.uint8
    assert page.flags["C_CONTIGUOUS"]


def test_colours_are_blue_green_red() -> None:
    (page,) = hygiene.open_pages(encoded(photo()))
    assert page[20, 10].tolist() == [0, 0, 200]
    assert page[20, 70].tolist() == [200, 0, 0]


def test_transparent_becomes_white_paper_not_black() -> None:
    (page,) = hygiene.open_pages(encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0))))
    assert page.min() == 255


def test_sixteen_bit_keeps_its_contrast() -> None:
    grey = np.zeros((40, 80), np.uint16)
    grey[:, 40:] = 60_000
    (page,) = hygiene.open_pages(encoded(Image.fromarray(grey)))
    assert page[0, 0].max() < 10
    assert page[0, 79].min() > 245


def test_the_cameras_orientation_is_applied() -> None:
    sideways = photo().rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    (page,) = hygiene.open_pages(encoded(sideways, "JPEG", exif=exif))
    assert page.shape[:2] == (40, 80)
    assert page[2, 4].min() > 200, "the white corner belongs to the upper left"


def test_each_pdf_page_becomes_a_page_of_readable_size() -> None:
    pages = hygiene.open_pages(pdf(3))
    assert len(pages) == 3
    assert max(pages[0].shape) == 2000
    assert pages[0].shape[2] == 3
