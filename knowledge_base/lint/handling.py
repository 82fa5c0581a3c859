"""Rules on how an item is handled: visits, online, case type, result, step times, places, phones.

After a city's own quality checker for guides (GB/T 39554.2 elements): 即办件 is done at once, a visit has its
reason, what is fully online needs no visit, the steps fit into the limit.
"""

import re
from collections.abc import Iterator
from datetime import date

from knowledge_base.lint.written import Broken, Rule
from knowledge_base.model.guide import Guide, Handling, TimeLimit
from knowledge_base.source import Segments

_DAYS = {"working_day": 1.4, "calendar_day": 1.0, "month": 31.0}
"""calendar days in one unit"""

_PHONE = re.compile(r"1\d{4}|12\d{3}|0\d{2,3}-\d{7,8}|[48]00-?\d{3}-?\d{4}|\D+")
"""a short national line, area code and number, a service number, or the name of an entry (12345热线)"""
_HOURS = re.compile(r"工作日|周[一二三四五六日]|星期|每天")
_WINDOW = re.compile(r"窗口|[0-9一二三四五六七八九十]+[楼层号]")
_PAYING = re.compile(r"(交|缴|付)(清|纳)?工本费|(交|缴|付)费(?![记年情满时人基单])|网上支付|交钱")
_LICENCE_STEPS = 2


def visits(guide: Guide, day: date) -> Iterator[Broken]:
    how = guide.handling
    if how is None:
        return
    if how.visits > 0 and not how.visit_reason.strip():
        yield ("handling", "visits"), {"what": "要到现场，却没有说为什么"}
    if how.visits == 0 and how.visit_reason.strip():
        yield ("handling", "visit_reason"), {"what": "不用到现场，却写了到现场的原因"}
    if how.visits > 0 and how.online == "fully":
        yield ("handling", "online"), {"what": "全程网办，却还要到现场"}
    if how.visits == 0 and how.online == "none" and not how.by_post:
        yield ("handling", "visits"), {"what": "不用到现场，却既不能网办也不能邮寄"}


def case_type(guide: Guide, day: date) -> Iterator[Broken]:
    """即办件 ⇔ every certain limit says at once."""
    how = guide.handling
    certain = [limit for limit in guide.time_limits if not limit.to_confirm]
    if how is None or not certain:
        return
    at_once = [limit.unit == "immediate" for limit in certain]
    if how.case_type == "immediate" and not any(at_once):
        yield ("handling", "case_type"), {"what": "写成即办件，时限却不是当场"}
    if how.case_type == "promised" and all(at_once):
        yield ("handling", "case_type"), {"what": "时限是当场，却写成承诺件"}


def result_kind(guide: Guide, day: date) -> Iterator[Broken]:
    how = guide.handling
    if how is None:
        return
    if how.result_kind == "certificate" and guide.result_certificate is None:
        yield ("result",), {"what": "办完发证，却没有写是哪种证照"}
    if how.result_kind in {"payment", "information"} and guide.result_certificate is not None:
        yield ("handling", "result_kind"), {"what": "写了结果证照，结果类型却不是证照"}


def licence_complete(guide: Guide, day: date) -> Iterator[Broken]:
    """行政许可: has questions answered, a flow, and a limit by law or promise."""
    how = guide.handling
    if how is None or how.item_type != "licence":
        return
    if not guide.qa:
        yield ("qa",), {"what": "行政许可没有常见问答"}
    if len(guide.steps) < _LICENCE_STEPS:
        yield ("steps",), {"what": "行政许可没有写全流程"}
    if not guide.time_limits:
        yield ("time_limits",), {"what": "行政许可没有写时限"}


def steps_exceed_limit(guide: Guide, day: date) -> Iterator[Broken]:
    spent = sum(step.takes.amount * _DAYS[step.takes.unit] for step in guide.steps if step.takes)
    limits = [longest for limit in guide.time_limits if (longest := _days(limit)) is not None]
    if spent and limits and spent > max(limits) + 1:
        yield ("steps",), {"days": round(spent)}


def _days(limit: TimeLimit) -> float | None:
    if limit.to_confirm or limit.amount is None or limit.unit not in _DAYS:
        return None
    return limit.amount * _DAYS[limit.unit]


def place_told(guide: Guide, day: date) -> Iterator[Broken]:
    for index, place in enumerate(guide.places):
        if place.hours and not _HOURS.search(place.hours):
            yield ("places", index, "hours"), {"what": f"“{place.hours}”没有说是工作日还是周几"}
        if place.address and not _WINDOW.search(place.address):
            yield ("places", index, "address"), {"what": f"“{place.address}”没有写到楼层或者窗口"}


def phone_form(guide: Guide, day: date) -> Iterator[Broken]:
    phones: list[tuple[Segments, str]] = [
        (("consult_phone",), guide.consult_phone),
        (("complaint_phone",), guide.complaint_phone),
        *((("places", index, "phone"), place.phone) for index, place in enumerate(guide.places)),
    ]
    for path, phone in phones:
        if phone and not _PHONE.fullmatch(phone):
            yield path, {"phone": phone}


def paying_unasked(guide: Guide, day: date) -> Iterator[Broken]:
    """Nothing is charged, so no step may ask for money."""
    if guide.fee.charged or guide.fee.to_confirm:
        return
    for index, step in enumerate(guide.steps):
        if _PAYING.search(step.text):
            yield ("steps", index), {"step": step.name}


def online_said(guide: Guide, day: date) -> Iterator[Broken]:
    """An online entry among the places, and how it is handled online, agree."""
    how: Handling | None = guide.handling
    if how is None:
        return
    entries = any(place.channel == "online" for place in guide.places)
    if entries and how.online == "none":
        yield ("handling", "online"), {"what": "地点里有网上入口，却写不能网办"}
    if not entries and how.online != "none":
        yield ("places",), {"what": "写了可以网办，地点里却没有网上入口"}


HANDLING_RULES: dict[str, Rule] = {
    "visits": visits,
    "case-type": case_type,
    "result-kind": result_kind,
    "licence-complete": licence_complete,
    "steps-exceed-limit": steps_exceed_limit,
    "place-told": place_told,
    "phone-form": phone_form,
    "paying-unasked": paying_unasked,
    "online-said": online_said,
}
