"""一次性告知书: everything that has to be mended, told at once and in one place. Pure.

行政许可法 第三十二条: all that is to be supplied or put right is told at once, or within five days.
It is composed from the findings of the citizen's precheck, or from those a reviewer returned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from applications.texts import say
from applications.types import Application, Finding, Severity
from knowledge_base.model.guide import Guide


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One thing: what is wrong and how to mend it, and the clause that asks for it."""

    message: str
    clause: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """All that concerns one material, field or question; `name` is its name on the page."""

    name: str
    lines: tuple[NoticeLine, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """`where` and `until`: how and till when it is handed in again. It promises nothing."""

    application_id: str
    item_name: str
    authority: str
    applicant: str
    made_on: date
    by: Literal["precheck", "reviewer"]
    groups: tuple[NoticeGroup, ...]
    note: str
    """what the reviewer wrote"""
    where: tuple[str, ...]
    until: str
    ask: str

    def of(self, severity: Severity) -> tuple[NoticeGroup, ...]:
        """Groups with only the lines of that severity."""
        kept = (
            NoticeGroup(group.name, tuple(line for line in group.lines if line.severity == severity))
            for group in self.groups
        )
        return tuple(group for group in kept if group.lines)


def compose(application: Application, guide: Guide, applicant: str, today: date) -> Notice:
    """From what the application's last precheck found, or a reviewer returned, each once."""
    returned = application.state == "returned"
    return Notice(
        application_id=application.application_id,
        item_name=guide.item.official_name,
        authority=guide.item.authority,
        applicant=applicant,
        made_on=today,
        by="reviewer" if returned else "precheck",
        groups=_groups(guide, application.findings),
        note=application.note,
        where=(say("papers.notice.mend"), *_places(guide)),
        until=say("notice.until.returned" if returned else "notice.until.draft"),
        ask=say("papers.notice.ask"),
    )


def _groups(guide: Guide, findings: Iterable[Finding]) -> tuple[NoticeGroup, ...]:
    """In the order found: what must be mended comes first there."""
    groups: dict[str, dict[NoticeLine, None]] = {}
    for finding in findings:
        line = NoticeLine(finding.message, finding.clause, finding.severity)
        groups.setdefault(_name(guide, finding), {})[line] = None
    return tuple(NoticeGroup(name, tuple(lines)) for name, lines in groups.items())


def _name(guide: Guide, finding: Finding) -> str:
    """The material it is about, else the field or question, else the application itself."""
    names = {
        **{question.id: question.ask for question in guide.situations},
        **{field.name: field.label for field in guide.form.fields},
        **{material.id: material.name for material in guide.materials},
    }
    known = (names.get(one) for one in (finding.material_id, finding.field) if one)
    return next((name for name in known if name), say("precheck.this"))


def _places(guide: Guide) -> tuple[str, ...]:
    """Windows for who can't do it online: nobody is made to (policy, point 9)."""
    return tuple(
        say("notice.window", name=place.name, text=place.text)
        for place in guide.places
        if place.channel == "window"
    )
