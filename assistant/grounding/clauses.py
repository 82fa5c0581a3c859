"""A text as clauses that can be compared: amounts, marks of modality and negation, and what is left. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.figures import amounts
from assistant.grounding.lists import Lists
from knowledge_base.search.wording import Wording

KEPT = 4096
ANSWER = -1
"""the `segment` of an answer put together with its question"""
_BREAK = re.compile(r"([,。!?;:()\[\]【】\n…—]+)")
_QUOTED = re.compile(r"[\s“”‘’\"'「」『』]+")
_CONDITION = re.compile(r"(?:的|时|者|的话|前提下|情况下)$|^(?:如|要是|若|凡|除|万一|只要|只有)")
_NUMERAL = re.compile(r"([零〇一二两三四五六七八九十百千万半几]+)(.?)")
_ONE = re.compile(
    r"(?<![零〇一二两三四五六七八九十百千万半几\d])一(?:份|个|张|种|家|项)(?![月半人工自周星季小])"
)
"""no more than an article"""
_MARK = re.compile("[\ue000-\ue0ff]")
_NO_WORD = re.compile("[\ue000-\ue0ff|¦、]")
_GAP, JOINT = "|", "¦"
"""where an amount stood; where two clauses were put together"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A modal or negating word: its class's character, what stands before and after it in its clause."""

    kind: str
    before: str
    scope: str


@dataclass(frozen=True, slots=True)
class Clause:
    """`plain`: what it says in compared wording, without amounts; marks are their characters."""

    plain: str
    marks: tuple[Mark, ...]
    amounts: tuple[str, ...]
    """with their limits, in order: `60 天 max`; bare numerals with what they count: `#三样`"""
    roles: tuple[str, ...]
    condition: bool
    segment: int
    """which part of the sentence, as ; and 。 divide it"""
    aside: bool = False
    """in brackets"""

    @property
    def content(self) -> str:
        return words_of(self.plain)

    @property
    def says_nothing(self) -> bool:
        return not (self.content or self.marks or self.amounts)

    @property
    def carries(self) -> bool:
        """Whether leaving it out could mislead."""
        return bool(self.marks or self.amounts or self.condition)


@lru_cache(maxsize=KEPT)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text in order; those that say nothing (courtesy) are left out."""
    found = [_clause(raw, segment, aside) for raw, segment, aside in _raw(Wording.shipped().one(text))]
    return tuple(one for one in found if not one.says_nothing)


def words_of(plain: str) -> str:
    """Without marks and gaps."""
    return _NO_WORD.sub("", plain)


def is_word(character: str) -> bool:
    return not _NO_WORD.match(character)


def joined(several: tuple[Clause, ...]) -> Clause:
    """Neighbouring clauses as one."""
    return Clause(
        JOINT.join(one.plain for one in several),
        tuple(mark for one in several for mark in one.marks),
        tuple(amount for one in several for amount in one.amounts),
        tuple(role for one in several for role in one.roles),
        any(one.condition for one in several),
        several[0].segment,
    )


def _raw(text: str) -> Iterator[tuple[str, int, bool]]:
    """Each clause as written, its part of the sentence, and whether it stands in brackets."""
    segment, depth = 0, 0
    for at, piece in enumerate(_BREAK.split(_QUOTED.sub("", text))):
        if at % 2:
            segment += any(c in "。!?;\n" for c in piece)
            depth = max(0, depth + piece.count("(") - piece.count(")"))
            continue
        for part in _listed(piece):
            if part:
                yield part, segment, depth > 0


def _listed(piece: str) -> list[str]:
    """Entries of a list are clauses where each carries something of its own (本人40元、代办60元)."""
    parts = piece.split("、")
    carry = (bool(amounts(part)) or bool(_MARK.search(Lists.shipped().read(part))) for part in parts)
    return parts if all(carry) else [piece]


def _clause(raw: str, segment: int, aside: bool) -> Clause:
    lists = Lists.shipped()
    told, rest = _amounts(raw)
    rest = _ONE.sub("", lists.closing.sub("", rest))
    told += tuple(f"#{n}{of}" for n, of in _NUMERAL.findall(lists.no_numeral.sub("", rest)))
    read = lists.read(rest)
    marks = tuple(
        Mark(m[0], words_of(read[: m.start()]), words_of(read[m.end() :])) for m in _MARK.finditer(read)
    )
    return Clause(read, marks, told, _roles(read), bool(_CONDITION.search(raw)), segment, aside)


def _amounts(raw: str) -> tuple[tuple[str, ...], str]:
    """The amounts with their limits, and the text without them."""
    lists = Lists.shipped()
    told: list[str] = []
    rest, at = "", 0
    for amount in amounts(raw):
        before = raw[at : amount.start]
        lead = lists.limit_before.search(before)
        tail = lists.limit_after.match(raw, amount.end)
        limits = {lists.limits_before[lead[0]]} if lead else set[str]()
        limits |= {lists.limits_after[tail[0]]} if tail else set[str]()
        told.append(" ".join([amount.fact.value, *sorted(limits)]))
        rest += (before[: lead.start()] if lead else before) + _GAP
        at = tail.end() if tail else amount.end
    return tuple(told), rest + raw[at:]


def _roles(plain: str) -> tuple[str, ...]:
    """Who and what is named, in order, as often as it is."""
    return tuple(found[0] for found in Lists.shipped().role.finditer(plain))
