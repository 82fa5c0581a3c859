"""A real server that can be killed and started again, and a real browser to walk the page with."""

import os
import shutil
import signal
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from eval_sets import service
from eval_sets.documents.draw import draw
from eval_sets.documents.fonts import NoChineseFontError

# Two cores carry server, browser and test at once: waiting is for the slow case, nothing is timed by it.
expect.set_options(timeout=20_000)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class Server:
    """`yuxiaozhi serve` on a folder of its own; the same port after each start, so that a page can go on."""

    def __init__(self, folder: Path, published: Path) -> None:
        """`published`: the fixture `published_data`, which a new folder begins with."""
        shutil.copytree(published, folder / "data")
        self._folder, self._log = folder, folder / "serve.log"
        self._port = service.free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    @property
    def data(self) -> Path:
        """Its DATA_DIR, for what no API call makes."""
        return self._folder / "data"

    def start(self) -> None:
        self._process = service.start(self._port, self._folder / "data", self._log)
        service.wait_until_ready(self.url, self._process, self._log)

    def kill(self) -> None:
        """kill -9: nothing is tidied up."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(20)


@pytest.fixture
def server(tmp_path: Path, published_data: Path) -> Generator[Server]:
    running = Server(tmp_path, published_data)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, published_data: Path) -> Generator[Server]:
    """Shared by the modules that leave it running; each uses people of its own."""
    made = Server(tmp_path_factory.mktemp("shared"), published_data)
    yield made
    made.stop()


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: `apt-get install chromium` lets the browser tests run")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser, server: Server) -> Generator[BrowserContext]:
    made = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    made.set_default_timeout(20_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def specimen(tmp_path: Path) -> Path:
    """An ID card front of the demo person, drawn for this test and stamped 样本."""
    fields = {
        "name": "陈晓渝",
        "sex": "女",
        "ethnicity": "汉",
        "birth_date": "1992-03-15",
        "address": "重庆市渝北区龙溪街道红锦大道88号3幢12-4",
        "id_number": "500112199203150026",
    }
    try:
        picture = draw("id_card_front", fields, seed=7)
    except NoChineseFontError as error:
        pytest.skip(str(error))
    file = tmp_path / "身份证.jpg"
    picture.save(file, quality=90)
    return file


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A walk that fails is walked once more, and the summary tells it (docs/adr/0051-walked-twice.md)."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
