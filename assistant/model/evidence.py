"""What a language model is given to put into words, and its sentences with what they cite. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.quoting import LISTS, MOST_SENTENCES
from assistant.grounding import About
from assistant.reply import Citation
from knowledge_base.model.guide import ServiceItem
from knowledge_base.sections import Section
from knowledge_base.types import PublishedGuide

QUOTED = frozenset(LISTS) | {"legal_basis"}
"""what code quotes and no model words: half a list would be a wrong answer, law stands to the letter"""
_TOKENS = re.compile(r"(?:\s*\[S\d{1,3}\])+")
_TOKEN = re.compile(r"\[(S\d{1,3})\]")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”」）)]*")
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff，。、：；]) +| +(?=[\u4e00-\u9fff，。、：；])")
"""as some models set figures and words apart: 工本费 40 元"""
_LEAD = re.compile(r"^[\s。！？!?，,；;、*#>·-]+")


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence of a model: its text without tokens, and the known quotes that its tokens name."""

    text: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The published sentences of one version that may be cited, by token, in their order."""

    citations: Mapping[str, Citation]
    about: About
    headings: Mapping[str, str]
    """section id → the question of a QA pair, or the heading"""

    @classmethod
    def of(cls, published: PublishedGuide, found: Sequence[Section]) -> "Evidence":
        prose = [section for section in found if is_prose(section)]
        citations = [
            Citation(published.item_id, published.version, section.id, sentence)
            for section in prose
            for sentence in section.sentences[:MOST_SENTENCES]
        ]
        return cls(
            {f"S{at}": one for at, one in enumerate(dict.fromkeys(citations), start=1)},
            about_guide(published.guide.item, prose),
            {section.id: section.title for section in prose},
        )

    @property
    def quotes(self) -> tuple[str, ...]:
        return tuple(one.quote for one in self.citations.values())

    def citation(self, quote: str) -> Citation:
        return next(one for one in self.citations.values() if one.quote == quote)

    def written(self) -> str:
        """As the prompt shows it: each section's heading, then a line a sentence."""
        lines: list[str] = []
        told = ""
        for token, one in self.citations.items():
            if one.section != told:
                lines.append(f"（{self.headings[one.section]}）")
            told = one.section
            lines.append(f"[{token}] {one.quote}")
        return "\n".join(lines)

    def worded(self, answer: str) -> tuple[list[Worded], int]:
        """The sentences that cite, and how many do not: a token names the sentence right before it."""
        answer = _SPACED.sub("", answer)
        found: list[Worded] = []
        uncited = at = 0
        for tokens in _TOKENS.finditer(answer):
            *others, last = _sentences(answer[at : tokens.start()]) or [""]
            names = dict.fromkeys(_TOKEN.findall(tokens[0]))
            quotes = tuple(self.citations[name].quote for name in names if name in self.citations)
            uncited += len(others)
            at = tokens.end()
            if last and quotes:
                found.append(Worded(last, quotes))
            else:
                uncited += bool(last)
        return found, uncited + len(_sentences(answer[at:]))


def is_prose(section: Section) -> bool:
    return section.id not in QUOTED


def about_guide(item: ServiceItem, sections: Iterable[Section]) -> About:
    """What a sentence that cites these sections may be about."""
    quoted = {sentence: section for section in sections for sentence in section.sentences}
    return About.of(item.official_name, item.plain_name, quoted)


def _sentences(text: str) -> list[str]:
    """Each with an end: the full stop may stand behind the token."""
    found = (_LEAD.sub("", one).strip() for one in _SENTENCE.findall(text))
    return [one if one[-1] in "。！？!?”」）)" else f"{one}。" for one in found if one]
