"""Protects what is known of places: codes once given stay known, names lead to the right county."""

import pytest

from ocr import gazetteer


@pytest.mark.parametrize(
    "code",
    ["500112", "510218", "512221", "513521", "500382", "110103", "659001", "429004", "810000", "830000"],
)
def test_codes_that_ever_were_are_known(code: str) -> None:
    assert gazetteer.region_known(code)


@pytest.mark.parametrize("code", ["", "999999", "500199", "000000", "5001", "500112 "])
def test_codes_that_never_were_are_not(code: str) -> None:
    assert not gazetteer.region_known(code)


def test_the_streets_of_chongqing_are_all_there() -> None:
    streets = gazetteer.streets()
    assert sum(map(len, streets.values())) == 1031
    assert len(streets) == 38
    assert all(gazetteer.region_known(county) for county in streets)
    assert "龙溪街道" in streets["500112"]


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("重庆市渝北区龙溪街道1号", "500112", "重庆市渝北区"),
        ("渝北区龙溪街道1号", "500112", "渝北区"),
        ("重庆市酉阳土家族苗族自治县龙潭镇", "500242", "重庆市酉阳土家族苗族自治县"),
        ("四川省成都市锦江区东大街", "510104", "四川省成都市锦江区"),
        ("成都市锦江区东大街", "510104", "成都市锦江区"),
        ("湖北省仙桃市龙华山街道", "429004", "湖北省仙桃市"),
        ("内蒙古自治区呼和浩特市赛罕区", "150105", "内蒙古自治区呼和浩特市赛罕区"),
        ("仪陇县新政镇", "511324", "仪陇县"),
        ("重庆市某某区", "50", "重庆市"),
    ],
)
def test_addresses_are_located(text: str, code: str, named: str) -> None:
    found = gazetteer.locate(text)
    assert found is not None
    assert (found.code, text[: found.end]) == (code, named)


def test_text_that_names_no_place_is_nowhere() -> None:
    assert gazetteer.locate("某某大道1号") is None
    assert gazetteer.locate("") is None
    assert gazetteer.locate("重庆渝北") == gazetteer.Located("50", 2)


@pytest.mark.parametrize(
    "text", ["渝北区", "重庆渝北", "重庆酉阳", "四川成都", "吉林省德惠市", "广西南宁", "朝阳区"]
)
def test_everyday_names_are_places(text: str) -> None:
    assert gazetteer.is_place(text)


@pytest.mark.parametrize("text", ["", "渝", "某某区", "重庆市渝北区1号"])
def test_other_text_is_no_place(text: str) -> None:
    assert not gazetteer.is_place(text)
