"""The curator's desk in a real browser: from what was asked in vain to the answer the chat cites."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.path.conftest import Server
from tests.path.test_desk import looked_at as whole

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EDITOR = "wen-caoni"
GATES = {
    "fang-zhengyan": ("political", "policy"),
    "gu-falin": ("legal",),
    "qin-shoumi": ("secrecy", "procedure"),
}
ITEM, NEON = "signboard", "门店霓虹灯招牌几点要关灯"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, published_data: Path) -> Generator[Server]:
    """Of its own: guides are published and withdrawn here."""
    made = Server(tmp_path_factory.mktemp("curation"), published_data)
    yield made
    made.stop()


Opener = Callable[..., BrowserContext]


@pytest.fixture
def contexts(browser: Browser, running: Server) -> Generator[Opener]:
    made: list[BrowserContext] = []

    def opened(width: int = 1280, height: int = 800, **more: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=running.url,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            bypass_csp=True,
            locale="zh-CN",
            **more,
        )
        context.set_default_timeout(20_000)
        made.append(context)
        return context

    yield opened
    for one in made:
        one.close()


class Somebody:
    """A visitor, or an account, at the same API as the page's."""

    def __init__(self, url: str, account: str | None = None) -> None:
        self.http = httpx.Client(base_url=f"{url}/api/v1", timeout=60)
        if account:
            token = self.call("POST", "/auth/demo-login", json={"account": account})["token"]
            self.http.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, **options: Any) -> Any:
        answer = self.http.request(method, path, **options)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        return answer.json()

    def says(self, text: str, **feedback: Any) -> Any:
        conversation = self.call("POST", "/conversations", json={"channel": "web"})
        self.http.headers["X-Conversation-Token"] = conversation["token"]
        path = f"/conversations/{conversation['conversation_id']}/messages"
        reply = self.call("POST", path, json={"text": text, "client_message_id": "one"})
        if feedback:
            self.call("POST", f"{path}/{reply['message_id']}/feedback", json=feedback)
        return reply


@pytest.fixture
def somebody(running: Server) -> Generator[Callable[..., Somebody]]:
    made: list[Somebody] = []

    def come(account: str | None = None) -> Somebody:
        made.append(Somebody(running.url, account))
        return made[-1]

    yield come
    for one in made:
        one.http.close()


def looked_at(page: Page, state: str) -> None:
    whole(page, f"curation-{state}")


def signed_in(page: Page, account: str, address: str = "/curation/") -> None:
    page.goto(address)
    page.get_by_test_id(f"account-{account}").click()
    expect(page.get_by_test_id("list-drafts")).to_be_visible()


def signed_by(page: Page, account: str, address: str) -> None:
    """Passes every gate this person holds."""
    page.get_by_test_id("desk-sign-out").click()
    expect(page.get_by_test_id(f"account-{account}")).to_be_visible()
    page.goto("about:blank")
    signed_in(page, account, address)
    for gate in GATES[account]:
        page.get_by_test_id(f"pass-{gate}").click()
        page.get_by_test_id("confirm").click()
        expect(page.get_by_test_id(f"gate-{gate}")).to_have_attribute("data-state", "passed")
        expect(page.locator("#curation-title")).to_be_focused()


