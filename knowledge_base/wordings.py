"""Small pieces of published sentences: conditions, money, sentence ends. Pure."""

import re
from collections.abc import Sequence
from decimal import Decimal

from knowledge_base.model.base import DISTRICT, Situation, When, holds
from knowledge_base.model.guide import Question
from knowledge_base.texts import texts

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”」）]?")
_SHORT = 2
"""an option label this short (是, 没有) says nothing without its question"""


def split(text: str) -> tuple[str, ...]:
    """The sentences of a text, word for word."""
    return tuple(part.strip() for part in _SENTENCE.findall(text) if part.strip())


def ended(text: str) -> str:
    """The text with an end: a sentence that is quoted alone must stand alone."""
    text = text.strip()
    return text if not text or text[-1] in "。！？”）」" else f"{text}。"


def yuan(amount: Decimal) -> str:
    """`40.00` → `40`, `12.50` → `12.5`."""
    return f"{amount:f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:f}"


def condition(when: When, questions: Sequence[Question], situation: Situation | None) -> str:
    """`（丢了时）`; empty when nothing depends, or when the situation already says that it holds."""
    phrase = condition_phrase(when, questions, situation)
    return texts().say("when.only", when=phrase) if phrase else ""


def condition_phrase(when: When, questions: Sequence[Question], situation: Situation | None) -> str:
    if not when or (situation is not None and holds(when, situation)):
        return ""
    asked = {question.id: question for question in questions}
    parts: list[str] = []
    for question_id, options in when.items():
        question = asked[question_id]
        labels = [option.label for option in question.options if option.id in options]
        joined = texts().say("when.or").join(labels)
        if question_id == DISTRICT:
            parts.append(texts().say("when.district", options=joined))
            continue
        if any(len(label) <= _SHORT for label in labels):
            joined = texts().say("when.is", question=question.ask.rstrip("？?"), options=joined)
        parts.append(joined)
    return texts().say("when.and").join(parts)
