"""A citizen goes on through kill -9 of the server: one case, one receipt, nothing lost, no orphans."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from eval_sets import service
from eval_sets.documents.draw import draw
from eval_sets.documents.fonts import NoChineseFontError

ROUNDS = int(os.environ.get("KILL_ROUNDS", "1"))
KILLS = int(os.environ.get("KILLS", "2"))
"""in one walk of some 25 calls; KILL_ROUNDS=20 KILLS=4 for a longer trial"""
ACCOUNT, ITEM = "chen-xiaoyu", "id-card-replacement"
FACE = {
    "name": "陈晓渝",
    "sex": "女",
    "ethnicity": "汉",
    "birth_date": "1992-03-15",
    "address": "重庆市渝北区龙溪街道红锦大道88号3幢12-4",
    "id_number": "500112199203150026",
}

pytestmark = pytest.mark.slow


class Mortal:
    """`yuxiaozhi serve` that is killed and started again on the same folder and port."""

    def __init__(self, folder: Path, published: Path) -> None:
        shutil.copytree(published, folder / "data")
        self._folder, self._log, self._port = folder, folder / "serve.log", service.free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.kills = 0
        self.start()

    def start(self) -> None:
        self.process = service.start(self._port, self._folder / "data", self._log)
        service.wait_until_ready(self.url, self.process, self._log)

    def kill(self) -> None:
        """With all its children named first, to see that none outlives it."""
        children = _children(self.process.pid)
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.kills += 1
        until = time.monotonic() + 30
        while left := [pid for pid in children if _runs(pid)]:
            assert time.monotonic() < until, f"processes outlive their server: {left}"
            time.sleep(0.1)

    def log(self) -> str:
        return self._log.read_text()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def test_killed_workers_leave_the_port(tmp_path: Path, published_data: Path) -> None:
    """Two server processes and their readers end with a supervisor that could not tell them to."""
    shutil.copytree(published_data, tmp_path / "data")
    port, log = service.free_port(), tmp_path / "serve.log"
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "data"), "OCR_ENGINE": "none"}
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port), "--workers", "2"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    service.wait_until_ready(f"http://127.0.0.1:{port}", process, log)
    children = _children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    until = time.monotonic() + 60
    while left := [pid for pid in children if _runs(pid)]:
        if time.monotonic() > until:
            for pid in left:
                os.kill(pid, signal.SIGKILL)
            pytest.fail(f"processes outlive their supervisor: {left}")
        time.sleep(0.1)


def _children(pid: int) -> list[int]:
    found = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return found + [below for child in found for below in _children(child)]


def _runs(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


class Stubborn:
    """Calls until there is an answer; each message has its own id, as a page that reconnects does it."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=f"{url}/api/v1", timeout=60)
        self.headers: dict[str, str] = {}
        self.conversation = ""
        self.repeats = 0

    def call(self, method: str, path: str, **options: object) -> dict:
        headers = {**self.headers, **options.pop("headers", {})}  # type: ignore[dict-item]
        while True:
            try:
                answer = self._http.request(method, path, headers=headers, **options)  # type: ignore[arg-type]
            except httpx.TransportError:
                self.repeats += 1
                time.sleep(0.2)
                continue
            assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text}"
            return answer.json()

    def say(self, text: str, mark: str) -> dict:
        body = {"text": text, "client_message_id": mark}
        return self.call("POST", f"/conversations/{self.conversation}/messages", json=body)

    def send(self, picture: bytes, mark: str) -> dict:
        body = {"files": {"file": ("id.jpg", picture)}, "data": {"client_message_id": mark}}
        return self.call("POST", f"/conversations/{self.conversation}/documents", **body)

    def close(self) -> None:
        self._http.close()


def walk(citizen: Stubborn, picture: bytes) -> tuple[dict, list[str]]:
    """From the question to the receipt; a picture sent before signing in, an aside, two submits."""
    opened = citizen.call("POST", "/conversations", json={"channel": "web"})
    citizen.conversation = opened["conversation_id"]
    citizen.headers["X-Conversation-Token"] = opened["token"]
    said = ["身份证搞丢了啷个办"]
    citizen.say(said[0], "1")
    sent = citizen.send(picture, "picture")["document_id"]
    said.append("我要补办身份证")
    citizen.say(said[-1], "2")
    token = citizen.call("POST", "/auth/demo-login", json={"account": ACCOUNT})["token"]
    citizen.headers["Authorization"] = f"Bearer {token}"
    said.append("继续")
    reply = citizen.say(said[-1], "3")
    for step in range(4, 30):
        following = reply["application"]["next"]
        if reply["status"] == "submitted":
            break
        words = {"situation": "", "confirm": "确认无误", "precheck": "预审", "submit": "提交"}
        text = words.get(following["kind"]) or following["options"][0]["label"]
        if step == 6:
            text = "居住证要多少钱"
        said.append(text)
        reply = citizen.say(text, str(step))
        if step == 6:
            said.append("继续")
            reply = citizen.say("继续", "back")
    assert reply["status"] == "submitted", reply["text"]
    citizen.call("GET", f"/documents/{sent}")
    return reply, said


@pytest.fixture(scope="module")
def picture() -> bytes:
    import io

    try:
        drawn = draw("id_card_front", FACE, seed=3)
    except NoChineseFontError as error:
        pytest.skip(str(error))
    kept = io.BytesIO()
    drawn.save(kept, "JPEG", quality=85)
    return kept.getvalue()


@pytest.fixture
def mortal(tmp_path: Path, published_data: Path) -> Generator[Mortal]:
    server = Mortal(tmp_path, published_data)
    yield server
    server.stop()


def kill_now_and_then(server: Mortal, until: threading.Event, seed: int, faults: list[BaseException]) -> None:
    moments = random.Random(seed)
    for _ in range(KILLS):
        if until.wait(moments.uniform(0.02, 0.5)):
            return
        try:
            server.kill()
        except AssertionError as error:
            faults.append(error)
        server.start()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_one_case_and_nothing_lost(mortal: Mortal, picture: bytes, seed: int) -> None:
    done, faults = threading.Event(), list[BaseException]()
    killer = threading.Thread(target=kill_now_and_then, args=(mortal, done, seed, faults))
    citizen = Stubborn(mortal.url)
    killer.start()
    try:
        reply, said = walk(citizen, picture)
    finally:
        done.set()
        killer.join()
    assert not faults, faults
    application_id = reply["application"]["application_id"]
    kept = citizen.call("GET", f"/applications/{application_id}")
    again = {"Idempotency-Key": f"another-{seed}"}
    receipt = citizen.call("POST", f"/applications/{application_id}/submit", headers=again)
    assert kept["receipt"] == receipt
    assert len(citizen.call("GET", "/applications")["applications"]) == 1
    history = citizen.call("GET", f"/conversations/{citizen.conversation}")["messages"]
    told = [m["text"] for m in history if m["role"] == "person" and m["text"]]
    assert told == said, "what was said stands once each, in order"
    documents = {m["document_id"] for m in history if m["role"] == "person" and m["document_id"]}
    for document in documents:
        assert _state(citizen, document) == "read"
    citizen.close()
    assert '"fault"' not in mortal.log()
    assert mortal.kills > 0


def _state(citizen: Stubborn, document: str) -> str:
    """Background reading takes up what a dead server left within seconds."""
    until = time.monotonic() + 60
    while True:
        state: str = citizen.call("GET", f"/documents/{document}")["state"]
        if state == "read" or time.monotonic() > until:
            return state
        time.sleep(0.5)
