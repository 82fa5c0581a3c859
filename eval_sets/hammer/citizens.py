"""A citizen and the city's clerk over HTTP, who repeat what got no answer until it has one."""

import io
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Any

import httpx
from PIL import Image

from eval_sets.errors import ServerError
from eval_sets.hammer.servers import TOKEN, Wire

ACCOUNT = "chen-xiaoyu"
PATIENCE = 240
"""Seconds of trying before a call counts as failed; a server that was killed is back long before."""
COURSES = (
    (),
    ("accepted",),
    ("accepted", "done"),
    ("returned",),
    ("returned",),
    ("done",),
    ("overdue", "accepted"),
)
RESULT = {"title": "证明", "by": "post", "carrier": "中国邮政", "tracking_number": "115"}
Json = dict[str, Any]


class Caller:
    """Calls until there is an answer that is not a server's fault."""

    def __init__(self, url: str, token: str = "") -> None:
        self._http = httpx.Client(base_url=url, timeout=30)
        self.repeats = 0
        if token:
            self._http.headers["Authorization"] = f"Bearer {token}"

    def sign_in(self) -> None:
        token = self.ask("POST", "/auth/demo-login", json={"account": ACCOUNT}).json()["token"]
        self._http.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = self._http.request(method, path, **options)
            except httpx.TransportError:
                pass
            else:
                if answer.status_code < 500:
                    return answer
            self.repeats += 1
            time.sleep(0.5)
        raise ServerError(f"{method} {path} had no answer in {PATIENCE} s")

    def read(self, method: str, path: str, **options: Any) -> Json:
        answer = self.ask(method, path, **options)
        if not answer.is_success:
            raise ServerError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        return answer.json()

    def close(self) -> None:
        self._http.close()


@dataclass
class Run:
    """One application; `told` is each receipt's number that the citizen was given, by key."""

    wire: Wire
    rng: Random
    number: str
    application: str = ""
    told: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    happened: Counter[str] = field(default_factory=Counter[str])

    def go(self) -> None:
        self._citizen = Caller(f"{self.wire.platform.url}/api/v1")
        self._clerk = Caller(self.wire.intake.url, TOKEN)
        self._citizen.sign_in()
        self._prepare()
        number = self._submit(f"{self.number}-1")
        if self.rng.random() < 0.25:
            answer = self._act("POST", "/withdraw")
            self.happened["withdrawn"] += answer.is_success
        if "returned" in self._decide(number) and self._comes_back():
            self._act("PATCH", "/fields", json={"purpose": "落户"})
            self._act("POST", "/precheck")
            self.happened["sent after a return"] += 1
            self._decide(self._submit(f"{self.number}-2"))
        self.happened["calls repeated"] += self._citizen.repeats + self._clerk.repeats
        self._citizen.close()
        self._clerk.close()

    def _act(self, method: str, more: str, **options: Any) -> httpx.Response:
        return self._citizen.ask(method, f"/applications/{self.application}{more}", **options)

    def _prepare(self) -> None:
        started = self._citizen.read("POST", "/applications", json={"item_id": "note"})
        self.application = started["application_id"]
        self._act("PATCH", "/fields", json={"purpose": "上学"})
        self._act("POST", "/materials/paper", files={"file": ("paper.png", picture(self.rng))})
        self._act("POST", "/precheck")

    def _submit(self, key: str) -> str:
        """The acceptance number; sometimes sent twice at once and with a second key."""
        keys = [key] * self.rng.choice((1, 2)) + [f"{key}b"] * self.rng.choice((0, 0, 1))
        self.happened["sent again"] += len(keys) > 1
        with ThreadPoolExecutor(len(keys)) as pool:
            return max(pool.map(self._receipt, keys))

    def _receipt(self, key: str) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = self._act("POST", "/submit", headers={"Idempotency-Key": key})
            if answer.status_code == 200:
                number = str(answer.json()["acceptance_number"])
                self.told.setdefault(key, set()).add(number)
                return number
            if answer.status_code != 202:
                raise ServerError(f"submit: {answer.status_code} {answer.text[:500]}")
            self.happened["receipt still to come"] += 1
            time.sleep(0.3)
        raise ServerError(f"no receipt in {PATIENCE} s")

    def _decide(self, number: str) -> tuple[str, ...]:
        cases = self._clerk.ask("GET", "/admin/cases").json()
        (submission,) = [one["submission_id"] for one in cases if one["acceptance_number"] == number]
        course = self.rng.choice(COURSES)
        for kind in course:
            told = {"note": "请改一下用途", "result": RESULT if kind == "done" else None}
            # 409: its state does not allow that, or the answer to our first try was lost.
            self._clerk.ask("POST", f"/admin/cases/{submission}/{kind}", json=told)
        self.happened["decided"] += len(course)
        return course

    def _comes_back(self) -> bool:
        """Whether the city's return reaches the citizen before their patience ends or they took it back."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            state = self._citizen.read("GET", f"/applications/{self.application}")["state"]
            if state != "submitted":
                return bool(state == "returned")
            time.sleep(0.5)
        return False


def picture(rng: Random) -> bytes:
    """A small one of its own colour."""
    kept = io.BytesIO()
    Image.new("RGB", (40, 40), tuple(rng.randrange(256) for _ in range(3))).save(kept, "PNG")
    return kept.getvalue()
