"""Reading aloud and writing down: sound comes and goes, nothing of it is kept."""

from typing import Annotated

from fastapi import APIRouter, File, Response, UploadFile
from fastapi.concurrency import run_in_threadpool

from api.problems import ProblemError
from api.routes.base import House, Who, limit, problems
from api.wire.speech import SpeechShape, Spoken, TranscriptShape

router = APIRouter(prefix="/speech", tags=["speech"])
uploads = APIRouter(prefix="/speech", tags=["speech"])

RECORDING_BYTES = 2 * 1024 * 1024
"""A minute and a half as browsers record it; whoever sends more sends something else."""
Recording = Annotated[UploadFile, File(description="what a browser or telephone recorded, at most 2 MB")]
VOICE_PROBLEMS = {
    404: "no voice is set up (`voice_missing`)",
    422: "nothing in it can be said (`voice_nothing`)",
    429: "too often",
    503: "it failed (`voice_failed`)",
}
RECORDING_PROBLEMS = {
    413: "more than 2 MB or 90 seconds (`recording_too_long`)",
    422: "no sound that can be decoded (`recording_unreadable`)",
    429: "too often",
    404: "no speech model is set up (`hearing_missing`)",
    503: "others are before (`hearing_busy`)",
}


@router.get("", summary="What this service can do with sound")
async def speech(house: House) -> SpeechShape:
    return SpeechShape(transcribe=house.voices.hears, voice=house.voices.speaks)


@router.post(
    "/voice",
    summary="A text, spoken",
    response_class=Response,
    responses={200: {"content": {"audio/wav": {}}}, **problems(VOICE_PROBLEMS)},
)
def voice(body: Spoken, house: House, who: Who) -> Response:
    """For browsers without a Chinese voice. Numbers, dates and amounts are said as people say them."""
    limit(house.limits.voices, who)
    return Response(house.labels.spoken(house.voices.speak(body.text)), media_type="audio/wav")


@uploads.post("/transcripts", summary="A recording, written down", responses=problems(RECORDING_PROBLEMS))
async def transcript(file: Recording, house: House, who: Who) -> TranscriptShape:
    """For the person to read and correct before it is sent; neither sound nor text is kept."""
    limit(house.limits.uploads, who)
    audio = await file.read()
    if len(audio) > RECORDING_BYTES:
        raise ProblemError(413, "recording_too_long")
    heard = await run_in_threadpool(house.voices.hear, audio)
    return TranscriptShape(text=heard.text, confidence=heard.confidence)
