"""What a decision makes of an application, whoever takes it: the desk here, or a city's intake. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from applications.repository import Kept
from applications.types import Finding


def accepted(kept: Kept, note: str) -> Kept:
    return replace(kept, state="accepted", draft=replace(kept.draft, note=note.strip()))


def returned(kept: Kept, findings: Sequence[Finding], note: str) -> Kept:
    """A new round begins: only what was returned is asked again."""
    draft = replace(kept.draft, corrections=tuple(findings), findings=(), passed=False, note=note.strip())
    return replace(kept, state="returned", round=kept.round + 1, draft=draft)


def done(kept: Kept) -> Kept:
    """The authority has given its result."""
    return replace(kept, state="done")
