"""The one-time notice names everything to be mended once, with its clause, and promises nothing."""

from dataclasses import replace
from datetime import date

from applications.notice import compose
from applications.papers.notice import notice_paper
from applications.papers.paper import every_text
from applications.types import Application, Finding
from tests.applications.desk import guide

TODAY = date(2026, 11, 22)
FINDINGS = (
    Finding("missing_material", "must_fix", "还缺身份证。", "甲法第一条", material_id="id_card"),
    Finding("field_missing", "must_fix", "还没有填姓名。", "乙法第二条", field="name"),
    Finding("mismatch", "warning", "住址不一样。", "甲法第三条", material_id="id_card", field="name"),
    Finding("needs_review", "for_staff", "由窗口看。", "丙法第四条"),
)


def application(**changes: object) -> Application:
    whole = Application("app_1", "chen", 3, "x", 1, "draft", {}, {}, (), (), None, FINDINGS)
    return replace(whole, **changes)  # pyright: ignore[reportArgumentType]


def test_every_finding_is_told_once_with_its_clause_under_what_it_is_about() -> None:
    notice = compose(application(findings=(*FINDINGS, *FINDINGS)), guide(), "陈晓渝", TODAY)
    told = [(group.name, [line.clause for line in group.lines]) for group in notice.groups]
    names = {m.id: m.name for m in guide().materials}
    assert told == [
        (names["id_card"], ["甲法第一条", "甲法第三条"]),
        ("姓名", ["乙法第二条"]),
        ("申请内容", ["丙法第四条"]),
    ]
    text = "\n".join(every_text(notice_paper(notice)))
    assert all(finding.message in text and finding.clause in text for finding in FINDINGS)


def test_it_says_where_and_till_when_and_leaves_the_decision_to_the_office() -> None:
    returned = compose(application(state="returned", note="请重拍"), guide(), "陈晓渝", TODAY)
    assert (returned.by, returned.note) == ("reviewer", "请重拍")
    assert returned.where
    assert returned.until != compose(application(), guide(), "陈晓渝", TODAY).until
    text = "\n".join(every_text(notice_paper(returned)))
    assert "请重拍" in text
    assert "依法审核决定" in text
    assert not any(word in text for word in ("保证", "一定能", "审核通过"))


def test_nothing_found_is_said_and_is_no_approval() -> None:
    text = "\n".join(every_text(notice_paper(compose(application(findings=()), guide(), "陈晓渝", TODAY))))
    assert "没有发现" in text
    assert "审核决定" in text
