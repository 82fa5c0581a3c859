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
