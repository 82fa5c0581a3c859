"""What a pack is drawn from: scenes of an item (`scenes/<item>.yaml`), each a case that is in order, and the
faults that can be planted in it.

They are written from the guide's published words and the facts behind it, never from our review points. Texts
may hold `{today-300d}` (a day), `{self.name}` (somebody of the cast) and `{firm.address}`.
"""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from eval_sets.errors import CaseFileError

Code = Literal[
    "missing_material",
    "wrong_document",
    "unreadable",
    "expired",
    "checksum_failed",
    "mismatch",
    "field_missing",
    "field_invalid",
    "not_eligible",
    "needs_review",
]
PAPER = "paper"
PORTRAIT = "portrait"
"""Kinds of pictures beside the document types: a sheet with a heading, a certificate photo."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(_Part):
    """Somebody of the cast. One of `age` (full years today), `days` (old), `birthday` … is used."""

    age: tuple[int, int] = (19, 75)
    days: tuple[int, int] | None = None
    birthday: int | None = None
    """turns so many years today"""
    eve: int | None = None
    """turns so many years tomorrow"""
    born: tuple[date, date] | None = None
    """between these days"""
    sex: Literal["男", "女", ""] = ""
    home: Literal["cq", "elsewhere", "self"] = "cq"
    """where registered; `self` is with the applicant"""


class Paper(_Part):
    """A document of a type, of somebody; or a sheet with a heading, where `type` is `paper`.

    `id_card_front child` stands for `{type: id_card_front, of: child}`.
    """

    type: str
    of: str = "self"
    heading: str = ""
    lines: tuple[str, ...] = ()
    set: dict[str, str] = {}
    """fields that differ from what the person's document shows"""
    spoil: str = ""
    """what was done to the picture: blurred, dark, tiny, glare"""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        kind, _, of = given.partition(" ")
        return {"type": kind, "of": of or "self"}


class Fault(_Part):
    """One way to spoil a pack. Exactly one of the first group is set.

    `code` is the finding it must lead to (any of `or_code` is as good); `passes` says that it does not hold
    the application up: staff look at it, or it is worth a warning.
    """

    left_out: str = ""
    wrong: str = ""
    unread: str = ""
    another: str = ""
    digit: str = ""
    expired: str = ""
    named: str = ""
    glare: str = ""
    look: str = ""
    """a paper in order that only a person can judge"""
    paper: str = ""
    """the paper in this slot is another one: `becomes`"""
    untyped: str = ""
    typed: str = ""
    answered: str = ""
    fact: str = ""
    """a fact of the profile, set to `value`, or taken out of it where that is empty"""
    aged: str = ""
    """somebody of the cast becomes `role`"""

    value: str = ""
    """of `typed`, `answered` and `fact`; for `digit` and `named` the document's field that is wrong"""
    becomes: Paper | None = None
    role: Role | None = None
    code: Code | None = None
    or_code: tuple[Code, ...] = ()
    field: str = ""
    material: str = ""
    passes: bool = False
    may: tuple[Code, ...] = ()
    """what may be found besides, because it follows from the fault"""
    typing: dict[str, str] = {}
    """what is typed besides, so that the fault is seen"""
    by: str = ""
    """the clause or the guide's words that make it a fault, where the kind alone does not say so"""

    @property
    def kind(self) -> str:
        return next(name for name in KINDS if getattr(self, name))

    @property
    def target(self) -> str:
        return str(getattr(self, self.kind))

    @model_validator(mode="after")
    def _one_kind(self) -> "Fault":
        named = [name for name in KINDS if getattr(self, name)]
        if len(named) != 1:
            raise ValueError(f"a fault is of one kind, not of {named}")
        if self.code is None and named[0] not in USUAL:
            raise ValueError(f"{named[0]} needs the code it leads to")
        return self


USUAL: dict[str, Code] = {
    "left_out": "missing_material",
    "wrong": "wrong_document",
    "unread": "unreadable",
    "another": "mismatch",
    "digit": "checksum_failed",
    "expired": "expired",
    "named": "mismatch",
    "glare": "needs_review",
    "look": "needs_review",
    "untyped": "field_missing",
}
KINDS = (*USUAL, "paper", "typed", "answered", "fact", "aged")


class Scene(_Part):
    """A case in order: who, which answers, what is typed, which papers; and what can be wrong with it."""

    id: str
    situation: dict[str, str] = {}
    cast: dict[str, Role] = {}
    knows: tuple[str, ...] = ()
    """beside the person: spouse, child, bank, firm"""
    facts: dict[str, str] = {}
    without: tuple[str, ...] = ()
    """facts the profile lacks"""
    holds: tuple[Paper, ...] = ()
    """certificates in the profile"""
    papers: dict[str, Paper] = {}
    typed: dict[str, str] = {}
    clean: int = 2
    faults: tuple[Fault, ...] = ()
    pairs: int = 1
    """packs with two of the faults at once"""


class Item(_Part):
    item: str
    scenes: tuple[Scene, ...]


@cache
def items() -> tuple[Item, ...]:
    """All that are declared, by name. Raises `CaseFileError` for a file of another shape."""
    folder = files("eval_sets.packs") / "scenes"
    found: list[Item] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".yaml"):
            try:
                found.append(Item.model_validate(yaml.safe_load(entry.read_text(encoding="utf-8"))))
            except ValueError as error:
                raise CaseFileError(f"{entry.name}: {error}") from error
    return tuple(found)
