"""Invents people: nobody here exists, but all numbers have valid check characters. Seeded."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from eval_sets.documents.places import Place, address, all_places, place
from eval_sets.documents.words import words
from ocr.identifiers import id_check_character

Fields = dict[str, str]

_COMMON = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_SURNAMES = (
    *(_COMMON * 3),
    *"苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎",
    *"易常武乔贺赖龚文冉向覃牟晏蒲敖阳庹瞿冼亓",
    *("欧阳", "司徒", "上官", "诸葛", "夏侯", "尉迟", "皇甫", "东方", "令狐"),
)
_GIVEN = (
    "晓渝桂兰洋敏文杰小满国强丽华建军秀英思远梓涵雨桐浩然欣怡志明淑芬俊熙婉清正平海燕嘉琪永福春梅光辉素珍"
    "伟芳娜静磊勇艳超霞波宁刚玲飞鹏莉斌宇红云峰翠玉凤德贵世荣成林诗睿轩泽一可依诺子墨语嫣天佑昌碧琼孝忠义"
)
_RARE = "龘㛃翀赟垚堃喆犇翯婳玥琎祎燚淼彧晟昶頔韡珺茜懿曦瀚霈骉甯奭"
_WEST = ("维吾尔", "哈萨克", "藏", "彝", "柯尔克孜", "塔吉克", "乌孜别克")
"""Those whose names have dots."""


@dataclass(frozen=True, slots=True)
class Person:
    """`birth_date` as YYYY-MM-DD; `place` is where the person lives and `address` lies."""

    name: str
    sex: str
    ethnicity: str
    birth_date: str
    id_number: str
    address: str
    place: Place


def person(
    rng: random.Random,
    sex: str | None = None,
    first: date = date(1935, 1, 1),
    last: date = date(2024, 12, 31),
    provinces: tuple[str, ...] = (),
) -> Person:
    """Somebody born between the two days, of that sex when one is given, living in one of the provinces."""
    sex = sex or rng.choice("男女")
    ethnicity, born, home = an_ethnicity(rng), day(rng, first, last), place(rng, provinces=provinces)
    moved = rng.random() < 0.3
    return Person(
        name=dotted_name(rng) if ethnicity in _WEST and rng.random() < 0.8 else name(rng),
        sex=sex,
        ethnicity=ethnicity,
        birth_date=born.isoformat(),
        id_number=id_number(rng, rng.choice(all_places()).code if moved else home.code, born, sex),
        address=address(rng, home),
        place=home,
    )


def name(rng: random.Random) -> str:
    """Two to four characters, about one in twenty-five with a rare one, as among all people."""
    surname = rng.choice(_SURNAMES)
    given = "".join(rng.choice(_GIVEN) for _ in range(rng.choice((1, 2, 2, 2))))
    if rng.random() < 0.035:
        given = rng.choice(("", rng.choice(_GIVEN))) + rng.choice(_RARE)
    return surname + given


def dotted_name(rng: random.Random) -> str:
    """As Uyghurs, Kazakhs, Tibetans and Yi have them, up to three parts."""
    parts = [rng.choice(words("dotted_first")), rng.choice(words("dotted_last"))]
    if rng.random() < 0.1:
        parts.append(rng.choice(words("dotted_last")))
    return "·".join(parts)


def an_ethnicity(rng: random.Random) -> str:
    """汉 for a bit more than half, else any of the 55 others; without 族."""
    if rng.random() < 0.55:
        return "汉"
    return rng.choice(("土家", "苗", *_WEST[:4])) if rng.random() < 0.4 else rng.choice(words("ethnicities"))


def id_number(rng: random.Random, area: str, born: date, sex: str) -> str:
    """A valid one (GB 11643) of that region, birth date and sex."""
    serial = rng.randrange(100) * 10 + 2 * rng.randrange(5) + (sex == "男")
    first17 = f"{area}{born:%Y%m%d}{serial:03d}"
    return first17 + id_check_character(first17)


def day(rng: random.Random, first: date, last: date) -> date:
    """A day from `first` to the one before `last`."""
    return first + timedelta(days=rng.randrange((last - first).days))
