"""Protects addresses and authorities: half of one is none, a name is mended only where one is meant."""

import pytest

from ocr.parsing import places
from ocr.values import Value
from storage.sentences import Sentences


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("重庆市渝北区龙溪街道红锦大道12号3幢5-2", "重庆市渝北区龙溪街道红锦大道12号3幢5-2"),
        ("重庆市 渝北区龙溪街道 红锦大道12号", "重庆市渝北区龙溪街道红锦大道12号"),
        ("重庆市渝北区龙溪街道红锦大道1O号3幢l2-5", "重庆市渝北区龙溪街道红锦大道10号3幢12-5"),
        ("重庆市酉阳土家族苗族自治县龙潭镇永胜上街8号", "重庆市酉阳土家族苗族自治县龙潭镇永胜上街8号"),
        ("四川省成都市锦江区东大街B座1201", "四川省成都市锦江区东大街B座1201"),
        ("重庆市渝北区某某街道1号", "重庆市渝北区某某街道1号"),
        ("0000000新疆维吾尔自治区特克斯县马家乡8号", "新疆维吾尔自治区特克斯县马家乡8号"),
        ("广西壮族自治区河池市宜Diegyouq州区五星社区54号", "广西壮族自治区河池市宜州区五星社区54号"),
        ("重庆市铜梁区侣俸镇梨树样本村11社", "重庆市铜梁区侣俸镇梨树村11社"),
        ("M河南省获嘉县龙泉镇长岭村8号】", "河南省获嘉县龙泉镇长岭村8号"),
        ("重庆市渝北区红锦大道8号9-4重庆市公安局交通警察总队", "重庆市渝北区红锦大道8号9-4"),
        ("重庆市渝中区中山一路26号公安局家属院2单元5-1", "重庆市渝中区中山一路26号公安局家属院2单元5-1"),
        ("重庆市北碚区回兴镇1号", "重庆市北碚区回兴镇1号"),
    ],
)
def test_addresses(printed: str, value: str) -> None:
    assert places.address(printed) == Value(value, "free")


@pytest.mark.parametrize(
    "printed",
    ["", "住址", "公民身份号码", "重庆市渝北区红锦大道12", "重庆市渝北区红锦大道12号3幢5-", "某某路1号附"],
)
def test_half_an_address_is_none(printed: str) -> None:
    assert places.address(printed) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("重床市渝北区龙溪街道1号", "重庆市渝北区龙溪街道1号"),
        ("重庆市谕北区龙溪街道1号", "重庆市渝北区龙溪街道1号"),
        ("重庆市渝此区龙漠街道1号", "重庆市渝北区龙溪街道1号"),
        ("重庆市璧山区壁城街道1号", "重庆市璧山区璧城街道1号"),
        ("四川省成都市绵江区春熙路1号", "四川省成都市锦江区春熙路1号"),
        ("庆市铜梁区旧县街道1号", "重庆市铜梁区旧县街道1号"),
        ("河南省联嘉县龙泉镇1号", "河南省获嘉县龙泉镇1号"),
        ("重庆市潼南区群力锁高峰村1号", "重庆市潼南区群力镇高峰村1号"),
    ],
)
def test_a_misread_place_is_mended_and_told(printed: str, value: str) -> None:
    assert places.address(printed) == Value(value, "free", note="address")
    assert Sentences.of("ocr").say("mended.address")


@pytest.mark.parametrize(
    "printed",
    [
        "重庆市渝北区龙某街道1号",  # 龙溪, 龙塔, 龙山: several could be meant
        "重庆市渝北区兴隆乡1号",  # 兴隆镇 is another sort of place
        "重庆市渝北区渝北龙溪街道1号",
        "重庆市万州区大同镇1号",
        "重庆市某南区南坪街道1号",  # 巴南, 潼南
        "安徽省安庆市大观区1号",
    ],
)
def test_what_could_be_right_is_left_as_it_is(printed: str) -> None:
    assert places.address(printed) == Value(printed, "free")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("重庆市公安局渝北区分局", Value("重庆市公安局渝北区分局", "listed")),
        ("成都市公安局锦江分局", Value("成都市公安局锦江分局", "listed")),
        ("酉阳土家族苗族自治县公安局", Value("酉阳土家族苗族自治县公安局", "listed")),
        ("忠县公安局", Value("忠县公安局", "listed")),
        ("渝北区民政局", Value("渝北区民政局", "listed")),
        ("重庆市公安局渝北区分局样本", Value("重庆市公安局渝北区分局", "listed")),
        ("重庆市公安局谕北区分局", Value("重庆市公安局渝北区分局", "listed", note="authority")),
        ("样本重庆市公安局渝北区分局", Value("重庆市公安局渝北区分局", "listed")),
        ("某某县公安局", Value("某某县公安局", "free")),
        ("重庆市公安局渝北区分同", None),
        ("签发机关", None),
        ("公安局", None),
    ],
)
def test_authorities(printed: str, value: Value | None) -> None:
    assert places.authority(printed) == value


@pytest.mark.parametrize(
    ("authority", "home", "fits"),
    [
        ("重庆市公安局渝北区分局", "重庆市渝北区龙溪街道1号", True),
        ("重庆市公安局渝北区分局", "重庆市南岸区南坪街道1号", False),
        ("重庆市公安局江北区分局", "四川省成都市锦江区东大街1号", False),
        ("江津市公安局", "重庆市江津区几江街道1号", True),  # a county that became a district
        ("重庆市公安局两江新区分局", "重庆市渝北区人和街道1号", True),
        ("重庆市公安局渝北区分局", "500108198806060311", True),  # people move
        ("某某县公安局", "重庆市渝北区龙溪街道1号", True),
    ],
)
def test_plausible(authority: str, home: str, fits: bool) -> None:
    assert places.plausible(authority, home) is fits


def test_the_stamp_of_a_specimen_is_no_part_of_an_authority() -> None:
    found = places.authority("本样本东营市公安局垦利分局")
    assert found is not None
    assert found.text == "东营市公安局垦利分局"


def test_a_city_whose_name_begins_like_the_end_of_a_stamp_keeps_it() -> None:
    found = places.authority("本溪市公安局平山分局")
    assert found is not None
    assert found.text == "本溪市公安局平山分局"
