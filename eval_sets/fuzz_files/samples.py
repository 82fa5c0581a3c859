"""Small valid files of every format and mode that the door opens; the fuzzer damages them."""

import functools
import io
import zlib
from collections.abc import Mapping, Sequence

import numpy as np
import pillow_heif
from PIL import Image

_A4 = b"0 0 595 842"


def photo(width: int = 80, height: int = 40) -> Image.Image:
    """Left half red, right half blue, upper left corner white: its direction can be told."""
    picture = Image.new("RGB", (width, height), (200, 0, 0))
    picture.paste((0, 0, 200), (width // 2, 0, width, height))
    picture.paste((255, 255, 255), (0, 0, width // 8, height // 4))
    return picture


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def turned(orientation: int) -> Image.Exif:
    """EXIF 2.32, tag 274."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream object (ISO 32000-1, 7.3.8)."""
    return b"<</Length %d%s>>stream\n" % (len(content), entries) + content + b"\nendstream "


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    body, offsets = b"%PDF-1.7\n", list[int]()
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(body))
    )


def pdf_pages(pages: Sequence[bytes], others: Sequence[bytes] = ()) -> bytes:
    """A PDF of these pages, each the entries of its dictionary; `others` are objects 3 + pages and up."""
    kids = b"".join(b"%d 0 R " % (3 + number) for number in range(len(pages)))
    made = [b"<</Type/Page/Parent 2 0 R%s>>" % entries for entries in pages]
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
            *made,
            *others,
        ]
    )


def pdf_with_pictures(pages: int = 1, turn: int = 0, box: bytes = _A4) -> bytes:
    """Each page shows a JPEG above a raw picture."""
    entries = b"/MediaBox[%s]/Rotate %d/Contents %d 0 R/Resources<</XObject<</J %d 0 R/R %d 0 R>>>>"
    at = 3 + pages
    jpeg, raw = encoded(photo(), "JPEG"), zlib.compress(photo().tobytes())
    head = b"/Type/XObject/Subtype/Image/Width 80/Height 40/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/"
    shown = b"q 500 0 0 250 50 500 cm /J Do Q q 500 0 0 250 50 100 cm /R Do Q"
    return pdf_pages(
        [entries % (box, turn, at, at + 1, at + 2)] * pages,
        [stream(shown), stream(jpeg, head + b"DCTDecode"), stream(raw, head + b"FlateDecode")],
    )


def several(kind: str, **options: object) -> bytes:
    """Three pictures in one file."""
    return encoded(photo(), kind, save_all=True, append_images=[photo(), photo()], **options)


@functools.cache
def samples() -> Mapping[str, bytes]:
    """Name → file. The names say format and mode."""
    base, grey16 = photo(), Image.fromarray(np.full((40, 80), 40_000, np.uint16))
    clear = base.convert("RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    tiff = {
        name: encoded(base.convert(mode), "TIFF", compression=name)
        for name, mode in (("tiff_lzw", "RGB"), ("tiff_deflate", "RGBA"), ("group4", "1"), ("jpeg", "RGB"))
    }
    return {
        "jpeg": encoded(base, "JPEG"),
        "jpeg progressive": encoded(base, "JPEG", progressive=True),
        "jpeg grey": encoded(base.convert("L"), "JPEG"),
        "jpeg cmyk": encoded(base.convert("CMYK"), "JPEG"),
        "jpeg turned": encoded(base, "JPEG", exif=turned(6)),
        "jpeg of several": several("MPO"),
        "png": encoded(base),
        "png alpha": encoded(clear),
        "png grey alpha": encoded(base.convert("LA")),
        "png palette": encoded(base.convert("P"), transparency=0),
        "png one bit": encoded(base.convert("1")),
        "png 16 bit": encoded(grey16),
        "png animated": several("PNG"),
        "gif": encoded(base, "GIF"),
        "gif animated": several("GIF"),
        "webp": encoded(base, "WEBP"),
        "webp lossless alpha": encoded(clear, "WEBP", lossless=True),
        "webp animated": several("WEBP"),
        "bmp": encoded(base, "BMP"),
        "bmp palette": encoded(base.convert("P"), "BMP"),
        "tiff": encoded(base, "TIFF"),
        "tiff 16 bit": encoded(grey16, "TIFF"),
        "tiff float": encoded(Image.fromarray(np.ones((40, 80), np.float32)), "TIFF"),
        "tiff of three pages": several("TIFF"),
        **{f"tiff {name}": data for name, data in tiff.items()},
        "heic": encoded(base, "HEIF"),
        "heic alpha": encoded(clear, "HEIF"),
        "heic of several": several("HEIF"),
        "avif": encoded(base, "AVIF"),
        "avif animated": several("AVIF"),
        "pdf": pdf_with_pictures(),
        "pdf of three turned pages": pdf_with_pictures(3, 90),
        "pdf by pillow": several("PDF"),
    }
