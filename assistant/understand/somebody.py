"""What a message says about a document that shows somebody else: whose it is, or a mistake. Pure."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from applications.set_aside import FAMILY, MISTAKE, answers
from applications.types import Application, SomebodyElses
from assistant.commands import Command, SayWhose
from assistant.understand.offered import number_of
from assistant.wording import loose


def told_whose(text: str, view: Application) -> list[Command]:
    """The answer to the question just put; nothing when something else is asked or said."""
    step = view.next
    asked = next((one for one in view.somebody_elses if step and one.question == step.prompt), None)
    answer = _answer(text, asked) if asked else None
    return [SayWhose(asked.material_id, answer)] if asked and answer else []


def _answer(text: str, asked: SomebodyElses) -> str | None:
    """By the words offered or their number, by whose it is said to be, by a plain yes or no."""
    offered, said = answers(asked), loose(text)
    at = number_of(text)
    if at is not None and at <= len(offered):
        return offered[at - 1][0]
    exact = [answer for answer, label in offered if loose(label) == said]
    if exact:
        return exact[0]
    theirs = [material for material, name in asked.materials if _is_named(name, text)]
    if len(theirs) == 1:
        return theirs[0]
    if re.search(_words()[MISTAKE], said):
        return MISTAKE
    return FAMILY if re.search(_words()[FAMILY], said) else None


def _is_named(name: str, text: str) -> bool:
    relations = cast("Sequence[Mapping[str, str]]", _words()["relations"])
    return loose(name) in loose(text) or any(
        re.search(one["named"], name) and re.search(one["said"], text) for one in relations
    )


@cache
def _words() -> Mapping[str, str]:
    text = files("assistant.understand").joinpath("somebody.yaml").read_text(encoding="utf-8")
    return cast("Mapping[str, str]", yaml.safe_load(text))
