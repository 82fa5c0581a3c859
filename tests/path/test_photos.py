"""Comparing a value with the photo it was read from: on phones, in 长辈版, by keyboard, on the right page."""

import re
from collections.abc import Generator
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageEnhance, ImageFilter
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from eval_sets.documents.draw import draw
from tests.path.conftest import Server
from tests.path.test_states import looked_at, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROW = ViewportSize(width=360, height=720)
DESKTOP = ViewportSize(width=1280, height=900)
DRAFT = {"item_id": "id-card-replacement", "situation": {"who": "self", "hukou": "cq", "receive": "window"}}
NO_PROFILE = "wen-caoni"
"""Nothing is known of her: every value comes from the paper."""
READING_MS = 120_000
"""Two cores carry reader, browser and test at once."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, published_data: Path) -> Generator[Server]:
    made = Server(tmp_path_factory.mktemp("photos"), published_data)
    yield made
    made.stop()


@pytest.fixture
def device(request: pytest.FixtureRequest, browser: Browser, running: Server) -> Generator[Page]:
    """`phone` (the narrowest in use), the same in 长辈版, or a desktop; a phone where a test names none."""
    kind = getattr(request, "param", "phone")
    size = DESKTOP if kind == "desktop" else NARROW
    made = browser.new_context(base_url=running.url, viewport=size, locale="zh-CN", bypass_csp=True)
    made.set_default_timeout(20_000)
    shown = made.new_page()
    shown.goto("/")
    if kind == "elder":
        shown.get_by_test_id("elder").click()
    yield shown
    if kind == "elder":  # a setting of the person by now, whom others meet on this server
        with shown.expect_response(lambda answer: answer.request.method == "PUT"):
            shown.get_by_test_id("elder").dispatch_event("click")
    made.close()


def turned(specimen: Path) -> Path:
    """As a telephone takes it that lies on its side."""
    file = specimen.with_name("横拍.jpg")
    Image.open(specimen).rotate(90, expand=True).save(file, quality=90)
    return file


def second_page(specimen: Path) -> Path:
    """A PDF whose first page is empty."""
    card = Image.open(specimen).convert("RGB")
    pages = [Image.new("RGB", (1240, 1754), "white") for _ in range(2)]
    pages[1].paste(card, (110, 300))
    file = specimen.with_suffix(".pdf")
    pages[0].save(file, save_all=True, append_images=pages[1:], resolution=150)
    return file


def small_and_dark(specimen: Path) -> Path:
    """As in a dim room, from far away."""
    picture = Image.open(specimen)
    far = picture.resize((520, 520 * picture.height // picture.width)).filter(ImageFilter.GaussianBlur(1.6))
    file = specimen.with_name("昏暗.jpg")
    ImageEnhance.Brightness(far).enhance(0.35).save(file, quality=60)
    return file


def card_before_the_name_was_changed(folder: Path) -> Path:
    """何敏's own, by its number; only the name differs from her profile."""
    fields = {
        "name": "何静敏",
        "sex": "女",
        "ethnicity": "汉",
        "birth_date": "1990-07-12",
        "address": "重庆市渝北区回兴街道宝桐路6号9-2",
        "id_number": "500112199007120065",
    }
    file = folder / "旧证.jpg"
    draw("id_card_front", fields, seed=7).save(file, quality=90)
    return file


def as_heic(picture: Path) -> Path:
    """As many telephones send it; no browser but one shows it."""
    pillow_heif.register_heif_opener()
    file = picture.with_suffix(".heic")
    Image.open(picture).save(
        file, quality=95
    )  # the encoder's own choice is read on one machine and not on another
    return file


