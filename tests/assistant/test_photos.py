"""Protects the talk about certificate photos: faults where a photo was asked for, and nowhere else."""

import pytest

from applications.types import Document
from assistant.answer.pictures import tell_quality
from assistant.answer.speech import Speech
from knowledge_base.model.guide import Material
from ocr.photo_codes import PORTRAIT
from ocr.types import QualityProblem, ReadDocument

SEEN = (QualityProblem(PORTRAIT, "这是人像。"), QualityProblem("photo_dark", "太暗。"))
PHOTO = Material.model_validate({"id": "photo", "name": "照片", "how": "近期彩色", "photo": ["face"]})
PAPER = Material.model_validate({"id": "paper", "name": "证明", "how": "拍全"})


@pytest.mark.parametrize(
    ("materials", "told"),
    [([PHOTO], ["太暗。"]), ([PAPER], ["这是人像。"]), ([], ["这是人像。"])],
    ids=["asked for", "another material", "nowhere"],
)
def test_a_photos_faults_are_told_where_a_photo_was_asked_for(
    materials: list[Material], told: list[str]
) -> None:
    page = ReadDocument("unknown", 0.9, readable=False, problems=SEEN)
    speech = Speech()
    tell_quality(Document("d", "o", "f", "a.jpg", "image/jpeg", "read", (page,)), speech, materials)
    assert [said.text for said in speech.said] == told
