"""Which published sections answer a question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.topics import Aspect, letter_pairs, named_aspects, named_topics, own_letters, telling
from knowledge_base.asking import beyond_topics
from knowledge_base.model.guide import Guide
from knowledge_base.search.wording import Wording, clauses
from knowledge_base.sections import Section
from knowledge_base.types import Passage

SURE_PAIR = 0.35
"""fit from which a QA pair is the answer: a near match that answers something else misleads whole"""
SURE = 0.3
"""fit from which a sentence is the answer; three of four questions about something else stay below"""
BESIDE = 0.6
"""share of the best one's fit from which a second sentence is said with it"""
TIED = 0.9
"""share of the best pair's fit from which the next one is said too: which is meant, nobody can tell"""
NEAREST = 0.2
"""fit from which a pair is told as what comes nearest, when nothing answers surely"""
UNSURE = 0.5
"""fit below which a passage must at least speak of what was asked"""
CERTAIN = 0.9
"""fit from which nothing need be said beside it"""
MOST_TOPICS = 2

_GENERAL = re.compile(
    r"(怎么办|啷个办|咋办|咋个办|如何办|怎么(补|换|领|弄|申请|办理|登记|开|搞|整)|啷个(补|换|领|弄|申请|登记|整|搞)|"
    r"咋个?(补|换|领|弄|申请|登记|整|搞)|想办|要办|办理|怎么回事|介绍|是什么|啥意思|了解|咨询|怎样|如何)"
)
_SPECIFIC = re.compile(
    r"(吗|能不能|可不可以|可以|能|要不要|是不是|有没有|会不会|为什么|为啥|哪|几|多|什么时候|区别|如果|要是|[?？]"
    r"|(不|没|没得|没有|么|不嘛|呢|哇|没嘛)[。！!]*$)"
)
_ASKS = re.compile(r"吗|呢|[不没]$|是不是|有没有|(能|可|要|会|行|得)不")
"""a clause that asks something, whatever it is"""
_OPEN_LIST = re.compile(r"什么|啥|哪些|哪样|材料$|资料$|手续$|东西")
"""asks for the whole list, not whether one thing is on it (要带户口本吗)"""
_WHY = re.compile(r"为(什么|啥)|咋个?(不|没)|原因")
"""a pair that gives every reason why an item is refused; the next one may know the person's own"""
_LISTS = frozenset({"materials", "steps"})


def select(
    question: str,
    guide: Guide,
    all_sections: Sequence[Section],
    passages: Sequence[Passage],
    *,
    own_case: bool = False,
) -> list[Section]:
    """The sections that answer, best first; empty when the guide does not say it.

    Who asks for nothing but a topic (多少钱) gets its section; else the QA pair or the sentences that fit
    best, when they fit well enough; else the topic's section; for 怎么办 the summary. `own_case`: the list of
    materials is known for the person's own case and tells more than a QA pair for everybody.
    """
    by_id = {section.id: section for section in all_sections}
    asked = [topic for topic in named_topics(question) if topic in by_id]
    special = named_aspects(question)
    topics = [topic for topic in asked if not any(topic in aspect.instead_of for aspect in special)]
    fitting = sorted((p for p in passages if p.section in by_id and p.sentence), key=lambda p: -p.fit)
    if own_case and asked[:1] == ["materials"] and _OPEN_LIST.search(question):
        return [by_id[topic] for topic in asked[:MOST_TOPICS]]
    if topics and not special and not _beyond(question, guide):
        return [by_id[topic] for topic in topics[:MOST_TOPICS]]
    if topics[:1] and topics[0] in _LISTS and _OPEN_LIST.search(question) and not _sure_pair(fitting):
        return [by_id[topics[0]]]
    if not asked and _asks_in_general(question, guide) and "summary" in by_id:
        return [by_id["summary"]]
    found = _speaking_of(special, fitting, by_id) or _fitting(fitting, by_id)
    if found:
        return [*found, *_second_question(question, found, topics, by_id)]
    if topics:
        return [by_id[topics[0]]]
    general = _GENERAL.search(question) or not _SPECIFIC.search(question)
    return [by_id["summary"]] if general and not special and "summary" in by_id else []


