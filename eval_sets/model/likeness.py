"""How alike two Chinese texts are, by the characters and pairs of characters they share (pure)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import log
from typing import Any, cast

import yaml

_KEPT = re.compile(r"[\w〔〕]+")


@cache
def words() -> Mapping[str, Any]:
    """What the scripted helpful model knows of the language."""
    read = files("eval_sets.model").joinpath("helpful.yaml").read_text(encoding="utf-8")
    return cast("Mapping[str, Any]", yaml.safe_load(read))


def plain(text: str) -> str:
    """In the one wording of its synonyms, without signs."""
    for written, meant in words()["synonyms"].items():
        text = text.replace(written, meant)
    return "".join(_KEPT.findall(text.lower()))


def grams(text: str) -> set[str]:
    """Pairs of characters that follow each other; of a single one itself."""
    flat = plain(text)
    if len(flat) < 2:
        return set(flat)
    return {flat[at : at + 2] for at in range(len(flat) - 1)} - set(words()["empty"])


def likeness(said: str, texts: Sequence[str]) -> list[float]:
    """Of each text, in [0, 1]: the share of what was said that it has too; what is rare weighs more."""
    have = [grams(text) for text in texts]
    often = Counter(gram for one in have for gram in one)
    weight = {gram: log(1 + (len(texts) + 1) / (1 + often[gram])) for gram in grams(said)}
    whole = sum(weight.values()) or 1.0
    return [sum(weight[gram] for gram in weight if gram in one) / whole for one in have]
