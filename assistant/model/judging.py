"""What is wrong with a recorded answer in words, by the question alone: the evidence stands in it. Pure."""

import re
from collections.abc import Sequence

from assistant.consulted import Ask
from assistant.grounding import About, faults
from assistant.model.evidence import Evidence
from assistant.model.replaying import UnknownPromptError, filling
from assistant.reply import Citation

WORDED = ("word", "repair")
_HEADING = re.compile(r"（(.*)）")
_QUOTE = re.compile(r"\[(S\d+)\] (.+)")


def judged(ask: Ask, answer: str) -> Sequence[str]:
    """Why sentences of it would not be said: the first reason of each, `uncited` of what cites nothing."""
    if ask.task not in WORDED:
        return ()
    evidence = _evidence(ask)
    sentences, uncited = evidence.worded(answer)
    found = [faults(one.text, one.quotes, evidence.about) for one in sentences]
    return [*(why[0] for why in found if why), *["uncited"] * uncited]


def _evidence(ask: Ask) -> Evidence:
    """As `Evidence.written` wrote it down. A heading counts as the question that its sentences answer."""
    citations: dict[str, Citation] = {}
    heading = ""
    for line in ask.system.splitlines():
        if found := _QUOTE.fullmatch(line):
            citations.setdefault(found[1], Citation("", 0, heading, found[2]))
        elif found := _HEADING.fullmatch(line):
            heading = found[1]
    titles = {one.quote: one.section for one in citations.values()}
    return Evidence(citations, About(_names(ask), titles), {one: one for one in titles.values()})


def _names(ask: Ask) -> tuple[str, ...]:
    """The item's, as long as the text of the question is known."""
    try:
        return tuple(filter(None, [filling(ask).get("item")]))
    except UnknownPromptError:
        return ()
