"""What is said to a field that is no number said digit by digit: the value, and how it is read back. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from assistant.phone.digits import has_long_number, only_digits
from assistant.phone.readback import called, explained, form_value, read_out
from assistant.phone.words import any_of, texts
from assistant.understand.control import load_words
from assistant.understand.spoken import spoken
from knowledge_base.model.form import FieldType

_COUNTED = ("date", "money", "integer")
_FREE = ("text", "address", "credit_code")
_LONG_NUMBER = re.compile(r"[0-9零〇幺一二两三四五六七八九xX][0-9零〇幺一二两三四五六七八九xX\s\-，,]{3,}")
MOST_NUMBERS = 40
"""digits that can be read back at once"""


@dataclass(frozen=True, slots=True)
class Value:
    """`text` is what goes on once the caller has agreed to `read`."""

    text: str
    read: str


def value_of(kind: str, text: str, today: date) -> Value | None:
    """None for what answers nothing: a question, a refusal, a wish. A choice is echoed by the reply."""
    said = without_wrong(text)
    words = load_words()
    if kind == "choice" or any(words.has(one, said) for one in ("refuse", "again", "moment", "human")):
        return None
    if kind in _COUNTED:
        return _counted(kind, said, today)
    if words.has("question", said) or words.steering(said):
        return None
    if kind == "name":
        name = called(said)
        return Value(name, explained(name)) if name else None
    return Value(said, said) if kind in _FREE else None


def numbers_in(text: str) -> str | None:
    """The long numbers of a sentence as they are read back; "" for too many, None where there are none."""
    if not has_long_number(text):
        return None
    found = [only_digits(run) for run in _LONG_NUMBER.findall(text)]
    if sum(map(len, found)) > MOST_NUMBERS:
        return ""
    return "；".join(read_out(digits, _groups(digits)) for digits in found)


def without_wrong(text: str) -> str:
    """不对，应该是三月 → 三月: what is said anew goes without the words that take back the old."""
    lead = rf"^(?:{any_of(texts('numbers', 'wrong'))})[，。,\s]*(?:应该是|应该|我说的是|是)?"
    return re.sub(lead, "", text.strip()) or text


def _counted(kind: str, said: str, today: date) -> Value | None:
    value = spoken(cast("FieldType", kind), said, today)
    kept = form_value(kind, value)
    if kept is not None:
        return Value(value, _read(kind, kept))
    return Value(said, said) if only_digits(said) else None


def _read(kind: str, kept: str) -> str:
    if kind == "integer":
        return kept
    if kind == "money":
        return f"{kept.removesuffix('.00')}元"
    day = date.fromisoformat(kept)
    return f"{day.year}年{day.month}月{day.day}日"


def _groups(digits: str) -> tuple[int, ...]:
    return (3, 4, 4) if len(digits) == 11 else (3, 3, 4, 4, 4) if len(digits) == 18 else ()
