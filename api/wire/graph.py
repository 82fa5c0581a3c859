"""An item and its neighbours in the graph, for drawing."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Shape
from knowledge_base.graph.model import Edge, Kind, Node, Picture, Relation
from knowledge_base.model.guide import ServiceItem


class NodeShape(Shape):
    id: Annotated[str, Field(description="the item id; `certificate:…` and `life_event:…` for the others")]
    kind: Kind
    name: str
    guide: Annotated[bool, Field(description="an item whose guide can be opened")]


class EdgeShape(Shape):
    """`issues` leads from an item to the certificate, `asked_for` from there to the item that asks for it."""

    source: str
    target: str
    kind: Relation
    text: Annotated[
        str,
        Field(description="what the guide says; edges of one kind with the same text are alternatives"),
    ]


class PictureShape(Shape):
    nodes: Annotated[list[NodeShape], Field(description="the item itself first")]
    edges: Annotated[
        list[EdgeShape],
        Field(description="those into the item are what comes before, those out of it what follows"),
    ]


def picture_shape(picture: Picture | None, item: ServiceItem) -> PictureShape:
    """Of an item that stands alone: itself."""
    if picture is None:
        alone = NodeShape(id=item.item_id, kind="item", name=item.official_name, guide=False)
        return PictureShape(nodes=[alone], edges=[])
    return PictureShape(nodes=list(map(_node, picture.nodes)), edges=list(map(_edge, picture.edges)))


def _node(node: Node) -> NodeShape:
    return NodeShape(id=node.id, kind=node.kind, name=node.name, guide=node.guide)


def _edge(edge: Edge) -> EdgeShape:
    return EdgeShape(source=edge.source, target=edge.target, kind=edge.kind, text=edge.text)