def test_what_many_asked_in_vain_is_answered_once_for_all(
    contexts: Opener, somebody: Callable[..., Somebody]
) -> None:
    for text in (NEON, f"请问{NEON}", f"我叫陈晓渝，电话13800138001，{NEON}"):
        assert somebody().says(text)["status"] == "not_covered"
    page = contexts().new_page()
    page.goto("/curation/")
    expect(page.get_by_test_id(f"account-{EDITOR}")).to_be_visible()
    looked_at(page, "0-sign-in")
    signed_in(page, EDITOR)
    expect(page.get_by_test_id("queue-empty")).to_be_visible()
    looked_at(page, "1-empty")

    page.get_by_test_id("list-questions").click()
    line = page.get_by_test_id("queue-line").filter(has_text="霓虹灯")
    expect(line).to_contain_text("3次")
    line.click()
    expect(page.get_by_test_id("wording")).to_have_count(3)
    expect(page.get_by_test_id("opened")).not_to_contain_text("陈晓渝")
    expect(page.get_by_test_id("opened")).not_to_contain_text("13800138001")
    looked_at(page, "2-question")

    # What is missing is listed and led to; then the pair goes to the item's guide, with what it rests on.
    page.get_by_test_id("propose-pair").click()
    form = page.get_by_test_id("pair-form")
    expect(form).to_be_visible()
    form.get_by_test_id("other-item").click()
    form.get_by_test_id("finder").fill("店招备案")
    form.get_by_test_id("finder").press("Enter")
    form.get_by_test_id("found-item").filter(has_text="招牌").first.click()
    expect(form.get_by_test_id("pair-item")).to_contain_text("招牌")
    form.get_by_test_id("pair-send").click()
    expect(page.get_by_test_id("pair-faults")).to_be_focused()
    looked_at(page, "3-pair-faults")
    form.get_by_test_id("pair-faults").get_by_role("button").click()
    expect(form.get_by_test_id("pair-answer")).to_be_focused()
    form.get_by_test_id("pair-question").fill("霓虹灯招牌几点要关灯？")
    form.get_by_test_id("pair-answer").fill("晚上十点半前关。具体看当地城管部门的公告。")
    form.get_by_test_id("pair-basis").first.check()
    form.get_by_test_id("pair-send").click()

    # The draft: what it changes, who may sign; its author may not, and it can not be published yet.
    expect(page.get_by_test_id("change").filter(has_text="晚上十点半前关")).to_have_attribute(
        "data-kind", "added"
    )
    expect(page.get_by_test_id("lacking")).to_contain_text("还没审政治关、法律关、政策关、保密关、程序关")
    expect(page.get_by_test_id("pass-legal")).to_have_count(0)
    looked_at(page, "4-draft")
    address = page.evaluate("location.pathname + location.hash")
    for account in GATES:
        signed_by(page, account, address)
    expect(page.get_by_test_id("lacking")).to_have_attribute("data-ready", "true")
    page.get_by_test_id("publish").click()
    looked_at(page, "5-publish")
    page.get_by_test_id("confirm").click()
    # The index is built anew before the answer comes.
    expect(page.get_by_test_id("draft-state")).to_have_attribute("data-state", "published", timeout=120_000)

    # The chat answers it with its citation; versions tell who signed, and how they differ.
    reply = somebody().says(NEON)
    assert reply["status"] == "answered"
    assert "晚上十点半前关" in reply["text"]
    assert (reply["citations"][0]["item_id"], reply["citations"][0]["guide_version"]) == (ITEM, 2)
    page.get_by_test_id("open-versions").click()
    expect(page.get_by_test_id("version").first).to_contain_text("法律关：顾法临")
    page.get_by_test_id("compare").click()
    expect(page.get_by_test_id("diff-versions")).to_contain_text("晚上十点半前关")
    looked_at(page, "6-versions")
    page.get_by_test_id("list-questions").click()
    page.get_by_test_id("filter-state").select_option("resolved")
    expect(page.get_by_test_id("queue-line").filter(has_text="霓虹灯")).to_contain_text("3次")


