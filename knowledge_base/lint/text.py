"""Rules on what is written: units, flows, lengths, and figures that no field of the guide backs."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from knowledge_base.figures import bare_days, figures
from knowledge_base.lint.written import Broken, Rule, Written
from knowledge_base.model.guide import Guide
from knowledge_base.source import Segments
from knowledge_base.wordings import split

SUMMARY_LEAST = 15
SPOKEN_SENTENCES = 2
STEP_LEAST = 6
_ELSEWHERE = re.compile(r"见(附件)?流程图|详见.{0,6}流程|见附件")


def unit_missing(guide: Guide, day: date) -> Iterator[Broken]:
    """`15日` in prose leaves open whether working days are meant; the law's own words may say 日."""
    for path, text in prose(guide):
        for written in bare_days(text):
            yield path, {"written": written}


def steps_empty(guide: Guide, day: date) -> Iterator[Broken]:
    if not guide.steps:
        yield ("steps",), {"what": "没有写步骤"}
    for index, step in enumerate(guide.steps):
        if _ELSEWHERE.search(step.text) or len(step.text.strip()) < STEP_LEAST:
            yield ("steps", index), {"what": f"步骤“{step.name}”没有说清楚"}


def summary_length(guide: Written, day: date) -> Iterator[Broken]:
    """Longer than 120 characters can't even be loaded."""
    if len(guide.summary.strip()) < SUMMARY_LEAST:
        yield ("summary",), {"what": f"简版只有{len(guide.summary.strip())}个字"}
    if len(split(guide.spoken)) > SPOKEN_SENTENCES:
        yield ("spoken",), {"what": "口语版超过两句"}


def figure_unbacked(guide: Guide, day: date) -> Iterator[Broken]:
    """A figure in an answer, the summary or the spoken version that the guide's own fields don't have."""
    backed = _backed(guide)
    said: list[tuple[Segments, str]] = [(("summary",), guide.summary), (("spoken",), guide.spoken)]
    said += [(("qa", index, "answer"), pair.answer) for index, pair in enumerate(guide.qa)]
    for path, text in said:
        for figure in figures(text):
            if figure.value not in backed:
                yield path, {"written": figure.text}


def to_confirm_figure(guide: Guide, day: date) -> Iterator[Broken]:
    """What is still to be confirmed (待核) may not carry an amount of its own: that would be a guess."""
    backed = _backed(guide, uncertain=False)
    for index, one in enumerate(guide.to_confirm):
        for figure in figures(one.say):
            if figure.value not in backed:
                yield ("to_confirm", index, "say"), {"written": figure.text}


def question_twice(guide: Written, day: date) -> Iterator[Broken]:
    seen: dict[str, str] = {}
    for index, pair in enumerate(guide.qa):
        for text in (pair.question, *pair.variants):
            other = seen.setdefault(text.strip("？? "), pair.id)
            if other != pair.id:
                yield ("qa", index), {"question": text, "other": other}


def _backed(guide: Guide, *, uncertain: bool = True) -> set[tuple[Decimal, str]]:
    values = {(line.amount, "yuan") for line in guide.fee.lines}
    values |= {
        (Decimal(t.amount), t.unit) for t in guide.time_limits if t.amount is not None and not t.to_confirm
    }
    said = {"summary", "spoken", "qa"} | (set[str]() if uncertain else {"to_confirm"})
    texts = [text for path, text in prose(guide) if path[0] not in said]
    texts += guide.mistakes
    texts += [basis.says for basis in guide.legal_basis]
    return values | {figure.value for text in texts for figure in figures(text)}


def prose(guide: Guide) -> Iterator[tuple[Segments, str]]:
    """Everything written in sentences, except what the law says and what people wrongly believe."""
    yield ("summary",), guide.summary
    yield ("spoken",), guide.spoken
    yield ("fee", "note"), guide.fee.note
    yield ("result",), guide.result
    for index, pair in enumerate(guide.qa):
        yield ("qa", index, "answer"), pair.answer
    yield from ((("steps", i, "text"), step.text) for i, step in enumerate(guide.steps))
    yield from ((("notes", i), note) for i, note in enumerate(guide.notes))
    yield from ((("conditions", i, "text"), one.text) for i, one in enumerate(guide.conditions))
    yield from ((("materials", i, "how"), one.how) for i, one in enumerate(guide.materials))
    yield from ((("time_limits", i, "note"), one.note) for i, one in enumerate(guide.time_limits))
    yield from ((("places", i, "text"), one.text) for i, one in enumerate(guide.places))
    yield from ((("to_confirm", i, "say"), one.say) for i, one in enumerate(guide.to_confirm))
    yield from ((("prerequisites", i, "text"), one.text) for i, one in enumerate(guide.prerequisites))
    yield from ((("follow_ups", i, "text"), one.text) for i, one in enumerate(guide.follow_ups))


TEXT_RULES: dict[str, Rule] = {
    "unit-missing": unit_missing,
    "steps-empty": steps_empty,
    "summary-length": summary_length,
    "figure-unbacked": figure_unbacked,
    "to-confirm-figure": to_confirm_figure,
    "question-twice": question_twice,
}
