"""The four facts on top: how long, how much, how many papers, where. Never surer than the guide. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.pages.wording import Wording
from applications.limits import GENERAL, limit_for
from applications.types import MaterialState
from knowledge_base.model.base import Situation, When, holds
from knowledge_base.model.guide import Guide
from knowledge_base.wordings import yuan


@dataclass(frozen=True, slots=True)
class Fact:
    """`section`: the id of the section that says it in full."""

    kind: str
    section: str
    value: str
    remark: str = ""


def facts(
    t: Wording, guide: Guide, situation: Situation, materials: Sequence[MaterialState], *, may_grow: bool
) -> list[Fact]:
    """`may_grow`: whether answers that are still missing may add to the materials."""
    return [
        _time(t, guide, situation),
        _fee(t, guide, situation),
        _materials(t, materials, may_grow=may_grow),
        _where(t, guide),
    ]


def _time(t: Wording, guide: Guide, situation: Situation) -> Fact:
    if _undecided([one.when for one in guide.time_limits], situation):
        return Fact("time", "time_limits", t("guide_page.fact.depends"), t("guide_page.fact.choose"))
    limit = limit_for(guide, situation)
    if limit == GENERAL:
        return Fact("time", "time_limits", t("guide_page.fact.ask"), t("guide_page.fact.ask_remark"))
    remark = t(f"guide_page.limit.{limit.kind}")
    return Fact("time", "time_limits", t(f"guide_page.unit.{limit.unit}", count=limit.amount), remark)


def _fee(t: Wording, guide: Guide, situation: Situation) -> Fact:
    fee = guide.fee
    if fee.to_confirm:
        return Fact("fee", "fee", t("guide_page.fact.ask"), t("guide_page.fact.ask_remark"))
    if not fee.charged:
        return Fact("fee", "fee", t("guide_page.fact.free"))
    if _undecided([line.when for line in fee.lines], situation):
        return Fact("fee", "fee", t("guide_page.fact.depends"), t("guide_page.fact.choose"))
    lines = [line for line in fee.lines if holds(line.when, situation)]
    if not lines:
        return Fact("fee", "fee", t("guide_page.fact.charged"), t("guide_page.fact.charged_remark"))
    total = sum((line.amount for line in lines), Decimal())
    name = lines[0].name if len(lines) == 1 else ""
    return Fact("fee", "fee", t("guide_page.fact.yuan", value=yuan(total)), name)


def _materials(t: Wording, materials: Sequence[MaterialState], *, may_grow: bool) -> Fact:
    needed = sum(not one.satisfied for one in materials)
    spared = sum(one.required and one.exempt_by is not None for one in materials)
    if may_grow:
        remark = t("guide_page.fact.choose")
    else:
        remark = t("guide_page.fact.spared", count=spared) if spared else ""
    value = t("guide_page.fact.papers", count=needed) if needed else t("guide_page.fact.no_papers")
    if not needed and may_grow:
        value = t("guide_page.fact.depends")
    return Fact("materials", "materials", value, remark)


def _where(t: Wording, guide: Guide) -> Fact:
    how = guide.handling
    if how is None:
        return Fact("where", "places", t("guide_page.channel.window"))
    visits = t("guide_page.fact.visits", count=how.visits) if how.visits else t("guide_page.fact.no_visit")
    return Fact("where", "places", t(f"guide_page.online.{how.online}"), visits)


def _undecided(conditions: Sequence[When], situation: Situation) -> bool:
    return any(holds(when, situation) is None for when in conditions)
