"""Somebody who has never seen the page gets a lost ID card replaced: every tap and typed field is counted."""

from collections.abc import Generator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.path.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_TAPS, MOST_TYPED = 8, 2
ACCOUNT = "陈晓渝"
"""whose profile is full; choosing an account is the demo's sign-in and counts"""


@dataclass
class Stranger:
    """Acts by the words on the screen alone, and counts what it does."""

    page: Page
    taps: int = 0
    typed: int = 0

    def tap(self, target: Locator) -> None:
        expect(target).to_be_visible()
        target.click()
        self.taps += 1

    def answer(self) -> bool:
        """Takes the first answer that the last reply offers; whether it offered one."""
        offered = self.page.get_by_role("group", name="快捷回复").get_by_role("button")
        if not offered.count():
            return False
        self.tap(offered.first)
        return True


@pytest.fixture(params=[ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)])
def page(request: pytest.FixtureRequest, browser: Browser, running: Server) -> Generator[Page]:
    made = browser.new_context(base_url=running.url, viewport=request.param, locale="zh-CN")
    made.set_default_timeout(20_000)
    yield made.new_page()
    made.close()


def test_a_lost_id_card_takes_few_taps(page: Page, capsys: pytest.CaptureFixture[str]) -> None:
    page.goto("/")
    person = Stranger(page)
    person.tap(page.get_by_role("button", name="身份证丢了"))
    person.tap(page.get_by_role("button", name="帮我办理"))
    person.tap(page.get_by_role("button", name=ACCOUNT))
    expect(page.get_by_test_id("form-card")).to_be_visible()
    receipt = page.get_by_test_id("receipt-card")
    while not receipt.count() and person.taps <= 2 * MOST_TAPS:
        replies = page.get_by_test_id("reply").count()
        expect(page.get_by_role("group", name="快捷回复").last).to_be_visible()
        assert person.answer()
        expect(page.get_by_test_id("reply")).to_have_count(replies + 1)
        expect(page.get_by_test_id("thinking")).to_have_count(0)
    expect(receipt.get_by_test_id("card-number")).to_have_text(
        page.get_by_test_id("receipt-number").inner_text()
    )
    with capsys.disabled():
        print(f"\nlost ID card, {page.viewport_size}: {person.taps} taps, {person.typed} typed fields")  # noqa: T201 - the figure is told
    assert person.taps <= MOST_TAPS
    assert person.typed <= MOST_TYPED
