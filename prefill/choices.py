"""Which of the options a text names. Used for choice fields and, above, for situation questions."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from prefill.characters import without_spaces

_NEGATED = re.compile(r"[不没未非无别][是算选要有得去来]?$")


class Named(Protocol):
    """A `Choice` of a form or an `Option` of a situation question."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def phrases(self) -> list[str]: ...


N = TypeVar("N", bound=Named)


def chosen(options: Sequence[N], text: str) -> N | None:
    """The one option meant: by id, label or phrase; else by the longest label or phrase inside the text.

    None when no option or more than one is named, and when the words found are negated (不是).
    """
    said = without_spaces(text).casefold()
    exact = [option for option in options if said in _words(option, with_id=True)]
    if exact:
        return exact[0] if len(exact) == 1 else None
    return _only(_named_inside(options, said))


def _words(option: Named, *, with_id: bool = False) -> list[str]:
    words = [option.label, *option.phrases, *([option.id] if with_id else [])]
    return [without_spaces(word).casefold() for word in words if word]


def _named_inside(options: Sequence[N], said: str) -> list[N]:
    """Options whose words stand in the text; a word inside a longer one found (婚 in 未婚) does not count."""
    hits = [(o, word, at) for o in options for word in _words(o) for at in _places(word, said)]
    kept = [
        option
        for option, word, at in hits
        if not _NEGATED.search(said[:at])
        and not any(a <= at and at + len(word) <= a + len(w) and len(w) > len(word) for _, w, a in hits)
    ]
    return list({option.id: option for option in kept}.values())


def _places(word: str, said: str) -> Iterable[int]:
    at = said.find(word)
    while at >= 0:
        yield at
        at = said.find(word, at + 1)


def _only(found: Sequence[N]) -> N | None:
    return found[0] if len(found) == 1 else None
