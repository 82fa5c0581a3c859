"""A mender with the words of a content folder, as a service that serves it has them, without an index."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from knowledge_base.divisions import Divisions
from knowledge_base.loader import load_content
from knowledge_base.name_files import load_names
from ocr.gazetteer import CHONGQING, streets
from speech.mending import Mender


@cache
def mender(folder: Path) -> Callable[[str], str]:
    """Knows what the service's own knows: the words of items, guides, districts and streets."""
    named = load_names(folder)
    guides = [one.guide for one in load_content(folder, named)]
    texts = list[str]()
    for item in [*named, *(guide.item for guide in guides)]:
        texts += [item.official_name, item.plain_name or "", *item.aliases, *item.asked]
    for guide in guides:
        texts += [text for pair in guide.qa for text in (pair.question, *pair.variants)]
    texts += [name for one in Divisions.shipped().all for name in (one.name, *one.aliases)]
    texts += [name for code, names in streets().items() if code.startswith(CHONGQING) for name in names]
    return Mender(dict.fromkeys(text for text in texts if text)).mended
