"""The operations page in a real browser, over invented days: range, tables, export, unusual days."""

import re
from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from applications.intake import IntakeCase
from applications.tables import OutboxRow, SubmissionRow
from storage.database import Database
from storage.encryption import use_keys
from storage.ids import new_id
from storage.keys import KeyRing
from storage.working_days import is_working_day
from tests.api.invented_days import invent_days
from tests.path.album import shown
from tests.path.conftest import Server
from tests.path.test_desk import looked_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def database(running: Server) -> Generator[Database]:
    """The running server's, to write beside it."""
    use_keys(KeyRing.open(running.data / "keys.json"))
    made = Database(f"sqlite:///{running.data / 'yuxiaozhi.sqlite3'}")
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def season(database: Database) -> date:
    """A hundred days; gives the unusual one, a working day of the last three weeks."""
    today = date.today()
    unusual = next(day for at in range(8, 20) if is_working_day(day := today - timedelta(days=at)))
    invent_days(database, last=today - timedelta(days=1), days=100, unusual_on=unusual)
    return unusual


@pytest.fixture
def wide(browser: Browser, running: Server) -> Generator[BrowserContext]:
    made = browser.new_context(
        base_url=running.url,
        viewport={"width": 1440, "height": 900},
        reduced_motion="reduce",
        bypass_csp=True,
    )
    made.set_default_timeout(20_000)
    yield made
    made.close()


def signed_in(context: BrowserContext, account: str) -> Page:
    page = context.new_page()
    page.goto("/operations/")
    page.get_by_test_id(f"account-{account}").click()
    expect(page.get_by_test_id("period")).not_to_be_empty()
    return page


def test_days_before_anything_happened_say_so(wide: BrowserContext) -> None:
    """As a new installation does."""
    page = wide.new_page()
    page.goto("/operations/?from=2020-01-01&to=2020-01-31")
    expect(page.get_by_test_id("account-ma-zongguan")).to_be_visible()
    expect(page.get_by_test_id("account-chen-xiaoyu")).to_have_count(0)
    looked_at(page, "operations-0-sign-in")
    page.get_by_test_id("account-ma-zongguan").click()
    expect(page.get_by_test_id("operations-empty")).to_be_visible()
    expect(page.get_by_test_id("letters")).to_be_visible()
    looked_at(page, "operations-1-empty")


def test_range_unusual_day_table_and_export_by_the_keyboard(wide: BrowserContext, season: date) -> None:
    page = signed_in(wide, "wen-caoni")
    expect(page.get_by_test_id("staff-curation")).to_be_visible()
    day = page.get_by_test_id("unusual-day").get_by_role("button", name=f"{season.month}月{season.day}日")
    expect(page.get_by_test_id("unusual")).to_contain_text(re.compile(r"没答上的比平常多：\d+% → \d+%"))
    expect(page.get_by_test_id("chart-shares").get_by_test_id("mark").first).to_be_visible()
    drawing = page.get_by_test_id("chart-shares").get_by_role("img")
    expect(drawing).to_have_attribute("aria-label", re.compile(r"直接答上最低.*%，最高.*%，最后"))
    looked_at(page, "operations-2-wide")
    shown(page, "operations", share=0.3)  # other days, other numbers, another list of unusual ones

    # To the unusual day and back, and a chart as its numbers.
    day.press("Enter")
    expect(page.locator("#day-title")).to_be_focused()
    expect(page.get_by_test_id("day")).to_contain_text("没答上的比平常多")
    page.get_by_test_id("close-day").press("Enter")
    expect(day).to_be_focused()
    chart = page.get_by_test_id("chart-shares")
    chart.get_by_test_id("as-table").press("Enter")
    marked = chart.locator("tr.marked").filter(has_text=f"{season.month}月{season.day}日")
    expect(marked).to_contain_text("没答上的比平常多")
    expect(chart.get_by_test_id("as-table")).to_have_attribute("aria-pressed", "true")
    chart.get_by_test_id("chart-table").focus()
    page.keyboard.press("End")
    looked_at(page, "operations-3-table")

    # Other days: by one tap, by their dates, and days that can't be told of.
    page.get_by_test_id("last-7").press("Enter")
    expect(chart.locator("tbody tr")).to_have_count(7)
    expect(page.get_by_test_id("last-7")).to_have_attribute("aria-pressed", "true")
    page.get_by_test_id("range-from").fill((season + timedelta(days=1)).isoformat())
    page.get_by_test_id("range-to").fill(season.isoformat())
    page.get_by_test_id("range-show").press("Enter")
    expect(page.get_by_test_id("range-problem")).to_contain_text("366")
    expect(page.get_by_test_id("range-from")).to_have_attribute("aria-invalid", "true")
    looked_at(page, "operations-4-problem")
    page.get_by_test_id("range-from").fill(season.isoformat())
    page.get_by_test_id("range-show").press("Enter")
    expect(chart.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(f"from={season.isoformat()}&to={season.isoformat()}"))
    with page.expect_download() as taken:
        page.get_by_test_id("export").press("Enter")
    saved = Path(taken.value.path()).read_bytes().decode("utf-8-sig").splitlines()
    assert taken.value.suggested_filename == f"yuxiaozhi-{season}-{season}.csv"
    assert saved[0].startswith("日期,对话,提问")
    assert [line.split(",")[0] for line in saved[1:]] == [season.isoformat()]
    page.reload()
    expect(chart).to_be_visible()
    expect(page.get_by_test_id("range-from")).to_have_value(season.isoformat())


