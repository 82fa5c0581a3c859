"""Which of a person's cases a question about progress means. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from applications.bundles.types import Bundle
from applications.types import Application
from assistant.wording import loose

HANDED_IN = frozenset({"submitted", "accepted", "returned"})
UNSENT = frozenset({"draft", "ready"})
NamesOf = Callable[[Application], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Meant:
    """One case, or the `others` to choose from; beside one, `others` are on their way as well."""

    case: Application | None = None
    others: tuple[Application, ...] = ()
    unknown: str = ""
    """what was named and is no case of theirs"""


def meant(mine: Sequence[Application], open_: Application | None, about: str, names_of: NamesOf) -> Meant:
    """`mine`: last changed first, bundles before their parts; `about`: an item or number that was named."""
    cases = _without_parts(mine)
    if about:
        fitting = [one for one in mine if _is_named(loose(about), one, names_of)]
        current = [one for one in fitting if one.state in HANDED_IN] or fitting
        if len(current) == 1:
            return Meant(current[0])
        others = tuple(current) or _running(cases) or tuple(cases)
        return Meant(None, others, "" if current else about)
    running = _running(cases)
    if open_ is not None:
        return Meant(open_, tuple(one for one in running if one.application_id != open_.application_id))
    if len(running) == 1:
        return Meant(running[0])
    return Meant(None, running) if running else Meant(next(iter(cases), None))


def _without_parts(mine: Sequence[Application]) -> list[Application]:
    parts = {
        part.application.application_id
        for one in mine
        if isinstance(one, Bundle)
        for part in one.parts
        if part.application
    }
    return [one for one in mine if one.application_id not in parts]


def _running(cases: Sequence[Application]) -> tuple[Application, ...]:
    """What was handed in; without any, what is still being filled in."""
    handed = tuple(one for one in cases if one.state in HANDED_IN)
    return handed or tuple(one for one in cases if one.state in UNSENT)


def _is_named(about: str, case: Application, names_of: NamesOf) -> bool:
    number = case.receipt.acceptance_number if case.receipt else ""
    if number and loose(number) in about:
        return True
    names = [loose(name) for name in names_of(case)]
    return any(about in name or name in about for name in names if name)
