"""Is the answer right: all that must be said, nothing that must not, each citation word for word."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval_sets.amounts import has_figure, unfounded
from eval_sets.cases import AnswerCase
from eval_sets.client import Client, Json, ask
from eval_sets.errors import ServerError
from eval_sets.figures import by_kind, share_of
from eval_sets.parallel import JOBS, each

QA_PAIR = "qa:"
"""how a citation's section begins that quotes a published answer whole"""
Guides = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is the matter with one answer.

    `said`: all that must be, nothing that must not. `wrong_figure`: what must not be said was a figure, or
    the answer has one that its quotes lack. `direct`: a QA pair was quoted.
    """

    case: AnswerCase
    said: bool
    grounded: bool
    wrong_figure: bool
    direct: bool

    @property
    def right(self) -> bool:
        return self.said and self.grounded


def evaluate(cases: list[AnswerCase], url: str, jobs: int = JOBS) -> dict[str, Any]:
    """A partial answer counts as wrong. `grounded`: every quote stands in the section it names.

    `wrong_direct_answer`: of the answers that quote a QA pair, those that say what they must not or lack what
    they must; a near match that answers another question.
    """
    names = _names(cases, url, jobs)
    # First the matter, then the question in the same conversation, as people do.
    replies = each(lambda case: ask(url, names[case.item_id], case.question), cases, jobs)
    guides = cited_guides(replies, url, jobs)
    judged = [judge(case, reply, guides) for case, reply in zip(cases, replies, strict=True)]
    wrong_figure = [one.case.id for one in judged if one.wrong_figure]
    wrong_direct = [one.case.id for one in judged if one.direct and not one.said]
    figures: Json = {
        "right": share_of(one.right for one in judged),
        "grounded": share_of(one.grounded for one in judged),
        "wrong_figure": {**share_of(one.wrong_figure for one in judged), "ids": wrong_figure},
        "wrong_direct_answer": {
            **share_of(not one.said for one in judged if one.direct),
            "ids": wrong_direct,
        },
        "by_kind": by_kind((one.case.kind, one.right) for one in judged),
    }
    return {"figures": figures, "failing": [one.case.id for one in judged if not one.right]}


def judge(case: AnswerCase, reply: Json, guides: Guides) -> Judged:
    """One reply by its case's patterns and by the guides that it cites."""
    text: str = reply["text"]
    missing = [pattern for pattern in case.must if not re.search(pattern, text)]
    forbidden = [found[0] for pattern in case.must_not if (found := re.search(pattern, text))]
    quotes = [citation["quote"] for citation in reply["citations"]]
    return Judged(
        case,
        said=reply["status"] == "answered" and not missing and not forbidden,
        grounded=is_grounded(reply, guides),
        wrong_figure=any(map(has_figure, forbidden)) or bool(unfounded(text, case.question, *quotes)),
        direct=any(citation["section"].startswith(QA_PAIR) for citation in reply["citations"]),
    )


def is_grounded(reply: Json, guides: Guides) -> bool:
    """Every citation's quote stands word for word in the section it names, and there is at least one."""
    for citation in reply["citations"]:
        guide = guides.get(citation["item_id"], {"sections": []})
        sections = {s["id"]: "".join(s["sentences"]) for s in guide["sections"]}
        if citation["quote"] not in sections.get(citation["section"], ""):
            return False
    return bool(reply["citations"])


def cited_guides(replies: Sequence[Json], url: str, jobs: int) -> Guides:
    """Id → guide or life event. An answer may rest on another item's guide than the one talked about
    (急用: the temporary card's); what can't be read is left out, so that its quotes count as unfounded."""
    kinds = {
        citation["item_id"]: "life-events" if citation.get("kind") == "life_event" else "items"
        for reply in replies
        for citation in reply["citations"]
    }

    def read(cited: tuple[str, str]) -> Json | None:
        item_id, kind = cited
        with Client(url) as client:
            try:
                return client.get(f"/{kind}/{item_id}")
            except ServerError:
                return None

    read_ones = zip(kinds, each(read, list(kinds.items()), jobs), strict=True)
    return {item_id: guide for item_id, guide in read_ones if guide is not None}


def _names(cases: Sequence[AnswerCase], url: str, jobs: int) -> Mapping[str, str]:
    """Item id → official name."""

    def read(item_id: str) -> str:
        with Client(url) as client:
            return str(client.get(f"/items/{item_id}")["name"])

    items = sorted({case.item_id for case in cases})
    return dict(zip(items, each(read, items, jobs), strict=True))
