"""Numbers as a recogniser writes them → as a person types them: dates, times, amounts, addresses, codes.

One step a form, in order; 一件事, 三峡 and whatever else is no number stays as it is. Pure.
"""

import re
from collections.abc import Iterable
from functools import cache

from speech.amounts import amounts
from speech.days import days_and_times
from speech.numerals import SIGNS
from speech.places import house_numbers
from speech.plates import plates
from speech.runs import read_out
from speech.said import Said, either

_STEPS = (days_and_times, plates, read_out, house_numbers, amounts)
_HIDDEN = {sign: chr(0xE000 + place) for place, sign in enumerate(SIGNS)}
_HIDE, _SHOW = str.maketrans(_HIDDEN), str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()})
_FULL_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")


def written(text: str, kept: re.Pattern[str] | None = None) -> str:
    """The text with its numbers as they are typed. `kept`: words whose numerals are none (三峡)."""
    text = _without_hesitation(text.translate(_FULL_WIDTH))
    for words in (_kept(), kept):
        if words is not None:
            text = words.sub(lambda found: found[0].translate(_HIDE), text)
    for step in _STEPS:
        text = step(text)
    return text.translate(_SHOW)


def numerals_in(words: Iterable[str]) -> re.Pattern[str] | None:
    """`kept` of these words: those of two characters and more that hold a numeral."""
    found = [word for word in words if len(word) > 1 and set(word) & set(SIGNS)]
    # 万一 is none in 一万一千
    return re.compile(rf"(?<![{SIGNS}])(?:{either(found)})") if found else None


def _without_hesitation(text: str) -> str:
    """嗯 alone is an answer."""
    said = Said.shipped().hesitation.sub("", text)
    return said if re.search(r"\w", said) else text


@cache
def _kept() -> re.Pattern[str] | None:
    return numerals_in(Said.shipped().kept)
