"""The reviewer's desk: queue, a case on one screen, who is at it, verdicts, second opinions, agreement."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Query, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api.bootstrap import Container
from api.problems import ProblemError
from api.routes.applications import tagged
from api.routes.base import EDIT, OWN, SIGN_IN, House, Who, deciding, problems
from api.routes.uploads import taken
from api.wire.applications import ApplicationShape, FindingShape, finding_value
from api.wire.base import Shape
from api.wire.desk import (
    AgreementShape,
    CaseShape,
    NameOf,
    QueueShape,
    agreement_shape,
    case_shape,
    queue_shape,
)
from api.wire.documents import document_shape
from api.wire.notice import NoticeShape, notice_shape
from applications.desk.types import Case, Entry, Order, Verdict, Wanted, Whose
from applications.results import Delivery, ResultFile, ResultGiven, kind_of
from applications.types import Application, Document, State, Unknown

router = APIRouter(prefix="/staff", tags=["staff"])
uploads = APIRouter(prefix="/staff", tags=["staff"])
ResultUpload = Annotated[UploadFile, File(description="PDF, OFD, JPEG or PNG; known by its content")]
Id = Annotated[str, Path(max_length=80)]
REVIEWER = {**SIGN_IN, 403: "not a reviewer (`reviewer_only`)"}
DESK = {**OWN, **REVIEWER}
CITY = f"{EDIT[409]}; the city's staff decide (`city_decides`)"
DECIDE = {**EDIT, **REVIEWER, 409: CITY}
Seen = Annotated[
    int | None, Field(ge=1, description="version looked at; 409 `version_conflict` when it has moved on")
]
Reason = Annotated[str, Field(max_length=2000)]


class VerdictBody(Shape):
    """What the reviewer says of one finding; overriding needs a reason."""

    finding: Annotated[str, Field(min_length=1, max_length=300, description="`key` of a finding of the case")]
    verdict: Verdict
    reason: Reason = ""
    seen_version: Seen = None


class SecondBody(Shape):
    """The second reviewer's word on a proposed decision, with a reason either way."""

    agree: bool
    reason: Reason
    seen_version: Seen = None


class FinishBody(Shape):
    """The result as it is given by post or at a counter."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    by: Delivery = "collect"
    note: Reason = ""
    carrier: Annotated[str, Field(max_length=80)] = ""
    tracking_number: Annotated[str, Field(max_length=80)] = ""


class NoticeBody(Shape):
    findings: Annotated[list[FindingShape], Field(max_length=100)] = Field(default_factory=list[FindingShape])
    note: Reason = ""


class RuleBody(Shape):
    item_id: Annotated[str, Field(min_length=1, max_length=80)]
    rule: Annotated[str, Field(min_length=1, max_length=120)]
    comment: Reason = ""


class TicketMade(Shape):
    ticket_id: str


@router.get("/queue", summary="What waits, by deadline and risk", responses=problems(REVIEWER))
def queue(
    house: House,
    who: Who,
    state: Annotated[State, Query()] = "submitted",
    item_id: Annotated[str | None, Query(max_length=80)] = None,
    whose: Annotated[Whose, Query(description="all, those I am at, or those nobody is at")] = "all",
    second: Annotated[bool | None, Query(description="only those that wait for a second reviewer")] = None,
    order: Annotated[Order, Query()] = "deadline",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> QueueShape:
    """One's own cases never appear."""
    actor = who.reviewer()
    page = house.desk.queue(actor, Wanted(state, item_id, whose, second, order, limit, offset))
    counts = house.desk.counts(actor)

    def item_name(entry: Entry) -> str:
        published = house.library.version(entry.item_id, entry.guide_version)
        return published.guide.item.official_name if published else entry.item_id

    return queue_shape(page, counts, item_name, actor.account_id, _names(house))


@router.get("/applications/{application_id}", summary="A case on one screen", responses=problems(DESK))
def case(application_id: Id, house: House, who: Who) -> CaseShape:
    """With a precheck made now. One's own case is told like an unknown one."""
    actor = who.reviewer()
    found = house.desk.case(actor, application_id)
    if isinstance(found, Unknown):
        raise ProblemError(404, "application_unknown")
    return _shown(found, house, actor.account_id)


@router.post("/applications/{application_id}/claim", summary="I am at this case", responses=problems(DECIDE))
def claim(application_id: Id, house: House, who: Who, response: Response) -> ApplicationShape:
    """Again: I still am. 409 while somebody else is."""
    outcome = house.desk.claim(deciding(house, who, application_id), application_id)
    return tagged(house.showing.application(outcome), response)


@router.delete(
    "/applications/{application_id}/claim", summary="I let this case go", responses=problems(DECIDE)
)
def release(application_id: Id, house: House, who: Who, response: Response) -> ApplicationShape:
    outcome = house.desk.release(who.reviewer(), application_id)
    return tagged(house.showing.application(outcome), response)


