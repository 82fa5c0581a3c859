"""Which item is meant: sure, one of a few, or none. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.decisions import AskWhich
from assistant.state import Intent, Way
from assistant.turn import Known
from assistant.wording import mentions
from knowledge_base.model.guide import LookAlike
from knowledge_base.search.deciding import Deciding
from knowledge_base.search.wording import Wording

FLOOR = 0.35
"""below this score a candidate is no candidate"""
SURE = 0.6
"""score from which an item is found, and no other fits as well"""
CLOSE = 0.80
"""a candidate with at least this share of the best score is close to it"""
MOST_WAYS = 4


@dataclass(frozen=True, slots=True)
class Sure:
    item_id: str


@dataclass(frozen=True, slots=True)
class NoItem:
    pass


def choose(
    text: str,
    candidates: Sequence[tuple[str, float]],
    known: Mapping[str, Known],
    asked: Sequence[str],
    intent: Intent,
    question: str,
) -> Sure | AskWhich | NoItem:
    """The item, or the one question that decides; `question` is the fixed one when no guide has a better."""
    found = [(item_id, score) for item_id, score in candidates if score >= FLOOR and item_id in known]
    if not found:
        return NoItem()
    top = found[0][1]
    near = [item_id for item_id, score in found if score >= top * CLOSE]
    ruled_out = _ruled_out(text, near, known)
    best, *close = [item_id for item_id in near if item_id not in ruled_out][:MOST_WAYS] or near[:1]
    if not close:
        return Sure(best)
    key = "|".join(sorted([best, *close]))
    if key in asked or any(set(key.split("|")) <= set(old.split("|")) for old in asked):
        return Sure(best)
    return _ask(text, best, close, known, intent, question, key)


def _ruled_out(text: str, near: Sequence[str], known: Mapping[str, Known]) -> set[str]:
    """Those of the items near each other that the guides' words for telling them apart speak against.

    Only between these: a word that search has weighed already must not bring in an item it found unlikely.
    """
    out: set[str] = set()
    for item_id in near:
        for pair in _look_alikes(item_id, known):
            this, other = mentions(text, pair.this_words), mentions(text, pair.other_words)
            if pair.item_id in near and "said" in (this, other) and this != other:
                out.add(pair.item_id if this == "said" else item_id)
    return out


def _look_alikes(item_id: str, known: Mapping[str, Known]) -> Sequence[LookAlike]:
    guide = known[item_id].guide if item_id in known else None
    return guide.guide.look_alikes if guide else ()


def _ask(
    text: str,
    best: str,
    close: list[str],
    known: Mapping[str, Known],
    intent: Intent,
    question: str,
    key: str,
) -> AskWhich:
    """The guides' own deciding question between two; a list of plain names between more."""
    pairs = {pair.item_id: pair for pair in _look_alikes(best, known)}
    if len(close) == 1 and close[0] in pairs:
        pair = pairs[close[0]]
        ways = (
            Way(pair.this_if, best, tuple(pair.this_words)),
            Way(pair.other_if, close[0], tuple(pair.other_words)),
        )
        return AskWhich(pair.question, ways, text, intent, key)
    if len(close) == 1:
        back = next((p for p in _look_alikes(close[0], known) if p.item_id == best), None)
        if back is not None:
            ways = (
                Way(back.other_if, best, tuple(back.other_words)),
                Way(back.this_if, close[0], tuple(back.this_words)),
            )
            return AskWhich(back.question, ways, text, intent, key)
    deciding = _deciding([best, *close], known)
    if deciding is not None:
        return AskWhich(*deciding, text, intent, key)
    ways = tuple(Way(_plain(known[i]), i, (known[i].item.official_name,)) for i in [best, *close])
    return AskWhich(question, ways, text, intent, key)


def _deciding(found: Sequence[str], known: Mapping[str, Known]) -> tuple[str, tuple[Way, ...]] | None:
    """The question on the one fact by which each of them has an answer of its own (丢了还是到期)."""
    one = Wording.shipped().one
    items = {i: known[i].item for i in found}
    about = {
        i: Deciding.shipped().of_item((one(item.official_name), one(item.plain_name)))
        for i, item in items.items()
    }
    for dimension in Deciding.shipped().differing(about):
        led = [next(iter(option.items)) for option in dimension.options if len(option.items) == 1]
        if len(led) == len(dimension.options) == len(found) and set(led) == set(found):
            labels = {next(iter(option.items)): option.label for option in dimension.options}
            return dimension.ask, tuple(Way(labels[i], i, (items[i].official_name,)) for i in found)
    return None


def _plain(one: Known) -> str:
    return one.item.plain_name or one.item.official_name
