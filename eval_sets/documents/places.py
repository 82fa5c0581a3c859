"""Places that documents name: real regions with their codes, addresses nobody lives at, offices. Seeded."""

import random
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from eval_sets.documents.words import words

_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Place:
    """A county or district; `code` after GB/T 2260, `towns` its real towns where we know them."""

    code: str
    province: str
    prefecture: str
    """Empty where the county belongs to the province or municipality itself."""
    county: str
    towns: tuple[str, ...]

    @property
    def municipality(self) -> bool:
        """北京, 天津, 上海, 重庆."""
        return self.province.endswith("市")

    @property
    def full(self) -> str:
        """As addresses begin: the prefecture is named for its districts; counties belong to the province."""
        return self.province + (self.prefecture if self.county.endswith("区") else "") + self.county

    @property
    def short(self) -> str:
        """As a 籍贯 is written: 重庆渝北, 四川仪陇."""
        return _short(self.province) + _short(self.county)


@cache
def all_places() -> tuple[Place, ...]:
    """Every district and county of Chongqing and some 290 of the other provinces."""
    text = (files("eval_sets.documents") / "regions.txt").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines()]
    return tuple(Place(*row[:4], towns=tuple(row[4].split())) for row in rows)


def place(rng: random.Random, chongqing: float = 0.6, provinces: tuple[str, ...] = ()) -> Place:
    """A place, with that chance one of Chongqing; or in one of the provinces, named by how they begin."""
    if provinces:
        return rng.choice([one for one in all_places() if one.province.startswith(provinces)])
    wanted = rng.random() < chongqing
    return rng.choice([one for one in all_places() if one.code.startswith("50") == wanted])


def place_of(text: str) -> Place:
    """Where an address lies; the first place of all when it names none that we know."""
    known = (
        one for one in all_places() if text.startswith((one.full, one.province + one.prefecture + one.county))
    )
    return next(known, all_places()[0])


def address(rng: random.Random, where: Place) -> str:
    """An address there as documents have it: from a house in a street to five lines of an estate's flat."""
    town = rng.choice(where.towns or words("towns"))
    rural = town[-1] in "镇乡" and rng.random() < 0.65
    detail = _rural(rng) if rural else _urban(rng)
    begins = where.full
    if where.prefecture and rng.random() < 0.2:
        begins = where.province + where.prefecture + where.county
    named = rural or rng.random() < 0.45
    return begins + (town if named else "") + detail


def _rural(rng: random.Random) -> str:
    village = rng.choice(words("villages")) + rng.choice(("村", "村", "村", "社区"))
    group = rng.choice(
        (f"{rng.randint(1, 12)}组", f"{rng.choice(_ORDINALS)}组", f"{rng.randint(1, 12)}社", "")
    )
    house = rng.choice((f"{rng.randint(1, 199)}号", f"{rng.randint(1, 60)}号附{rng.randint(1, 9)}号", ""))
    return village + (group + house or f"{rng.randint(1, 99)}号")


def _urban(rng: random.Random) -> str:
    road = rng.choice(words("roads"))
    if rng.random() < 0.15:
        road += f"{rng.choice(_ORDINALS)}{rng.choice(('支路', '巷', '段'))}"
    number = f"{rng.randint(1, 999)}号"
    if rng.random() < 0.35:
        number += f"附{rng.randint(1, 30)}号"
    if rng.random() < 0.35:
        number += rng.choice(words("estates"))
    return road + number + _flat(rng)


def _flat(rng: random.Random) -> str:
    block, unit = rng.randint(1, 32), rng.randint(1, 6)
    floor, door = rng.randint(1, 33), rng.randint(1, 12)
    return rng.choice(
        (
            "",
            f"{floor}-{door}",
            f"{block}幢{floor}-{door}",
            f"{block}幢{unit}单元{floor}-{door}",
            f"{block}栋{unit}单元{floor}{door:02d}室",
            f"{block}号楼{unit}单元{floor}{door:02d}号",
            f"{rng.choice('ABCDE')}座{floor}{door:02d}",
            f"第{block}栋{floor}层{floor}{door:02d}室",
            f"{unit}单元{floor}-{door}",
        )
    )


def police(where: Place) -> str:
    """The office that issues identity cards there."""
    if where.municipality:
        if where.county.endswith("县"):
            return f"{where.county}公安局"
        return f"{where.province}公安局{where.county}分局"
    if where.county.endswith("区") and where.prefecture:
        return f"{where.prefecture}公安局{where.county[:-1]}分局"
    return f"{where.county}公安局"


def police_station(rng: random.Random, where: Place) -> str:
    """派出所 of a town there, as the stamps of a 户口簿 have it."""
    town = rng.choice(where.towns or words("towns"))
    return f"{police(where)}{town.removesuffix('街道').removesuffix('镇').removesuffix('乡')}派出所"


def _short(name: str) -> str:
    """Without what sort of a place it is: 重庆, 渝北, 酉阳, 内蒙古."""
    for ending in ("土家族苗族", "苗族土家族", "土家族", "苗族", "壮族", "回族", "维吾尔"):
        head, found, _ = name.partition(ending)
        if found and head:
            return head
    for ending in ("自治县", "自治区", "省", "市", "区", "县", "旗"):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name