@router.post(
    "/applications/{application_id}/verdicts",
    summary="Uphold or override a finding",
    responses=problems(DECIDE),
)
def judge(
    application_id: Id, body: VerdictBody, house: House, who: Who, response: Response
) -> ApplicationShape:
    reviewer = deciding(house, who, application_id)
    outcome = house.desk.judge(
        reviewer, application_id, body.finding, body.verdict, body.reason, body.seen_version
    )
    return tagged(house.showing.application(outcome), response)


@router.post(
    "/applications/{application_id}/second",
    summary="Agree or disagree with a proposed decision",
    responses=problems(DECIDE),
)
def second(
    application_id: Id, body: SecondBody, house: House, who: Who, response: Response
) -> ApplicationShape:
    """Never by who proposed it. Agreed, it takes effect."""
    reviewer = deciding(house, who, application_id)
    outcome = house.desk.answer_second(reviewer, application_id, body.agree, body.reason, body.seen_version)
    return tagged(house.showing.application(outcome), response)


@router.delete(
    "/applications/{application_id}/second",
    summary="Take one's own proposal back",
    responses=problems(DECIDE),
)
def retract(application_id: Id, house: House, who: Who, response: Response) -> ApplicationShape:
    outcome = house.desk.retract(who.reviewer(), application_id)
    return tagged(house.showing.application(outcome), response)


@router.post(
    "/applications/{application_id}/finish",
    summary="Give the result of an accepted case",
    responses=problems(DECIDE),
)
def finish(
    application_id: Id, body: FinishBody, house: House, who: Who, response: Response
) -> ApplicationShape:
    """`accepted → done`."""
    given = ResultGiven(body.title, body.by, body.note, body.carrier, body.tracking_number)
    outcome = house.results.finish(deciding(house, who, application_id), application_id, given)
    return tagged(house.showing.application(outcome), response)


@uploads.post(
    "/applications/{application_id}/result",
    summary="Give the result of an accepted case as a file to download",
    responses=problems(
        {**DECIDE, 413: "too large", 422: "empty, or neither PDF, OFD nor picture", 429: "too often"}
    ),
)
async def finish_by_file(
    application_id: Id,
    file: ResultUpload,
    house: House,
    who: Who,
    response: Response,
    title: Annotated[str, Form(max_length=200, description="what it is; needed")] = "",
    note: Annotated[str, Form(max_length=2000)] = "",
) -> ApplicationShape:
    """`accepted → done`. What the file is shows by its content; its name is only what it is saved as."""
    reviewer = await run_in_threadpool(deciding, house, who, application_id)
    data = await taken(file, house, who)
    given = ResultGiven(
        title, "download", note, file=ResultFile(data, file.filename or "result", kind_of(data))
    )
    outcome = await run_in_threadpool(house.results.finish, reviewer, application_id, given)
    return tagged(await run_in_threadpool(house.showing.application, outcome), response)


@router.post(
    "/applications/{application_id}/notice",
    summary="The one-time notice as a return with these findings would make it",
    responses=problems(DESK),
)
def notice(application_id: Id, body: NoticeBody, house: House, who: Who, response: Response) -> NoticeShape:
    """To look at before it is sent. Nothing is decided or kept."""
    findings = [finding_value(shape) for shape in body.findings]
    composed = house.desk.notice(who.reviewer(), application_id, findings, body.note)
    if isinstance(composed, Unknown):
        raise ProblemError(404, "application_unknown")
    response.headers["Cache-Control"] = "no-store"
    return notice_shape(composed)


@router.get("/agreement", summary="Precheck and reviewers compared", responses=problems(REVIEWER))
def agreement(
    house: House, who: Who, item_id: Annotated[str | None, Query(max_length=80)] = None
) -> AgreementShape:
    """Rule by rule: upheld, overridden, missed by the precheck."""
    rules = house.desk.agreement(who.reviewer(), item_id)

    def item_name(one: str) -> str:
        item = house.library.item(one)
        return item.official_name if item else one

    return agreement_shape(rules, item_name)


@router.post(
    "/agreement/corrections",
    status_code=201,
    summary="Put a rule that is often wrong before the curators",
    responses=problems({**REVIEWER, 404: "no verdict says that this rule was wrong (`rule_unknown`)"}),
)
def hand_over(body: RuleBody, house: House, who: Who) -> TicketMade:
    ticket = house.desk.hand_over(who.reviewer(), body.item_id, body.rule, body.comment)
    if isinstance(ticket, Unknown):
        raise ProblemError(404, "rule_unknown")
    return TicketMade(ticket_id=ticket)


def _shown(case: Case, house: Container, me: str) -> CaseShape:
    application: Application = case.application
    ids = dict.fromkeys(one for material in application.materials for one in material.document_ids)
    found = [house.documents.get(one, application.owner_id) for one in ids]
    documents = [document_shape(one) for one in found if isinstance(one, Document)]
    shape = house.showing.application(application)
    by_city = house.deciding.by_city(application.application_id)
    return case_shape(case, shape, documents, me, _names(house), by_city)


def _names(house: Container) -> NameOf:
    def name_of(account_id: str) -> str:
        account = house.identity.account(account_id)
        return account.name if account else account_id

    return name_of
