"""Whether a message goes on with the item talked about or is about another: one decision, named signals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from assistant.choose import FLOOR, SURE
from assistant.topics import alike, letter_pairs, named_aspects, named_topics, naming
from assistant.understand.control import load_words
from assistant.wording import loose, mentions
from knowledge_base.library import Library
from knowledge_base.model.guide import LookAlike, ServiceItem
from knowledge_base.search.deciding import Agreement, Deciding
from knowledge_base.search.wording import Wording
from knowledge_base.sections import sections
from knowledge_base.types import ItemHit, PublishedGuide

ANSWERS = 0.55
"""score from which a QA pair of the guide speaks of what was asked"""
MARGIN = 0.1
"""how much better another item must fit than the QA pair that speaks of it too"""
HAPPENED = ("deed", "state")
"""dimensions of what is wanted and what has happened: they change in a talk, what a case is about does not"""
KNOWN_BY_NAME = 0.75
"""score from which an item is found as surely as by its name"""
KEPT = 64
LONG = 40
"""letters from which a message is a story: it is asked for in short, not turned away"""


@dataclass(frozen=True, slots=True)
class Signals:
    """What a message says for the item talked about, and for the best other one."""

    score: float
    """how well the other one is found"""
    named: frozenset[str]
    """letter pairs that name the other one, and not the one talked about"""
    new: frozenset[str]
    """those of them that the guide of the one talked about never uses"""
    answers: float
    """how well a QA pair of the one talked about fits what was said"""
    brings: bool
    """asks whether a paper has to be brought along"""
    turning: bool
    """says that another matter follows (对了, 还有, 不是问这个)"""

    @property
    def leave(self) -> bool:
        """Another item is meant only when it is named. Found surely, or announced, that is enough, unless the
        one talked about speaks of the same thing (身份证 among its materials)."""
        if self.turning:
            return self.score >= SURE or bool(self.new)
        if self.score < SURE or not self.named:
            return False
        spoken_of = self.answers >= ANSWERS or not self.new
        if spoken_of and self.brings:
            return False
        return self.score >= max(self.answers, SURE) + MARGIN if spoken_of else True


class Focus:
    """Compares a message with the item talked about, its look-alikes and the ones talked about before."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._vocabulary: dict[tuple[str, int], frozenset[str]] = {}
        self._lock = Lock()

    def moves_to(
        self, text: str, item_id: str, talked: Sequence[str], hits: Sequence[ItemHit]
    ) -> list[tuple[str, float]]:
        """The items that the message is about instead, best first with their scores; empty when it stays."""
        back = self._back(text, item_id, talked, hits)
        if back is not None:
            return [(back, 1.0)]
        others = [hit for hit in hits if hit.item.item_id != item_id]
        leaves = bool(others) and self.signals(text, item_id, others[0]).leave
        alike_ones = self._look_alikes(item_id)
        if leaves and others[0].item.item_id not in alike_ones:
            return [(hit.item.item_id, hit.score) for hit in others if hit.score >= FLOOR]
        other = self._by_facts(text, item_id, alike_ones)
        if other is not None:
            return [(other, 1.0)]
        return [(hit.item.item_id, hit.score) for hit in others if hit.score >= FLOOR] if leaves else []

    def signals(self, text: str, item_id: str, other: ItemHit) -> Signals:
        named = _naming(text) & _names(other.item) - self._names_of(item_id)
        return Signals(
            score=other.score,
            named=named,
            new=named - self._words_of(item_id),
            answers=self._answers(text, item_id),
            brings=load_words().has("brings", text),
            turning=load_words().has("turning", text),
        )

    def is_about(self, text: str, item_id: str) -> bool:
        """Whether the message can be read as one on the item talked about: it asks for a part of the guide,
        or the guide speaks of it."""
        if load_words().has("goes_on", text) or named_topics(text) or named_aspects(text):
            return True
        published = self._library.guide(item_id)
        if published is None:
            return False
        if alike(text, published.guide) is not None or self._answers(text, item_id) >= ANSWERS:
            return True
        return bool(naming(text) & self._words_of(item_id) - self._names_of(item_id))

    def _back(self, text: str, item_id: str, talked: Sequence[str], hits: Sequence[ItemHit]) -> str | None:
        """The earlier item that the message goes back to: it says so, or names what only that one is."""
        earlier = [one for one in reversed(talked) if one != item_id]
        words, all_said, own = load_words(), _naming(text), self._names_of(item_id)
        says_so, points = words.has("back", text), words.has("pointing", text)
        said = all_said - (own if says_so or points else own | self._words_of(item_id))
        scores = {hit.item.item_id: hit.score for hit in hits}
        named = {one: len(said & self._names_of(one)) for one in earlier}
        guided = {one: self._library.guide(one) is not None for one in earlier}
        # Of those named, one that something can be told of; then the best found; then the last talked of.
        best = max(
            earlier, key=lambda one: (bool(named[one]), guided[one], scores.get(one, 0.0)), default=None
        )
        if best is not None and named[best]:
            top = hits[0] if hits and hits[0].score >= SURE else None
            return best if says_so or not self._newer(top, earlier, said, named[best], points) else None
        if not says_so:
            return None
        if all_said & own:
            better = [one for one in earlier if scores.get(one, 0.0) > scores.get(item_id, 0.0)]
            return next((one for one in better if all_said & self._names_of(one)), None)
        # 说回我那个 names none: the last with a guide; nothing could be told of the others.
        return next((one for one in earlier if guided[one]), None)

    def _newer(
        self, top: ItemHit | None, earlier: Sequence[str], said: frozenset[str], named: int, points: bool
    ) -> bool:
        """Whether an item not talked of yet is named better than the earlier one by `named` letter pairs."""
        if top is None or top.item.item_id in earlier:
            return False
        return len(said & _names(top.item)) > named or (not points and top.score >= KNOWN_BY_NAME)

    def _look_alikes(self, item_id: str) -> Mapping[str, LookAlike]:
        published = self._library.guide(item_id)
        return {pair.item_id: pair for pair in published.guide.look_alikes} if published else {}

    def _by_facts(self, text: str, item_id: str, alike_ones: Mapping[str, LookAlike]) -> str | None:
        """The look-alike that a fact of the message speaks for (找到了，断成两半)."""
        published = self._library.guide(item_id)
        if published is None or self._answers(text, item_id) >= ANSWERS:
            return None
        if alike(text, published.guide) is not None:
            return None
        worded = [
            one
            for one, pair in alike_ones.items()
            if mentions(text, pair.other_words) == "said" and mentions(text, pair.this_words) != "said"
        ]
        return worded[0] if len(worded) == 1 else self._decided(text, item_id, alike_ones)

    def _decided(self, text: str, item_id: str, alike_ones: Iterable[str]) -> str | None:
        """The only look-alike that agrees with what has happened or is wanted, when this one does not."""
        deciding, one = Deciding.shipped(), Wording.shipped().one
        asks = load_words().has("question", text)
        said = deciding.of_message(one(text))

        def agreement(of: str) -> Agreement:
            item = self._library.item(of)
            names = (one(item.official_name), one(item.plain_name)) if item else ()
            about = deciding.of_item(names)
            # What is asked about a deed (要不要注销) is not yet done or wanted.
            told = {name: about[name] for name in HAPPENED[asks:] if name in about}
            return deciding.agreement(told, said)

        if agreement(item_id).agrees:
            return None
        fitting = [
            other
            for other in alike_ones
            if (found := agreement(other)).agrees and not found.conflicts and not found.denied
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _answers(self, text: str, item_id: str) -> float:
        passages = self._library.passages(item_id, text, limit=2)
        return max((p.score for p in passages if p.section.startswith("qa:")), default=0.0)

    def _names_of(self, item_id: str) -> frozenset[str]:
        item = self._library.item(item_id)
        return _names(item) if item is not None else frozenset()

    def _words_of(self, item_id: str) -> frozenset[str]:
        published = self._library.guide(item_id)
        if published is None:
            return self._names_of(item_id)
        key = (item_id, published.version)
        known = self._vocabulary.get(key)
        if known is None:
            known = _words(published)
            with self._lock:
                while len(self._vocabulary) >= KEPT:
                    self._vocabulary.pop(next(iter(self._vocabulary)))
                self._vocabulary[key] = known
        return known


def says_nothing(text: str) -> bool:
    """Whether there are no words to understand (。。。, 1, 哈哈哈哈), or too many to find one matter."""
    letters = loose(text)
    return len(set(letters)) < 2 or letters.isdigit() or len(letters) > LONG


def _naming(text: str) -> frozenset[str]:
    """Letter pairs that may name an item: no figures, no words that every item has."""
    pairs = naming(text) - load_words().common_pairs
    return frozenset(pair for pair in pairs if not any(c.isdigit() for c in pair))


def _names(item: ServiceItem) -> frozenset[str]:
    return frozenset[str]().union(*map(letter_pairs, (item.official_name, item.plain_name, *item.aliases)))


def _words(published: PublishedGuide) -> frozenset[str]:
    guide = published.guide
    texts = [text for s in sections(guide) for text in (s.title, *s.sentences)]
    texts += [variant for pair in guide.qa for variant in pair.variants]
    return frozenset[str]().union(*map(letter_pairs, texts), _names(guide.item))
