"""Protects what people are told about a bad picture, and that a readable one is not complained about."""

from collections.abc import Callable

import cv2
import numpy as np

from ocr.orientation import upright
from ocr.quality import Quality, measure
from ocr.reading import read_page
from ocr.types import Image, SeenLine


def picture(sample: Callable[[str], bytes]) -> Image:
    return cv2.imdecode(np.frombuffer(sample("chen-xiaoyu-id_card_front"), np.uint8), cv2.IMREAD_COLOR)


def test_a_good_picture_has_no_faults(sample: Callable[[str], bytes]) -> None:
    assert measure(picture(sample)).faults == ()


def test_each_fault_is_seen(sample: Callable[[str], bytes]) -> None:
    good = picture(sample)
    assert "blurred" in measure(cv2.GaussianBlur(good, (0, 0), 6)).faults
    assert "too_dark" in measure((good * 0.15).astype(np.uint8)).faults
    assert "too_bright" in measure(np.full_like(good, 255)).faults
    assert "too_small" in measure(cv2.resize(good, (200, 126))).faults


def test_faults_are_told_with_an_unknown_page_but_not_with_one_that_was_read(
    recorded: Callable[[str], tuple[list[SeenLine], tuple[float, float]]],
) -> None:
    dark = Quality(sharpness=5, brightness=20, shortest=900)
    unread = read_page([], (900, 900), quality=dark)
    assert [problem.code for problem in unread.problems] == ["no_text", "too_dark", "blurred"]
    lines, size = upright(*recorded("id_card_front"))
    assert read_page(lines, size, quality=dark).problems == ()


def test_faults_are_told_when_something_is_missing(
    recorded: Callable[[str], tuple[list[SeenLine], tuple[float, float]]],
) -> None:
    lines, size = upright(*recorded("id_card_front"))
    partly = [line for line in lines if "1992" not in line.text]
    document = read_page(partly, size, quality=Quality(sharpness=5, brightness=120, shortest=900))
    codes = [(problem.code, problem.field) for problem in document.problems]
    assert ("blurred", None) in codes
    assert ("field_missing", "birth_date") in codes


def drawn_lines() -> tuple[Image, list[SeenLine]]:
    """A page of short strokes like print, in colour, and its lines."""
    rng = np.random.default_rng(4)
    page = np.full((700, 1000, 3), (200, 214, 220), np.uint8)
    page[96:146, 400:620] = (60, 60, 200)
    seen: list[SeenLine] = []
    for row in range(6):
        top = 60 + row * 90
        for across in range(100, 620, 34):
            for _ in range(4):
                x, y = across + int(rng.integers(0, 24)), top + int(rng.integers(4, 26))
                cv2.line(page, (x, top + 4), (x, y), (30, 30, 30), 2)
                cv2.line(page, (across, y), (across + 24, y), (30, 30, 30), 2)
        corners = ((96.0, top), (640.0, top), (640.0, top + 32.0), (96.0, top + 32.0))
        seen.append(SeenLine("住址重庆市", 0.99, corners))
    return cv2.GaussianBlur(page, (0, 0), 0.6), seen


def test_sharp_print_in_colour_has_no_faults_and_no_notes() -> None:
    image, seen = drawn_lines()
    found = measure(image, seen)
    assert (found.faults, found.notes, found.spots) == ((), (), ())


def test_print_that_is_blurred_or_smeared_or_washed_out_is_told_apart() -> None:
    image, seen = drawn_lines()
    still = np.zeros((15, 15), np.float32)
    still[7] = 1 / 15
    assert measure(cv2.GaussianBlur(image, (0, 0), 5), seen).faults == ("blurred",)
    assert measure(cv2.filter2D(image, -1, still), seen).faults == ("shaken",)
    assert "too_bright" in measure(np.clip(image * 0.3 + 205.0, 0, 255).astype(np.uint8), seen).faults


def test_print_at_the_border_is_cut_off() -> None:
    image, seen = drawn_lines()
    assert "cut_off" in measure(np.ascontiguousarray(image[:, :630]), seen).faults


def test_a_picture_without_colour_is_a_copy_whatever_the_lights_colour() -> None:
    image, seen = drawn_lines()
    grey = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    assert measure((grey * (0.85, 0.97, 1.0)).astype(np.uint8), seen).notes == ("copy",)


def test_a_picture_of_a_screen_is_known_by_its_lattice() -> None:
    image, seen = drawn_lines()
    y, x = np.mgrid[0:700, 0:1000]
    lattice = 1 + 0.15 * np.sin(x * 1.3 + y * 0.35)[:, :, None]
    assert measure(np.clip(image * lattice, 0, 255).astype(np.uint8), seen).notes == ("screen",)


def test_a_spot_is_found_where_it_hides_print_and_not_where_print_was_read() -> None:
    image, seen = drawn_lines()
    glaring = image.copy()
    cv2.ellipse(glaring, (300, 166), (160, 30), 0, 0, 360, (255, 255, 255), -1)
    assert measure(glaring, seen).spots == ()
    (spot,) = measure(glaring, [seen[0], *seen[2:]]).spots
    assert spot[0] < 300 < spot[2]
    assert spot[1] < 166 < spot[3]


def test_a_hidden_field_is_told_by_name(
    recorded: Callable[[str], tuple[list[SeenLine], tuple[float, float]]],
) -> None:
    lines, size = upright(*recorded("id_card_front"))
    partly = [line for line in lines if "1992" not in line.text]
    glaring = Quality(90, 120, 900, spots=((10, 10, 60, 60),))
    problems = read_page(partly, size, quality=glaring).problems
    assert [(p.code, p.field) for p in problems] == [("glare", "birth_date"), ("glare", "id_number")]
    assert "出生日期" in problems[0].message
    assert read_page(lines, size, quality=glaring).problems == ()


def test_notes_are_told_though_everything_was_read(
    recorded: Callable[[str], tuple[list[SeenLine], tuple[float, float]]],
) -> None:
    lines, size = upright(*recorded("id_card_front"))
    grey = Quality(90, 120, 900, colourful=0.01)
    assert [p.code for p in read_page(lines, size, quality=grey).problems] == ["copy"]
