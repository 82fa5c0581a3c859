"""Words that are likelier here than elsewhere, made of what the items are called."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from speech.recogniser import Hints

PROMPT_CHARACTERS = 120
"""Whisper's prompt holds 223 tokens, and a rare character takes two or three: better short than cut."""
HOTWORDS = 500
"""More make an engine slow and none of them likelier."""
SHORTEST, LONGEST = 2, 12
"""Characters: single ones are everywhere, and nobody says an official name of twenty."""


def hints(names: Iterable[str], aliases: Iterable[str] = ()) -> Hints:
    """`names`: what items are called, most wanted first; `aliases`: what people call them."""
    words = list(dict.fromkeys(_sayable([*names, *aliases])))
    texts = _texts()
    listed: list[str] = []
    for word in words:
        room = PROMPT_CHARACTERS - len(_prompt(texts, [*listed, word]))
        if room < 0:
            break
        listed.append(word)
    return Hints(_prompt(texts, listed), tuple(words[:HOTWORDS]))


def _sayable(words: Iterable[str]) -> Iterator[str]:
    """Chinese words alone: a remark in brackets is not said, figures and letters are no word to an engine."""
    for word in words:
        said = word.split("（")[0].split("(")[0].strip()
        if SHORTEST <= len(said) <= LONGEST and all("\u4e00" <= sign <= "\u9fff" for sign in said):
            yield said


def _prompt(texts: dict[str, str], words: list[str]) -> str:
    listed = texts["listed"].format(words=texts["between"].join(words)) if words else ""
    return texts["opening"] + listed


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    return yaml.safe_load(Path(__file__).with_name("hints.yaml").read_text(encoding="utf-8"))
