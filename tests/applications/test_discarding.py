"""Drafts are deleted by whose they are, with the pictures that nothing else needs; what was sent stays."""

import pytest
from sqlalchemy import select

from applications.discarding import Discarded, Discarding
from applications.tables import DocumentRow
from applications.types import Application, NotAllowed, Unknown
from storage.errors import FileMissingError
from storage.files import FileStore
from tests.applications.delegating import AGENT, PRINCIPAL, STRANGER, begun, grant
from tests.applications.desk import OTHER_ID, Desk


def test_a_deleted_draft_takes_its_pictures_along_and_no_other_matters(desk: Desk, files: FileStore) -> None:
    discarding = Discarding(desk.database, desk.library, files, desk.clock)
    application_id, _ = begun(desk, grant(desk))
    only = desk.card(PRINCIPAL.account_id, "unknown")
    both = desk.card(PRINCIPAL.account_id, name="刘桂兰", id_number=OTHER_ID)
    started = desk.service.start(PRINCIPAL, "card", {"who": "self"})
    assert isinstance(started, Application)
    for whose, picture, material in (
        (started.application_id, both, "id_card"),
        (application_id, both, "id_card"),
        (application_id, only, "photo"),
    ):
        assert isinstance(desk.service.attach(PRINCIPAL, whose, picture, material), Application)
    with desk.database.reading() as session:
        refs = {row.id: row.file_ref for row in session.scalars(select(DocumentRow))}
    assert isinstance(discarding.discard(STRANGER, application_id), Unknown)
    assert isinstance(discarding.discard(AGENT, application_id), NotAllowed), "hers to delete"
    assert discarding.discard(PRINCIPAL, application_id) == Discarded((only,))
    assert isinstance(desk.service.get(PRINCIPAL, application_id), Unknown)
    with pytest.raises(FileMissingError):
        files.get(refs[only])
    assert files.get(refs[both])
    assert isinstance(discarding.discard(PRINCIPAL, application_id), Unknown)


def test_what_was_sent_can_not_be_deleted(sqlite_desk: Desk, files: FileStore) -> None:
    ready = sqlite_desk.ready(PRINCIPAL)
    sqlite_desk.service.submit(PRINCIPAL, ready.application_id, "k")
    sqlite_desk.service.withdraw(PRINCIPAL, ready.application_id)
    discarding = Discarding(sqlite_desk.database, sqlite_desk.library, files, sqlite_desk.clock)
    assert isinstance(discarding.discard(PRINCIPAL, ready.application_id), NotAllowed)
