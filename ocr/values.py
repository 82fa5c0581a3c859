"""What a printed text means, and how much stands behind it: the result of every parser of field values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Backing = Literal["checked", "listed", "formed", "free"]
"""What tells a misread value from a right one.

`checked`: a check digit holds, or another value of the page agrees. `listed`: it is one of a known list.
`formed`: it has the form of such a value (a date that exists, a pattern). `free`: nothing but the characters.
"""


@dataclass(frozen=True, slots=True)
class Value:
    """A value as the contract wants it, `fault`: the sentence why it must not be filled (a key of `checks`),
    `note`: what was mended on the way and must be told (a key of `mended`)."""

    text: str
    backing: Backing = "free"
    fault: str | None = None
    note: str | None = None


Parse = Callable[[str], Value | None]
"""The text at a field's place → its value; None when there is no such value in it."""
