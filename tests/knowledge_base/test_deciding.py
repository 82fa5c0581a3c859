"""Protects: a negation that names the wrong look-alike neither lets it win nor hides the right one."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml

from knowledge_base.search.deciding import MOST_OPTIONS, Agreement, Deciding, Said, Values
from knowledge_base.search.wording import Wording
from knowledge_base.texts import texts

DIMENSIONS: dict[str, Any] = yaml.safe_load(
    files("knowledge_base.search").joinpath("deciding.yaml").read_text(encoding="utf-8")
)["dimensions"]


def said(message: str) -> Said:
    return Deciding.shipped().of_message(Wording.shipped().one(message))


def about(*names: str) -> Values:
    return Deciding.shipped().of_item(Wording.shipped().one(name) for name in names)


def fit(message: str, *names: str) -> Agreement:
    return Deciding.shipped().agreement(about(*names), said(message))


def flat(values: Values) -> set[str]:
    return {value for found in values.values() for value in found}


@pytest.mark.parametrize(
    ("message", "affirmed", "denied"),
    [
        ("身份证没丢,就是到期了", "expired", "lost"),
        ("身份证不是丢了是坏了", "damaged", "lost"),
        ("又不是开公司,就我一个人摆个摊", "household", "company"),
        ("丢倒没有,就是消磁了", "damaged", "lost"),
        ("证没丢没坏,就是到期了", "expired", "lost damaged"),
        ("不是搞丢了也不是过期,是消磁了", "damaged", "lost expired"),
        ("我不想注销,就想改个地址", "change", "cancel"),
        ("先不注销,停几个月", "pause", "cancel"),
        ("补卡以后再说,先把卡冻起", "loss_report", "replace"),
        ("挂失我晓得,我问的是补办", "replace", "loss_report"),
        ("不是职工医保,是农村那种一年一交的", "resident", "employee"),
        ("还没到期就丢了", "lost", "expired"),
        ("还没离婚,只是分居", "", "divorced"),
        ("除了注销都可以", "", "cancel"),
    ],
)
def test_a_negation_denies_what_it_reaches_and_no_more(message: str, affirmed: str, denied: str) -> None:
    found = said(message)
    assert set(affirmed.split()) <= flat(found.affirmed)
    assert set(denied.split()) <= flat(found.denied)
    assert not flat(found.denied) & set(affirmed.split())
    assert not flat(found.affirmed) & set(denied.split())


@pytest.mark.parametrize(
    ("message", "affirmed"),
    [
        ("没去成就过期了", "expired"),
        ("丢没丢都能补吗", "lost replace"),
        ("身份证是不是丢了就要挂失", "lost loss_report"),
        ("身份证不是没丢", "lost"),
        ("不是丢了就是坏了,反正刷不起", "lost damaged"),
        ("没得单位,社保咋交", "flexible"),
        ("不注销会不会罚款", "cancel"),
        ("为啥不给我换新的", "exchange"),
        ("护照丢了,身份证没丢", "lost"),
        ("除了身份证,户口本也丢了", "lost"),
        ("不光丢了,还过期了", "lost expired"),
    ],
)
def test_a_negation_of_something_else_denies_nothing(message: str, affirmed: str) -> None:
    found = said(message)
    assert set(affirmed.split()) <= flat(found.affirmed)
    assert not found.denied


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("怕过期,想提前换", "expired"),
        ("之前补办过一次了,现在要注销", "replace"),
        ("已经挂失了,要补一张", "loss_report"),
        ("不是注销公司,是改地址", "company"),
        ("不是职工医保,是居民养老", "medical"),
        ("从来没交过居民医保,想参加", "medical"),
    ],
)
def test_what_is_feared_done_before_or_beside_a_denial_is_left_open(message: str, value: str) -> None:
    found = said(message)
    assert value not in flat(found.denied)
    if value not in ("company", "medical"):
        assert value not in flat(found.affirmed)


@pytest.mark.parametrize(
    ("names", "dimension", "values"),
    [
        (["居民身份证补领"], "state", "lost"),
        (["居民身份证换领", "身份证到期或损坏换新"], "state", "damaged expired"),
        (["机动车驾驶证损毁换证"], "state", "damaged"),
        (["内资企业及分支机构注销登记（个人独资企业注销登记）"], "party", "sole"),
        (["外资企业及分支机构变更登记（外商投资企业变更登记）"], "party", "company"),
        (["公共场所卫生许可（除饭馆、咖啡馆、酒吧、茶座等）（延续）"], "deed", "extend"),
        (["国内非婚生婴儿出生登记户口"], "marriage", "unmarried"),
        (["未成年子女投靠父母落户"], "basis", "child_to_parents"),
        (["成年子女投靠父母落户"], "basis", "adult_to_parents"),
        (["祖（外祖）父母投靠成年孙（外孙）子女落户"], "basis", "grandchildren"),
        (["港澳台居民居住证换领"], "origin", "hong_kong macao taiwan"),
        (["拖拉机和联合收割机驾驶证注销恢复"], "deed", "restore"),
        (["退出现役的残疾军人病故丧葬补助费的给付"], "deed", ""),
    ],
)
def test_names_say_what_an_item_is_about(names: list[str], dimension: str, values: str) -> None:
    assert about(*names).get(dimension, frozenset()) == frozenset(values.split())


def test_the_plain_name_only_fills_in_what_the_official_one_leaves() -> None:
    assert about("食品经营许可变更", "食品证注销")["deed"] == {"change"}
    assert about("取水许可", "第一次办取水证")["deed"] == {"first"}


def test_agreement_counts_dimensions() -> None:
    message = "身份证没丢,就是到期了,想换一张"
    assert fit(message, "居民身份证换领") == Agreement(agrees=2)
    lost = fit(message, "居民身份证补领")
    assert (lost.agrees, lost.conflicts, lost.denied) == (0, 1, 1)
    assert fit("取水许可怎么办", "取水许可证注销") == Agreement(unsaid=1)
    assert fit("今天天气好", "居民身份证换领") == Agreement(unsaid=0)


def test_a_general_word_is_no_contradiction_to_a_special_value() -> None:
    assert fit("户口本上出生日期想改一下", "普通居民更正出生日期").conflicts == 0
    assert fit("户口本上出生日期想注销", "普通居民更正出生日期").conflicts == 1


def test_values_that_go_together_never_contradict() -> None:
    assert fit("我家是低保户", "残疾人证新办").conflicts == 0


def items(*names: str) -> dict[str, Values]:
    return {name: about(name) for name in names}


def test_the_question_with_the_fewest_left_comes_first() -> None:
    first, second, *_ = Deciding.shipped().differing(
        items("居民身份证申领", "居民身份证换领", "居民身份证补领")
    )
    assert (first.name, second.name) == ("deed", "state")
    assert [(option.label, set(option.items)) for option in second.options] == [
        ("丢了", {"居民身份证补领"}),
        ("坏了或者到期了", {"居民身份证换领"}),
    ]


def test_a_permit_without_a_deed_in_its_name_is_the_first_one() -> None:
    question = Deciding.shipped().differing(items("取水许可（告知承诺制）", "取水许可证延续"))[0]
    assert {option.label for option in question.options} == {"第一次办", "到期了，接着用"}


def test_a_question_never_offers_a_menu_and_is_not_asked_when_nothing_differs() -> None:
    same = items("出版物出租业务备案", "旅行社服务网点备案")
    assert not [one for one in Deciding.shipped().differing(same) if one.name != "party"]
    many = items("证变更", "证注销", "证补领", "证延续", "证核发", "证挂失")
    assert all(2 <= len(one.options) <= MOST_OPTIONS for one in Deciding.shipped().differing(many))


def values() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, dimension in DIMENSIONS.items():
        for value, entry in dimension["values"].items():
            yield name, value, entry


def test_every_dimension_can_be_asked_and_every_value_answered() -> None:
    for name in DIMENSIONS:
        assert texts().say(f"deciding.{name}.ask").endswith("？")
    for name, value, _ in values():
        assert texts().say(f"deciding.{name}.{value}")


def test_patterns_hold_no_groups_of_their_own_and_are_in_the_one_wording() -> None:
    """A group would shift the values; a word that `Wording` rewrites would never be met."""
    wording = Wording.shipped()
    for name, value, entry in values():
        for key in ("both", "names", "said", "otherwise"):
            pattern = "".join(entry.get(key, "").split())
            assert re.compile(pattern).groups == 0, (name, value, key)
            for word in re.findall(r"[\u4e00-\u9fff]+", pattern):
                assert wording.one(word) == word, (name, value, key)


def test_what_a_value_may_also_be_said_by_is_a_value_of_its_dimension() -> None:
    for name, value, entry in values():
        assert set(entry.get("also", ())) <= set(DIMENSIONS[name]["values"]) - {value}
    for name, dimension in DIMENSIONS.items():
        assert dimension.get("silent") in (None, *dimension["values"]), name
