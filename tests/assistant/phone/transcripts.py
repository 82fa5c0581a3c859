"""Calls as they can be read in calls.yaml, played against a PhoneTalk."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.phone import types
from assistant.phone.talk import PhoneTalk
from assistant.phone.types import Act, Answered, Heard, Say
from assistant.reply import Option
from storage.sentences import Sentences

TODAY = date(2026, 11, 23)
SENTENCES = Sentences.of("assistant")


def calls() -> list[dict[str, Any]]:
    """Anchors below `replies` are shared by several calls."""
    return yaml.safe_load(Path(__file__).with_name("calls.yaml").read_text(encoding="utf-8"))["calls"]


def talk(
    recording: bool = False, signed_in: bool = False, number: str | None = None, hour: int = 9
) -> PhoneTalk:
    return PhoneTalk(
        SENTENCES, today=TODAY, recording=recording, signed_in=signed_in, number=number, hour=hour
    )


def answered(told: dict[str, Any]) -> Answered:
    """`options` are texts, or label and what is sent; `asks` is kind, name and type in one line."""
    kind, name, field_type = (*str(told.get("asks", "")).split(), "", "", "")[:3]
    options = [one if isinstance(one, list) else [one, one] for one in told.get("options", [])]
    return Answered(
        status=told.get("status", "handling"),
        spoken=told.get("spoken", ""),
        text=told.get("text", told.get("spoken", "")),
        options=tuple(Option(label, send) for label, send in options),
        sign_in=told.get("sign_in", False),
        asks=kind,
        asks_name=name,
        asks_type=field_type,
        application_id=told.get("application"),
    )


def follow(call: dict[str, Any]) -> None:
    """Plays one call; every act that is no sentence must be told, and in its order."""
    one = talk(**call.get("settings", {}))
    acts: list[Act] = one.begin()
    for step in call["call"]:
        ((kind, value),) = step.items()
        if kind == "says":
            _check_said(value, acts, call["name"])
        elif kind == "does":
            acts = _check_done(value, acts, call["name"])
        else:
            _nothing_left(acts, call["name"], step)
            acts = happen(one, kind, value)
    _nothing_left(acts, call["name"], "the end")


def happen(one: PhoneTalk, kind: str, value: Any) -> list[Act]:
    match kind:
        case "caller":
            words, _, confidence = str(value).partition("  ~")
            text, _, raw = words.partition("  <")
            return one.heard(Heard(text, float(confidence or 0.95), raw=raw))
        case "keys":
            return [act for key in str(value) for act in one.pressed(key)]
        case "silence":
            return one.silent()
        case "noise":
            return one.unheard()
        case "reply":
            return one.replied(answered(value))
        case "code_sent":
            return one.code_sent(value)
        case "identified":
            return one.identified(value)
        case "link_sent":
            return one.link_sent(value)
        case "unsaid":
            one.unsaid()
            return []
        case "expects":
            assert one.expects == value
            return []
        case _:
            raise AssertionError(f"a transcript has no {kind}")


def _check_said(wanted: str, acts: list[Act], name: str) -> None:
    """Parts joined by … come in this order; `slowly` before it when it is said slowly."""
    slow = wanted.startswith("(slow)")
    said = "".join(act.text for act in acts if isinstance(act, Say))
    at = 0
    for part in wanted.removeprefix("(slow)").split("…"):
        found = said.find(part.strip(), at)
        assert found >= 0, f"{name}: wanted “{part}”, said “{said[at:]}”"
        at = found + len(part.strip())
    assert all(act.slow == slow for act in acts if isinstance(act, Say)), f"{name}: {said}"


def _check_done(wanted: str, acts: list[Act], name: str) -> list[Act]:
    verb, _, rest = wanted.partition(" ")
    done = next((act for act in acts if not isinstance(act, Say)), None)
    assert done is not None, f"{name}: wanted {wanted}, said {acts}"
    assert type(done) is getattr(types, verb), f"{name}: wanted {wanted}, did {done}"
    values = " ".join(str(getattr(done, field)) for field in done.__slots__)
    assert values == rest, f"{name}: wanted {wanted}, did {done}"
    return acts[acts.index(done) + 1 :]


def _nothing_left(acts: list[Act], name: str, step: object) -> None:
    left = [act for act in acts if not isinstance(act, Say)]
    assert not left, f"{name}: {left} before {step}"
