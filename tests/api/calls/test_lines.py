"""Callers who really speak, over a real server: both lines, lost frames, dropped sockets, misuse."""

import asyncio
import random
import re
import shutil
import threading
from collections.abc import Callable, Coroutine, Generator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.bootstrap import build
from api.calls.audiosocket import AudioSocketLine
from api.settings import Settings
from eval_sets.speech.calling import AudioSocketCaller, Event, WebSocketCaller
from eval_sets.speech.walking import ID_CARD, PROGRESS, SENTENCES, walk
from storage.encryption import use_keys
from tests.api.calls.lines import Json, Overheard, Server, free, standing

pytestmark = pytest.mark.slow
CHEN, LIU, ZHANG = "chen-xiaoyu", "liu-guilan", "zhang-yang"
TOKEN = "token of the exchange"
LIU_MOBILE = "13900139002"


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, published_data: Path, module_patch: pytest.MonkeyPatch
) -> Generator[Server]:
    folder = shutil.copytree(published_data, tmp_path_factory.mktemp("calls") / "data")
    words = folder / "sentences.txt"
    words.write_text("\n".join(SENTENCES), encoding="utf-8")
    module_patch.setenv("PARROT_SENTENCES", str(words))
    settings = Settings(
        data_dir=folder,
        rate_limit=False,
        ocr_engine="none",
        speech_engine="eval_sets.speech.parrot:engine",
        calls_paced=False,
        calls_token=TOKEN,
        audiosocket="127.0.0.1:0",
        calls_at_once=3,
        _env_file=None,
    )
    overheard: list[Event] = []

    async def overhear(_line: AudioSocketLine, event: str, **data: object) -> None:
        overheard.append({"type": event, **data})

    module_patch.setattr(AudioSocketLine, "tell", overhear)
    container = build(settings)
    running = uvicorn.Server(uvicorn.Config(create_app(container), port=0, log_config=None))
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        assert thread.is_alive()
        threading.Event().wait(0.02)
    port = running.servers[0].sockets[0].getsockname()[1]
    yield Server(f"http://127.0.0.1:{port}", container.telephone.audiosocket or "", container.keys, overheard)
    running.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def module_patch() -> Generator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(autouse=True)
def _keys(server: Server) -> None:
    use_keys(server.keys)


