"""Invents what documents say: nobody here exists, but all numbers have valid check characters. Seeded."""

import random
from datetime import date, timedelta

from ocr.identifiers import CREDIT_CODE_ALPHABET, credit_check_character, id_check_character

Fields = dict[str, str]

_SURNAMES = "陈李张刘王杨周吴黄何罗唐邓冉谭向秦田彭曾蒋廖贺龚欧阳司徒覃冯蒲牟晏"
_GIVEN = (
    "晓渝桂兰洋敏文杰小满国强丽华建军秀英思远梓涵雨桐浩然欣怡志明淑芬俊熙婉清正平海燕嘉琪永福春梅光辉素珍"
)
_RARE = ("龘", "㛃", "翀", "赟", "垚", "堃", "玥", "喆", "犇", "翯", "婳")
_DOTTED = ("阿依古丽·买买提", "扎西·达娃", "迪丽努尔·艾合买提", "吉克·阿果")
_ETHNICITIES = ("汉", "汉", "汉", "土家", "苗", "回", "藏", "维吾尔", "彝", "仡佬", "蒙古", "壮")
_DISTRICTS = (
    ("500112", "重庆市渝北区", "渝北", ("龙溪街道红锦大道", "回兴街道宝桐路", "双凤桥街道义学路")),
    ("500103", "重庆市渝中区", "渝中", ("七星岗街道中山一路", "解放碑街道民权路", "大坪街道长江二路")),
    ("500108", "重庆市南岸区", "南岸", ("南坪街道江南大道", "弹子石街道腾龙大道", "海棠溪街道学府大道")),
    ("500105", "重庆市江北区", "江北", ("观音桥街道建新北路", "石马河街道盘溪路", "郭家沱街道隆港路")),
    ("500242", "重庆市酉阳土家族苗族自治县", "酉阳", ("桃花源街道桃花源大道", "龙潭镇永胜上街")),
    ("500119", "重庆市南川区", "南川", ("西城街道金佛大道", "大观镇龙川村三组")),
    ("510104", "四川省成都市锦江区", "成都", ("春熙路街道东大街", "书院街街道红星路二段")),
    ("520302", "贵州省遵义市红花岗区", "遵义", ("老城街道子尹路", "长征街道大连路")),
    ("110105", "北京市朝阳区", "北京", ("建国门外大街", "望京街道阜通东大街")),
)  # fmt: skip
_RELATIONS = ("户主", "妻", "夫", "长子", "长女", "次女", "子", "女", "孙女", "父亲", "母亲", "儿媳")
_TRADES = ("餐饮管理", "科技", "商贸", "文化传媒", "建筑工程", "物业服务", "农业开发")
_SCOPES = (
    "许可项目：餐饮服务；食品销售。（依法须经批准的项目，经相关部门批准后方可开展经营活动，"
    "具体经营项目以相关部门批准文件或许可证件为准）一般项目：餐饮管理；外卖递送服务；日用百货销售",
    "一般项目：技术服务、技术开发、技术咨询；软件开发；信息系统集成服务；互联网销售（除销售需要许可的商品）",
    "一般项目：组织文化艺术交流活动；会议及展览服务；广告制作；图文设计制作。"
    "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）",
    "餐饮管理；餐饮服务",
    "许可项目：各类工程建设活动；建筑劳务分包。一般项目：建筑材料销售；园林绿化工程施工",
)
_CAPITALS = ("伍拾万元整", "壹佰万元整", "伍佰万元整", "壹仟万元整", "叁拾万元整", "贰仟零捌拾万元整")


def invented(document_type: str, seed: int) -> Fields:
    """The fields of one specimen of that type; the same seed gives the same."""
    rng = random.Random(f"{document_type}-{seed}")
    return _INVENTORS[document_type](rng)


def _day(rng: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days))


def _name(rng: random.Random) -> str:
    chance = rng.random()
    if chance < 0.06:
        return rng.choice(_DOTTED)
    surname = rng.choice(_SURNAMES)
    if chance < 0.14:
        return surname + rng.choice(_RARE)
    return surname + "".join(rng.choice(_GIVEN) for _ in range(rng.choice((1, 2, 2, 2))))


