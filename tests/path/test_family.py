"""Acting for each other on the page: an invitation read and agreed to, a code named, a draft begun for the
other, and the grant taken back; a parent for a child; a helper at the window."""

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.path.conftest import Server
from tests.path.test_own import PHONE, looked_at_by_elders
from tests.path.test_states import looked_at, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def devices(browser: Browser, running: Server) -> Generator[list[Page]]:
    """Two phones."""
    made = [
        browser.new_context(
            base_url=running.url, viewport=PHONE, locale="zh-CN", bypass_csp=True, reduced_motion="reduce"
        )
        for _ in range(2)
    ]
    for one in made:
        one.set_default_timeout(20_000)
    yield [one.new_page() for one in made]
    for one in made:
        one.close()


def signed_in(page: Page, account: str) -> None:
    page.goto("/#/family")
    sign_in(page, account)
    expect(page.get_by_test_id("family")).to_be_visible()


def test_a_mother_lets_her_son_prepare_and_takes_it_back(devices: list[Page]) -> None:
    mother, son = devices
    signed_in(mother, "liu-guilan")
    mother.get_by_test_id("way-invite").press("Enter")
    mother.get_by_test_id("wish-name").fill("张洋")
    mother.get_by_test_id("wish-relation").select_option("mother")
    mother.get_by_test_id("wish-items").fill("社保卡申领")
    mother.get_by_test_id("wish-items").press("Enter")
    mother.get_by_test_id("wish-item").first.check()
    mother.get_by_test_id("use_profile").check()
    looked_at(mother, "family-1-invite")
    looked_at_by_elders(mother, "family-1-invite")
    mother.get_by_test_id("wish-next").press("Enter")
    words = mother.get_by_test_id("words")
    expect(words).to_contain_text("我随时可以收回")
    looked_at(mother, "family-2-words")
    told = words.inner_text()
    mother.get_by_test_id("words-agree").press("Enter")
    code = mother.get_by_test_id("offered-code").inner_text()
    looked_at(mother, "family-3-code")

    # He reads the very words she agreed to before he accepts.
    signed_in(son, "zhang-yang")
    son.get_by_test_id("way-code").click()
    son.get_by_test_id("code-number").fill(code)
    son.get_by_test_id("code-name").fill("刘桂花")
    son.get_by_test_id("code-send").click()
    expect(son.get_by_test_id("form-problem")).to_be_visible()
    son.get_by_test_id("code-name").fill("刘桂兰")
    son.get_by_test_id("code-send").click()
    expect(son.get_by_test_id("delegation")).to_contain_text(told)
    looked_at(son, "family-4-answer")
    son.get_by_test_id("delegation-accept").click()
    son.get_by_test_id("begin-for").click()
    banner = son.get_by_test_id("acting")
    expect(banner).to_contain_text("您在帮刘桂兰办理")
    expect(son.get_by_test_id("review")).to_have_count(0)
    looked_at(son, "family-5-begun")
    address = son.evaluate("JSON.parse(localStorage['yuxiaozhi.application'])")

    # She sees who is at it, and ends it: from then on it is like none to him.
    mother.get_by_test_id("own-cases").click()
    expect(mother.get_by_test_id("acting")).to_contain_text("张洋在替您办理")
    mother.get_by_test_id("own-family").click()
    mother.get_by_test_id("delegation-end").press("Enter")
    mother.get_by_test_id("ask-yes").press("Enter")
    expect(mother.get_by_test_id("family-principal")).to_have_count(0)
    looked_at(mother, "family-6-ended")
    son.goto(f"/#/cases/{address}")
    expect(son.get_by_test_id("case-page").get_by_role("alert")).to_be_visible()
    expect(son.get_by_test_id("acting")).to_have_count(0)


def test_a_parent_and_a_helper(devices: list[Page], specimen: Path) -> None:
    parent, helper = devices
    signed_in(parent, "he-min")
    parent.get_by_test_id("way-child").click()
    parent.get_by_test_id("child-name").fill("罗小满")
    parent.get_by_test_id("child-number").fill("500112202503100025")
    parent.get_by_test_id("child-send").click()
    expect(parent.get_by_test_id("family-agent")).to_contain_text("罗小满")

    signed_in(helper, "tang-bangban")
    expect(helper.get_by_test_id("way-child")).to_have_count(0)
    helper.get_by_test_id("way-presence").click()
    helper.get_by_test_id("presence-name").fill("陈晓渝")
    helper.get_by_test_id("presence-number").fill("500112199203150026")
    helper.get_by_test_id("presence-card").set_input_files(specimen)
    helper.get_by_test_id("wish-items").fill("身份证丢了补办")
    helper.get_by_test_id("items-find").click()
    helper.get_by_test_id("wish-item").first.check()
    helper.get_by_test_id("presence-next").click()
    expect(helper.get_by_test_id("words")).to_contain_text("唐帮办")
    looked_at(helper, "family-7-aloud")
    helper.get_by_test_id("presence-agreed").click()
    expect(helper.get_by_test_id("family-agent")).to_contain_text("陈晓渝", timeout=90_000)
    looked_at(helper, "family-8-helper")
