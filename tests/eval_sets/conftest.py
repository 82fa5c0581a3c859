"""A tiny service of the contract that can be told to do things wrong, so that an evaluation can fail."""

import json
import re
from collections.abc import Generator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

Json = dict[str, Any]

GUIDE: Json = {
    "name": "样本事项",
    "plain_name": "办样本",
    "situations": [
        {"id": "who", "options": [{"id": "self", "label": "给自己办"}, {"id": "other", "label": "替家人办"}]}
    ],
    "materials": [
        {"material_id": "own_card", "documents": ["id_card_front"]},
        {"material_id": "partner_card", "documents": ["id_card_front"]},
        {"material_id": "paper", "documents": []},
    ],
    "sections": [
        {"id": "fee", "sentences": ["工本费40元。", "领证时交。"]},
        {"id": "qa:1", "sentences": ["工本费40元。"]},
    ],
}
STEPS = (
    ("situation", "who"),
    ("field", "mobile"),
    ("document", "own_card"),
    ("confirm", "confirm"),
    ("precheck", "precheck"),
    ("submit", "submit"),
)


@dataclass
class FakeService:
    """One person's one application; the public fields say what goes wrong."""

    url: str = ""
    item_id: str = "sample"
    guided: bool = True
    asks: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    """message → what the options of a question send, which is asked instead of answering"""
    deaf_to: tuple[str, ...] = ()
    """step names whose answer is never understood, but as the words of an option"""
    stored: Json = field(default_factory=dict[str, Any])
    """values kept instead of what was said"""
    quote: str = "工本费40元。"
    section: str = "fee"
    answer: str = "工本费40元。"
    status: str = "answered"
    precheck: Json = field(default_factory=lambda: {"passed": True, "findings": []})
    problems: Json = field(default_factory=dict[str, Any])
    fails_at: str = ""
    calls: list[str] = field(default_factory=list[str])
    signed_in: bool = False
    begun: bool = False
    step: int = 0
    said: Json = field(default_factory=dict[str, Any])
    form: Json = field(default_factory=dict[str, Any])
    """what was sent last from the form"""

    def handle(self, method: str, path: str, body: bytes) -> Json | None:
        """The JSON answer; None is a fault."""
        self.calls.append(f"{method} {path}")
        if self.fails_at and self.fails_at in path:
            return None
        path = path.removeprefix("/api/v1").partition("?")[0]
        if path == "/readyz":
            return {"dependencies": {"knowledge_base": {"ok": True, "detail": "1795 items, 66 guides"}}}
        if path == "/auth/demo-login":
            self.signed_in = True
            return {"token": "t"}
        if path == "/conversations":
            return {"conversation_id": "c", "token": "v"}
        if path.startswith("/conversations/c/"):
            return self.say(json.loads(body)["text"] if path.endswith("messages") else _filename(body))
        if path == "/items":
            return {"items": [{"name": self.answer, "guide": self.guided}]}
        if path.startswith("/items/"):
            return GUIDE
        if path == "/documents/read":
            return {"document_type": _filename(body).partition("-")[0], "fields": []}
        if path.endswith("/precheck"):
            return self.precheck
        if (method, path) == ("GET", "/applications"):
            return {"applications": [self.application()] if self.begun else []}
        if method == "PATCH":
            self.form = json.loads(body)
        return self.application()

    def say(self, text: str) -> Json:
        if text in self.asks:
            options = [{"label": one, "send": one} for one in self.asks[text]]
            return self.reply() | {"status": "clarify", "options": options}
        if not self.begun and "办" in text:
            self.begun = self.signed_in
            return self.reply(sign_in=not self.signed_in)
        if self.begun and self.step < len(STEPS):
            _, name = STEPS[self.step]
            if name not in self.deaf_to or text == "给自己办":
                self.said[name] = text
                self.step += 1
        return self.reply()

    def reply(self, sign_in: bool = False) -> Json:
        following = STEPS[self.step] if self.step < len(STEPS) else None
        return {
            "status": self.status,
            "text": self.answer,
            "items": [{"item_id": self.item_id, "name": self.answer}],
            "citations": [
                {"item_id": self.item_id, "guide_version": 1, "section": self.section, "quote": self.quote}
            ],
            "options": [],
            "sign_in": sign_in,
            "application": {
                "application_id": "a",
                "state": self.state,
                "next": following and {"kind": following[0], "name": following[1]},
            }
            if self.begun
            else None,
        }

    @property
    def state(self) -> str:
        return "draft" if self.step < len(STEPS) else "submitted"

    def application(self) -> Json:
        values = {"mobile": self.said.get("mobile", ""), **self.stored}
        return {
            "application_id": "a",
            "version": 1 + self.step,
            "item_id": self.item_id,
            "state": self.state,
            "situation": {"who": "self"},
            "fields": [{"name": n, "value": v, "source": "said"} for n, v in values.items()],
            "materials": [
                {"material_id": m["material_id"], "required": True, "exempt_by": None}
                for m in GUIDE["materials"]
            ],
            "problems": self.problems,
        }


def _filename(body: bytes) -> str:
    found = re.search(rb'filename="([^"]+)"', body)
    return found[1].decode() if found else ""


@pytest.fixture
def fake() -> Generator[FakeService]:
    service = FakeService()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            found = service.handle(self.command, self.path, body)
            content = json.dumps({"code": "fault"} if found is None else found).encode()
            self.send_response(500 if found is None else 200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = _answer

        def log_message(self, format: str, *_: object) -> None:
            """Quiet: a failing test shows `calls` instead."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield service
    server.shutdown()
    thread.join()
    server.server_close()
