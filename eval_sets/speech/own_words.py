"""A mender with the words of our shipped content, as a service that serves it has them, without an index."""

from functools import cache

from knowledge_base.divisions import Divisions
from knowledge_base.loader import load_content, shipped_content
from knowledge_base.name_files import load_names
from ocr.gazetteer import CHONGQING, streets
from speech.mending import Mender


@cache
def own_mender() -> Mender:
    """Takes some seconds to learn."""
    folder = shipped_content()
    named = load_names(folder)
    guides = [one.guide for one in load_content(folder, named)]
    texts = list[str]()
    for item in [*named, *(guide.item for guide in guides)]:
        texts += [item.official_name, item.plain_name or "", *item.aliases, *item.asked]
    for guide in guides:
        texts += [text for pair in guide.qa for text in (pair.question, *pair.variants)]
    texts += [name for one in Divisions.shipped().all for name in (one.name, *one.aliases)]
    texts += [name for code, names in streets().items() if code.startswith(CHONGQING) for name in names]
    return Mender(dict.fromkeys(text for text in texts if text))
