"""Every card of the talk and what the form says of itself, on a phone and on a desk: no accessibility
violation, no sideways scroll, and by keyboard."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.path.album import shown
from tests.path.conftest import Server
from tests.path.test_own import call, reached
from tests.path.test_states import looked_at, say, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = ViewportSize(width=390, height=844)
NARROW = ViewportSize(width=320, height=720)
DESK = ViewportSize(width=1440, height=900)
HALLS = [
    {
        "name": "渝中区政务服务中心",
        "districts": ["500103"],
        "address": "演示路1号3楼",
        "hours": "工作日 9:00-17:00",
    },
    {
        "name": "渝北区政务服务中心",
        "districts": ["500112"],
        "address": "演示路2号",
        "hours": "工作日 9:00-17:00",
    },
    {
        "name": "渝北区空港便民中心",
        "districts": ["500112"],
        "address": "演示路3号",
        "hours": "工作日 9:00-17:00",
    },
]


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, browser: Browser, running: Server) -> Generator[Page]:
    made = browser.new_context(
        base_url=running.url, viewport=request.param, locale="zh-CN", bypass_csp=True, reduced_motion="reduce"
    )
    made.set_default_timeout(20_000)
    yield made.new_page()
    made.close()


def size(page: Page) -> str:
    return "phone" if on_phone(page) else "desk"


def on_phone(page: Page) -> bool:
    assert page.viewport_size is not None
    return page.viewport_size["width"] < 1024


def signed_in_afresh(page: Page, account: str) -> None:
    """With no draft of the other screen's walk left."""
    page.goto("/")
    sign_in(page, account)
    for one in call(page, "GET", "/applications")["applications"]:
        if one["state"] in {"draft", "ready"}:
            page.request.delete(
                f"/api/v1/applications/{one['application_id']}", headers={"Sec-Fetch-Site": "same-origin"}
            )
    page.reload()


def idle(page: Page, replies: int) -> None:
    expect(page.get_by_test_id("reply")).to_have_count(replies)
    expect(page.get_by_test_id("thinking")).to_have_count(0)


def with_halls(route: Route) -> None:
    """The guide as a city would publish it: some districts with a place of their own."""
    answer = route.fetch()
    guide = answer.json()
    own = [{"text": "取号办理。", "channel": "window", "phone": "023-00000000", **hall} for hall in HALLS]
    route.fulfill(response=answer, json={**guide, "places": [*guide["places"], *own]})


def test_answer_places_and_guide(page: Page) -> None:
    page.route("**/api/v1/items/id-card-replacement", with_halls)
    page.goto("/")
    page.get_by_test_id("opener").first.click()
    idle(page, 1)
    expect(page.get_by_test_id("whole-guide")).to_have_attribute("href", "/guide/id-card-replacement")
    looked_at(page, f"card-answer-{size(page)}")
    say(page, "在哪里办")
    idle(page, 2)
    tiles = page.get_by_test_id("tile")
    expect(tiles).to_have_count(38)
    expect(page.get_by_role("radio", name="渝北区，2 处地点")).to_be_visible()
    expect(page.get_by_role("radio", name="万州区，没有单独公布，去全市都能办的地点")).to_be_visible()
    # one tab stop; from 城口 by arrows to 渝北, which lists its places and those for the whole city
    tiles.first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    chosen = page.get_by_role("radio", name="渝北区，2 处地点")
    expect(chosen).to_be_focused()
    expect(chosen).to_have_attribute("aria-checked", "true")
    expect(page.locator("[role=radio][tabindex='0']")).to_have_count(1)
    places = page.get_by_test_id("place")
    expect(places.filter(has_text="渝北区")).to_have_count(2)
    expect(places.filter(has_text="渝中区")).to_have_count(0)
    expect(places.get_by_role("link", name="023-00000000").first).to_have_attribute("href", "tel:02300000000")
    page.get_by_test_id("tile-map").scroll_into_view_if_needed()
    looked_at(page, f"card-places-{size(page)}")
    page.set_viewport_size(NARROW)
    looked_at(page, f"card-places-narrow-{size(page)}")


def test_places_that_do_not_differ_say_so(page: Page) -> None:
    page.goto("/")
    say(page, "领结婚证在哪里办")
    idle(page, 1)
    expect(page.get_by_test_id("places-everywhere")).to_be_visible()
    expect(page.get_by_test_id("tile-map")).to_have_count(0)


