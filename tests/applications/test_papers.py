"""Papers: all that a person confirmed is on them, in characters that can be read, labelled as generated."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from applications.papers.form import form_paper
from applications.papers.paper import Lines, Paper, every_text
from applications.papers.pdf import render
from applications.papers.receipt import receipt_paper
from applications.types import Application, MaterialState, Receipt
from knowledge_base.model.guide import Guide
from prefill.types import FieldValue
from tests.shipped import guides

MADE = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
RARE = "逄䶮鋆·劼"
RECEIPT = Receipt("YK20261123000012", "app_1", MADE, date(2026, 12, 8), "7KQ2MP")


@pytest.fixture(scope="module")
def guide() -> Guide:
    return guides()["id-card-replacement"]


@pytest.fixture(scope="module")
def application(guide: Guide) -> Application:
    fields = {
        "name": FieldValue("name", RARE, "profile", "profile.name", 1.0, confirmed=True),
        "mobile": FieldValue("mobile", "13800138001", "said", "message m", 1.0),
    }
    materials = (
        MaterialState(
            "old_id_card", "居民身份证", True, document_id="doc_1", document_ids=("doc_1", "doc_2")
        ),
        MaterialState("household_page", "户口簿", True, "data_sharing", "公安人口库查得到，不用交。"),
    )
    return Application(
        "app_1", "me", 4, "id-card-replacement", 2, "draft",
        {"who": "self", "hukou": "cq", "receive": "mail"}, fields, materials, (), None,
    )  # fmt: skip


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_the_form_shows_each_value_with_its_source_and_what_is_still_open(
    application: Application, guide: Guide
) -> None:
    texts = every_text(form_paper(application, guide, "陈晓渝"))
    assert {RARE, "您的档案", "13800138001", "您说的，还没有核对", "已上传2份"} <= set(texts)
    assert "不用交。公安人口库查得到，不用交。" in texts
    assert "草稿，还没有提交" in texts
    asked = {f.label for f in guide.form.fields if f.required and not f.when}
    assert asked <= set(texts), "what is still empty is a line of its own"


def test_a_field_of_another_situation_is_not_on_the_form(application: Application, guide: Guide) -> None:
    collected = replace(application, situation={**application.situation, "receive": "window"})
    by_mail = set(every_text(form_paper(application, guide, ""))) - set(
        every_text(form_paper(collected, guide, ""))
    )
    assert any("邮寄" in text or "寄" in text for text in by_mail)


def test_the_receipt_shows_what_proves_it_and_promises_nothing(
    application: Application, guide: Guide
) -> None:
    texts = every_text(receipt_paper(application, RECEIPT, guide, "陈晓渝"))
    assert {"YK20261123000012", "7KQ2MP", "2026-12-08", "2026-11-23 10:30", "陈晓渝"} <= set(texts)
    assert any("是否批准" in text for text in texts)


def test_rare_characters_can_be_read_in_the_pdf_and_it_is_labelled_twice(
    application: Application, guide: Guide
) -> None:
    pdf = render(form_paper(application, guide, RARE), MADE, "app_1/form/4")
    assert RARE in text_of(pdf)
    document = pypdfium2.PdfDocument(pdf)
    foots = [page.get_textpage().get_text_range() for page in document]
    assert all("由人工智能助手" in foot for foot in foots), "on every page"
    assert b"app_1/form/4" in pdf, "in the metadata, for machines"
    assert b"AIGC" in pdf


def test_a_long_text_goes_over_pages_and_loses_nothing() -> None:
    lines = tuple(f"第{n}行：重庆市渝北区龙溪街道红锦大道88号3幢12-4" for n in range(120))
    found = text_of(render(Paper("样本", "", (Lines(lines),)), MADE, "x"))
    assert all(f"第{n}行" in found for n in range(120))
