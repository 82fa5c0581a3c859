"""Pictures: kept first, read with progress, refused in words, and read later when nobody can read now."""

import asyncio
import io
import json
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
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
    assert reply["status"] == "clarify", "no draft is open: what is it for?"
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
    told = [(name, data) for name, data in events(answer.text) if name != "status"]
    assert [name for name, _ in told] == ["kept", "queued", "reading", "fields", "reply"]
    assert told[0][1]["document_id"] == told[-1][1]["document_id"]
    assert told[3][1]["pages"][0]["document_type"] == "id_card_front"
    assert [data for name, data in events(answer.text) if name == "status"] == [
        {"stage": "received"},
        {"stage": "reading", "pages_read": 0},
        {"stage": "reading", "pages_read": 1},
        {"stage": "comparing"},
    ]


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
    assert (read["role"], read["document_id"]) == ("assistant", None)
    asyncio.run(container.background.read_waiting())
    assert len(chen.call("GET", f"/conversations/{chen.conversation}")["messages"]) == 3


def test_reading_only_keeps_nothing(visitor: Person, reader: QuickReader, picture: bytes) -> None:
    reader.shows("business_licence", name="样本公司")
    read = visitor.call("POST", "/documents/read", **file(picture))
    assert read["document_type"] == "business_licence"
    assert read["fields"][0].keys() == {"name", "label", "value", "confidence", "box", "places"}
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


def fully_answered(person: Person, reply: Json, **answers: str) -> Json:
    """Answers situation questions by option id, else with the first option; gives the application."""
    for _ in range(10):
        following = reply["application"]["next"]
        if following["kind"] != "situation":
            break
        labels = {option["id"]: option["label"] for option in following["options"]}
        reply = person.say(labels.get(answers.get(following["name"], ""), following["options"][0]["label"]))
    return person.call("GET", f"/applications/{reply['application']['application_id']}")


def handed_in(draft: Json) -> dict[str, list[str]]:
    return {m["material_id"]: [d["document_id"] for d in m["documents"]] for m in draft["materials"]}


def test_a_picture_sent_before_signing_in_goes_into_the_draft(
    visitor: Person, reader: QuickReader, picture: bytes
) -> None:
    """As soon as the situation asks for it, so that nobody is asked twice for the same picture."""
    visitor.open()
    reader.shows("tenancy_contract", landlord="王大明", tenant="刘桂兰")
    document = send(visitor, picture).json()["document_id"]
    visitor.say("我要办个体户营业执照")
    visitor.sign_in("liu-guilan")
    draft = fully_answered(visitor, visitor.say("继续"), premises="rented")
    assert [document] in handed_in(draft).values(), draft["situation"]
    visitor.call("POST", f"/applications/{draft['application_id']}/withdraw")


def test_a_picture_on_its_way_while_the_visitor_signs_in_is_not_lost(
    app: FastAPI, visitor: Person, reader: QuickReader, picture: bytes, container: Container
) -> None:
    """It was sent by nobody and arrives for somebody."""
    conversation = visitor.open()
    reader.shows("id_card_front", name="刘桂兰")
    owner = f"conversation:{conversation}"
    visitor.sign_in("liu-guilan")
    visitor.call("GET", f"/conversations/{conversation}")
    late = asyncio.run(container.reading.keep(owner, picture, "late.png", conversation))
    container.underway.release(late.document_id)
    asyncio.run(container.background.read_waiting())
    assert visitor.call("GET", f"/documents/{late.document_id}")["state"] == "read"
    assert visitor.call("GET", f"/conversations/{conversation}")["messages"][0]["document_id"]


