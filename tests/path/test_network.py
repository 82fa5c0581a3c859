"""Bad networks: none for a while, slow ones, a slow server. Nothing typed or said is lost or said twice."""

from collections.abc import Generator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from eval_sets.bench_page import THREE_G
from tests.path.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MESSAGES = "**/conversations/*/messages"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SLOW_TURN = """
const real = window.fetch;
window.fetch = async (url, init) => {
  if (!String(url).endsWith("/messages")) return real(url, init);
  const write = new TextEncoder();
  const body = new ReadableStream({
    async start(line) {
      line.enqueue(write.encode('event: status\\r\\ndata: {"stage": "answer"}\\r\\n\\r\\n'));
      await new Promise((go) => (window.letGo = go));
      const headers = { ...init.headers, Accept: "application/json" };
      const reply = await (await real(url, { ...init, headers })).text();
      line.enqueue(write.encode(`event: reply\\r\\ndata: ${reply}\\r\\n\\r\\n`));
      line.close();
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
};
"""


@pytest.fixture
def phone(browser: Browser, running: Server) -> Generator[BrowserContext]:
    made = browser.new_context(
        base_url=running.url, viewport={"width": 390, "height": 844}, locale="zh-CN", bypass_csp=True
    )
    made.set_default_timeout(20_000)
    yield made
    made.close()


def say(page: Page, text: str) -> None:
    page.get_by_test_id("message-input").fill(text)
    page.get_by_test_id("send").click()


def opened(page: Page) -> None:
    """The page with its service worker at work."""
    page.goto("/")
    expect(page.get_by_test_id("welcome")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def said(page: Page) -> list[str]:
    return [one.inner_text().split("\n")[-1] for one in page.get_by_test_id("said").all()]


def test_what_is_said_offline_waits_survives_a_reload_and_goes_once_in_order(phone: BrowserContext) -> None:
    page = phone.new_page()
    opened(page)
    say(page, "身份证丢了怎么补办")
    expect(page.get_by_test_id("reply")).to_have_count(1)

    phone.set_offline(True)
    say(page, "要带什么材料")
    say(page, "多少钱")
    page.get_by_test_id("message-input").fill("还没写完")
    expect(page.get_by_test_id("message-failed")).to_have_count(2)
    expect(page.get_by_test_id("offline")).to_be_visible()
    found = Axe().run(page, options=RULES)
    assert not found.response["violations"], found.generate_report()

    page.reload()
    expect(page.get_by_test_id("offline")).to_be_visible()
    expect(page.get_by_test_id("message-failed")).to_have_count(2)
    expect(page.get_by_test_id("message-input")).to_have_value("还没写完")

    phone.set_offline(False)
    expect(page.get_by_test_id("reply")).to_have_count(3)
    expect(page.get_by_test_id("message-failed")).to_have_count(0)
    expect(page.get_by_test_id("offline")).to_have_count(0)
    assert said(page) == ["身份证丢了怎么补办", "要带什么材料", "多少钱"]
    assert page.evaluate("Object.keys(sessionStorage)") == ["yuxiaozhi.draft"], (
        "what was sent is kept no longer"
    )
    page.reload()
    expect(page.get_by_test_id("reply")).to_have_count(3)
    assert said(page) == ["身份证丢了怎么补办", "要带什么材料", "多少钱"]


def test_a_message_whose_answer_was_lost_is_said_once(phone: BrowserContext) -> None:
    """The server has it and the page can't know: sent again under the same mark it gets the same reply."""
    page = phone.new_page()
    marks: list[str] = []

    def lose(route: Route) -> None:
        body = route.request.post_data_json
        assert body
        marks.append(body["client_message_id"])
        if len(marks) > 1:
            route.continue_()
            return
        route.fetch()
        route.abort()

    page.route(MESSAGES, lose)
    page.goto("/")
    say(page, "身份证丢了怎么补办")
    expect(page.get_by_test_id("reply")).to_have_count(1)
    expect(page.get_by_test_id("message-failed")).to_have_count(0)
    assert len(marks) == 2
    assert len(set(marks)) == 1
    page.reload()
    expect(page.get_by_test_id("reply")).to_have_count(1)
    assert said(page) == ["身份证丢了怎么补办"]


def test_a_slow_turn_says_what_it_is_at(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.add_init_script(SLOW_TURN)
    page.goto("/")
    say(page, "身份证丢了怎么补办")
    expect(page.get_by_test_id("stage")).to_have_text("正在查办事指南…")
    expect(page.get_by_test_id("thinking")).to_contain_text("正在查办事指南")
    page.get_by_test_id("message-input").fill("多少钱")
    page.evaluate("window.letGo()")
    expect(page.get_by_test_id("reply")).to_have_count(1)
    expect(page.get_by_test_id("stage")).to_be_empty()
    expect(page.get_by_test_id("message-input")).to_have_value("多少钱")


def test_one_talks_on_while_a_picture_is_on_its_way(phone: BrowserContext, specimen: Path) -> None:
    page = phone.new_page()
    held: list[Route] = []
    page.route("**/conversations/*/documents", lambda route: held.append(route))
    page.goto("/")
    page.get_by_test_id("upload-input").set_input_files(str(specimen))
    expect(page.get_by_test_id("upload-stage")).to_be_visible()
    say(page, "身份证丢了怎么补办")
    expect(page.get_by_test_id("reply")).to_have_count(1)
    expect(page.get_by_test_id("upload-stage")).to_be_visible()
    held[0].abort()
    expect(page.get_by_test_id("message-failed")).to_be_visible()


def test_the_first_visit_on_a_slow_network_comes_to_an_answer(phone: BrowserContext) -> None:
    page = phone.new_page()
    line = phone.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", THREE_G)
    page.goto("/", wait_until="commit")
    page.wait_for_function("performance.getEntriesByName('usable').length")
    page.get_by_test_id("opener").first.click()
    expect(page.get_by_test_id("reply")).to_contain_text("补领", timeout=60_000)
    assert page.evaluate("performance.getEntriesByName('usable').length") == 1


def test_without_a_server_the_page_opens_and_keeps_what_is_typed(server: Server, page: Page) -> None:
    opened(page)
    page.get_by_test_id("message-input").fill("身份证丢了怎么补办")
    server.kill()
    page.reload()
    expect(page.get_by_test_id("welcome")).to_be_visible()
    expect(page.get_by_test_id("offline")).to_be_visible()
    expect(page.get_by_test_id("message-input")).to_have_value("身份证丢了怎么补办")
    page.get_by_test_id("send").click()
    expect(page.get_by_test_id("message-failed")).to_be_visible()
    server.start()
    expect(page.get_by_test_id("reply")).to_contain_text("补领")
    expect(page.get_by_test_id("offline")).to_have_count(0)
