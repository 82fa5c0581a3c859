"""What a file is, told from its content alone: names and declared types are not believed."""

import re

import filetype

PDF = "application/pdf"
PICTURES = frozenset(
    f"image/{kind}" for kind in ("jpeg", "png", "webp", "bmp", "tiff", "gif", "heic", "avif")
)
"""What is opened, besides PDF."""

_BRANDS = {
    b"heic": "image/heic", b"heix": "image/heic", b"heim": "image/heic", b"heis": "image/heic",
    b"hevc": "image/heic", b"hevx": "image/heic", b"hevm": "image/heic", b"hevs": "image/heic",
    b"avif": "image/avif", b"avis": "image/avif",
}  # fmt: skip
"""ISO/IEC 23008-12, annex B: brands of the box `ftyp` that say how the picture inside is coded."""

_ARCHIVES = frozenset({"zip", "x-tar", "x-rar-compressed", "x-7z-compressed", "gzip", "x-bzip2", "x-xz"})
_OFFICE = re.compile(rb"word/|xl/|ppt/|mimetypeapplication/vnd\.oasis")
_MARKUP = re.compile(
    rb"^\s*(?:<!--.*?-->|<\?xml[^>]*>|<!doctype[^>]*>|\s)*<(?:svg|html|head|body|\w+)", re.I | re.S
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Word, Excel and WPS before 2007 begin."""

_LOOKED_AT = 4096


def media_type_of(data: bytes) -> str | None:
    """The media type by the first bytes; None when it is nothing known. What follows does not count."""
    if data[4:8] == b"ftyp":
        return _of_brands(data)
    if data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return PDF
    found = _guessed(data)
    return "image/png" if found == "image/apng" else found  # one that moves


def stranger(data: bytes, media_type: str | None) -> str:
    """What a file that is not opened is instead: a key of the sentences `refused_kinds`, or ""."""
    start = data[:_LOOKED_AT]
    main, _, sub = (media_type or "").partition("/")
    if start.startswith(_OLE) or "officedocument" in sub or "opendocument" in sub or sub in ("msword", "rtf"):
        return "office"
    if start.startswith(b"PK"):
        return "office" if _OFFICE.search(start) else "archive"
    if sub in _ARCHIVES:
        return "archive"
    if main in ("video", "audio"):
        return main
    return "web_page" if _MARKUP.match(start) else ""


def _of_brands(data: bytes) -> str | None:
    """HEIC and AVIF share their box format with films; the brands tell them apart."""
    length = min(int.from_bytes(data[:4], "big"), 256)
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, length, 4))]
    known = (_BRANDS[brand] for brand in brands if brand in _BRANDS)
    return next(known, None) or _guessed(data)


def _guessed(data: bytes) -> str | None:
    kind = filetype.guess(data)
    return str(kind.mime) if kind is not None else None
