"""Calls: the WebSocket that carries one, and what a telephone exchange tells and asks beside its sound."""

import hmac
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, WebSocket
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api.calls.exchange import Opening
from api.calls.line import LineLostError, MisusedError
from api.calls.messages import Start
from api.calls.websocket import WebSocketLine
from api.container import Container
from api.identity.caller import Caller, Credentials
from api.problems import ProblemError
from api.routes.base import House, Who, problems
from api.wire.base import Shape
from storage.ids import new_id

router = APIRouter(prefix="/calls", tags=["calls"])


class Announced(Shape):
    call: Annotated[UUID, Field(description="the id that AudioSocket will carry")]
    number: Annotated[str, Field(pattern=r"^\+?\d{3,20}$", description="of the caller")]


class Ended(Shape):
    reason: Annotated[str, Field(description="`handoff`: to a person; others in docs/calls.md")]


@router.websocket("")
async def call(websocket: WebSocket, house: House, who: Who) -> None:
    """One call: docs/calls.md."""
    await websocket.accept()
    line = WebSocketLine(websocket)
    try:
        start = await line.started()
        with house.telephone.exchange.place(who.proof.client) as refusal:
            if refusal is not None:
                raise ProblemError(503, f"calls_{refusal}")
            opening = await _opening(house, who.proof, start)
            await line.tell(
                "started",
                call_id=opening.call_id,
                conversation_id=opening.conversation_id,
                token=opening.token,
            )
            reason = await house.telephone.exchange.serve(line, opening)
        await line.close(reason)
    except MisusedError as misused:
        await line.refuse(ProblemError(400, str(misused)))
    except ProblemError as problem:
        await line.refuse(problem)
    except LineLostError:
        return


async def _opening(house: Container, proof: Credentials, start: Start) -> Opening:
    """Who calls, and the conversation they may go on with. Raises `ProblemError`."""
    who = Caller(_proof(proof, start), house.tokens, house.identity)
    wait = house.limits.messages.take(proof.client)
    if wait is not None:
        raise ProblemError(429, "too_many_requests", seconds=wait)
    actor = await run_in_threadpool(lambda: who.actor)
    if actor is None and start.token:
        raise ProblemError(401, "token_expired")
    if not start.conversation_id:
        return await house.telephone.exchange.begin(actor, start.number)
    speaker = await run_in_threadpool(house.turns.speaker, who, start.conversation_id)
    return Opening(
        new_id("call"), speaker.conversation_id, start.conversation_token or None, speaker.actor,
        resumed=True, number=start.number,
    )  # fmt: skip


def _proof(proof: Credentials, start: Start) -> Credentials:
    """What `start` carries counts before what the handshake did."""
    return Credentials(
        bearer=start.token or proof.bearer,
        session="" if start.token else proof.session,
        conversation=start.conversation_token or proof.conversation,
        same_origin=proof.same_origin,
        client=proof.client,
        cookies=proof.cookies,
    )


EXCHANGE = {401: "not with the credential of the exchange (`exchange_only`)"}
Credential = Annotated[str, Header(alias="Authorization", description="`Bearer` and CALLS_TOKEN")]


async def _exchange(house: House, authorization: Credential = "") -> None:
    """401 for everybody who does not have the credential; without one set, for all."""
    token = house.settings.calls_token
    if not token or not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        raise ProblemError(401, "exchange_only", headers={"WWW-Authenticate": "Bearer"})


@router.post(
    "/numbers",
    status_code=204,
    summary="Tell a caller's number before the call",
    dependencies=[Depends(_exchange)],
    responses=problems(EXCHANGE),
)
async def announce(body: Announced, house: House) -> None:
    """AudioSocket carries only an id. The number is where a code may be sent to; it proves nothing."""
    house.telephone.numbers.announce(body.call, body.number)


@router.get(
    "/{call_id}/ending",
    summary="Why a call ended",
    dependencies=[Depends(_exchange)],
    responses=problems({**EXCHANGE, 404: "not ended, or minutes ago (`call_unknown`)"}),
)
async def ending(call_id: UUID, house: House) -> Ended:
    """For the dialplan, which goes on after AudioSocket()."""
    reason = house.telephone.numbers.reason(call_id)
    if reason is None:
        raise ProblemError(404, "call_unknown")
    return Ended(reason=reason)
