"""Hints: names people say, short enough for the engines."""

from speech.ghosts import is_ghost
from speech.hints import HOTWORDS, PROMPT_CHARACTERS, hints
from speech.sherpa import MOST_HOTWORDS

NAMES = ["居民身份证丢失补领", "居住证申领", "个体工商户开业登记（设立）", "A类许可", "证"]
NAMES.append("非常非常长的一个没有人会这样说的正式名称")


def test_names_come_first_then_what_people_call_them() -> None:
    made = hints(NAMES, ["身份证丢了", "居住证申领"])
    assert made.hotwords == ("居民身份证丢失补领", "居住证申领", "个体工商户开业登记", "身份证丢了")
    assert "居民身份证丢失补领、居住证申领" in made.prompt


def test_the_prompt_is_as_long_as_an_engine_takes() -> None:
    many = [chr(0x4E00 + number) * 4 for number in range(2_000)]
    made = hints(many)
    assert len(made.prompt) <= PROMPT_CHARACTERS
    assert made.prompt.endswith("。")
    assert made.hotwords == tuple(many[:HOTWORDS])
    assert MOST_HOTWORDS <= HOTWORDS


def test_without_names_the_manner_is_told_and_its_echo_is_known() -> None:
    made = hints([])
    assert made.hotwords == ()
    assert made.prompt
    assert is_ghost(made.prompt)
