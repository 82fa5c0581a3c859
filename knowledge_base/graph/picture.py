"""An item with what leads to it and what it leads to, for drawing. Pure."""

from knowledge_base.graph.building import certificate_node
from knowledge_base.graph.model import Edge, Picture
from knowledge_base.graph.queries import KnowledgeGraph


def around(graph: KnowledgeGraph, item_id: str) -> Picture | None:
    """Edges into the item are what comes before, edges out of it what it gives and what follows.

    None for an item that no guide is of or names.
    """
    if graph.node(item_id) is None:
        return None
    edges = [*_before(graph, item_id), *_result(graph, item_id), *_after(graph, item_id)]
    edges += [edge for edge in graph.edges if edge.kind == "part_of" and edge.source == item_id]
    ids = dict.fromkeys([item_id, *(end for edge in edges for end in (edge.source, edge.target))])
    return Picture(tuple(node for one in ids if (node := graph.node(one))), tuple(edges))


def _before(graph: KnowledgeGraph, item_id: str) -> list[Edge]:
    """A certificate that must be got first is drawn between its item and this one."""
    edges: list[Edge] = []
    for number, step in enumerate(graph.before(item_id)):
        if step.origin == "authored":
            edges += [Edge(one, item_id, "before", step.text, step.when, number) for one in step.items]
            continue
        for certificate in step.certificates:
            held = certificate_node(certificate)
            issuers = (one for one in step.items if certificate in graph.issued_by(one))
            edges += [Edge(one, held, "issues", choice=number) for one in issuers]
            edges.append(Edge(held, item_id, "asked_for", step.text, step.when, number, step.material))
    return edges


def _result(graph: KnowledgeGraph, item_id: str) -> list[Edge]:
    return [Edge(item_id, certificate_node(one), "issues") for one in graph.issued_by(item_id)]


def _after(graph: KnowledgeGraph, item_id: str) -> list[Edge]:
    edges: list[Edge] = []
    for number, step in enumerate(graph.after(item_id)):
        if step.origin == "certificate":
            held = certificate_node(step.certificates[0])
            edges += [Edge(held, one, "asked_for", step.text, step.when, number) for one in step.items]
        else:
            edges += [Edge(item_id, one, "after", step.text, step.when, number) for one in step.items]
    return edges
