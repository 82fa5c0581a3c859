"""Protects: what guides of provinces really got wrong (all materials 必要, stale law, bare numbers), how an
item is handled, what answers say outright, and what two guides say of each other, is found first."""

from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest

from knowledge_base.lint import RULES, check
from knowledge_base.lint.across import across
from knowledge_base.lint.fullness import FULLNESS_RULES
from knowledge_base.lint.links import dead
from knowledge_base.loader import LoadedGuide
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import (
    Duration,
    Fee,
    Guide,
    Handling,
    LegalBasis,
    Material,
    Place,
    QAPair,
    Related,
    Step,
    TimeLimit,
    ToConfirm,
)
from knowledge_base.model.review import StaffCheck

DAY = date(2026, 11, 22)
FIRST, REPLACEMENT = "reader-card-first", "reader-card-replacement"

Fetch = Callable[[str], Guide]


def _rules(guide: Guide) -> set[str]:
    return {rule for rule, broken in (RULES | FULLNESS_RULES).items() if list(broken(guide, DAY))}


def _with(guide: Guide, **changes: object) -> Guide:
    return guide.model_copy(update=changes)


def _handling(**changes: object) -> Handling:
    sound = {
        "item_type": "licence",
        "case_type": "promised",
        "visits": 1,
        "visit_reason": "要核对原件",
        "online": "partly",
        "reach": "city",
        "result_kind": "document",
    }
    return Handling.model_validate(sound | changes)


def _pair(question: str, answer: str) -> QAPair:
    return QAPair(id="asked", question=question, answer=answer)


def _staff_check(message: str) -> StaffCheck:
    return StaffCheck(id="p", kind="staff_check", severity="for_staff", message=message, clause="某法第一条")


ONLINE = Place(name="渝快办", text="网上填表", channel="online")


@pytest.fixture
def sound(guide: Fetch) -> Guide:
    pairs = [_pair("能补吗？", "能。")]
    return _with(guide(REPLACEMENT), handling=_handling(), places=[ONLINE], qa=pairs)


def _material(name: str, **more: Any) -> Material:
    return Material.model_validate({"id": "one", "name": name, "how": "带上原件"} | more)


