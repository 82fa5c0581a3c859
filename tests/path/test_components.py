"""Every component in every state: looks as it did (within a tolerance), and axe finds nothing.

`LOOKS=keep pytest tests/path/test_components.py` keeps the looks of today as those to compare with.
"""

from collections.abc import Generator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.path.album import difference, off
from tests.path.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOOKS = Path(__file__).parent / "looks"
NOW = Path(__file__).parents[1] / "out" / "looks"
THEMES = ("light", "dark", "elder")
HALF = 2
"""The looks are kept at half their size; one still sees on them what changed."""
SHARE = 0.012
"""of the blocks that may be off further, e.g. a line that breaks elsewhere"""
OPENING = "正在打开…"
"""instead of a component that is still fetched"""
DRAWN = """async () => {
  await document.fonts.ready;
  await Promise.all([...document.images].map((one) => one.decode().catch(() => {})));
}"""
LOOK = "async (rules) => (await axe.run('[data-testid=specimen]', rules)).violations"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    # parts stand here without the page around them
    "rules": {"page-has-heading-one": {"enabled": False}, "region": {"enabled": False}},
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""All by which the dark colours can differ from the light ones."""


@pytest.fixture(scope="module", params=THEMES)
def gallery(request: pytest.FixtureRequest, browser: Browser, running: Server) -> Generator[tuple[str, Page]]:
    theme: str = request.param
    context = browser.new_context(
        base_url=running.url,
        viewport={"width": 390, "height": 844},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-23T10:00:00+08:00")
    if theme == "elder":
        page.add_init_script("localStorage.setItem('yuxiaozhi.elder', 'true')")
    page.goto("/components/")
    page.get_by_role("navigation").wait_for()
    yield theme, page
    context.close()


def specimens(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        ".gallery-list a", "all => all.map((one) => one.getAttribute('href').slice(2))"
    )


def test_components_look_as_they_did_and_are_accessible(gallery: tuple[str, Page]) -> None:
    theme, page = gallery
    names = specimens(page)
    assert len(names) > 60
    page.goto("/components/?bare")
    Axe().run(page, options=RULES)  # brings the tool into the page, once for all of them
    changed, inaccessible = dict[str, str](), dict[str, object]()
    for name in names:
        look = shown(page, name)
        if problem := compared(look, f"{theme}/{name.replace('/', '.')}.png"):
            changed[name] = problem
        if violations := page.evaluate(LOOK, RULES if theme != "dark" else COLOURS):
            inaccessible[name] = [(one["id"], one["nodes"][0]["html"]) for one in violations]
    assert inaccessible == {}
    assert changed == {}, f"see {NOW}; LOOKS=keep takes them as they are now"


def shown(page: Page, name: str) -> Image.Image:
    page.evaluate("(name) => { location.hash = '/' + name }", name)
    page.locator(f'[data-specimen="{name}"]').wait_for()
    expect(page.get_by_test_id("specimen").get_by_text(OPENING, exact=True)).to_have_count(0)
    page.evaluate(DRAWN)
    over = page.locator("dialog[open], .notice").count()  # it lies over the page, not in its place
    place = page if over else page.get_by_test_id("specimen")
    picture = place.screenshot(animations="disabled", caret="hide")
    return Image.open(BytesIO(picture)).convert("RGB").reduce(HALF)


def compared(look: Image.Image, name: str) -> str:
    """Empty when it looks as it did; what it looks like now is kept beside for whoever wants to see."""
    far = off(look, LOOKS / name)
    if far <= SHARE:
        return ""
    (NOW / name).parent.mkdir(parents=True, exist_ok=True)
    look.save(NOW / name)
    return f"{far:.1%} of it looks otherwise"


def test_the_comparison_sees_a_missing_button_and_no_smoothing() -> None:
    """The tolerance itself: a block of the size of a small button is seen, a blur is not."""
    rng = np.random.default_rng(7)
    letters = Image.fromarray((rng.random((844, 390)) > 0.8).astype(np.uint8) * 255).convert("RGB")
    blurred = letters.resize((780, 1688)).resize((390, 844))
    assert difference(letters.reduce(HALF), blurred.reduce(HALF)) <= SHARE
    without = letters.copy()
    without.paste((20, 90, 160), (20, 700, 150, 744))
    assert difference(letters.reduce(HALF), without.reduce(HALF)) > SHARE
