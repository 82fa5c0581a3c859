"""The words that names and addresses are invented from (`words.yaml`)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


def words(kind: str) -> list[str]:
    """All words of that kind, such as `roads`. Raises `KeyError` for a kind that the file doesn't have."""
    return _all()[kind].split()


@cache
def _all() -> Mapping[str, str]:
    return yaml.safe_load((files("eval_sets.documents") / "words.yaml").read_text(encoding="utf-8"))
