"""Publishing the content folder at start, only when it changed: a second start must take seconds."""

from hashlib import sha256
from pathlib import Path

from knowledge_base.loader import load_content, load_names
from knowledge_base.publishing import Published, Publisher

BY = "system"


def publish_content(
    publisher: Publisher, folder: Path, data_dir: Path, *, anyway: bool = False
) -> Published | None:
    """Publishes what changed and sees to a complete index. None when nothing had to be done.

    Reading and checking all guides costs a second or two, so the folder's digest is noted beside the data.
    Raises `ContentError` for content that can't be loaded.
    """
    note, found = data_dir / "content.sha256", digest(folder)
    noted = note.read_text(encoding="ascii") if note.exists() else ""
    if noted == found and not anyway:
        publisher.build((), BY)
        return None
    done = publisher.build(load_content(folder), BY, load_names(folder))
    note.write_text(found, encoding="ascii")
    return done


def digest(folder: Path) -> str:
    """The same for the same files with the same bytes."""
    total = sha256()
    for path in sorted(folder.rglob("*.yaml")):
        total.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()
