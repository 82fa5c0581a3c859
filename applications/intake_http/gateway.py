"""`IntakeGateway` over HTTP: the case as JSON with its files by digest, answered with a receipt."""

from hashlib import sha256
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from applications.errors import (
    IntakeFileLostError,
    IntakeRefusedError,
    IntakeUnavailableError,
    IntakeUntrustedError,
)
from applications.intake import IntakeCase, IntakeReceipt, SentFile
from applications.intake_http.messages import (
    CaseMessage,
    FileNote,
    FilesMissing,
    Limit,
    ReceiptMessage,
    WithdrawalAnswer,
    WithdrawalMessage,
)
from applications.intake_http.signing import SignedAnswer
from applications.intake_http.transport import Transport
from storage.errors import StorageError

ROUNDS = 3
"""How often a case is sent again in one attempt because files were missing."""
Answer = TypeVar("Answer", bound=BaseModel)


class CaseFiles(Protocol):
    """The documents of a case. Raises `storage.errors.StorageError` for one that can't be read."""

    def sent_file(self, document_id: str) -> SentFile: ...


class HttpIntake:
    """An `IntakeGateway`; the other side recognises a repeated case by its submission id."""

    def __init__(self, transport: Transport, files: CaseFiles) -> None:
        self._transport, self._files = transport, files

    def receive(self, case: IntakeCase) -> IntakeReceipt:
        notes = {one: self._note(one) for ids in case.documents.values() for one in ids}
        body = message_of(case, notes).model_dump_json().encode()
        for _ in range(ROUNDS):
            answer = self._transport.send("POST", "/cases", body, key=case.submission_id)
            if answer.status_code != 409:
                return _receipt(case, _read(ReceiptMessage, answer))
            self._send_files(notes, answer)
        raise IntakeUnavailableError("the intake keeps asking for files it was given")

    def withdraw(self, submission_id: str) -> None:
        body = WithdrawalMessage(submission_id=submission_id).model_dump_json().encode()
        path = f"/cases/{submission_id}/withdrawal"
        answer = self._transport.send("POST", path, body, key=f"{submission_id}:withdrawal")
        if answer.status_code == 409:
            raise IntakeRefusedError("the intake does not take the withdrawal")
        if _read(WithdrawalAnswer, answer).submission_id != submission_id:
            raise IntakeUntrustedError("the answer is about another submission")

    def _send_files(self, notes: dict[str, FileNote], answer: SignedAnswer) -> None:
        """Those it lacks, one at a time: a case may have more pictures than should be in memory at once."""
        try:
            missing = FilesMissing.model_validate_json(answer.body).missing
        except ValidationError:
            raise IntakeRefusedError("the intake has another case under this id") from None
        wanted = {note.digest: (one, note) for one, note in notes.items() if note.digest in missing}
        if not set(missing) <= wanted.keys():
            raise IntakeUntrustedError("the intake asks for a file that is not of this case")
        for digest, (document_id, note) in wanted.items():
            data = self._file(document_id).data
            self._transport.send("PUT", f"/files/{digest}", data, note.media_type)

    def _file(self, document_id: str) -> SentFile:
        try:
            return self._files.sent_file(document_id)
        except StorageError as error:
            raise IntakeFileLostError("a document of the case can't be read from the file store") from error

    def _note(self, document_id: str) -> FileNote:
        file = self._file(document_id)
        return FileNote(
            digest=sha256(file.data).hexdigest(),
            filename=file.filename,
            media_type=file.media_type,
            size=len(file.data),
        )


def message_of(case: IntakeCase, notes: dict[str, FileNote]) -> CaseMessage:
    """The case as it travels; `notes` by document id."""
    return CaseMessage(
        submission_id=case.submission_id,
        application_id=case.application_id,
        round=case.round,
        corrects=case.corrects,
        item_id=case.item_id,
        item_name=case.item_name,
        guide_version=case.guide_version,
        applicant=case.applicant,
        situation=dict(case.situation),
        fields=dict(case.fields),
        materials={material: [notes[one] for one in ids] for material, ids in case.documents.items()},
        exemptions=dict(case.exemptions),
        grounds={material: dict(ground) for material, ground in case.grounds.items()},
        limit=Limit(unit=case.limit_unit, amount=case.limit_amount, binds=case.limit_binds),
        acting=dict(case.acting) if case.acting else None,
    )


def _read(shape: type[Answer], answer: SignedAnswer) -> Answer:
    try:
        return shape.model_validate_json(answer.body)
    except ValidationError:
        raise IntakeUntrustedError(f"the answer is no {shape.__name__}") from None


def _receipt(case: IntakeCase, message: ReceiptMessage) -> IntakeReceipt:
    if message.submission_id != case.submission_id:
        raise IntakeUntrustedError("the receipt is of another submission")
    if message.received_at.tzinfo is None or message.deadline < message.received_at.date():
        raise IntakeUntrustedError("the receipt's moments can't be")
    return IntakeReceipt(message.acceptance_number, message.received_at, message.deadline, message.query_code)
