"""Whether a message goes on with the item talked about, goes back to an earlier one, or is about another."""

from collections.abc import Iterable, Mapping, Sequence

from assistant.choose import CLOSE, SURE
from assistant.topics import alike, letter_pairs
from assistant.understand.control import load_words
from assistant.understand.leaving import LEAVES, LEAVES_UNSURE, Leaving
from assistant.understand.signals import Listener, names, naming_pairs
from assistant.wording import loose, mentions
from knowledge_base.library import Library
from knowledge_base.model.guide import LookAlike
from knowledge_base.search.deciding import Agreement, Deciding
from knowledge_base.search.wording import Wording
from knowledge_base.types import ItemHit

ANSWERS = 0.55
"""score from which a QA pair of the guide speaks of what was asked"""
HAPPENED = ("deed", "state")
"""dimensions of what is wanted and what has happened: they change in a talk, what a case is about does not"""
KNOWN_BY_NAME = 0.75
"""score from which an item is found as surely as by its name"""
WISHED = 0.9
"""score from which an item that somebody wishes for is meant, whatever was talked about before"""
LONG = 40
"""letters from which a message is a story: it is asked for in short, not turned away"""


class Focus:
    """Compares a message with the item talked about, its look-alikes and the ones talked about before."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._listener = Listener(library)

    def moves_to(
        self, text: str, item_id: str, talked: Sequence[str], hits: Sequence[ItemHit]
    ) -> list[tuple[str, float]]:
        """The items that the message is about instead, best first with their scores; empty when it stays."""
        back = self._back(text, item_id, talked, hits)
        if back is not None:
            return [(back, 1.0)]
        alike_ones = self._listener.look_alikes(item_id)
        meant = [hit for hit in hits if not _denied(text, alike_ones.get(hit.item.item_id))]
        others = [(hit.item.item_id, hit.score) for hit in meant if hit.item.item_id != item_id]
        if others and others[0][0] not in alike_ones and self._wished(text, item_id, meant):
            return others
        leaves = self._leaves(text, item_id, meant)
        if leaves and others[0][0] not in alike_ones:
            if self._named(text, item_id, others[0][0]):
                return others
            # 断成两半了 names nothing: a look-alike of this is nearer than a thing not talked of.
            nearest = self._listener.next_in_context(text, item_id)
            if nearest and nearest in alike_ones and not _denied(text, alike_ones[nearest]):
                return [(nearest, 1.0)]
        sure = bool(others) and others[0][0] in alike_ones and others[0][1] >= KNOWN_BY_NAME
        told = sure and not load_words().has("question", text)
        other = self._by_facts(text, item_id, alike_ones, sure=told)
        if other is not None:
            return [(other, 1.0)]
        return others if leaves else []

    def _wished(self, text: str, item_id: str, hits: Sequence[ItemHit]) -> bool:
        """Whether another thing is wished for, found as surely as by its name (我想开个小面馆)."""
        near = [hit.item.item_id for hit in hits if hit.score >= hits[0].score * CLOSE]
        return hits[0].score >= WISHED and item_id not in near and load_words().wishes(text)

    def _leaves(self, text: str, item_id: str, hits: Sequence[ItemHit]) -> bool:
        """Whether another one is more likely meant than this; one less sure to be found needs more for it."""
        best = hits[0] if hits else None
        if best is None or (best.item.item_id == item_id and (best.score >= SURE or len(hits) == 1)):
            return False
        likely = Leaving.shipped().likely(self._listener.signals(text, item_id, hits))
        return likely >= (LEAVES if best.score >= SURE else LEAVES_UNSURE)

    def _named(self, text: str, item_id: str, other: str) -> bool:
        """Whether letters of the other one's own names, not this one's and no fact that decides, are said."""
        item = self._library.item(other)
        pairs = letter_pairs(item.official_name) | letter_pairs(item.plain_name) if item else frozenset[str]()
        shared = frozenset[str]().union(*map(self._listener.names_of, self._listener.look_alikes(item_id)))
        return bool(naming_pairs(text) & pairs - self._listener.names_of(item_id) - shared)

    def _back(self, text: str, item_id: str, talked: Sequence[str], hits: Sequence[ItemHit]) -> str | None:
        """The earlier item that the message goes back to: it says so, or names what only that one is."""
        earlier = [one for one in reversed(talked) if one != item_id]
        words, all_said, own = load_words(), naming_pairs(text), self._listener.names_of(item_id)
        says_so, points = words.has("back", text), words.has("pointing", text)
        said = all_said - (own if says_so or points else own | self._listener.words_of(item_id))
        scores = {hit.item.item_id: hit.score for hit in hits}
        named = {one: len(said & self._listener.names_of(one)) for one in earlier}
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
            return next((one for one in better if all_said & self._listener.names_of(one)), None)
        # 说回我那个 names none: the last with a guide; nothing could be told of the others.
        return next((one for one in earlier if guided[one]), None)

    def _newer(
        self, top: ItemHit | None, earlier: Sequence[str], said: frozenset[str], named: int, points: bool
    ) -> bool:
        """Whether an item not talked of yet is named better than the earlier one by `named` letter pairs."""
        if top is None or top.item.item_id in earlier:
            return False
        return len(said & names(top.item)) > named or (not points and top.score >= KNOWN_BY_NAME)

    def _by_facts(
        self, text: str, item_id: str, alike_ones: Mapping[str, LookAlike], *, sure: bool
    ) -> str | None:
        """The look-alike that a fact of the message speaks for (找到了，断成两半); one `sure` to be found
        also when this guide speaks of it (身份证到期了)."""
        published = self._library.guide(item_id)
        if published is None or (not sure and self._answers(text, item_id) >= ANSWERS):
            return None
        if not sure and alike(text, published.guide) is not None:
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
            known = (one(item.official_name), one(item.plain_name)) if item else ()
            about = deciding.of_item(known)
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


def _denied(text: str, pair: LookAlike | None) -> bool:
    """Whether the message says that it is not this look-alike (不是护照，是通行证)."""
    return pair is not None and mentions(text, pair.other_words) == "denied"


def says_nothing(text: str) -> bool:
    """Whether there are no words to understand (。。。, 1, 哈哈哈哈), or too many to find one matter."""
    letters = loose(text)
    return len(set(letters)) < 2 or letters.isdigit() or len(letters) > LONG
