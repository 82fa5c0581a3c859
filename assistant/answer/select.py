"""Which published sections answer a question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.topics import (
    Aspect,
    alike,
    letter_pairs,
    named_aspects,
    named_topics,
    naming,
    own_letters,
    own_words,
    pair_likeness,
    pairs_on,
)
from knowledge_base.model.guide import Guide
from knowledge_base.sections import Section
from knowledge_base.types import Passage

SURE_PAIR = 0.6
"""score from which a published QA pair on the topic asked for is the answer"""
SAME_PAIR = 0.85
"""score from which it is the answer whatever topic the question names"""
USEFUL = 0.45
"""score from which a passage answers a question that names no topic"""
NAMED = 0.6
"""share of what a question names that a sentence must name to answer it"""
MOST_TOPICS = 2
MOST_SENTENCES = 3

_GENERAL = re.compile(
    r"(怎么办|啷个办|咋办|咋个办|如何办|怎么(补|换|领|弄|申请|办理|登记|开|搞|整)|啷个(补|换|领|弄|申请|登记|整|搞)|"
    r"咋个?(补|换|领|弄|申请|登记|整|搞)|想办|要办|办理|怎么回事|介绍|是什么|啥意思|了解|咨询|怎样|如何)"
)
_SPECIFIC = re.compile(
    r"(吗|能不能|可不可以|可以|能|要不要|是不是|有没有|会不会|为什么|为啥|哪|几|多|什么时候|区别|如果|要是|[?？]"
    r"|(不|没|没得|没有|么|不嘛|呢|哇|没嘛)[。！!]*$)"
)
_OPEN_LIST = re.compile(r"什么|啥|哪些|哪样|材料$|资料$|手续$|东西")
"""asks for the whole list, not whether one thing is on it (要带户口本吗)"""


def select(
    question: str,
    guide: Guide,
    all_sections: Sequence[Section],
    passages: Sequence[Passage],
    *,
    own_case: bool = False,
) -> list[Section]:
    """The sections that answer, best first; empty when the guide does not say it.

    A QA pair that asks the same thing wins; then what has no section of its own; then the topics named; then,
    for 怎么办, the summary; then the best passage. `own_case`: the list of materials is known for the
    person's own case and tells more than a QA pair for everybody.
    """
    by_id = {section.id: section for section in all_sections}
    asked = named_topics(question)[:MOST_TOPICS]
    fitting = [p for p in passages if p.section in by_id]
    if own_case and asked[:1] == ["materials"] and _OPEN_LIST.search(question):
        return [by_id[topic] for topic in asked if topic in by_id]
    same = _same(question, guide, fitting)
    if same is not None and len(asked) < MOST_TOPICS:
        return [by_id[same.section]]
    special = named_aspects(question)
    asked = [topic for topic in asked if not any(topic in aspect.instead_of for aspect in special)]
    answering = [section for aspect in special for section in _on_aspect(aspect, guide, by_id, fitting)]
    if answering:
        rest = [by_id[topic] for topic in asked if topic in by_id]
        return list(dict.fromkeys([*answering[:1], *rest]))[:MOST_TOPICS]
    if len(asked) > 1:
        found = [section for topic in asked if (section := _on_topic(topic, question, by_id, fitting))]
        return list(dict.fromkeys(found))
    pair = next((p for p in fitting if _same_question(question, asked, p)), None)
    if pair is not None:
        return [by_id[pair.section]]
    put_alike = alike(question, guide)
    if put_alike is not None and f"qa:{put_alike.id}" in by_id:
        return [by_id[f"qa:{put_alike.id}"]]
    return _unpaired(question, asked, by_id, fitting, own_words(guide))


def _same(question: str, guide: Guide, fitting: Sequence[Passage]) -> Passage | None:
    """The QA pair that asks just this; of several the one put most like it."""
    pairs = {f"qa:{pair.id}": pair for pair in guide.qa}
    own = own_letters(guide)
    alike = {key: pair_likeness(question, pair, own) for key, pair in pairs.items()}
    sure = [p for p in fitting if p.score >= SAME_PAIR and alike.get(p.section, 0.0) > 0]
    return max(sure, key=lambda p: alike[p.section], default=None)


def _unpaired(
    question: str,
    asked: Sequence[str],
    by_id: Mapping[str, Section],
    fitting: Sequence[Passage],
    own: frozenset[str],
) -> list[Section]:
    """What answers when no QA pair does."""
    if named_aspects(question) and not asked:
        return []
    if asked and asked[0] in by_id:
        return [by_id[asked[0]]]
    if _GENERAL.search(question) or not _SPECIFIC.search(question):
        return [by_id["summary"]] if "summary" in by_id else []
    best = next(iter(fitting), None)
    if best is not None and best.score >= USEFUL:
        return [by_id[best.section]]
    return _speaking_of(naming(question) - own, by_id)


def _speaking_of(words: frozenset[str], by_id: Mapping[str, Section]) -> list[Section]:
    """The sentences that name most of what was asked about; none when that is too little."""
    said = [
        (len(words & letter_pairs(sentence)), section, sentence)
        for section in by_id.values()
        if section.id not in ("summary", "legal_basis")
        for sentence in section.sentences
    ]
    most = max((count for count, _, _ in said), default=0)
    if most == 0 or most < NAMED * len(words):
        return []
    first = next(section for count, section, _ in said if count == most)
    told = tuple(sentence for count, section, sentence in said if count == most and section is first)
    return [replace(first, sentences=told[:MOST_SENTENCES])]


def _on_aspect(
    aspect: Aspect, guide: Guide, by_id: Mapping[str, Section], passages: Sequence[Passage]
) -> list[Section]:
    """The QA pair that asks about it, else the sentences that speak of it."""
    ids = [f"qa:{pair.id}" for pair in pairs_on(aspect, guide) if f"qa:{pair.id}" in by_id]
    if ids:
        sure = (p.section for p in passages if p.section in ids and p.score >= SURE_PAIR)
        return [by_id[next(sure, ids[0])]]
    for section in by_id.values():
        told = tuple(s for s in section.sentences if aspect.told.search(s))
        if told and section.id not in ("summary", "legal_basis"):
            return [replace(section, sentences=told[:MOST_SENTENCES])]
    return []


def _on_topic(
    topic: str, question: str, by_id: Mapping[str, Section], passages: Sequence[Passage]
) -> Section | None:
    """What one of several questions in a message is answered with."""
    pair = next((p for p in passages if _same_question(question, [topic], p)), None)
    return by_id.get(pair.section if pair else topic)


def _same_question(question: str, asked: Sequence[str], pair: Passage) -> bool:
    """Whether a QA pair asks what was asked: alike in words, and about the same topic or about none."""
    if not pair.section.startswith("qa:") or pair.score < SURE_PAIR:
        return False
    topics_of_pair = set(named_topics(pair.title))
    if asked:
        return bool(topics_of_pair & set(asked)) or (list(asked) == ["conditions"] and not topics_of_pair)
    general = _GENERAL.search(question) is not None
    return not topics_of_pair and (not general or _GENERAL.search(pair.title) is not None)
