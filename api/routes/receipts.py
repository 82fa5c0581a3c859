"""Receipts by the key they were submitted with: how a caller that lost the answer finds out."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.problems import ProblemError
from api.routes.base import SIGN_IN, House, Who, problems
from api.wire.applications import PendingShape, ReceiptShape, receipt_shape
from applications.types import Pending, Unknown

router = APIRouter(prefix="/receipts", tags=["applications"])


@router.get(
    "",
    summary="The receipt of a submission",
    responses={
        202: {"model": PendingShape, "description": "submitted and safe; the receipt will follow"},
        **problems({**SIGN_IN, 404: "nothing was submitted with this key (`receipt_unknown`)"}),
    },
)
def receipt(
    house: House,
    who: Who,
    response: Response,
    key: Annotated[
        str, Query(min_length=1, max_length=200, description="the Idempotency-Key it was sent with")
    ],
) -> ReceiptShape | PendingShape:
    match house.applications.receipt_by_key(who.signed_in(), key):
        case Unknown():
            raise ProblemError(404, "receipt_unknown")
        case Pending(current):
            response.status_code = 202
            return PendingShape(application_id=current.application_id, state=current.state)
        case found:
            return receipt_shape(found)
