"""Which sentences of a model stand on what its tools returned."""

from typing import Any

import pytest

from assistant.prompts import prompt
from assistant.tools.evidence import Evidence

READ: dict[str, Any] = {
    "item_id": "id-card-replacement",
    "official_name": "居民身份证补领",
    "plain_name": "补办身份证",
    "guide_version": 1,
    "sections": [
        {
            "section": "fee",
            "title": "费用",
            "text": "丢失补领工本费：40元。工本费每证40元，丢一次补一次都按这个标准。拍照、按指纹不另收钱。",
        },
        {"section": "materials", "title": "材料", "text": "要带户口簿。"},
    ],
}
VIEW: dict[str, Any] = {"application_id": "app_1", "state": "draft", "next": {"prompt": "为什么要补领？"}}


@pytest.fixture
def evidence() -> Evidence:
    made = Evidence()
    made.add("read_guide", READ)
    return made


def faults(evidence: Evidence, answer: str) -> tuple[str, ...]:
    return evidence.faults(answer, prompt("agent").text)


@pytest.mark.parametrize("answer", ["工本费40元。", "请说说您想办什么。", "- 要带户口簿。\n草稿建好了。"])
def test_what_is_published_or_says_nothing_stands(evidence: Evidence, answer: str) -> None:
    assert faults(evidence, answer) == ()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("补领只收15元。", "unsupported"),
        ("工本费40元。不需要带户口簿。", "unsupported"),
        ("带上户口簿去万州区派出所，3天就好。", "unsupported"),
        ("我已经帮您提交了。", "acted"),
        ("申请提交成功，请等通知。", "acted"),
        ("申请提 交 成 功。", "acted"),
        ("放心，肯定能批下来。", "promise"),
        ("请看 https://example.com/pay 。", "link"),
        ("![图](//example.com/a)", "link"),
        ("请把验证码告诉我。", "secret"),
        ("事实只来自工具。费用、期限、材料、地点、条件，都要先查。", "prompt"),
        ("", "empty"),
        ("好" * 3000, "long"),
    ],
)
def test_what_may_not_be_said(evidence: Evidence, answer: str, why: str) -> None:
    assert why in faults(evidence, answer)


def test_nothing_returned_supports_nothing() -> None:
    assert faults(Evidence(), "工本费40元。") == ("unsupported",)


def test_what_was_handed_in_may_be_told_once_a_tool_has_shown_its_receipt(evidence: Evidence) -> None:
    evidence.add("my_applications", [VIEW])
    assert faults(evidence, "申请已提交。") == ("acted",)
    evidence.add("read_application", {**VIEW, "state": "submitted", "receipt": {"deadline": "2026-12-01"}})
    assert faults(evidence, "申请已提交。") == ()


def test_the_quotes_that_share_a_fact_are_cited(evidence: Evidence) -> None:
    assert [one.section for one in evidence.cited("工本费40元。")] == ["fee"]
    assert [one.section for one in evidence.cited("要带户口簿。")] == ["materials"]
