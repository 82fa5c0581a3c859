"""The reviewer's desk in a real browser: from the queue over a return and a second opinion to the end."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.path.album import shown
from tests.path.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOTS = Path(__file__).parents[1] / "out"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, published_data: Path) -> Generator[Server]:
    made = Server(tmp_path_factory.mktemp("desk"), published_data)
    yield made
    made.stop()


@pytest.fixture
def wide(browser: Browser, running: Server) -> Generator[BrowserContext]:
    made = browser.new_context(
        base_url=running.url,
        viewport={"width": 1280, "height": 800},
        reduced_motion="reduce",
        bypass_csp=True,
    )
    made.set_default_timeout(20_000)
    yield made
    made.close()


class Citizen:
    """Somebody at the same API as the page's, so that the browser is the reviewer's alone."""

    def __init__(self, url: str, account: str) -> None:
        self.http = httpx.Client(base_url=f"{url}/api/v1", timeout=60)
        token = self.call("POST", "/auth/demo-login", json={"account": account})["token"]
        self.http.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, **options: Any) -> Any:
        answer = self.http.request(method, path, **options)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        return answer.json()

    def submits(self, specimen: Path | None = None) -> str:
        situation = {"who": "self", "hukou": "cq", "receive": "window"}
        made = self.call(
            "POST", "/applications", json={"item_id": "id-card-replacement", "situation": situation}
        )
        name = made["application_id"]
        if specimen is not None:
            with specimen.open("rb") as file:
                self.call("POST", f"/applications/{name}/materials/old_id_card", files={"file": file})
        self.sends(name, "first")
        return name

    def sends(self, name: str, key: str) -> None:
        self.call("POST", f"/applications/{name}/confirm", json={})
        found = self.call("POST", f"/applications/{name}/precheck")
        assert found["passed"], found
        self.call("POST", f"/applications/{name}/submit", headers={"Idempotency-Key": f"{name}-{key}"})


@pytest.fixture
def citizens(running: Server) -> Generator[Callable[[str], Citizen]]:
    """Signs people in, and closes their connections at the end."""
    made: list[Citizen] = []

    def sign_in(account: str) -> Citizen:
        made.append(Citizen(running.url, account))
        return made[-1]

    yield sign_in
    for one in made:
        one.http.close()


def looked_at(page: Page, state: str) -> None:
    """Fails on any axe violation or sideways scroll; keeps a picture of the state."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{state}.png")
    found = Axe().run(page, options=RULES)
    assert not found.response["violations"], f"{state}: {found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{state}: scrolls sideways by {wide} px"


def signed_in(context: BrowserContext, account: str) -> Page:
    page = context.new_page()
    page.goto("/desk")
    page.get_by_test_id(f"account-{account}").click()
    expect(page.get_by_test_id("queue-count")).to_be_visible()
    return page


def another_agrees_and_finishes(browser: Browser, running: Server) -> None:
    """The second pair of eyes, on a zoomed page."""
    other = browser.new_context(
        base_url=running.url, viewport={"width": 640, "height": 400}, reduced_motion="reduce", bypass_csp=True
    )
    second = signed_in(other, "zheng-fuhe")
    second.get_by_test_id("queue-line").click()
    expect(second.get_by_test_id("case")).to_be_visible()
    looked_at(second, "desk-5-zoomed")
    second.get_by_test_id("agree").click()
    second.get_by_test_id("reason").fill("复核无误")
    second.get_by_test_id("confirm").click()
    expect(second.get_by_test_id("case")).to_have_attribute("data-state", "accepted")

    second.get_by_test_id("finish").click()
    second.get_by_test_id("finish-title").fill("居民身份证")
    second.get_by_test_id("confirm").click()
    expect(second.get_by_test_id("case")).to_have_attribute("data-state", "done")
    other.close()


