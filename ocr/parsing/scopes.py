"""经营范围 of a business licence: items between ；, and the regulator's fixed sentences. Pure."""

import re

from rapidfuzz import fuzz

from ocr.normalise import prose, simplified
from ocr.values import Value

_PHRASES = (
    "依法须经批准的项目，经相关部门批准后方可开展经营活动",
    "依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准",
    "依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以审批结果为准",
    "依法须经批准的项目，经相关部门批准后依批准的内容开展经营活动",
    "除依法须经批准的项目外，凭营业执照依法自主开展经营活动",
    "除许可业务外，可自主依法经营法律法规非禁止或限制的项目",
)
"""市场监管总局, 经营范围登记规范化."""

_ALIKE = 85.0
"""So alike (0 to 100) a sentence is one of these misread; they are less alike themselves."""

_BRACKETED = re.compile(r"([(【])([^()【】]{16,60})([)】]|$)")
_CLOSING = {"(": ")", "【": "】"}

_SIGNED = re.compile(r"(?:监督|行政)管理局$|\d{4}年\d{1,2}月\d{1,2}日?$")
"""Who issued a licence, and when: run into a scope that stands above."""

_ITEM = re.compile(r"([^：；。，()【】]*)：")
_LEADS = re.compile(
    r".*(?:项目|范围|主营|兼营|许可|方式)|(?:批发|零售|销售|生产|加工|制造|种植|养殖|收购|经营|服务|、|和|及|兼)+|"
)
"""What a colon follows; behind anything else it is a ； misread."""


def scope(text: str) -> Value | None:
    """As printed, with misread characters of the fixed sentences mended."""
    tidy = simplified(prose(text)).strip(":：-—_、，")
    if len(tidy) < 2 or not re.search(r"[\u3400-\u9fff]{2}", tidy):
        return None
    if _SIGNED.search(tidy):
        return None
    parted = _ITEM.sub(_parted, tidy)
    mended = _BRACKETED.sub(_fixed, parted)
    return Value(mended, note="scope" if mended != parted else None)


def _parted(item: re.Match[str]) -> str:
    return item.group() if _LEADS.fullmatch(item[1]) else item[1] + "；"


def _fixed(sentence: re.Match[str]) -> str:
    phrase = max(_PHRASES, key=lambda phrase: fuzz.ratio(phrase, sentence[2]))
    if fuzz.ratio(phrase, sentence[2]) < _ALIKE:
        return sentence.group()
    return sentence[1] + phrase + _CLOSING[sentence[1]]
