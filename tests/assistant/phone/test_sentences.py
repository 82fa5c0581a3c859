"""The sentences of calls: each used, short, without what only a screen can show; the page's own untouched."""

import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from assistant.phone.shortening import LONGEST

ROOM = Path("assistant")
PHONE = yaml.safe_load((ROOM / "sentences_phone.yaml").read_text(encoding="utf-8"))
PAGE = yaml.safe_load((ROOM / "sentences.yaml").read_text(encoding="utf-8"))
SCREEN = re.compile(r"点下面|点「|点一下|点击|上传”|右边|左边|表单|屏幕|https?:|[（）()〔〕\[\]]|发给我")
ONLY_BY_PHONE = {"authority", "others", "spoken", "name", "prompt"}
"""values that a sentence gets beside those of the page's"""


def leaves(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}".strip("."))
    else:
        yield path, str(node)


def named(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "text"), list(leaves(PHONE["phone"])))
def test_each_is_short_and_used(key: str, text: str) -> None:
    assert len(text) < LONGEST
    assert not SCREEN.search(text)
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOM / "phone").glob("*.py"))
    group, _, last = key.rpartition(".")
    assert f'"{key}"' in code or f"phone.{key}" in code or (f'"{last}"' in code and f"{group}." in code)


@pytest.mark.parametrize(("key", "text"), list(leaves(PHONE["by_phone"])))
def test_each_variant_stands_for_a_sentence_of_the_page(key: str, text: str) -> None:
    page = dict(leaves(PAGE))
    assert key in page
    assert text != page[key]
    assert named(text) <= named(page[key]) | ONLY_BY_PHONE
    assert not SCREEN.search(text)
