"""Published sentences made wrong, each in one named way, as by a model that lies about its sources. Pure."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import jieba
import yaml

_CLAUSE = re.compile(r"[^，。；！？：]+|[，。；！？：]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HAN = re.compile(r"[一二两三四五六七八九十](?=个|天|年|次|份|种|样|本|张|周|岁|倍)")
_CONDITION = re.compile(
    r"^(?:(?![^，]*是[^，]*的，)[^，。；！？]{4,}(?:的|时)，|(?:如果|要是|除)[^，。；！？]+，)"
)
_LOCKED = re.compile(
    r"主要|需要|重要|只要|能不能|要不要|可能|智能|要求|不一样|不动产|可以不|不要|不用|需要|应当|分别|级别|特别|类别|区别|收不收|办不办|有没有|没有|不能|不可|不得|不予"
)
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Source:
    """A published sentence, and the sentences that may be cited with it."""

    item_id: str
    sentence: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swaps:
    """`mutations.yaml`: kind → word → what it becomes; kind → what is appended."""

    words: Mapping[str, Mapping[str, Sequence[str]]]
    appended: Mapping[str, Sequence[str]]

    @classmethod
    def shipped(cls) -> "Swaps":
        written = yaml.safe_load(
            files("eval_sets.model").joinpath("mutations.yaml").read_text(encoding="utf-8")
        )
        return cls(written["words"], written["appended"])


def mutated(source: Source, others: Sequence[Source], draw: random.Random) -> Iterator[tuple[str, str]]:
    """Kind and wrong sentence; a kind that the sentence has nothing for is left out."""
    swaps, text = Swaps.shipped(), source.sentence
    for kind, words in swaps.words.items():
        for one in _swapped(text, words, draw):
            yield kind, one
    for kind, phrases in swaps.appended.items():
        phrase = draw.choice(phrases)
        yield kind, draw.choice((_after(text, phrase), _before(text, phrase)))
        yield f"{kind}, alone", phrase
    for kind, make in _MADE.items():
        made = make(text, draw)
        if made and made != text:
            yield kind, made
    other = draw.choice(others)
    if other.item_id != source.item_id:
        yield "of another guide", other.sentence
    yield from _recombined(source, draw)


def _swapped(text: str, words: Mapping[str, Sequence[str]], draw: random.Random) -> list[str]:
    """One place of the sentence changed, drawn among all."""
    locked = [range(*m.span()) for m in _LOCKED.finditer(text)]
    places = [(m.start(), m[0]) for m in re.finditer("|".join(sorted(words, key=len, reverse=True)), text)]
    free = [(at, w) for at, w in places if not any(at in span and len(w) < len(span) for span in locked)]
    if not free:
        return []
    at, word = draw.choice(free)
    return [text[:at] + draw.choice(words[word]) + text[at + len(word) :]]


def _figure(text: str, draw: random.Random) -> str:
    places = [*_NUMBER.finditer(text), *_HAN.finditer(text)]
    if not places:
        return ""
    one = draw.choice(places)
    if one[0].isascii():
        new = str(round(float(one[0]) * draw.choice((2, 3, 10)))) if draw.random() < 0.5 else _near(one[0])
    else:
        new = draw.choice([c for c in "一二三四五六七八九十" if c != one[0] and (c, one[0]) != ("二", "两")])
    return text[: one.start()] + new + text[one.end() :]


def _near(number: str) -> str:
    return f"{float(number) + 1:g}" if float(number) < 1000 else f"{float(number) - 1:.0f}"


def _condition_dropped(text: str, draw: random.Random) -> str:
    parts = re.split(r"(?<=[。；])", text)
    with_one = [at for at, part in enumerate(parts) if _CONDITION.match(part)]
    if not with_one:
        return ""
    at = draw.choice(with_one)
    return "".join([*parts[:at], _CONDITION.sub("", parts[at]), *parts[at + 1 :]])


def _subjects_swapped(text: str, draw: random.Random) -> str:
    """The first words of two clauses change places."""
    parts = _CLAUSE.findall(text)
    first = {at: next(iter(jieba.cut(part)), "") for at, part in enumerate(parts) if len(part) >= _SHORTEST}
    fit = [at for at, word in first.items() if len(word) > 1]
    pairs = [(a, b) for a in fit for b in fit if a < b and first[a] != first[b]]
    if not pairs:
        return ""
    a, b = draw.choice(pairs)
    parts[a], parts[b] = (
        first[b] + parts[a].removeprefix(first[a]),
        first[a] + parts[b].removeprefix(first[b]),
    )
    return "".join(parts)


def _recombined(source: Source, draw: random.Random) -> Iterator[tuple[str, str]]:
    """The beginning of a clause of one quote, the end of one of another; both are cited."""
    clauses = [
        (quote, c)
        for quote in source.quotes
        for c in _CLAUSE.findall(quote)
        if len(c) >= _SHORTEST + 2 and c[0] not in "，。；！？："
    ]
    if len({quote for quote, _ in clauses}) < 2:
        return
    (one, a), (other, b) = draw.sample(clauses, 2)
    words_a, words_b = list(jieba.cut(a)), list(jieba.cut(b))
    if one == other or len(words_a) < 2 or len(words_b) < 2:
        return
    yield (
        "two quotes recombined",
        "".join([*words_a[: len(words_a) // 2], *words_b[len(words_b) // 2 :]]) + "。",
    )


def _after(text: str, phrase: str) -> str:
    return f"{text.rstrip('。')}，{phrase}"


def _before(text: str, phrase: str) -> str:
    return f"{phrase.rstrip('。')}，{text}"


_MADE: dict[str, Callable[[str, random.Random], str]] = {
    "figure changed": _figure,
    "condition dropped": _condition_dropped,
    "subjects swapped": _subjects_swapped,
}