def test_on_a_phone_in_the_dark_and_at_320_pixels(browser: Browser, running: Server, season: date) -> None:
    phone = browser.new_context(
        base_url=running.url,
        viewport={"width": 390, "height": 844},
        color_scheme="dark",
        reduced_motion="reduce",
        bypass_csp=True,
        has_touch=True,
    )
    page = signed_in(phone, "zhou-shenyan")
    expect(page.get_by_test_id("staff-desk")).to_be_visible()
    expect(page.get_by_test_id("letters")).to_have_count(0)
    expect(page.get_by_test_id("list-unanswered")).to_have_count(0)
    expect(page.get_by_test_id("chart-questions").get_by_role("img")).to_be_visible()
    looked_at(page, "operations-5-phone-dark")
    page.get_by_test_id("range-channel").select_option("miniprogram")
    expect(page).to_have_url(re.compile("channel=miniprogram"))
    page.get_by_test_id("chart-questions").get_by_test_id("as-table").tap()
    page.get_by_test_id("unusual-day").first.get_by_role("button").tap()
    expect(page.get_by_test_id("day")).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 640})
    looked_at(page, "operations-6-320")
    phone.close()


def test_a_dead_letter_is_looked_at_and_sent_again(
    wide: BrowserContext, database: Database, season: date
) -> None:
    """A withdrawal that the intake could not be told of; sent again, it is heard."""
    with database.transaction() as session:
        sent = session.scalars(
            select(SubmissionRow).where(SubmissionRow.owner_id == "invented").limit(1)
        ).one()
        sent.snapshot = IntakeCase(
            sent.id, sent.application_id, 1, "social-card", "社会保障卡申领", 1, "invented", {}, {}, {}, {},
            "working_day", 5,
        ).to_json()  # fmt: skip
        session.add(
            OutboxRow(
                id=new_id("out"),
                kind="withdraw",
                submission_id=sent.id,
                state="dead",
                attempts=48,
                next_attempt_at=sent.created_at,
                last_error="IntakeUnavailableError",
            )
        )
    page = signed_in(wide, "ma-zongguan")
    letter = page.get_by_test_id("letter").filter(has_text=sent.application_id)
    expect(letter).to_contain_text("试了48次")
    looked_at(page, "operations-7-letters")
    letter.get_by_test_id("resend-letter").press("Enter")
    expect(page.get_by_test_id("notice")).to_contain_text("已经收到")
    expect(letter).to_have_count(0)
    expect(page.locator("#letters-title")).to_be_focused()