def play(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(scene)


def sent(events: list[Event]) -> Callable[[], bool]:
    """Whether the link for pictures went out: as far as a telephone goes."""
    return lambda: any(e["type"] == "link" and e["sent"] for e in events)


def draft(server: Server, account: str) -> Json:
    """The one application, which must be as the caller said and wait for a picture."""
    found = server.get(account, "/applications")["applications"]
    assert len(found) == 1
    whole = server.get(account, f"/applications/{found[0]['application_id']}")
    assert set(whole["situation"].values()) >= {"self", "outside", "window"} or len(whole["situation"]) == 3
    assert whole["state"] == "draft"
    assert whole["next"]["kind"] == "document"
    return whole


def said_by(server: Server, account: str, conversation: str) -> list[str]:
    messages = server.get(account, f"/conversations/{conversation}")["messages"]
    return [one["text"] for one in messages if one["role"] == "person"]


def test_an_id_card_up_to_its_picture_and_its_progress_over_websocket(server: Server) -> None:
    async def scene() -> None:
        async with WebSocketCaller(server.url, token=server.token(CHEN)) as caller:
            started = await caller.start()
            assert started["token"] is None
            await walk(ID_CARD, lambda: caller.says, caller.say, sent(caller.events))
            whole = draft(server, CHEN)
            said = said_by(server, CHEN, started["conversation_id"])
            assert len(said) == len(set(said)), "no turn twice"
            link = server.get(CHEN, "/reminders")["reminders"][0]
            assert (link["kind"], link["application_id"]) == ("pictures", whole["application_id"])
            await walk(
                {"": "帮我查一下办理进度"},
                lambda: caller.says,
                caller.say,
                lambda: caller.event("reply")["status"] == "progress",
            )
            assert "居民身份证补领" in "".join(caller.says[-4:])
            await caller.hang_up()
            assert (caller.event("ended")["reason"], caller.code) == ("caller", 1000)
            assert caller.heard > 16_000, "it was spoken"

    play(scene())


def test_an_id_card_and_its_progress_over_audiosocket(server: Server) -> None:
    """Nobody is signed in: a code goes to whoever has the number, and they read it out to us."""

    async def read_out(caller: Overheard) -> None:
        letter = server.get(LIU, "/reminders")["reminders"][0]
        code = re.search(r"\d{6}", letter["text"])
        assert letter["kind"] == "code"
        assert code
        await caller.keyed(code[0])
        assert {"type": "identified", "name": "刘桂兰"} in caller.events

    async def until_asked(caller: Overheard, answers: dict[str, str], what: str) -> None:
        await caller.start()
        await caller.heard_out(0)
        await walk(answers, lambda: caller.says, caller.answered, lambda: what in "".join(caller.says[-2:]))

    async def first() -> None:
        async with Overheard(server) as caller:
            await until_asked(caller, {**ID_CARD}, "请说手机号")
            await caller.keyed(LIU_MOBILE)
            if "对吗" in caller.says[-1]:
                await caller.keyed("1")
            await read_out(caller)
            await walk(ID_CARD, lambda: caller.says, caller.answered, sent(caller.events))
            draft(server, LIU)
            await caller.hang_up()

    async def second() -> None:
        """The exchange has told the number: only the code is read out."""
        call = uuid4()
        body, mine = {"call": str(call), "number": LIU_MOBILE}, {"Authorization": f"Bearer {TOKEN}"}
        httpx.post(f"{server.url}/api/v1/calls/numbers", json=body, headers=mine).raise_for_status()
        async with Overheard(server, call=call) as caller:
            await until_asked(caller, {**PROGRESS}, "可以吗")
            if "录下来" in caller.says[-1]:
                await caller.answered("不同意")
                await caller.answered("帮我查一下办理进度")
            assert "尾号" in caller.says[-1]
            await caller.keyed("1")
            await read_out(caller)
            assert caller.status() == "progress"
            assert "居民身份证补领" in "".join(caller.says[-6:])

    play(first())
    play(second())


def test_a_draft_goes_on_after_lost_frames_and_a_dropped_socket(server: Server) -> None:
    """One frame in five arrives as silence, and the socket breaks twice."""

    async def scene() -> None:
        token, conversation, said = server.token(ZHANG), "", list[str]()
        arrived: Callable[[], bool] = lambda: False  # noqa: E731
        for attempt, enough in enumerate((4, 3, 40)):
            caller = WebSocketCaller(server.url, token=token, lost=0.2, seed=attempt)
            async with caller:
                more = {"conversation_id": conversation} if conversation else {}
                started = await caller.start(**more)
                assert conversation in ("", started["conversation_id"])
                conversation = started["conversation_id"]
                arrived = sent(caller.events)
                steps = iter(range(enough))

                def done(events: Any = arrived, left: Any = steps) -> bool:
                    return events() or next(left, None) is None

                await walk(ID_CARD, lambda caller=caller: caller.says, caller.say, done)
                await caller.drop()
        assert arrived()
        draft(server, ZHANG)
        said = said_by(server, ZHANG, conversation)
        given = [one for one in said if one in ("我自己的身份证", "户口在外省", "到窗口领")]
        assert sorted(given) == sorted(set(given)), "each answer once"

    play(scene())


def test_a_cookie_counts_only_from_our_own_page_and_a_token_from_anywhere(server: Server) -> None:
    token = server.token(CHEN)
    cookie = {"Cookie": f"yuxiaozhi_session={token}"}

    async def visitor(start: Json, headers: dict[str, str]) -> bool:
        """Whether the server takes the caller for one: only visitors get a token."""
        async with WebSocketCaller(server.url, headers=headers) as caller:
            await caller.send(type="start", **start)
            await caller.until(lambda: bool(caller.events))
            return caller.event("started")["token"] is not None

    async def scene() -> None:
        assert not await visitor({}, {**cookie, "Origin": server.url})
        assert await visitor({}, {**cookie, "Origin": "https://elsewhere.example"})
        assert await visitor({}, cookie)
        assert not await visitor({"token": token}, {"Origin": "https://elsewhere.example"})
        assert not await visitor({}, {"Authorization": f"Bearer {token}"})
        await free(server)

    play(scene())


def test_a_visitor_comes_back_with_the_conversations_token_alone(server: Server) -> None:
    async def scene() -> None:
        async with WebSocketCaller(server.url) as caller:
            started = await caller.start()
            await caller.press("2")
            await caller.say("身份证丢了怎么办")
        mine = {"conversation_id": started["conversation_id"], "conversation_token": started["token"]}
        async with WebSocketCaller(server.url) as caller:
            await caller.start(**mine)
            assert "断线" in caller.says[0]
            assert "身份证" in "".join(caller.says), "what was said last is said again"
        async with WebSocketCaller(server.url) as caller:
            await caller.send(type="start", **{**mine, "conversation_token": "another"})
            await caller.gone()
            assert caller.event("problem")["code"] == "conversation_unknown"
        await free(server)

    play(scene())


def test_misuse_is_told_and_ends_the_call_alone(server: Server) -> None:
    async def scene() -> None:
        wrong: list[tuple[list[str | bytes], str]] = [
            ([b"\0\0"], "call_order"),
            (['{"type": "keys", "keys": "1"}'], "call_order"),
            (["no json"], "call_message_invalid"),
            (['{"type": "start", "hertz": 5}'], "call_message_invalid"),
            (['{"type": "start", "token": "x"}'], "token_expired"),
            (['{"type": "start", "conversation_id": "conv_1"}'], "conversation_unknown"),
            (['{"type": "start"}', '{"type": "start"}'], "call_order"),
            (['{"type": "start"}', b"\0\0\0"], "call_sound_odd"),
            (['{"type": "start"}', b"\0" * 70_000], "call_too_large"),
            (['{"type": "start"}', "x" * 9_000], "call_too_large"),
            (['{"type": "start"}', *['{"type": "keys", "keys": "1"}'] * 700], "call_too_fast"),
        ]
        for messages, code in wrong:
            async with WebSocketCaller(server.url) as caller:
                for message in messages:
                    await caller.raw(message)
                await caller.gone()
                assert caller.event("problem")["code"] == code
                assert caller.event("ended")["reason"] == "refused"
                assert caller.code == 1008

    play(scene())


def test_whatever_bytes_come_there_is_no_fault(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    dice = random.Random(8)

    def junk() -> str | bytes:
        data = dice.randbytes(dice.choice((0, 1, 2, 7, 320, 5_000)))
        return data if dice.random() < 0.5 else data.decode("latin-1")

    async def scene() -> None:
        for n in range(12):
            async with WebSocketCaller(server.url) as caller:
                messages = [junk() for _ in range(6)]
                if n % 2:
                    messages.insert(0, '{"type": "start", "hertz": 8000}')
                for message in messages:
                    if not caller._reading.done():
                        await asyncio.gather(caller.raw(message), return_exceptions=True)
            async with AudioSocketCaller(server.audiosocket) as line:
                if n % 2:
                    await line.start()
                for _ in range(6):
                    await asyncio.gather(line.raw(dice.randbytes(500)), return_exceptions=True)
        await free(server)
        async with WebSocketCaller(server.url) as caller:
            await caller.start()

    play(scene())
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []


def test_no_more_calls_than_there_are_places_and_each_place_is_free_again(server: Server) -> None:
    async def scene() -> None:
        await free(server)
        callers = [WebSocketCaller(server.url) for _ in range(3)]
        for caller in callers:
            await caller.__aenter__()
            await caller.start()
        async with WebSocketCaller(server.url) as late:
            await late.send(type="start")
            await late.gone()
            assert (late.event("problem")["code"], late.code) == ("calls_busy", 1013)
        async with AudioSocketCaller(server.audiosocket) as late:
            await late.start()
            await late.gone()
            assert late.hung_up
            assert len(late.heard) > 8_000, "it is told why"
        assert standing(server).startswith("3 open, AudioSocket at ")
        for caller in callers:
            await caller.hang_up()
        await free(server)
        async with WebSocketCaller(server.url) as caller:
            await caller.start()
        figures = httpx.get(f"{server.url}/metrics").text
        assert 'yuxiaozhi_calls_total{line="websocket",reason="caller"}' in figures

    play(scene())


def test_the_exchange_alone_tells_numbers_and_learns_why_a_call_ended(server: Server) -> None:
    async def scene() -> None:
        call = uuid4()
        base, mine = f"{server.url}/api/v1/calls", {"Authorization": f"Bearer {TOKEN}"}
        body = {"call": str(call), "number": LIU_MOBILE}
        assert httpx.post(f"{base}/numbers", json=body).json()["code"] == "exchange_only"
        assert httpx.post(f"{base}/numbers", json=body, headers=mine).status_code == 204
        assert httpx.get(f"{base}/{call}/ending", headers=mine).json()["code"] == "call_unknown"
        async with Overheard(server, call=call) as caller:
            await caller.start()
            await caller.heard_out(0)
            await caller.keyed("2")
            await caller.press("0")
            await caller.gone()
            assert caller.hung_up
        assert httpx.get(f"{base}/{call}/ending", headers=mine).json() == {"reason": "handoff"}

    play(scene())