FAULTS: list[tuple[str, str, dict[str, object]]] = [
    (
        "conditional-material",
        "居住证: home, job and study proof all 必要, where law needs one",
        {"materials": [_material("居住、就业、就读证明（如有）")], "review": []},
    ),
    (
        "conditional-material",
        "护照: a consent letter only officials need",
        {"materials": [_material("同意函（国家工作人员）")], "review": []},
    ),
    ("unit-missing", "a promised limit as a bare number of 日", {"result": "承诺15日办结。"}),
    (
        "fact-stale",
        "退休: the ages of before 2025",
        {"notes": ["男年满60周岁、女年满55周岁可以申请。"]},
    ),
    ("fact-stale", "公司: capital verification", {"materials": [_material("验资报告")], "review": []}),
    ("fact-stale", "农合 since 2017 is 居民医保", {"notes": ["新农合每年缴费一次。"]}),
    (
        "law-not-in-force",
        "a law replaced by the civil code",
        {
            "legal_basis": [
                LegalBasis(id="l", law="婚姻法", article="第五条", says="x", in_force=date(2001, 4, 28))
            ]
        },
    ),
    ("to-confirm-figure", "a guess", {"to_confirm": [ToConfirm(about="金额", say="大约每月200元。")]}),
    ("visits", "no reason", {"handling": _handling(visit_reason="")}),
    ("visits", "a visit for what is fully online", {"handling": _handling(online="fully")}),
    (
        "visits",
        "no way at all",
        {"handling": _handling(visits=0, visit_reason="", online="none"), "places": []},
    ),
    ("case-type", "at once, but days", {"handling": _handling(case_type="immediate")}),
    (
        "case-type",
        "days, but at once",
        {"time_limits": [TimeLimit(kind="promised", unit="immediate")]},
    ),
    ("result-kind", "which certificate?", {"handling": _handling(result_kind="certificate")}),
    ("licence-complete", "no questions answered", {"qa": []}),
    ("licence-complete", "no limit", {"time_limits": []}),
    (
        "steps-exceed-limit",
        "3+3+3+13 in five days",
        {
            "steps": [
                Step(name="公示", text="在村里公示名单。", takes=Duration(amount=13, unit="working_day"))
            ]
        },
    ),
    ("place-told", "which days?", {"places": [ONLINE.model_copy(update={"hours": "9:00-17:00"})]}),
    ("place-told", "where inside?", {"places": [ONLINE.model_copy(update={"address": "某某路"})]}),
    ("phone-form", "no area code", {"complaint_phone": "63210000"}),
    (
        "paying-unasked",
        "free, but pay",
        {"fee": Fee(charged=False), "steps": [Step(name="缴费", text="到窗口交工本费。")]},
    ),
    ("online-said", "an entry that is none", {"handling": _handling(online="none")}),
    ("online-said", "online, but where?", {"places": []}),
    ("link-form", "not encrypted", {"notes": ["见 http://www.cq.gov.cn/a"]}),
    ("link-form", "not an authority's", {"notes": ["见 https://example.com/a"]}),
    (
        "answer-contradicts",
        "nobody need come, but a visit",
        {"qa": [_pair("要跑吗？", "全程网上办，不用跑窗口。")]},
    ),
    ("answer-contradicts", "at once, but days", {"qa": [_pair("多久？", "当场就能办好。")]}),
    ("promises-approval", "nobody may", {"qa": [_pair("能批吗？", "材料齐了肯定能批。")]}),
    ("review-promises", "mended is not approved", {"review": [_staff_check("改好了就能通过。")]}),
    ("answer-long", "nobody reads it", {"qa": [_pair("怎么办？", "先填表，再签字，" * 30)]}),
    ("handling-missing", "how is it handled?", {"handling": None}),
    ("too-little", "one question is not twelve", {}),
    (
        "asks-for-what-is-held",
        "the government issued it",
        {"materials": [_material("结婚证", source="government")], "review": []},
    ),
]


@pytest.mark.parametrize(("rule", "why", "changes"), FAULTS, ids=[f"{r}: {w}" for r, w, _ in FAULTS])
def test_each_rule_finds_its_fault(sound: Guide, rule: str, why: str, changes: dict[str, object]) -> None:
    assert not changes or rule not in _rules(sound)
    assert rule in _rules(_with(sound, **changes)), why


SOUND: list[tuple[str, dict[str, object]]] = [
    ("fact-stale", {"notes": ["2025年起逐步推迟，不再是男60周岁、女55周岁。", "新农合已并入居民医保。"]}),
    ("fact-stale", {"mistakes": ["以为要验资报告：早就不用了。"]}),
    ("review-promises", {"review": [_staff_check("改好了也不一定能通过，由窗口决定。")]}),
    ("promises-approval", {"qa": [_pair("能批吗？", "谁都不能保证一定能批，要看审核结果。")]}),
    ("answer-contradicts", {"qa": [_pair("能网办吗？", "不能全程网上办，要到窗口核对原件。")]}),
    ("answer-contradicts", {"qa": [_pair("多久？", "看情况，材料齐的一般当场办好。")]}),
    ("asks-for-what-is-held", {"materials": [_material("结婚证", source="government", basis=["law"])]}),
    (
        "paying-unasked",
        {"fee": Fee(charged=False), "steps": [Step(name="核对", text="核对缴费记录和年限。")]},
    ),
]


@pytest.mark.parametrize(("rule", "changes"), SOUND)
def test_what_is_right_is_left_alone(sound: Guide, rule: str, changes: dict[str, object]) -> None:
    assert rule not in _rules(_with(sound, **changes))


def test_a_look_alike_is_told_on_both_sides(loaded: list[LoadedGuide]) -> None:
    first, replacement = loaded
    silent = LoadedGuide(replacement.guide.model_copy(update={"look_alikes": []}), replacement.sources)
    assert [f.rule for f in check([first, silent], DAY)] == ["look-alike-one-way"]