@pytest.mark.parametrize("step", ["kept", "read"])
def test_a_crash_between_keeping_and_handing_on_is_made_good(
    chen: Person, reader: QuickReader, picture: bytes, container: Container, step: str
) -> None:
    """What a killed server leaves of a conversation's picture and of a material's, after each step."""
    chen.open()
    reader.shows("id_card_front", name="陈晓渝")
    draft = chen.start("id-card-replacement", who="self", hukou="cq", receive="window")
    said = asyncio.run(container.reading.keep("chen-xiaoyu", picture, "a.png", chen.conversation))
    given = asyncio.run(container.reading.keep("chen-xiaoyu", picture, "b.png"))
    container.reading.meant_for(given, draft["application_id"], "old_id_card")
    if step == "read":
        for document in (said, given):
            container.documents.store_reading(document.document_id, reader.pages)
    asyncio.run(container.background.read_waiting())
    assert reader.read_count == 0, "whoever has claimed them may still be at it"
    container.underway.release_all()  # the next server starts
    for _ in range(2):
        asyncio.run(container.background.read_waiting())
    assert reader.read_count == (2 if step == "kept" else 0)
    told = chen.call("GET", f"/conversations/{chen.conversation}")["messages"]
    assert [message.get("document_id") for message in told] == [said.document_id, None]
    draft = chen.call("GET", f"/applications/{draft['application_id']}")
    assert handed_in(draft)["old_id_card"] == [given.document_id]
    assert container.underway.waiting() == []


def test_two_workers_never_take_the_same_picture(container: Container, picture: bytes) -> None:
    kept = asyncio.run(container.reading.keep("chen-xiaoyu", picture, "a.png"))
    assert container.underway.claim(kept.document_id) is None
    container.underway.release(kept.document_id)
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: container.underway.claim(kept.document_id), range(8)))
    assert sum(claim is not None for claim in claims) == 1
    container.underway.arrived(kept.document_id)
    container.documents.store_reading(kept.document_id, [])
    assert container.underway.claim(kept.document_id) is None, "it has arrived"


def test_a_picture_refused_later_is_told(chen: Person, reader: QuickReader, container: Container) -> None:
    chen.open()
    reader.busy = True
    send(chen, EXE)
    reader.busy = False
    asyncio.run(container.background.read_waiting())
    last = chen.call("GET", f"/conversations/{chen.conversation}")["messages"][-1]
    assert (last["role"], "不是图片" in last["text"]) == ("assistant", True)
    assert container.underway.waiting() == []


def test_a_newer_picture_is_not_replaced_by_one_read_later(
    chen: Person, reader: QuickReader, picture: bytes, container: Container
) -> None:
    draft = chen.start("id-card-replacement", who="self", hukou="cq", receive="window")
    there = f"/applications/{draft['application_id']}/materials/old_id_card"
    reader.shows("id_card_front", name="陈晓渝")
    reader.busy = True
    first = handed_in(chen.call("POST", there, **file(picture)))["old_id_card"]
    reader.busy = False
    second = handed_in(chen.call("POST", there, **file(picture)))["old_id_card"]
    asyncio.run(container.background.read_waiting())
    now = handed_in(chen.call("GET", f"/applications/{draft['application_id']}"))["old_id_card"]
    assert now == second != first


def test_a_material_is_taken_back_for_good(
    chen: Person, reader: QuickReader, picture: bytes, container: Container
) -> None:
    """Also one that is still to be read."""
    draft = chen.start("id-card-replacement", who="self", hukou="cq", receive="window")
    there = f"/applications/{draft['application_id']}/materials/old_id_card"
    reader.busy = True
    assert handed_in(chen.call("POST", there, **file(picture)))["old_id_card"]
    assert handed_in(chen.call("DELETE", there))["old_id_card"] == []
    reader.busy = False
    asyncio.run(container.background.read_waiting())
    assert handed_in(chen.call("DELETE", there))["old_id_card"] == []
    chen.problem(404, "material_unknown", "DELETE", there + "_not")


def test_odd_files_never_end_in_a_fault(chen: Person, picture: bytes) -> None:
    """Polyglots, torn files, names that try paths."""
    chen.open()
    html = picture + b"<script>alert(1)</script>"
    torn = [picture[:60], b"\xff\xd8\xff" + bytes(100), b"GIF89a" + bytes(20), b"BM" + bytes(60), b"<svg/>"]
    for data in torn:
        assert chen.raw("POST", "/documents/read", **file(data)).status_code == 422
    for name in ("../../etc/passwd", "a\x00b.png", "长" * 300 + ".png", ""):
        assert send_named(chen, html, name or "x").status_code == 200
    document = send_named(chen, html, "page.html").json()["document_id"]
    shown = chen.raw("GET", f"/documents/{document}/file")
    assert shown.headers["content-type"] == "image/png"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["x-content-type-options"] == "nosniff"


def send_named(person: Person, data: bytes, name: str) -> Any:
    return person.raw("POST", f"/conversations/{person.conversation}/documents", **file(data, name))
