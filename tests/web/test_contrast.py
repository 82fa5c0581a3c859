"""The contrast of every pair of text and ground, measured on the tokens (WCAG 2.2: 1.4.3, 1.4.6, 1.4.11)."""

import re
from pathlib import Path

import pytest

GROUNDS = ("ground", "panel", "card")
TEXT = ("ink", "ink-soft", "blue-900", "blue-700", "amber-800", "green-800", "red-800")
TINTS = {
    "blue": ("blue-100", "blue-50"),
    "amber": ("amber-100", "amber-50"),
    "green": ("green-100", "green-50"),
    "red": ("red-100", "red-50"),
    "violet": ("violet-50",),
    "neutral": ("neutral-100", "neutral-50"),
}
STRONG = ("primary", "primary-hover", "accent", "accent-hover", "good", "neutral-strong", "resting")
LINES = ("line-strong", "blue-600")
"""what shows where a control is, and where the focus is"""
THEMES = ("light", "dark", "light elder", "dark elder")


def themes(web: Path) -> dict[str, dict[str, str]]:
    light, _, dark = (
        (web / "tokens.css").read_text("utf-8").partition("@media screen and (prefers-color-scheme")
    )
    found = {
        "light": _block(light, ":root"),
        "light elder": _block(light, ":root[data-elder]"),
        "dark": _block(dark, ":root"),
        "dark elder": _block(dark, ":root[data-elder]"),
    }
    plain = found["light"]
    return {
        "light": plain,
        "light elder": plain | found["light elder"],
        "dark": plain | found["dark"],
        "dark elder": plain | found["light elder"] | found["dark"] | found["dark elder"],
    }


def _block(css: str, selector: str) -> dict[str, str]:
    body = re.search(rf"^\s*{re.escape(selector)} \{{(.*?)^\s*\}}", css, re.M | re.S)
    assert body, selector
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", body[1]))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def text_pairs() -> list[tuple[str, str]]:
    pairs = [(text, ground) for text in TEXT for ground in GROUNDS]
    for hue, tints in TINTS.items():
        texts = [f"{hue}-{tone}" for tone in ((900, 700) if hue == "blue" else (800,))]
        pairs += [(text, tint) for text in (*texts, "ink") for tint in tints]
    # soft text also stands on the lightest tints: citations, the next step, what waits
    pairs += [("ink-soft", tint) for tint in ("blue-50", "amber-50", "neutral-50")]
    pairs += [("on-strong", ground) for ground in STRONG]
    return [*pairs, ("on-inverse", "inverse"), ("ink", "mark")]


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_its_ground(web: Path, theme: str) -> None:
    """4.5 to 1; in 长辈版 7 to 1."""
    tokens = themes(web)[theme]
    least = 7.0 if theme.endswith("elder") else 4.5
    weak = {
        f"{text} on {ground}": round(measured, 2)
        for text, ground in text_pairs()
        if (measured := contrast(tokens[text], tokens[ground])) < least
    }
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES)
def test_controls_and_focus_stand_out(web: Path, theme: str) -> None:
    tokens = themes(web)[theme]
    weak = {
        f"{line} on {ground}": round(measured, 2)
        for line in LINES
        for ground in GROUNDS
        if (measured := contrast(tokens[line], tokens[ground])) < 3
    }
    assert weak == {}


def test_colours_are_written_in_the_tokens_only(web: Path) -> None:
    for path in web.rglob("*.css"):
        if path.name != "tokens.css" and "vendor" not in path.parts:
            code = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])|\b(?:rgba?|hsla?)\(", code) == [], path.name
