"""Rules on how people ask for an item, which is what it is found by: items with guides, and bare names."""

from collections.abc import Iterator, Sequence
from datetime import date

from knowledge_base.lint.characters import unreadable
from knowledge_base.lint.written import Broken, Found, Rule
from knowledge_base.model.guide import Guide, NamedItem, ServiceItem
from knowledge_base.names import same_name

LEAST_ASKED = 4
"""questions of a bare name; `fullness` asks more of an item with a guide"""


def asked_twice(item: ServiceItem) -> Iterator[Broken]:
    seen: set[str] = set()
    for index, text in enumerate(item.asked):
        if _folded(text) in seen:
            yield ("asked", index), {"question": text}
        seen.add(_folded(text))


def asked_officially(item: ServiceItem) -> Iterator[Broken]:
    """Nobody has to be taught by the name itself that the name is meant."""
    name = same_name(item.official_name)
    for index, text in enumerate(item.asked):
        if name in same_name(text):
            yield ("asked", index), {"question": text, "name": item.official_name}


def named(items: Sequence[NamedItem]) -> Iterator[Found]:
    """What is wrong with items known by name only, each by itself."""
    for item in items:
        if len(item.asked) < LEAST_ASKED:
            yield "asked-few", item.item_id, ("asked",), {"count": len(item.asked), "least": LEAST_ASKED}
        for rule, broken in (
            ("asked-twice", asked_twice(item)),
            ("asked-officially", asked_officially(item)),
            ("characters", unreadable(item)),
        ):
            yield from ((rule, item.item_id, path, values) for path, values in broken)


def between(guides: Sequence[Guide], names: Sequence[NamedItem]) -> Iterator[Found]:
    """Names that nobody has, and questions of two items that do not name each other."""
    items: list[ServiceItem] = [*(guide.item for guide in guides), *names]
    by_name = {same_name(item.official_name): item.item_id for item in items}
    told = {frozenset((guide.item.item_id, other.item_id)) for guide in guides for other in guide.look_alikes}
    for item in names:
        for index, name in enumerate(item.mistaken_for):
            other = by_name.get(same_name(name), item.item_id)
            told.add(frozenset((item.item_id, other)))
            if other == item.item_id:
                yield "mistaken-unknown", item.item_id, ("mistaken_for", index), {"name": name}
    owners: dict[str, list[str]] = {}
    for item in items:
        for index, text in enumerate(item.asked):
            others = owners.setdefault(_folded(text), [])
            for other in others:
                if other != item.item_id and frozenset((item.item_id, other)) not in told:
                    values: dict[str, object] = {"question": text, "other": other}
                    yield "asked-shared", item.item_id, ("item", "asked", index), values
            others.append(item.item_id)


def _folded(text: str) -> str:
    """For comparing: letters and digits only."""
    return "".join(character for character in same_name(text) if character.isalnum())


def _of_guide_twice(guide: Guide, day: date) -> Iterator[Broken]:
    yield from ((("item", *path), values) for path, values in asked_twice(guide.item))


def _of_guide_officially(guide: Guide, day: date) -> Iterator[Broken]:
    yield from ((("item", *path), values) for path, values in asked_officially(guide.item))


ASKED_RULES: dict[str, Rule] = {
    "asked-twice": _of_guide_twice,
    "asked-officially": _of_guide_officially,
}
