"""一次性告知书 as a paper. Pure."""

from collections.abc import Iterator

from applications.notice import Notice
from applications.papers.paper import Block, Heading, Lines, Numbered, Paper
from applications.texts import say
from applications.types import Severity

_HEADINGS: tuple[tuple[Severity, str], ...] = (
    ("must_fix", "must"),
    ("warning", "warnings"),
    ("for_staff", "staff"),
)


def notice_paper(notice: Notice) -> Paper:
    return Paper(title=say("papers.notice.title"), mark=notice.item_name, blocks=tuple(_blocks(notice)))


def _blocks(notice: Notice) -> Iterator[Block]:
    yield Lines(
        (
            say("papers.authority", name=notice.authority),
            say("papers.applicant", name=notice.applicant),
            say("papers.made", day=notice.made_on.isoformat()),
        )
    )
    if not notice.groups and not notice.note:
        yield Lines((say("papers.notice.nothing"),))
    for severity, heading in _HEADINGS:
        points = tuple(
            (say("notice.point", name=group.name, message=line.message), _clause(line.clause))
            for group in notice.of(severity)
            for line in group.lines
        )
        if points:
            yield Heading(say(f"papers.notice.{heading}"))
            yield Numbered(points)
    note = (say("papers.notice.note", note=notice.note),) if notice.note else ()
    yield Lines((*note, *notice.where, notice.until, notice.ask, say("notice.no_promise")))


def _clause(clause: str) -> str:
    return say("papers.notice.clause", clause=clause) if clause else ""
