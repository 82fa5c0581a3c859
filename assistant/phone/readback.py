"""Values as they are read back before they go on: numbers in groups, names by their characters. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import cast

from assistant.phone.words import bare, listed, texts
from knowledge_base.model.form import FieldType, FormField
from prefill.types import Parsed
from prefill.values import parse

_SPOKEN = str.maketrans("0123456789", "零幺二三四五六七八九")
_PAUSE = "，"
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class NumberKind:
    lengths: tuple[int, ...]
    groups: tuple[int, ...]

    @property
    def longest(self) -> int:
        return max(self.lengths)

    @property
    def open_ended(self) -> bool:
        """Only the caller knows whether it is complete."""
        return len(self.lengths) > 1


@cache
def number_kinds() -> Mapping[str, NumberKind]:
    """Numbers said digit by digit, by field type (and `code`)."""
    kinds = cast("Mapping[str, Mapping[str, list[int]]]", listed("numbers")["kinds"])
    return {name: NumberKind(tuple(one["lengths"]), tuple(one["groups"])) for name, one in kinds.items()}


def kind_named(question: str) -> str:
    """The kind of number that a question names; "" for none."""
    labels = cast("Mapping[str, str]", listed("numbers")["labels"])
    return next((kind for word, kind in labels.items() if word in question), "")


def read_out(digits: str, groups: Sequence[int] = (), passed: int = 0) -> str:
    """五零零，幺零三，…: digits one by one, with a pause after each group; without `groups` after fours.

    `passed`: digits of the number that were said before these, so that the pauses stay where they are.
    """
    sizes = [*groups, *[4] * (len(digits) + passed)]
    ends = [end for end in accumulate(sizes) if passed < end < passed + len(digits)]
    cuts = [0, *(end - passed for end in ends), len(digits)]
    return _PAUSE.join(digits[start:end].translate(_SPOKEN) for start, end in pairwise(cuts))


def valid(kind: str, digits: str) -> bool:
    """Whether its check digits and its form hold; a code has none."""
    return kind == "code" or form_value(kind, digits) is not None


def form_value(kind: str, text: str) -> str | None:
    """The value that a form field of this type takes from the text; None for what it refuses."""
    field = FormField(name="asked", label="", type=cast("FieldType", kind), ask="")
    found = parse(field, text)
    return found.value if isinstance(found, Parsed) else None


def called(text: str) -> str:
    """The name in 我叫陈晓渝; "" for what is too long or too short to be one."""
    said = bare(text)
    for lead in texts("numbers", "name_lead"):
        if said.startswith(lead) and len(said) > len(lead) + 1:
            said = said.removeprefix(lead)
            break
    fits = 2 <= len(said) <= _LONGEST_NAME and form_value("name", said) is not None
    return said if fits else ""


def explained(name: str) -> str:
    """陈晓渝，耳东陈，春晓的晓: as people tell characters apart; only what the list knows."""
    lists = cast("Mapping[str, Mapping[str, str]]", listed("characters"))
    parts = [lists["surnames"].get(name[0], lists["given"].get(name[0], ""))]
    parts += [lists["given"].get(sign, "") for sign in name[1:]]
    return _PAUSE.join([name, *(part for part in parts if part)])
