"""Names and codes of places: all counties of China there ever were, and the streets and towns of Chongqing.

Counties come from python-stdnum (GB/T 2260 with its history: a code given once stays in id numbers for life),
streets, towns and townships from `chongqing_streets.txt`. Loaded when first asked for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from stdnum import numdb

CHONGQING = "50"
_MUNICIPALITIES = ("11", "12", "31", CHONGQING)
_RESIDENTS = {"830000": "台湾省"}
"""Begins the numbers on residence permits of people from Taiwan; GB/T 2260 has 710000."""

_LONGEST = 15
"""双江拉祜族佤族布朗族傣族自治县 and its like."""

_FOREVER = "9999"
_NO_NAMES = ("市辖区", "市区", "郊区")
_NAME = re.compile(r"(?:\[\d*-(\d*)\])?([^,\[\]]+)")
"""`[1997-2010]万盛区,[2011-]綦江区`: until when, and the name."""

_SORT = re.compile(
    r"(?<=.)(?:(?:壮|回|满|苗|彝|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|藏|各|土家|布依|哈尼|哈萨克|傈僳|拉祜|纳西|景颇|柯尔克孜"
    r"|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|保安|裕固|独龙|蒙古|朝鲜|鄂温克|俄罗斯)族|维吾尔)*"
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|区|县|盟|旗)$"
)
"""What sort of place a name says it is, with the peoples for whom it governs itself."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where a text says it is: `code` of a province (2 digits), a prefecture (4) or a county (6).

    `end`: how many characters of the text say so; what it says of smaller places follows there.
    """

    code: str
    end: int


def region_known(code: str) -> bool:
    """Whether these six digits ever were a region's code."""
    return code in regions()


@cache
def regions() -> Mapping[str, tuple[str, ...]]:
    """Code of six digits → its names, oldest first."""
    found: dict[str, tuple[str, ...]] = {}
    for code, name in _named():
        found[code] = (*found.get(code, ()), name)
    return found


@cache
def _named() -> tuple[tuple[str, str], ...]:
    """Every code with every name it ever had; what is so no more comes first, so that later ones win."""
    found = [(_FOREVER, code, name) for code, name in _RESIDENTS.items()]
    for _, province, _, _, children in numdb.get("cn/loc").prefixes:
        for _, county, _, names, _ in children:
            for until, name in _NAME.findall(names["county"]):
                found.append((until or _FOREVER, province + county, name))
    return tuple((code, name) for _, code, name in sorted(found))


@cache
def streets() -> Mapping[str, tuple[str, ...]]:
    """Code of a county of Chongqing → names of its streets, towns and townships."""
    found: dict[str, list[str]] = {}
    for line in files("ocr").joinpath("chongqing_streets.txt").read_text(encoding="utf-8").splitlines():
        code, name = line.split()
        found.setdefault(code[:6], []).append(name)
    return {county: tuple(names) for county, names in found.items()}


@cache
def provinces() -> Mapping[str, str]:
    """Name, full and everyday (四川省, 四川; 广西壮族自治区, 广西) → code of two digits."""
    return _with_stems({name: code[:2] for code, name in _named() if code.endswith("0000")})


@cache
def prefectures(prefix: str, everyday: bool = False) -> Mapping[str, str]:
    """Names of the prefectures whose code begins so → code of four digits; municipalities have none."""
    full = {
        name: code[:4]
        for code, name in _named()
        if code.startswith(prefix)
        and code.endswith("00")
        and not code.endswith("0000")
        and code[:2] not in _MUNICIPALITIES
    }
    return _with_stems(full) if everyday else full


@cache
def counties(prefix: str, everyday: bool = False) -> Mapping[str, str]:
    """Names, also former ones, of the counties whose code begins so → code of six digits."""
    full = {
        name: code
        for code, name in _named()
        if code.startswith(prefix) and not code.endswith("00") and name not in _NO_NAMES
    }
    return _with_stems(full) if everyday else full


@cache
def sole_counties() -> Mapping[str, str]:
    """Names that counties of one province only have → code of six digits."""
    homes: dict[str, set[str]] = {}
    for code, name in _named():
        homes.setdefault(name, set()).add(code[:2])
    return {name: code for name, code in counties("").items() if len(homes[name]) == 1}


def _with_stems(full: Mapping[str, str]) -> Mapping[str, str]:
    return {stem(name): code for name, code in full.items() if len(stem(name)) > 1} | dict(full)


def is_place(text: str) -> bool:
    """Whether this is a place and nothing more: `渝北区`, `重庆市渝北区`, `四川成都`, `重庆市`."""
    found = locate(text, everyday=True)
    return text in counties("") or (found is not None and found.end == len(text))


def locate(text: str, everyday: bool = False) -> Located | None:
    """The smallest place down to the county that a text begins with; None when it begins with no known place.

    Without a province it is a place in Chongqing, else one whose name no other province has. `everyday`:
    places may also be named without 市, 区, 县.
    """
    province = _at(text, 0, provinces())
    found = [place for begins in (province, None) for place in _within(text, begins, everyday)]
    return max(found, key=lambda place: (place.end, len(place.code) != 4), default=None)


def _within(text: str, province: Located | None, everyday: bool) -> Iterator[Located]:
    """What the text may name: the province, a prefecture or a county of it, a county of that prefecture."""
    begins = province or Located("", 0)
    prefecture = _at(text, begins.end, prefectures(begins.code, everyday))
    if province is None:
        county = _at(text, 0, counties(CHONGQING, everyday)) or _at(text, 0, sole_counties())
    else:
        county = _at(text, begins.end, counties(begins.code, everyday))
    smaller = prefecture and _at(text, prefecture.end, counties(prefecture.code, everyday))
    yield from (place for place in (province, county, prefecture, smaller) if place is not None)


def _at(text: str, start: int, names: Mapping[str, str]) -> Located | None:
    """The longest of the names that stands there."""
    for end in range(min(start + _LONGEST, len(text)), start + 1, -1):
        code = names.get(text[start:end])
        if code is not None:
            return Located(code, end)
    return None


def stem(name: str) -> str:
    """A place's name without what sort of place it is: 渝北, 内蒙古, 酉阳."""
    return _SORT.sub("", name)
