"""Which words a model found is to be seen, and who answers here can be read by anybody: on the narrowest
phone, by keyboard. What a model would have worded is put into the answer on its way to the page."""

import json
from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.path.conftest import Server
from tests.path.test_states import looked_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROW = ViewportSize(width=320, height=720)


@pytest.fixture
def page(browser: Browser, running: Server) -> Generator[Page]:
    made = browser.new_context(
        base_url=running.url, viewport=NARROW, locale="zh-CN", bypass_csp=True, reduced_motion="reduce"
    )
    made.set_default_timeout(20_000)
    yield made.new_page()
    made.close()


def worded(route: Route) -> None:
    """As if a model had put the reply into words."""
    answer = route.fetch(headers={**route.request.headers, "accept": "application/json"})
    reply = answer.json()
    reply["ai"] |= {"generated": True, "label": "AI 生成：这段话由大模型组织语言。", "model": "示例大模型"}
    route.fulfill(status=200, content_type="application/json", body=json.dumps(reply))


def test_words_that_a_model_found_say_so_and_show_what_they_rest_on(page: Page) -> None:
    page.route("**/conversations/*/messages", worded)
    page.goto("/")
    page.get_by_test_id("message-input").fill("补办身份证要多少钱")
    page.get_by_test_id("message-input").press("Enter")
    label = page.get_by_test_id("worded")
    label.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(label.get_by_text("这段话由大模型组织语言")).to_be_visible()
    quoted = label.locator("blockquote").first
    expect(quoted).to_be_visible()
    assert quoted.inner_text() in page.get_by_test_id("citation").first.inner_text()
    looked_at(page, "worded-320")


def test_who_answers_here_is_told_to_anybody(page: Page) -> None:
    page.goto("/")
    page.get_by_test_id("about-note").click()
    expect(page.get_by_role("heading", name="关于渝小智")).to_be_focused()
    expect(page.get_by_test_id("about-state")).to_have_attribute("data-state", "off")
    assert page.title().startswith("关于渝小智")
    looked_at(page, "about-320")
    page.go_back()
    expect(page.get_by_test_id("message-input")).to_be_visible()


def test_without_an_answer_it_can_be_asked_for_again(page: Page) -> None:
    page.route("**/api/v1/about", lambda route: route.abort())
    page.goto("/#/settings")
    page.get_by_test_id("to-about").click()
    again = page.get_by_test_id("own-again")
    expect(again).to_be_visible()
    page.unroute("**/api/v1/about")
    again.click()
    expect(page.get_by_test_id("about-state")).to_be_visible()


def test_an_administrator_switches_the_model_off_and_on(page: Page) -> None:
    """Against answers made up here: the shared server has no model."""
    standing = {"state": "on", "models": [{"name": "qwen", "resting": False}], "tokens_today": 41_230}
    standing |= {"yuan_today": "0.1200", "changed_at": None, "changed_by": None}
    asked: list[bool] = []

    def answered(route: Route) -> None:
        if route.request.method == "POST":
            asked.append(json.loads(route.request.post_data or "{}")["on"])
            standing["state"] = "on" if asked[-1] else "paused"
        route.fulfill(status=200, content_type="application/json", body=json.dumps(standing))

    page.route("**/api/v1/admin/model", answered)
    page.goto("/operations/")
    page.get_by_test_id("account-ma-zongguan").click()
    block = page.get_by_test_id("model")
    expect(block).to_contain_text("41,230")
    for state in ("paused", "on"):
        page.get_by_test_id("model-switch").click()
        looked_at(page, f"model-switch-{state}")
        page.get_by_test_id("ask-yes").click()
        expect(block).to_have_attribute("data-state", state)
        expect(page.locator("#model-title")).to_be_focused()
    assert asked == [False, True]
