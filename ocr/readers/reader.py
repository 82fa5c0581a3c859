"""The shape of every reader: what a document is known by, where its fields stand, what must agree.

A reader is a declaration; `docs/document-types.md` shows how to write one. Pure: no picture and no engine.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ocr.labels import Label
from ocr.readers.findings import Findings
from ocr.readers.page import Page
from ocr.readers.places import Place
from ocr.types import Size, TextLine
from ocr.values import Parse

Check = Callable[[Findings], None]
"""Compares values with each other; one that contradicts a better one becomes a problem."""

Evidence = Callable[[Page, Findings], float]

_TITLE, _LABELS, _FIELDS = 0.3, 0.4, 0.3
"""What a page is known by: a form without values, a letter about a document and a document whose title was
not seen each lack one of the three."""

_BLANK = 0.6
"""So much title and labels are worth when nothing is filled in."""

_HOPELESS = 0.15
"""From so little no reading of the fields makes this document."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: where it may stand, tried in order, and what its text means there.

    `always`: the document shows it whatever its edition; one that is not found is told as missing.
    """

    name: str
    parse: Parse
    places: tuple[Place, ...]
    always: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads one document type. `telling`: names of labels that this document has and few others."""

    document_type: str
    titles: tuple[str, ...]
    labels: tuple[Label, ...]
    telling: tuple[str, ...]
    declared: tuple[Field, ...]
    checks: tuple[Check, ...] = ()
    ignore: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None
    """print that this document doesn't bear, but papers with the same labels do: forms, other cards"""
    own: re.Pattern[str] | None = None
    """print that parts this document from others with the same labels; without it, it is half as likely"""
    free_form: bool = False
    """Anyone words it as they like: a page not recognised may be one all the same, and a person looks."""
    evidence: Evidence | None = field(default=None)
    """instead of the usual one, for documents without labels or titles"""

    @property
    def fields(self) -> tuple[str, ...]:
        """Those that this document always shows."""
        return tuple(each.name for each in self.declared if each.always)

    def read(self, lines: Sequence[TextLine], size: Size) -> tuple[float, Findings]:
        """How surely the lines are this document, from 0 to 1, and what it says then."""
        page = Page(lines, size, self.labels, self.ignore)
        findings = Findings()
        if self.never is not None and self.never.search(page.text):
            return 0.0, findings
        if self.evidence is None and self._seen(page) < _HOPELESS:
            return 0.0, findings
        for each in self.declared:
            _find(each, page, findings)
        for check in self.checks:
            check(findings)
        sure = (self.evidence or self._usual)(page, findings)
        owned = self.own is None or self.own.search(page.text) is not None
        return sure if owned else sure / 2, findings

    def _seen(self, page: Page) -> float:
        return _TITLE * page.titled(self.titles) + _LABELS * share([page.has(name) for name in self.telling])

    def _usual(self, page: Page, findings: Findings) -> float:
        shown = share([findings.shows(name) for name in self.fields])
        return self._seen(page) * (1.0 if shown else _BLANK) + _FIELDS * shown


def _find(wanted: Field, page: Page, findings: Findings) -> None:
    """The first text that is such a value. One that is shown but fails ends the search: to go on would
    mean to take another person's number for it."""
    for place in wanted.places:
        for pieces in place(page):
            value = wanted.parse("".join(piece.text for piece in pieces))
            if value is not None:
                findings.add(wanted.name, value, pieces)
                return


def share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0
