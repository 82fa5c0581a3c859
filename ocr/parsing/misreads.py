"""Characters that engines mistake for each other where only one of the two can stand. Pure."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from ocr.normalise import compact

_SHAPES = str.maketrans(
    {
        "|": "1",
        "｜": "1",
        "丨": "1",
        "l": "1",
        "〇": "0",
        "○": "0",
        "◯": "0",
        "×": "X",
        "Х": "X",
        "Χ": "X",
        "О": "O",
        "Ο": "O",
        "А": "A",
        "В": "B",
        "С": "C",
        "Е": "E",
    }
)
"""Before capitals are made: no number is printed with a small l or another script's letters."""

_DIGIT_LIKE = str.maketrans("OQDIJLZSBGT", "00011125867")
_LETTER_LIKE = str.maketrans("0125684", "OIZSGBA")


def code(text: str) -> str:
    """A number or code as printed: capital letters and digits only."""
    return re.sub(r"[^0-9A-Z]", "", compact(text).translate(_SHAPES).upper())


def runs(text: str) -> list[str]:
    """The codes in a text: unbroken ones as they stand, then all of them as one (spaces never break one)."""
    tight = compact(text).translate(_SHAPES).upper()
    found = re.findall(r"[0-9A-Z]+", tight)
    return [*found, "".join(found)] if len(found) > 1 else found


def digits(text: str) -> str:
    """Where only digits can stand: letters that look like one become it."""
    return text.translate(_DIGIT_LIKE)


def letters(text: str) -> str:
    """Where only capital letters can stand."""
    return text.translate(_LETTER_LIKE)


def fitted(text: str, form: str) -> str:
    """The characters as each place demands them: `9` a digit, `A` a letter, `?` whatever is there."""
    kinds = {"9": digits, "A": letters}
    return "".join(
        kinds[kind](character) if kind in kinds else character
        for character, kind in zip(text, form, strict=True)
    )


def one_off(text: str, known: Iterable[str]) -> str | None:
    """The only name of a closed list with one other character than the text; None when there are several."""
    near = [name for name in known if _differing(text, name) is not None]
    return near[0] if len(near) == 1 else None


def misread(text: str, known: Iterable[str]) -> str | None:
    """As `one_off` for lists that are not all there is: the character must look like the one it stands for.

    A town that is no more, or a bank we don't know, is not turned into another by this.
    """
    near = [name for name in known if (pair := _differing(text, name)) and alike(*pair)]
    return near[0] if len(near) == 1 else None


def alike(seen: str, meant: str) -> bool:
    """Whether an engine may take the character meant for the one seen (`lookalikes.txt`)."""
    return seen in _lookalikes().get(meant, "") or meant in _lookalikes().get(seen, "")


def _differing(text: str, name: str) -> tuple[str, str] | None:
    """The one pair of characters in which two texts of the same length differ."""
    if len(text) != len(name):
        return None
    pairs = [(a, b) for a, b in zip(text, name, strict=True) if a != b]
    return pairs[0] if len(pairs) == 1 else None


@cache
def _lookalikes() -> Mapping[str, str]:
    """Character of our lists → those that look like it; made by `eval_sets.lookalikes`."""
    lines = files("ocr.parsing").joinpath("lookalikes.txt").read_text(encoding="utf-8").splitlines()
    return {line[0]: line[2:] for line in lines}
