"""Speaking into the page: a real browser hears a fake microphone that really speaks, and a server writes it
down whose recogniser knows the sentence by ear (`eval_sets/speech/parrot.py`)."""

import json
import re
import wave
from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, WebSocketRoute, expect

from eval_sets.speech.parrot import said
from speech.espeak import EspeakVoice
from speech.pcm import HERTZ, Samples, to_pcm16
from tests.path.conftest import CHROMIUM, FLAGS, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
pytest.importorskip("espeakng_loader")
pytest.importorskip("av")

SENTENCE = "身份证丢了怎么办"
BEFORE, AFTER = 1.2, 1.5
"""seconds of silence around the sentence"""
PHONE: ViewportSize = {"width": 390, "height": 844}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory, published_data: Path) -> Generator[Server]:
    """A server of its own for all of them: the last test ends it."""
    folder = tmp_path_factory.mktemp("voice")
    sentences = folder / "sentences.txt"
    sentences.write_text(SENTENCE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SPEECH_ENGINE", "eval_sets.speech.parrot:engine")
        environment.setenv("PARROT_SENTENCES", str(sentences))
        made = Server(folder, published_data)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def speaking(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Generator[Browser]:
    """A browser whose microphone says the sentence from its beginning each time it is opened."""
    file = tmp_path_factory.mktemp("sound") / "said.wav"
    quiet = [np.zeros(int(HERTZ * seconds), np.float32) for seconds in (BEFORE, AFTER)]
    spoken = np.concatenate([quiet[0], said(SENTENCE, EspeakVoice()), quiet[1]])
    _keep(file, spoken)
    fake = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={file}%noloop"]
    launched = browser.browser_type.launch(executable_path=CHROMIUM, args=FLAGS + fake)
    yield launched
    launched.close()


def _keep(file: Path, samples: Samples) -> None:
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(HERTZ)
        sound.writeframes(to_pcm16(samples))


@pytest.fixture(scope="module")
def phone(speaking: Browser, listening: Server) -> Generator[BrowserContext]:
    made = speaking.new_context(
        base_url=listening.url, viewport=PHONE, locale="zh-CN", permissions=["microphone"]
    )
    made.set_default_timeout(20_000)
    yield made
    made.close()


@pytest.fixture
def page(phone: BrowserContext) -> Generator[Page]:
    """A tab of the same browser, whose files are there already, as for somebody who comes anew."""
    opened = phone.new_page()
    opened.goto("/")
    expect(opened.get_by_test_id("microphone")).to_be_visible()
    yield opened
    opened.evaluate("localStorage.clear()")
    opened.close()


def hold(page: Page) -> None:
    page.get_by_test_id("microphone").hover()
    page.mouse.down()
    at_stage(page, "listening")


def at_stage(page: Page, stage: str) -> None:
    expect(page.get_by_test_id("hearing")).to_have_attribute("data-stage", stage)


def ended(page: Page) -> None:
    """What was heard is written. The words may have been there before the sentence was over: then its last
    syllable is cut off, and the recogniser may not be sure."""
    expect(page.locator('[data-testid="hearing"]:not([data-stage="told"])')).to_have_count(0)


def told(page: Page, kind: str) -> None:
    expect(page.get_by_test_id("hearing")).to_have_attribute("data-kind", kind)
    expect(page.get_by_test_id("hearing-told")).not_to_be_empty()


def accessible(page: Page) -> None:
    found = Axe().run(page, options=RULES)
    assert not found.response["violations"], found.generate_report()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_what_is_said_appears_is_corrected_and_answered(page: Page) -> None:
    box = page.get_by_test_id("message-input")
    hold(page)
    expect(page.get_by_test_id("hearing-told")).to_contain_text("松开")
    expect(page.get_by_test_id("level").locator(".on").nth(4)).to_be_visible()
    expect(box).to_have_value(SENTENCE)
    at_stage(page, "listening")  # it came while one spoke
    page.mouse.up()
    ended(page)
    expect(box).to_have_value(SENTENCE)
    expect(box).to_be_focused()
    expect(page.get_by_test_id("said")).to_have_count(0)

    page.keyboard.type("，要多少钱")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("said")).to_contain_text(f"{SENTENCE}，要多少钱")
    expect(page.get_by_test_id("reply")).to_contain_text(re.compile("补领|元"))

    # What is being read aloud stops, or the page would hear itself.
    page.get_by_test_id("speak").click()
    expect(page.get_by_test_id("speak")).to_have_attribute("aria-pressed", "true")
    page.get_by_test_id("microphone").click()
    expect(page.get_by_test_id("speak")).to_have_attribute("aria-pressed", "false")


def test_sliding_away_throws_it_away(page: Page) -> None:
    box = page.get_by_test_id("message-input")
    box.fill("您好，")
    hold(page)
    expect(box).to_have_value(f"您好，{SENTENCE}")
    page.mouse.move(200, 300, steps=4)
    expect(page.get_by_test_id("hearing-told")).to_contain_text("不要")
    accessible(page)
    page.mouse.up()
    expect(page.get_by_test_id("hearing")).to_have_count(0)
    expect(box).to_have_value("您好，")


def test_a_tap_begins_and_another_ends(page: Page) -> None:
    button, box = page.get_by_test_id("microphone"), page.get_by_test_id("message-input")
    button.click()
    at_stage(page, "listening")
    expect(button).to_have_attribute("aria-pressed", "true")
    accessible(page)
    expect(box).to_have_value(SENTENCE)
    page.get_by_test_id("hearing-done").click()
    ended(page)
    expect(box).to_have_value(SENTENCE)

    # Sending ends it first, so that the whole is read before it goes.
    box.fill("")
    button.click()
    page.get_by_test_id("hearing-cancel").click()
    expect(page.get_by_test_id("hearing")).to_have_count(0)
    button.click()
    expect(box).to_have_value(SENTENCE)
    page.get_by_test_id("send").click()
    ended(page)
    expect(page.get_by_test_id("said")).to_have_count(0)
    page.get_by_test_id("send").click()
    expect(page.get_by_test_id("said")).to_have_count(1)


def test_by_keyboard_and_who_types_has_the_word(page: Page) -> None:
    button, box = page.get_by_test_id("microphone"), page.get_by_test_id("message-input")
    button.focus()
    page.keyboard.press("Enter")
    at_stage(page, "listening")
    page.keyboard.press("Enter")
    told(page, "silence")  # the second Enter came before the first word
    expect(page.get_by_test_id("hearing-told")).to_contain_text("靠近一点")
    accessible(page)

    button.focus()
    page.keyboard.down("Space")
    expect(box).to_have_value(SENTENCE)
    page.keyboard.up("Space")
    ended(page)
    expect(box).to_have_value(SENTENCE)

    button.focus()
    page.keyboard.press("Space")
    at_stage(page, "listening")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("hearing")).to_have_count(0)
    button.click()
    at_stage(page, "listening")
    box.fill("居住证")
    expect(page.get_by_test_id("hearing")).to_have_count(0)
    expect(box).to_have_value("居住证")


