"""What documents say of a person: name, sex, ethnicity, relation to the head of the household. Pure."""

import re
import unicodedata

from ocr import gazetteer
from ocr.normalise import prose, simplified
from ocr.parsing import lists
from ocr.parsing.misreads import misread, one_off
from ocr.values import Value

_LONGEST, _LONGEST_WITHOUT_DOT = 25, 10
_LABELS = re.compile(
    "姓名|性别|民族|出生|住址|号码|证件|日期|机关|籍贯|户主|关系|持证|登记|身份|签名|签章|签字|盖章|联系|电话|编号"
    "|公民|居民|公司|委员会|街道|甲方|乙方|出租|承租|经营者|负责人|代表人|以下简称|性[男女]|国籍|样本|有效|期限|重庆市|仅[供限用]|使用|专用|办理|复印|原件"
)
_BETWEEN_NAMES = re.compile(r"[、,，;；/]|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})")


_STAMPED = re.compile("[样羊]本$")
"""The stamp of a specimen behind the name."""


def name(text: str) -> Value | None:
    """A person's name: Chinese characters of any extension, · between the parts of one."""
    found = _name(text)
    return Value(found) if found else None


def names(text: str) -> Value | None:
    """One or several names, 、 between them, as owners of a flat are printed."""
    found = [_name(part) for part in _BETWEEN_NAMES.split(prose(text)) if part]
    given = [part for part in found if part]
    return Value("、".join(given)) if given and len(given) == len(found) else None


def _name(text: str) -> str | None:
    tidy = _STAMPED.sub("", simplified(prose(text)).replace(".", "·").strip("·:：-—_()。，"))
    if not 2 <= len(tidy) <= _LONGEST or _LABELS.search(tidy):
        return None
    if len(tidy) > _LONGEST_WITHOUT_DOT and "·" not in tidy:
        return None
    if tidy.count("·") > 3 or "··" in tidy or not all(c == "·" or _han(c) for c in tidy):
        return None
    return tidy


def _han(character: str) -> bool:
    """A Chinese character of any extension; 〇 is one in names."""
    return character == "〇" or unicodedata.name(character, "").startswith("CJK ")


def sex(text: str) -> Value | None:
    found = set(re.findall("[男女]", simplified(text)))
    return Value(found.pop(), "listed") if len(found) == 1 else None


def ethnicity(text: str) -> Value | None:
    """One of the 56 (GB/T 3304), as printed with or without 族; a misread character is mended."""
    tidy = re.sub(r"[^\u4e00-\u9fff]", "", simplified(prose(text))).removeprefix("民族")
    tidy = re.sub(r"^.族(?=.)", "", tidy)  # the label, misread
    stem = tidy.removesuffix("族")
    if stem in lists.words("ethnicities") or tidy in lists.words("other_ethnicities"):
        return Value(tidy, "listed")
    mend = one_off if len(stem) >= 2 else misread
    known = mend(stem, lists.words("ethnicities"))
    return Value(known + tidy[len(stem) :], "listed", note="ethnicity") if known else None


def relation(text: str) -> Value | None:
    """Relation to the head of the household (GB/T 4761, and what older books print)."""
    tidy = re.sub(r"[^\u4e00-\u9fff]", "", simplified(prose(text)))
    if tidy in lists.words("relations"):
        return Value(tidy, "listed")
    mended = tidy.translate(str.maketrans(dict(lists.table("relation_misreads"))))
    if mended not in lists.words("relations") and len(tidy) > 2:
        mended = misread(tidy, lists.words("relations")) or mended
    if mended in lists.words("relations"):
        return Value(mended, "listed", note="relation")
    return Value(tidy) if 1 <= len(tidy) <= 12 and not re.search("关系|姓名|户别|性别", tidy) else None


def household_type(text: str) -> Value | None:
    """户别: 家庭户, 集体户, and older ones by 农业 and 非农业."""
    tidy = re.sub(r"[^\u4e00-\u9fff()]", "", simplified(prose(text)))
    if tidy in lists.words("household_types"):
        return Value(tidy, "listed")
    known = one_off(tidy, lists.words("household_types")) if len(tidy) >= 3 else None
    if known:
        return Value(known, "listed", note="household_type")
    return Value(tidy) if re.search("户口?$", tidy) and 2 <= len(tidy) <= 12 and "户别" not in tidy else None


def native_place(text: str) -> Value | None:
    """籍贯: province and county, often without 省, 市, 区."""
    tidy = simplified(prose(text)).strip(":：-—")
    if (
        not 2 <= len(tidy) <= 30
        or not all(_han(character) for character in tidy)
        or tidy in ("籍贯", "出生地")
    ):
        return None
    return Value(tidy, "listed" if gazetteer.is_place(tidy) else "free")
