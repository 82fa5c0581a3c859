"""Step 1: what must be answered before anything else is tried, and the text as a reader would see it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from assistant.reply import Option, Reply
from assistant.rooms import Rooms
from assistant.scope import ScopeModel, boundary
from assistant.turn import Turn, in_the_middle
from assistant.understand.control import load_words
from assistant.wording import hidden_text, normalise, plain_letters

TELLING = 3
"""clauses of an overlong message that are searched with"""
CLAUSE = 60


@dataclass(frozen=True, slots=True)
class Rule:
    kind: str
    when: re.Pattern[str]
    unless: re.Pattern[str] | None

    def matches(self, text: str) -> bool:
        return bool(self.when.search(text)) and not (self.unless and self.unless.search(text))


@dataclass(frozen=True, slots=True)
class Rules:
    longest: int
    emergencies: tuple[Rule, ...]
    blocked: tuple[Rule, ...]
    calm: re.Pattern[str]
    honest: re.Pattern[str]


def guard(turn: Turn, rooms: Rooms) -> None:
    """Replies to emergencies, refusals, empty and overlong messages; else leaves the normalised text."""
    turn.text = normalise(turn.raw)
    if turn.document_id is not None:
        return
    say = rooms.sentences.say
    if not turn.text:
        options = (Option(say("options.examples.lost"), say("options.examples.lost")),)
        turn.reply = Reply("clarify", say("guard.empty"), options=options)
        return
    rules = load_rules()
    kind = first_match(rules.emergencies, turn.text)
    if kind:
        turn.reply = Reply("emergency", say(f"guard.emergency.{kind}"))
        return
    kind = "injection" if _hides_an_order(turn.raw, rules) else first_match(rules.blocked, turn.text)
    if kind and not (kind == "abuse" and load_words().has("human", turn.text)):
        turn.reply = Reply("blocked", say(f"guard.blocked.{kind}"))
        return
    _judge(turn, rooms, rules)
    if turn.reply is not None:
        return
    if len(turn.text) > rules.longest:
        turn.reply = _ask_shorter(turn, rooms, rules.longest)


def _judge(turn: Turn, rooms: Rooms, rules: Rules) -> None:
    """What the rules missed; whoever asks for a person gets one before any refusal.

    What is said to an open draft answers it (a name, a cause of death, 被抢了): only a rule stops that.
    What is nothing but a known control (那你帮我弄嘛, 我住在万州) is that control, nothing else.
    """
    say, words = rooms.sentences.say, load_words()
    turn.scope = ScopeModel.shipped().judge(turn.text)
    talking = in_the_middle(turn)
    if turn.application is not None or words.steering(turn.text) or words.only_place(turn.text):
        return
    if boundary(turn.scope, talking=talking) is None:
        return
    kind = boundary(turn.scope, meant=rooms.library.meant(turn.text), talking=talking)
    if kind == "emergency" and not rules.calm.search(turn.text):
        turn.reply = Reply("emergency", say("guard.emergency.any"))
    elif kind == "improper" and not (
        rules.honest.search(turn.text) or words.has("human", turn.text) or words.has("promise", turn.text)
    ):
        turn.reply = Reply("blocked", say("guard.blocked.improper"))


def _hides_an_order(raw: str, rules: Rules) -> bool:
    """Whether characters that nobody sees spell what may not be asked."""
    unseen = hidden_text(raw)
    return bool(unseen) and first_match(rules.blocked, unseen) is not None


def first_match(rules: tuple[Rule, ...], text: str) -> str | None:
    """The kind of the first rule that matches; spaces between characters do not hide a pattern."""
    squeezed = re.sub(r"\s+", "", plain_letters(text)).lower()
    return next((rule.kind for rule in rules if rule.matches(squeezed)), None)


def _ask_shorter(turn: Turn, rooms: Rooms, longest: int) -> Reply:
    """A long story is kept whole; what it seems to be about is offered, so that one tap is enough."""
    say = rooms.sentences.say
    hits = [hit for hit in rooms.library.search(_gist(turn.text), turn.district, limit=3) if hit.guide]
    names = [hit.item.plain_name or hit.item.official_name for hit in hits]
    return Reply(
        "clarify",
        say("guard.too_long", length=len(turn.text), longest=longest),
        options=tuple(Option(name, name) for name in names),
        items=tuple((hit.item.item_id, hit.item.official_name) for hit in hits),
    )


def _gist(text: str) -> str:
    """The telling clauses of a long story and the last of them, because the ask often ends it."""
    clauses = dict.fromkeys(part.strip() for part in re.split(r"[，,。！？!?；;\n]", text))
    telling = [clause[:CLAUSE] for clause in clauses if load_words().has("matter", clause)]
    return "，".join([*telling[:TELLING], *telling[TELLING:][-1:]])


@cache
def load_rules() -> Rules:
    """Reads guard.yaml; the patterns are compiled once a process."""
    data = cast(
        "Mapping[str, object]",
        yaml.safe_load(files("assistant").joinpath("guard.yaml").read_text(encoding="utf-8")),
    )
    return Rules(
        longest=cast("int", data["longest"]),
        emergencies=_rules(cast("Mapping[str, Mapping[str, list[str]]]", data["emergencies"])),
        blocked=_rules(cast("Mapping[str, Mapping[str, list[str]]]", data["blocked"])),
        calm=re.compile(cast("str", data["calm"])),
        honest=re.compile(cast("str", data["honest"])),
    )


def _rules(kinds: Mapping[str, Mapping[str, list[str]]]) -> tuple[Rule, ...]:
    return tuple(
        Rule(kind, _any_of(patterns["when"]), _any_of(patterns["unless"]) if "unless" in patterns else None)
        for kind, patterns in kinds.items()
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
