"""The graph of the guides citable on one day. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import networkx as nx

from knowledge_base.certificates import Certificates
from knowledge_base.graph.model import Edge, Node
from knowledge_base.life_events.model import LifeEvent
from knowledge_base.model.guide import Guide, ServiceItem

Network: TypeAlias = "nx.MultiDiGraph[str]"


def build(
    guides: Mapping[str, Guide],
    items: Mapping[str, ServiceItem],
    events: Sequence[LifeEvent],
    certificates: Certificates,
) -> Network:
    """Nodes carry `node`, edges carry `edge`. An item without a guide is in it when a guide names it."""
    graph: Network = nx.MultiDiGraph()
    for guide in guides.values():
        _add_node(graph, Node(guide.item.item_id, "item", guide.item.official_name, guide=True))
    for guide in guides.values():
        for edge in _edges(guide, certificates):
            for end in (edge.source, edge.target):
                _add_named(graph, end, items, certificates)
            if edge.source in graph and edge.target in graph:
                graph.add_edge(edge.source, edge.target, edge=edge)
        for number, basis in enumerate(guide.legal_basis):
            law = Node(f"law:{law_name(basis.law)}{basis.article}", "law", law_name(basis.law))
            _add_node(graph, law)
            rests = Edge(guide.item.item_id, law.id, "rests_on", basis.says, choice=number)
            graph.add_edge(rests.source, rests.target, edge=rests, article=basis.article)
    for event in events:
        _add_event(graph, event)
    return graph


def certificate_node(certificate_id: str) -> str:
    return f"certificate:{certificate_id}"


def law_name(law: str) -> str:
    """Guides write the same law with and without its marks and the name of the state."""
    return law.strip("《》").removeprefix("中华人民共和国")


def _add_node(graph: Network, node: Node) -> None:
    if node.id not in graph:
        graph.add_node(node.id, node=node)


def _add_named(
    graph: Network, node_id: str, items: Mapping[str, ServiceItem], certificates: Certificates
) -> None:
    """What a guide names and we know by name; an item that was withdrawn is not drawn."""
    kind, _, rest = node_id.partition(":")
    if rest and kind == "certificate":
        _add_node(graph, Node(node_id, "certificate", certificates.by_id[rest].name))
    elif node_id in items:
        _add_node(graph, Node(node_id, "item", items[node_id].official_name))


def _edges(guide: Guide, certificates: Certificates) -> Iterator[Edge]:
    item_id = guide.item.item_id
    if guide.result_certificate in certificates.by_id:
        yield Edge(item_id, certificate_node(guide.result_certificate or ""), "issues")
    for number, material in enumerate(guide.materials):
        for certificate in certificates.of(material):
            yield Edge(
                certificate_node(certificate.id),
                item_id,
                "asked_for",
                material.name,
                material.when,
                number,
                material.id,
                material.necessity == "required",
                tuple(one.by for one in material.exempt),
            )
    for number, one in enumerate(guide.prerequisites):
        for place, other in enumerate(one.items):
            yield Edge(other, item_id, "before", one.text, one.when, number, place=place)
    for number, one in enumerate(guide.follow_ups):
        for place, other in enumerate(one.items):
            yield Edge(item_id, other, "after", one.text, one.when, number, place=place)


def _add_event(graph: Network, event: LifeEvent) -> None:
    node = Node(f"life_event:{event.event_id}", "life_event", event.official_name)
    for part in event.parts:
        if part.item_id in graph:
            _add_node(graph, node)
            edge = Edge(part.item_id or "", node.id, "part_of", part.who)
            graph.add_edge(edge.source, edge.target, edge=edge)