def begun(page: Page, account: str) -> None:
    """A new draft in sight."""
    sign_in(page, account)
    made = page.request.post("/api/v1/applications", data=DRAFT, headers={"Sec-Fetch-Site": "same-origin"})
    assert made.ok, made.text()
    page.reload()
    page.get_by_test_id("my-applications").click()
    page.get_by_test_id("application-row").first.click()
    if page.get_by_test_id("view-form").is_visible():
        page.get_by_test_id("view-form").click()
    if page.get_by_test_id("elder").get_attribute("aria-pressed") == "true":
        page.get_by_test_id("elder-whole").click()  # the form at once: test_elder walks it step by step


def handed_in(page: Page, picture: Path) -> None:
    page.get_by_test_id("upload-old_id_card").set_input_files(str(picture))
    status = page.get_by_test_id("material-old_id_card").get_by_test_id("material-status")
    expect(status).to_have_text("已交", timeout=READING_MS)


def looked(page: Page, field: str) -> Locator:
    """The sheet that the field's 看照片 opens."""
    page.get_by_test_id(f"field-{field}").get_by_test_id("look").press("Enter")
    sheet = page.get_by_test_id("photo-sheet")
    expect(sheet.get_by_test_id("photo-outline")).to_be_visible()
    return sheet


def inside(inner: Locator, outer: Locator) -> bool:
    """Whether all of it is in sight."""
    a, b = inner.bounding_box(), outer.bounding_box()
    assert a is not None
    assert b is not None
    across = b["x"] <= a["x"] and a["x"] + a["width"] <= b["x"] + b["width"]
    return across and b["y"] <= a["y"] and a["y"] + a["height"] <= b["y"] + b["height"]


@pytest.mark.parametrize("device", ["phone", "elder", "desktop"], indirect=True)
def test_a_value_is_compared_with_its_place_on_a_photo_taken_sideways(
    request: pytest.FixtureRequest, device: Page, specimen: Path
) -> None:
    """Framed, upright and wholly in sight; said right with one key, and the focus is back where it was."""
    begun(device, NO_PROFILE)
    handed_in(device, turned(specimen))
    sheet = looked(device, "address")
    assert inside(sheet.get_by_test_id("photo-outline"), sheet.get_by_test_id("photo-frame"))
    drawing = sheet.get_by_test_id("photo-drawing").bounding_box()
    assert drawing is not None
    assert drawing["width"] > drawing["height"], "the card stands upright"
    expect(sheet.get_by_role("img", name="户籍地址")).to_be_visible()
    expect(sheet.get_by_test_id("photo-value")).to_contain_text("红锦大道")
    expect(sheet.get_by_test_id("field-confidence")).to_contain_text("%")
    looked_at(device, f"photo-{request.node.callspec.params['device']}")

    sheet.get_by_test_id("photo-zoom").click()
    assert inside(sheet.get_by_test_id("photo-drawing"), sheet.get_by_test_id("photo-frame"))

    sheet.get_by_test_id("photo-right").press("Enter")
    expect(sheet).to_have_count(0)
    address = device.get_by_test_id("field-address")
    expect(address.get_by_test_id("confirmed")).to_be_visible()
    expect(address.get_by_test_id("look")).to_be_focused()


def test_a_value_is_written_right_beside_the_photo_by_keyboard(device: Page, specimen: Path) -> None:
    """Escape ends the writing first, then the sheet; nothing typed is lost by closing."""
    begun(device, NO_PROFILE)
    handed_in(device, specimen)
    name = device.get_by_test_id("field-name")
    sheet = looked(device, "name")
    device.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(name.get_by_test_id("look")).to_be_focused()

    sheet = looked(device, "name")
    sheet.get_by_test_id("photo-edit").press("Enter")
    expect(sheet.get_by_test_id("field-input")).to_be_focused()
    looked_at(device, "photo-edit")
    device.keyboard.press("Escape")
    expect(sheet.get_by_test_id("photo-value")).to_have_text("陈晓渝")
    sheet.get_by_test_id("photo-edit").press("Enter")
    sheet.get_by_test_id("field-input").fill("陈小渝")
    sheet.get_by_test_id("close-sheet").click()
    expect(name.get_by_test_id("field-input")).to_have_value("陈小渝")
    sheet = looked(device, "name")
    sheet.get_by_test_id("field-input").press("Enter")
    expect(sheet).to_have_count(0)
    expect(name.get_by_test_id("field-value")).to_have_text("陈小渝")
    expect(name.get_by_test_id("confirmed")).to_be_visible()


