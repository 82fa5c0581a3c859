"""Words on certificates: names of firms and banks, kinds, usages, classes, levels. Pure."""

import re
from collections.abc import Mapping
from functools import cache

from ocr.normalise import compact, prose, simplified
from ocr.parsing import lists
from ocr.parsing.misreads import misread, one_off
from ocr.values import Value

_STRIP = ":：-—_、，"
_FIRM = re.compile(r"[\u3400-\u9fff]{2}")
_CLASS = re.compile(r"A[123]|B[12]|C[1-6]|[DEFMNP]")
_CLASS_MISREADS = str.maketrans({"G": "C", "8": "B", "(": "C"})
_CLASS_DIGITS = re.compile(r"(?<=[ABC])[ILZSTO]")
_BRACKETS = re.compile(r"[()、，,\s]")
_LEVEL = re.compile(r"([一二三四壹贰叁肆1234]|^[-—_])级?")
_ONLY_KIND = re.compile(
    r"[\u4e00-\u9fff、]{2,24}(?:\([\u4e00-\u9fff、]{2,30}\)?[企业常驻代表分支公司机构]{0,10})?"
)
_KIND = re.compile("有限|股份|个体|合伙|独资|合作社|所有制|企业|公司|联营|分支机构|工商户")


_TITLE = re.compile(r"^营业执照(?:\(副本\))?")
"""The licence's own title, where it runs into the name below."""


def company_name(text: str) -> Value | None:
    """名称 of a firm or an individual business, as printed."""
    tidy = _TITLE.sub("", simplified(prose(text)).strip(_STRIP))
    return Value(tidy) if len(tidy) >= 4 and _FIRM.search(tidy) else None


def entity_type(text: str) -> Value | None:
    """类型: of the market regulator's list, brackets as there."""
    tidy = simplified(prose(text)).replace(",", "、").strip(_STRIP)
    printed = _BRACKETS.sub("", tidy)
    known = _bare_types().get(printed)
    if known:
        return Value(known, "listed")
    near = misread(printed, _bare_types()) if len(printed) >= 5 else None
    if near:
        return Value(_bare_types()[near], "listed", note="entity_type")
    return Value(tidy) if _KIND.search(tidy) and _ONLY_KIND.fullmatch(tidy) else None


@cache
def _bare_types() -> Mapping[str, str]:
    """Without brackets, which engines lose, → with them."""
    return {_BRACKETS.sub("", kind): kind for kind in lists.words("entity_types")}


def usage(text: str) -> Value | None:
    """用途 of land and of the building on it, / between the two."""
    tidy = simplified(prose(text)).replace("\\", "/").strip(_STRIP)
    parts = [part for part in re.split("[/、]", tidy) if part]
    if not parts or not _FIRM.search(tidy) or re.search(r"\d", tidy):
        return None
    if all(part in lists.words("usages") for part in parts):
        return Value(tidy, "listed")
    mended = [
        part
        if part in lists.words("usages")
        else misread(part, lists.words("usages"))
        if len(part) > 3
        else None
        for part in parts
    ]
    if all(mended):
        whole = "/".join(part for part in mended if part)
        return Value(whole, "listed", note="usage")
    return Value(tidy) if len(tidy) <= 40 else None


def co_ownership(text: str) -> Value | None:
    """共有情况."""
    tidy = simplified(prose(text))
    found = [share for share in lists.words("shares") if share in tidy]
    if found:
        return Value(found[0], "listed") if len(found) == 1 else None
    known = one_off(tidy, lists.words("shares"))
    return Value(known, "listed", note="co_ownership") if known else None


def vehicle_class(text: str) -> Value | None:
    """准驾车型: one class, or several without space between them (A1A2D)."""
    tidy = re.sub(r"[,，、/\s.。:：]", "", compact(text)).replace("l", "1").replace("|", "1").upper()
    tidy = tidy.translate(_CLASS_MISREADS)
    tidy = _CLASS_DIGITS.sub(lambda m: {"Z": "2", "S": "5"}.get(m.group(), "1"), tidy)
    tidy = re.sub(r"(?<![ABC])0|O", "D", tidy)
    classes = _CLASS.findall(tidy)
    if not classes or "".join(classes) != tidy or len(set(classes)) != len(classes):
        return None
    return Value(tidy, "listed")


def bank_name(text: str) -> Value | None:
    """The bank a card names, as its logo prints it."""
    tidy = simplified(prose(text))
    named = [bank for bank in _bank_names() if bank in tidy]
    if named:
        return Value(max(named, key=len), "listed")
    english = re.sub("[^A-Z]", "", tidy.upper())
    known = next((bank for words, bank in lists.table("banks_in_english").items() if words in english), None)
    if known:
        return Value(known, "listed")
    near = misread(
        re.sub(r"[^\u4e00-\u9fff]", "", tidy), [bank for bank in lists.words("banks") if len(bank) > 4]
    )
    return Value(near, "listed", note="bank_name") if near else None


@cache
def _bank_names() -> set[str]:
    return {
        *lists.words("banks"),
        *(bank.removeprefix("中国") for bank in lists.words("banks") if len(bank) > 4),
    }


def disability_category(text: str) -> Value | None:
    """残疾类别 as printed, with or without 残疾, one or several."""
    tidy = re.sub(r"[^\u4e00-\u9fff、,，/]", "", simplified(prose(text)))
    tidy = re.sub(r"^残疾类别", "", tidy).strip("、,，/")
    parts = [part.removesuffix("残疾") for part in re.split("[、,，/]", tidy)]
    if all(part in lists.words("disabilities") for part in parts):
        return Value(tidy, "listed")
    mended = [
        part if part in lists.words("disabilities") else misread(part, lists.words("disabilities"))
        for part in parts
    ]
    if len(parts) == 1 and mended[0]:
        return Value(mended[0] + tidy[len(parts[0]) :], "listed", note="category")
    return None


def disability_level(text: str) -> Value | None:
    """残疾等级 as printed: 一级 to 四级, or 壹级 to 肆级."""
    found = re.search("([一二三四壹贰叁肆])级", re.sub("^[-—_]级", "一级", simplified(prose(text))))
    return Value(found.group(), "listed") if found else None
