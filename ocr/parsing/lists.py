"""Closed lists that a printed value is one of (`lists.yaml`). Loaded when first asked for."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def _lists() -> Mapping[str, Any]:
    return yaml.safe_load(files("ocr.parsing").joinpath("lists.yaml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> Mapping[str, int]:
    """The words of a list in their order → their place in it, from 0."""
    return {word: place for place, word in enumerate(_lists()[name].split())}


def table(name: str) -> Mapping[str, str]:
    """What is written one way → what it means."""
    return _lists()[name]
