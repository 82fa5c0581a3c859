"""One assembled house for the whole folder, with a reader that needs no engine."""

import asyncio
import shutil
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.bootstrap import Container, build
from api.settings import Settings
from ocr.errors import BusyError
from ocr.hygiene import open_pages
from ocr.service import OnProgress
from ocr.types import ReadDocument, ReadField
from storage.encryption import use_keys
from tests.conftest import FixedClock

BASE = "/api/v1"
SMALL = Path(__file__).parents[1] / "knowledge_base" / "content"
Json = dict[str, Any]


@dataclass
class QuickReader:
    """Stands in for the worker processes: real hygiene, then whatever page the test laid ready."""

    pages: list[ReadDocument] = field(default_factory=lambda: [ReadDocument("unknown", 0.0, readable=False)])
    busy: bool = False
    read_count: int = 0

    def start(self) -> None:
        pass

    def close(self) -> None:
        pass

    async def read(self, data: bytes, on_progress: OnProgress | None = None) -> list[ReadDocument]:
        if self.busy:
            raise BusyError("busy")
        await asyncio.to_thread(open_pages, data)
        for stage in ("queued", "reading", "fields", "done"):
            if on_progress:
                on_progress(stage)
        self.read_count += 1
        return self.pages

    def shows(self, document_type: str, **fields: str) -> None:
        """The next pictures show this."""
        found = tuple(ReadField(name, value, 0.99, (0, 0, 10, 10)) for name, value in fields.items())
        self.pages = [ReadDocument(document_type, 0.99, found)]


class Person:
    """Somebody with a browser or a program: a connection, an identity, a conversation."""

    def __init__(self, app: FastAPI, account: str | None = None) -> None:
        self.http = TestClient(app, raise_server_exceptions=False)
        self.headers: dict[str, str] = {}
        self.conversation = ""
        if account:
            self.sign_in(account)

    def sign_in(self, account: str) -> None:
        answer = self.call("POST", "/auth/demo-login", json={"account": account})
        self.headers["Authorization"] = f"Bearer {answer['token']}"

    def raw(self, method: str, path: str, **options: Any) -> Any:
        headers = {**self.headers, **options.pop("headers", {})}
        return self.http.request(method, f"{BASE}{path}", headers=headers, **options)

    def call(self, method: str, path: str, **options: Any) -> Json:
        answer = self.raw(method, path, **options)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else {}

    def problem(self, status: int, code: str, method: str, path: str, **options: Any) -> Json:
        """The call must end in this problem document."""
        answer = self.raw(method, path, **options)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), (
            f"{method} {path}: {answer.status_code} {answer.text}"
        )
        found: Json = answer.json()
        assert found["code"] == code
        assert found["status"] == status
        assert found["title"]
        assert found["detail"].endswith("。")
        assert found["type"]
        return found

    def open(self) -> str:
        opened = self.call("POST", "/conversations", json={"channel": "web"})
        self.conversation = opened["conversation_id"]
        if opened["token"]:
            self.headers["X-Conversation-Token"] = opened["token"]
        return self.conversation

    def say(self, text: str, **more: str) -> Json:
        return self.call("POST", f"/conversations/{self.conversation}/messages", json={"text": text, **more})

    def start(self, item_id: str, **situation: str) -> Json:
        return self.call("POST", "/applications", json={"item_id": item_id, "situation": situation})


@pytest.fixture(scope="session")
def reader() -> QuickReader:
    return QuickReader()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, published_data: Path) -> Settings:
    folder = shutil.copytree(published_data, tmp_path_factory.mktemp("house") / "data")
    return Settings(data_dir=folder, rate_limit=False, _env_file=None)


@pytest.fixture(scope="session")
def container(settings: Settings, reader: QuickReader) -> Generator[Container]:
    built = build(settings, reader=reader)
    yield built
    built.release()


@pytest.fixture(scope="session")
def app(container: Container) -> FastAPI:
    """Without lifespan: background jobs run when a test calls them."""
    return create_app(container)


@pytest.fixture(autouse=True)
def _keys_of_the_house(request: pytest.FixtureRequest) -> None:
    """Tests with a house of their own leave its keys in use."""
    if "container" in request.fixturenames:
        use_keys(request.getfixturevalue("container").keys)


@pytest.fixture(params=["sqlite", "postgresql"])
def small_house(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock, reader: QuickReader
) -> Generator[Container]:
    """A small invented library on a database of its own, so that publishing disturbs nobody."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    settings = Settings(
        data_dir=tmp_path / "data", content_dir=SMALL, database_url=url, rate_limit=False, _env_file=None
    )
    built = build(settings, clock, reader=reader)
    yield built
    built.release()


@pytest.fixture
def small(small_house: Container) -> FastAPI:
    return create_app(small_house)


@pytest.fixture(autouse=True)
def _reader_as_new(reader: QuickReader) -> None:
    reader.busy, reader.read_count = False, 0
    reader.pages = [ReadDocument("unknown", 0.0, readable=False)]


@pytest.fixture
def visitor(app: FastAPI) -> Person:
    return Person(app)


@pytest.fixture
def chen(app: FastAPI) -> Person:
    return Person(app, "chen-xiaoyu")


@pytest.fixture
def liu(app: FastAPI) -> Person:
    return Person(app, "liu-guilan")


@pytest.fixture
def reviewer(app: FastAPI) -> Person:
    return Person(app, "zhou-shenyan")


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small PNG; what it shows is up to the `QuickReader`."""
    from PIL import Image

    path: Path = tmp_path_factory.mktemp("pictures") / "small.png"
    Image.new("RGB", (64, 40), "white").save(path)
    return path.read_bytes()
