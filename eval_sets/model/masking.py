"""What gets past the mask, and what it takes that is nobody's: `python -m eval_sets.model.masking`.

Generated sentences (templates × invented people), sentences written freely before the rules were, and the
openings of the navigation set, in which every placeholder is one too many.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from assistant.model.masking import Mask
from assistant.model.personal import Personal
from assistant.wording import normalise
from eval_sets.cases import OWN_CASES, NavigationCase, read_cases
from eval_sets.model.masking_slots import Secret, Sentence, fill
from knowledge_base.divisions import Divisions

HERE = Path(__file__).parent
ROUNDS = 40
"""times that every template is filled"""
SHOWN = 60


def written() -> list[Sentence]:
    """The sentences written freely."""
    return [fill(line, Random(at)) for at, line in enumerate(_lines("masking_cases.txt"))]


def generated(rounds: int = ROUNDS, seed: int = 9) -> Iterator[Sentence]:
    """Templates filled, some of them without their punctuation, as people type on a phone."""
    rng = Random(seed)
    for _ in range(rounds):
        for line in _lines("masking_templates.txt"):
            loosened = line.replace("，", rng.choice(["，", "，", " ", ","]))
            yield fill(rng.choice(["", "", "你好 ", "请问哈，", "嗯"]) + loosened, rng)


def leaks(sentence: Sentence) -> list[Secret]:
    """What of the sentence's secrets is left, be it one character, after masking. A district may stay."""
    covered = {at for piece in Mask().pieces(sentence.text) for at in range(piece.begin, piece.end)}
    return [one for one in sentence.secrets if _open(sentence.text, one, covered)]


def _open(text: str, secret: Secret, covered: set[int]) -> bool:
    at = {one for one in range(secret.begin, secret.end) if text[one].isalnum()}
    if secret.kind == "address":
        at -= _districts(text, secret)
    return bool(at - covered)


def _districts(text: str, secret: Secret) -> set[int]:
    """Letters of the address down to the district: what a person must say to be told their office."""
    shown = text[secret.begin : secret.end]
    names = ("重庆市", "重庆", *(n for one in Divisions.shipped().all for n in (one.name, *one.aliases)))
    found = {name: shown.find(name) for name in names}
    return {secret.begin + at + i for name, at in found.items() if at >= 0 for i in range(len(name))}


def false_masks(texts: Iterable[str]) -> list[tuple[str, str]]:
    """(text, masked text) where something was taken that is nobody's."""
    each = ((text, Mask().masked(normalise(text))) for text in texts)
    return [(text, masked) for text, masked in each if masked != normalise(text)]


def openings() -> list[str]:
    return [case.query for case in read_cases(NavigationCase, OWN_CASES / "navigation.dev.jsonl")]


def rates(sentences: Sequence[Sentence]) -> dict[str, Any]:
    """Leaks by kind: how many of how many."""
    every = Counter(one.kind for sentence in sentences for one in sentence.secrets)
    left = Counter(one.kind for sentence in sentences for one in leaks(sentence))
    return {
        "sentences": len(sentences),
        "secrets": every.total(),
        "leaks": left.total(),
        "by_kind": {
            kind: f"{left[kind]}/{count} ({left[kind] / count:.2%})" for kind, count in sorted(every.items())
        },
    }


def evaluate() -> dict[str, Any]:
    asked = openings()
    taken = false_masks(asked)
    return {
        "generated": rates(list(generated())),
        "written": rates(written()),
        "openings": {"asked": len(asked), "falsely_masked": len(taken)},
    }


def _lines(name: str) -> list[str]:
    lines = HERE.joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def main() -> None:
    """Prints the figures; with `--show` also what leaked and what was taken falsely."""
    print(json.dumps(evaluate(), ensure_ascii=False, indent=1))  # noqa: T201
    if "--show" not in sys.argv:
        return
    Personal.shipped()
    for sentence in [*written(), *generated()]:
        if left := leaks(sentence):
            print(  # noqa: T201
                [sentence.text[s.begin : s.end] for s in left], Mask().masked(sentence.text)
            )
    for text, masked in false_masks(openings())[:SHOWN]:
        print(text, "→", masked)  # noqa: T201


if __name__ == "__main__":
    main()
