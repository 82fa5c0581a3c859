"""A few cases of every set of words, answered in this process by rules and with the helpful model."""

from collections.abc import Callable, Generator
from dataclasses import asdict
from random import Random
from typing import Any, TypeVar

import pytest

from assistant.answer import QuotingComposer
from assistant.model.chat import open_model
from assistant.model.composer import ModelComposer
from assistant.model.consulting import Ceilings, Consultant
from assistant.model.ledger import Ledger
from assistant.model.proposer import ModelProposer
from assistant.model.serving import Service
from assistant.model.specs import ModelSpec
from assistant.model.switch import Switch
from assistant.pipeline import Assistant
from assistant.turn import TurnReport
from assistant.understand.rules import RuleProposer
from eval_sets import answers, dialogues, navigation
from eval_sets.cases import AnswerCase, BoundaryCase, Case, DialogueCase, NavigationCase, read_cases
from eval_sets.model.beside import HELPFUL, SEED
from eval_sets.parts import DEV, choose
from knowledge_base.sections import sections as published_sections
from tests.assistant.conftest import House

C = TypeVar("C", bound=Case)
Json = dict[str, Any]
Say = Callable[[str], Json]
"""one person's conversation"""
MANY = 8


@pytest.fixture
def heard() -> list[TurnReport]:
    return []


@pytest.fixture
def helped(house: House, heard: list[TurnReport]) -> Generator[Assistant]:
    service = Service([open_model(ModelSpec(name=HELPFUL))])
    limits = Ceilings(seconds=30.0)
    consult = Consultant(
        service, Ledger(house.database, house.clock), Switch(house.database, house.clock), limits
    )
    yield house.assistant(
        proposer=ModelProposer(RuleProposer(house.library), consult, house.library),
        composer=ModelComposer(QuotingComposer(), consult),
        on_turn=heard.append,
    )
    service.close()


@pytest.fixture
def ruled(house: House) -> Assistant:
    return house.assistant()


def conversation(assistant: Assistant) -> Say:
    conversation_id = assistant.open("web").conversation_id

    def say(text: str) -> Json:
        reply = asdict(assistant.say(conversation_id, None, text))
        return {**reply, "items": [{"item_id": one, "name": name} for one, name in reply["items"]]}

    return say


def drawn(shape: type[C], name: str, many: int = MANY) -> list[C]:
    cases = [case for file in choose(name, DEV).files for case in read_cases(shape, file)]
    return Random(SEED).sample(cases, many)


def found(assistant: Assistant, case: NavigationCase) -> bool:
    reply = conversation(assistant)(case.query)
    if reply["status"] != "clarify":
        return navigation.first_is_right(reply, case)
    for option in reply["options"]:
        say = conversation(assistant)
        say(case.query)
        if navigation.first_is_right(say(option["send"]), case):
            return True
    return False


def test_the_right_item_is_found_as_often(helped: Assistant, ruled: Assistant) -> None:
    cases = drawn(NavigationCase, "navigation")
    assert [c.id for c in cases if found(ruled, c)] == [c.id for c in cases if found(helped, c)]


def test_every_turn_ends_as_it_must(helped: Assistant) -> None:
    for case in drawn(BoundaryCase, "boundaries"):
        status = conversation(helped)(case.query)["status"]
        assert status in (case.expect, *case.accept_options), case.id


def test_answers_are_right_in_other_words_and_quote_what_is_published(
    helped: Assistant,
    ruled: Assistant,
    house: House,
    heard: list[TurnReport],
) -> None:
    cases = drawn(AnswerCase, "answers")
    guides = {one.item_id: _guide(house, one.item_id) for one in cases}
    worded = 0
    for case in cases:
        right: list[bool] = []
        for assistant in (ruled, helped):
            say = conversation(assistant)
            say(guides[case.item_id]["name"])
            reply = say(case.question)
            right.append(answers.judge(case, reply, guides).right)
        assert right[1] >= right[0], case.id
        worded += bool(reply["model"])
    assert worded > 0
    assert sum(one.wording.written for one in heard) > MANY
    assert sum(len(one.wording.rejected or ()) for one in heard) <= 2


def test_conversations_keep_to_their_matter(helped: Assistant, ruled: Assistant) -> None:
    for case in drawn(DialogueCase, "dialogues", 2):
        with_model = dialogues.walk(case, conversation(helped)).failing
        assert set(with_model) <= set(dialogues.walk(case, conversation(ruled)).failing)


def _guide(house: House, item_id: str) -> Json:
    """As the API tells it, as far as judging goes."""
    public = house.library.guide(item_id)
    assert public is not None
    sections = [{"id": one.id, "sentences": list(one.sentences)} for one in published_sections(public.guide)]
    return {"name": public.guide.item.official_name, "sections": sections}
