"""The process dies at each step of a submission; after a restart there is one case and one receipt."""

from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import func, select

from applications.tables import IntakeCaseRow, OutboxRow, SubmissionRow
from applications.types import Application, Receipt, Unknown
from storage import audit
from tests.applications import crashing_child
from tests.applications.crashing_child import DIED, STEPS
from tests.applications.desk import CITIZEN, Desk


def submit_in_child(desk: Desk, url: str, folder: Path, application_id: str, step: str | None) -> int | None:
    """Its exit status. The children are forked from one clean process, which has the imports paid already."""
    desk.database.dispose()
    context = get_context("forkserver")
    context.set_forkserver_preload([crashing_child.__name__])
    arguments = (url, str(folder / "keys.json"), str(folder / "files"), application_id, step)
    child = context.Process(target=crashing_child.submit, args=arguments)
    child.start()
    child.join(120)
    assert not child.is_alive()
    return child.exitcode


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_leaves_one_case_and_one_receipt(
    desk: Desk, database_url: str, tmp_path: Path, step: str
) -> None:
    name = desk.ready().application_id
    assert submit_in_child(desk, database_url, tmp_path, name, step) == DIED

    desk.outbox.recover()
    kept = desk.service.receipt_by_key(CITIZEN, "k1")
    if step == "before submission":
        assert kept == Unknown(), "nothing was kept, so the person simply sends again"
    else:
        assert isinstance(kept, Receipt), "the restart alone brings the receipt"
    receipt = desk.service.submit(CITIZEN, name, "k1")
    assert isinstance(receipt, Receipt)
    assert desk.service.receipt_by_key(CITIZEN, "k1") == receipt
    view = desk.service.get(CITIZEN, name)
    assert isinstance(view, Application)
    assert (view.state, view.receipt) == ("submitted", receipt)
    with desk.database.reading() as session:
        for table in (IntakeCaseRow, SubmissionRow, OutboxRow):
            assert session.scalar(select(func.count()).select_from(table)) == 1
        assert session.scalars(select(OutboxRow.state)).one() == "done"
        receipts = select(func.count()).where(audit.AuditRow.action == "application.receipt")
        assert session.scalar(receipts) == 1
        assert audit.verify(session).ok


@pytest.mark.slow
def test_the_child_without_a_crash_keeps_its_receipt(desk: Desk, database_url: str, tmp_path: Path) -> None:
    """Else a child that fails for another reason could pass for one that crashed."""
    name = desk.ready().application_id
    assert submit_in_child(desk, database_url, tmp_path, name, None) == 0
    assert isinstance(desk.service.receipt_by_key(CITIZEN, "k1"), Receipt)
