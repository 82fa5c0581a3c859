"""Protects people from a photo that comes back: each fault of a certificate photo is told, a good one passes.

The faces are drawn (`eval_sets.portraits`): this holds the measures, not how often a real face is found.
"""

import numpy as np
import pytest
from PIL import Image

from eval_sets.fuzz_files.samples import encoded
from eval_sets.portraits import Pose, draw_portrait
from ocr import portrait
from ocr.faces import faces
from ocr.pages import read_file
from ocr.photo_codes import PORTRAIT
from ocr.types import SeenLine
from storage.sentences import Sentences

FACES = range(12)


def codes(picture: Image.Image, kind: str = "JPEG", **options: object) -> list[str] | None:
    """What is said of the picture as a file of that kind, after the first, which says it is a portrait."""
    data = encoded(picture, kind, **(options or ({"quality": 88} if kind == "JPEG" else {})))
    image = np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])
    found = portrait.check(image, data, f"image/{kind.lower()}")
    if found is None:
        return None
    assert found[0].code == PORTRAIT
    return [problem.code for problem in found[1:]]


@pytest.mark.parametrize("seed", FACES)
def test_a_good_photo_has_no_fault(seed: int) -> None:
    assert codes(draw_portrait(seed)) == []


FAULTY = {
    "photo_face_small": Pose(size=0.25),
    "photo_face_large": Pose(size=0.85),
    "photo_off_centre": Pose(right=0.14),
    "photo_dark": Pose(light=0.35),
    "photo_blurred": Pose(blur=3),
    "photo_background": Pose(stripes=True),
    "photo_not_white": Pose(background=(120, 170, 230)),
    "photo_several_faces": Pose(size=0.34, people=2),
}


@pytest.mark.parametrize("code", FAULTY)
def test_each_fault_is_told(code: str) -> None:
    told = [codes(draw_portrait(seed, FAULTY[code])) for seed in FACES]
    missed = [seed for seed, found in zip(FACES, told, strict=True) if code not in (found or ())]
    assert len(missed) <= len(FACES) // 6, missed


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_photo_that_lies_on_its_side_is_told_so(turn: int) -> None:
    for seed in FACES:
        found = codes(draw_portrait(seed).rotate(turn, expand=True))
        assert found is not None
        assert found[0] == "photo_turned"


def test_what_was_counted_is_certain() -> None:
    good = draw_portrait(1)
    assert codes(good, quality=88) == []
    assert codes(good, quality=20) == ["photo_bytes"]
    assert codes(good.resize((716, 882))) == ["photo_pixels", "photo_bytes"]
    assert "photo_format" in (codes(good, "PNG") or ())


EMPTY = {
    "white": Image.new("RGB", (358, 441), "white"),
    "skin without eyes": Image.new("RGB", (358, 441), (236, 196, 164)),
    "red wood": Image.merge("RGB", [Image.effect_noise((358, 441), level) for level in (60, 50, 40)]),
    "grey": draw_portrait(1).convert("L").convert("RGB"),
}


@pytest.mark.parametrize("name", EMPTY)
def test_where_no_face_is_seen_nothing_is_said(name: str) -> None:
    assert codes(EMPTY[name]) is None


def test_a_face_is_where_it_was_drawn() -> None:
    image = np.asarray(draw_portrait(2))[:, :, ::-1]
    (face,) = faces(np.ascontiguousarray(image))
    assert abs(face.centre - 179) < 8
    assert abs(face.width - 0.56 * 358) < 30
    assert face.top < 209 < face.bottom, "the eyes are inside"


def test_every_code_has_its_sentence() -> None:
    sentences = Sentences.of("ocr")
    for code in (
        PORTRAIT,
        "photo_turned",
        "photo_shadow",
        "photo_bright",
        *FAULTY,
        *portrait.CERTAIN,
    ):
        assert sentences.say(f"photo.{code}").endswith("。")


class Reads:
    """An engine that sees these lines on every picture."""

    name = "reads"

    def __init__(self, *texts: str) -> None:
        self._texts = texts

    def read(self, image: object) -> list[SeenLine]:
        corners = ((10.0, 10.0), (200.0, 10.0), (200.0, 40.0), (10.0, 40.0))
        return [SeenLine(text, 0.9, corners) for text in self._texts]


def test_a_photo_is_unknown_as_a_document_and_says_what_it_is() -> None:
    (page,) = read_file(encoded(draw_portrait(3), "JPEG", quality=88), Reads())
    assert (page.document_type, page.readable) == ("unknown", False)
    assert [problem.code for problem in page.problems] == [PORTRAIT]


def test_a_face_on_a_page_with_text_is_no_certificate_photo() -> None:
    data = encoded(draw_portrait(3), "JPEG", quality=88)
    (page,) = read_file(data, Reads("重庆市渝北区", "欢迎光临", "营业时间", "电话"))
    assert "unknown_document" in [problem.code for problem in page.problems]
    assert PORTRAIT not in [problem.code for problem in page.problems]