def _address(rng: random.Random, district: str, streets: tuple[str, ...]) -> str:
    house = rng.choice(
        (
            f"{rng.randint(1, 399)}号{rng.randint(1, 30)}幢{rng.randint(1, 32)}-{rng.randint(1, 12)}",
            f"{rng.randint(1, 199)}号附{rng.randint(1, 20)}号",
            f"{rng.randint(1, 99)}号{rng.randint(1, 9)}栋{rng.randint(1, 4)}单元{rng.randint(1, 33)}-1",
            f"{rng.randint(1, 999)}号",
        )
    )
    return district + rng.choice(streets) + house


def _person(rng: random.Random) -> Fields:
    area, district, home, streets = rng.choice(_DISTRICTS)
    born = _day(rng, date(1938, 1, 1), date(2025, 6, 30))
    sex = rng.choice("男女")
    serial = rng.randrange(100) * 10 + 2 * rng.randrange(5) + (sex == "男")
    first17 = f"{area}{born:%Y%m%d}{serial:03d}"
    return {
        "name": _name(rng),
        "sex": sex,
        "ethnicity": rng.choice(_ETHNICITIES),
        "birth_date": born.isoformat(),
        "address": _address(rng, district, streets),
        "id_number": first17 + id_check_character(first17),
        "home": home,
    }


def _id_card_front(rng: random.Random) -> Fields:
    person = _person(rng)
    del person["home"]
    return person


def _id_card_back(rng: random.Random) -> Fields:
    _, district, _, _ = rng.choice(_DISTRICTS)
    city = district.find("市") + 1
    authority = district[:city] + "公安局" + district[city:] + "分局"
    if not city or district.count("市") > 1 or district.endswith("县"):
        authority = district + "公安局"
    begins = _day(rng, date(2005, 1, 1), date(2025, 12, 28))
    years = rng.choice((5, 10, 20, 20, 0))
    ends = begins.replace(year=begins.year + years, day=min(begins.day, 28)).isoformat() if years else "长期"
    return {"authority": authority, "valid_from": begins.isoformat(), "valid_until": ends}


def _household_register_member(rng: random.Random) -> Fields:
    person = _person(rng)
    suffix = rng.choice(("", "族"))
    return {
        "name": person["name"],
        "relation_to_head": rng.choice(_RELATIONS),
        "sex": person["sex"],
        "ethnicity": person["ethnicity"] + suffix,
        "birth_date": person["birth_date"],
        "id_number": person["id_number"],
        "native_place": rng.choice(("重庆", "重庆市", "四川", "")) + person["home"],
    }


def _business_licence(rng: random.Random) -> Fields:
    area, district, home, streets = rng.choice(_DISTRICTS)
    individual = rng.random() < 0.35
    first17 = (
        ("92" if individual else "91")
        + area
        + "MA"
        + "".join(rng.choice(CREDIT_CODE_ALPHABET) for _ in range(7))
    )
    brand = "".join(rng.choice("渝味嘉禾云山两江星辰拓海清泉") for _ in range(2))
    trade = rng.choice(_TRADES)
    name = f"{district}{brand}{trade}店" if individual else f"{home}样本{brand}{trade}有限公司"
    kind = rng.choice(("有限责任公司", "有限责任公司(自然人独资)", "有限责任公司(自然人投资或控股)"))
    fields = {
        "credit_code": first17 + credit_check_character(first17),
        "name": name,
        "entity_type": "个体工商户" if individual else kind,
        "legal_representative": _name(rng),
        "registered_capital": rng.choice(_CAPITALS),
        "established_on": _day(rng, date(2004, 1, 1), date(2025, 12, 31)).isoformat(),
        "address": _address(rng, district, streets),
        "business_scope": rng.choice(_SCOPES),
    }
    if individual:
        del fields["registered_capital"]
    return fields


_INVENTORS = {
    "id_card_front": _id_card_front,
    "id_card_back": _id_card_back,
    "household_register_member": _household_register_member,
    "business_licence": _business_licence,
}
