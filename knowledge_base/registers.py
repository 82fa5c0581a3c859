"""Registers that departments share: which there are, who keeps each, and what it holds.

Their vocabulary only; `applications.registers` asks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge_base.model.base import Id
from knowledge_base.model.guide import Guide

PREFIX = "register."
"""begins a form field's source that is a fact of a register: `register.<id>.<fact>`"""


class Register(BaseModel):
    """`facts`: what it holds of a person, named as in a profile. `usual`: grown-up residents stand in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    name: str
    authority: str
    facts: list[Id]
    usual: bool = False


@dataclass(frozen=True)
class RegisterList:
    by_id: Mapping[str, Register]

    @classmethod
    @cache
    def shipped(cls) -> "RegisterList":
        text = files("knowledge_base").joinpath("content/registers.yaml").read_text(encoding="utf-8")
        entries = [Register.model_validate(entry) for entry in yaml.safe_load(text)["registers"]]
        return cls({entry.id: entry for entry in entries})


def used_by(guide: Guide) -> dict[str, frozenset[str]]:
    """Register → facts of it that the guide exempts by or fills from; more of a person is not kept."""
    uses = [(e.register_id, e.fact) for material in guide.materials for e in material.exempt if e.register_id]
    uses += [
        (register, fact)
        for field in guide.form.fields
        for source in field.sources
        if source.startswith(PREFIX)
        for register, fact in (source.removeprefix(PREFIX).split("."),)
    ]
    return {name: frozenset(f for one, f in uses if one == name and f) for name, _ in uses}
