"""One's archive on a phone and a wide screen, in the dark, in 长辈版 and by keyboard alone: looked at,
corrected, disputed, kept from a receipt, deleted. People here delete only what these tests gave them."""

from collections.abc import Callable, Generator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.path.conftest import Server
from tests.path.test_own import PHONE, SITUATION, call, looked_at_by_elders, reached
from tests.path.test_states import looked_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDE = ViewportSize(width=1440, height=900)
OpenAs = Callable[..., Page]


@pytest.fixture
def open_as(browser: Browser, running: Server) -> Generator[OpenAs]:
    made: list[BrowserContext] = []

    def opened(
        account: str, viewport: ViewportSize = PHONE, scheme: Literal["light", "dark"] = "light"
    ) -> Page:
        context = browser.new_context(
            base_url=running.url,
            viewport=viewport,
            color_scheme=scheme,
            locale="zh-CN",
            bypass_csp=True,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        made.append(context)
        page = context.new_page()
        call(page, "POST", "/auth/demo-login", account=account)
        return page

    yield opened
    for context in made:
        context.close()


def archive(page: Page) -> Page:
    page.goto("/#/archive")
    expect(page.get_by_test_id("archive")).to_be_visible()
    return page


def test_what_is_kept_its_source_its_end_and_the_way_to_renew(open_as: OpenAs) -> None:
    page = archive(open_as("liu-guilan"))
    number = page.get_by_test_id("fact-id_number")
    expect(number.get_by_test_id("fact-value")).to_have_text("5001****014X")
    expect(number.get_by_test_id("fact-source")).to_have_text("公安人口库")
    expect(page.get_by_test_id("fact-mobile").get_by_test_id("fact-until")).to_contain_text("2029年2月2日")
    looked_at(page, "archive-1-kept")
    reached(page, number.get_by_test_id("fact-show"))
    page.keyboard.press("Enter")
    expect(number.get_by_test_id("fact-value")).to_have_text("50010319510820014X")
    expect(number.get_by_test_id("fact-show")).to_be_focused()
    looked_at_by_elders(page, "archive-1-kept")

    page.get_by_test_id("archive-to-certificates").press("Enter")
    expect(page.get_by_role("heading", name="我的证照")).to_be_focused()
    card = page.get_by_test_id("certificate").first
    expect(card).to_have_attribute("data-state", "expiring")
    expect(page.get_by_test_id("certificate-renew")).to_have_count(1)
    card.get_by_test_id("certificate-show").press("Enter")
    expect(card.get_by_test_id("certificate-all")).to_contain_text("中山一路26号2单元5-1")
    looked_at(page, "archive-2-certificate")
    page.get_by_test_id("certificate-renew").press("Enter")
    expect(page.get_by_test_id("reply").last).to_contain_text("换领")


def test_ones_own_is_corrected_and_a_registers_is_noted_by_keyboard(open_as: OpenAs) -> None:
    page = open_as("zhang-yang", WIDE, "dark")
    call(page, "PUT", "/profile/facts/bank_name", value="重庆银行")
    archive(page)
    bank = page.get_by_test_id("fact-bank_name")
    reached(page, bank.get_by_test_id("fact-correct"))
    page.keyboard.press("Enter")
    expect(bank.get_by_test_id("fact-input")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    expect(bank.get_by_test_id("fact-problem")).to_be_visible()
    expect(bank.get_by_test_id("fact-input")).to_be_focused()
    looked_at(page, "archive-3-problem")
    page.keyboard.type("重庆农村商业银行")
    page.keyboard.press("Enter")
    expect(bank.get_by_test_id("fact-value")).to_have_text("重庆农村商业银行")
    expect(bank.get_by_test_id("fact-correct")).to_be_focused()
    expect(page.get_by_test_id("archive-told")).to_contain_text("已经改好")

    ethnicity = page.get_by_test_id("fact-ethnicity")
    ethnicity.get_by_test_id("fact-correct").press("Enter")
    expect(ethnicity.get_by_test_id("fact-how")).to_contain_text("派出所")
    page.keyboard.press("Escape")
    expect(ethnicity.get_by_test_id("fact-correct")).to_be_focused()
    page.keyboard.press("Enter")
    expect(ethnicity.get_by_test_id("fact-input")).to_be_focused()
    page.keyboard.type("苗")
    page.keyboard.press("Enter")
    expect(ethnicity.get_by_test_id("fact-dispute")).to_contain_text("苗")
    expect(ethnicity.get_by_test_id("fact-value")).to_have_text("土家")
    looked_at(page, "archive-4-disputed")

    reached(page, bank.get_by_test_id("fact-delete"))
    page.keyboard.press("Enter")
    expect(bank.get_by_role("button", name="不删")).to_be_focused()
    looked_at(page, "archive-5-asked-twice")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(bank).to_have_count(0)
    expect(page.get_by_role("heading", name="我的信息")).to_be_focused()


def test_from_the_receipt_what_was_typed_is_kept_and_where_it_was_used(open_as: OpenAs) -> None:
    page = open_as("zhang-yang")
    name = call(page, "POST", "/applications", item_id="id-card-replacement", situation=SITUATION)[
        "application_id"
    ]
    path = f"/applications/{name}"
    call(page, "PATCH", f"{path}/fields", mobile="13700137999")
    call(page, "POST", f"{path}/confirm")
    assert call(page, "POST", f"{path}/precheck")["passed"]
    sent = page.request.post(
        f"/api/v1{path}/submit", headers={"Idempotency-Key": name, "Sec-Fetch-Site": "same-origin"}
    )
    assert sent.ok, sent.text()
    page.goto(f"/#/cases/{name}")
    page.get_by_test_id("case-form").click()
    offer = page.get_by_test_id("archive-offer")
    expect(offer).to_contain_text("137****7999")
    expect(page.get_by_test_id("offer-mobile")).not_to_be_checked()
    page.get_by_test_id("offer-keep").click()
    expect(offer.get_by_role("alert")).to_contain_text("勾选")
    page.get_by_test_id("offer-mobile").check()
    looked_at(page, "archive-6-offer")
    page.get_by_test_id("offer-keep").click()
    expect(page.get_by_test_id("offer-told")).to_be_focused()
    looked_at(page, "archive-7-kept")

    page.get_by_test_id("offer-told").get_by_role("link").click()
    expect(page.get_by_test_id("consent-kept")).to_contain_text("手机号码")
    use = page.get_by_test_id("use").first
    expect(use).to_contain_text("姓名")
    call(page, "PUT", "/profile/facts/mobile", value="13700137003")
    use.get_by_test_id("use-open").click()
    expect(page.get_by_test_id("timeline")).to_be_visible()


def test_all_of_it_is_taken_along_and_deleted(open_as: OpenAs) -> None:
    page = open_as("gu-falin")
    call(page, "PUT", "/profile/facts/mobile", value="13600001111")
    call(page, "PUT", "/profile/facts/residence_address", value="重庆市渝中区中山一路26号")
    archive(page)
    with page.expect_download() as download:
        page.get_by_test_id("archive-export").click()
    assert "13600001111" in download.value.path().read_text("utf-8")
    reached(page, page.get_by_test_id("erase"))
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("erase-word")).to_be_focused()
    page.keyboard.type("删除")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("form-problem")).to_contain_text("全部删除")
    expect(page.get_by_test_id("fact-mobile")).to_be_visible()
    looked_at(page, "archive-8-word")
    looked_at_by_elders(page, "archive-8-word")
    page.get_by_test_id("erase-word").fill("全部删除")
    page.get_by_test_id("erase-yes").click()
    expect(page.get_by_test_id("archive-told")).to_contain_text("都删了")
    expect(page.get_by_role("heading", name="我的信息")).to_be_focused()
    expect(page.get_by_test_id("fact-mobile")).to_have_count(0)
    expect(page.get_by_test_id("stays")).to_contain_text("操作记录")
    looked_at(page, "archive-9-empty")
