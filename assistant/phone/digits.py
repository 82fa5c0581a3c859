"""The digits of what was said, however a recogniser wrote them down. Pure; the words are numbers.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from assistant.phone.words import any_of, bare, listed, texts

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?", re.ASCII)
_TIMES = re.compile(r"([二两三四五六23456])个([零〇幺一二三四五六七八九0-9])")
_COUNTS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
LONG = 4
"""digits in a row from which a number is no mere count"""
_HAN_DIGIT = "零〇幺一二两三四五六七八九"
_LONG_RUN = re.compile(rf"(?:[0-9{_HAN_DIGIT}xX][\s\-，,、.]*){{{LONG},}}")


@dataclass(frozen=True, slots=True)
class SaidDigits:
    """`digits` may end in X; `wrong`: what was said before is taken back; `anew`: all of it."""

    digits: str
    wrong: bool = False
    anew: bool = False
    finished: bool = False


def said_digits(text: str, *, cross: bool = True) -> SaidDigits:
    """幺三八三个零 → 138000; 不对，是三 → 3 and `wrong`; 一下 and 什么 hold no digit. `cross`: 叉 is an X."""
    said = bare(text)
    wrong = any(said.startswith(word) for word in texts("numbers", "wrong"))
    anew = any(word in said for word in texts("numbers", "anew"))
    finished = any(said.endswith(word) for word in texts("numbers", "finished"))
    digits = _digits(said)
    return SaidDigits(digits if cross else digits.replace("X", ""), wrong, anew, finished)


def has_long_number(text: str) -> bool:
    """Whether a number stands in it that could be somebody's: at least four digits in a row."""
    return bool(_LONG_RUN.search(text))


def only_digits(text: str) -> str:
    """All digits in a text, Han ones too; for comparing what was said with what was read back."""
    return "".join(_signs().get(sign, sign if sign.isascii() and sign.isdigit() else "") for sign in text)


def _digits(said: str) -> str:
    said = _DAY.sub(lambda day: f"{day[1]}{int(day[2]):02d}{int(day[3]):02d}", said)
    noise, cross = _patterns()
    said = cross.sub("X", noise.sub("", said))
    said = _TIMES.sub(lambda found: found[2] * (_COUNTS.get(found[1]) or int(found[1])), said)
    figures = "".join(_signs().get(sign, sign) for sign in said)
    return "".join(re.findall(r"[0-9]+X?|X", figures))


@cache
def _signs() -> Mapping[str, str]:
    return cast("Mapping[str, str]", listed("numbers")["digits"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(any_of(texts("numbers", "no_digits"))), re.compile(any_of(texts("numbers", "cross")))
