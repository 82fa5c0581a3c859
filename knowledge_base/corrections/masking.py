"""Takes out of a text what tells who wrote it: numbers, names, doors, accounts. Pure.

It rather takes out too much: a word lost costs a curator a guess, a number kept costs a person their privacy.
A name that nothing introduces (陈晓渝的证丢了) is not recognised.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_DIGIT = r"[\d零〇一二三四五六七八九幺两洞拐勾壹贰叁肆伍陆柒捌玖]"
_GAP = r"[\s.·/\-－—_]{0,3}"
_NUMBER = re.compile(
    rf"[0-9A-Za-z]{{15,}}|[A-Za-z]{{0,2}}{_DIGIT}(?:{_GAP}{_DIGIT}){{6,}}(?:{_GAP}[XxＸｘ])?"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•]?[A-Z0-9]{5,6}"
)
# No run of characters is looked at twice: what people write may be 20,000 of them.
_ACCOUNT = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)+"
    r"|(?:(?<=微信号)|(?<=微信))[:：是为 ]*+[A-Za-z][A-Za-z0-9_-]{4,}"
)
_DOOR = re.compile(
    r"(?<!\d)\d++号?(?:附\d++号?)?\s*+\d*+(?:幢|栋|单元|号楼)[\d\-－号栋幢单元楼层室#]*"
    r"|(?<=[路街道巷村湾园区院])\d+(?:[-－]\d+)*号(?:附\d+号)?[\d\-－号栋幢单元楼层室#]*"
)
_HAN = r"[\u4e00-\u9fff]"


class Masking:
    """The data of `masking.yaml`, made ready."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._marks: Mapping[str, str] = data["marks"]
        self._mark = re.compile(_any(self._marks.values()))
        surname = f"(?!{_any(data['no_names'])})(?:{_any(data['double_surnames'])}|[{data['surnames']}])"
        over = rf"(?={_any(data['follow'])}|[^\u4e00-\u9fff]|$)"
        given = rf"(?:{_HAN}{{1,2}}?{over}|{_HAN}{{1,2}})"
        introduced = f"(?:{surname}{given}|{_HAN}{{2,4}}?{over}|{_HAN}{{2,4}})"
        self._names = [
            re.compile(rf"(?P<before>)(?P<name>{_HAN}{{2,6}}[·•]{_HAN}{{1,6}}?{over})"),
            re.compile(rf"(?P<before>{_any(data['introduce'])}\s*)(?P<name>{introduced})"),
            re.compile(rf"(?P<before>{_any(data['may_introduce'])}\s*)(?P<name>{surname}{given})"),
            re.compile(rf"(?P<before>)(?P<name>{surname}{_HAN}{{1,2}})(?={_any(data['titles'])})"),
        ]

    @classmethod
    @cache
    def shipped(cls) -> "Masking":
        text = files("knowledge_base.corrections").joinpath("masking.yaml").read_text(encoding="utf-8")
        return cls(yaml.safe_load(text))

    def masked(self, text: str) -> str:
        """The text with a mark for each piece of personal data. Masking it again changes nothing."""
        return self._outside_marks(text, self._clear)

    def has_mark(self, text: str) -> bool:
        return bool(self._mark.search(text))

    def without_marks(self, text: str) -> str:
        """What is left to compare: the marks say nothing."""
        return self._mark.sub(" ", text)

    def _clear(self, text: str) -> str:
        text = _ACCOUNT.sub(self._marks["account"], text)
        text = _DOOR.sub(self._marks["door"], text)
        text = _NUMBER.sub(self._marks["number"], text)
        for pattern in self._names:
            text = self._outside_marks(text, lambda part, at=pattern: at.sub(self._named, part))
        return text

    def _named(self, found: re.Match[str]) -> str:
        return found["before"] + self._marks["name"]

    def _outside_marks(self, text: str, change: Callable[[str], str]) -> str:
        parts = re.split(f"({self._mark.pattern})", text)
        return "".join(part if self._mark.fullmatch(part) else change(part) for part in parts if part)


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(word) for word in ordered)})"
