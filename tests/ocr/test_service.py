"""Protects the server from reading: a full queue, dying workers and a killed parent."""

import asyncio
import contextlib
import io
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from ocr.engines import EngineChoice
from ocr.errors import BusyError, EngineError, RefusedPictureError
from ocr.service import OcrService, sized

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent


def png(colour: str, width: int = 320) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, 320), colour).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that frees the blocking engine; spawned workers inherit environment and import path."""
    monkeypatch.syspath_prepend(str(HERE))
    monkeypatch.setenv("LET_GO", str(tmp_path / "go"))
    return tmp_path / "go"


@contextlib.contextmanager
def serving(engine: str, workers: int = 1, queue_size: int = 8) -> Iterator[OcrService]:
    service = OcrService(workers=workers, queue_size=queue_size, engine=EngineChoice(engine))
    service.start()
    try:
        yield service
    finally:
        service.close()


def test_reads_a_sample_off_the_event_loop_and_tells_its_stages(
    sample: Callable[[str], bytes], sample_index: list[dict]
) -> None:
    async def read() -> None:
        stages: list[str] = []
        beats = 0

        async def beat() -> None:
            nonlocal beats
            while True:
                await asyncio.sleep(0.01)
                beats += 1

        pulse = asyncio.create_task(beat())
        (document,) = await service.read(sample("chen-xiaoyu-id_card_front"), stages.append)
        await asyncio.sleep(0)
        pulse.cancel()
        expected = next(r["fields"] for r in sample_index if r["image"] == "chen-xiaoyu-id_card_front.jpg")
        assert {f.name: f.value for f in document.fields} == expected
        assert stages == ["queued", "reading", "fields", "done"]
        assert beats > 5, "the event loop went on meanwhile"
        with pytest.raises(RefusedPictureError) as refused:
            await service.read(b"MZ not a picture")
        assert refused.value.code == "not_a_picture"

    with serving("rapid") as service:
        asyncio.run(read())


def test_a_full_queue_is_busy_and_serves_again_afterwards(let_go: Path) -> None:
    async def crowd() -> None:
        waiting = [asyncio.create_task(service.read(png("black", 300 + n))) for n in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError) as busy:
            await service.read(png("white"))
        assert "不会丢" in str(busy.value)
        let_go.touch()
        read = await asyncio.gather(*waiting)
        assert [len(pages) for pages in read] == [1, 1, 1]
        assert (await service.read(png("white")))[0].document_type == "unknown"

    with serving("fake_engines:BlockingEngine", queue_size=2) as service:
        asyncio.run(crowd())


def test_a_worker_killed_while_reading_is_replaced_and_the_file_read(let_go: Path) -> None:
    with serving("fake_engines:DyingOnceEngine") as service:
        (document,) = asyncio.run(service.read(png("white")))
        assert document.document_type == "unknown"


def test_a_file_that_kills_every_worker_fails_alone(let_go: Path) -> None:
    with serving("fake_engines:DyingEngine") as service:
        with pytest.raises(EngineError):
            asyncio.run(service.read(png("black")))
        assert len(asyncio.run(service.read(png("white")))) == 1


def test_who_stops_waiting_leaves_no_answer_for_the_next(let_go: Path) -> None:
    async def impatient() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(service.read(png("black", 400)), 0.3)
        let_go.touch()

    with serving("fake_engines:BlockingEngine") as service:
        asyncio.run(impatient())
        for _ in range(2):
            (document,) = asyncio.run(service.read(png("white")))
            assert document.document_type == "unknown"


def test_an_engine_that_is_not_installed_says_so() -> None:
    with serving("no_such_module:Engine") as service, pytest.raises(EngineError, match="识别程序没有装好"):
        asyncio.run(service.read(png("white")))


def test_what_an_engine_lacks_is_told_to_whoever_runs_it_and_not_to_citizens(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with serving("paddle") as service, pytest.raises(EngineError) as told:
        asyncio.run(service.read(png("white")))
    assert "手工填写" in str(told.value)
    assert "OCR_MODEL_DIR" not in str(told.value)
    assert "Paddle" in caplog.text


def test_a_worker_is_replaced_after_its_share_of_files_and_none_is_lost(
    let_go: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a library leaks would grow as long as the server runs."""
    monkeypatch.setattr("ocr.service._FILES_A_LIFE", 2)
    with serving("fake_engines:BlockingEngine") as service:
        served = []
        for _ in range(5):
            (document,) = asyncio.run(service.read(png("white")))
            assert document.document_type == "unknown"
            served.append(service._all[0].process.pid)
    assert len(set(served)) == 3


def test_a_worker_killed_while_idle_costs_nobody_a_picture(let_go: Path) -> None:
    with serving("fake_engines:BlockingEngine") as service:
        assert len(asyncio.run(service.read(png("white")))) == 1
        killed = service._all[0].process
        killed.kill()
        killed.join()
        assert len(asyncio.run(service.read(png("white")))) == 1


def test_a_silent_worker_is_replaced_and_the_next_picture_read(
    let_go: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A picture on which an engine hangs must not hold its worker for ever."""
    with serving("fake_engines:BlockingEngine") as service:
        assert len(asyncio.run(service.read(png("white")))) == 1
        monkeypatch.setattr("ocr.service._LONGEST_SILENCE", 1.0)
        with pytest.raises(EngineError):
            asyncio.run(service.read(png("black")))
        monkeypatch.setattr("ocr.service._LONGEST_SILENCE", 60.0)
        assert len(asyncio.run(service.read(png("white")))) == 1


@pytest.mark.parametrize(
    ("asked", "cores", "workers", "threads"),
    [(0, 1, 1, 1), (0, 2, 1, 2), (0, 4, 2, 2), (0, 64, 4, 4), (2, 2, 2, 1), (3, 2, 3, 1), (1, 16, 1, 4)],
)
def test_workers_and_their_threads_fit_the_cores(asked: int, cores: int, workers: int, threads: int) -> None:
    assert sized(asked, cores) == (workers, threads)


def test_closing_ends_the_workers_and_later_readings_fail() -> None:
    with serving("no_such_module:Engine") as service:
        pass
    with pytest.raises(EngineError):
        asyncio.run(service.read(png("white")))


def test_the_server_starts_without_loading_an_engine() -> None:
    code = "import sys, ocr.service; print(sorted({'rapidocr', 'cv2', 'onnxruntime'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HERE.parents[1]
    )
    assert done.stdout.strip() == "[]"


def test_workers_end_when_the_server_is_killed(tmp_path: Path, let_go: Path) -> None:
    script = tmp_path / "server.py"
    script.write_text(
        textwrap.dedent(
            """
            import sys, time
            from ocr.engines import EngineChoice
            from ocr.service import OcrService
            if __name__ == "__main__":
                service = OcrService(workers=2, engine=EngineChoice("fake_engines:BlockingEngine"))
                service.start()
                print(*(worker.process.pid for worker in service._all), flush=True)
                time.sleep(600)
            """
        )
    )
    path = os.pathsep.join([str(HERE.parents[1]), str(HERE)])
    server = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    with server:
        assert server.stdout is not None
        workers = [int(pid) for pid in server.stdout.readline().split()]
        assert len(workers) == 2
        assert all(alive(pid) for pid in workers)
        server.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 30
    while any(alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in workers if alive(pid)]


def alive(pid: int) -> bool:
    """Running, not just waiting to be collected by whoever adopted it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
