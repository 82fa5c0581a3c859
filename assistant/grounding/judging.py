"""Whether published quotes support a sentence, and which quotes a set of sentences has left untold. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.figures import unsupported
from assistant.grounding.clauses import ANSWER, KEPT, Clause, Mark, clauses, is_word, joined
from assistant.grounding.lists import Lists
from assistant.grounding.support import WHOLE, kept, match, roles_kept
from knowledge_base.search.wording import Wording
from knowledge_base.sections import Section

LONGEST = 200
"""characters of a sentence"""
WIDEST = 3
"""clauses of a quote that one clause may sum up"""
TOLD = 0.6
"""share of a clause of the quote that has to be said where it is used"""
MENTIONED = 0.5
"""the same of one that carries neither figure, negation, duty nor condition"""
_WRITTEN = re.compile(r"[\u4e00-\u9fff0-9，。！？；：、（）“”《》·%,.!?;:() -]*")
_APART = re.compile(r"[\u4e00-\u9fff0-9] +[\u4e00-\u9fff0-9]")
_FOREIGN = re.compile(r"[^\u4e00-\u9fff，。！？；：、（）“”《》,.!?;:() ]+")
_PARTLY = ("condition",)
_PAIR = "qa:"
_ANSWERED = re.compile(r"[吗呢嘛?？。]+$")


@dataclass(frozen=True, slots=True)
class About:
    """What the sentence may be about: the item's names, and of each quote the heading it stands under."""

    names: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, official: str, plain: str, quoted: Mapping[str, Section]) -> "About":
        """`quoted`: quote → its section. Of a QA pair the question counts, which a bare 能 answers."""
        titles = {quote: section.title for quote, section in quoted.items() if section.id.startswith(_PAIR)}
        return cls(tuple(name for name in (official, plain) if name), titles)


@dataclass(slots=True)
class _Use:
    """A clause of a quote, by which clauses of the sentences it is told, and which of its characters are."""

    by: list[Clause] = field(default_factory=list[Clause])
    told: set[int] = field(default_factory=set[int])


_Place = tuple[str, int]
"""the quote, and which of its clauses"""


def faults(sentence: str, quotes: Sequence[str], about: About) -> tuple[str, ...]:
    """Why the quotes do not support the sentence, by the names of `words.yaml` `reasons`; empty: they do."""
    return _judged(sentence, tuple(quotes), about)[0]


def omissions(
    said: Sequence[tuple[str, Sequence[str]]], evidence: Sequence[str], about: About
) -> tuple[str, ...]:
    """Quotes that the sentences (each with what it cites) leave out, wholly or in a part that matters."""
    uses: dict[_Place, _Use] = {}
    verbatim = "".join(sentence for sentence, _ in said)
    for sentence, quotes in said:
        for place, use in _judged(sentence, tuple(quotes), about)[1].items():
            known = uses.setdefault(place, _Use())
            known.by += use.by
            known.told |= use.told
    return tuple(q for q in evidence if q not in verbatim and not _is_told(q, uses))


def _is_told(quote: str, uses: Mapping[_Place, _Use]) -> bool:
    return all(_enough(one, uses.get((quote, at))) for at, one in enumerate(clauses(quote)) if _matters(one))


def _judged(
    sentence: str, quotes: tuple[str, ...], about: About
) -> tuple[tuple[str, ...], dict[_Place, _Use]]:
    uses: dict[_Place, _Use] = {}
    if sentence in quotes:
        for at, one in enumerate(clauses(sentence)):
            uses[sentence, at] = _Use([one], set(range(len(one.plain))))
        return (), uses
    found = dict.fromkeys(_form(sentence, quotes, about))
    lent = _lent(quotes, about)
    said = clauses(sentence)
    if not any(one.content or one.marks for one in said):
        found["empty"] = None
    fits = _best(said, quotes, about, lent)
    for one in fits:
        one.note(uses)
    for one in fits:
        if not (one.faults == _PARTLY and _together(one, fits)):
            found |= dict.fromkeys(one.faults)
    found |= dict.fromkeys(_left_out(uses, said))
    return _named(sentence, tuple(found)), uses


def _form(sentence: str, quotes: Sequence[str], about: About) -> list[str]:
    """What no comparison of words need look at."""
    found: list[str] = []
    stated = (*quotes, *about.names, *(about.titles.get(quote, "") for quote in quotes))
    if len(sentence) > LONGEST:
        found.append("length")
    if "〔" in sentence or "〕" in sentence:
        found.append("placeholder")
    odd = [run for run in _FOREIGN.findall(sentence) if not any(run in one for one in stated)]
    spaced = _APART.search(sentence) and not any(_APART.search(quote) for quote in quotes)
    if spaced or any(not _WRITTEN.fullmatch(run) for run in odd):
        found.append("form")
    wrong = unsupported(Wording.shipped().one(sentence), [Wording.shipped().one(one) for one in stated])
    kinds = {
        fact.kind for fact in wrong if fact.value not in ("免费", "当场", "网上", "线上", "窗口", "分局")
    }
    if kinds & {"place", "law", "clause"}:
        found.append("places")
    if kinds & {"date"}:
        found.append("figures")
    return found


@dataclass(frozen=True, slots=True)
class _Fit:
    """A clause of the sentence, or neighbours together, with the support that fits best."""

    clause: Clause
    faults: tuple[str, ...]
    told: frozenset[int] = frozenset()
    places: tuple[_Place, ...] = ()

    def note(self, uses: dict[_Place, _Use]) -> None:
        """In the uses, what of the support is told."""
        at = 0
        for quote, number in self.places:
            length = len(clauses(quote)[number].plain)
            use = uses.setdefault((quote, number), _Use())
            use.by.append(self.clause)
            use.told |= {place - at for place in self.told if at <= place < at + length}
            at += length + 1


