"""我的档案: what is kept about me; corrected, kept for next time, exported, deleted. Only one's own."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from api.problems import ProblemError
from api.routes.base import SIGN_IN, House, Who, problems
from api.wire.archive import (
    Erasure,
    Keepables,
    LeavingShape,
    NewValue,
    ProfileShape,
    Sound,
    ToKeep,
    Uses,
    WholeCertificate,
    WholeFact,
    keepables,
    leaving_shape,
    profile_shape,
    use_shape,
    whole_certificate,
    whole_fact,
)
from applications.archive.types import Keepable
from applications.types import Unknown
from prefill.types import Problem

router = APIRouter(prefix="/profile", tags=["archive"])

FactName = Annotated[str, Path(max_length=80)]
OpaqueId = Annotated[str, Path(max_length=80, pattern=r"^[\x21-\x7e]+$")]
FACT = {**SIGN_IN, 404: "nothing of that name is kept (`fact_unknown`)"}
CERTIFICATE = {**SIGN_IN, 404: "no such certificate, or another person's (`certificate_unknown`)"}
CASE = {**SIGN_IN, 404: "no such case, or another person's (`application_unknown`)"}


@router.get("", summary="What is kept about me, from where and until when", responses=problems(SIGN_IN))
def profile(house: House, who: Who) -> ProfileShape:
    actor = who.signed_in()
    sound = Sound(len(house.recorded.of(actor.account_id)), house.recorded.days)
    return profile_shape(house.archives.archive(actor), house.archives.word, actor.account_id, sound)


@router.get("/uses", summary="What of it went into which application", responses=problems(SIGN_IN))
def uses(house: House, who: Who) -> Uses:
    """Newest first; also what somebody handled for me, and what of mine went into what I did for others."""
    return Uses(uses=[use_shape(one) for one in house.archives.uses(who.signed_in())])


@router.get("/export", summary="Everything as one file", responses=problems(SIGN_IN))
def export(house: House, who: Who, response: Response) -> dict[str, Any]:
    """Whole values, each with its source; conversations, applications and what was agreed to."""
    response.headers["Content-Disposition"] = 'attachment; filename="my-archive.json"'
    response.headers["Cache-Control"] = "no-store"
    actor = who.signed_in()
    chosen = house.preferences.of(actor.account_id)
    return {
        **house.archives.export(actor),
        "recordings": house.recorded.export(actor.account_id),
        "settings": asdict(chosen) if chosen else None,
    }


@router.get("/facts/{fact_name}", summary="One fact with its whole value", responses=problems(FACT))
def fact(fact_name: FactName, house: House, who: Who) -> WholeFact:
    found = house.archives.fact(who.signed_in(), fact_name)
    if isinstance(found, Unknown):
        raise ProblemError(404, "fact_unknown")
    return whole_fact(found)


@router.put(
    "/facts/{fact_name}",
    summary="Correct a fact",
    responses=problems({**FACT, 422: "no value of its kind; `detail` says what to do (`value_refused`)"}),
)
def correct(fact_name: FactName, body: NewValue, house: House, who: Who) -> WholeFact:
    """One's own word is changed at once. Against a register's, what one says is kept as `dispute`, and `how`
    tells where the register is corrected."""
    done = house.archives.correct(who.signed_in(), fact_name, body.value)
    if isinstance(done, Unknown):
        raise ProblemError(404, "fact_unknown")
    if isinstance(done, Problem):
        raise ProblemError(422, "value_refused", detail=done.message)
    return whole_fact(done)


@router.delete("/facts/{fact_name}", status_code=204, summary="Delete a fact", responses=problems(FACT))
def delete_fact(fact_name: FactName, house: House, who: Who) -> None:
    """A register goes on keeping its own. What stands in an application already stays there."""
    if not house.archives.remove_fact(who.signed_in(), fact_name):
        raise ProblemError(404, "fact_unknown")


@router.get(
    "/certificates/{certificate_id}",
    summary="A certificate with all that is on it",
    responses=problems(CERTIFICATE),
)
def certificate(certificate_id: OpaqueId, house: House, who: Who) -> WholeCertificate:
    found = house.archives.certificate(who.signed_in(), certificate_id)
    if isinstance(found, Unknown):
        raise ProblemError(404, "certificate_unknown")
    return whole_certificate(found)


@router.delete(
    "/certificates/{certificate_id}",
    status_code=204,
    summary="Delete a certificate from the archive",
    responses=problems(CERTIFICATE),
)
def delete_certificate(certificate_id: OpaqueId, house: House, who: Who) -> None:
    """The certificate itself stays what it is; it only does not stand in for materials here any more."""
    if not house.archives.remove_certificate(who.signed_in(), certificate_id):
        raise ProblemError(404, "certificate_unknown")


@router.delete(
    "/pictures/{document_id}",
    status_code=204,
    summary="Delete a picture that belongs to no case",
    responses=problems(
        {**SIGN_IN, 404: "no such picture, another person's, or one of a case (`picture_stays`)"}
    ),
)
def delete_picture(document_id: OpaqueId, house: House, who: Who) -> None:
    if not house.archives.remove_picture(who.signed_in(), document_id):
        raise ProblemError(404, "picture_stays")
    house.underway.arrived(document_id)


@router.get("/keepable", summary="What of a case could be kept for next time", responses=problems(CASE))
def keepable(application_id: Annotated[str, Query(max_length=80)], house: House, who: Who) -> Keepables:
    """Confirmed in a case handed in, said by the person themselves, and not kept yet."""
    return _offered(house.archives.keepable(who.signed_in(), application_id))


@router.post("/keep", summary="Keep values of a case for next time", responses=problems(CASE))
def keep(body: ToKeep, house: House, who: Who) -> Keepables:
    """Only those named are kept, with their source; answers what could still be."""
    return _offered(house.archives.keep(who.signed_in(), body.application_id, body.names))


@router.delete(
    "",
    summary="Delete everything that may go",
    responses=problems({**SIGN_IN, 422: "the word is not `leaving.word` (`word_needed`)"}),
)
def erase(body: Erasure, house: House, who: Who) -> LeavingShape:
    """For good. Answers what went; `stays` names what did not, and why."""
    actor, word = who.signed_in(), house.archives.word
    if body.word.strip() != word:
        raise ProblemError(422, "word_needed", word=word)
    recordings = house.recorded.erase(actor.account_id)
    done = house.archives.erase(actor)
    for document_id in done.document_ids:
        house.underway.arrived(document_id)
    return leaving_shape(done.leaving, word, recordings)


def _offered(found: list[Keepable] | Unknown) -> Keepables:
    if isinstance(found, Unknown):
        raise ProblemError(404, "application_unknown")
    return keepables(found)
