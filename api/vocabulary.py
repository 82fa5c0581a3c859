"""What the published items are called, for the ears: it is listened for, and what sounds like it mended."""

from dataclasses import dataclass

from knowledge_base.library import Library
from speech.hints import hints
from speech.recogniser import Hints


@dataclass(frozen=True, slots=True)
class Vocabulary:
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    """what people call them"""


def vocabulary(library: Library) -> Vocabulary:
    """Of items and life events that can be handled today; those with a plain name give it first."""
    items = [guide.guide.item for guide in library.guides().values()]
    events = [event.event for event in library.life_events().values()]
    names = [item.plain_name or item.official_name for item in items]
    names += [event.plain_name or event.official_name for event in events]
    aliases = [alias for named in (*items, *events) for alias in named.aliases]
    official = [item.official_name for item in items]
    return Vocabulary(tuple(dict.fromkeys(names)), tuple(dict.fromkeys([*aliases, *official])))


def listened_for(library: Library) -> Hints:
    """What a recogniser should expect to hear today."""
    known = vocabulary(library)
    return hints(known.names, known.aliases)
