"""A client of the HTTP contract, with the identity and conversation of one person."""

import ssl
import time
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Self

import httpx

from eval_sets.errors import ServerError

Json = dict[str, Any]
_LISTENING: list[list[float]] = []


@contextmanager
def timed() -> Generator[list[float]]:
    """The seconds of every message said in this process, by whichever person, until the block ends."""
    seconds: list[float] = []
    _LISTENING.append(seconds)
    try:
        yield seconds
    finally:
        _LISTENING.remove(seconds)


class Client:
    """One person's connection; anonymous until `sign_in`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=f"{url}/api/v1", timeout=120, verify=_trust())
        self._headers: dict[str, str] = {}
        self._conversation = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def sign_in(self, account: str) -> None:
        token = self.call("POST", "/auth/demo-login", json={"account": account})["token"]
        self._headers["Authorization"] = f"Bearer {token}"

    def change_device(self) -> None:
        """What this device knew of the conversation is not on the other one; the account is."""
        self._headers.pop("X-Conversation-Token", None)
        self._conversation = ""

    def edit(self, application_path: str, values: dict[str, str], version: int) -> bool:
        """The form's values, as of the version it showed; False when the draft has changed since (409)."""
        answer = self._http.patch(
            f"{application_path.lstrip('/')}/fields",
            json=values,
            headers={**self._headers, "If-Match": f'"{version}"'},
        )
        if answer.status_code == 409:
            return False
        if answer.is_error:
            raise ServerError(f"PATCH {application_path}/fields: {answer.status_code} {answer.text[:500]}")
        return True

    def open_conversation(self, channel: str = "web") -> None:
        opened = self.call("POST", "/conversations", json={"channel": channel})
        self._conversation = opened["conversation_id"]
        if opened.get("token"):
            self._headers["X-Conversation-Token"] = opened["token"]

    def say(self, text: str) -> Json:
        begun = time.perf_counter()
        reply = self.call("POST", f"/conversations/{self._conversation}/messages", json={"text": text})
        took = time.perf_counter() - begun
        for seconds in _LISTENING:
            seconds.append(took)
        return reply

    def send_picture(self, picture: Path) -> Json:
        return self.call("POST", f"/conversations/{self._conversation}/documents", **_upload(picture))

    def send_bytes(self, data: bytes, name: str) -> Json:
        """A picture of that name, which a person chose freely."""
        files = {"file": (name, data)}
        return self.call("POST", f"/conversations/{self._conversation}/documents", files=files)

    def attach(self, application_id: str, material_id: str, picture: Path) -> Json:
        return self.call(
            "POST", f"/applications/{application_id}/materials/{material_id}", **_upload(picture)
        )

    def read_document(self, picture: Path) -> Json:
        return self.call("POST", "/documents/read", **_upload(picture))

    def get(self, path: str, **parameters: Any) -> Json:
        return self.call("GET", path, params=parameters)

    def discard(self, path: str) -> bool:
        """Deletes it; False where that is refused."""
        return self._http.delete(path.lstrip("/"), headers=self._headers).is_success

    def look(self, path: str) -> Json:
        """As `get`, where a problem document is an answer like any other."""
        found: Json = self._http.get(path.lstrip("/"), headers=self._headers).json()
        return found

    def call(self, method: str, path: str, **options: Any) -> Json:
        """The JSON answer; a problem document becomes a `ServerError` that names the call."""
        headers = {**self._headers, **options.pop("headers", {})}
        answer = self._http.request(method, path, headers=headers, **options)
        if answer.is_error:
            raise ServerError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        found: Json = answer.json()
        return found


def ask(url: str, *messages: str) -> Json:
    """The reply to the last of the messages, said one after the other in a fresh conversation.

    A turn that the service fails at is a reply too, of status `fault`: one fault is not the end of the run.
    """
    try:
        with Client(url) as client:
            client.open_conversation()
            return [client.say(message) for message in messages][-1]
    except ServerError as error:
        return {"status": "fault", "text": str(error), "items": [], "citations": [], "options": []}


@cache
def _trust() -> ssl.SSLContext:
    """Loading the certificates takes longer than a chat turn, so it is done once and not for each person."""
    return ssl.create_default_context()


def _upload(picture: Path) -> Json:
    return {"files": {"file": (picture.name, picture.read_bytes())}}
