"""What anybody may know of this service and of the model behind it: never where it runs or by which key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Literal

from api.labels import Labels
from api.problems import say
from assistant.consulted import PromptVersion
from assistant.prompts import prompt

ModelState = Literal["off", "on", "paused"]
"""no model is set; one may be asked; one is set, and staff have switched it off"""

NEVER = ("acts", "decides", "invents", "fills")
DATA = ("placeholders", "least", "kept")
LABELS = ("chip", "sound", "kept")
FALLBACK = ("rules", "switch")


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """`tasks` are what the model is set up for, `state` says how it stands now."""

    labels: Labels
    filing_number: str
    tasks: Sequence[str]
    state: Callable[[], ModelState]

    @property
    def provider(self) -> str:
        return self.labels.provider or say("about.provider_unset")

    @property
    def software(self) -> str:
        return version("yuxiaozhi")

    def facts(self) -> list[tuple[str, str]]:
        """Rows to show, as name and value: what is not set is left out, but for a model in use it is said."""
        rows = [("service", say("about.service")), ("provider", self.provider)]
        if self.state() != "off":
            unset = say("about.unset")
            rows += [("model", self.labels.model or unset), ("filing", self.filing_number or unset)]
        rows.append(("software", self.software))
        return [(say(f"about.fact.{name}"), value) for name, value in rows]

    def parts(self) -> list[Part]:
        """What the model does and doesn't, as sentences; with none set, how answers come about without."""
        state = self.state()
        if state == "off":
            return [_part("without", ("rules", "quotes")), _part("labels", ("chip_off", "sound"))]
        does = [task for task in ("understand", "word") if task in self.tasks]
        return [
            _part("does", does),
            _part("never", NEVER),
            _part("data", DATA),
            _part("labels", LABELS),
            _part("fallback", FALLBACK),
        ]

    def told(self) -> str:
        return say(f"about.state.{self.state()}")


def _part(name: str, lines: Sequence[str]) -> Part:
    return Part(say(f"about.{name}.title"), tuple(say(f"about.{name}.{line}") for line in lines))


@cache
def prompts() -> tuple[PromptVersion, ...]:
    """Of every prompt file that is shipped."""
    names = sorted(file.name for file in files("assistant.prompts").iterdir() if file.name.endswith(".md"))
    return tuple(prompt(name.removesuffix(".md")).version for name in names)
