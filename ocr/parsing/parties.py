"""Who owns, lets or rents: a person, several, or a firm. Pure."""

import re

from ocr.normalise import prose, simplified
from ocr.parsing import people
from ocr.values import Value

_NUMBERED = re.compile(r"\([^()]*\d{4}[^()]*\)|(?:居民)?身份证.*|证件.*")
"""An id number behind the name."""

_FIRM = re.compile(
    r"[\w()·]{2,40}(?:公司|厂|店|部|院|行|社|所|局|中心|学校|大学|集团|委员会|管理处|事务所|工作室)(?:\([\w:：]+\))?"
)


def party(text: str) -> Value | None:
    """The names as printed, 、 between several, or the name of a firm."""
    tidy = _NUMBERED.sub("", simplified(prose(text))).strip(":：_，。、 ")
    named = people.names(tidy)
    if named is not None and not tidy.endswith("公司"):
        return named
    return Value(tidy) if is_firm(tidy) else None


def is_firm(name: str) -> bool:
    return _FIRM.fullmatch(name) is not None
