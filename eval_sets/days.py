"""Days that keep their distance from today: a licence that expires in 45 days does so whenever it is run."""

import json
import re
from datetime import date, timedelta
from typing import TypeVar

from eval_sets.cases import Case

C = TypeVar("C", bound=Case)
_DAY = re.compile(r"\{(?P<form>day|日|month)(?P<shift>[+-]\d{1,4})\}")


def dated(text: str, today: date) -> str:
    """`{day+45}` as 2027-01-07, `{日+45}` as 2027年1月7日, `{month-1}` as 2026-10."""

    def written(found: re.Match[str]) -> str:
        shift = int(found["shift"])
        if found["form"] == "month":
            months = today.year * 12 + today.month - 1 + shift
            return f"{months // 12}-{months % 12 + 1:02d}"
        day = today + timedelta(days=shift)
        return day.isoformat() if found["form"] == "day" else f"{day.year}年{day.month}月{day.day}日"

    return _DAY.sub(written, text)


def dated_case(case: C, today: date) -> C:
    """The case with every day in its strings written out."""
    shown = json.dumps(case.model_dump(mode="json"), ensure_ascii=False)
    return type(case).model_validate_json(dated(shown, today))
