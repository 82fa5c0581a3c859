"""What an item of ours issued and the person holds is never asked for again, unless law asks to see it."""

from datetime import date
from typing import Any

import pytest

from applications.exemptions import standing_in
from applications.types import Application, Precheck
from knowledge_base.model.guide import Exemption, Guide
from prefill.types import Certificate, Fact, Profile
from tests.applications.desk import CITIZEN, GUIDE, Desk, guide, keep_profile, published

ISSUED = frozenset({"business_licence", "id_card_front"})
CODE, OTHER_CODE = "91500108MA5YB0002Q", "91500000MA5UXAMPL4"
LICENCE: dict[str, Any] = {
    "id": "licence",
    "name": "营业执照",
    "documents": ["business_licence"],
    "how": "拍营业执照。",
    "basis": ["law_1"],
}
FIELD = {
    "name": "credit_code",
    "label": "统一社会信用代码",
    "type": "credit_code",
    "ask": "执照上的代码是？",
    "sources": ["document.licence.credit_code", "profile.firm_credit_code"],
}


def shop(field: dict[str, Any] | None = None, *, result: str | None = None, **changes: Any) -> Guide:
    """Asks for the licence and exempts nobody."""
    form = {"fields": [*GUIDE["form"]["fields"], {**FIELD, **(field or {})}]}
    materials = [*GUIDE["materials"], {**LICENCE, **changes}]
    return guide(materials=materials, form=form, result_certificate=result)


def holder(code: str = CODE) -> Profile:
    """Runs the firm `CODE`; holds the licence with `code`."""
    facts = {"firm_credit_code": Fact("firm_credit_code", CODE, "市场监管登记", date(2025, 9, 1))}
    return Profile("chen", facts, (Certificate("business_licence", {"credit_code": code}),))


def stands(guide: Guide, profile: Profile, issued: frozenset[str] = ISSUED) -> bool:
    return "licence" in standing_in(guide, profile, issued)


def test_a_held_certificate_stands_in_though_no_guide_says_so() -> None:
    assert stands(shop(), holder())
    assert stands(shop(certificates=["business_licence"], documents=[]), holder())


@pytest.mark.parametrize(
    "asked",
    [
        shop(form="original"),
        shop(result="business_licence"),
        shop(exempt=[Exemption(by="data_sharing", reason="共享").model_dump()]),
        shop(documents=["property_certificate"]),
        shop({"sources": ["document.licence.credit_code"]}),
        shop({"sources": ["profile.firm_credit_code"]}),
    ],
    ids=["original by law", "old one", "shared anyway", "something else", "another firm's", "cannot tell"],
)
def test_where_it_does_not_stand_in(asked: Guide) -> None:
    assert not stands(asked, holder())


def test_only_what_an_item_of_ours_issues() -> None:
    assert not stands(shop(), holder(), frozenset())


def test_not_the_licence_of_another_firm() -> None:
    assert not stands(shop(), holder(OTHER_CODE))


def test_an_original_that_no_law_asks_for_need_not_be_shown() -> None:
    assert stands(shop(form="original", basis=[]), holder())


@pytest.fixture
def open_shop(sqlite_desk: Desk) -> Desk:
    keep_profile(sqlite_desk)
    facts, certificates = holder().facts.values(), holder().certificates
    sqlite_desk.profiles.keep_facts("chen", list(facts))
    sqlite_desk.profiles.keep_certificates("chen", list(certificates))
    changes = shop()
    sqlite_desk.library.publish(published(2, materials=changes.materials, form=changes.form))
    return sqlite_desk


def lacks(desk: Desk) -> tuple[Application, set[str | None]]:
    """The application, and the materials that its precheck misses."""
    view = desk.service.start(CITIZEN, "card", {"who": "self"})
    assert isinstance(view, Application)
    checked = desk.service.precheck(CITIZEN, view.application_id)
    assert isinstance(checked, Precheck)
    return view, {f.material_id for f in checked.findings if f.code == "missing_material"}


def test_page_and_precheck_agree_that_it_is_exempt(open_shop: Desk) -> None:
    open_shop.library.issued = ISSUED
    view, missing = lacks(open_shop)
    licence = next(m for m in view.materials if m.material_id == "licence")
    assert licence.exempt_by == "certificate"
    assert licence.exempt_reason == "您的档案里有电子营业执照，用它核对，不用再交。"
    assert "licence" not in view.missing
    assert "licence" not in missing


def test_page_and_precheck_agree_that_it_is_not(open_shop: Desk) -> None:
    view, missing = lacks(open_shop)
    assert "licence" in view.missing
    assert "licence" in missing


def test_what_the_guide_says_of_an_exemption_is_said_first(open_shop: Desk) -> None:
    open_shop.library.issued = ISSUED
    said = {"by": "certificate", "certificate": "business_licence", "reason": "电子营业执照可以核对。"}
    asked = shop(exempt=[said])
    open_shop.library.publish(published(3, materials=asked.materials, form=asked.form))
    view, _ = lacks(open_shop)
    assert "电子营业执照可以核对。" in {m.exempt_reason for m in view.materials}
