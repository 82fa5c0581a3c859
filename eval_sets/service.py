"""The service under test: one started in an empty data folder, or one that already runs."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from eval_sets.errors import ChoiceError, ServerError

START_SECONDS = 300
PUBLISHED = "PUBLISHED_DATA"
"""names a DATA_DIR in which all that ships is published already, to begin with a copy of it"""
_KNOWN = re.compile(r"(\d+) items, (\d+) guides")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    port: int,
    data_dir: Path,
    log: Path,
    people: Path | None = None,
    settings: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Starts `yuxiaozhi serve` as people do; the caller ends it. `people`: instead of the demo's; `settings`:
    by their environment names, beside those of this process."""
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port)]
    # The rate limits guard against one noisy client; an evaluation is one on purpose.
    environment = {**os.environ, "DATA_DIR": str(data_dir), "RATE_LIMIT": "0", **(settings or {})}
    if people is not None:
        environment["DEMO_PEOPLE"] = str(people.resolve())
        # Nobody of theirs stands in the embedded registers: out of reach, what is shared stays exempt.
        environment |= {"REGISTERS_URL": "http://127.0.0.1:9", "REGISTERS_TOKEN": "none"}
    with log.open("ab") as output:
        return subprocess.Popen(command, env=environment, stdout=output, stderr=output)  # noqa: S603


def wait_until_ready(
    url: str, process: subprocess.Popen[bytes], log: Path, seconds: float = START_SECONDS
) -> None:
    """Returns when `/readyz` answers 200."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise ServerError(f"the service did not become ready; its output ends: {log.read_text()[-2000:]}")


def import_names(file: Path, data_dir: Path) -> None:
    """Has a district's list of names taken over, as its staff do, before the service is started."""
    command = [sys.executable, "-m", "api.cli", "kb", "import-catalogue", str(file), "--json"]
    environment = {**os.environ, "DATA_DIR": str(data_dir)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ServerError(f"{file} was not taken over: {done.stderr[-2000:]}")


def known(url: str) -> dict[str, int]:
    """How many items and guides the service knows, as `/readyz` tells; empty when it does not tell."""
    try:
        detail = httpx.get(f"{url}/readyz", timeout=5).json()["dependencies"]["knowledge_base"]["detail"]
    except (httpx.HTTPError, ValueError, KeyError):
        return {}
    counted = _KNOWN.search(str(detail))
    return {"items": int(counted[1]), "guides": int(counted[2])} if counted else {}


@contextmanager
def service(
    url: str | None = None,
    catalogue: Path | None = None,
    people: Path | None = None,
    settings: Mapping[str, str] | None = None,
) -> Generator[str]:
    """Base address of the service under test; one of our own also knows the names in `catalogue`, has
    `people` sign in, and runs with these `settings`."""
    if url and catalogue is not None:
        raise ChoiceError("a running service is measured as it is: leave --catalogue and --names out")
    if url:
        yield url.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="yuxiaozhi-eval-") as folder:
        port, log, data = free_port(), Path(folder) / "serve.log", Path(folder) / "data"
        if published := os.environ.get(PUBLISHED):
            shutil.copytree(published, data)
        if catalogue is not None:
            import_names(catalogue, data)
        process = start(port, data, log, people, settings)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_ready(address, process, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