def nearest(question: str, all_sections: Sequence[Section], passages: Sequence[Passage]) -> list[Section]:
    """The pair that comes nearest, told as no more than that; none that passes over an aspect asked for."""
    by_id = {section.id: section for section in all_sections}
    best = max((p for p in passages if _is_pair(p) and p.section in by_id), key=lambda p: p.fit, default=None)
    if best is None or best.fit < NEAREST:
        return []
    pair, special = by_id[best.section], named_aspects(question)
    return [] if special and not any(aspect.told.search(pair.text) for aspect in special) else [pair]


def _beyond(question: str, guide: Guide) -> bool:
    """Whether it names more than topics and the item itself."""
    return bool(telling(letter_pairs(beyond_topics(question)), own_letters(guide)))


def _asks_in_general(question: str, guide: Guide) -> bool:
    """怎么办 about the item as a whole: no detail of it is the answer."""
    said = _GENERAL.sub("", question)
    return said != question and not _SPECIFIC.search(question) and not _beyond(said, guide)


def _sure_pair(fitting: Sequence[Passage]) -> bool:
    return bool(fitting) and _is_pair(fitting[0]) and fitting[0].fit >= SURE_PAIR


def _fitting(fitting: Sequence[Passage], by_id: Mapping[str, Section]) -> list[Section]:
    """The best one, and the next one when it fits nearly as well; of a section one sentence."""
    sure = [p for p in fitting if p.fit >= (SURE_PAIR if _is_pair(p) else SURE)]
    if not sure:
        return []
    chosen = [sure[0], *(p for p in sure[1:2] if _said_too(sure[0], p, by_id))]
    chosen.sort(key=lambda p: p.section != "mistakes")
    return [by_id[p.section] if _is_pair(p) else _only(by_id[p.section], p.sentence) for p in chosen]


def _speaking_of(
    special: Sequence[Aspect], fitting: Sequence[Passage], by_id: Mapping[str, Section]
) -> list[Section]:
    """The sentence that speaks of what was asked (寄), when the best passage is unsure and does not."""

    def tells(text: str) -> bool:
        return any(aspect.told.search(text) for aspect in special)

    if not special or (fitting and (fitting[0].fit >= UNSURE or tells(by_id[fitting[0].section].text))):
        return []
    return [_only(by_id[p.section], p.sentence) for p in fitting if not _is_pair(p) and tells(p.sentence)][:1]


def _said_too(best: Passage, second: Passage, by_id: Mapping[str, Section]) -> bool:
    if not (_is_pair(best) and _is_pair(second)):
        return best.fit < CERTAIN and second.fit >= BESIDE * best.fit
    if _WHY.search(by_id[best.section].title):
        return second.fit >= BESIDE * best.fit
    return best.fit < CERTAIN and second.fit >= TIED * best.fit


def _second_question(
    question: str, found: Sequence[Section], topics: Sequence[str], by_id: Mapping[str, Section]
) -> list[Section]:
    """The section of a topic that a clause of its own asks for and that is not answered yet."""
    parts = clauses(Wording.shipped().one(question))
    if sum(bool(named_topics(part) or _ASKS.search(part)) for part in parts) < MOST_TOPICS:
        return []
    answered = {section.id for section in found}.union(
        *(named_topics(section.title) for section in found if section.id.startswith("qa:"))
    )
    return [by_id[topic] for topic in topics if topic not in answered][:1] if answered else []


def tied(found: Sequence[Section]) -> bool:
    """Whether two pairs are said because either may be meant."""
    return sum(section.id.startswith("qa:") for section in found) > 1


def _is_pair(passage: Passage) -> bool:
    return passage.section.startswith("qa:")


def _only(section: Section, sentence: str) -> Section:
    return replace(section, sentences=(sentence,))
