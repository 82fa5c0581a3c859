"""What errors of recognition cost later: the same cases said cleanly, misheard, and misheard and mended."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from random import Random
from statistics import fmean
from typing import Any

from eval_sets import dialogues, navigation
from eval_sets.cases import DialogueCase, NavigationCase
from eval_sets.client import Client
from eval_sets.figures import share_of
from eval_sets.parallel import each
from eval_sets.speech.errors_model import ErrorsModel, Level

Json = dict[str, Any]
Way = Callable[[str], str]
"""from what a person means to say to what the service is given"""

RESAMPLED = 2_000
"""draws of the bootstrap"""


@dataclass(frozen=True, slots=True)
class Reached:
    """How one navigation case went; the measures are those of `eval_sets.navigation`."""

    id: str
    at_once: bool
    after_question: bool
    search_at_1: bool


MEASURES = ("at_once", "after_question", "search_at_1")


def misheard(seed: int, level: Level, mend: Way | None = None) -> Way:
    """The way of a sentence through the errors model, and through `mend` where there is one."""
    model = ErrorsModel.shipped()
    if mend is None:
        return lambda text: model.misheard(text, seed, level)
    return lambda text: mend(model.misheard(text, seed, level)) or text


def reached(cases: Sequence[NavigationCase], way: Way, url: str, jobs: int) -> list[Reached]:
    """Each case said in its own conversation, and searched for."""

    def one(case: NavigationCase) -> Reached:
        said = case.model_copy(update={"query": way(case.query)})
        at_once, after, _ = navigation.chat(said, url)
        first = set(navigation.search_names(said, url)[:1])
        return Reached(case.id, at_once, at_once or after, bool(first & set(case.accept)))

    return each(one, cases, jobs)


def walked(cases: Sequence[DialogueCase], way: Way, url: str, jobs: int) -> list[dialogues.Walked]:
    """Each dialogue in its own conversation, every turn and every answer said that way."""

    def one(case: DialogueCase) -> dialogues.Walked:
        with Client(url) as client:
            client.open_conversation("phone")
            return dialogues.walk(case, lambda text: client.say(way(text)))

    return each(one, cases, jobs)


def shares(found: Sequence[Reached]) -> Json:
    return {name: share_of(map(attrgetter(name), found)) for name in MEASURES}


def drops(clean: Sequence[Reached], runs: Sequence[Sequence[Reached]]) -> Json:
    """By measure, points lost against `clean`: the mean over `runs`, one a seed, of the same cases."""

    def values(found: Sequence[Reached], name: str) -> list[float]:
        return [float(getattr(one, name)) for one in found]

    return {name: drop(values(clean, name), [values(run, name) for run in runs]) for name in MEASURES if runs}


def turn_values(found: Sequence[dialogues.Walked]) -> Mapping[str, list[float]]:
    """Of each dialogue: the share of turns that were right, and of those that name an item, about it."""
    named = [
        [
            wrong not in ("item", "fault")
            for turn, wrong in zip(one.case.turns, one.wrong, strict=True)
            if turn.item
        ]
        for one in found
    ]
    return {
        "turns": [fmean(not wrong for wrong in one.wrong) for one in found],
        "items": [fmean(one) if one else 1.0 for one in named],
    }


def drop(clean: Sequence[float], runs: Sequence[Sequence[float]]) -> Json:
    """Points lost, with the 95 % interval of a paired bootstrap over cases; a case's runs stay together."""
    lost = [value - fmean(run[at] for run in runs) for at, value in enumerate(clean)]
    if not lost:
        return {}
    rng = Random(0)
    means = sorted(fmean(rng.choices(lost, k=len(lost))) for _ in range(RESAMPLED))
    low, high = means[int(0.025 * RESAMPLED)], means[int(0.975 * RESAMPLED) - 1]
    return {"points": _points(fmean(lost)), "low": _points(low), "high": _points(high)}


def _points(share: float) -> float:
    return round(100 * share, 2)
