"""A case over real ports: both servers side by side, as docs/intake.md says."""

import os
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from eval_sets.hammer.citizens import Caller, picture
from eval_sets.hammer.servers import TOKEN, Wire, lay_wire

PDF = b"%PDF-1.7 result"

pytestmark = pytest.mark.slow


@pytest.fixture
def wire(tmp_path: Path) -> Generator[Wire]:
    both = lay_wire(tmp_path)
    both.start()
    yield both
    both.kill()


def test_from_submission_over_a_correction_to_the_result(wire: Wire, tmp_path: Path) -> None:
    citizen, clerk = Caller(f"{wire.platform.url}/api/v1"), Caller(wire.intake.url, TOKEN)
    citizen.sign_in()
    application = citizen.read("POST", "/applications", json={"item_id": "note"})["application_id"]
    own = f"/applications/{application}"
    citizen.read("PATCH", f"{own}/fields", json={"purpose": "上学"})
    citizen.read("POST", f"{own}/materials/paper", files={"file": ("paper.png", picture(Random(1)))})
    first = _submitted(citizen, own, "k1")
    (case,) = clerk.ask("GET", "/admin/cases").json()
    assert first["acceptance_number"] == case["acceptance_number"], "the receipt is the city's, verified"

    finding = {"code": "field_invalid", "message": "请改一下用途", "field": "purpose"}
    clerk.read("POST", f"/admin/cases/{case['submission_id']}/returned", json={"findings": [finding]})
    returned = _in_state(citizen, own, "returned")
    assert [(one["field"], one["message"]) for one in returned["findings"]] == [("purpose", "请改一下用途")]
    citizen.read("PATCH", f"{own}/fields", json={"purpose": "落户"})
    second = _submitted(citizen, own, "k2")
    assert second["acceptance_number"] != first["acceptance_number"]

    newest = clerk.ask("GET", "/admin/cases").json()[0]["submission_id"]
    clerk.read("POST", f"/admin/cases/{newest}/accepted", json={})
    _in_state(citizen, own, "accepted")
    _decided_by_command(wire, tmp_path, newest)
    _in_state(citizen, own, "done")
    assert citizen.ask("GET", f"{own}/result").content == PDF
    assert len(clerk.ask("GET", "/admin/cases").json()) == 2

    unsigned = citizen.ask("POST", "/intake/callbacks", json={"event_id": "x"})
    assert (unsigned.status_code, unsigned.json()["code"]) == (401, "signature_invalid")
    assert wire.platform.faults() == wire.intake.faults() == 0
    citizen.close()
    clerk.close()


def _submitted(citizen: Caller, own: str, key: str) -> dict[str, Any]:
    assert citizen.read("POST", f"{own}/precheck")["passed"]
    return citizen.read("POST", f"{own}/submit", headers={"Idempotency-Key": key})


def _in_state(citizen: Caller, own: str, state: str) -> dict[str, Any]:
    """The application, once the city's call-back has come."""
    until = time.monotonic() + 60
    while (found := citizen.read("GET", own))["state"] != state:
        assert time.monotonic() < until, f"still {found['state']}"
        time.sleep(0.2)
    return found


def _decided_by_command(wire: Wire, folder: Path, submission: str) -> None:
    (folder / "result.pdf").write_bytes(PDF)
    command = [sys.executable, "-m", "api.cli", "intake-case", "decide", submission, "done"]
    more = ["--title", "证明", "--file", str(folder / "result.pdf")]
    subprocess.run([*command, *more], env={**os.environ, **wire.intake_environment}, check=True)
