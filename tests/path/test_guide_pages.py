"""Guide pages in a real browser: without scripts, by keyboard, at every width, on paper, on into the talk."""

from collections.abc import Generator
from urllib.parse import urlencode

import cv2
import numpy
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from knowledge_base.model.base import holds
from knowledge_base.model.guide import Guide
from tests.path.album import shown
from tests.path.conftest import Server
from tests.shipped import guides

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
PRINTED = {"width": 688, "height": 1031}
"""A4 in CSS pixels without the margins that guide.css sets"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CHOSEN = "/guide/id-card-replacement?who=self&hukou=cq&receive=window"
GUIDES = guides()


@pytest.fixture
def context(browser: Browser, running: Server) -> Generator[BrowserContext]:
    made = browser.new_context(base_url=running.url, viewport=DESKTOP, locale="zh-CN", bypass_csp=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def plain(browser: Browser, running: Server) -> Generator[Page]:
    """A browser that runs no script."""
    made = browser.new_context(
        base_url=running.url, viewport=PHONE, locale="zh-CN", java_script_enabled=False
    )
    yield made.new_page()
    made.close()


def looked_at(page: Page) -> None:
    found = Axe().run(page, options=RULES)
    assert not found.response["violations"], found.generate_report()
    stays_in_its_width(page)


def stays_in_its_width(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url}: scrolls sideways by {wide} px"


def usual(guide: Guide) -> str:
    situation: dict[str, str] = {}
    for question in guide.situations:
        if holds(question.when, situation):
            situation[question.id] = question.options[0].id
    return urlencode(situation)


def test_without_scripts_from_the_search_to_my_materials(plain: Page) -> None:
    plain.goto("/guide/")
    plain.get_by_test_id("guide-search").fill("身份证搞丢了啷个办")
    plain.keyboard.press("Enter")
    plain.get_by_test_id("guide-found").get_by_role("link").first.click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("身份证")
    for label in ("我自己的身份证", "户口在重庆", "到窗口领"):
        plain.get_by_label(label).check()
    plain.get_by_test_id("guide-choose").click()
    expect(plain.get_by_test_id("guide-mine")).to_contain_text("户口在重庆")
    assert "who=self&hukou=cq&receive=window#materials" in plain.url
    materials = plain.get_by_test_id("guide-material")
    expect(materials).to_have_count(3)
    expect(plain.locator('[data-material="photo_document"]')).to_contain_text("部门共享，免交")
    expect(plain.locator("[data-print]")).to_be_hidden()
    plain.get_by_text("补领之前必须先挂失吗？").click()
    expect(plain.locator('[id="qa:report-first"], details[open] p').first).to_be_visible()


def test_by_keyboard_alone(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/guide/id-card-replacement")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    first = page.get_by_label("我自己的身份证")
    for _ in range(60):
        page.keyboard.press("Tab")
        if first.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("guide-mine")).to_contain_text("到窗口领")


@pytest.mark.parametrize(
    ("path", "colours", "size"),
    [
        ("/guide/", "light", PHONE),
        ("/guide/id-card-replacement", "light", DESKTOP),
        (CHOSEN + "&colour=red", "dark", PHONE),
        ("/guide/unemployment-benefit?reason=resigned", "dark", DESKTOP),
        ("/guide/event/newborn", "light", PHONE),
        ("/guide/nothing", "dark", PHONE),
    ],
)
def test_everybody_can_use_it(context: BrowserContext, path: str, colours: str, size: dict[str, int]) -> None:
    page = context.new_page()
    page.set_viewport_size(size)  # pyright: ignore[reportArgumentType]
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")  # pyright: ignore[reportArgumentType]
    page.goto(path)
    looked_at(page)
    if (colours, size) == ("light", DESKTOP):
        shown(page, "guide")
    for width in (320, 1920):
        page.set_viewport_size({"width": width, "height": 700})
        stays_in_its_width(page)


def test_it_follows_the_larger_type_chosen_on_this_device(context: BrowserContext) -> None:
    context.add_init_script("localStorage.setItem('yuxiaozhi.elder', 'true')")
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto(CHOSEN)
    expect(page.locator("html")).to_have_attribute("data-elder", "")
    looked_at(page)


def test_the_code_leads_back_with_the_situation(context: BrowserContext, running: Server) -> None:
    page = context.new_page()
    page.goto(CHOSEN)
    shot = numpy.frombuffer(page.get_by_test_id("guide-code").screenshot(), numpy.uint8)
    read, *_ = cv2.QRCodeDetector().detectAndDecode(cv2.imdecode(shot, cv2.IMREAD_COLOR))
    assert read == f"{running.url}{CHOSEN}"


def test_a_citation_opens_the_folded_answer_it_names(plain: Page) -> None:
    plain.goto("/guide/id-card-replacement#legal_basis")
    expect(plain.locator("#legal_basis")).to_be_visible()


def test_every_guide_prints_on_one_sheet(plain: Page) -> None:
    """All are laid out as for the printer and measured; the longest are printed, as each takes a while."""
    plain.emulate_media(media="print")
    plain.set_viewport_size(PRINTED)
    heights: dict[str, float] = {}
    for item_id, guide in GUIDES.items():
        address = f"/guide/{item_id}?{usual(guide)}"
        plain.goto(address)
        heights[address] = plain.evaluate("document.querySelector('main').getBoundingClientRect().bottom")
    longest = sorted(heights, key=lambda address: heights[address])[-3:]
    assert heights[longest[-1]] <= PRINTED["height"], longest[-1]
    for address in longest:
        plain.goto(address)
        paper = pypdfium2.PdfDocument(plain.pdf(prefer_css_page_size=True))
        assert len(paper) == 1, address
        assert "在手机上接着看" in paper[0].get_textpage().get_text_range()


def test_on_into_the_talk_with_what_was_chosen(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(CHOSEN)
    page.get_by_test_id("guide-start").click()
    expect(page.get_by_test_id("said").first).to_contain_text("我自己的身份证，户口在重庆，到窗口领")
    page.get_by_test_id("account-chen-xiaoyu").click()
    application = page.get_by_test_id("application")
    expect(application).to_contain_text("居民身份证补领")
    for option in ("option-who-self", "option-hukou-cq", "option-receive-window"):
        expect(page.get_by_test_id(option)).to_be_checked()
    assert page.url.endswith("/#/")


def test_the_sheet_of_a_guide_leads_to_its_page(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/")
    page.get_by_test_id("message-input").fill("身份证丢了怎么补办")
    page.get_by_test_id("send").click()
    page.get_by_test_id("citation").first.click()
    with context.expect_page() as opened:
        page.get_by_test_id("guide-page").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("身份证")