def test_form_findings_receipt_and_course(page: Page) -> None:
    signed_in_afresh(page, "liu-guilan")
    say(page, "我要办身份证补领")
    idle(page, 1)
    card = page.get_by_test_id("form-card")
    expect(card).to_have_attribute("data-state", "draft")
    looked_at(page, f"card-form-{size(page)}")
    if size(page) == "desk":
        shown(page, "wide")
    said = 1
    while not page.get_by_test_id("findings-card").count():
        page.get_by_test_id("option").first.click()
        said += 1
        idle(page, said)
        assert said < 8
    expect(card).to_have_count(1)
    expect(page.get_by_test_id("form-card-left")).to_have_text("填好了，可以提交")
    if on_phone(page):
        expect(page.get_by_test_id("form-left")).to_have_text("填好了，可以提交")
    looked_at(page, f"card-findings-{size(page)}")

    page.get_by_test_id("option").first.click()
    idle(page, said + 1)
    receipt = page.get_by_test_id("receipt-card")
    expect(receipt.get_by_test_id("card-number")).to_have_text(
        page.get_by_test_id("receipt-number").inner_text()
    )
    expect(receipt.get_by_test_id("card-code")).to_have_text(page.get_by_test_id("query-code").inner_text())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    receipt.get_by_test_id("copy-receipt").press("Enter")
    expect(receipt.get_by_test_id("copied")).to_have_text("已复制。")
    assert receipt.get_by_test_id("card-number").inner_text() in page.evaluate(
        "navigator.clipboard.readText()"
    )
    looked_at(page, f"card-receipt-{size(page)}")

    page.get_by_test_id("option").first.click()
    idle(page, said + 2)
    course = page.get_by_test_id("progress-card")
    expect(course.get_by_test_id("card-due")).to_contain_text("个工作日")
    looked_at(page, f"card-progress-{size(page)}")
    course.get_by_test_id("card-case").click()
    expect(page.get_by_test_id("timeline")).to_be_visible()


def test_form_over_the_talk_undo_and_what_is_lacking(page: Page) -> None:
    signed_in_afresh(page, "liu-guilan")
    say(page, "我要办居住证")
    idle(page, 1)
    if on_phone(page):
        bar = page.get_by_test_id("view-form")
        bar.press("Enter")
        expect(page.get_by_role("dialog", name="办理表单")).to_be_visible()
        expect(page.get_by_test_id("application")).to_be_focused()
        looked_at(page, "form-sheet")
        page.keyboard.press("Escape")
        expect(bar).to_be_focused()
        expect(page.get_by_test_id("application")).not_to_be_visible()
        bar.press("Enter")

    # What was done last is taken back by keyboard: the first stop of the form.
    waiting = page.get_by_test_id("unconfirmed")
    expect(waiting).not_to_have_count(0)
    count = waiting.count()
    page.get_by_test_id("confirm-all").click()
    expect(waiting).to_have_count(0)
    expect(page.get_by_test_id("application")).to_be_focused()
    looked_at(page, f"undo-{size(page)}")
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(waiting).to_have_count(count)
    expect(page.get_by_test_id("undo-bar")).to_have_count(0)
    answer = page.get_by_test_id("option-who-self")
    answer.check()
    page.get_by_test_id("undo").click()
    expect(answer).not_to_be_checked()

    # What is lacking is listed where the focus goes, and each line leads to its place.
    page.get_by_test_id("review").click()
    summary = page.get_by_test_id("error-summary")
    expect(summary).to_be_focused()
    expect(page.get_by_test_id("review-sheet")).to_have_count(0)
    looked_at(page, f"summary-{size(page)}")
    line = summary.get_by_role("link", name="在重庆居住登记的日期还没有填")
    reached(page, line)
    page.keyboard.press("Enter")
    box = page.get_by_test_id("field-residing_since").get_by_test_id("field-input")
    expect(box).to_be_focused()
    expect(box).to_have_accessible_description(
        "在重庆居住登记的日期还没有填 记不清具体哪天，写大概的就行，派出所会核对。"
    )
    box.fill("2024-05-01")
    box.press("Enter")
    expect(line).to_have_count(0)


def test_a_life_event_has_a_page_and_its_parts_name_it(page: Page) -> None:
    page.goto("/")
    sign_in(page, "liu-guilan")
    answers = {
        "parents": "married",
        "who": "mother",
        "born": "cq",
        "hukou": "cq",
        "insured": "uninsured",
        "registered": "done",
    }
    bundle = call(page, "POST", "/bundles", event_id="newborn", answers=answers)
    page.goto(f"/#/cases/{bundle['bundle_id']}")
    expect(page.get_by_test_id("event-part")).to_have_count(4)
    expect(page.get_by_test_id("event-count")).to_contain_text("共4样")
    looked_at(page, f"event-page-{size(page)}")
    part = next(one["application_id"] for one in bundle["parts"] if one["application_id"])
    page.goto(f"/#/cases/{part}")
    page.get_by_test_id("case-event").click()
    expect(page.get_by_test_id("event-page")).to_be_visible()
