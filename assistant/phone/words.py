"""The word lists of a call, read once; and sentences compared with them."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

_MARKS = re.compile(r"[\s，。、！？；：,.!?;:“”‘’\"'…~～-]+")


@cache
def listed(name: str) -> Mapping[str, object]:
    """`<name>.yaml` of this folder."""
    text = files("assistant.phone").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return cast("Mapping[str, object]", yaml.safe_load(text))


def texts(name: str, key: str) -> list[str]:
    return cast("list[str]", listed(name)[key])


def bare(text: str) -> str:
    """Without spaces and punctuation, Latin letters small."""
    return _MARKS.sub("", text).lower()


def any_of(words: Iterable[str]) -> str:
    """A pattern of these words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(any_of(texts("wants", "lead"))), re.compile(f"(?:{any_of(texts('wants', 'tail'))})$")


def forms(text: str) -> set[str]:
    """The sentence as said, and with more and more of its polite beginning and ending taken away."""
    lead, tail = _ends()
    begun = [bare(text)]
    while (head := lead.match(begun[-1])) and head.end() < len(begun[-1]):
        begun.append(begun[-1][head.end() :])
    found = set(begun)
    for form in begun:
        while (end := tail.search(form)) and end.start() > 0:
            form = form[: end.start()]
            found.add(form)
    return found


def mentions(text: str, name: str, key: str) -> bool:
    """Whether one of the words of that list stands in the sentence."""
    said = bare(text)
    return any(word in said for word in texts(name, key))
