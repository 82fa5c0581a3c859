"""Pages as pictures, and where values stand on them: for the owner only (reviewers: `test_applications`)."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi import FastAPI
from PIL import Image

from api.bootstrap import Container
from api.wire.documents import read_shape
from applications.documents import pages_from_json, pages_to_json
from eval_sets.fuzz_files.samples import encoded, pdf_with_pictures, photo, turned
from ocr.readers.registry import READERS
from ocr.types import QualityProblem, ReadDocument, ReadField

from .conftest import Person, QuickReader

PLACE = ((10.0, 5.0), (60.0, 5.0), (60.0, 20.0), (10.0, 20.0))


def kept(person: Person, data: bytes) -> str:
    person.open()
    files = {"file": ("picture", io.BytesIO(data))}
    answer = person.raw("POST", f"/conversations/{person.conversation}/documents", files=files)
    return answer.json()["document_id"]


def shown(person: Person, document: str, number: int = 1) -> Any:
    return person.raw("GET", f"/documents/{document}/pages/{number}/picture")


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (encoded(photo(200, 100), "HEIF"), (200, 100)),
        (encoded(photo(200, 100), "TIFF"), (200, 100)),
        (encoded(photo(200, 100), "JPEG", exif=turned(6)), (100, 200)),
        (encoded(photo(3200, 1000)), (1600, 500)),
    ],
    ids=["HEIC", "TIFF", "held upright", "large"],
)
def test_a_page_is_shown_as_jpeg_whatever_was_sent(chen: Person, data: bytes, size: tuple[int, int]) -> None:
    answer = shown(chen, kept(chen, data))
    assert answer.headers["content-type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).size == size


def test_each_page_of_a_pdf_is_shown_and_none_it_has_not(chen: Person, reader: QuickReader) -> None:
    reader.pages = [ReadDocument("unknown", 0.0, readable=False, page=number) for number in (1, 2)]
    document = kept(chen, pdf_with_pictures(2))
    for number in (1, 2):
        assert max(Image.open(io.BytesIO(shown(chen, document, number).content)).size) == 1600
    chen.problem(404, "page_unknown", "GET", f"/documents/{document}/pages/3/picture")
    for odd in ("0", "61", "-1", "one"):
        chen.problem(422, "invalid_request", "GET", f"/documents/{document}/pages/{odd}/picture")


def test_a_page_with_several_documents_is_one_page(chen: Person, reader: QuickReader, picture: bytes) -> None:
    reader.pages = [ReadDocument(kind, 0.9) for kind in ("id_card_front", "id_card_back")]
    document = kept(chen, picture)
    assert shown(chen, document).status_code == 200
    chen.problem(404, "page_unknown", "GET", f"/documents/{document}/pages/2/picture")


def test_a_page_that_was_not_read_yet_is_shown_too(chen: Person, reader: QuickReader, picture: bytes) -> None:
    reader.busy = True
    document = kept(chen, picture)
    assert shown(chen, document).status_code == 200
    chen.problem(404, "page_unknown", "GET", f"/documents/{document}/pages/2/picture")


def test_a_page_is_kept_by_no_cache_and_runs_nothing(chen: Person, picture: bytes) -> None:
    headers = shown(chen, kept(chen, picture)).headers
    assert headers["cache-control"] == "private, no-store"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["x-content-type-options"] == "nosniff"


def test_others_are_told_that_there_is_no_such_picture(
    app: FastAPI, chen: Person, liu: Person, reviewer: Person, picture: bytes
) -> None:
    document = kept(chen, picture)
    for other in (liu, reviewer, Person(app)):
        other.problem(404, "document_unknown", "GET", f"/documents/{document}/pages/1/picture")
    chen.problem(404, "document_unknown", "GET", "/documents/doc_not/pages/1/picture")


def test_a_visitor_sees_the_page_sent_in_the_conversation(
    app: FastAPI, visitor: Person, picture: bytes
) -> None:
    document = kept(visitor, picture)
    assert shown(visitor, document).status_code == 200
    other = Person(app)
    other.open()
    other.problem(404, "document_unknown", "GET", f"/documents/{document}/pages/1/picture")


def test_what_was_kept_but_cannot_be_opened_says_why(chen: Person, container: Container) -> None:
    broken = container.documents.keep("chen-xiaoyu", b"MZ\x90\x00" + bytes(99), "a.jpg", "image/jpeg")
    chen.problem(422, "not_a_picture", "GET", f"/documents/{broken.document_id}/pages/1/picture")


def test_where_a_value_stands_comes_with_it(chen: Person, reader: QuickReader, picture: bytes) -> None:
    field = ReadField("name", "陈晓渝", 0.99, (10, 5, 60, 20), (PLACE,))
    missing = QualityProblem("field_missing", "没有看清。", "sex")
    reader.pages = [
        ReadDocument("id_card_front", 0.99, (field,), problems=(missing,), size=(64, 40), turn=90)
    ]
    page = chen.call("GET", f"/documents/{kept(chen, picture)}")["pages"][0]
    assert page["picture"] == {"width": 64, "height": 40, "turn": 90}
    assert page["fields"][0]["places"] == [[list(corner) for corner in PLACE]]
    assert page["quality"]["problems"][0]["label"] == "性别"


def test_a_reading_from_before_places_were_kept_is_still_read() -> None:
    page = ReadDocument("id_card_front", 0.9, (ReadField("name", "陈晓渝", 0.9, (0, 0, 9, 9), (PLACE,)),))
    now = replace(page, size=(64, 40), turn=-90.0)
    assert pages_from_json(pages_to_json([now])) == (now,)
    old = pages_to_json([page])
    for member in ("size", "turn"):
        del old[0][member]
    del old[0]["fields"][0]["places"]
    shape = read_shape(pages_from_json(old)[0])
    assert shape.picture is None
    assert shape.fields[0].places == []


def test_every_field_of_a_document_has_a_word_for_people() -> None:
    """Else a problem would not tell which field it is about."""
    labels = yaml.safe_load((Path(__file__).parents[2] / "ocr" / "sentences.yaml").read_text("utf-8"))
    words = labels["field_labels"]
    for reader in READERS:
        for field in reader.fields:
            assert field in {**words["any"], **words.get(reader.document_type, {})}, (
                f"{reader.document_type}.{field}"
            )
