"""Invents what a 营业执照 says: firms, shops, partnerships, branches; the codes have the right check."""

import random
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from eval_sets.documents.people import Fields, day, dotted_name, name
from eval_sets.documents.places import Place, address, place
from ocr.identifiers import CREDIT_CODE_ALPHABET, credit_check_character

_PERMITTED = (
    "（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准）"
)
_FREE = "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"
_OLD = "【依法须经批准的项目，经相关部门批准后方可开展经营活动】"
_BEGINS = {"company": "91", "branch": "91", "partnership": "91", "proprietor": "91", "individual": "92"}
"""First two characters of the code (GB 32100); cooperatives have 93."""
_KINDS = (
    *("company", "company", "individual", "individual"),
    *("partnership", "proprietor", "branch", "cooperative"),
)
_SUMS = ("伍", "拾", "贰拾", "叁拾", "伍拾", "壹佰", "贰佰", "叁佰", "伍佰", "壹仟", "贰仟零捌拾", "伍仟")
"""In 万元."""


def invent(rng: random.Random, layout: str) -> Fields:
    """Shops and branches have no `registered_capital`; nor have two in five of the partnerships."""
    kind = rng.choice(_KINDS)
    old = layout.endswith("2015")
    where = place(rng)
    first, last = (date(2000, 1, 1), date(2019, 2, 28)) if old else (date(2000, 1, 1), date(2026, 1, 1))
    trade = rng.choice(list(_words()["trades"]))
    fields = {
        "credit_code": credit_code(rng, _BEGINS.get(kind, "93"), where.code),
        "name": _named(rng, kind, where, trade),
        "entity_type": rng.choice(_words()["entity_types"][kind]),
        "legal_representative": dotted_name(rng) if rng.random() < 0.05 else name(rng),
        "registered_capital": _capital(rng),
        "established_on": day(rng, first, last).isoformat(),
        "address": address(rng, where),
        "business_scope": _old_scope(rng) if old else scope(rng, trade),
    }
    if kind in ("individual", "branch") or (kind in ("partnership", "proprietor") and rng.random() < 0.4):
        del fields["registered_capital"]
    return fields


def credit_code(rng: random.Random, begins: str, area: str) -> str:
    """A valid 统一社会信用代码: half of them with MA, half from an older organisation code."""
    middle = "MA" if rng.random() < 0.5 else f"{rng.randrange(100):02d}"
    first17 = f"{begins}{area}{middle}" + "".join(
        rng.choices(CREDIT_CODE_ALPHABET if middle == "MA" else "0123456789", k=7)
    )
    return first17 + credit_check_character(first17)


def scope(rng: random.Random, trade: str) -> str:
    """From two to some twenty undertakings, in the words in use since 2020."""
    words = _words()
    general = "；".join(rng.sample(words["general"], rng.choice((1, 2, 4, 7, 11, 16))))
    if rng.random() < 0.45:
        return f"一般项目：{general}{_FREE}"
    permitted = "；".join(words["trades"][trade][: rng.randint(1, 3)])
    return f"许可项目：{permitted}{_PERMITTED}一般项目：{general}{_FREE}"


def _old_scope(rng: random.Random) -> str:
    undertakings = rng.sample(_words()["general"], rng.choice((1, 2, 4, 7, 12)))
    return rng.choice(("；", "、", "，")).join(
        part.replace("、", "；") for part in undertakings
    ) + rng.choice(("", "。", _OLD))


def _named(rng: random.Random, kind: str, where: Place, trade: str) -> str:
    brand = "".join(rng.choice("渝味嘉禾云山两江星辰拓海清泉鑫瑞恒盛") for _ in range(rng.choice((2, 2, 3))))
    shop = rng.choice(_words()["shops"])
    city = where.short[:2]
    return {
        "individual": rng.choice(
            (f"{where.county}{brand}{shop}", f"{where.county}{brand}{shop}（个体工商户）")
        ),
        "company": rng.choice((f"{city}样本{brand}{trade}有限公司", f"{city}{brand}{trade}（集团）有限公司")),
        "partnership": f"{city}样本{brand}企业管理合伙企业（{rng.choice(('有限合伙', '普通合伙'))}）",
        "proprietor": f"{where.county}样本{brand}{trade}中心",
        "branch": f"{city}样本{brand}{trade}有限公司{where.county.rstrip('区县市')}分公司",
        "cooperative": f"{where.county}样本{brand}种植专业合作社",
    }[kind]


def _capital(rng: random.Random) -> str:
    words = f"{rng.choice(_SUMS)}万元"
    figures = rng.choice((f"{rng.randint(1, 99) * 10}", f"{rng.randint(1, 999)}.{rng.randrange(10**6):06d}"))
    return rng.choice((f"{words}整", f"{words}整", f"{words}人民币", f"{figures}万元人民币"))


@cache
def _words() -> Mapping[str, Any]:
    return yaml.safe_load((files("eval_sets.documents") / "businesses.yaml").read_text(encoding="utf-8"))
