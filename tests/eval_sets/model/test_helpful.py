"""The scripted helpful model answers every task in every form it may be asked in, from the prompt alone."""

import asyncio
from typing import Any

import pytest

from assistant.consulted import Ask, Line, PromptVersion, Told
from assistant.grounding import About, faults
from assistant.model.chat import ServedModel, open_model
from assistant.model.shape import Choices, read, shape_of
from assistant.model.specs import ModelSpec
from eval_sets.model import server
from eval_sets.model.helpful import model
from eval_sets.model.likeness import likeness
from eval_sets.model.rewriting import evidence, lighter
from eval_sets.model.served import served

VERSION = PromptVersion("understand", 1, "0123456789ab")
CHOICES = Choices(
    ("id-card-replacement", "id-card-renewal", "residence-permit"),
    ("who=self", "who=other"),
    ("mobile", "applicant_name"),
)
PROMPT = """可选的事项（编号｜名称｜通俗说法｜是什么）：
id-card-replacement｜居民身份证补领｜身份证丢了补办｜证件丢失后补一张
id-card-renewal｜居民身份证换领｜身份证到期换新｜到期前后换一张
residence-permit｜居住证申领｜办居住证｜外地来渝居住

正在填的申请：
您给谁办？ who=self 我个人的；who=other 替家人办
mobile*｜联系手机｜mobile
applicant_name｜姓名｜name
"""
EVIDENCE = "根据资料回答。\n[S1] 到派出所申请，窗口当场拍照。工本费40元。\n[S2] 不收钱。"


@pytest.fixture(scope="module", params=["function_calling", "json_schema", "json_mode"])
def asked(request: pytest.FixtureRequest) -> ServedModel:
    return open_model(ModelSpec(name="eval_sets.model.helpful:model", structured=request.param))


def understood(by: ServedModel, text: str, prompt: str = PROMPT) -> list[dict[str, str]]:
    told = asyncio.run(
        by.answer(Ask("understand", VERSION, prompt, (Line("person", text),), shape_of(CHOICES)))
    )
    assert isinstance(told, Told)
    assert told.spent.tokens_in > len(PROMPT)
    return [
        {
            name: value
            for name in ("kind", "item", "answer", "field", "value")
            if (value := getattr(one, name))
        }
        for one in read(told.value)
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("身份证丢了", [{"kind": "ask", "item": one} for one in ("id-card-replacement", "id-card-renewal")]),
        ("帮我办居住证", [{"kind": "start", "item": "residence-permit"}]),
        ("替家人办", [{"kind": "answer", "answer": "who=other"}]),
        ("打〔手机号码1〕嘛", [{"kind": "set", "field": "mobile", "value": "〔手机号码1〕"}]),
        ("姓名写错了，改成〔姓名1〕", [{"kind": "correct", "field": "applicant_name", "value": "〔姓名1〕"}]),
        ("谢谢哈", [{"kind": "greet"}]),
        ("我要找人工", [{"kind": "human"}]),
        ("今天天气啷个样", [{"kind": "unclear"}]),
    ],
)
def test_it_chooses_among_what_is_offered(asked: ServedModel, text: str, meant: list[dict[str, str]]) -> None:
    assert understood(asked, text) == meant


def test_over_http_it_answers_the_same() -> None:
    with server.running(served(model())) as running:
        by = open_model(ModelSpec(name="helpful", url=running.url))
        assert understood(by, "帮我办居住证") == [{"kind": "start", "item": "residence-permit"}]


def test_sentences_carry_the_token_of_what_they_say_and_hold() -> None:
    by = open_model(ModelSpec(name="eval_sets.model.helpful:model"))
    told = asyncio.run(by.answer(Ask("word", VERSION, EVIDENCE, (Line("person", "要带什么"),))))
    assert isinstance(told, Told)
    assert told.text.splitlines() == [
        "您到派出所申请，窗口当场拍照。[S1]",
        "工本费40元。[S1]",
        "不收费。[S2]",
    ]
    for (_, quote), line in zip(evidence(EVIDENCE), told.text.splitlines(), strict=True):
        assert faults(line[: line.index("[")], [quote], About()) == ()


def test_a_sentence_that_was_refused_is_written_again_word_for_word() -> None:
    by = open_model(ModelSpec(name="eval_sets.model.helpful:model"))
    prompt = f"对不上的句子和原因：\n您到派出所申请，窗口当场拍照。（地点不一样）\n{EVIDENCE}"
    lines = (Line("person", "要带什么"), Line("assistant", "您到派出所申请，窗口当场拍照。[S1]"))
    told = asyncio.run(by.answer(Ask("repair", VERSION, prompt, lines)))
    assert isinstance(told, Told)
    assert told.text.splitlines() == ["到派出所申请，窗口当场拍照。[S1]", "工本费40元。[S1]", "不收费。[S2]"]


def test_names_of_law_stay_as_they_are() -> None:
    assert lighter("《条例》第五条：申请人应当到场。") == "《条例》第五条：申请人应当到场。"
    assert lighter("还能申请人身安全保护令。") == "还能申请人身安全保护令。"


def test_likeness_weighs_what_few_texts_have() -> None:
    scores: list[Any] = likeness("补身份证", ["身份证到期换", "身份证丢了补办身份证", "结婚登记"])
    assert scores[2] == 0
    assert 0 < scores[0] <= scores[1] <= 1
