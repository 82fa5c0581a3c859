"""The generated dictionary: what names are made of, kept whole when texts are cut into words. Pure."""

import re
from collections.abc import Iterable

from knowledge_base.search.corpus import Text
from knowledge_base.search.wording import Wording

_SHORTEST, _LONGEST = 2, 6
_ENDINGS = re.compile(
    "(申领|换领|补领|补发|换发|签注|挂失|解挂|申报|登记|备案|认定|许可|注销|变更|设立|办理|审批|核发|查询|证明|申请|确认|新办|新设|领取|提取)+$"
)
_BETWEEN = re.compile(r"[^\u4e00-\u9fff]|的|和|与|或|及|、")


def terms_of(texts: Iterable[Text]) -> set[str]:
    """Our fixed terms, and the thing that each official name is about (居住证签注 → 居住证)."""
    wording = Wording.shipped()
    terms = set(wording.terms)
    for text in texts:
        if text.official:
            for part in _BETWEEN.split(wording.one(text.text)):
                thing = _ENDINGS.sub("", part)
                if _SHORTEST <= len(thing) <= _LONGEST and thing not in wording.stop:
                    terms.add(thing)
    return terms
