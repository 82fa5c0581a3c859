"""What every chat model has to do, scripted, served, or real.

A real one (MODEL_CONTRACT_KEY where it wants a key):

    MODEL_CONTRACT=<name> MODEL_CONTRACT_URL=<address up to /v1> pytest tests/assistant/model/test_contract.py
"""

import os
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from assistant.consulted import Told
from assistant.model.chat import ServedModel, open_model
from assistant.model.serving import Service
from assistant.model.specs import ModelSpec
from eval_sets.model.server import running
from tests.assistant.model.served import Wanted, helpful, opened, plain, shaped

SECONDS = 60.0
TALK = 2000
"""characters of a long message"""


def _real(method: str) -> ServedModel:
    name, url = os.environ.get("MODEL_CONTRACT"), os.environ.get("MODEL_CONTRACT_URL")
    if not name or not url:
        pytest.skip("MODEL_CONTRACT and MODEL_CONTRACT_URL name no real service")
    key = os.environ.get("MODEL_CONTRACT_KEY", "")
    return open_model(ModelSpec(name=name, url=url, key=key, structured=method))  # pyright: ignore


def _own(_: str) -> ServedModel:
    return open_model(ModelSpec(name="tests.assistant.model.served:scripted"))


MODELS: dict[str, Callable[[str], ServedModel]] = {
    "scripted": _own,
    "served": opened,
    "streamed": partial(opened, options={"streaming": True}),
    "json_schema": partial(opened, structured="json_schema"),
    "json_mode": partial(opened, structured="json_mode"),
    "real": lambda _: _real("function_calling"),
    "real, json_schema": lambda _: _real("json_schema"),
}


@pytest.fixture(scope="module")
def url() -> Generator[str]:
    with running(helpful) as server:
        yield server.url


@pytest.fixture(scope="module", params=MODELS)
def service(request: pytest.FixtureRequest, url: str) -> Generator[Service]:
    service = Service([MODELS[request.param](url)])
    yield service
    service.close()


def test_plain_text_comes_in_chinese(service: Service) -> None:
    told = service.ask(plain(), SECONDS)
    assert isinstance(told, Told), told
    assert any("\u4e00" <= letter <= "\u9fff" for letter in told.text)
    assert "<think" not in told.text
    assert told.value is None


def test_a_structured_answer_is_an_instance_of_its_shape(service: Service) -> None:
    told = service.ask(shaped(), SECONDS)
    assert isinstance(told, Told), told
    assert told.value == Wanted(matter="身份证", papers=2)
    assert told.text


def test_every_answer_tells_its_model_and_what_it_took(service: Service) -> None:
    told = service.ask(shaped(), SECONDS)
    assert told.model
    assert told.spent.tokens_in > 0
    assert told.spent.tokens_out > 0
    assert told.spent.seconds > 0


def test_a_long_message_is_read_to_its_end(service: Service) -> None:
    told = service.ask(shaped("你好。" * (TALK // 3) + "我要补办身份证，带了两份材料。"), SECONDS)
    assert isinstance(told, Told), told
    assert isinstance(told.value, Wanted)
    assert told.value.matter == "身份证"


def test_several_are_answered_at_once(service: Service) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: service.ask(shaped(), SECONDS), range(8)))
    assert [one.value for one in answers if isinstance(one, Told)] == [Wanted(matter="身份证", papers=2)] * 8
