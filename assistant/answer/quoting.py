"""The default composer: quotes published sentences word for word."""

from collections.abc import Sequence

from assistant.reply import Citation
from assistant.turn import Said, Turn
from knowledge_base.sections import Section
from knowledge_base.types import PublishedGuide

MOST_SENTENCES = 3
LISTS = {
    "materials": 24,
    "steps": 12,
    "conditions": 12,
    "places": 8,
    "visits": 4,
    "before": 6,
    "after": 6,
    "mistakes": 8,
}
"""sections whose sentences are entries of a list: half a list would be a wrong answer"""


class QuotingComposer:
    """Each sentence is a quote and its own citation."""

    def compose(
        self, turn: Turn, question: str, published: PublishedGuide, found: Sequence[Section]
    ) -> list[Said]:
        return quoted(published, found)


def quoted(published: PublishedGuide, found: Sequence[Section]) -> list[Said]:
    said: list[Said] = []
    for section in found:
        is_list = section.id in LISTS
        most = LISTS.get(section.id, MOST_SENTENCES)
        for at, sentence in enumerate(section.sentences[:most]):
            citation = Citation(published.item_id, published.version, section.id, sentence)
            said.append(Said(sentence, (citation,), joined=at > 0 and not is_list))
    return said
