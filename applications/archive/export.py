"""Everything that is kept of a person, as JSON for them to take along: whole values, each with its source."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from pydantic import TypeAdapter
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from applications.archive.pictures import Pictures, shown_types
from applications.archive.types import Archive, Use
from applications.bundles.tables import BundleRow
from applications.delegations.types import Delegation
from applications.drafts import to_json
from applications.ratings.tables import RatingRow
from applications.reminders.tables import ReminderRow
from applications.repository import Kept
from applications.tables import DocumentRow, ResultRow, StateChangeRow, SubmissionRow

FORMAT = 1
"""of the file; one more when a name in it changes"""
Json = Mapping[str, Any]
_ANY = TypeAdapter(Any)


def exported(
    session: Session,
    owner: Mapping[str, str],
    archive: Archive,
    uses: Iterable[Use],
    cases: Iterable[Kept],
    pictures: Pictures,
    talks: Iterable[Json],
    today: date,
) -> dict[str, Any]:
    """`owner`: account and name. A delegation's code and other people's archives are not in it."""
    account = owner["account"]
    whole: dict[str, Any] = {
        "format": FORMAT,
        "exported_on": today,
        "person": owner,
        "facts": [asdict(one) for one in archive.facts],
        "certificates": [asdict(one) for one in archive.certificates],
        "pictures": [_picture(row, pictures) for row in pictures.rows],
        "conversations": list(talks),
        "reminders": {
            "wishes": _wishes(archive),
            "told": [
                {"kind": row.kind, "text": row.text, "on": row.on, "made_at": row.made_at}
                for row in session.scalars(_told_reminders(account))
            ],
        },
        "consents": {
            "kept_for_next_time": [asdict(one) for one in archive.consents.kept],
            "promises": [asdict(one) for one in archive.consents.promises],
            "delegations": [_delegation(one) for one in archive.consents.delegations],
        },
        "uses": [asdict(one) for one in uses],
        "applications": [_application(session, one) for one in cases],
        "life_events": [
            {"bundle_id": row.id, "event_id": row.event_id, "data": row.data}
            for row in session.scalars(select(BundleRow).where(BundleRow.owner_id == account))
        ],
        "stays_when_deleted": [asdict(one) for one in archive.leaving.stays],
    }
    return cast("dict[str, Any]", _ANY.dump_python(whole, mode="json"))


def _told_reminders(account: str) -> Select[ReminderRow]:
    """Without one-time codes: a file that is taken along is no place for them."""
    return select(ReminderRow).where(ReminderRow.owner_id == account, ReminderRow.kind != "code")


def _application(session: Session, kept: Kept) -> Json:
    meant = kept.application_id
    rating = session.scalar(select(RatingRow).where(RatingRow.application_id == meant))
    result = session.get(ResultRow, meant)
    history = select(StateChangeRow).where(StateChangeRow.application_id == meant).order_by(StateChangeRow.id)
    sent = select(SubmissionRow).where(SubmissionRow.application_id == meant).order_by(SubmissionRow.round)
    guide = kept.published.guide
    return {
        "application_id": meant,
        "item_id": kept.item_id,
        "item_name": guide.item.official_name,
        "guide_version": kept.published.version,
        "state": kept.state,
        "created_at": kept.created_at,
        "updated_at": kept.updated_at,
        "labels": {field.name: field.label for field in guide.form.fields},
        "draft": to_json(kept.draft),
        "receipt": asdict(kept.receipt) if kept.receipt else None,
        "submissions": [
            {"round": row.round, "sent": row.snapshot, "at": row.created_at} for row in session.scalars(sent)
        ],
        "history": [{"state": row.state, "at": row.at} for row in session.scalars(history)],
        "rating": {"level": rating.level, "comment": rating.comment, "answer": rating.answer}
        if rating
        else None,
        "result": {"title": result.title, "note": result.note, "given_at": result.given_at}
        if result
        else None,
    }


def _picture(row: DocumentRow, pictures: Pictures) -> Json:
    return {
        "document_id": row.id,
        "filename": row.filename,
        "media_type": row.media_type,
        "kept_at": row.kept_at,
        "shows": shown_types(row),
        "read": row.pages or [],
        "application_id": pictures.tied.get(row.id),
        "file": f"/api/v1/documents/{row.id}/file",
    }


def _delegation(one: Delegation) -> Json:
    told = asdict(one)
    return {name: value for name, value in told.items() if name != "evidence_document"}


def _wishes(archive: Archive) -> Json:
    wishes = archive.consents.wishes
    return {**asdict(wishes), "kinds": sorted(wishes.kinds)}
