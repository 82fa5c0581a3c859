"""What `/metrics` tells of a model's calls, and that it carries nobody's words."""

from api.metrics import Metrics
from assistant.consulted import Ask, Call, Failed, Line, PromptVersion, Spent, Told, Wording

ASK = Ask("understand", PromptVersion("understand", 1, "0" * 12), "系统", (Line("person", "我叫陈晓渝"),))
WORD = Ask("word", PromptVersion("word", 1, "0" * 12), "系统", ())


def test_a_turn_with_a_model_is_counted() -> None:
    metrics = Metrics()
    told = Told("qwen", "要40元。", spent=Spent(900, 100, 0.7, 0.002))
    calls = [Call(ASK, Failed("qwen", "timeout", spent=Spent(50, 0, 4.0, 0.0))), Call(WORD, told)]
    metrics.model.turn(calls, Wording(3, ["number"]))
    metrics.model.turn([Call(ASK, Failed("", "spent"))], Wording())
    metrics.model.turn([], Wording())
    page = metrics.text().decode()
    for line in (
        'yuxiaozhi_model_calls_total{model="qwen",outcome="timeout",task="understand"} 1.0',
        'yuxiaozhi_model_calls_total{model="qwen",outcome="told",task="word"} 1.0',
        'yuxiaozhi_model_calls_total{model="",outcome="spent",task="understand"} 1.0',
        'yuxiaozhi_model_tokens_total{direction="in",model="qwen"} 950.0',
        'yuxiaozhi_model_yuan_total{model="qwen"} 0.002',
        'yuxiaozhi_model_turns_total{task="understand"} 2.0',
        'yuxiaozhi_model_turns_total{task="word"} 1.0',
        "yuxiaozhi_model_sentences_total 3.0",
        'yuxiaozhi_model_sentences_rejected_total{reason="number"} 1.0',
        'yuxiaozhi_model_seconds_count{task="understand"} 1.0',
    ):
        assert line in page.splitlines(), line
    assert "陈晓渝" not in page
    assert "40元" not in page
