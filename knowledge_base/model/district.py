"""Guides that vary by district: whatever carries `when: {district: [500105]}` holds there only.

The question where somebody handles the item is then one of the guide's situations, made here, so that forms,
materials, limits and answers need no second way to vary. A guide that does not vary never asks it.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from knowledge_base.divisions import Division, Divisions
from knowledge_base.model.base import DISTRICT

ELSEWHERE = "elsewhere"
"""option of everybody whose district the guide does not single out"""


def with_district_question(raw: Any) -> Any:
    """The guide's mapping with the question put first, when anything in it depends on the district."""
    if not isinstance(raw, dict):
        return raw
    guide = cast("dict[str, Any]", raw)
    questions: object = guide.get("situations") or []
    if not isinstance(questions, list):
        return guide
    questions = cast("list[Any]", questions)
    if any(_id(question) == DISTRICT for question in questions):
        return guide
    codes = sorted(set(_codes(guide)))
    return guide | {"situations": [_question(codes), *questions]} if codes else guide


def _id(question: Any) -> object:
    return question.get("id") if isinstance(question, dict) else getattr(question, "id", None)


def _codes(value: Any) -> Iterator[str]:
    """Every division code that a `when` of the guide names, wherever it stands."""
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, Any]", value).items():
            if key == "when" and isinstance(inner, Mapping):
                named = cast("Mapping[str, object]", inner).get(DISTRICT)
                yield from map(str, cast("list[object]", named)) if isinstance(named, list) else ()
            else:
                yield from _codes(inner)
    elif isinstance(value, list):
        for inner in cast("list[Any]", value):
            yield from _codes(inner)
    elif hasattr(value, "__pydantic_fields__"):
        yield from _codes(dict(value))


def _question(codes: Sequence[str]) -> dict[str, Any]:
    divisions, said = Divisions.shipped(), _texts()
    known = {one.code: one for one in divisions.all if one.code}
    named = [known.get(code, Division(code=code, name=code)) for code in codes]
    others = [one for one in divisions.all if one.code not in codes]
    options = [_option(one.code, one.name, [one]) for one in named]
    return {
        "id": DISTRICT,
        "ask": said["ask"],
        "help": said["help"],
        "options": [*options, _option(ELSEWHERE, said["elsewhere"], others)],
    }


def _option(key: str, label: str, places: Sequence[Division]) -> dict[str, Any]:
    names = [name for one in places for name in (one.name, *one.aliases)]
    return {"id": key, "label": label, "phrases": [name for name in names if name != label]}


@cache
def _texts() -> dict[str, str]:
    text = files("knowledge_base").joinpath("sentences.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["district"]
