"""Sentences with their citation tokens, written from the evidence that the prompt brings (pure)."""

import re
from collections.abc import Sequence
from functools import cache

from eval_sets.model.likeness import words

EVIDENCE = re.compile(r"^\s*\[(S\d+)\]\s*(\S.*)$", re.MULTILINE)
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*[”」』）)]*")


def rewritten(system: str, lines: Sequence[str]) -> str:
    """A line for each sentence of the evidence, in lighter words; word for word where the prompt shows that
    these words were refused."""
    prompt = system if EVIDENCE.search(system) else "\n".join([system, *lines[:1]])
    found = ((token, sentence, lighter(sentence)) for token, sentence in evidence(prompt))
    return "\n".join(f"{sentence if light in prompt else light}[{token}]" for token, sentence, light in found)


def evidence(prompt: str) -> list[tuple[str, str]]:
    """(token, sentence) as they come."""
    return [
        (token, sentence.strip())
        for token, text in EVIDENCE.findall(prompt)
        for sentence in _SENTENCE.findall(text)
        if sentence.strip()
    ]


def lighter(sentence: str) -> str:
    """What names its law first is left as it stands."""
    if sentence.startswith("《"):
        return sentence
    for pattern, instead in _rules():
        sentence = pattern.sub(instead, sentence)
    return sentence


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), instead) for pattern, instead in words()["rewriting"])
