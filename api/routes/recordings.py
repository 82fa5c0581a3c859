"""Recordings of one's calls: what there is, played, deleted. Only one's own; staff have no way to listen."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import StreamingResponse

from api.calls.recorded import Recording
from api.problems import ProblemError
from api.routes.base import SIGN_IN, House, Who, problems
from api.wire.base import local
from api.wire.recordings import Recordings, RecordingShape

router = APIRouter(prefix="/me/recordings", tags=["calls"])

RecordingId = Annotated[str, Path(max_length=80, pattern=r"^[\x21-\x7e]+$")]
OWN = {**SIGN_IN, 404: "no such recording, or another person's (`call_recording_unknown`)"}


@router.get("", summary="Calls of mine that were recorded, newest first", responses=problems(SIGN_IN))
def mine(house: House, who: Who) -> Recordings:
    """Only calls in which I agreed to it and showed who I am."""
    found = house.recorded.of(who.signed_in().account_id)
    return Recordings(recordings=[_shape(one) for one in found])


@router.get(
    "/{recording_id}",
    summary="The sound",
    response_class=StreamingResponse,
    responses={200: {"content": {"audio/wav": {}}}, **problems(OWN)},
)
def play(recording_id: RecordingId, house: House, who: Who) -> StreamingResponse:
    """16 bits, 8000 a second, the caller left and the service right. That it was played is noted."""
    played = house.recorded.play(who.signed_in().account_id, recording_id)
    if played is None:
        raise ProblemError(404, "call_recording_unknown")
    # An encoding of its own keeps it from being compressed, which costs more than it saves.
    headers = {
        "Content-Length": str(played.size),
        "Content-Encoding": "identity",
        "Content-Disposition": 'inline; filename="call.wav"',
    }
    return StreamingResponse(played.pieces, media_type="audio/wav", headers=headers)


@router.delete("/{recording_id}", status_code=204, summary="Delete it", responses=problems(OWN))
def delete(recording_id: RecordingId, house: House, who: Who) -> None:
    """For good, also while the call goes on. What was said stays in the conversation."""
    if not house.recorded.remove(who.signed_in().account_id, recording_id):
        raise ProblemError(404, "call_recording_unknown")


def _shape(one: Recording) -> RecordingShape:
    return RecordingShape(
        recording_id=one.recording_id,
        begun_at=local(one.begun_at),
        ended_at=local(one.ended_at),
        seconds=round(one.seconds, 1),
        words=one.words,
        wording=one.wording,
        conversation_id=one.conversation_id,
        kept_until=local(one.expires_at),
    )
