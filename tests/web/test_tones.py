"""Tones say the same in other words: same keys, same placeholders, and 长辈版 without words of the trade."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import flat

PLACEHOLDER = re.compile(r"\{(\w+)\}")
JARGON = re.compile(
    r"预审|补正|受理(?!号)|办件|事项|情形|上传|识别|办结|告知书|撤回|审查|核对|提交|置信|智能体|佐证|申请材料"
)
"""受理号 is what stands on the slip and what the window asks for"""
SAID_BY_STAFF_PAGES = {
    "desk", "guide_page", "gallery", "mini", "staff", "operations", "curation",
    "family", "archive", "offline", "sending", "confirm", "fault",
}  # fmt: skip
"""pages of staff, of the mini-program, and pages of one's own that 长辈版 leads to nobody's first path"""
LONGEST = 45
"""characters of a sentence that 长辈版 says by itself"""


def index(web: Path) -> dict[str, Any]:
    return json.loads((web / "texts" / "index.json").read_text("utf-8"))


def overlays(web: Path) -> dict[str, dict[str, str]]:
    [language] = index(web)["languages"]
    return {
        tone: dict(flat(json.loads((web / "texts" / name).read_text("utf-8"))))
        for tone, name in language["tones"].items()
    }


def test_every_language_and_tone_is_named_and_there(web: Path) -> None:
    languages = index(web)["languages"]
    named = {name for one in languages for name in (one["base"], *one["tones"].values())}
    assert named | {"index.json"} == {path.name for path in (web / "texts").glob("*.json")}
    for one in languages:
        assert one["base"] == f"{one['id']}.json"
        assert one["lang"]
        assert one["name"]
    assert f'<html lang="{languages[0]["lang"]}"' in (web / "index.html").read_text("utf-8")


def test_a_tone_says_nothing_that_the_language_does_not(web: Path, texts: dict[str, str]) -> None:
    for tone, said in overlays(web).items():
        assert said.keys() - texts.keys() == set(), tone
        assert all(text.strip() for text in said.values()), tone


def test_a_tone_fills_in_no_more_than_the_language(web: Path, texts: dict[str, str]) -> None:
    for tone, said in overlays(web).items():
        for key, sentence in said.items():
            more = set(PLACEHOLDER.findall(sentence)) - set(PLACEHOLDER.findall(texts[key]))
            assert more == set() or key == "needs", f"{tone}: {key}"


@pytest.mark.parametrize("tones", [("elder",), ("elder", "local")])
def test_elder_texts_have_no_words_of_the_trade(
    web: Path, texts: dict[str, str], tones: tuple[str, ...]
) -> None:
    """What is really shown: the tones before the language, as texts.js takes them."""
    said = dict(texts)
    for tone in reversed(tones):
        said |= overlays(web)[tone]
    shown = {key: text for key, text in said.items() if key.split(".")[0] not in SAID_BY_STAFF_PAGES}
    assert {key: text for key, text in shown.items() if JARGON.search(text) and key not in KEPT} == {}


KEPT = {"chat.handle_said", "composer.human_said"}
"""said for the person to the assistant"""


def test_elder_sentences_are_short(web: Path) -> None:
    for key, text in overlays(web)["elder"].items():
        if key != "needs":
            longest = max(len(one) for one in re.split(r"[。！？；]", text))
            assert longest <= LONGEST, key


def test_local_needs_and_elder_needs_are_few_and_have_icons(web: Path) -> None:
    icons = (web / "components" / "Icon.js").read_text("utf-8")
    for file in sorted((web / "texts").glob("zh-CN*.json")):
        needs = json.loads(file.read_text("utf-8")).get("needs", [])
        most = 4 if "elder" in file.name else 6
        assert len(needs) <= most
        for need in needs:
            assert need.keys() == {"icon", "label", "ask"}
            assert f"  {need['icon']}: " in icons
