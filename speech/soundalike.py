"""How alike two sounds are, to a recogniser and in the speech of Sichuan and Chongqing. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pypinyin import lazy_pinyin


@dataclass(frozen=True, slots=True)
class Sound:
    """The data of `soundalike.yaml`, made ready."""

    folds: tuple[tuple[re.Pattern[str], str], ...]
    here: dict[str, str]
    fixed: re.Pattern[str]
    """what stays as it was heard"""
    same: frozenset[frozenset[str]]
    """pairs of characters that are told apart by no ear"""

    @classmethod
    @cache
    def shipped(cls) -> "Sound":
        text = files("speech").joinpath("soundalike.yaml").read_text(encoding="utf-8")
        data: dict[str, Any] = yaml.safe_load(text)
        named = data["names"]
        after = "|".join(sorted(named["after"], key=len, reverse=True))
        return cls(
            folds=tuple((re.compile(pattern), into) for pattern, into in data["folds"]),
            here=data["here"],
            fixed=re.compile(
                "|".join(
                    [
                        rf"(?:{after})[\u4e00-\u9fff]{{1,{named['length']}}}",
                        *(data["kept"]),
                        data["persons"],
                        data["roads"],
                    ]
                )
            ),
            same=frozenset(
                frozenset((one, other)) for signs in data["same"] for one in signs for other in signs
            ),
        )


def han(text: str) -> bool:
    return bool(text) and all("\u4e00" <= sign <= "\u9fff" for sign in text)


@cache
def fold(syllable: str) -> str:
    """The class of sounds that the syllable is not told apart from."""
    for pattern, into in Sound.shipped().folds:
        syllable = pattern.sub(into, syllable)
    return syllable


@cache
def syllable(sign: str) -> str:
    """The commonest reading of one character, without tone; empty for what is no Chinese character."""
    return lazy_pinyin(sign)[0] if han(sign) else ""


def syllables(text: str) -> Sequence[str]:
    """Of each character as it is read in this text (重庆 chong qing); empty for other signs."""
    found = list[str]()
    for run in re.findall(r"[\u4e00-\u9fff]+|[^\u4e00-\u9fff]", text):
        found += lazy_pinyin(run) if han(run) else [""]
    return found


def keys(word: str) -> set[tuple[str, ...]]:
    """The classes a word may be heard in: as read in the word, character by character, and as said here."""
    here = Sound.shipped().here
    read, single = syllables(word), [syllable(sign) for sign in word]
    said = [here.get(sign, one) for sign, one in zip(word, read, strict=True)]
    return {tuple(map(fold, reading)) for reading in (read, single, said)}
