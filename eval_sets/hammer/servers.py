"""Both sides as people run them: `yuxiaozhi serve` and `yuxiaozhi intake-serve` on real ports, mortal."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import yaml

from applications.intake_http.keys import introduce
from eval_sets.errors import ServerError
from eval_sets.hammer.sides import GUIDE
from eval_sets.service import START_SECONDS, free_port

TOKEN = "hammer"  # noqa: S105 - of a server that lives as long as the test
PAPER = {"id": "paper", "name": "旧证明", "how": "拍一张"}
"""Any picture is good: nothing has to be read, and a file travels by its digest."""


class Server:
    """One process that is killed and started again on the same folder and port."""

    def __init__(self, command: str, environment: dict[str, str], ready: str, folder: Path) -> None:
        """`ready`: the path that answers 200 when it can be used."""
        self._port, self._log = free_port(), folder / f"{command}.log"
        self._command = [sys.executable, "-m", "api.cli", command, "--port", str(self._port)]
        self._environment, self._ready = environment, ready
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Without waiting: see `wait_until_ready`."""
        environment = {**os.environ, "OMP_NUM_THREADS": "1", **self._environment}
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603
                self._command, env=environment, stdout=output, stderr=output
            )

    def wait_until_ready(self) -> None:
        headers, until = {"Authorization": f"Bearer {TOKEN}"}, time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process and self._process.poll() is None:
            try:
                if httpx.get(self.url + self._ready, headers=headers, timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise ServerError(
            f"{self._command[3]} is not ready; its output ends: {self._log.read_text()[-2000:]}"
        )

    def kill(self) -> None:
        """`kill -9`, at whatever it is doing."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def faults(self) -> int:
        """How many of its answers were a fault of its own."""
        return self._log.read_text().count('"fault"')


@dataclass
class Wire:
    """The two servers with their folders; `intake_environment` is for its commands."""

    platform: Server
    intake: Server
    folder: Path
    database: str
    intake_environment: dict[str, str]

    def start(self) -> None:
        for server in (self.intake, self.platform):
            server.start()
        for server in (self.intake, self.platform):
            server.wait_until_ready()

    def kill(self) -> None:
        self.platform.kill()
        self.intake.kill()


def lay_wire(folder: Path, database_url: str = "") -> Wire:
    """Both servers, not started, that know each other's address and keys; the item is `note`.

    `database_url` is that of the platform; without one it is SQLite in `folder`.
    """
    _write_content(folder / "content" / "note")
    introduce(folder / "ours.json", folder / "theirs.json", "ed25519")
    introduce(folder / "theirs.json", folder / "ours.json", "ed25519")
    database = database_url or f"sqlite:///{folder / 'ours.db'}"
    theirs = {
        "INTAKE_SERVICE_DATA_DIR": str(folder / "city"),
        "INTAKE_SERVICE_KEYS": str(folder / "theirs.json"),
        "INTAKE_SERVICE_ADMIN_TOKEN": TOKEN,
    }
    intake = Server("intake-serve", theirs, "/admin/cases", folder)
    ours = {
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": database,
        "CONTENT_DIR": str(folder / "content"),
        "OCR_ENGINE": "none",
        "RATE_LIMIT": "0",
        "INTAKE_URL": f"{intake.url}/v1",
        "INTAKE_KEYS": str(folder / "ours.json"),
    }
    platform = Server("serve", ours, "/readyz", folder)
    theirs["INTAKE_SERVICE_PLATFORM_URL"] = f"{platform.url}/api/v1/intake"
    return Wire(platform, intake, folder, database, theirs)


def _write_content(folder: Path) -> None:
    guide: dict[str, object] = {name: part for name, part in GUIDE.items() if name not in ("form", "review")}
    guide["item"] = {"official_name": "证明开具", "plain_name": "开证明", "authority": "公安"}
    guide["materials"] = [PAPER]
    parts = {"guide": guide, "form": {"form": GUIDE["form"]}, "review": {"review": []}, "qa": {"qa": []}}
    folder.mkdir(parents=True)
    for name, part in parts.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(part, allow_unicode=True), "utf-8")
