"""一次性告知书 over HTTP."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from api.wire.base import Shape
from applications.notice import Notice
from applications.types import Severity


class NoticeLineShape(Shape):
    message: Annotated[str, Field(description="what is wrong and how to mend it")]
    clause: Annotated[str, Field(description="law and article, or the guide's section, that asks for it")]
    severity: Severity


class NoticeGroupShape(Shape):
    name: Annotated[str, Field(description="the material, field or question it is about")]
    lines: list[NoticeLineShape]


class NoticeShape(Shape):
    """Everything that is to be mended, at once. It promises no approval."""

    application_id: str
    item_name: str
    authority: str
    applicant: str
    made_on: date
    by: Annotated[Literal["precheck", "reviewer"], Field(description="who found it")]
    groups: list[NoticeGroupShape]
    note: Annotated[str, Field(description="what the reviewer wrote")]
    where: Annotated[list[str], Field(description="how and where it is handed in again")]
    until: str
    ask: str


def notice_shape(notice: Notice) -> NoticeShape:
    groups = [
        NoticeGroupShape(
            name=group.name,
            lines=[
                NoticeLineShape(message=line.message, clause=line.clause, severity=line.severity)
                for line in group.lines
            ],
        )
        for group in notice.groups
    ]
    return NoticeShape(
        application_id=notice.application_id,
        item_name=notice.item_name,
        authority=notice.authority,
        applicant=notice.applicant,
        made_on=notice.made_on,
        by=notice.by,
        groups=groups,
        note=notice.note,
        where=list(notice.where),
        until=notice.until,
        ask=notice.ask,
    )
