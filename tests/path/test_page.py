"""The path on the page, in a real browser, with the server killed in the middle."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOTS = Path(__file__).parents[2] / "docs" / "screenshots"


def say(page: Page, text: str) -> None:
    page.get_by_test_id("message-input").fill(text)
    page.get_by_test_id("send").click()


def last_reply(page: Page):
    return page.get_by_test_id("reply").last


def test_from_dialect_to_one_receipt(server, page: Page, specimen: Path) -> None:
    page.goto("/")
    say(page, "身份证搞丢了啷个办")
    expect(last_reply(page)).to_contain_text("补领")

    # The citation opens the guide at the cited section.
    last_reply(page).get_by_test_id("citation").first.click()
    expect(page.get_by_test_id("guide-sheet")).to_contain_text("居民身份证补领")
    expect(page.get_by_test_id("quote").first).to_be_visible()
    page.get_by_test_id("close-sheet").click()

    # Handling needs identity; the same conversation goes on afterwards.
    say(page, "我要办理")
    page.get_by_test_id("sign-in-to-continue").click()
    page.get_by_test_id("account-chen-xiaoyu").click()
    panel = page.get_by_test_id("application")
    expect(panel).to_contain_text("居民身份证补领")
    page.get_by_test_id("option-who-self").check()
    page.get_by_test_id("option-hukou-cq").check()
    page.get_by_test_id("option-receive-window").check()

    # A specimen picture is read, and its values come with their source.
    page.get_by_test_id("upload-input").set_input_files(str(specimen))
    expect(page.get_by_test_id("upload-stage")).to_be_visible()
    expect(page.get_by_test_id("upload-stage")).to_have_count(0, timeout=120_000)
    expect(last_reply(page)).to_contain_text("身份证人像面")
    name = page.get_by_test_id("field-name")
    expect(name).to_contain_text("陈晓渝")
    expect(name.get_by_test_id("field-source")).to_be_visible()

    # One value is corrected by hand, a wrong one is refused with a sentence and not lost.
    mobile = page.get_by_test_id("field-mobile")
    mobile.get_by_test_id("edit").click()
    mobile.get_by_role("textbox").fill("1380013")
    mobile.get_by_test_id("save").click()
    expect(mobile.get_by_test_id("field-problem")).to_be_visible()
    mobile.get_by_role("textbox").fill("13912345678")
    mobile.get_by_test_id("save").click()
    expect(mobile.get_by_test_id("confirmed")).to_be_visible()

    # An unrelated question in the middle is answered, and the draft stays.
    say(page, "领结婚证要户口本吗")
    expect(last_reply(page)).to_contain_text("结婚登记")
    expect(panel).to_contain_text("居民身份证补领")

    # kill -9; the page says so, keeps what was said, and sends it by itself after the restart.
    server.kill()
    say(page, "继续")
    expect(page.get_by_test_id("message-failed")).to_be_visible()
    server.start()
    expect(page.get_by_test_id("message-failed")).to_have_count(0)
    expect(last_reply(page)).not_to_contain_text("结婚")
    page.reload()
    expect(page.get_by_test_id("field-name")).to_contain_text("陈晓渝")
    expect(page.get_by_test_id("field-mobile").get_by_test_id("confirmed")).to_be_visible()

    page.get_by_test_id("confirm-all").click()
    expect(page.get_by_test_id("unconfirmed")).to_have_count(0)
    page.get_by_test_id("run-precheck").click()
    expect(page.get_by_test_id("application-state")).to_contain_text("可以提交")

    # Double click: one receipt.
    page.get_by_test_id("review").click()
    page.get_by_test_id("declare").check()
    page.get_by_test_id("submit").dblclick()
    number = page.get_by_test_id("receipt-number")
    expect(number).to_have_count(1)
    first = number.inner_text()
    page.reload()
    expect(page.get_by_test_id("receipt-number")).to_have_text(first)
