"""Numbers of certificates and registers: they have a form and no check digit. Pure."""

import re

from ocr import gazetteer
from ocr.normalise import prose, simplified
from ocr.parsing.misreads import code, digits, fitted, letters
from ocr.values import Value

_BIRTH = re.compile(r"[A-Z][0-9]{9}")
_OLDER_BIRTH = re.compile(r"[A-Z]{0,2}[0-9]{6,9}")
_MARRIAGE = re.compile(r"(B?[JL])-?([0-9]{6})-?([0-9]{4})-?([0-9]{5,8})")
_UNCLEAR_MARRIAGE = re.compile(r"[:：]?[1I丁\]】|]([0-9]{6}-[0-9]{4}-[0-9]{5,8})")
"""J before it was taken for another sign."""
_OLDER_MARRIAGE = re.compile(
    r"((?:\((?:\d{2}|\d{4})\)|\d{4})?[\u4e00-\u9fff]{1,18}(?:\(\d{2,4}\)[\u4e00-\u9fff]{0,8})?)"
    r"字(第?)([0-9A-Za-z|-]{1,16})(号?)"
)
_DASHES = re.compile(r"[-‐‑‒–—―－_~～一]+")
_BRACKETS = str.maketrans("〔〕[]【】{}〈〉<>", "()()()()()()")
_PROPERTY = re.compile(r"(\w)\((.{4})\)(.{2,14}?)不动产权?第?([0-9A-Za-z|]{5,12})号?")
_OLDER_PROPERTY = (
    re.compile(r"\w{0,16}[证权](?:\w|\(\d{4}\)){0,12}?字?第([0-9A-Za-z|-]{3,16})号"),
    re.compile(r"\w{0,16}[证权](?:\w|\(\d{4}\)){0,12}?字第?([0-9][0-9-]{2,15})"),
    re.compile(r"[\u4e00-\u9fff]{1,4}房地[\u4e00-\u9fff]{0,3}字(?:\(\d{4}\))?第?([0-9A-Za-z|-]{3,16})号"),
)
_UNIT_FORM = "999999999999AA99999A99999999"
_UNIT = re.compile(r"[0-9]{12}[GJZ][A-Z][0-9]{5}[FLQW][0-9]{8}")


def birth_certificate_number(text: str) -> Value | None:
    """出生医学证明编号: a letter for the edition and 9 digits, the first two the province."""
    printed = code(text)
    for start in range(max(len(printed) - 9, 1)):
        part = printed[start : start + 10]
        number = letters(part[:1]) + digits(part[1:])
        if _BIRTH.fullmatch(number):
            known = gazetteer.region_known(number[1:3] + "0000")
            return Value(number, "formed" if known else "free")
    return Value(printed) if _OLDER_BIRTH.fullmatch(printed) else None


def marriage_number(text: str) -> Value | None:
    """结婚证字号: `J500112-2020-001234` (B before it: a reissue), before 2004 `渝北结字第010500123号`."""
    tight = _DASHES.sub("-", simplified(prose(text)).upper())
    printed = re.sub(r"[^0-9A-Z-]", "", tight)
    found = _MARRIAGE.search(_letters_then_digits(printed))
    if found:
        kind, region, year, serial = found.groups()
        known = gazetteer.region_known(region) and 1949 <= int(year) <= 2100
        return Value(f"{kind}{region}-{year}-{serial}", "formed" if known else "free")
    headless = _UNCLEAR_MARRIAGE.fullmatch(tight)
    if headless:
        return Value(f"J{headless[1]}", "formed", note="marriage_number")
    older = _OLDER_MARRIAGE.search(simplified(prose(text)).translate(_BRACKETS))
    if older is None:
        return None
    office, ordinal, serial, end = older.groups()
    return Value(f"{office}字{ordinal}{digits(serial.upper())}{end}", "formed")


def _letters_then_digits(printed: str) -> str:
    """`J5OO112-…`: letters at the front, then only digits stand in it."""
    front = re.match(r"[^0-9]{0,8}?(B?[JL])(?=[0-9OIDQSZB])", printed)
    return front[1] + digits(printed[front.end() :]) if front else printed


def property_number(text: str) -> Value | None:
    """`渝(2023)渝北区不动产权第000123456号`; older 房地产权证 numbers as printed."""
    tight = simplified(prose(text)).translate(_BRACKETS).replace("弟", "第").replace("，", "")
    found = _PROPERTY.search(tight)
    if found:
        province, year, place, serial = found.groups()
        number = f"{province}({digits(year.upper())}){place}不动产权第{digits(serial.upper())}号"
        if not re.fullmatch(r".\((?:19|20)\d\d\).+第\d{5,12}号", number):
            return None
        return Value(number, "formed" if gazetteer.is_place(place) else "free")
    older = next((match for form in _OLDER_PROPERTY if (match := form.search(tight))), None)
    if older is None:
        return None
    return Value(older.group().replace(older[1], digits(older[1].upper())), "formed")


def unit_number(text: str) -> Value | None:
    """不动产单元号 (GB/T 37346): 28 characters, 12 of land, 7 of the parcel, 9 of the building."""
    printed = code(text)
    if len(printed) != len(_UNIT_FORM):
        return None
    number = fitted(printed, _UNIT_FORM)
    return Value(number, "formed") if _UNIT.fullmatch(number) else None


def household_number(text: str) -> Value | None:
    """户号: digits, some with a letter before them."""
    printed = code(text)
    number = (
        printed[:1] + digits(printed[1:]) if re.match("[A-CE-HJKMNPR-Z][0-9]", printed) else digits(printed)
    )
    return Value(number) if re.fullmatch(r"[A-Z]?\d{3,20}", number) else None
