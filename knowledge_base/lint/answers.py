"""Rules on QA answers: what they say outright must agree with the guide's own fields, and promise nothing."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge_base.lint.written import Broken, Rule, Written
from knowledge_base.model.guide import Guide
from knowledge_base.wordings import split

_NEGATED = re.compile(
    r"(不能|不可以|不是|没法|办不了|不支持|还不|不一定|能不能|可不可以|是不是|以为)[^，。；]{0,8}$"
)
_HEDGED = re.compile(r"一般|有的|有些|部分|看|如果|要是|符合|除了")
_FREE = re.compile(r"(不收|不要|不用|免|没有)(任何|一分)?(费用|费|钱)|免费")
_FULLY_ONLINE = re.compile(
    r"全程(可以)?(在)?网(上)?办|全程网上|不用(跑|去|到)(窗口|现场)|一次都不用跑|足不出户"
)
_AT_ONCE = re.compile(r"当场(就)?(能|可以)?(办好|办结|发|拿|领|办完)|立等可取|即时办结")
_PROMISE = re.compile(r"(一定|肯定|保证|必定|百分之百|包)(能|会|可以)?(批|通过|办成|过审|批准|办下来)")
_PASSED = re.compile(r"(预审|审核|审查|审批)(已经|已)?(通过|合格)|(可以|能够?|就会?)(通过|批准|获批)")
_REFUSED = re.compile(r"(不|没|谁|敢|不敢|无法|不能|不会)[^，。；]{0,4}$")
LONGEST = 180
"""characters of an answer: two or three sentences"""


def answer_contradicts(guide: Guide, day: date) -> Iterator[Broken]:
    """An answer that says free, fully online or at once, where the guide's fields say otherwise."""
    how = guide.handling
    at_once = any(limit.unit == "immediate" for limit in guide.time_limits)
    charged = guide.fee.charged and any(line.amount > 0 and not line.when for line in guide.fee.lines)
    for index, pair in enumerate(guide.qa):
        path = ("qa", index, "answer")
        first = "".join(split(pair.answer)[:1])
        if charged and _says(_FREE, first) and re.search(r"钱|费", pair.question):
            yield path, {"what": "答案说不收费，收费栏却列了金额"}
        if how and (how.visits > 0 or how.online == "none") and _says(_FULLY_ONLINE, first):
            yield path, {"what": "答案说不用到现场，办理方式却写要到现场"}
        if how and how.case_type == "promised" and not at_once and _says(_AT_ONCE, first):
            yield path, {"what": "答案说当场办好，时限里却没有当场"}


def promises_approval(guide: Written, day: date) -> Iterator[Broken]:
    """The assistant never promises approval, so no published answer may."""
    for index, pair in enumerate(guide.qa):
        found = _PROMISE.search(pair.answer)
        if found and not _REFUSED.search(pair.answer[: found.start()]):
            yield ("qa", index, "answer"), {"written": found[0]}


def review_promises(guide: Guide, day: date) -> Iterator[Broken]:
    """What the precheck says of a fault tells how to mend it, and never that it will pass then."""
    for index, point in enumerate(guide.review):
        found = _PASSED.search(point.message) or _PROMISE.search(point.message)
        if found and not _REFUSED.search(point.message[: found.start()]):
            yield ("review", index, "message"), {"written": found[0]}


def answer_long(guide: Written, day: date) -> Iterator[Broken]:
    for index, pair in enumerate(guide.qa):
        if len(pair.answer) > LONGEST:
            yield ("qa", index, "answer"), {"length": len(pair.answer)}


def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the text asserts it for everybody: not hedged, and not under a negation in the same clause."""
    if _HEDGED.search(text):
        return False
    return any(not _NEGATED.search(text[: found.start()]) for found in pattern.finditer(text))


ANSWER_RULES: dict[str, Rule] = {
    "answer-contradicts": answer_contradicts,
    "promises-approval": promises_approval,
    "review-promises": review_promises,
    "answer-long": answer_long,
}
