"""What is known about numbers as recognisers write them: `written.yaml`, made ready. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from speech.numerals import DIGITS


@dataclass(frozen=True, slots=True)
class Said:
    """Patterns are alternatives, longest first; mappings go to one ASCII character each."""

    gap: str
    retake: str
    slip: str
    hesitation: re.Pattern[str]
    digits: Mapping[str, str]
    """characters that are a digit wherever digits are read out"""
    alike: Mapping[str, str]
    """characters that are one only between digits"""
    letters: Mapping[str, str]
    kept: tuple[str, ...]
    address: Mapping[str, Any]
    money_alike: Mapping[str, str]
    day_alike: str
    surely_alike: Mapping[str, str]
    provinces: str
    province_alike: str

    @classmethod
    @cache
    def shipped(cls) -> "Said":
        text = files("speech").joinpath("written.yaml").read_text(encoding="utf-8")
        data: dict[str, Any] = yaml.safe_load(text)
        plain = {sign: str(worth) for worth, sign in enumerate(DIGITS)}
        written = {str(worth): str(worth) for worth in range(10)}
        radio = {sign: str(worth) for sign, worth in data["radio"].items()}
        digits = {**plain, **written, **radio, "〇": "0", "幺": "1", "两": "2"}
        alike = {sign: str(worth) for worth, signs in data["alike"].items() for sign in signs}
        return cls(
            gap="|".join([*data["joints"], r"[\s,，、。.·\-—~]", either(data["fillers"])]),
            retake=either(data["retake"]),
            slip=either([*data["retake"], *data["slips"]]),
            hesitation=re.compile(rf"(?:{either(data['hesitations'])})[，,。\s]*"),
            digits=digits,
            alike={sign: worth for sign, worth in alike.items() if sign not in digits},
            letters={said: letter for letter, names in data["letters"].items() for said in names},
            kept=tuple(data["kept"]),
            address=data["address"],
            money_alike=data["money_alike"],
            day_alike=data["day_alike"],
            surely_alike={sign: DIGITS[int(alike[sign])] for sign in data["surely_alike"]},
            provinces=data["provinces"],
            province_alike=data["province_alike"],
        )


def either(words: Iterable[str]) -> str:
    """A pattern for any of these, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
