"""The server is killed in the middle of a call, with a turn under way: the caller comes back and goes on."""

import asyncio
from pathlib import Path

import httpx
import pytest

from eval_sets.speech.calling import WebSocketCaller
from eval_sets.speech.walking import ID_CARD, SENTENCES, walk
from tests.api.test_killed_server import Mortal

pytestmark = pytest.mark.slow
ANSWERS = ["我自己的身份证", "户口在外省", "到窗口领"]


def test_a_call_whose_server_is_killed_goes_on_where_it_was(
    tmp_path: Path, published_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "sentences.txt"
    words.write_text("\n".join(SENTENCES), encoding="utf-8")
    for name, value in (
        ("SPEECH_ENGINE", "eval_sets.speech.parrot:engine"),
        ("PARROT_SENTENCES", str(words)),
        ("CALLS_PACED", "false"),
        ("OCR_ENGINE", "none"),
    ):
        monkeypatch.setenv(name, value)
    mortal = Mortal(tmp_path, published_data)
    try:
        asyncio.run(_killed_and_back(mortal))
    finally:
        mortal.stop()


async def _killed_and_back(mortal: Mortal) -> None:
    signed = httpx.post(f"{mortal.url}/api/v1/auth/demo-login", json={"account": "chen-xiaoyu"})
    token = signed.json()["token"]
    async with WebSocketCaller(mortal.url, token=token) as caller:
        started = await caller.start()
        await walk(
            ID_CARD, lambda: caller.says, caller.say, lambda: "户口在重庆吗" in "".join(caller.says[-2:])
        )
        since = len(caller.events)
        speaking = asyncio.ensure_future(caller.say(ANSWERS[1]))
        await caller.until(lambda: any(one["type"] == "heard" for one in caller.events[since:]))
        await asyncio.to_thread(mortal.kill)
        await asyncio.gather(speaking, return_exceptions=True)
    await asyncio.to_thread(mortal.start)
    async with WebSocketCaller(mortal.url, token=token) as caller:
        again = await caller.start(conversation_id=started["conversation_id"])
        assert again["conversation_id"] == started["conversation_id"]
        assert "断线" in caller.says[0]
        await walk(
            ID_CARD,
            lambda: caller.says,
            caller.say,
            lambda: any(one["type"] == "link" and one["sent"] for one in caller.events),
        )
    mine = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"{mortal.url}/api/v1", headers=mine, timeout=30) as http:
        applications = http.get("/applications").json()["applications"]
        assert len(applications) == 1
        whole = http.get(f"/applications/{applications[0]['application_id']}").json()
        assert len(whole["situation"]) == len(ANSWERS)
        talk = http.get(f"/conversations/{started['conversation_id']}").json()
    said = [one["text"] for one in talk["messages"] if one["role"] == "person"]
    assert [one for one in said if one in ANSWERS] == ANSWERS, "each answer once, in order"
    assert talk["channel"] == "phone"
