"""Publishing the content folder at start, only when it changed: a second start must take seconds."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from knowledge_base.library import Library
from knowledge_base.life_events.loading import load_life_events
from knowledge_base.loader import load_content
from knowledge_base.name_files import load_names
from knowledge_base.publishing import Published, Publisher


@dataclass(frozen=True, slots=True)
class Change:
    """What publishing would do to one guide; `parts` are the elements that differ."""

    item_id: str
    change: Literal["new", "changed"]
    parts: tuple[str, ...] = ()


def publish_content(
    publisher: Publisher, folder: Path, data_dir: Path, by: str = "system", *, anyway: bool = False
) -> Published | None:
    """Publishes what changed and sees to a complete index. None when nothing had to be done.

    Reading and checking all guides costs a second or two, so the folder's digest is noted beside the data.
    Raises `ContentError` for content that can't be loaded.
    """
    note, found = data_dir / "content.sha256", digest(folder)
    noted = note.read_text(encoding="ascii") if note.exists() else ""
    if noted == found and not anyway:
        publisher.build((), by)
        return None
    events, names = [entry.event for entry in load_life_events(folder)], load_names(folder)
    done = publisher.build(load_content(folder, names), by, names, events)
    note.write_text(found, encoding="ascii")
    return done


def compare(library: Library, folder: Path) -> list[Change]:
    """Content files against what is citable today. Raises `ContentError`."""
    changes: list[Change] = []
    for entry in load_content(folder):
        published = library.guide(entry.item_id)
        if published is None:
            changes.append(Change(entry.item_id, "new"))
            continue
        # Compared as kept: a published version has been through JSON.
        old, new = (guide.model_dump(mode="json") for guide in (published.guide, entry.guide))
        parts = tuple(name for name in new if old.get(name) != new[name])
        if parts:
            changes.append(Change(entry.item_id, "changed", parts))
    return changes


def digest(folder: Path) -> str:
    """The same for the same files with the same bytes."""
    total = sha256()
    for path in sorted(folder.rglob("*.yaml")):
        total.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()
