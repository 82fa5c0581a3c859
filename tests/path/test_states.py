"""Every state of the page on a phone: no accessibility violation, no sideways scroll; other devices too."""

from collections.abc import Generator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.path.album import shown
from tests.path.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOTS = Path(__file__).parents[1] / "out"
PHONE = {"width": 390, "height": 844}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def phone(browser: Browser, running: Server) -> Generator[BrowserContext]:
    made = browser.new_context(
        base_url=running.url, viewport=PHONE, device_scale_factor=2, locale="zh-CN", bypass_csp=True
    )
    made.set_default_timeout(20_000)
    yield made
    made.close()


def looked_at(page: Page, state: str) -> None:
    """Fails on any axe violation or sideways scroll; keeps a picture of the state."""
    expect(page.get_by_test_id("thinking")).to_have_count(0)
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{state}.png")
    found = Axe().run(page, options=RULES)
    assert not found.response["violations"], f"{state}: {found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{state}: scrolls sideways by {wide} px"


def say(page: Page, text: str) -> None:
    page.get_by_test_id("message-input").fill(text)
    page.get_by_test_id("send").click()


def sign_in(page: Page, account: str) -> None:
    page.get_by_test_id("sign-in").click()
    page.get_by_test_id(f"account-{account}").click()
    expect(page.get_by_test_id("sign-in-sheet")).to_have_count(0)


def test_a_path_on_a_phone(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/")
    expect(page.get_by_test_id("welcome")).to_be_visible()
    looked_at(page, "1-welcome")

    say(page, "身份证搞丢了啷个办")
    expect(page.get_by_test_id("reply").last).to_contain_text("补领")
    looked_at(page, "2-answer")
    shown(page, "phone-answer")
    page.get_by_test_id("citation").first.click()
    expect(page.get_by_test_id("quote").first).to_be_visible()
    looked_at(page, "3-guide")
    page.get_by_test_id("close-sheet").click()

    say(page, "我要办理")
    page.get_by_test_id("sign-in-to-continue").click()
    looked_at(page, "4-sign-in")
    page.get_by_test_id("account-chen-xiaoyu").click()
    page.get_by_test_id("view-form").click()
    for option in ("option-who-self", "option-hukou-cq", "option-receive-window"):
        page.get_by_test_id(option).check()
    expect(page.get_by_test_id("field-name")).to_contain_text("陈晓渝")
    undo = page.get_by_test_id("undo-close")  # its bar lies over what is pictured
    if undo.is_visible():
        undo.click()
    page.get_by_test_id("field-name").evaluate("field => field.scrollIntoView({ block: 'center' })")
    looked_at(page, "5-form")
    shown(page, "phone-form", share=0.5)  # how far it is scrolled differs

    page.get_by_test_id("confirm-all").click()
    expect(page.get_by_test_id("unconfirmed")).to_have_count(0)
    page.get_by_test_id("run-precheck").click()
    expect(page.get_by_test_id("precheck")).to_have_attribute("data-passed", "true")
    looked_at(page, "6-precheck")
    page.get_by_test_id("review").click()
    page.get_by_test_id("declare").check()
    looked_at(page, "7-review")
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("receipt-number")).to_be_visible()
    looked_at(page, "8-receipt")
    shown(page, "phone-receipt")


