"""Gets the weights of a model: every file checked, all put in place at once."""

import json
import shutil
import tarfile
from pathlib import Path

from speech.downloading import PLENTY, Progress, download
from speech.errors import ModelFetchError
from speech.models import BLOCK, LOCK, Model, Part, digest, lock


def fetch(
    wanted: Model, root: Path, source: str = "", progress: Progress = lambda _name, _bytes, _all: None
) -> Path:
    """The folder `root/<name>`, complete and checked; what already is there and right is kept.

    `source`: a mirror, see `Model.url`. Raises `ModelFetchError`.
    """
    folder, parts = root / wanted.name, root / ".parts" / wanted.name
    if _sound(wanted, folder):
        return folder
    parts.mkdir(parents=True, exist_ok=True)
    _room_for(wanted, parts)
    for part in wanted.downloads:
        download(wanted.url(part, source), part, parts / part.name, progress)
    made = root / f".{wanted.name}.new"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    if wanted.packed:
        _unpack(parts / wanted.downloads[0].name, wanted, made)
    else:
        for part in wanted.files:
            (parts / part.name).replace(made / part.name)
    found = {part.name: _checked(part, made / part.name) for part in wanted.files}
    files = {name: {"size": part.size, "sha256": part.sha256} for name, part in found.items()}
    about = {"model": wanted.name, "from": wanted.url(wanted.downloads[0], source), "files": files}
    (made / LOCK).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    _put_in_place(made, folder)
    shutil.rmtree(parts, ignore_errors=True)
    return folder


def unchecked(wanted: Model) -> list[str]:
    """Names of downloads whose checksum nobody published: the first fetch takes what comes."""
    known = all(part.sha256 for part in wanted.files)
    return [part.name for part in wanted.downloads if not part.sha256 and not (wanted.packed and known)]


def _sound(wanted: Model, folder: Path) -> bool:
    """Whether every file is there with the checksum of the catalogue, or else of the lock."""
    locked = lock(folder)
    for part in wanted.files:
        expected = part.sha256 or locked.get(part.name, part).sha256
        file = folder / part.name
        if expected is None or not file.is_file() or digest(file) != expected:
            return False
    return True


def _room_for(wanted: Model, parts: Path) -> None:
    """An archive lies there twice for a while."""
    needed = (wanted.size or 0) * (2 if wanted.packed else 1)
    free = shutil.disk_usage(parts).free
    if free < needed:
        raise ModelFetchError(
            f"{wanted.name} needs {needed / 1e9:.1f} GB in {parts}, {free / 1e9:.1f} GB are free"
        )


def _unpack(archive: Path, wanted: Model, into: Path) -> None:
    """The files of the model alone, under their own names: no path of the archive is ever followed."""
    names = {part.name for part in wanted.files}
    try:
        with tarfile.open(archive) as opened:
            for member in opened:
                name = member.name.rpartition("/")[2]
                if not member.isfile() or name not in names or (into / name).exists():
                    continue
                source = opened.extractfile(member)
                if source is None or member.size > PLENTY:
                    continue
                with source, (into / name).open("wb") as written:
                    shutil.copyfileobj(source, written, BLOCK)
    except (tarfile.TarError, EOFError, OSError) as error:
        archive.unlink(missing_ok=True)
        raise ModelFetchError(
            f"{archive.name} can't be unpacked ({error}): it was thrown away; fetch it again"
        ) from error
    missing = sorted(names - {file.name for file in into.iterdir()})
    if missing:
        raise ModelFetchError(
            f"{archive.name} lacks {', '.join(missing)}: it is another archive; try --from a mirror"
        )


def _checked(part: Part, file: Path) -> Part:
    """What is put into the lock."""
    found = digest(file)
    if part.sha256 and found != part.sha256:
        raise ModelFetchError(
            f"{part.name} is not the file it should be (checksum {found[:12]}…, expected {part.sha256[:12]}…)"
        )
    return Part(part.name, file.stat().st_size, found)


def _put_in_place(made: Path, folder: Path) -> None:
    """A folder can't be replaced at once: the old one steps aside first."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    made.replace(folder)
    shutil.rmtree(old, ignore_errors=True)
