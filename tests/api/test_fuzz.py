"""Whatever is sent to whichever call: a problem document, never a fault. Seeded: a find stays found."""

import json
import random
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI

from eval_sets.fuzz_files.damage import damaged

from .conftest import Json, Person

CALLS = 600
ODD = (
    "", "a" * 5000, "../../etc/passwd", "\x00", "💥", "null", "-1", "1e309", "NaN", "' OR 1=1--", "${x}",
    "<script>", "{}", "\u202e", "𠮷", " \t\n", "a/b", ";", "\x7f", "self", "web", "13800138001", "身份证丢了",
)  # fmt: skip
RAW = (
    b"", b"{", b"\xff\xfe", b'{"text":"\xff"}', b'{"text":"\\ud800"}', b"[" * 50_000, b"null", b"1", b"NaN",
    b'{"text": 1e400}', b'{"text":"a","text":"b"}', b"9" * 5000, b'{"text": "\\u0000"}',
)  # fmt: skip
TYPES = (
    "application/json",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "",
    "image/png",
)
FILES = (
    b"",
    b"MZ" + bytes(100),
    b"%PDF-1.4\n%%EOF",
    b"\x89PNG\r\n\x1a\n" + bytes(50),
    b"<svg/>",
    b"II*\x00" + bytes(30),
)


class Fuzzer:
    """Makes up calls from the OpenAPI document."""

    def __init__(self, described: Json, good: dict[str, str], seed: int) -> None:
        self._described, self._good, self._random = described, good, random.Random(seed)
        self._calls = [
            (method, path, operation)
            for path, operations in described["paths"].items()
            for method, operation in operations.items()
            if not path.endswith("/logout")
        ]

    def call(self) -> tuple[str, str, Json]:
        """Method, path, and options for the client."""
        chance, pick = self._random.random, self._random.choice
        method, path, operation = pick(self._calls)
        for name, value in self._good.items():
            stands = value if chance() < 0.7 else quote(pick(ODD) or "x", safe="%/")
            path = path.replace(f"{{{name}}}", stands)
        wanted = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"]
        options: Json = {"params": {name: pick(ODD) for name in wanted if chance() < 0.8}}
        if chance() < 0.2:
            options["headers"] = {
                pick(("If-Match", "Idempotency-Key", "Accept", "Origin")): pick(
                    ("*", '"1"', "k", "é".encode())
                )
            }
        if method != "get":
            options |= self._body(operation.get("requestBody", {}).get("content", {}))
        return method.upper(), path, options

    def _body(self, content: Json) -> Json:
        chance, pick = self._random.random, self._random.choice
        if "multipart/form-data" in content and chance() < 0.7:
            return {"files": {"file": (pick(("a.png", "../x", "长" * 300)), pick(FILES))}}
        if "application/json" in content and chance() < 0.7:
            return {"json": self._value(content["application/json"]["schema"])}
        return {"content": pick(RAW), "headers": {"Content-Type": pick(TYPES)}}

    def _value(self, schema: Json) -> Any:
        chance, pick = self._random.random, self._random.choice
        if "$ref" in schema:
            schema = self._described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        if chance() < 0.15:
            return pick((None, True, 0, -1, 2**80, 1e308, [], {}, ["x"], {"a": {"b": []}}, *ODD))
        if "anyOf" in schema:
            return self._value(pick(schema["anyOf"]))
        if "enum" in schema:
            return pick(schema["enum"])
        match schema.get("type"):
            case "object" if "properties" in schema:
                return {n: self._value(s) for n, s in schema["properties"].items() if chance() < 0.8}
            case "object":
                return {pick(("mobile", "name", "who", "lost_on", *ODD)): pick(ODD) for _ in range(2)}
            case "array":
                return [self._value(schema.get("items", {})) for _ in range(2)]
            case _:
                return pick(ODD)


def test_nothing_sent_ends_in_a_fault(chen: Person, reviewer: Person, visitor: Person) -> None:
    chen.open()
    good = {
        "application_id": chen.start("id-card-replacement")["application_id"],
        "conversation_id": chen.conversation,
        "document_id": "doc_none",
        "item_id": "id-card-replacement",
        "material_id": "old_id_card",
    }
    fuzzer = Fuzzer(chen.call("GET", "/openapi.json"), good, seed=2)
    for number in range(CALLS):
        method, path, options = fuzzer.call()
        person = (chen, chen, reviewer, visitor)[number % 4]
        answer = person.raw(method, path.removeprefix("/api/v1"), **options)
        told = f"{method} {path} {str(options)[:300]}: {answer.status_code} {answer.text[:300]}"
        assert answer.status_code < 500, told
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", told
            problem = json.loads(answer.content)
            assert problem["status"] == answer.status_code, told
            assert problem["code"], told
            assert problem["detail"], told


def test_no_damaged_file_ends_in_a_fault(visitor: Person) -> None:
    """`python -m eval_sets.fuzz_files` tries thousands without HTTP; here some go all the way."""
    for number in range(60):
        done, data = damaged(7, number)
        answer = visitor.raw("POST", "/documents/read", files={"file": ("照片.jpg", data)})
        told = f"{number} {done}: {answer.status_code} {answer.text[:300]}"
        assert answer.status_code in (200, 422), told
        if answer.status_code == 422:
            assert answer.json()["detail"].endswith("。"), told


def test_nothing_a_curator_sends_ends_in_a_fault(small: FastAPI) -> None:
    """Also not on PostgreSQL, which refuses what SQLite keeps: NUL, half characters, huge numbers."""
    editor, admin = Person(small, "wen-caoni"), Person(small, "ma-zongguan")
    described = editor.call("GET", "/openapi.json")
    described["paths"] = {
        path: calls
        for path, calls in described["paths"].items()
        if path.startswith("/api/v1/curation/") and "corrections" not in path
    }
    draft = {"item_id": "reader-card-first", "content": {"summary": "还没写完"}}
    good = {
        "item_id": "reader-card-first",
        "draft_id": editor.call("POST", "/curation/drafts", json=draft)["draft_id"],
    }
    fuzzer = Fuzzer(described, good, seed=3)
    for number in range(CALLS // 3):
        method, path, options = fuzzer.call()
        answer = (editor, admin)[number % 2].raw(method, path.removeprefix("/api/v1"), **options)
        told = f"{method} {path} {str(options)[:300]}: {answer.status_code} {answer.text[:300]}"
        assert answer.status_code < 500, told