def test_the_elder_version_is_as_accessible(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/")
    page.get_by_test_id("elder").click()
    looked_at(page, "elder-welcome")
    say(page, "身份证要到期了啷个换")
    expect(page.get_by_test_id("reply").last).to_contain_text("换")
    looked_at(page, "elder-answer")


def test_another_device_goes_on_where_this_one_was(
    browser: Browser, running: Server, phone: BrowserContext
) -> None:
    first = phone.new_page()
    first.goto("/")
    sign_in(first, "zhang-yang")
    say(first, "我要办个体户营业执照")
    expect(first.get_by_test_id("reply").last).to_be_visible()
    say(first, "我要办理")
    first.get_by_test_id("view-form").click()
    expect(first.get_by_test_id("application")).to_contain_text("个体工商户设立登记")

    other = browser.new_context(base_url=running.url, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    second = other.new_page()
    second.goto("/")
    sign_in(second, "zhang-yang")
    second.get_by_test_id("continue").first.click()
    expect(second.get_by_test_id("application")).to_contain_text("个体工商户设立登记")
    other.close()


def test_two_tabs_on_one_draft_lose_nothing(phone: BrowserContext) -> None:
    """The later save meets a newer version: both values are in sight, and what was typed is kept."""
    one = phone.new_page()
    one.goto("/")
    sign_in(one, "liu-guilan")
    say(one, "身份证快到期了我要换")
    expect(one.get_by_test_id("reply").last).to_be_visible()
    say(one, "我要办理")
    one.get_by_test_id("view-form").click()
    expect(one.get_by_test_id("field-mobile")).to_be_visible()
    two = phone.new_page()
    two.goto("/")
    two.get_by_test_id("view-form").click()
    for tab, number in ((two, "13911112222"), (one, "13933334444")):
        mobile = tab.get_by_test_id("field-mobile")
        mobile.get_by_test_id("edit").click()
        mobile.get_by_test_id("field-input").fill(number)
        mobile.get_by_test_id("save").click()
    expect(one.get_by_test_id("field-mobile").get_by_test_id("field-newer")).to_contain_text("139")
    expect(one.get_by_test_id("field-mobile").get_by_test_id("field-input")).to_have_value("13933334444")


@pytest.mark.parametrize("elder", [False, True], ids=["standard", "elder"])
def test_an_answer_is_called_wrong_by_keyboard_in_one_line(phone: BrowserContext, elder: bool) -> None:
    page = phone.new_page()
    page.goto("/")
    if elder:
        page.get_by_test_id("elder").click()
    say(page, "身份证搞丢了啷个办")
    button = page.get_by_test_id("wrong-answer")  # 长辈版 says it in other words
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    button.press("Enter")
    expect(page.get_by_test_id("wrong-comment")).to_be_focused()
    looked_at(page, f"wrong-{'elder' if elder else 'open'}")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    button.press("Enter")
    page.keyboard.type("费用写错了")
    page.keyboard.press("Enter")
    thanks = page.get_by_test_id("wrong-thanks")
    expect(thanks).to_contain_text("谢谢")
    expect(thanks).to_be_focused()
    looked_at(page, f"wrong-{'elder-' if elder else ''}thanks")


@pytest.mark.parametrize("elder", [False, True], ids=["standard", "elder"])
def test_the_picture_of_an_item_leads_to_its_neighbours_on_the_narrowest_phone(
    browser: Browser, running: Server, elder: bool
) -> None:
    narrow = browser.new_context(
        base_url=running.url, viewport={"width": 320, "height": 720}, locale="zh-CN", bypass_csp=True
    )
    page = narrow.new_page()
    page.goto("/")
    if elder:
        page.get_by_test_id("elder").click()
    say(page, "开餐饮店办食品证要多久")
    page.get_by_test_id("citation").first.click()
    neighbour = page.get_by_test_id("guide-graph").get_by_role("button", name="个体工商户设立登记")
    neighbour.scroll_into_view_if_needed()
    looked_at(page, f"graph-{'elder' if elder else 'standard'}")
    box = neighbour.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    neighbour.press("Enter")
    title = page.get_by_test_id("guide-sheet").get_by_role("heading", name="个体工商户设立登记").first
    expect(title).to_be_focused()
    narrow.close()


def test_a_life_event_is_opened_at_its_citation_and_leads_to_its_items(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/")
    say(page, "生了娃儿要办哪些手续")
    expect(page.get_by_test_id("reply").last).to_contain_text("给新生儿上户口")
    looked_at(page, "event-answer")
    page.get_by_test_id("citation").first.click()
    expect(page.get_by_test_id("quote").first).to_be_visible()
    expect(page.get_by_test_id("handle-item")).to_have_count(0)
    looked_at(page, "event-sheet")
    page.get_by_test_id("event-items").get_by_role("button", name="办社保卡").click()
    sheet = page.get_by_test_id("guide-sheet")
    expect(sheet.get_by_role("heading", name="社会保障卡申领").first).to_be_visible()


def test_parts_of_a_life_event_are_left_out_and_taken_up_again(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/")
    sign_in(page, "chen-xiaoyu")
    say(page, "我要办新生儿一件事")
    page.get_by_test_id("view-form").click()
    answers = {"parents": "married", "who": "mother", "born": "cq", "hukou": "cq"} | {
        "insured": "uninsured",
        "registered": "done",
    }
    for question, option in answers.items():
        page.get_by_test_id(f"option-{question}-{option}").check()
    parts = page.get_by_test_id("bundle-part")
    expect(parts).to_have_count(4)
    page.get_by_test_id("bundle-parts").scroll_into_view_if_needed()
    looked_at(page, "event-parts")

    page.get_by_test_id("bundle-drop").last.click()
    page.get_by_test_id("ask-yes").click()
    expect(parts).to_have_count(3)
    expect(page.get_by_test_id("bundle-count")).to_contain_text("共3样")
    page.set_viewport_size({"width": 1280, "height": 900})
    looked_at(page, "event-left-out")
    page.get_by_test_id("bundle-add").click()
    expect(parts).to_have_count(4)

    page.get_by_test_id("option-born-other_province").check()
    expect(page.get_by_test_id("bundle-singles")).to_be_visible()
    looked_at(page, "event-singles")
    page.get_by_test_id("bundle-alone").first.click()
    expect(page.get_by_test_id("bundle-parts")).to_have_count(0)
    expect(page.get_by_test_id("option-who-mother")).to_be_checked()
