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

_NAME = re.compile(r"(?:\[\d*-\d*\])?([^,\[\]]+)")
_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|地区|省|市|区|县|盟|旗)$")
_NATIONS = re.compile(r"(?:壮族|回族|维吾尔)$")


@dataclass(frozen=True, slots=True)
class Located:
    """Where an address says it is. `county` is a 6-digit code, or None when only the province is known.

    `start` and `end` are the characters of the county's name; the street's follows at `end`.
    """

    province: str
    county: str | None
    start: int
    end: int


def region_known(code: str) -> bool:
    """Whether these six digits ever were a region's code."""
    return code in regions()


@cache
def regions() -> Mapping[str, tuple[str, ...]]:
    """Code of six digits → its names, oldest first."""
    found: dict[str, tuple[str, ...]] = {code: (name,) for code, name in _RESIDENTS.items()}
    for province, low, _, _, children in numdb.get("cn/loc").prefixes:
        assert province == 2
        for _, county, _, names, _ in children:
            found[low + county] = tuple(_NAME.findall(names["county"]))
    return found


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
    found: dict[str, str] = {}
    for code, names in regions().items():
        if code.endswith("0000"):
            for name in names:
                everyday = _NATIONS.sub("", _SUFFIX.sub("", name))
                found |= {name: code[:2], everyday: code[:2]}
    return found


@cache
def counties(prefix: str) -> Mapping[str, str]:
    """Names of counties whose code begins so → code, longest names first, the newest code of each name."""
    found: dict[str, str] = {}
    for code, names in sorted(regions().items()):
        if code.startswith(prefix) and not code.endswith("00"):
            found |= {
                name: code for name in names if len(name) > 1 and name not in ("市辖区", "市区", "郊区")
            }
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))


@cache
def prefectures() -> Mapping[str, str]:
    """Names of prefectures → code of four digits, longest names first."""
    found: dict[str, str] = {}
    for code, names in sorted(regions().items()):
        if code.endswith("00") and not code.endswith("0000") and code[:2] not in _MUNICIPALITIES:
            found |= {name: code[:4] for name in names if len(name) > 1}
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))


def is_place(text: str) -> bool:
    """Whether this is a place and nothing more: `渝北区`, `重庆市渝北区`, `四川成都`, `重庆市`."""
    found = locate(text, everyday=True)
    return found is not None and found.end == len(text)


def locate(text: str, everyday: bool = False) -> Located | None:
    """Where an address, or the name of an authority, says it is; None when it names no known place.

    Text without a province is looked for in Chongqing first, then among all prefectures. `everyday`: counties
    and prefectures may also be named without 市, 区, 县.
    """
    province, start = _province(text)
    if province is None:
        home = _county_at(text, 0, CHONGQING, everyday)
        if home is not None:
            return home
    prefecture, after = _prefecture(text, start, province, everyday)
    scope = prefecture or province
    if scope is None:
        return None
    found = _county_at(text, after, scope, everyday)
    return found or Located(scope[:2], None, after, after)


def _province(text: str) -> tuple[str | None, int]:
    for length in range(8, 1, -1):
        code = provinces().get(text[:length])
        if code is not None and len(text) >= length:
            return code, length
    return None, 0


def _prefecture(text: str, start: int, province: str | None, everyday: bool) -> tuple[str | None, int]:
    if province in _MUNICIPALITIES:
        return None, start
    for name, code in _with_everyday(prefectures(), everyday):
        if text.startswith(name, start) and code.startswith(province or ""):
            return code, start + len(name)
    return None, start


def _county_at(text: str, start: int, scope: str, everyday: bool) -> Located | None:
    for name, code in _with_everyday(counties(scope), everyday):
        if text.startswith(name, start):
            return Located(code[:2], code, start, start + len(name))
    return None


def _with_everyday(names: Mapping[str, str], everyday: bool) -> Iterator[tuple[str, str]]:
    """Full names, then those of two characters and more without 市, 区, 县."""
    yield from names.items()
    if everyday:
        for name, code in names.items():
            short = _SUFFIX.sub("", name)
            if len(short) >= 2:
                yield short, code


def mended(address: str) -> str:
    """The address with a misread character of its county's or street's name put right."""
    return address
