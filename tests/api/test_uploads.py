"""Pictures: kept first, read with progress, refused in words, and read later when nobody can read now."""

import asyncio
import io
import json
import struct
import zlib
from typing import Any

import pytest
from fastapi import FastAPI

from api.bootstrap import Container

from .conftest import Json, Person, QuickReader

EXE = b"MZ\x90\x00" + bytes(2000)
EMPTY_PDF = b"%PDF-1.4\n%%EOF\n"


def huge_png() -> bytes:
    """300 megapixels in a few hundred kilobytes, as an attacker would make it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 20_000, 15_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(2501) * 15_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def file(data: bytes, name: str = "picture.jpg") -> dict[str, Any]:
    return {"files": {"file": (name, io.BytesIO(data))}}


def send(person: Person, data: bytes, **headers: str) -> Any:
    return person.raw(
        "POST", f"/conversations/{person.conversation}/documents", headers=headers, **file(data)
    )


def events(text: str) -> list[tuple[str, Json]]:
    found: list[tuple[str, Json]] = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and line[0] != ":")
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_a_picture_is_a_turn(chen: Person, reader: QuickReader, picture: bytes) -> None:
    chen.open()
    reader.shows("id_card_front", name="陈晓渝")
    reply = send(chen, picture).json()
    assert reply["status"] == "handling"
    document = chen.call("GET", f"/documents/{reply['document_id']}")
    assert document["state"] == "read"
    assert document["pages"][0]["fields"][0]["value"] == "陈晓渝"
    history = chen.call("GET", f"/conversations/{chen.conversation}")["messages"]
    assert history[0]["document_id"] == reply["document_id"]


def test_progress_is_told_as_it_happens(chen: Person, reader: QuickReader, picture: bytes) -> None:
    chen.open()
    reader.shows("id_card_front", name="陈晓渝")
    answer = send(chen, picture, Accept="text/event-stream")
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = events(answer.text)
    assert [name for name, _ in told] == ["kept", "queued", "reading", "fields", "reply"]
    assert told[0][1]["document_id"] == told[-1][1]["document_id"]
    assert told[3][1]["pages"][0]["document_type"] == "id_card_front"


def test_a_refusal_in_a_stream_is_an_event(chen: Person) -> None:
    chen.open()
    name, problem = events(send(chen, EXE, Accept="text/event-stream").text)[-1]
    assert (name, problem["code"], problem["status"]) == ("problem", "not_a_picture", 422)


@pytest.mark.parametrize(
    ("data", "code"),
    [(EXE, "not_a_picture"), (huge_png(), "too_many_pixels"), (b"", "empty")],
    ids=["exe renamed jpg", "300 megapixels", "empty file"],
)
def test_what_is_no_picture_is_refused_with_what_to_do(chen: Person, data: bytes, code: str) -> None:
    chen.open()
    chen.problem(422, code, "POST", f"/conversations/{chen.conversation}/documents", **file(data))
    chen.problem(422, code, "POST", "/documents/read", **file(data))


def test_an_empty_pdf_is_refused(chen: Person) -> None:
    answer = chen.raw("POST", "/documents/read", **file(EMPTY_PDF, "empty.pdf"))
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_a_picture_that_cannot_be_read_now_is_read_later(
    chen: Person, reader: QuickReader, picture: bytes, container: Container
) -> None:
    chen.open()
    reader.busy = True
    reply = send(chen, picture).json()
    assert reply["status"] == "handling"
    assert "存好" in reply["text"]
    assert chen.call("GET", f"/documents/{reply['document_id']}")["state"] == "kept"
    reader.busy = False
    asyncio.run(container.background.read_waiting())
    assert chen.call("GET", f"/documents/{reply['document_id']}")["state"] == "read"
    sent, waiting, read = chen.call("GET", f"/conversations/{chen.conversation}")["messages"]
    assert (sent["role"], sent["document_id"]) == ("person", reply["document_id"])
    assert (waiting["text"], waiting["message_id"]) == (reply["text"], reply["message_id"])
    assert (read["role"], read["status"]) == ("assistant", "handling")
    asyncio.run(container.background.read_waiting())
    assert len(chen.call("GET", f"/conversations/{chen.conversation}")["messages"]) == 3


def test_reading_only_keeps_nothing(visitor: Person, reader: QuickReader, picture: bytes) -> None:
    reader.shows("business_licence", name="样本公司")
    read = visitor.call("POST", "/documents/read", **file(picture))
    assert read["document_type"] == "business_licence"
    assert read["fields"][0].keys() == {"name", "value", "confidence", "box"}
    assert read["quality"] == {"readable": True, "problems": []}


def test_reading_only_says_busy(visitor: Person, reader: QuickReader, picture: bytes) -> None:
    reader.busy = True
    visitor.problem(503, "busy", "POST", "/documents/read", **file(picture))


def test_the_picture_comes_back_to_its_owner_only(
    app: FastAPI, chen: Person, liu: Person, picture: bytes
) -> None:
    chen.open()
    document = send(chen, picture).json()["document_id"]
    answer = chen.raw("GET", f"/documents/{document}/file")
    assert answer.content == picture
    assert answer.headers["content-type"] == "image/png"
    for other in (liu, Person(app)):
        other.problem(404, "document_unknown", "GET", f"/documents/{document}/file")
        other.problem(404, "document_unknown", "GET", f"/documents/{document}")


def test_a_visitor_sees_the_picture_sent_before_and_after_signing_in(visitor: Person, picture: bytes) -> None:
    visitor.open()
    document = send(visitor, picture).json()["document_id"]
    assert visitor.raw("GET", f"/documents/{document}/file").content == picture
    visitor.sign_in("chen-xiaoyu")
    visitor.call("GET", f"/conversations/{visitor.conversation}")
    assert visitor.raw("GET", f"/documents/{document}/file").content == picture


def test_an_upload_beyond_the_limit_is_cut_off(chen: Person) -> None:
    problem = chen.problem(413, "too_large", "POST", "/documents/read", **file(bytes(21 * 1024 * 1024)))
    assert "20 MB" in problem["detail"]


def test_a_form_without_a_file_says_so(chen: Person) -> None:
    problem = chen.problem(422, "invalid_request", "POST", "/documents/read", data={"other": "x"})
    assert "file" in problem["detail"]
