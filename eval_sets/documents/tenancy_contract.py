"""房屋租赁合同 on A4: typed throughout, a form filled in by machine or by hand, and the municipal table.

`monthly_rent` is the plain number without thousands separators, unit or trailing zeros: 2,500.00元 gives
"2500", 1850.50元 gives "1850.5". The wordings are in `tenancy_wordings.yaml`.
"""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, partial
from importlib.resources import files
from typing import Any

import yaml
from PIL import Image

from eval_sets.documents.canvas import BLACK, Canvas, Colour
from eval_sets.documents.flow import Filling, Flow, paragraph
from eval_sets.documents.fonts import Style
from eval_sets.documents.paper import Box, Drawer, Print, cell, chinese_day, sway, years_later
from eval_sets.documents.people import Fields, day, person
from eval_sets.documents.places import address, place
from eval_sets.documents.seals import round_seal

_PEN: tuple[Colour, ...] = ((28, 34, 92), (30, 30, 34), (24, 50, 120))
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_TITLES = ("房屋租赁合同", "房 屋 租 赁 合 同", "住房租赁合同", "租房合同", "重庆市房屋租赁合同")


def invent(rng: random.Random, layout: str) -> Fields:
    """One landlord in twelve is a firm. Contracts run from half a year to five years."""
    begins = day(rng, date(2019, 1, 1), date(2026, 3, 1))
    if rng.random() < 0.4:
        begins = begins.replace(day=1)
    months = rng.choice((6, 12, 12, 12, 24, 36, 60))
    ends = years_later(begins, months // 12) if months >= 12 else begins + timedelta(days=183)
    if rng.random() < 0.7:
        ends -= timedelta(days=1)
    rent = rng.choice((rng.randint(4, 90) * 100, rng.randint(16, 160) * 50, rng.randint(600, 6000)))
    firm = f"重庆样本{rng.choice(('安居', '渝家', '城投'))}资产管理有限公司"
    return {
        "landlord": firm if rng.random() < 0.08 else person(rng, last=date(2003, 1, 1)).name,
        "tenant": person(rng, last=date(2005, 1, 1)).name,
        "address": address(rng, place(rng)),
        "monthly_rent": f"{rent}.5" if rng.random() < 0.03 else str(rent),
        "start_date": begins.isoformat(),
        "end_date": ends.isoformat(),
    }


def _contract(fields: Mapping[str, str], rng: random.Random, filling: Filling) -> Image.Image:
    """Title, parties, what was agreed, some clauses, and the signatures below."""
    page = Canvas(1240, 1754, ground=rng.choice(((255, 255, 255), (252, 251, 246), (248, 248, 248))), rng=rng)
    wording = _wordings()[rng.choice(("plain", "lessor", "agency", "simple"))]
    style: Style = rng.choice(("serif", "serif", "sans"))
    size = rng.choice((27, 29, 31))
    by_hand = filling == "by_hand"
    flow = Flow(
        left=110 + sway(rng, 20),
        right=1130 + sway(rng, 20),
        size=size,
        leading=size * rng.choice((1.65, 1.8, 1.95)),
        style=style,
        filling=filling,
        filled="kai" if by_hand else rng.choice(("kai", "serif", "sans")),
        ink=rng.choice(_PEN) if by_hand else BLACK,
        gap=rng.choice((0, 8, 20)),
    )
    page.centred(620, 90, rng.choice(_TITLES), 50, style="bold" if style == "sans" else "serif_bold")
    filled = _filled(fields, rng)
    clauses = rng.sample(_wordings()["clauses"], rng.randint(3, 6))
    y = 200.0
    for text in (*wording["begins"], *wording["holds"], *clauses):
        if y > 1440:
            break
        y = paragraph(page, y, text.format(**filled), flow)
    _signatures(page, fields, min(y + 40, 1540), wording["signs"], flow.ink)
    return page.stamp()


def _signatures(page: Canvas, fields: Mapping[str, str], y: float, signs: list[str], ink: Colour) -> None:
    signed = date.fromisoformat(fields["start_date"]) - timedelta(days=page.rng.randint(0, 20))
    for x, label, who in ((120, signs[0], fields["landlord"]), (680, signs[1], fields["tenant"])):
        ends = page.text(x, y, label, 29, style="serif")
        if "公司" in who:
            round_seal(page, ends + 120, y + 20, 96, who, "合同专用章")
        else:
            page.written(ends + 8, y - 6, who, 36 if len(who) < 5 else 28, ink)
        page.text(x, y + 80, f"签订日期：{chinese_day(signed.isoformat(), padded=False)}", 27, style="serif")


def _municipal(fields: Mapping[str, str], rng: random.Random) -> Image.Image:
    """The table of a district's housing office: what was agreed at a glance."""
    page = Canvas(1240, 1754, ground=rng.choice(((255, 255, 255), (250, 250, 244))), rng=rng)
    page.centred(
        620,
        80,
        rng.choice(("重庆市房屋租赁合同", "房屋租赁合同（登记备案表）", "房屋租赁合同")),
        48,
        style="serif_bold",
    )
    page.text(800, 160, f"合同编号：YB{rng.randrange(10**8):08d}", 26, style="serif")
    filled = _filled(fields, rng)
    typed = Print(rng.choice((28, 30)), style=rng.choice(("kai", "serif", "sans")))
    ink = Print(30, rng.choice(_PEN), "kai", by_hand=True) if rng.random() < 0.5 else typed
    rows = (
        ("出租方（甲方）", filled["landlord"], "证件号码", filled["landlord_id"]),
        ("承租方（乙方）", filled["tenant"], "证件号码", filled["tenant_id"]),
        (rng.choice(("房屋坐落", "房屋地址", "租赁房屋坐落")), filled["address"], "", ""),
        ("建筑面积", f"{filled['area']}平方米", "房屋用途", "居住"),
        (rng.choice(("租赁期限", "租期")), f"自{filled['start']}起至{filled['end']}止", "", ""),
        ("月租金", filled["rent"], "大写", filled["capitals"]),
        ("押金", f"{filled['deposit']}元", "付款方式", f"按{filled['paying']}支付"),
        ("其他约定", "水、电、气、物业费由乙方承担；\n期满后房屋及设施完好交还。", "", ""),
    )
    stops, y = (80, 300, 640, 780, 1160), 220.0
    for label, value, second, other in rows:
        below = y + (150 if label == "其他约定" else 112)
        cell(page, Box(stops[0], y, stops[1], below), label, Print(27, style="serif"), BLACK, centred=True)
        cell(page, Box(stops[1], y, stops[2 if second else 4], below), value, ink, BLACK)
        if second:
            cell(
                page, Box(stops[2], y, stops[3], below), second, Print(27, style="serif"), BLACK, centred=True
            )
            cell(page, Box(stops[3], y, stops[4], below), other, ink, BLACK)
        y = below
    _signatures(page, fields, y + 90, ["甲方（签章）：", "乙方（签章）："], rng.choice(_PEN))
    round_seal(page, 960 + sway(rng, 60), y + 280, 104, "样本区住房租赁备案", "备案章")
    return page.stamp()


def _filled(fields: Mapping[str, str], rng: random.Random) -> dict[str, str]:
    """What stands in the gaps of a wording."""
    landlord, tenant = person(rng, last=date(2003, 1, 1)), person(rng, last=date(2005, 1, 1))
    begins, ends = date.fromisoformat(fields["start_date"]), date.fromisoformat(fields["end_date"])
    written = rng.choice((_full, _short, _short, _spaced, _dashed))
    rent = float(fields["monthly_rent"])
    return {
        **fields,
        "landlord_id": landlord.id_number,
        "tenant_id": tenant.id_number,
        "area": f"{rng.uniform(18, 150):.2f}",
        "start": written(fields["start_date"]),
        "end": written(fields["end_date"]),
        "months": str(max(1, round((ends - begins).days / 30.44))),
        "rent": _rent(fields["monthly_rent"], rng),
        "capitals": capitals(fields["monthly_rent"]),
        "paying": rng.choice(("月", "季", "季度", "半年", "年")),
        "deposit": str(int(rent) * rng.choice((1, 1, 2))),
        "fee": str(int(rent / 2)),
    }


def _rent(rent: str, rng: random.Random) -> str:
    amount = float(rent)
    return rng.choice(
        (
            f"{amount:,.2f}元",
            f"{rent}元",
            f"￥{rent}元",
            f"{amount:.2f}元",
            f"{amount:,.0f}元" if "." not in rent else f"{rent}元",
        )
    )


def capitals(amount: str) -> str:
    """2500 as 贰仟伍佰元整, 1850.5 as 壹仟捌佰伍拾元伍角; below 100,000."""
    whole, _, tenth = amount.partition(".")
    text, gap = "", False
    for place_, digit in enumerate(whole):
        power = len(whole) - place_ - 1
        if digit == "0":
            gap = True
            continue
        text += ("零" if gap and text else "") + _DIGITS[int(digit)] + ("", "拾", "佰", "仟", "万")[power]
        gap = False
    return text + (f"元{_DIGITS[int(tenth)]}角" if tenth else "元整")


def _full(of: str) -> str:
    return chinese_day(of)


def _short(of: str) -> str:
    return chinese_day(of, padded=False)


def _spaced(of: str) -> str:
    year, month, of_month = of.split("-")
    return f"{year} 年 {int(month)} 月 {int(of_month)} 日"


def _dashed(of: str) -> str:
    return of


@cache
def _wordings() -> Mapping[str, Any]:
    return yaml.safe_load(
        (files("eval_sets.documents") / "tenancy_wordings.yaml").read_text(encoding="utf-8")
    )


LAYOUTS: Mapping[str, Drawer] = {
    "typed": partial(_contract, filling="as_body"),
    "underlined": partial(_contract, filling="underlined"),
    "by_hand": partial(_contract, filling="by_hand"),
    "municipal": _municipal,
}
