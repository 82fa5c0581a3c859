"""What an answer may not change: figures with units, dates, clauses, laws, places."""

import pytest

from assistant.figures import unsupported

QUOTE = (
    "法律规定最长60天（自然日），工本费每证40元，依据《居民身份证法》第十一条，"
    "到派出所户籍窗口办，2026-01-01起施行。"
)


@pytest.mark.parametrize(
    "text",
    [
        "最长60天，收40元。",
        "六十天内办好，四十元。",
        "依据第十一条，去派出所窗口。",
        "2026年1月1日起。",
        "最长60日。",
    ],
)
def test_the_same_facts_in_other_words_pass(text: str) -> None:
    assert not unsupported(text, [QUOTE])


@pytest.mark.parametrize(
    "text",
    [
        "60个工作日内办好。",
        "收20元。",
        "最长30天。",
        "依据第十二条。",
        "依据《户口登记条例》。",
        "2025年1月1日起。",
        "到民政局办。",
        "免费。",
        "网上就能办。",
        "到渝北区办。",
        "两个月办好。",
    ],
)
def test_a_changed_fact_is_found(text: str) -> None:
    assert unsupported(text, [QUOTE])
