"""What of a sensitive value is shown: its middle is hidden until seeing it is needed."""

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


def shown(field: FormField, value: str) -> str:
    """A value as people read it; a sensitive one masked."""
    text = label_of(field, value)
    return masked(text) if field.sensitive else text


def told_apart(field: FormField, values: Sequence[str]) -> list[str]:
    """Values to choose between. Where masking makes two alike, telling them apart needs them in full."""
    hidden = [shown(field, value) for value in values]
    return hidden if len(set(hidden)) == len(hidden) else [label_of(field, value) for value in values]