def test_without_the_line_the_recording_goes_as_a_whole(page: Page) -> None:
    def cut(line: WebSocketRoute) -> None:
        line.close()

    page.route_web_socket("**/api/v1/speech/live", cut)
    page.reload()
    box = page.get_by_test_id("message-input")
    hold(page)
    page.wait_for_timeout((BEFORE + 2.6) * 1000)  # there is nothing to see while it is said
    with page.expect_request("**/api/v1/speech/transcripts"):
        page.mouse.up()
    expect(box).to_have_value(SENTENCE)


def test_an_unsure_text_is_marked_and_a_full_house_told(page: Page) -> None:
    box = page.get_by_test_id("message-input")
    answers = iter(
        [
            {"type": "final", "text": "身份证丢了怎么版", "confidence": 0.3},
            {
                "type": "problem",
                "code": "hearing_busy",
                "title": "",
                "detail": "请过几秒再试。",
                "status": 503,
            },
        ]
    )

    def answered(line: WebSocketRoute) -> None:
        def hear(message: str | bytes) -> None:
            if isinstance(message, str) and "stop" in message:
                line.send(json.dumps(next(answers)))

        line.on_message(hear)

    page.route_web_socket("**/api/v1/speech/live", answered)
    page.reload()
    page.get_by_test_id("elder").click()
    page.get_by_test_id("elder-speak").click()
    at_stage(page, "listening")
    accessible(page)
    expect(page.get_by_test_id("microphone")).to_have_text("说完了")
    page.get_by_test_id("microphone").click()
    told(page, "unsure")
    expect(box).to_have_value("身份证丢了怎么版")
    accessible(page)
    box.fill("身份证丢了怎么办")
    expect(page.get_by_test_id("hearing")).to_have_count(0)

    page.get_by_test_id("elder-speak").click()
    at_stage(page, "listening")
    page.get_by_test_id("microphone").click()
    expect(page.get_by_test_id("hearing-told")).to_have_text("请过几秒再试。")
    expect(box).to_have_value("身份证丢了怎么办")
    page.get_by_test_id("heard-close").click()
    expect(page.get_by_test_id("hearing")).to_have_count(0)


def test_a_refused_microphone_says_how_to_allow_it(speaking: Browser, listening: Server) -> None:
    context = speaking.new_context(base_url=listening.url, viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    page.goto("/")
    page.get_by_test_id("message-input").fill("您好")
    page.get_by_test_id("microphone").click()
    told(page, "refused")
    expect(page.get_by_test_id("hearing-told")).to_contain_text("允许")
    expect(page.get_by_test_id("microphone")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_test_id("message-input")).to_have_value("您好")
    accessible(page)
    context.close()


def test_a_server_that_is_gone_leaves_what_was_written(page: Page, listening: Server) -> None:
    box = page.get_by_test_id("message-input")
    hold(page)
    expect(box).to_have_value(SENTENCE)
    listening.kill()
    page.mouse.up()
    told(page, "offline")
    expect(box).to_have_value(SENTENCE)
    page.get_by_test_id("heard-close").click()
    page.get_by_test_id("microphone").click()  # it is known now: nobody is asked to speak for nothing
    told(page, "offline")
