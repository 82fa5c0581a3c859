"""What the graph is asked: what comes before and after, what a certificate is for, what rests on a law."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import networkx as nx

from knowledge_base.certificates import Certificates
from knowledge_base.graph.building import Network, build, certificate_node, law_name
from knowledge_base.graph.model import Edge, Node, Relation, Resting, Step, Use
from knowledge_base.life_events.model import LifeEvent
from knowledge_base.model.base import Situation, holds
from knowledge_base.model.guide import Guide, ServiceItem

MOST_AFTER = 5
"""of what follows an item: more is no advice"""

_LEADING: tuple[Relation, ...] = ("issues", "asked_for", "before", "after")
_LIFTED = frozenset({"data_sharing", "commitment"})
"""exemptions for everybody; the one by certificate is only for those who hold it already"""
_NO_BEGINNING = re.compile("补|换|变更|更正|延续|签注|注销|挂失|离婚")
"""in the names of items about what one has already: nobody is led there unless a guide says so"""


class KnowledgeGraph:
    """Of one day; never changed. Item and certificate ids are those of the content."""

    def __init__(self, graph: Network, certificates: Certificates) -> None:
        self.graph, self._certificates = graph, certificates
        self.edges: tuple[Edge, ...] = tuple(edge for _, _, edge in graph.edges(data="edge"))

    @classmethod
    def of(
        cls,
        guides: Mapping[str, Guide],
        items: Mapping[str, ServiceItem],
        events: Sequence[LifeEvent] = (),
        certificates: Certificates | None = None,
    ) -> "KnowledgeGraph":
        """`items` gives the names of those without a guide."""
        certificates = certificates or Certificates.shipped()
        return cls(build(guides, items, events, certificates), certificates)

    def node(self, node_id: str) -> Node | None:
        return self.graph.nodes[node_id]["node"] if node_id in self.graph else None

    def before(self, item_id: str, situation: Situation | None = None) -> list[Step]:
        """What must be done before, as the guide says it; then how to get the certificates it asks for.

        Those that everybody (or everybody in the situation) has to hand in, and that an item of ours issues;
        not those that nearly all people hold.
        """
        said = list(self._said("before", item_id, situation))
        known = {one for step in said for one in step.items}
        derived = [step for step in self._certificate_steps(item_id, situation) if not known & {*step.items}]
        return [*said, *{step.items: step for step in reversed(derived)}.values()]

    def after(
        self, item_id: str, situation: Situation | None = None, most: int | None = MOST_AFTER
    ) -> list[Step]:
        """What usually follows, as the guide says it; then items it opens the way to, the surest first."""
        said = list(self._said("after", item_id, situation))
        told = {item_id, *(one for step in said for one in step.items)}
        told |= {one for step in self.before(item_id) for one in step.items}
        opened: list[Step] = []
        for step in (*self._waiting_for(item_id), *self._asking_for_result(item_id)):
            if not told & {*step.items}:
                opened.append(step)
                told |= {*step.items}
        return [*said, *opened][:most]

    def issued_by(self, item_id: str) -> list[str]:
        """Ids of certificates."""
        return [_certificate(edge.target) for edge in self._out(item_id, "issues")]

    def issuers(self, certificate_id: str) -> list[str]:
        """The items where one gets it for the first time; else those that issue it again."""
        return self._first(certificate_id) or self._issuers(certificate_id)

    def issued_documents(self) -> frozenset[str]:
        """Document types that are pages of what an item issues."""
        issued = {_certificate(edge.target) for edge in self.edges if edge.kind == "issues"}
        return frozenset(page for one in issued for page in self._certificates.by_id[one].pages)

    def uses(self, certificate_id: str) -> list[Use]:
        """Items that ask for it, once each, who needs it most surely first; not those that issue it anew."""
        uses: dict[str, Use] = {}
        for edge in self._out(certificate_node(certificate_id), "asked_for"):
            others = [e for e in self._in(edge.target, "asked_for") if e.material == edge.material]
            use = Use(
                edge.target, edge.material, edge.text, edge.required, edge.exempt, edge.when, len(others) == 1
            )
            if edge.target not in uses or use.rank < uses[edge.target].rank:
                uses[edge.target] = use
        asking = [use for use in uses.values() if certificate_id not in self.issued_by(use.item_id)]
        return sorted(asking, key=lambda use: (use.rank, use.item_id))

    def resting_on(self, law: str, article: str = "") -> list[Resting]:
        """Guides that rest on the law (or an article of it): what to look at when it changes."""
        wanted = law_name(law)
        found = [
            Resting(edge.source, self._name(edge.source), self._name(edge.target), data["article"], edge.text)
            for _, _, data in self.graph.edges(data=True)
            if (edge := data["edge"]).kind == "rests_on" and article in data["article"]
        ]
        named = [one for one in found if one.law == wanted] or [one for one in found if wanted in one.law]
        return sorted(named, key=lambda one: (one.item_id, one.law, one.article))

    def path(self, start: str, end: str) -> list[Node]:
        """The shortest way from one item or certificate to another; empty when there is none."""
        ways = nx.MultiDiGraph((e.source, e.target) for e in self.edges if e.kind in _LEADING)
        if start not in ways or end not in ways or not nx.has_path(ways, start, end):
            return []
        return [self.graph.nodes[one]["node"] for one in nx.shortest_path(ways, start, end)]

    def _said(self, kind: Relation, item_id: str, situation: Situation | None) -> Iterator[Step]:
        """As authored: alternatives together, without what the situation rules out."""
        edges = self._in(item_id, kind) if kind == "before" else self._out(item_id, kind)
        steps: dict[int, Step] = {}
        for edge in sorted(edges, key=lambda edge: edge.place):
            other = edge.source if kind == "before" else edge.target
            step = steps.get(edge.choice) or Step((), edge.text, "authored", item_id, edge.when)
            steps[edge.choice] = replace(step, items=(*step.items, other))
        for _, step in sorted(steps.items()):
            if situation is None or holds(step.when, situation) is not False:
                yield step

    def _certificate_steps(self, item_id: str, situation: Situation | None) -> Iterator[Step]:
        by_material: dict[str, list[Edge]] = {}
        for edge in self._in(item_id, "asked_for"):
            by_material.setdefault(edge.material, []).append(edge)
        for edges in by_material.values():
            one = edges[0]
            accepted = tuple(_certificate(edge.source) for edge in edges)
            needed = one.required and holds(one.when, situation or {}) and not _LIFTED & {*one.exempt}
            if needed and self._to_get(accepted, item_id):
                items = dict.fromkeys(
                    issuer for certificate in accepted for issuer in self.issuers(certificate)
                )
                yield Step(tuple(items), one.text, "certificate", item_id, one.when, one.material, accepted)

    def _to_get(self, accepted: Sequence[str], item_id: str) -> bool:
        """Whether who has it got it by an item of ours that one can begin with, and not by this one."""
        own = self.issued_by(item_id)
        return self._begins(item_id) and all(
            one not in own and not self._certificates.by_id[one].common and self._first(one)
            for one in accepted
        )

    def _first(self, certificate_id: str) -> list[str]:
        return [one for one in self._issuers(certificate_id) if self._begins(one)]

    def _begins(self, item_id: str) -> bool:
        return not _NO_BEGINNING.search(self._name(item_id))

    def _issuers(self, certificate_id: str) -> list[str]:
        return sorted(edge.source for edge in self._in(certificate_node(certificate_id), "issues"))

    def _waiting_for(self, item_id: str) -> Iterator[Step]:
        """Items whose guide names this one as what comes before."""
        edges = sorted(self._out(item_id, "before"), key=lambda edge: (bool(edge.when), edge.target))
        for edge in edges:
            if self._begins(item_id) and self._begins(edge.target):
                yield Step((edge.target,), edge.text, "prerequisite", edge.target, edge.when)

    def _asking_for_result(self, item_id: str) -> Iterator[Step]:
        """Items that ask everybody for what this one issues, and take nothing else for it."""
        for one in self.issued_by(item_id):
            if item_id not in self._first(one) or self._certificates.by_id[one].common:
                continue
            for use in self.uses(one):
                asks = use.rank == 0 and use.alone and not _LIFTED & {*use.exempt}
                if asks and self._begins(use.item_id):
                    yield Step(
                        (use.item_id,), use.name, "certificate", use.item_id, use.when, use.material, (one,)
                    )

    def _in(self, node_id: str, kind: Relation) -> list[Edge]:
        if node_id not in self.graph:
            return []
        return [e for _, _, e in self.graph.in_edges(node_id, data="edge") if e.kind == kind]

    def _out(self, node_id: str, kind: Relation) -> list[Edge]:
        if node_id not in self.graph:
            return []
        return [e for _, _, e in self.graph.out_edges(node_id, data="edge") if e.kind == kind]

    def _name(self, node_id: str) -> str:
        return self.graph.nodes[node_id]["node"].name


def _certificate(node_id: str) -> str:
    return node_id.removeprefix("certificate:")