def test_from_the_queue_to_the_end(
    browser: Browser,
    running: Server,
    wide: BrowserContext,
    specimen: Path,
    citizens: Callable[[str], Citizen],
) -> None:
    citizen = citizens("chen-xiaoyu")
    name = citizen.submits(specimen)
    page = signed_in(wide, "zhou-shenyan")
    expect(page.get_by_test_id("queue-line")).to_contain_text("居民身份证补领")
    looked_at(page, "desk-1-queue")

    # The keyboard opens the next case; its value stands framed on the picture beside it.
    page.keyboard.press("j")
    expect(page.get_by_test_id("case")).to_have_attribute("data-state", "submitted")
    expect(page.get_by_test_id("claim")).to_contain_text("我在办")
    page.get_by_test_id("value-name").get_by_test_id("look-value").first.click()
    expect(page.get_by_test_id("photo-outline")).to_be_visible()
    looked_at(page, "desk-2-case")
    shown(page, "desk")
    page.set_viewport_size({"width": 1920, "height": 1080})
    looked_at(page, "desk-2-case-1920")

    # A single key only asks: the notice is composed and confirmed, never sent at once.
    page.keyboard.press("r")
    dialog = page.get_by_test_id("return-dialog")
    dialog.get_by_test_id("confirm").click()
    expect(dialog.get_by_test_id("dialog-problem")).not_to_be_empty()
    dialog.get_by_test_id("own-add").click()
    dialog.get_by_test_id("own-about").last.select_option("field mobile")
    dialog.get_by_test_id("notice-message").last.fill("手机号打不通，请换一个能联系上您的。")
    dialog.get_by_test_id("note").fill("电话打不通，请改好后再提交。")
    looked_at(page, "desk-3-return")
    dialog.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("case")).to_have_attribute("data-state", "returned")

    # The citizen is asked exactly that, mends it and sends it again.
    returned = citizen.call("GET", f"/applications/{name}")
    assert [f["message"] for f in returned["findings"]] == ["手机号打不通，请换一个能联系上您的。"]
    assert returned["next"]["name"] == "mobile"
    citizen.call("PATCH", f"/applications/{name}/fields", json={"mobile": "13900139000"})
    citizen.sends(name, "second")

    # What changed is told; a second reviewer must agree before the acceptance counts.
    page.get_by_test_id("show-queue").click()
    page.get_by_test_id("state-submitted").click()
    page.get_by_test_id("queue-line").click()
    expect(page.get_by_test_id("changes")).to_contain_text("13900139000")
    page.keyboard.press("e")
    page.get_by_test_id("second-accept").click()
    page.get_by_test_id("reason").fill("材料齐，电话已核实")
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("proposal")).to_be_visible()
    expect(page.get_by_test_id("agree")).to_have_count(0)
    looked_at(page, "desk-4-proposal")

    another_agrees_and_finishes(browser, running)
    assert citizen.call("GET", f"/applications/{name}")["state"] == "done"

    page.get_by_test_id("show-agreement").click()
    expect(page.get_by_test_id("rule").first).to_be_visible()
    looked_at(page, "desk-6-agreement")
    page.get_by_test_id("help").click()
    page.get_by_test_id("keys-on").uncheck()
    looked_at(page, "desk-7-help")


def test_a_case_is_decided_without_a_mouse(wide: BrowserContext, citizens: Callable[[str], Citizen]) -> None:
    """Queue, case, a finding upheld and overridden, a return, an acceptance: by the keyboard alone."""
    citizen = citizens("zhang-yang")
    name = citizen.submits()
    page = signed_in(wide, "zhou-shenyan")
    keys, case = page.keyboard, page.get_by_test_id("case")

    def opened(state: str) -> None:
        expect(page.get_by_test_id("case-name")).to_have_text("张洋")
        expect(case).to_have_attribute("data-state", state)
        expect(page.locator("#case-title")).to_be_focused()

    # 张洋's is the last of the list, whatever else lies here.
    expect(page.get_by_test_id("queue-line").last).to_contain_text("张洋")
    keys.press("k")
    opened("submitted")
    keys.press("f")
    keys.press("Enter")
    finding = page.get_by_test_id("desk-finding").first
    expect(finding).to_have_attribute("data-verdict", "upheld")
    opened("submitted")
    finding.get_by_test_id("override").focus()
    keys.press("Enter")
    keys.type("当面核对过")
    keys.press("Control+Enter")
    expect(finding).to_have_attribute("data-verdict", "overridden")
    opened("submitted")
    looked_at(page, "desk-8-keyboard")

    keys.press("r")
    dialog = page.get_by_test_id("return-dialog")
    dialog.get_by_test_id("note").focus()
    keys.type("手机号打不通，请改好后再提交。")
    dialog.get_by_test_id("preview").press("Enter")
    expect(dialog.get_by_test_id("notice-preview")).to_contain_text("手机号打不通")
    looked_at(page, "desk-9-notice")
    dialog.get_by_test_id("note").press("Control+Enter")
    opened("returned")
    citizen.call("PATCH", f"/applications/{name}/fields", json={"mobile": "13900139003"})
    citizen.sends(name, "second")

    page.get_by_test_id("state-submitted").press("Enter")
    expect(page.get_by_test_id("state-submitted")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("queue-line").last).to_contain_text("张洋")
    page.get_by_test_id("queue-line").last.press("Enter")
    opened("submitted")
    keys.press("a")
    keys.type("电话已核实")
    keys.press("Control+Enter")
    opened("accepted")
    assert citizen.call("GET", f"/applications/{name}")["note"] == "电话已核实"

    # The result goes along as a file.
    page.get_by_test_id("finish").press("Enter")
    page.get_by_test_id("finish-title").fill("居民身份证")
    page.locator('input[name="by"][value="download"]').press("Space")
    page.get_by_test_id("finish-file").set_input_files(
        {"name": "结果.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 sample"}
    )
    looked_at(page, "desk-10-finish")
    page.get_by_test_id("confirm").press("Enter")
    opened("done")
    assert citizen.http.get(f"/applications/{name}/result").content == b"%PDF-1.7 sample"


