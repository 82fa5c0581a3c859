"""The page's shell: the files that `index.html` names, as one version with an address of its own.

Each file stands below `/v/<version>/`, where it never changes: a browser keeps it without asking again, and
modules of two versions never meet, since a module's imports are relative to it. `index.html` names it.
"""

import hashlib
import json
import re
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from api.pages.templates import filled

NAMED = re.compile(r'(\s(?:href|src)=")(\w[\w./-]*\.\w+)(?=")')
_IMPORTED = re.compile(r'@import url\("([\w./-]+\.css)"\);\n?')
LOOK_EVERY_S = 1.0


def joined(file: Path) -> str:
    """A style sheet with what it imports in its place: one request instead of several."""
    return _IMPORTED.sub(lambda found: joined(file.parent / found[1]), file.read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Shell:
    """One version: `page` is `index.html` with texts and versioned addresses, `worker` the service worker."""

    version: str
    page: str
    worker: str


def assemble(folder: Path) -> Shell:
    """Reads the folder as it is now."""
    source = (folder / "index.html").read_text("utf-8")
    files = sorted({file for _, file in NAMED.findall(source)})
    digest = hashlib.sha256(source.encode())
    tones = sorted((folder / "texts").glob("*.json"))  # not named by the page, fetched when used
    for file in (*(folder / name for name in (*files, "sw.js")), *tones):
        if file.is_file():
            digest.update(joined(file).encode() if file.suffix == ".css" else file.read_bytes())
    version = digest.hexdigest()[:16]
    texts = json.loads((folder / "texts" / "zh-CN.json").read_text("utf-8"))
    page = filled(source, texts)
    told = json.dumps({"version": version, "files": files})
    return Shell(
        version=version,
        page=NAMED.sub(rf"\1/v/{version}/\2", page),
        worker=f"self.SHELL = {told};\n" + (folder / "sw.js").read_text("utf-8"),
    )


class Shells:
    """The shell as the folder holds it; looked at again at most once a second, so that editing shows."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, Lock()
        self._looked, self._stand = -LOOK_EVERY_S, ()
        self._shell: Shell | None = None
        self._given = set[str]()

    def now(self) -> Shell:
        """The current version."""
        with self._lock:
            if self._shell is None or time.monotonic() - self._looked >= LOOK_EVERY_S:
                stand = self._files()
                if self._shell is None or stand != self._stand:
                    self._shell, self._stand = assemble(self._folder), stand
                self._looked = time.monotonic()
                self._given.add(self._shell.version)
            return self._shell

    def gave(self, version: str) -> bool:
        """Whether this process has had that version: its files were edited beneath the open page."""
        return version in self._given

    def _files(self) -> tuple[tuple[str, int, int], ...]:
        """Name, time of change in ns and size in bytes of each file of the folder."""
        found = ((path, path.stat()) for path in self._folder.rglob("*.*") if path.is_file())
        return tuple(sorted((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found))
