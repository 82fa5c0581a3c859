"""A citizen's own pages: a draft found again, its course, a correction that asks only what was returned,
the result, and reminders. On a phone, in 长辈版 on the narrowest one, and by keyboard."""

from collections.abc import Generator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from tests.path.conftest import Server
from tests.path.test_states import looked_at, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = ViewportSize(width=390, height=844)
NARROW = ViewportSize(width=320, height=720)
SITUATION = {"who": "self", "hukou": "cq", "receive": "window"}
RETURNED = {
    "code": "field_invalid",
    "severity": "must_fix",
    "field": "mobile",
    "message": "手机号打不通，请换一个能联系上您的。",
    "clause": "居民身份证法第十一条",
}


@pytest.fixture
def page(browser: Browser, running: Server) -> Generator[Page]:
    made = browser.new_context(
        base_url=running.url, viewport=PHONE, locale="zh-CN", bypass_csp=True, reduced_motion="reduce"
    )
    made.set_default_timeout(20_000)
    yield made.new_page()
    made.close()


@pytest.fixture
def reviewer(running: Server) -> Generator[httpx.Client]:
    with httpx.Client(base_url=f"{running.url}/api/v1", timeout=60) as http:
        token = http.post("/auth/demo-login", json={"account": "zhou-shenyan"}).json()["token"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield http


def call(page: Page, method: str, path: str, **body: Any) -> Any:
    """As the page's own person."""
    answer = page.request.fetch(
        f"/api/v1{path}", method=method, data=body or None, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.ok, answer.text()
    return answer.json()


def started(page: Page, item_id: str = "id-card-replacement") -> str:
    situation = SITUATION if item_id == "id-card-replacement" else {}
    return call(page, "POST", "/applications", item_id=item_id, situation=situation)["application_id"]


def decided(reviewer: httpx.Client, name: str, **body: Any) -> None:
    answer = reviewer.post(f"/staff/applications/{name}/decision", json=body)
    assert answer.is_success, answer.text


def finished(reviewer: httpx.Client, name: str, **result: str) -> None:
    answer = reviewer.post(f"/staff/applications/{name}/finish", json=result)
    assert answer.is_success, answer.text


def overdue(route: Route) -> None:
    """As the course will be told three working days after a promised day."""
    answer = route.fetch()
    late = {"deadline": "2026-11-18", "overdue": True, "days_left": 0, "days_over": 3}
    route.fulfill(response=answer, json={**answer.json(), **late})


def reached(page: Page, target: Locator) -> None:
    """Moves the focus there with Tab alone."""
    for _ in range(60):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"not reached by Tab: {target}")


def looked_at_by_elders(page: Page, state: str) -> None:
    """The same state in 长辈版, 320 px wide."""
    page.set_viewport_size(NARROW)
    page.get_by_test_id("elder").click()
    looked_at(page, f"{state}-elder")
    page.get_by_test_id("elder").click()
    page.set_viewport_size(PHONE)


def handed_in(page: Page) -> None:
    page.get_by_test_id("run-precheck").click()
    expect(page.get_by_test_id("application-state")).to_contain_text("可以提交")
    page.get_by_test_id("review").click()
    page.get_by_test_id("declare").check()
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("receipt-number")).to_be_visible()


def opened(page: Page) -> None:
    """The only case there is, on its own page."""
    page.get_by_test_id("my-applications").click()
    page.get_by_test_id("case-open").click()
    expect(page.get_by_test_id("timeline")).to_be_visible()


