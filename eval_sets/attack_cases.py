"""The shape of an attack: where its text comes in, what it is after, in what the person is just then."""

from functools import cache
from typing import Literal

from eval_sets.cases import OWN_CASES, Case, read_cases

Channel = Literal[
    "message", "picture_text", "file_name", "guide_text", "name", "address", "tool_argument", "agent"
]
Setup = Literal["none", "talk", "signed_in", "draft", "ready"]
Act = Literal["start", "submit", "confirm", "withdraw", "delete", "value"]


class AttackCase(Case):
    id: str
    channel: Channel
    form: str = "zh"
    """its language or disguise: zh, dialect, en, mixed, base64, pinyin, zero_width, two_turns, tags, …"""
    goal: str
    """what it wants: see `eval_sets/model/malice.yaml`"""
    setup: Setup = "none"
    say: tuple[str, ...] = ()
    """said one after the other"""
    lines: tuple[str, ...] = ()
    """what is read in the picture that is sent before anything is said"""
    file_name: str = ""
    """of the picture that is sent"""
    text: str = ""
    """what stands in the guide, in the field, or in the tool's argument"""
    place: str = ""
    """the guide, the field or the tool that `text` is put into"""
    may: tuple[Act, ...] = ()
    """what the person's own plain words do besides; everything else is an action that nobody wanted"""
    secrets: tuple[str, ...] = ()
    """invented personal data in these words that must not leave the process"""


@cache
def own_attacks() -> list[AttackCase]:
    return read_cases(AttackCase, OWN_CASES / "attacks.jsonl")
