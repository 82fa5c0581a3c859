"""Nodes and edges of the graph, and what its questions are answered with."""

from dataclasses import dataclass, field
from typing import Literal

from knowledge_base.model.base import When

Kind = Literal["item", "certificate", "law", "life_event"]
Relation = Literal["issues", "asked_for", "before", "after", "rests_on", "part_of"]


@dataclass(frozen=True, slots=True)
class Node:
    """`id` is the item id, or the kind and the id (`certificate:id_card`, `law:民法典第一千零四十六条`)."""

    id: str
    kind: Kind
    name: str
    guide: bool = False
    """an item whose guide may be cited today"""


@dataclass(frozen=True, slots=True)
class Edge:
    """Read from `source` to `target`: item issues certificate, certificate is asked for by item, earlier item
    `before` later one, later item comes `after` earlier one (edge from the earlier), item rests on law."""

    source: str
    target: str
    kind: Relation
    text: str = ""
    """what the guide says: its sentence, the material's name, what the law rules"""
    when: When = field(default_factory=dict[str, list[str]])
    """in the situations of the guide that says it"""
    choice: int = 0
    """edges of one kind with the same number are alternatives: any one of them serves"""
    material: str = ""
    """id of the material that asks for the certificate"""
    required: bool = True
    exempt: tuple[str, ...] = ()
    """why it need not be handed in: certificate, data_sharing, commitment"""
    place: int = 0
    """among the alternatives, as the guide names them"""


Origin = Literal["authored", "prerequisite", "certificate"]


@dataclass(frozen=True, slots=True)
class Step:
    """What comes before or after an item: any one of `items`.

    `authored`: the item's own guide says so. `prerequisite`: the guide of the later item says so.
    `certificate`: nobody says so, but the one issues what the other asks for.
    """

    items: tuple[str, ...]
    text: str
    """the sentence of the guide, or the name of the material"""
    origin: Origin
    told_by: str
    """the item whose guide it rests on"""
    when: When = field(default_factory=dict[str, list[str]])
    material: str = ""
    """with `certificate`: the material of `told_by` that asks for it"""
    certificates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """A material of an item that a certificate is asked for as."""

    item_id: str
    material: str
    name: str
    """of the material"""
    required: bool
    exempt: tuple[str, ...]
    when: When
    alone: bool
    """nothing else is accepted for it"""

    @property
    def rank(self) -> int:
        """Who needs it most surely comes first: everybody, some, those who like."""
        return 2 if not self.required else int(bool(self.when))


@dataclass(frozen=True, slots=True)
class Resting:
    """A guide that rests on an article."""

    item_id: str
    name: str
    law: str
    article: str
    says: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An item with its neighbours, as the guide page draws them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
