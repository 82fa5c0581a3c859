"""Recorded questions asked again: the same shape, another prompt, what differs, what it comes to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from assistant.consulted import Ask, Call, Failed, Line, Spent, Told
from assistant.kept_calls import asked
from assistant.model.judging import judged
from assistant.model.replaying import (
    Recorded,
    Side,
    UnknownPromptError,
    recorded,
    replay,
    revised,
    summaries,
)
from assistant.model.shape import Choices, shape_of
from assistant.prompts import parse, prompt
from assistant.tables import ModelCallRow
from tests.assistant.model.scripted import ScriptedService, told

SHAPE = shape_of(Choices(items=("id-card-replacement", "passport")))
ANSWER = '{"commands": [{"kind": "ask", "item": "passport"}]}'


def question(text: str = "〔姓名1〕想办出国的本本") -> Ask:
    shipped = prompt("understand")
    system = shipped.filled(items="passport｜护照", draft="—")
    return Ask("understand", shipped.version, system, (Line("person", text),), SHAPE)


def row(call: Call) -> ModelCallRow:
    spent, ask = call.answer.spent, call.ask
    return ModelCallRow(
        at=datetime(2026, 11, 23, tzinfo=UTC),
        task=ask.task,
        prompt=ask.prompt.name,
        prompt_version=ask.prompt.version,
        prompt_checksum=ask.prompt.checksum,
        model="before",
        outcome="told",
        tokens_in=spent.tokens_in,
        tokens_out=spent.tokens_out,
        micro_yuan=round(spent.yuan * 1_000_000),
        milliseconds=round(spent.seconds * 1000),
        asked=asked(ask),
        answered=call.answer.text,
    )


def unjudged(_ask: Ask, _text: str) -> Sequence[str]:
    return ()


def kept(text: str = ANSWER, ask: Ask | None = None) -> Recorded:
    return recorded(row(Call(ask or question(), told(text))), unjudged)


def test_a_record_asks_the_very_same_again() -> None:
    again = kept().ask
    assert (again.system, again.lines, again.prompt) == (
        question().system, question().lines, question().prompt,
    )  # fmt: skip
    assert again.shape is not None
    assert again.shape.model_json_schema() == SHAPE.model_json_schema()
    with pytest.raises(ValidationError):
        again.shape.model_validate({"commands": [{"kind": "ask", "item": "no-such-item"}]})


def test_the_same_commands_are_the_same_however_they_are_written() -> None:
    spelt = '{"commands": [{"item": "passport", "kind": "ask", "value": null}]}'
    other = '{"commands": [{"kind": "unclear"}]}'
    answers = iter([spelt, other])
    service = ScriptedService(lambda _ask: told(next(answers), Spent(100, 10, 0.25, 0.001)))
    done = replay([kept(), kept()], service, {}, 10, unjudged)
    assert [pair.same for pair in done.pairs] == [True, False]
    assert done.pairs[0].said == "〔姓名1〕想办出国的本本"
    [total] = summaries(done.pairs)
    assert (total.task, total.count, total.same) == ("understand", 2, 1)
    assert (total.before.tokens, total.after.tokens) == (2000, 220)
    assert (total.before.milliseconds, total.after.milliseconds) == (500, 250)
    assert (total.before.yuan, total.after.yuan) == (pytest.approx(0.004), pytest.approx(0.002))


def test_a_failure_is_no_same_answer_and_faults_are_counted() -> None:
    def judge(_ask: Ask, text: str) -> Sequence[str]:
        return ("number",) if "40" in text else ()

    ask = replace(question(), task="word", shape=None)
    calls = [recorded(row(Call(ask, told(text))), judge) for text in ("要40元[S1]", "不要钱[S1]")]
    answers: list[Told | Failed] = [told("要 40元 [S1]"), Failed("after", "timeout")]
    done = replay(calls, ScriptedService(lambda _ask: answers.pop(0)), {}, 10, judge)
    assert [pair.same for pair in done.pairs] == [True, False]
    [total] = summaries(done.pairs)
    assert (total.before.faults, total.after.faults, total.after.told) == (1, 1, 1)


def test_another_prompt_takes_over_what_filled_the_places_of_the_old() -> None:
    written = parse("understand", "---\nversion: 99\n---\n草稿：$draft\n只选：$items\n再说一遍：$items")
    service = ScriptedService(lambda _ask: told(ANSWER))
    other = replace(question(), prompt=replace(question().prompt, name="word"))
    done = replay([kept(), kept(ask=other)], service, {"understand": written}, 10, unjudged)
    [(ask, _)] = service.heard
    assert ask.system == "草稿：—\n只选：passport｜护照\n再说一遍：passport｜护照"
    assert ask.prompt == written.version
    assert len(done.pairs) == 1, "only what was asked by that prompt"


def test_what_an_older_text_asked_is_left_out_and_told() -> None:
    written = parse("understand", "---\nversion: 99\n---\n$items")
    old = replace(question(), prompt=replace(question().prompt, checksum="000000000000"))
    done = replay([kept(ask=old)], ScriptedService(), {"understand": written}, 10, unjudged)
    assert (done.pairs, len(done.left_out)) == ([], 1)
    with pytest.raises(UnknownPromptError, match="weather"):
        revised(question(), parse("understand", "---\nversion: 99\n---\n$items $weather"))
    with pytest.raises(UnknownPromptError):
        revised(replace(question(), system="别的"), written)


def test_of_a_shape_nobody_knows_the_schema_binds() -> None:
    schema = {"title": "Sentences", "type": "object", "properties": {"sentences": {"type": "array"}}}
    record = row(Call(replace(question(), task="word"), told("{}")))
    assert record.asked is not None
    record.asked = {**record.asked, "schema": schema}
    shape = recorded(record, unjudged).ask.shape
    assert shape is not None
    assert (shape.__name__, shape.model_json_schema()) == ("Sentences", schema)
    assert shape.model_validate({"sentences": ["a"]}).model_dump() == {"sentences": ["a"]}


def test_words_are_judged_by_the_evidence_that_stands_in_the_question() -> None:
    shipped = prompt("word")
    evidence = "（费用）\n[S1] 补领居民身份证每证收费40元。\n[S2] 可以用微信支付。"
    ask = Ask("word", shipped.version, shipped.filled(item="居民身份证补领", evidence=evidence), ())
    assert judged(ask, "补领居民身份证每证收费40元。[S1]可以用微信支付。[S2]") == []
    wrong = judged(ask, "补领居民身份证每证收费400元。[S1]您放心，一定办得下来。")
    assert len(wrong) == 2
    assert wrong[-1] == "uncited"
    assert judged(question(), "什么都行") == ()


def test_sides_are_plain_values() -> None:
    assert kept().side == Side("before", "told", ANSWER, (), 1000, 0.002, 500)
