"""What can be told of the mini-program from its files alone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MINI_PROGRAM = ROOT / "miniprogram"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TAG = re.compile(r"<(button|input|switch|checkbox|picker|image|textarea)(?=[\s>])((?:\"[^\"]*\"|[^>\"])*)>")
COLOUR = re.compile(r"(--[\w-]+):\s*([^;]+);")
WX_CALL = re.compile(r"\bwx\.(request|uploadFile|downloadFile|connectSocket)\b")


def _files(*kinds: str) -> Iterator[tuple[str, str]]:
    for path in sorted(MINI_PROGRAM.rglob("*")):
        if path.suffix in kinds:
            yield str(path.relative_to(MINI_PROGRAM)), path.read_text("utf-8")


def test_no_sentence_is_written_in_it() -> None:
    """But the title of the window, which the platform shows before any of our code runs."""
    for name, source in _files(".js", ".wxml", ".wxss", ".json"):
        bare = re.sub(r"/\*.*?\*/|<!--.*?-->", "", source, flags=re.DOTALL)
        bare = re.sub(r"(?m)(^|\s)//.*$", "", bare) if name.endswith(".js") else bare
        found = "".join(CHINESE.findall(bare))
        assert found == ("渝小智" if name == "app.json" else ""), name


def test_a_sentence_with_a_gap_is_never_shown_as_it_stands() -> None:
    """What is filled in is filled in by a module; a page shows only whole sentences."""
    texts = json.loads((ROOT / "web" / "texts" / "zh-CN.json").read_text("utf-8"))
    for name, source in _files(".wxml"):
        for key in re.findall(r"\bt\.([a-z_]+(?:\.\w+)+)", source):
            found = texts
            for part in key.split("."):
                found = found[part]
            assert isinstance(found, str), f"{name} asks for {key}"
            assert "{" not in found, f"{name} shows {key}"


def test_only_one_file_talks_http() -> None:
    assert {name for name, source in _files(".js") if WX_CALL.search(source)} == {"api.js"}


def test_it_depends_on_nothing_from_npm() -> None:
    assert not (MINI_PROGRAM / "package.json").exists()
    for name, source in _files(".js"):
        for asked in re.findall(r'require\("([^"]+)"\)', source):
            assert (MINI_PROGRAM / name).parent.joinpath(asked).is_file(), f"{name} requires {asked}"


def test_no_module_has_grown_past_reading() -> None:
    for name, source in _files(".js"):
        assert len(source.splitlines()) <= 250, name


def test_everything_one_taps_or_fills_has_a_label() -> None:
    for name, source in _files(".wxml"):
        for tag, attributes in TAG.findall(source):
            label = re.search(r'aria-label="([^"]+)"', attributes)
            assert label, f"{name}: <{tag}{attributes}>"


def test_nothing_but_labelled_controls_is_tapped() -> None:
    """A view that is tapped is no button for a screen reader."""
    for name, source in _files(".wxml"):
        for tag in re.findall(r"<(\w[\w-]*)(?=[\s>])(?:\"[^\"]*\"|[^>\"])*\sbindtap=", source):
            assert tag == "button", name


def test_colours_are_those_of_the_web_page() -> None:
    light, dark = _colours((ROOT / "web" / "tokens.css").read_text("utf-8"), ":root {")
    own_light, own_dark = _colours((MINI_PROGRAM / "tokens.wxss").read_text("utf-8"), "page {")
    assert own_light.items() <= light.items()
    assert own_dark.items() <= dark.items()
    assert own_light.keys() - own_dark.keys() <= {"--on-strong"}, "every colour has a dark value"


def test_no_colour_is_written_elsewhere() -> None:
    for name, source in _files(".wxss", ".wxml"):
        if name != "tokens.wxss":
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(", source), name
            for used in re.findall(r"var\((--[\w-]+)\)", source):
                known = (MINI_PROGRAM / "tokens.wxss").read_text("utf-8") + (
                    MINI_PROGRAM / "app.wxss"
                ).read_text("utf-8")
                assert f"{used}:" in known, f"{name} uses {used}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_bar_has_the_colours_of_the_page(theme: str) -> None:
    bar = json.loads((MINI_PROGRAM / "theme.json").read_text("utf-8"))[theme]
    light, dark = _colours((MINI_PROGRAM / "tokens.wxss").read_text("utf-8"), "page {")
    page = light if theme == "light" else dark
    assert bar["ground"] == page["--ground"]
    assert bar["bar"] == page["--card"].replace("#fff", "#ffffff")


def test_dark_mode_is_on_and_no_real_appid_is_in_the_repository() -> None:
    app = json.loads((MINI_PROGRAM / "app.json").read_text("utf-8"))
    assert app["darkmode"] is True
    assert app["themeLocation"] == "theme.json"
    project = json.loads((MINI_PROGRAM / "project.config.json").read_text("utf-8"))
    assert project["appid"] == "touristappid"


def _colours(sheet: str, first: str) -> tuple[dict[str, str], dict[str, str]]:
    """Light and dark values of a sheet that has both in this order."""
    dark_at = sheet.index("prefers-color-scheme: dark")
    light = sheet[sheet.index(first) : dark_at].split("}")[0]
    dark = sheet[dark_at:].split("}")[0]
    return dict(COLOUR.findall(light)), dict(COLOUR.findall(dark))
