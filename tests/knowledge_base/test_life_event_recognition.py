"""Protects: who asks for the whole gets the life event, who asks for one item gets the item.

Measured on sentences written by hand (run with -s to read the figure) and on all questions of guides.
"""

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge_base.life_events.loading import load_life_events
from knowledge_base.life_events.model import LifeEvent
from knowledge_base.life_events.recognising import MEANT, Recogniser
from knowledge_base.loader import shipped_content
from tests.shipped import guides

SENTENCES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "life_event_sentences.yaml").read_text(encoding="utf-8")
)
LEAST_FOUND, MOST_TAKEN = 0.95, 0.02
"""shares: of sentences for an event that find it; of those for an item that an event takes"""
WHOLE_IN_A_GUIDE = 0.002
"""share of the guides' own questions that ask for a whole event (开火锅店要办啥子证): it answers them"""


@pytest.fixture(scope="module")
def events() -> list[LifeEvent]:
    return [entry.event for entry in load_life_events(shipped_content())]


@pytest.fixture(scope="module")
def recogniser(events: list[LifeEvent]) -> Recogniser:
    return Recogniser(events)


def _meant(recogniser: Recogniser, text: str) -> str | None:
    found = recogniser.meant(text)
    return found.event_id if found is not None and found.score >= MEANT else None


def test_the_whole_finds_its_event_and_one_item_does_not(recogniser: Recogniser) -> None:
    asked = [(text, event_id) for event_id, texts in SENTENCES["events"].items() for text in texts]
    missed = [
        (text, _meant(recogniser, text)) for text, event_id in asked if _meant(recogniser, text) != event_id
    ]
    taken = [(text, found) for text in SENTENCES["none"] if (found := _meant(recogniser, text))]
    found, kept = len(asked) - len(missed), len(SENTENCES["none"]) - len(taken)
    _tell(f"life events found {found}/{len(asked)}, single items left alone {kept}/{len(SENTENCES['none'])}")
    assert len(asked) >= 30
    assert len(SENTENCES["none"]) >= 30
    assert len(missed) <= (1 - LEAST_FOUND) * len(asked), missed
    assert len(taken) <= MOST_TAKEN * len(SENTENCES["none"]), taken


def _tell(figure: str) -> None:
    sys.stdout.write(f"\n{figure}\n")


def test_the_guides_own_questions_stay_with_their_items(recogniser: Recogniser) -> None:
    asked: list[str] = []
    for guide in guides().values():
        asked += [guide.item.official_name, guide.item.plain_name, *guide.item.aliases]
        asked += [text for pair in guide.qa for text in (pair.question, *pair.variants)]
    taken = [(text, found) for text in asked if (found := _meant(recogniser, text))]
    _tell(f"of {len(asked)} names and questions of guides {len(taken)} are taken for a life event")
    assert len(taken) <= WHOLE_IN_A_GUIDE * len(asked), taken


def test_each_event_answers_its_own_questions(recogniser: Recogniser, events: list[LifeEvent]) -> None:
    for event in events:
        for pair in event.qa:
            for text in (pair.question, *pair.variants):
                assert _meant(recogniser, text) == event.event_id, text
