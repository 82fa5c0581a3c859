"""Whether two printed values mean the same: near-equal spellings of names and addresses are equal. Pure."""

import re

from prefill.same import comparable, same

_BUILDING = re.compile(r"(?<=\d)(?:号楼|[幢栋座])")
_ROOM = re.compile(r"(?<=\d)(?:室|房)$")
_BEFORE_COUNTY = re.compile(
    r"^[\u4e00-\u9fff]{2,8}?(?:省|自治区)|^[\u4e00-\u9fff]{2,4}?市(?=[\u4e00-\u9fff]{1,6}[区县市])"
)
_AREA = re.compile(r"[^\W\d区县市]{2,6}?(?:街道|[镇乡]|社区|居委会|村委会)")
_DIGITS = re.compile(r"\d+")
_HAN_UNIT = str.maketrans("一二三四五六七八九", "123456789")
_COUNTED = re.compile(r"[一二三四五六七八九](?=单元|幢|栋|座|号楼)")

LONGEST_SLIP = 6
"""one character in so many may be misread where the reading is not sure"""


def alike(one: str, other: str) -> bool:
    """Equal but for width, spaces and idle marks; addresses also for how they are written."""
    return same(one, other) or (_is_address(one) and _is_address(other) and _same_place(one, other))


def nearly(one: str, other: str) -> bool:
    """Whether one may be a misreading of the other: as long, and different in few characters."""
    left, right = comparable(one), comparable(other)
    slips = sum(map(str.__ne__, left, right))
    return len(left) == len(right) and slips <= max(1, len(left) // LONGEST_SLIP)


def beyond_reading(shown: str, known: str) -> bool:
    """Whether `shown` is `known` but for characters that readers are not taught, those outside GB 2312.

    They are left out (沙龘宇 as 沙宇) or taken for another, and surely so.
    """
    taught = [re.escape(letter) if _taught(letter) else ".?" for letter in comparable(known)]
    return ".?" in taught and re.fullmatch("".join(taught), comparable(shown)) is not None


def _taught(letter: str) -> bool:
    try:
        return bool(letter.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _is_address(text: str) -> bool:
    return bool(_DIGITS.search(text)) and bool(re.search(r"[\u4e00-\u9fff]{2,}", text))


def _same_place(one: str, other: str) -> bool:
    """The same house numbers, and one names no part that the other contradicts: a street office or a province
    may be left out, 3幢 is 3栋."""
    left, right = _place(one), _place(other)
    if left == right:
        return True
    if _DIGITS.findall(left) != _DIGITS.findall(right):
        return False
    return _AREA.sub("", left) == _AREA.sub("", right) and (not _AREA.search(left) or not _AREA.search(right))


def _place(text: str) -> str:
    tidy = _COUNTED.sub(lambda found: found[0].translate(_HAN_UNIT), comparable(text))
    tidy = _BEFORE_COUNTY.sub("", _BEFORE_COUNTY.sub("", tidy))
    return _ROOM.sub("", _BUILDING.sub("栋", tidy))
