"""Which option an answer to the question just put means, in whatever words. Pure.

The options are before the person's eyes, so a word that says little by itself (寄, 在, 两年了) says enough.
Words that mean an option wherever they are said stand in its guide's phrases; the others in answering.yaml.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from assistant.understand.measures import by_measure
from assistant.wording import loose
from knowledge_base.divisions import Divisions
from knowledge_base.model.guide import Option, Question
from prefill.choices import chosen

LONGEST = 40
"""letters of an answer; a longer message is a story, that has to be read with more care"""
_CENTRAL = "主城|中心|渝中|江北|沙坪坝|沙区|九龙坡|南岸|北碚|渝北|巴南|大渡口|两江|高新"
_DENIES = re.compile(r"^(?:都|还|从来|从|以前|目前)*(?:没|不|未|无)|^第一次")
_OPEN = re.compile(r"吗[？?]?$|有没有|要不要|是不是")
_YES = re.compile(
    r"^(?:我|嗯|哦|就|肯定|当然|都)*(?:是|对|对头|有|要|带|在|满|需要|会|可以|中|得行)(?:的|了|咯|嘛|噻|哈|啊)*$"
)
_NO = re.compile(
    r"^(?:我|嗯|哦|就|都|也|目前|暂时|现在|从来|以前|还)*(?:没|没有|没得|不|不是|不在|不要|不用|不需要|不带|不到|没满|未|无|莫得)(?:的|嘛|噻|哈|啊|过|呢|有)*$"
)
_NO_AND_MORE = re.compile(
    r"^(?:我|嗯|就|都|还|暂时|目前)*(?:没|不|未|无(?!所)|莫得)"
    r"(?!.*[0-9一二两三四五六七八九十几]+个?(?:年|月|天|岁|次|回))"
    r"(?!是这|是问|是.+是|晓得|知道|记得|清楚|懂|明白|想(?:说|填|讲)|方便|听|看|急|等|办|交|弄|是这个|对)"
)
_ASKS = re.compile(
    r"[?？]|吗|多少|多久|好久|怎么|怎样|啷个|咋|什么|啥|哪|为何|能不能|可不可以|要不要|是不是|行不行|区别|意思|^不是(?:这|问|办)|(?:搞|弄|说|填|写)错"
)
"""a message that asks is no answer, though it may name an option"""


@dataclass(frozen=True, slots=True)
class Kind:
    """Answers of one kind, to all options whose label says so."""

    option: re.Pattern[str]
    ask: re.Pattern[str]
    said: re.Pattern[str]
    unless: re.Pattern[str] | None

    def means(self, question: Question, option: Option, text: str) -> bool:
        put = self.option.search(option.label) and self.ask.search(question.ask)
        return bool(put and self.said.search(text) and not (self.unless and self.unless.search(text)))


def answered(question: Question, text: str) -> Option | None:
    """The option meant; None when no option is, or more than one may be."""
    said = text.strip(" ，,。.!！?？~～…")
    exact = [o for o in question.options if loose(said) in map(loose, (o.label, *o.phrases))]
    if len(exact) == 1 or len(said) > LONGEST or _ASKS.search(text):
        return exact[0] if len(exact) == 1 else None
    plain = re.sub(r"[\s、；;。.！!：:]+", "，", said).casefold()
    ways = (_by_kind, by_measure, _by_phrase, _by_yes_or_no)
    return next((option for way in ways if (option := way(question, plain))), None)


def _by_kind(question: Question, text: str) -> Option | None:
    meant = [o for o in question.options if any(kind.means(question, o, text) for kind in _kinds())]
    return meant[0] if len(meant) == 1 else None


def _by_phrase(question: Question, text: str) -> Option | None:
    return chosen(question.options, text)


def _by_yes_or_no(question: Question, text: str) -> Option | None:
    """有 and 没得 to a question whose options say the thing and deny it (有房子, 都没有)."""
    denying = [option for option in question.options if _DENIES.search(option.label)]
    first = text.split("，")[0]
    if len(denying) != 1 or not _OPEN.search(question.ask):
        return _by_what_is_asked(question, first)
    others = [option for option in question.options if option is not denying[0]]
    if _NO.match(first) or (len(others) == 1 and _NO_AND_MORE.match(first)):
        return denying[0]
    return others[0] if len(others) == 1 and _YES.match(first) else None


def _by_what_is_asked(question: Question, first: str) -> Option | None:
    """是 and 不是 to a question that names one of two options (户口在重庆吗)."""
    named = [option for option in question.options if option.label in question.ask]
    if len(question.options) != 2 or len(named) != 1 or not _OPEN.search(question.ask):
        return None
    if _YES.match(first):
        return named[0]
    other = next(option for option in question.options if option is not named[0])
    return other if _NO.match(first) else None


@cache
def _kinds() -> Sequence[Kind]:
    """Reads answering.yaml; compiled once a process."""
    text = files("assistant.understand").joinpath("answering.yaml").read_text(encoding="utf-8")
    data = cast("Mapping[str, object]", yaml.safe_load(text))
    words = {**cast("Mapping[str, str]", data["words"]), **_districts()}

    def pattern(source: str) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{(\w+)\}", lambda name: words.get(name[1], name[0]), source))

    return [
        Kind(
            pattern(one["option"]),
            pattern(one.get("ask", "")),
            pattern(one["said"]),
            pattern(one["unless"]) if "unless" in one else None,
        )
        for one in cast("list[Mapping[str, str]]", data["kinds"])
    ]


def _districts() -> Mapping[str, str]:
    names = [n for one in Divisions.shipped().all for n in (one.name, *one.aliases) if n != "重庆"]
    outer = [n for n in names if not re.match(_CENTRAL, n)]
    return {"district": "|".join(map(re.escape, names)), "county": "|".join(map(re.escape, outer))}
