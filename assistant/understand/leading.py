"""Questions what a certificate leads to (办完营业执照还要办什么, 居住证能拿来办什么)."""

from assistant.choose import CLOSE
from assistant.commands import AskAbout, AskRelated, Command
from assistant.relations import certificate_asked, relation_asked
from knowledge_base.graph import KnowledgeGraph
from knowledge_base.library import Library

SURE = 0.6
"""score from which an item is named, and not only alike"""


def leads(library: Library, text: str, district: str | None) -> list[Command]:
    """By the item that issues it, where it is clear which; nothing when no guide issues it or asks for it."""
    asked, graph = certificate_asked(text), library.graph()
    if asked is None:
        return _having_something_before(library, graph, text, district)
    if asked.relation == "uses":
        return [AskRelated(text, "uses", asked.certificate)] if graph.uses(asked.certificate) else []
    issuers = graph.issuers(asked.certificate)
    only = issuers if len(issuers) == 1 else _named(library, text, district, issuers)
    if len(only) == 1:
        return [AskAbout(text, ((only[0], 1.0),), only[0])]
    return [AskRelated(text, "after", asked.certificate)] if issuers else []


def _having_something_before(
    library: Library, graph: KnowledgeGraph, text: str, district: str | None
) -> list[Command]:
    """要先办什么 is asked of the one item, of those that the words may mean, that something comes before."""
    if relation_asked(text) != "before":
        return []
    hits = [hit for hit in library.search(text, district) if hit.score >= SURE]
    close = [hit.item.item_id for hit in hits if hit.score >= hits[0].score * CLOSE]
    having = [item_id for item_id in close if graph.before(item_id)]
    return [AskAbout(text, ((having[0], 1.0),), having[0])] if len(having) == 1 else []


def _named(library: Library, text: str, district: str | None, issuers: list[str]) -> list[str]:
    """Those of them that the words fit best (个体户执照)."""
    hits = library.search(text, district)
    close = [hit for hit in hits if hit.score >= max(SURE, hits[0].score * CLOSE)]
    return [hit.item.item_id for hit in close if hit.item.item_id in issuers]
