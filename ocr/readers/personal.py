"""Fields of a person that several documents print alike: number, sex, ethnicity, and whether they agree."""

import re
from collections.abc import Sequence

from ocr import identifiers
from ocr.normalise import code, compact, printed_date, prose
from ocr.readers.base import Findings, text_of
from ocr.types import TextLine

_NAMES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 "
    "土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 "
    "乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 "
)
ETHNICITIES = frozenset(_NAMES.split())
"""The 56 names of GB/T 3304."""

_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
_CUT_OFF = re.compile(r"-$|[路道街巷]\d+$|附\d*$")
_DIGIT_LIKE = str.maketrans("OQDILZS", "0001125")


def id_number(pieces: Sequence[TextLine], everywhere: Sequence[TextLine]) -> tuple[str, list[TextLine]]:
    """The number printed beside its label; when the label was not seen, the only such number on the page.

    Gives what is printed even if it is too short or fails its check; `""` when nothing is.
    """
    printed = code(text_of(pieces))
    if printed:
        tidy = printed[:-1].translate(_DIGIT_LIKE) + printed[-1]
        return tidy, list(pieces)
    for line in everywhere:
        found = _NUMBER.fullmatch(code(line.text))
        if found:
            return found.group(), [line]
    return "", []


def add_sex(findings: Findings, pieces: Sequence[TextLine]) -> None:
    found = re.search("[男女]", text_of(pieces))
    findings.add("sex", found.group() if found else None, pieces[:1])


def add_ethnicity(findings: Findings, pieces: Sequence[TextLine]) -> None:
    """As printed, with or without 族."""
    text = prose(text_of(pieces[:1]))
    name = text.removesuffix("族")
    known = _ethnicity(name)
    findings.add("ethnicity", known + text[len(name) :] if known else None, pieces[:1])


def _ethnicity(name: str) -> str | None:
    """One of the 56, also when one of its characters was misread and only one of the 56 fits."""
    if name in ETHNICITIES:
        return name
    near = [
        known
        for known in ETHNICITIES
        if len(known) == len(name) >= 2 and sum(a != b for a, b in zip(known, name, strict=True)) == 1
    ]
    return near[0] if len(near) == 1 else None


def add_address(findings: Findings, pieces: Sequence[TextLine]) -> None:
    """An address that stops in the middle of a number has lost its last line, so it is not given at all."""
    text = prose(text_of(pieces))
    findings.add("address", None if _CUT_OFF.search(text) else text, pieces)


def add_birth_date(findings: Findings, pieces: Sequence[TextLine]) -> None:
    findings.add("birth_date", printed_date(compact(text_of(pieces))), pieces)


def add_id_number(findings: Findings, pieces: Sequence[TextLine], everywhere: Sequence[TextLine]) -> None:
    """Adds the number if it holds, and drops a birth date or sex that contradicts it."""
    number, where = id_number(pieces, everywhere)
    if not number:
        return
    if not identifiers.id_number_valid(number):
        findings.fail("id_number", "checks.id_number")
        return
    findings.add("id_number", number, where)
    born, sex = identifiers.birth_date_of(number), identifiers.sex_of(number)
    printed_birth, printed_sex = findings.value("birth_date"), findings.value("sex")
    if printed_birth is not None and born is not None and printed_birth != born.isoformat():
        findings.fail("birth_date", "checks.birth_date")
    if printed_sex is not None and printed_sex != sex:
        findings.fail("sex", "checks.sex")
