"""What of a sensitive value is shown: its middle is hidden until seeing it is needed."""

import re
from collections.abc import Sequence

from knowledge_base.model.form import FormField
from prefill.values import label_of

_SHORT, _LONG = 4, 12


def masked(value: str) -> str:
    """With its middle hidden, e.g. `138****8001`; a short one shows only its first character."""
    if len(value) <= _SHORT:
        return value[:1] + "*" * (len(value) - 1)
    head = 3 if len(value) < _LONG else 4
    return value[:head] + "****" + value[-4:] if len(value) > head + 4 else value[:1] + "****" + value[-1:]


_MOST_SHOWN = 6
"""characters shown beside the ends: enough to see which digit was misread"""
_NUMBERS = frozenset({"id_number", "bank_card", "mobile"})
_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d[\d -]{9,26}[\dXx](?![0-9A-Za-z])", re.ASCII)


def is_sensitive(field: FormField) -> bool:
    """As its form says; a person's numbers always, though a form forgot to say so."""
    return field.sensitive or field.type in _NUMBERS


def shown(field: FormField, value: str) -> str:
    """A value as people read it; a sensitive one masked."""
    text = label_of(field, value)
    return masked(text) if is_sensitive(field) else text


def told_apart(field: FormField, values: Sequence[str]) -> list[str]:
    """Values to choose between. Where masking makes two alike, the characters in which they differ are shown
    as well; the rest of a sensitive value stays hidden."""
    hidden = [shown(field, value) for value in values]
    if len(set(hidden)) == len(set(values)):
        return hidden
    texts = [label_of(field, value) for value in values]
    differing = {at for one in texts for other in texts for at in _differing(one, other)}
    return [_showing(text, set(sorted(differing)[:_MOST_SHOWN])) for text in texts]


def _differing(one: str, other: str) -> set[int]:
    longest = max(len(one), len(other))
    return {at for at in range(longest) if one[at : at + 1] != other[at : at + 1]}


def _showing(text: str, places: set[int]) -> str:
    """Masked but for these places, and what is shown of any such value: its ends."""
    head = 3 if len(text) < _LONG else 4
    seen = {*range(head), *range(len(text) - 4, len(text)), *places}
    return "".join(letter if at in seen else "*" for at, letter in enumerate(text))


def masked_in(text: str) -> str:
    """Free text with its long numbers masked: what people say of themselves is repeated only so."""
    return _LONG_NUMBER.sub(lambda number: masked(re.sub(r"[ -]", "", number[0])), text)