def test_a_citizen_is_sent_away_from_the_desk(
    wide: BrowserContext, citizens: Callable[[str], Citizen]
) -> None:
    citizen = citizens("liu-guilan")
    page = wide.new_page()
    page.goto("/desk/")
    expect(page.get_by_test_id("account-zhou-shenyan")).to_be_visible()
    expect(page.get_by_test_id("account-liu-guilan")).to_have_count(0)
    looked_at(page, "desk-0-sign-in")
    refused = citizen.http.get("/staff/queue")
    assert (refused.status_code, refused.json()["code"]) == (403, "reviewer_only")


@pytest.fixture
def phone(browser: Browser, running: Server) -> Generator[Callable[[], BrowserContext]]:
    """Contexts 390 px wide, dark."""
    made: list[BrowserContext] = []

    def one() -> BrowserContext:
        made.append(
            browser.new_context(
                base_url=running.url,
                viewport={"width": 390, "height": 844},
                color_scheme="dark",
                reduced_motion="reduce",
                bypass_csp=True,
                has_touch=True,
            )
        )
        made[-1].set_default_timeout(20_000)
        return made[-1]

    yield one
    for context in made:
        context.close()


def opened(page: Page, name: str, state: str) -> None:
    expect(page.get_by_test_id("case-name")).to_have_text(name)
    expect(page.get_by_test_id("case")).to_have_attribute("data-state", state)
    expect(page.locator("#case-title")).to_be_focused()


def test_the_next_case_opens_by_itself_on_a_phone_in_the_dark(
    phone: Callable[[], BrowserContext],
    citizens: Callable[[str], Citizen],
) -> None:
    chen = citizens("chen-xiaoyu")
    first, second = chen.submits(), citizens("zhang-yang").submits()
    page = signed_in(phone(), "zhou-shenyan")
    expect(page.get_by_test_id("staff-operations")).to_be_visible()
    lines = page.get_by_test_id("queue-line")
    expect(lines).to_have_count(2)
    names = [line.locator(".queue-who").inner_text() for line in lines.all()]
    ids = {"陈晓渝": first, "张洋": second}
    lines.first.tap()
    opened(page, names[0], "submitted")

    # Tapped, nothing begins to be written: the phone's keyboard would cover what is to be read first.
    page.get_by_test_id("accept").tap()
    expect(page.locator("#sheet-title")).to_be_focused()
    page.get_by_test_id("reason").fill("材料齐")
    looked_at(page, "desk-flow-1-accept")
    page.get_by_test_id("confirm").tap()
    opened(page, names[1], "submitted")
    expect(page.get_by_test_id("notice")).to_contain_text(names[1])
    expect(page.get_by_test_id("claim")).to_contain_text("我在办")
    looked_at(page, "desk-flow-2-next")

    # Back to the one before, to hand over its result as a file.
    page.get_by_test_id("case-before").tap()
    opened(page, names[0], "accepted")
    page.get_by_test_id("finish").tap()
    page.get_by_test_id("finish-title").fill("居民身份证")
    page.locator('input[name="by"][value="download"]').check()
    pdf = {"name": "结果.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 sample"}
    page.get_by_test_id("finish-file").set_input_files(pdf)
    looked_at(page, "desk-flow-3-finish")
    page.get_by_test_id("confirm").tap()
    opened(page, names[0], "done")
    owner = citizens("chen-xiaoyu" if names[0] == "陈晓渝" else "zhang-yang")
    assert owner.http.get(f"/applications/{ids[names[0]]}/result").content == b"%PDF-1.7 sample"

    # The other one wants a second pair of eyes: it stays in the list, and on the screen, until they agree.
    page.get_by_test_id("back").tap()
    page.get_by_test_id("queue-line").first.tap()
    opened(page, names[1], "submitted")
    page.get_by_test_id("second").tap()
    page.get_by_test_id("second-return").tap()
    page.get_by_test_id("return-dialog").get_by_test_id("note").fill("电话打不通")
    looked_at(page, "desk-flow-4-return")
    page.get_by_test_id("confirm").tap()
    expect(page.get_by_test_id("proposal")).to_be_visible()
    opened(page, names[1], "submitted")
    looked_at(page, "desk-flow-5-proposal")

    other = signed_in(phone(), "zheng-fuhe")
    other.get_by_test_id("queue-line").first.tap()
    other.get_by_test_id("agree").tap()
    other.get_by_test_id("reason").fill("我也打过，不通")
    looked_at(other, "desk-flow-6-agree")
    other.get_by_test_id("confirm").tap()
    # Nothing is left: what was decided stays, as it is now.
    opened(other, names[1], "returned")
    expect(other.get_by_test_id("case-before")).to_have_count(0)
    looked_at(other, "desk-flow-7-returned")