def test_a_ticket_becomes_a_draft_and_nobody_signs_what_they_have_not_seen(
    contexts: Opener, somebody: Callable[..., Somebody]
) -> None:
    question = "办居住证要多少钱"
    somebody().says(question, wrong=True, comment="窗口的人跟我说的不一样")
    page = contexts().new_page()
    signed_in(page, EDITOR)
    page.keyboard.press("2")
    page.get_by_test_id("filter-kind").select_option("wrong_answer")
    page.get_by_test_id("queue-line").filter(has_text=question).click()
    expect(page.get_by_test_id("report")).to_contain_text("窗口的人跟我说的不一样")
    expect(page.get_by_test_id("report-answer")).to_contain_text("引自第1版")
    page.get_by_test_id("take").click()
    expect(page.get_by_test_id("taken-by")).to_contain_text("文草拟")
    looked_at(page, "7-ticket")

    # Written part by part: what is no JSON is said with its line, what checks find leads to its part.
    page.get_by_test_id("propose-edit").click()
    text = page.get_by_test_id("editor-text")
    text.fill('"没有写完')
    page.get_by_test_id("editor-check").click()
    expect(page.get_by_test_id("editor-wrong")).to_contain_text("第1行")
    expect(text).to_be_focused()
    text.fill('"太长了' + "。还要再长一点" * 20 + '"')
    page.get_by_test_id("editor-check").click()
    expect(page.get_by_test_id("checked")).to_have_attribute("data-findings", "1")
    looked_at(page, "8-editor-findings")
    page.get_by_test_id("go-to-finding").click()
    expect(text).to_be_focused()
    text.fill('"办居住证不要钱，窗口让您交钱可以打12345。"')
    page.get_by_test_id("editor-check").click()
    expect(page.get_by_test_id("checked")).to_have_attribute("data-findings", "0")
    page.get_by_test_id("editor-save").click()
    expect(page.get_by_test_id("opened")).to_have_attribute("data-kind", "draft")
    expect(page.get_by_test_id("change")).to_have_attribute("data-kind", "changed")
    address = page.evaluate("location.pathname + location.hash")
    draft = address.rsplit("/", 1)[1]

    # While the legal reviewer reads it, it is changed: their verdict does not count, the change is shown.
    legal = contexts().new_page()
    signed_in(legal, "gu-falin", address)
    expect(legal.get_by_test_id("reject-legal")).to_be_visible()
    editor = somebody(EDITOR)
    now = editor.call("GET", f"/curation/drafts/{draft}")
    changed = {**now["content"], "result": "居住证，当面领。"}
    seen = {"If-Match": f'"{now["digest"]}"'}
    editor.call("PUT", f"/curation/drafts/{draft}", json={"content": changed}, headers=seen)
    legal.get_by_test_id("pass-legal").click()
    legal.get_by_test_id("confirm").click()
    since = legal.get_by_test_id("since")
    expect(since.get_by_test_id("change")).to_have_attribute("data-place", "result")
    expect(legal.locator("#since-title")).to_be_focused()
    expect(legal.get_by_test_id("gate-legal")).to_have_attribute("data-state", "open")
    looked_at(legal, "9-changed-since")
    legal.get_by_test_id("reject-legal").click()
    legal.get_by_test_id("confirm").click()
    expect(legal.get_by_test_id("dialog-problem")).not_to_be_empty()
    legal.get_by_test_id("reason").fill("没有写依据")
    legal.get_by_test_id("confirm").click()
    expect(legal.get_by_test_id("gate-legal")).to_contain_text("没有写依据")
    expect(legal.get_by_test_id("lacking")).to_contain_text("法律关没有通过")
    looked_at(legal, "10-rejected")

    page.reload()
    page.get_by_test_id("discard").click()
    page.get_by_test_id("reason").fill("重写")
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("draft-state")).to_have_attribute("data-state", "discarded")
    tickets = editor.call("GET", "/curation/corrections", params={"kind": "wrong_answer", "state": "open"})
    assert question in {one["question"] for one in tickets["tickets"]}


def test_a_guide_is_taken_back_and_comes_back_through_a_draft(
    contexts: Opener, somebody: Callable[..., Somebody]
) -> None:
    page = contexts().new_page()
    signed_in(page, "ma-zongguan")
    page.get_by_test_id("find-item").click()
    page.get_by_test_id("finder").fill("烟草证")
    page.get_by_test_id("finder-go").click()
    looked_at(page, "11-find")
    page.get_by_test_id("found-item").first.click()
    expect(page.get_by_test_id("item-state")).to_have_attribute("data-state", "in_force")
    page.get_by_test_id("withdraw-guide").click()
    page.get_by_test_id("reason").fill("文件已废止")
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("sure")).to_be_focused()
    assert somebody().call("GET", "/items/tobacco-licence")["item"]
    looked_at(page, "12-withdraw-sure")
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("item-state")).to_have_attribute("data-state", "withdrawn")
    expect(page.get_by_test_id("withdrawn-why")).to_contain_text("文件已废止")
    assert somebody().http.get("/items/tobacco-licence").json()["code"] == "no_guide"
    looked_at(page, "13-withdrawn")

    page.get_by_test_id("roll-back").click()
    expect(page.get_by_test_id("emergency")).not_to_be_checked()
    page.get_by_test_id("reason").fill("新文件重新公布")
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("opened")).to_have_attribute("data-kind", "draft")
    expect(page.get_by_test_id("no-changes")).to_be_visible()


