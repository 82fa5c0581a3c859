"""What comes before an item and what follows it, as lists of links: the graph for readers. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.graph.building import certificate_node
from knowledge_base.graph.model import Step
from knowledge_base.graph.queries import KnowledgeGraph
from knowledge_base.life_events.types import PublishedLifeEvent
from knowledge_base.model.base import Situation
from knowledge_base.model.guide import Guide
from knowledge_base.wordings import condition


@dataclass(frozen=True, slots=True)
class Link:
    name: str
    address: str
    """of its page; empty where there is none"""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """`links` are alternatives: any one of them serves. `certificates` leads from the one to the other."""

    text: str
    links: tuple[Link, ...]
    certificates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    before: tuple[Neighbour, ...]
    issues: tuple[str, ...]
    """names of the certificates the item gives"""
    after: tuple[Neighbour, ...]
    events: tuple[Link, ...]
    """life events it is part of"""


def neighbours(
    graph: KnowledgeGraph, guide: Guide, situation: Situation, events: Mapping[str, PublishedLifeEvent]
) -> Neighbours:
    item_id = guide.item.item_id

    def all_of(steps: Sequence[Step]) -> tuple[Neighbour, ...]:
        return tuple(_neighbour(graph, guide, situation, step) for step in steps)

    part_of = [
        Link(one.event.official_name, f"/guide/event/{event_id}")
        for event_id, one in events.items()
        if any(part.item_id == item_id for part in one.event.parts)
    ]
    return Neighbours(
        all_of(graph.before(item_id, situation)),
        _certificates(graph, graph.issued_by(item_id)),
        all_of(graph.after(item_id, situation)),
        tuple(part_of),
    )


def _neighbour(graph: KnowledgeGraph, guide: Guide, situation: Situation, step: Step) -> Neighbour:
    own = step.told_by == guide.item.item_id
    only = condition(step.when, guide.situations, situation) if own else ""
    said = "" if step.origin == "certificate" else step.text.rstrip("。") + only
    links = (link(graph, one) for one in step.items)
    return Neighbour(said, tuple(links), _certificates(graph, step.certificates))


def link(graph: KnowledgeGraph, item_id: str) -> Link:
    """An item that is known by name only has a page as well: it says where to go."""
    node = graph.node(item_id)
    return Link(node.name if node else item_id, f"/guide/{item_id}" if node else "")


def _certificates(graph: KnowledgeGraph, ids: Sequence[str]) -> tuple[str, ...]:
    nodes = (graph.node(certificate_node(one)) for one in ids)
    return tuple(node.name for node in nodes if node is not None)
