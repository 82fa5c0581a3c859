"""How quickly the citizen's page is there: bytes over the wire, requests, and when it can be used.

Usable is when its box takes text and a tap on a common need is answered, mounted when all of the first
screen works. `python -m eval_sets.bench_page` starts a service of its own and a real Chromium, and prints
one JSON object.
"""

import json
import shutil
import statistics
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from eval_sets.errors import ServerError
from eval_sets.service import service

THREE_G = {"offline": False, "latency": 300, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 768e3 / 8}
"""WebPageTest's "3G": 300 ms a request; throughput in bytes a second."""
OPEN = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
PHONE = {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE_S = 60.0

_USABLE = "performance.getEntriesByName('usable')[0]?.startTime ?? null"
_MOUNTED = "performance.getEntriesByName('mounted')[0]?.startTime ?? null"
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
_BEFORE = "(at) => performance.getEntriesByType('resource').filter((one) => one.responseEnd <= at).length + 1"
_KEPT = "navigator.serviceWorker.ready.then(() => null)"


@dataclass
class Line:
    """What a page receives, counted as it comes over the wire, headers included."""

    received: int = 0
    requests: int = 0

    def hear(self, finished: dict[str, Any]) -> None:
        self.received += int(finished["encodedDataLength"])
        self.requests += 1


def chromium() -> str:
    """Raises `ServerError` where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise ServerError("no Chromium on this machine: apt-get install chromium")
    return found


@contextmanager
def phone(browser: Browser, network: dict[str, Any]) -> Generator[tuple[BrowserContext, Page, Line]]:
    """A phone nobody has used before, on that network."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN")  # pyright: ignore[reportArgumentType]
    page, line = context.new_page(), Line()
    session: CDPSession = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", network)
    session.on("Network.loadingFinished", line.hear)
    yield context, page, line
    context.close()


def reached(page: Page, mark: str) -> float:
    """Milliseconds from the navigation until that mark. Raises `ServerError` when it is never reached."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if (at := page.evaluate(mark)) is not None:
            return float(at)
        page.wait_for_timeout(50)
    raise ServerError("the page never came to be usable")


def first_load(browser: Browser, address: str, network: dict[str, Any]) -> dict[str, float]:
    with phone(browser, network) as (_, page, line):
        page.goto(address, wait_until="commit")
        usable, mounted = reached(page, _USABLE), reached(page, _MOUNTED)
        return {
            "painted_ms": page.evaluate(_PAINTED) or usable,
            "usable_ms": usable,
            "mounted_ms": mounted,
            "requests_before_usable": page.evaluate(_BEFORE, usable),
            "requests_before_mounted": page.evaluate(_BEFORE, mounted),
            "bytes": line.received,
        }


def second_load(browser: Browser, address: str) -> dict[str, float]:
    """With everything fetched that is fetched ahead, and the service worker at work."""
    with phone(browser, OPEN) as (_, page, line):
        page.goto(address)
        page.evaluate(_KEPT)
        page.wait_for_timeout(500)
        whole = line.received
        line.received = 0
        page.reload(wait_until="commit")
        mounted = reached(page, _MOUNTED)
        return {"whole_bytes": whole, "mounted_ms": mounted, "bytes": line.received}


def measure(address: str, runs: int) -> dict[str, dict[str, float]]:
    """Medians over `runs` visits, each with a browser profile of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        told = {
            "first_load_3g": [first_load(browser, address, THREE_G) for _ in range(runs)],
            "first_load": [first_load(browser, address, OPEN) for _ in range(runs)],
            "second_load": [second_load(browser, address) for _ in range(runs)],
        }
        browser.close()
    return {
        name: {key: round(statistics.median(one[key] for one in many)) for key in many[0]}
        for name, many in told.items()
    }


def main(
    url: Annotated[str | None, typer.Option(help="a service that runs already")] = None,
    runs: Annotated[int, typer.Option(min=1)] = 5,
) -> None:
    with service(url) as address:
        typer.echo(json.dumps(measure(f"{address}/", runs), indent=2))


if __name__ == "__main__":
    typer.run(main)