def test_of_several_pages_the_one_with_the_value_is_shown(device: Page, specimen: Path) -> None:
    begun(device, NO_PROFILE)
    handed_in(device, second_page(specimen))
    sheet = looked(device, "id_number")
    expect(sheet.get_by_test_id("photo-page")).to_have_text("第 2 页")
    assert inside(sheet.get_by_test_id("photo-outline"), sheet.get_by_test_id("photo-frame"))
    expect(device.get_by_test_id("reading-note")).to_contain_text("没有看到文字")


def test_of_differing_values_the_one_on_the_photo_is_chosen_there(device: Page, specimen: Path) -> None:
    begun(device, "he-min")
    handed_in(device, card_before_the_name_was_changed(specimen.parent))
    name = device.get_by_test_id("field-name")
    expect(name.get_by_test_id("conflict-value")).to_have_count(2)
    looked_at(device, "photo-conflict")
    sheet = looked(device, "name")
    expect(sheet.get_by_test_id("photo-value")).to_have_text("何静敏")
    sheet.get_by_test_id("photo-right").click()
    expect(name.get_by_test_id("field-value")).to_have_text("何静敏")


def test_a_bad_photo_says_at_its_card_what_to_do_again_and_for_which_values(
    device: Page, specimen: Path
) -> None:
    begun(device, NO_PROFILE)
    handed_in(device, as_heic(small_and_dark(specimen)))
    card = device.get_by_test_id("material-old_id_card")
    notes = card.get_by_test_id("reading-notes")
    expect(notes).to_contain_text("再拍一张")
    expect(notes).to_contain_text(re.compile("（.*(姓名|性别|民族|出生日期|住址|身份证号码).*）"))
    device.get_by_test_id("undo-close").click()  # it lies over what stands below
    card.scroll_into_view_if_needed()
    looked_at(device, "photo-notes")

    # The original opens as a picture of its page: a browser would only download the file.
    card.get_by_test_id("view-document").click()
    page = device.get_by_test_id("document-page").first
    expect(page).to_be_visible()
    device.wait_for_function("picture => picture.naturalWidth > 0", arg=page.element_handle())
    looked_at(device, "document-heic")


def test_a_photo_no_browser_opens_is_seen_in_the_conversation_all_the_same(
    device: Page, specimen: Path
) -> None:
    """Telephones send HEIC; with what could not be read beside it."""
    device.get_by_test_id("upload-input").set_input_files(str(as_heic(small_and_dark(specimen))))
    card = device.get_by_test_id("upload")
    expect(card.get_by_test_id("reading-note").first).to_be_visible(timeout=READING_MS)
    picture = card.get_by_role("img")
    expect(picture).to_be_visible()
    device.wait_for_function("picture => picture.naturalWidth > 0", arg=picture.element_handle())
    looked_at(device, "photo-heic")


def test_a_photo_that_cannot_be_fetched_says_so_and_the_value_can_still_be_answered(
    device: Page, specimen: Path
) -> None:
    begun(device, NO_PROFILE)
    handed_in(device, specimen)
    device.route("**/picture", lambda route: route.abort())
    device.get_by_test_id("field-sex").get_by_test_id("look").click()
    sheet = device.get_by_test_id("photo-sheet")
    expect(sheet.get_by_test_id("photo-problem")).to_contain_text("网络不通")
    sheet.get_by_test_id("photo-right").click()
    expect(device.get_by_test_id("field-sex").get_by_test_id("confirmed")).to_be_visible()