def test_by_the_keyboard_alone(contexts: Opener, somebody: Callable[..., Somebody]) -> None:
    for text in ("养蜂要办什么手续", "骑马上街要办什么证"):
        somebody().says(text)
    page = contexts().new_page()
    page.goto("/curation/")
    page.get_by_test_id(f"account-{EDITOR}").press("Enter")
    expect(page.get_by_test_id("list-questions")).to_be_visible()
    keys = page.keyboard
    keys.press("3")
    expect(page.get_by_test_id("list-questions")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("queue-line").filter(has_text="骑马")).to_be_visible()
    keys.press("j")
    title = page.locator("#curation-title")
    expect(title).to_be_focused()
    first = title.inner_text()
    keys.press("j")
    expect(title).not_to_have_text(first)
    keys.press("k")
    expect(title).to_have_text(first)
    page.get_by_test_id("dismiss").press("Enter")
    expect(page.get_by_test_id("reason")).to_be_focused()
    keys.type("不是政务服务")
    keys.press("Control+Enter")
    expect(page.get_by_test_id("queue-line").filter(has_text=first)).to_have_count(0)
    expect(title).to_be_focused()

    # A key is typed where one types; the finder's Enter looks, the list of keys can be switched off.
    keys.press("n")
    expect(title).to_be_focused()
    page.get_by_test_id("finder").focus()
    keys.type("jk")
    expect(page.get_by_test_id("finder")).to_have_value("jk")
    page.get_by_test_id("help").press("Enter")
    looked_at(page, "14-help")
    page.get_by_test_id("keys-on").press("Space")
    keys.press("Escape")
    expect(page.get_by_test_id("help")).to_be_focused()
    keys.press("1")
    expect(page.get_by_test_id("list-questions")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    ("width", "more"),
    [(390, {}), (390, {"color_scheme": "dark"}), (1440, {"color_scheme": "dark"}), (320, {})],
)
def test_it_holds_on_a_phone_and_in_the_dark(
    contexts: Opener, somebody: Callable[..., Somebody], width: int, more: dict[str, Any]
) -> None:
    editor = somebody(EDITOR)
    guide = editor.call("GET", "/curation/items/passport-renewal/guide")["content"]
    for pair in guide["qa"][:1]:
        pair["answer"] = f"{pair['answer']}可以先打电话问。"
    editor.call("POST", "/curation/drafts", json={"item_id": "passport-renewal", "content": guide})
    name = f"15-{width}-{more.get('color_scheme', 'light')}"
    page = contexts(width, 844, **more).new_page()
    signed_in(page, "fang-zhengyan")
    line = page.get_by_test_id("queue-line").filter(has_text="护照")
    expect(line.get_by_test_id("waits-for-me")).to_be_visible()
    looked_at(page, f"{name}-list")
    line.first.click()
    expect(page.get_by_test_id("pass-policy")).to_be_visible()
    expect(page.get_by_test_id("diff-changes").locator("ins")).to_have_text("可以先打电话问。")
    looked_at(page, f"{name}-draft")
    if width < 1024:
        expect(line).to_be_hidden()
        page.get_by_test_id("back").click()
        expect(line.first).to_be_focused()


def test_others_stay_outside(contexts: Opener, somebody: Callable[..., Somebody]) -> None:
    page = contexts().new_page()
    page.goto("/curation/")
    expect(page.get_by_test_id(f"account-{EDITOR}")).to_be_visible()
    expect(page.get_by_test_id("account-chen-xiaoyu")).to_have_count(0)
    refused = somebody("chen-xiaoyu").http.get("/curation/questions")
    assert (refused.status_code, refused.json()["code"]) == (403, "curator_only")
