"""Where names of people stand in what somebody writes. Pure.

A name is found by what introduces it (我叫, 户主, 给我妈), or by itself: a common surname before characters
that names are made of, where no word of the language stands across its ends. Places, items and common words
stay: a name too many costs understanding, so what nothing introduces has to look like nothing else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge_base.divisions import Divisions

Span = tuple[int, int]

COMMON = 20
"""jieba's words seen this often are words of the language"""
LONGEST_WORD = 4
_GOES_ON = ("的", "家")
"""what follows names without making a word with them"""
_END = re.compile(r"[^\u3400-\u9fff]|$")
_HAN = re.compile(r"[\u3400-\u9fff]")


class Names:
    """The data of `masking.yaml` beside the surnames that corrections know, made ready."""

    def __init__(self, data: Mapping[str, Any], known: Mapping[str, Any], macros: Mapping[str, str]) -> None:
        self._double: Sequence[str] = known["double_surnames"]
        self._common = frozenset(known["surnames"]) | set(data["rare_surnames"])
        self._surnames = self._common | set(data["more_surnames"])
        self._given, self._never = frozenset(data["given"]), frozenset(data["never"])
        self._segment = re.compile(rf"(?:(?![{data['fillers']}])[\u3400-\u9fff])+")
        self._titles = re.compile(_any([*data["titles"], *known["titles"]]))
        self._after = re.compile(data["after"])
        self._told = [re.compile(one.replace("<H>", macros["H"])) for one in data["told"]]
        goes_on = r"(?:[:：\s]|是|叫|就是)*"
        self._relations = re.compile(_any(data["may_follow"]) + goes_on)
        self._slight = re.compile(_any(data["slight"]) + goes_on)
        surname = f"(?:{_any(self._double)}|[{''.join(sorted(self._surnames))}])"
        han = macros["H"]
        self._whole = [
            re.compile(data[one].replace("<H>", han).replace("<SURNAME>", surname))
            for one in ("dotted", "latin", "familiar", "surname_alone")
        ]
        self._words = _language() | {word for word in known["no_names"] if len(word) > 1}

    @classmethod
    @cache
    def shipped(cls) -> "Names":
        own = yaml.safe_load(files("assistant.model").joinpath("masking.yaml").read_text(encoding="utf-8"))
        known = files("knowledge_base.corrections").joinpath("masking.yaml").read_text(encoding="utf-8")
        return cls(own["names"], yaml.safe_load(known), own["macros"])

    def is_word(self, text: str) -> bool:
        """Whether it is a common word of the language (建设) that happens to be somebody's name as well."""
        return text in self._words

    def find(self, text: str) -> list[Span]:
        """Begin and end of each name, in any order; they may overlap."""
        return [*self._shaped(text), *self._introduced(text), *self._by_themselves(text)]

    def _shaped(self, text: str) -> Iterator[Span]:
        """By their form alone: 阿依古丽·买买提, John Smith, 老陈 of oneself."""
        for pattern in self._whole:
            for found in pattern.finditer(text):
                yield found.span("value" if "value" in pattern.groupindex else 0)

    def _introduced(self, text: str) -> Iterator[Span]:
        for pattern in self._told:
            for cue in pattern.finditer(text):
                if span := self._at(text, cue.end(), sure=True) or self._any(text, cue.end()):
                    yield span
        for pattern, slight in ((self._relations, False), (self._slight, True)):
            at = 0
            while cue := pattern.search(text, at):
                at = cue.start() + 1
                if span := self._at(text, cue.end(), slight=slight):
                    yield span

    def _at(self, text: str, begin: int, *, sure: bool = False, slight: bool = False) -> Span | None:
        """The name that begins here with a surname. `sure`: it may be a word as well (方圆); `slight`: what
        stands before says little (给, 是), so that it has to look like a name in all."""
        surname = self._surname(text, begin)
        end = self._given_end(text, surname) if surname > begin else begin
        given, word = text[surname:end], text[begin:end]
        if not given:
            return None
        if sure:
            return begin, end
        if word in self._words or self._is_place(text, begin):
            return None
        looks = self._looks(given)
        if slight and (not looks or word[:2] in self._words):
            return None
        across = self._across(text, begin, end)
        return None if across and (slight or not looks) else (begin, end)

    def _any(self, text: str, begin: int) -> Span | None:
        """Whatever stands where a name is announced (叫乃比江), up to what can't belong to one."""
        end = begin
        while end < len(text) and end - begin < LONGEST_WORD and self._may_be_given(text, end):
            end += 1
        word = text[begin:end]
        return (begin, end) if len(word) > 1 and word not in self._words else None

    def _by_themselves(self, text: str) -> Iterator[Span]:
        for segment in self._segment.finditer(text):
            begin, end = segment.span()
            if self._fills(text, begin, end):
                yield begin, end
                continue
            for at in range(begin, end - 1):
                if span := self._alone(text, at):
                    yield span

    def _fills(self, text: str, begin: int, end: int) -> bool:
        """Whether all between two marks is one name (刘洋，138…)."""
        surname = self._surname(text, begin)
        word = text[begin:end]
        if surname == begin or not 1 <= end - surname <= 2 or word in self._words:
            return False
        given = text[surname:end]
        if (len(word) == 2 and not self._looks(given)) or set(given) & self._never:
            return False
        return Divisions.shipped().find(word) is None

    def _alone(self, text: str, begin: int) -> Span | None:
        """A name that nothing introduces; of two characters only before what goes on so (的, 家)."""
        surname = self._surname(text, begin, alone=True)
        end = self._given_end(text, surname) if surname > begin else begin
        if end <= surname or text[begin:end] in self._words or self._is_place(text, begin):
            return None
        double = surname - begin == 2
        if self._titles.match(text, end) or (double and not self._across(text, begin, end)):
            return begin, end
        if not self._looks(text[surname:end]) or self._across(text, begin, end):
            return None
        first = begin == 0 or self._segment.match(text, begin - 1) is None
        goes_on = end - begin > 2 or (first and self._after.match(text, end) is not None)
        return (begin, end) if goes_on and text[begin : begin + 2] not in self._words else None

    def _surname(self, text: str, begin: int, *, alone: bool = False) -> int:
        """Where the surname that begins here ends; `begin` when none does."""
        if text[begin : begin + 2] in self._double:
            return begin + 2
        single = self._common if alone else self._surnames
        return begin + 1 if text[begin : begin + 1] in single else begin

    def _given_end(self, text: str, begin: int) -> int:
        """One or two characters; the second unless it rather begins the word that follows."""
        if not self._may_be_given(text, begin):
            return begin
        if not self._may_be_given(text, begin + 1) or self._titles.match(text, begin + 1):
            return begin + 1
        if text[begin + 1] in _GOES_ON and text[begin + 2 : begin + 3] not in self._given:
            return begin + 1
        if text[begin + 1] in self._given or _END.match(text, begin + 2) is not None:
            return begin + 2
        begins_word = any(text[begin + 1 : begin + 1 + n] in self._words for n in (2, 3, 4))
        return begin + 1 if begins_word else begin + 2

    def _may_be_given(self, text: str, at: int) -> bool:
        return at < len(text) and _HAN.match(text, at) is not None and text[at] not in self._never

    def _looks(self, given: str) -> bool:
        return bool(given) and set(given) <= self._given

    def _across(self, text: str, begin: int, end: int) -> bool:
        """Whether a word of the language stands across one of the ends, or holds it whole."""
        for first in range(max(0, begin - LONGEST_WORD + 1), end):
            for last in range(max(first + 2, begin + 1), min(len(text), first + LONGEST_WORD) + 1):
                crosses = first < begin < last or (first < end < last and text[end:last] not in _GOES_ON)
                if crosses and text[first:last] in self._words:
                    return True
        return False

    def _is_place(self, text: str, begin: int) -> bool:
        place = Divisions.shipped().find(text[begin : begin + 4])
        return place is not None and any(
            text.startswith(name, begin) for name in (place.name, *place.aliases)
        )


def _any(words: Sequence[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})"


@cache
def _language() -> frozenset[str]:
    """jieba's common words of two to four characters, without the names among them."""
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines)
    return frozenset(
        word
        for word, seen, tag in rows
        if 2 <= len(word) <= LONGEST_WORD and int(seen) >= COMMON and not tag.startswith("nr")
    )
