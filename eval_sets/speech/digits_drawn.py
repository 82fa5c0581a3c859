"""Numbers as people say them and recognisers write them: the drawn lines of `speech_digits.jsonl`.

`python -m eval_sets.speech.digits_drawn` writes the file anew: by hand first, then drawn, always the same.
All people, cards and firms are invented; check digits are right.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from random import Random

import yaml

from eval_sets.cases import OWN_CASES
from ocr.identifiers import CREDIT_CODE_ALPHABET, credit_check_character, id_check_character, luhn_valid
from speech.numerals import cardinal, one_by_one, year

FILE = OWN_CASES / "speech_digits.jsonl"
SEED = 20261123
COUNTS = {
    "id_number": 85,
    "mobile": 72,
    "date": 45,
    "money": 45,
    "count": 15,
    "address": 30,
    "code": 13,
    "bank_card": 22,
}
"""drawn lines a kind"""

_ALIKE = {
    **{"0": "陵林", "1": "妖要夜", "2": "儿而", "3": "山", "4": "是十"},
    **{"5": "舞午捂", "6": "流遛", "7": "期欺", "8": "吧把", "9": "酒久"},
}
_LEADS = {
    "id_number": ["", "", "我的身份证号是", "身份证号码", "嗯", "你记一下", "那个我的号码是"],
    "mobile": ["", "", "我的电话是", "手机号", "嗯", "打", "我电话就是"],
    "bank_card": ["", "卡号是", "银行卡号"],
    "code": ["", "信用代码是"],
}
_TAILS = ["", "", "", "啊", "嘛", "哈"]
_PAUSES = ["", "", " ", "，", "嗯", "然后", "那个"]
_ROADS = [
    *("渝中区中山四路", "江北区观音桥步行街", "南岸区学府大道", "沙坪坝区大学城南路", "渝北区龙溪街道新南路"),
    *("九龙坡区石杨路", "万州区白岩路", "北碚区云华路", "大渡口区春晖路", "巴南区龙洲大道"),
]


def lines() -> Iterator[Mapping[str, str]]:
    """All lines of the file."""
    text = files("eval_sets.speech").joinpath("digits_by_hand.yaml").read_text(encoding="utf-8")
    for kind, pairs in yaml.safe_load(text).items():
        for place, (said, value) in enumerate(pairs, 1):
            yield {"id": f"digits-hand-{kind}-{place:03d}", "kind": kind, "said": str(said), "value": value}
    rng = Random(SEED)
    for kind, count in COUNTS.items():
        for place in range(1, count + 1):
            said, value = _DRAWN[kind](rng)
            yield {"id": f"digits-drawn-{kind}-{place:03d}", "kind": kind, "said": said, "value": value}


def write() -> None:
    found = [json.dumps(line, ensure_ascii=False) for line in lines()]
    FILE.write_text("\n".join(found) + "\n", encoding="utf-8")


def _read_out(kind: str, number: str, cuts: tuple[int, ...], rng: Random) -> str:
    """Digit by digit in groups, with one thing gone wrong in six lines of ten."""
    groups = [number[begin:end] for begin, end in pairwise((0, *cuts, len(number)))]
    error = rng.choices(["", "alike", "dropped", "doubled", "corrected"], [40, 25, 12, 12, 11])[0]
    place = rng.randrange(len(groups))
    said = [_group(group, rng) for group in groups]
    if error:
        said[place] = _gone_wrong(groups[place], said[place], error, rng)
    pause = rng.choice(_PAUSES)
    return rng.choice(_LEADS[kind]) + pause.join(said) + rng.choice(_TAILS)


def _group(digits: str, rng: Random) -> str:
    """One group in one of the ways in which it is said and written."""
    if rng.random() < 0.1:
        return digits
    said = one_by_one(digits, one=rng.choice("幺一"))
    if rng.random() < 0.3:
        for sign in "零三六八":
            said = said.replace(sign * 3, f"三个{sign}")
    if rng.random() < 0.15 and not said.startswith("零零"):
        said = said.replace("零零", "两个零")
    if "X" in said:
        said = said.replace("X", rng.choice(["叉", "X", "x", "艾克斯"]))
    return said.replace("二", "两") if rng.random() < 0.1 and "个" not in said else said


def _gone_wrong(digits: str, said: str, error: str, rng: Random) -> str:
    at = rng.randrange(len(digits))
    if error == "alike" and digits[at] in _ALIKE:
        plain = one_by_one(digits, one="一")
        return plain[:at] + rng.choice(_ALIKE[digits[at]]) + plain[at + 1 :]
    if error == "dropped":
        return one_by_one(digits[:at] + digits[at + 1 :], one="一")
    if error == "doubled":
        return one_by_one(digits[: at + 1] + digits[at:], one="一")
    if error == "corrected" and digits[at].isdecimal():
        slip = digits[:at] + str((int(digits[at]) + rng.randint(1, 9)) % 10) + digits[at + 1 :]
        return one_by_one(slip, one="一") + rng.choice(["不对", "，不对，", "说错了", "哦不对是"]) + said
    return said


def _id_number(rng: Random) -> tuple[str, str]:
    born = date(1935, 1, 1) + timedelta(days=rng.randrange(27_000))
    region = rng.choice(["500101", "500103", "500112", "510229", "500233", "511023"])
    first = f"{region}{born:%Y%m%d}{rng.randrange(1, 1000):03d}"
    number = first + id_check_character(first)
    cuts = rng.choice([(6, 14), (6, 10, 14), (3, 6, 10, 14), (4, 8, 12)])
    return _read_out("id_number", number, cuts, rng), number


def _mobile(rng: Random) -> tuple[str, str]:
    number = f"1{rng.choice(['30', '38', '39', '50', '53', '77', '89', '98'])}{rng.randrange(10**8):08d}"
    return _read_out("mobile", number, rng.choice([(3, 7), (4, 8), (3, 6, 9)]), rng), number


def _bank_card(rng: Random) -> tuple[str, str]:
    first = rng.choice(["621700", "622202", "622848", "436742"]) + f"{rng.randrange(10**12):012d}"
    first = first[: rng.choice([18, 15]) if first[:2] == "62" else 15]
    number = next(first + str(last) for last in range(10) if luhn_valid(first + str(last)))
    return _read_out("bank_card", number, (4, 8, 12), rng), number


def _code(rng: Random) -> tuple[str, str]:
    letters = "ABCDEFGHJKLMNPQRTUWXY"
    first = f"9{rng.choice('123')}5001{rng.randrange(100):02d}MA{rng.choice('56')}{rng.choice(letters)}"
    first += f"{rng.randrange(10**5):05d}"
    number = first + credit_check_character(first)
    assert set(number) <= set(CREDIT_CODE_ALPHABET)
    said = one_by_one(number[:8], one="一") + number[8:11] + one_by_one(number[11:], one="一")
    return rng.choice(_LEADS["code"]) + (said.lower() if rng.random() < 0.3 else said), number


def _date(rng: Random) -> tuple[str, str]:
    day = date(1936, 1, 1) + timedelta(days=rng.randrange(33_000))
    full, month, of_month = (
        year(str(day.year)).replace("〇", "零"),
        cardinal(str(day.month)),
        cardinal(str(day.day)),
    )
    ends = rng.choice("号日")
    said = rng.choice(
        [
            f"{full}年{month}月{of_month}{ends}",
            f"{full}年的{month}月{of_month}{ends}",
            f"{day.year}年{month}月{day.day}{ends}",
            f"{full[2:]}年{month}月{of_month}{ends}" if day.year >= 1936 else "",
            one_by_one(f"{day:%Y%m%d}", one="一"),
        ]
    )
    if rng.random() < 0.2:
        at = rng.randrange(4)
        said = (
            f"{full[:at]}{rng.choice(_ALIKE[str(day.year)[at]])}{full[at + 1 :]}年{month}月{of_month}{ends}"
        )
    return rng.choice(["", "", "嗯", "是", "我是"]) + said + rng.choice(["", "", "", "生的"]), day.isoformat()


def _money(rng: Random) -> tuple[str, str]:
    value = rng.choice(
        [rng.randrange(1, 100) * 100, rng.randrange(10, 400) * 50, rng.randrange(1, 80) * 1000]
    )
    value = rng.choice([value, rng.randrange(1, 60) * 10_000, rng.randrange(101, 9999)])
    said = cardinal(str(value))
    if value % 1000 and value % 100 == 0 and 1000 < value < 10_000:
        said = rng.choice([said, said.removesuffix("百")])
    said = rng.choice(
        [
            said,
            said,
            f"{value // 10_000}万{cardinal(str(value % 10_000))}"
            if value > 11_000 and value % 10_000 >= 1000
            else said,
        ]
    )
    if "五" in said and rng.random() < 0.1:
        said = said.replace("五", "舞", 1)
    lead = rng.choice(["", "", "", "嗯", "一个月", "就是"])
    return lead + said + rng.choice(["", "块", "块钱", "元"]), f"{value}.00"


def _count(rng: Random) -> tuple[str, str]:
    value = rng.randrange(1, 30)
    said = "两" if value == 2 else cardinal(str(value))
    return rng.choice(["", "嗯", "我们"]) + said + rng.choice(["个", "口人", "个人"]), str(value)


def _address(rng: Random) -> tuple[str, str]:
    road, parts = rng.choice(_ROADS), [(rng.randrange(1, 300), "号")]
    if rng.random() < 0.7:
        parts += [(rng.randrange(1, 30), rng.choice("栋幢"))]
    if len(parts) > 1 and rng.random() < 0.6:
        parts += [(rng.randrange(1, 6), "单元")]
    said = road + "".join(cardinal(str(number)) + unit for number, unit in parts)
    value = road + "".join(f"{number}{unit}" for number, unit in parts)
    if len(parts) > 1:
        room = f"{rng.randrange(1, 34)}0{rng.randrange(1, 9)}"
        said, value = said + one_by_one(room, one="一"), value + room
    return rng.choice(["", "", "嗯", "我住在"]) + said, value


_DRAWN: Mapping[str, Callable[[Random], tuple[str, str]]] = {
    "id_number": _id_number,
    "mobile": _mobile,
    "date": _date,
    "money": _money,
    "count": _count,
    "address": _address,
    "code": _code,
    "bank_card": _bank_card,
}

if __name__ == "__main__":
    write()