def test_no_item_comes_before_itself(loaded: list[LoadedGuide]) -> None:
    first, replacement = loaded
    needs = {FIRST: [REPLACEMENT], REPLACEMENT: [FIRST]}
    circle = [
        LoadedGuide(
            one.guide.model_copy(
                update={
                    "look_alikes": [],
                    "prerequisites": [Related(items=needs[one.item_id], text="要先办那一件。")],
                }
            ),
            one.sources,
        )
        for one in (first, replacement)
    ]
    assert {f.rule for f in check(circle, DAY)} == {"prerequisite-circle"}
    either = Related(items=[REPLACEMENT, "other"], text="先办其中一件。")
    open_way = LoadedGuide(circle[0].guide.model_copy(update={"prerequisites": [either]}), first.sources)
    assert check([open_way, circle[1]], DAY) == []


def _asking_for_permits(loaded: list[LoadedGuide], **changes: object) -> list[LoadedGuide]:
    """The first card asks for the residence permit that the replacement now issues."""
    first, replacement = loaded
    asked = {
        "id": "permit",
        "name": "居住证",
        "documents": ["residence_permit"],
        "how": "拍正面。",
        **changes,
    }
    asking = first.guide.model_copy(
        update={"materials": [*first.guide.materials, Material.model_validate(asked)]}
    )
    issuing = replacement.guide.model_copy(update={"result_certificate": "residence_permit"})
    return [LoadedGuide(asking, first.sources), LoadedGuide(issuing, replacement.sources)]


def test_what_an_item_of_ours_issues_is_not_asked_for_again(loaded: list[LoadedGuide]) -> None:
    def rules(**changes: object) -> set[str]:
        return {found.rule for found in check(_asking_for_permits(loaded, **changes), DAY)}

    assert "asked-again" in rules()
    assert "asked-again" in rules(form="original"), "no law asks to see it"
    for sound in (
        {"form": "original", "basis": ["law"]},
        {"exempt": [{"by": "data_sharing", "reason": "能共享"}]},
        {"necessity": "optional"},
    ):
        assert "asked-again" not in rules(**sound), sound


def test_another_persons_certificate_is_asked_for(loaded: list[LoadedGuide]) -> None:
    asking, issuing = _asking_for_permits(loaded)
    partner = FormField(
        name="partner", label="爱人姓名", type="name", ask="叫什么？", sources=["document.permit.name"]
    )
    form = asking.guide.form.model_copy(update={"fields": [*asking.guide.form.fields, partner]})
    theirs = LoadedGuide(asking.guide.model_copy(update={"form": form}), asking.sources)
    assert "asked-again" not in {found.rule for found in check([theirs, issuing], DAY)}


def test_a_dead_link_is_told_with_what_the_server_said(sound: Guide) -> None:
    linked = _with(sound, notes=["见 https://www.cq.gov.cn/gone", "和 https://www.cq.gov.cn/there"])

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404 if request.url.path == "/gone" else 200)

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        found = list(dead(linked, client))
    assert found == [(("notes", 0), {"link": "https://www.cq.gov.cn/gone", "what": "404"})]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"result": "拿到\u202e证者读\u202c。"}, ("result",)),
        ({"notes": ["周一闭\u200b馆。"]}, ("notes", 0)),
        ({"notes": [" "]}, ("notes", 0)),
        ({"notes": ["长" * 2_001]}, ("notes", 0)),
        ({"summary": ""}, ("summary",)),
    ],
)
def test_what_a_reviewer_can_not_see_is_found(
    guide: Fetch, changes: dict[str, object], place: tuple[str | int, ...]
) -> None:
    spoilt = _with(guide(FIRST), **changes)
    assert place in [path for path, _ in RULES["characters"](spoilt, DAY)]


def test_a_name_written_otherwise_is_still_the_same_name(guide: Fetch) -> None:
    taken = guide(REPLACEMENT).item.official_name
    for written in (f" {taken}", f"{taken[:2]}\u200b{taken[2:]}"):
        item = guide(FIRST).item.model_copy(
            update={"item_id": "other", "official_name": written, "aliases": []}
        )
        other = _with(guide(FIRST), item=item, look_alikes=[])
        assert "alias-ambiguous" in {rule for rule, *_ in across([guide(REPLACEMENT), other], [])}
