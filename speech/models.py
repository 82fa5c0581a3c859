"""The weights that recognisers take: which there are, what they consist of, whether they lie somewhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml

from speech.errors import UnknownModelError

CATALOGUE = Path(__file__).with_name("models.yaml")
LOCK = "model.lock.json"
"""beside the model: what was fetched, `{"model": …, "from": …, "files": {name: {"size": …, "sha256": …}}}`"""
BLOCK = 1024 * 1024

State = Literal["ready", "incomplete", "absent"]


@dataclass(frozen=True, slots=True)
class Part:
    """One file. `size` in bytes and `sha256` in hex, where they are known beforehand."""

    name: str
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """`files`: what a recogniser needs; `downloads`: what is fetched for it, an archive or these files.

    `path`: where the downloads lie at `host`, with `{file}` for the name.
    """

    name: str
    engine: str
    about: str
    licence: str
    host: str
    path: str
    files: tuple[Part, ...]
    downloads: tuple[Part, ...]

    @property
    def packed(self) -> bool:
        return self.downloads is not self.files

    @property
    def size(self) -> int | None:
        """Bytes to download; None where not all of it is known."""
        sizes = [part.size for part in self.downloads]
        return None if None in sizes else sum(size or 0 for size in sizes)

    def url(self, part: Part, source: str = "") -> str:
        """`source`: a mirror of the host, or a whole address with `{file}` in it."""
        address = source or self.host
        whole = address if "{file}" in address else f"{address.rstrip('/')}/{self.path}"
        return whole.replace("{file}", part.name)


@lru_cache(maxsize=4)
def catalogue(file: Path = CATALOGUE) -> Mapping[str, Model]:
    """Model by name."""
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {name: _model(name, one, told["hosts"]) for name, one in told["models"].items()}


def model(name: str, file: Path = CATALOGUE) -> Model:
    """Raises `UnknownModelError`."""
    known = catalogue(file)
    if name not in known:
        raise UnknownModelError(f"there is no speech model {name!r}: choose one of {', '.join(known)}")
    return known[name]


def state(wanted: Model, folder: Path) -> State:
    """By names and sizes; `digest` of every file is told by a fetch alone, since it takes seconds."""
    if not folder.is_dir():
        return "absent"
    locked = lock(folder)
    for part in wanted.files:
        file, size = folder / part.name, part.size or locked.get(part.name, Part("")).size
        if not file.is_file() or (size is not None and file.stat().st_size != size):
            return "incomplete"
    return "ready"


def lock(folder: Path) -> dict[str, Part]:
    """What was fetched into the folder, by name; empty where nobody fetched."""
    file = folder / LOCK
    if not file.is_file():
        return {}
    try:
        files = json.loads(file.read_text(encoding="utf-8"))["files"]
        return {name: Part(name, one["size"], one["sha256"]) for name, one in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}  # damaged: as if nobody had fetched


def digest(file: Path) -> str:
    """SHA-256 in hex."""
    with file.open("rb") as opened:
        made = sha256()
        while block := opened.read(BLOCK):
            made.update(block)
    return made.hexdigest()


def _model(name: str, told: dict[str, Any], hosts: dict[str, str]) -> Model:
    files = tuple(Part(file, **about) for file, about in told["files"].items())
    archive = told.get("archive")
    return Model(
        name,
        told["engine"],
        told["about"],
        told["licence"],
        hosts["sherpa-onnx" if archive else "huggingface"],
        "{file}" if archive else f"{told['repository']}/resolve/{told['revision']}/{{file}}",
        files,
        (Part(**archive),) if archive else files,
    )
