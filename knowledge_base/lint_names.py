"""The rule on names: what two items are both called must come with a question that decides between them."""

from collections.abc import Iterator, Sequence

from knowledge_base.model.guide import Guide, ServiceItem
from knowledge_base.source import Segments


def ambiguous_names(
    guides: Sequence[Guide], names: Sequence[ServiceItem]
) -> Iterator[tuple[str, Segments, dict[str, object]]]:
    """(item id, path, values) for each name that another item has too, without a question that decides."""
    decided = {frozenset((g.item.item_id, other.item_id)) for g in guides for other in g.look_alikes}
    owners: dict[str, str] = {}
    for item in (*(guide.item for guide in guides), *names):
        for path, name in _names(item):
            owner = owners.setdefault(name, item.item_id)
            if owner != item.item_id and frozenset((owner, item.item_id)) not in decided:
                yield item.item_id, path, {"name": name, "other": owner}


def _names(item: ServiceItem) -> Iterator[tuple[Segments, str]]:
    yield ("item", "official_name"), item.official_name
    yield ("item", "plain_name"), item.plain_name or item.official_name
    yield from ((("item", "aliases", index), alias) for index, alias in enumerate(item.aliases))
