"""The portal that an item without a guide leads to."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def front_page() -> str:
    """Its web address; one place in data says it."""
    text = files("knowledge_base").joinpath("portal.yaml").read_text(encoding="utf-8")
    return str(yaml.safe_load(text)["front_page"])
