"""Rules between guides: names that two items share, look-alikes told on one side only, circles of what
comes before what, certificates that one item issues and another asks for again."""

from collections.abc import Iterator, Sequence

import networkx as nx

from knowledge_base.certificates import Certificates
from knowledge_base.lint.written import Found
from knowledge_base.model.guide import Guide, Material, ServiceItem
from knowledge_base.names import same_name
from knowledge_base.source import Segments


def across(guides: Sequence[Guide], names: Sequence[ServiceItem]) -> Iterator[Found]:
    yield from _ambiguous_names(guides, names)
    yield from _one_way(guides)
    yield from _circles(guides)
    yield from _asked_again(guides)


def _ambiguous_names(guides: Sequence[Guide], names: Sequence[ServiceItem]) -> Iterator[Found]:
    """A name that another item has too, however written, without a question that decides between them."""
    decided = {frozenset((g.item.item_id, other.item_id)) for g in guides for other in g.look_alikes}
    owners: dict[str, str] = {}
    for item in (*(guide.item for guide in guides), *names):
        for path, name in _names(item):
            owner = owners.setdefault(same_name(name), item.item_id)
            if owner != item.item_id and frozenset((owner, item.item_id)) not in decided:
                yield "alias-ambiguous", item.item_id, path, {"name": name, "other": owner}


def _names(item: ServiceItem) -> Iterator[tuple[Segments, str]]:
    yield ("item", "official_name"), item.official_name
    yield ("item", "plain_name"), item.plain_name or item.official_name
    yield from ((("item", "aliases", index), alias) for index, alias in enumerate(item.aliases))


def _one_way(guides: Sequence[Guide]) -> Iterator[Found]:
    """Whoever comes from the other side must be asked the same question."""
    told = {guide.item.item_id: {other.item_id for other in guide.look_alikes} for guide in guides}
    for guide in guides:
        for index, other in enumerate(guide.look_alikes):
            if other.item_id in told and guide.item.item_id not in told[other.item_id]:
                path = ("look_alikes", index)
                yield "look-alike-one-way", guide.item.item_id, path, {"other": other.item_id}


def _circles(guides: Sequence[Guide]) -> Iterator[Found]:
    """An item that can't begin before itself is done. Alternatives count only when all lead back."""
    graph = nx.DiGraph()
    for guide in guides:
        for before in guide.prerequisites:
            if len(before.items) == 1:
                graph.add_edge(before.items[0], guide.item.item_id)
    ours = {guide.item.item_id for guide in guides}
    for circle in nx.simple_cycles(graph):
        first = min(set(circle) & ours, default=None)
        if first is not None:
            yield (
                "prerequisite-circle",
                first,
                ("prerequisites",),
                {"circle": " → ".join([*circle, circle[0]])},
            )


def _asked_again(guides: Sequence[Guide]) -> Iterator[Found]:
    """What an item of ours issues need not be handed in, unless law asks to see the original."""
    issued = {guide.result_certificate: guide.item.item_id for guide in guides}
    certificates = Certificates.shipped()
    for guide in guides:
        for index, material in enumerate(guide.materials):
            if material.necessity != "required" or material.exempt or _of_another(guide, material):
                continue
            if material.form == "original" and material.basis:
                continue
            ours = next((one for one in certificates.of(material) if one.id in issued), None)
            if ours is not None:
                values: dict[str, object] = {"name": material.name, "other": issued[ours.id]}
                yield "asked-again", guide.item.item_id, ("materials", index), values


def _of_another(guide: Guide, material: Material) -> bool:
    """Whether the form takes values from it that the applicant's profile does not have: a partner's card."""
    filled = [f for f in guide.form.fields if any(_names_it(source, material) for source in f.sources)]
    return bool(filled) and not any(
        source.startswith("profile.") for field in filled for source in field.sources
    )


def _names_it(source: str, material: Material) -> bool:
    return source.startswith(f"document.{material.id}.")
