"""What the encoder learns from: what the content says people call an item, ask about it, or begin with."""

import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.loader import load_content, load_names
from knowledge_base.model.guide import ServiceItem
from knowledge_base.search.corpus import NAME, Text
from knowledge_base.search.features import features
from knowledge_base.search.terms import terms_of
from knowledge_base.search.wording import Wording
from knowledge_base.search.words import Words

LONG_ENOUGH = 9
"""characters from which a question on a guide says what it is about without its item's name"""


@dataclass(frozen=True, slots=True)
class Learnt:
    """One item's texts, each as its features joined by spaces."""

    item_id: str
    names: Sequence[str]
    aliases: Sequence[str]
    asked: Sequence[str]
    questions: Sequence[str]
    """questions of QA pairs with the item's name before them, as the index holds them"""
    bare_questions: Sequence[str]
    """the same without the name, where they are long enough to stand alone"""

    def document(self, rng: random.Random) -> str:
        """A text the item may be found by; its names are half of them, because unseen items have no more."""
        if rng.random() < 0.5 or not (self.aliases or self.asked):
            return rng.choice(self.names)
        if self.questions and rng.random() < 0.2:
            return rng.choice(self.questions)
        return rng.choice([*self.aliases, *self.asked])

    def query(self, rng: random.Random) -> str:
        """A text as somebody would write who needs the item."""
        draw = rng.random()
        if self.asked and draw < 0.65:
            return rng.choice(self.asked)
        if self.bare_questions and draw < 0.8:
            return rng.choice(self.bare_questions)
        if self.aliases and draw < 0.9:
            return rng.choice(self.aliases)
        return rng.choice(self.names)


def learnt(content: Path) -> list[Learnt]:
    """All items of a content folder, in order of their ids."""
    guides = [entry.guide for entry in load_content(content)]
    items: dict[str, ServiceItem] = {item.item_id: item for item in load_names(content)}
    items |= {guide.item.item_id: guide.item for guide in guides}
    questions = {
        guide.item.item_id: [text for pair in guide.qa for text in (pair.question, *pair.variants)]
        for guide in guides
    }
    with tempfile.TemporaryDirectory() as folder:
        words = _words(Path(folder), items.values())
        return [_learnt(items[one], questions.get(one, ()), words) for one in sorted(items)]


def _words(folder: Path, items: Iterable[ServiceItem]) -> Words:
    """Cuts as the index does: with a dictionary made of the names."""
    names = [
        Text(item.item_id, NAME, name, official=True)
        for item in items
        for name in (item.official_name, item.plain_name)
        if name
    ]
    Words.write_dictionary(folder, terms_of(names))
    return Words(folder)


def _learnt(item: ServiceItem, questions: Sequence[str], words: Words) -> Learnt:
    wording = Wording.shipped()

    def made(texts: Iterable[str]) -> list[str]:
        return [" ".join(features(words.cut(wording.one(text)))) for text in dict.fromkeys(texts) if text]

    about = item.plain_name or item.official_name
    return Learnt(
        item.item_id,
        made((item.official_name, item.plain_name)),
        made(item.aliases),
        made(item.asked),
        made(f"{about} {text}" for text in questions),
        made(text for text in questions if len(text) >= LONG_ENOUGH),
    )
