"""Protects people from "not a picture": what a file is instead is named, with what to do."""

import io
import zipfile

import pytest

from eval_sets.fuzz_files.samples import encoded, photo, samples
from ocr.errors import RefusedPictureError
from ocr.hygiene import open_pages
from ocr.media_types import media_type_of


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return buffer.getvalue()


STRANGERS = {
    "docx": (archive("[Content_Types].xml", "word/document.xml"), "Word"),
    "xlsx": (archive("[Content_Types].xml", "xl/workbook.xml"), "Word"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word"),
    "zip": (archive("身份证.jpg"), "压缩包"),
    "rar": (b"Rar!\x1a\x07\x00" + bytes(100), "压缩包"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "网页"),
    "svg with a declaration": (b'<?xml version="1.0"?>\n<!-- x -->\n<svg/>', "网页"),
    "web page": (b"\n<!DOCTYPE html><html><body>", "网页"),
    "web page, then GIF": (b"<html>" + encoded(photo(), "GIF"), "网页"),
    "film": (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(100), "视频"),
    "sound": (b"ID3\x03" + bytes(100), "录音"),
    "text": ("身份证".encode() * 50, "不是图片"),
    "nothing known": (bytes(range(256)), "不是图片"),
}


@pytest.mark.parametrize(("data", "word"), STRANGERS.values(), ids=STRANGERS)
def test_what_is_no_picture_is_named_with_what_to_do(data: bytes, word: str) -> None:
    with pytest.raises(RefusedPictureError) as refused:
        open_pages(data)
    assert refused.value.code == "not_a_picture"
    assert word in str(refused.value)
    assert "请" in str(refused.value)


@pytest.mark.parametrize("name", samples())
def test_the_type_is_told_from_the_content(name: str) -> None:
    kind = name.split()[0]
    assert media_type_of(samples()[name]) == ("application/pdf" if kind == "pdf" else f"image/{kind}")


def test_a_pdf_may_begin_with_a_mark_of_its_encoding() -> None:
    assert media_type_of(b"\xef\xbb\xbf\r\n" + samples()["pdf"]) == "application/pdf"
