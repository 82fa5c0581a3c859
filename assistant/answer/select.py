"""Which published sections answer a question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from knowledge_base.sections import Section
from knowledge_base.types import Passage

SURE_PAIR = 0.6
"""score from which a published QA pair is the answer, whatever topic the question names"""
USEFUL = 0.45
"""score from which a passage answers a question that names no topic"""
MOST_TOPICS = 2

_GENERAL = re.compile(
    r"(怎么办|啷个办|咋办|咋个办|如何办|怎么(补|换|领|弄|申请|办理|登记|开|搞)|啷个(补|换|领|弄|申请|登记|整|搞)|"
    r"咋个?(补|换|领|弄|申请|登记|整|搞)|想办|要办|办理|怎么回事|介绍|是什么|啥意思|了解|咨询|怎样|如何)"
)
_SPECIFIC = re.compile(
    r"(吗|能不能|可不可以|可以|能|要不要|是不是|有没有|会不会|为什么|为啥|哪|几|多|什么时候|区别|如果|要是|[?？])"
)


@dataclass(frozen=True, slots=True)
class Topic:
    section: str
    asked: re.Pattern[str]


@cache
def topics() -> tuple[Topic, ...]:
    """Reads topics.yaml; compiled once a process."""
    text = files("assistant.answer").joinpath("topics.yaml").read_text(encoding="utf-8")
    data = cast("dict[str, str]", yaml.safe_load(text))
    return tuple(Topic(section, re.compile(pattern)) for section, pattern in data.items())


def named_topics(question: str) -> list[str]:
    """The sections a question asks for by name."""
    squeezed = re.sub(r"\s+", "", question)
    return [topic.section for topic in topics() if topic.asked.search(squeezed)]


def select(question: str, all_sections: Sequence[Section], passages: Sequence[Passage]) -> list[Section]:
    """The sections that answer, best first; empty when the guide does not say it.

    A QA pair that asks the same thing wins; then the topics named; then, for 怎么办, the summary; then the
    best passage.
    """
    by_id = {section.id: section for section in all_sections}
    asked = named_topics(question)[:MOST_TOPICS]
    fitting = [p for p in passages if p.section in by_id]
    if len(asked) > 1:
        found = [section for topic in asked if (section := _on_topic(topic, question, by_id, fitting))]
        return list(dict.fromkeys(found))
    pair = next((p for p in fitting if _same_question(question, asked, p)), None)
    if pair is not None:
        return [by_id[pair.section]]
    if asked and asked[0] in by_id:
        return [by_id[asked[0]]]
    if _GENERAL.search(question) or not _SPECIFIC.search(question):
        return [by_id["summary"]] if "summary" in by_id else []
    best = next(iter(fitting), None)
    return [by_id[best.section]] if best is not None and best.score >= USEFUL else []


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
