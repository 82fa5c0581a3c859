"""The service under test: one started in an empty data folder, or one that already runs."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx

from eval_sets.errors import ServerError

START_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(port: int, data_dir: Path, log: Path) -> subprocess.Popen[bytes]:
    """Starts `yuxiaozhi serve` as people do; the caller ends it."""
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port)]
    # The rate limits guard against one noisy client; an evaluation is one on purpose.
    environment = {**os.environ, "DATA_DIR": str(data_dir), "RATE_LIMIT": "0"}
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


@contextmanager
def service(url: str | None = None) -> Generator[str]:
    """Base address of the service under test."""
    if url:
        yield url.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="yuxiaozhi-eval-") as folder:
        port, log = free_port(), Path(folder) / "serve.log"
        process = start(port, Path(folder) / "data", log)
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
