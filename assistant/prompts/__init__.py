"""Prompts are files: `NAME.md` with its version on top. Whoever changes a text raises the version; a test
compares with `versions.yaml`, so that a record's version always names one text."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template

from assistant.consulted import PromptVersion

_FORM = re.compile(r"\A---\nversion: (\d+)\n---\n(.*)\Z", re.DOTALL)
CHECKSUM = 12


@dataclass(frozen=True, slots=True)
class Prompt:
    version: PromptVersion
    text: str

    def filled(self, **values: str) -> str:
        """With its `$places` filled; raises KeyError for one that is left out."""
        return Template(self.text).substitute(values)


def parse(name: str, written: str) -> Prompt:
    """From what stands in a file; raises ValueError where the version is missing."""
    form = _FORM.match(written)
    if form is None:
        raise ValueError(f"prompt {name} does not begin with its version: ---, version: N, ---")
    text = form[2].strip()
    return Prompt(PromptVersion(name, int(form[1]), sha256(text.encode()).hexdigest()[:CHECKSUM]), text)


@cache
def prompt(name: str) -> Prompt:
    """The shipped one of that name."""
    return parse(name, files("assistant.prompts").joinpath(f"{name}.md").read_text(encoding="utf-8"))
