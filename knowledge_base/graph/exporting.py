"""The graph for other programs (GraphML), with plain values only. Pure."""

import json

import networkx as nx

from knowledge_base.graph.building import Network
from knowledge_base.graph.model import Edge, Node
from knowledge_base.graph.queries import KnowledgeGraph


def graphml(graph: KnowledgeGraph) -> str:
    """GraphML text: nodes with kind, name and guide; edges with kind, text, when (JSON) and the rest."""
    plain: Network = nx.MultiDiGraph()
    for node_id, node in graph.graph.nodes(data="node"):
        assert isinstance(node, Node)
        plain.add_node(node_id, kind=node.kind, name=node.name, guide=node.guide)
    for edge in graph.edges:
        plain.add_edge(edge.source, edge.target, **_values(edge))
    return "\n".join(nx.generate_graphml(plain)) + "\n"


def _values(edge: Edge) -> dict[str, str | bool | int]:
    return {
        "kind": edge.kind,
        "text": edge.text,
        "when": json.dumps(edge.when, ensure_ascii=False),
        "choice": edge.choice,
        "material": edge.material,
        "required": edge.required,
        "exempt": ",".join(edge.exempt),
    }
