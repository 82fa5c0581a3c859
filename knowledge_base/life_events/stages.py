"""What comes first, and what runs in parallel. Pure."""

from collections.abc import Collection, Sequence

import networkx as nx

from knowledge_base.life_events.model import Part


def order(parts: Sequence[Part]) -> "nx.DiGraph[str]":
    """Edges lead from what must be done before."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(part.id for part in parts)
    graph.add_edges_from((before, part.id) for part in parts for before in part.after)
    return graph


def stages(parts: Sequence[Part], kept: Collection[str]) -> list[list[str]]:
    """Ids of the parts in `kept`, stage by stage; those of one stage run in parallel.

    What is left out still orders: a part waits for whatever its own predecessors waited for.
    Raises `networkx.NetworkXUnfeasible` for a circle, which the loader refuses.
    """
    closed = nx.transitive_closure_dag(order(parts))
    written = [part.id for part in parts]
    generations = nx.topological_generations(closed.subgraph(kept))
    return [sorted(generation, key=written.index) for generation in generations]


def before(parts: Sequence[Part], part_id: str) -> set[str]:
    """Ids of all parts that must be done before this one."""
    return set(nx.ancestors(order(parts), part_id))


def circles(parts: Sequence[Part]) -> list[list[str]]:
    return [[*circle, circle[0]] for circle in nx.simple_cycles(order(parts))]