def test_a_case_from_the_draft_left_to_the_result(page: Page, reviewer: httpx.Client) -> None:
    page.goto("/#/cases")
    page.get_by_test_id("own-sign-in").click()
    page.get_by_test_id("account-he-min").click()
    expect(page.get_by_test_id("cases").get_by_role("link")).to_be_visible()
    looked_at(page, "own-0-none")
    name, left = started(page), started(page, "no-criminal-record")

    # What was left is found again, by keyboard; a draft given up is asked about once more and gone.
    page.reload()
    drafts = page.get_by_test_id("cases-todo").get_by_test_id("case")
    expect(drafts).to_have_count(2)
    looked_at(page, "own-1-drafts")
    dropped = drafts.filter(has_text="无犯罪记录").get_by_test_id("drop")
    reached(page, dropped)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="不删", exact=True)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(drafts).to_have_count(1)
    expect(page.get_by_role("heading", name="我的办件")).to_be_focused()
    assert page.request.get(f"/api/v1/applications/{left}").status == 404
    reached(page, page.get_by_test_id("application-row"))
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("application")).to_be_focused()
    page.get_by_test_id("confirm-all").click()
    expect(page.get_by_test_id("unconfirmed")).to_have_count(0)
    handed_in(page)

    opened(page)
    expect(page.get_by_test_id("landmark")).to_have_count(2)
    expect(page.get_by_test_id("case-due")).to_contain_text("工作日")
    looked_at(page, "own-2-course")
    page.route("**/progress", overdue)
    page.get_by_test_id("own-cases").click()
    expect(page.get_by_test_id("case")).to_contain_text("超期")
    page.get_by_test_id("case-open").click()
    expect(page.get_by_test_id("case-due")).to_contain_text("已超过承诺的时间 3 个工作日")
    looked_at(page, "own-2-overdue")
    page.unroute("**/progress")

    # Only what was returned is asked again.
    decided(reviewer, name, decision="return", note="电话打不通。", findings=[RETURNED])
    page.reload()
    expect(page.get_by_test_id("to-mend")).to_contain_text("手机号打不通")
    expect(page.get_by_test_id("landmark").last).to_have_attribute("data-kind", "returned")
    looked_at(page, "own-3-returned")
    looked_at_by_elders(page, "own-3-returned")
    reached(page, page.get_by_test_id("mend"))
    page.keyboard.press("Enter")
    mobile = page.get_by_test_id("field-mobile")
    expect(mobile.get_by_test_id("field-input")).to_be_focused()
    expect(page.get_by_test_id("field-name")).to_be_hidden()
    looked_at(page, "own-4-mend")
    page.keyboard.press("Control+A")
    page.keyboard.type("13912345678")
    page.keyboard.press("Enter")
    expect(mobile.get_by_test_id("confirmed")).to_be_visible()
    expect(page.get_by_test_id("to-mend")).to_have_count(0)
    handed_in(page)

    decided(reviewer, name, decision="accept", note="材料齐。")
    post = {"by": "post", "carrier": "邮政快递", "tracking_number": "YB0001"}
    finished(reviewer, name, title="居民身份证", **post)
    opened(page)
    expect(page.get_by_test_id("result")).to_contain_text("居民身份证")
    expect(page.get_by_test_id("tracking")).to_contain_text("YB0001")
    kinds = [one.get_attribute("data-kind") for one in page.get_by_test_id("landmark").all()]
    assert kinds == ["submitted", "received", "returned", "corrected", "received", "accepted", "done"]
    looked_at(page, "own-5-done")
    looked_at_by_elders(page, "own-5-done")


def test_another_persons_case_is_told_like_none(page: Page, running: Server) -> None:
    """An address handed on shows nothing, and nothing of the person who had it open before."""
    page.goto("/")
    sign_in(page, "deng-guangyuan")
    name = started(page)
    sign_in(page, "ma-zongguan")
    page.goto(f"/#/cases/{name}")
    expect(page.get_by_test_id("case-page").get_by_role("alert")).to_be_visible()
    expect(page.get_by_test_id("timeline")).to_have_count(0)
    looked_at(page, "own-6-another")


def test_reminders_are_asked_for_and_lead_to_the_matter(page: Page) -> None:
    """Her child is below three: the subsidy may fit, and is told once she wants to hear of such things."""
    page.goto("/#/reminders")
    sign_in(page, "he-min")
    expect(page.get_by_test_id("wishes")).to_be_visible()
    expect(page.get_by_test_id("reminder")).to_have_count(0)
    page.get_by_test_id("wish-suited").check()
    page.get_by_test_id("wish-message").check()
    page.get_by_test_id("wish-quiet_from").fill("22:30")
    page.get_by_test_id("wishes-save").press("Enter")
    expect(page.get_by_test_id("wishes-told")).to_be_focused()
    told = page.get_by_test_id("reminder").filter(has_text="育儿补贴")
    expect(told).to_have_count(1)
    expect(page.get_by_test_id("my-applications")).to_contain_text("1")
    looked_at(page, "own-7-reminders")
    looked_at_by_elders(page, "own-7-reminders")
    page.reload()
    expect(page.get_by_test_id("wish-quiet_from")).to_have_value("22:30")
    told.get_by_test_id("reminder-go").press("Enter")
    expect(page.get_by_test_id("reply").last).to_contain_text("育儿补贴")
    expect(page.get_by_test_id("my-applications")).not_to_contain_text("1")
