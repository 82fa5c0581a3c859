"""Protects people who hand in a certificate photo: they hear its faults before the web form refuses it."""

from dataclasses import replace
from typing import Any

import pytest

from applications.drafts import Attachment, Draft
from applications.photos import photo_faults
from applications.precheck.run import precheck
from knowledge_base.model.guide import Material
from ocr.photo_codes import PORTRAIT
from ocr.types import QualityProblem, ReadDocument
from tests.applications.desk import guide
from tests.applications.test_precheck import ME, TODAY, draft


def shows(*codes: str) -> ReadDocument:
    problems = tuple(QualityProblem(code, f"{code}。") for code in codes)
    return ReadDocument("unknown", 0.9, readable=False, problems=problems)


def material(*demands: str) -> Material:
    return Material.model_validate({"id": "portrait", "name": "照片", "how": "近期彩色", "photo": demands})


@pytest.mark.parametrize(
    ("demands", "seen", "told"),
    [
        (["face"], [PORTRAIT], []),
        (["face"], [PORTRAIT, "photo_dark", "photo_not_white", "photo_pixels"], ["photo_dark"]),
        (["face", "white_background"], [PORTRAIT, "photo_not_white", "photo_pixels"], ["photo_not_white"]),
        (["face", "card_size"], [PORTRAIT, "photo_pixels", "photo_bytes"], ["photo_pixels", "photo_bytes"]),
        (["face"], ["no_text"], ["photo_no_face"]),
        ([], [PORTRAIT, "photo_dark"], []),
    ],
)
def test_only_what_the_guide_asks_for_is_told(demands: list[str], seen: list[str], told: list[str]) -> None:
    assert [problem.code for problem in photo_faults(material(*demands), [shows(*seen)])] == told


def test_a_picture_not_read_yet_has_no_faults() -> None:
    assert photo_faults(material("face"), []) == []


def with_photo(*codes: str) -> tuple[Draft, dict[str, Any]]:
    bare = draft()
    photo_shown = (Attachment("doc_2", "read", (shows(*codes),)),)
    whole = replace(bare, attached={**bare.attached, "portrait": photo_shown})
    photo = material("face", "card_size").model_dump(mode="json")
    return whole, {"materials": [*guide().model_dump(mode="json")["materials"], photo]}


def test_the_precheck_warns_and_holds_nobody_up() -> None:
    case, changes = with_photo(PORTRAIT, "photo_blurred", "photo_bytes")
    result = precheck(guide(**changes), case, ME, TODAY)
    found = [(f.code, f.severity, f.material_id, (f.evidence or {})["problem"]) for f in result.findings]
    assert found == [
        ("unreadable", "warning", "portrait", "photo_blurred"),
        ("unreadable", "warning", "portrait", "photo_bytes"),
    ]
    assert result.passed


def test_a_good_photo_passes_without_a_word() -> None:
    case, changes = with_photo(PORTRAIT)
    assert precheck(guide(**changes), case, ME, TODAY).findings == ()