def _best(said: Sequence[Clause], quotes: Sequence[str], about: About, lent: str) -> list[_Fit]:
    """The reading of the sentence with the fewest faults: each clause alone, or neighbours as one."""
    alone = [_fit(one, quotes, about, lent) for one in said]
    if not any(one.faults for one in alone):
        return alone
    best: list[tuple[int, list[_Fit]]] = [(0, [])]
    for end in range(1, len(said) + 1):
        readings: list[tuple[int, list[_Fit]]] = []
        for width in range(1, min(WIDEST, end) + 1):
            several = tuple(said[end - width : end])
            if several[0].segment != several[-1].segment or (
                width > 1 and any(one.marks and not one.content for one in several)
            ):
                continue
            fit = alone[end - 1] if width == 1 else _fit(joined(several), quotes, about, lent)
            count, before = best[end - width]
            readings.append((count + width * len(fit.faults), [*before, fit]))
        best.append(min(readings, key=lambda one: one[0]))
    return best[-1][1]


def _fit(clause: Clause, quotes: Sequence[str], about: About, lent: str) -> _Fit:
    best: tuple[tuple[int, int, int], _Fit] | None = None
    for support, places in (one for q in quotes for one in _supports(q, about.titles.get(q, ""))):
        one = match(clause, support, lent)
        rank = (
            len(one.faults),
            not kept(support, [clause]) + (set(support.amounts) > set(clause.amounts)),
            len(support.content) - 2 * len(one.told),
        )
        if best is None or rank < best[0]:
            best = rank, _Fit(clause, one.faults, one.told, places)
    return best[1] if best else _Fit(clause, ("vocabulary",))


def _together(fit: _Fit, fits: Sequence[_Fit]) -> bool:
    """Whether what it tells in part is told whole with the clauses beside it, each of which adds to it."""
    others = {place for one in fits if one is not fit and one.places == fit.places for place in one.told}
    if len(fit.places) != 1 or not fit.told - others:
        return False
    quote, at = fit.places[0]
    return len(fit.told | others) >= WHOLE * len(clauses(quote)[at].content)


def _left_out(uses: Mapping[_Place, _Use], said: Sequence[Clause]) -> list[str]:
    """Faults of what is used in part: its negation, its figure, its condition is missing."""
    found: list[str] = []
    for (quote, at), use in uses.items():
        of_quote = clauses(quote)
        clause = of_quote[at]
        if not kept(clause, use.by):
            found.append("polarity")
        if not roles_kept(clause, said):
            found.append("roles")
        if _matters(clause) and not _enough(clause, use):
            found.append("condition")
        for number, other in enumerate(of_quote):
            binds = other.condition and other.segment == clause.segment
            if binds and (number < at or other.aside) and not _enough(other, uses.get((quote, number))):
                found.append("condition")
    return found


def _matters(clause: Clause) -> bool:
    """Whether it has to be told; a remark in brackets (自然日) need not."""
    return clause.carries or (not clause.aside and len(clause.content) > 1)


def _enough(clause: Clause, use: _Use | None) -> bool:
    if use is None:
        return clause.says_nothing
    amounts = {amount.split(" max")[0] for one in use.by for amount in one.amounts}
    if any(amount.split(" max")[0] not in amounts for amount in clause.amounts):
        return False
    return _share(clause, use) >= (TOLD if clause.carries else MENTIONED)


def _share(clause: Clause, use: _Use) -> float:
    """Of the clause's characters, those that are told."""
    words = [place for place, character in enumerate(clause.plain) if is_word(character)]
    return sum(place in use.told for place in words) / len(words) if words else 1.0


def _lent(quotes: Sequence[str], about: About) -> str:
    texts = (*about.names, *dict.fromkeys(about.titles.get(quote, "") for quote in quotes))
    return "|".join(one.plain for text in texts for one in clauses(text))


@lru_cache(maxsize=KEPT)
def _supports(quote: str, title: str) -> tuple[tuple[Clause, tuple[_Place, ...]], ...]:
    """Every clause of the quote, neighbours together, and 能 or 不能 with the question it answers."""
    of_quote = clauses(quote)
    found: list[tuple[Clause, tuple[_Place, ...]]] = []
    order = [at for at, one in enumerate(of_quote) if _matters(one) or not one.aside]
    for width in range(1, min(WIDEST, len(order)) + 1):
        for begin in range(len(order) - width + 1):
            chosen = order[begin : begin + width]
            several = tuple(of_quote[at] for at in chosen)
            if width == 1 or several[0].segment == several[-1].segment:
                found.append((joined(several), tuple((quote, at) for at in chosen)))
    found += [(one, ((quote, at),)) for at, one in enumerate(of_quote) if at not in order]
    return (*found, *_answering(quote, title))


def _answering(quote: str, title: str) -> list[tuple[Clause, tuple[_Place, ...]]]:
    first, asked = clauses(quote)[:1], clauses(_ANSWERED.sub("", title))
    if not first or first[0].content or not asked:
        return []
    marks = tuple(Mark(mark.kind, "", asked[-1].content) for mark in first[0].marks)
    whole = joined(asked)
    answer = Clause(whole.plain, marks, whole.amounts, whole.roles, False, ANSWER)
    return [(answer, ((quote, 0),))]


def _named(sentence: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """What it tries is the better name, where it says so."""
    if not found:
        return ()
    tried = [name for name, pattern in Lists.shipped().tries.items() if pattern.search(sentence)]
    return tuple(dict.fromkeys([*tried, *found]))
