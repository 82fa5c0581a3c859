"""Published sentences in a model's words: what is unsupported is said as published, what is left out too."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.consulted import Ask, Line, Told
from assistant.grounding import faults, label, omissions
from assistant.model.evidence import Evidence, Worded, is_prose
from assistant.model.masking import Mask
from assistant.prompts import prompt
from assistant.rooms import Composer, Consult
from assistant.turn import Said, Turn
from knowledge_base.sections import Section
from knowledge_base.types import PublishedGuide

SHORT = 40
"""characters of a lone sentence that answers as it stands: no model need be asked"""


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a model wrote, judged: sentences that hold, and the others with their reasons."""

    answer: str
    held: tuple[Worded, ...]
    faulty: tuple[tuple[Worded, tuple[str, ...]], ...]


class ModelComposer:
    """Words the prose of what was found; lists and law are quoted. At any failure everything is."""

    def __init__(self, quoting: Composer, consult: Consult) -> None:
        self._quoting, self._consult = quoting, consult

    def compose(
        self, turn: Turn, question: str, published: PublishedGuide, found: Sequence[Section]
    ) -> list[Said]:
        evidence = Evidence.of(published, found)
        said = self._worded(turn, question, evidence) if _worth_it(evidence) else []
        if not said:
            return self._quoting.compose(turn, question, published, found)
        lists = [section for section in found if not is_prose(section)]
        return [*said, *self._quoting.compose(turn, question, published, lists)]

    def _worded(self, turn: Turn, question: str, evidence: Evidence) -> list[Said]:
        lines = (Line("person", Mask.of(turn).masked(question)),)
        name = evidence.about.names[0]
        wording = prompt("word")
        system = wording.filled(item=name, evidence=evidence.written())
        told = self._consult(turn, Ask("word", wording.version, system, lines))
        if not isinstance(told, Told):
            return []
        best = _judged(turn, told.text, evidence)
        if best.faulty:
            again = self._repaired(turn, lines, evidence, best)
            best = (
                best if again is None else min(again, best, key=lambda one: len(_untold(one.held, evidence)))
            )
        return _said(_complete(best.held, evidence), evidence)

    def _repaired(
        self, turn: Turn, lines: tuple[Line, ...], evidence: Evidence, draft: _Draft
    ) -> _Draft | None:
        """The one further try; None where there is no time or no answer."""
        repair = prompt("repair")
        wrong = "\n".join(f"{one.text}（{'；'.join(map(label, why))}）" for one, why in draft.faulty)
        mask = Mask.of(turn)
        shown = mask.masked(wrong)  # a model may have written somebody's name
        system = repair.filled(item=evidence.about.names[0], evidence=evidence.written(), faults=shown)
        before = Line("assistant", mask.masked(draft.answer))
        told = self._consult(turn, Ask("repair", repair.version, system, (*lines, before)))
        return _judged(turn, told.text, evidence) if isinstance(told, Told) else None


def _worth_it(evidence: Evidence) -> bool:
    """Not for lists alone, nor for one short sentence that already answers."""
    quotes = evidence.quotes
    return len(quotes) > 1 or any(len(quote) > SHORT for quote in quotes)


def _judged(turn: Turn, answer: str, evidence: Evidence) -> _Draft:
    """Also counts: how many sentences were written, why the rejected ones were."""
    sentences, uncited = evidence.worded(answer)
    judged = [(one, faults(one.text, one.quotes, evidence.about)) for one in sentences]
    faulty = tuple((one, why) for one, why in judged if why)
    turn.wording.written += len(sentences) + uncited
    for reason in [*(why[0] for _, why in faulty), *["uncited"] * uncited]:
        turn.wording.reject(reason)
    return _Draft(answer, tuple(one for one, why in judged if not why), faulty)


def _untold(held: Sequence[Worded], evidence: Evidence) -> tuple[str, ...]:
    return omissions([(one.text, one.quotes) for one in held], evidence.quotes, evidence.about)


def _complete(held: Sequence[Worded], evidence: Evidence) -> list[Worded]:
    """Without the sentences that tell but a part of what they cite: the published one tells it all."""
    kept = list(dict.fromkeys(held))
    while True:
        untold = _untold(kept, evidence)
        whole = [one for one in kept if not set(one.quotes) & set(untold)]
        if whole == kept:
            return whole
        kept = whole


def _said(held: Sequence[Worded], evidence: Evidence) -> list[Said]:
    """In the order of what was published; what no sentence tells, word for word. Empty: nothing is worded."""
    quotes = evidence.quotes
    parts = [Worded(quote, (quote,)) for quote in _untold(held, evidence)]
    ordered = sorted([*held, *parts], key=lambda one: min(quotes.index(quote) for quote in one.quotes))
    if all(one.text in quotes for one in ordered):
        return []
    return [
        Said(
            one.text,
            tuple(evidence.citation(quote) for quote in one.quotes),
            joined=at > 0,
            worded=one.text not in quotes,
        )
        for at, one in enumerate(ordered)
    ]
