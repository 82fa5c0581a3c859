"""Numbers that can be checked: id numbers and what is made of them, credit codes, card numbers. Pure.

A number that stands there but does not hold has a `fault`, so that it becomes a problem, never a value.
Numbers of certificates, which have a form only, are in `ocr.parsing.registrations` and named here too.
"""

import re
from collections.abc import Callable, Sequence

from ocr import gazetteer, identifiers
from ocr.normalise import compact
from ocr.parsing.dates import FIRST_YEAR, today
from ocr.parsing.misreads import code, digits, fitted, runs
from ocr.parsing.registrations import (
    birth_certificate_number,
    household_number,
    marriage_number,
    property_number,
    unit_number,
)
from ocr.values import Value

__all__ = [
    "birth_certificate_number",
    "card_number",
    "credit_code",
    "disability_number",
    "holders_id_number",
    "household_number",
    "id_number",
    "id_number_holds",
    "marriage_number",
    "property_number",
    "social_card_number",
    "unit_number",
]

_SHOWN_ID, _SHOWN_CREDIT, _SHOWN_CARD = 12, 12, 12
"""From so many characters on a number stands there, though not a whole one."""

_CARD = re.compile(r"[3-9][0-9]{15,18}")
_ID_WITHIN = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9X](?![0-9])")
_SOCIAL = re.compile(r"[A-Z][0-9]{8}|[0-9]{9}|[A-Z]{2}[0-9]{7,8}")
_DISABILITY = re.compile(r"([0-9]{17}[0-9X])([1-7])([1-4])(B[1-9])?")
_LEFT_OUT = str.maketrans("IOSZV", "1052U")
"""GB 32100 leaves these letters out, because they are mistaken for the others."""


def id_number(text: str) -> Value | None:
    """公民身份号码 (GB 11643)."""
    candidates = [*map(_as_id, _unmasked(text)), *_ID_WITHIN.findall(code(text))]
    return _checked(candidates, 18, id_number_holds, "id_number", _SHOWN_ID)


def id_number_holds(number: str) -> bool:
    """Valid, of a region that ever was, and of someone born after 1900 and not later than today."""
    born = identifiers.birth_date_of(number)
    return (
        identifiers.id_number_valid(number)
        and gazetteer.region_known(number[:6])
        and born is not None
        and born.year >= FIRST_YEAR
        and born <= today()
    )


def credit_code(text: str) -> Value | None:
    """统一社会信用代码 (GB 32100), of firms (91…) and of individual businesses (92…) alike."""
    candidates = [_as_credit(run) for run in runs(text)]
    return _checked(candidates, 18, identifiers.credit_code_valid, "credit_code", _SHOWN_CREDIT)


def card_number(text: str) -> Value | None:
    """Number of a bank card, 16 to 19 digits with Luhn's check digit."""
    candidates = [digits(run) for run in _unmasked(text)]
    return _checked(candidates, None, _card_holds, "card_number", _SHOWN_CARD)


def _card_holds(number: str) -> bool:
    return bool(_CARD.fullmatch(number)) and identifiers.luhn_valid(number)


def social_card_number(text: str) -> Value | None:
    """社会保障卡卡号: mostly a letter and 8 digits; it has no check digit."""
    for run in runs(text):
        for form in ("A99999999", "AA9999999", "AA99999999"):
            if len(run) != len(form):
                continue
            number = run[: form.count("A")] + digits(run[form.count("A") :])
            if _SOCIAL.fullmatch(number):
                return Value(number, "formed" if number[0].isalpha() else "free")
    return None


def disability_number(text: str) -> Value | None:
    """残疾人证号: id number, kind 1 to 7, level 1 to 4, and after a reissue B with its count."""
    candidates = [_as_disability(run) for run in runs(text)]
    return _checked(candidates, None, _disability_holds, "disability_number", _SHOWN_ID)


def holders_id_number(text: str) -> Value | None:
    """The id number on a 残疾人证: printed by itself, or what the number of the certificate begins with."""
    whole = disability_number(text)
    if whole is not None and not whole.fault:
        return Value(whole.text[:18], whole.backing)
    return id_number(text)


def _disability_holds(number: str) -> bool:
    found = _DISABILITY.fullmatch(number)
    return found is not None and id_number_holds(found[1])


def _checked(
    candidates: Sequence[str], length: int | None, holds: Callable[[str], bool], fault: str, shown: int
) -> Value | None:
    """The first candidate that holds; else the likeliest one with its fault, if enough of it stands there."""
    right = next((number for number in candidates if holds(number)), None)
    if right is not None:
        return Value(right, "checked")
    whole = [number for number in candidates if length is None or len(number) == length]
    longest = max(whole or candidates, key=len, default="")
    return Value(longest, fault=fault) if len(longest) >= shown else None


def _unmasked(text: str) -> list[str]:
    """A number with stars in it is hidden on purpose."""
    return [] if "*" in compact(text) else runs(text)


def _as_id(run: str) -> str:
    return digits(run[:17]) + run[17:].translate(str.maketrans("OQDILZSBG", "000112586"))


def _as_credit(run: str) -> str:
    tidy = run.translate(_LEFT_OUT)
    return fitted(tidy, "??999999??????????") if len(tidy) == 18 else tidy


def _as_disability(run: str) -> str:
    if len(run) < 20:
        return run
    tidy = _as_id(run[:18]) + digits(run[18:20])
    reissued = run[20:].replace("8", "B", 1) if len(run) == 22 else run[20:]
    return tidy + reissued[:1] + digits(reissued[1:])
