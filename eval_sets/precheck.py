"""Planted faults found, clean packs passed: each case is a whole pack handed in over HTTP."""

from pathlib import Path
from typing import Any

from eval_sets.cases import PrecheckCase
from eval_sets.client import Client, Json
from eval_sets.figures import share


def evaluate(cases: list[PrecheckCase], folder: Path, url: str) -> dict[str, Any]:
    """A false pass is a faulty pack that passes; a false alarm a clean one that does not."""
    faults = found = false_pass = false_alarm = faulty = 0
    failing: list[str] = []
    for case in cases:
        result = precheck(case, folder, url)
        codes = {finding["code"] for finding in result["findings"]}
        blocking = {f["code"] for f in result["findings"] if f["severity"] == "must_fix"}
        faults += len(case.findings)
        found += len(set(case.findings) & codes)
        faulty += not case.passed
        false_pass += result["passed"] and not case.passed
        false_alarm += case.passed and not result["passed"]
        if result["passed"] != case.passed or set(case.findings) - codes or blocking - set(case.findings):
            failing.append(case.id)
    figures: Json = {
        "faults_found": share(found, faults),
        "false_pass": share(false_pass, faulty),
        "false_alarm": share(false_alarm, len(cases) - faulty),
    }
    return {"figures": figures, "failing": failing}


def precheck(case: PrecheckCase, folder: Path, url: str) -> Json:
    """The pack as a citizen hands it in: situation, pictures, typed fields; prefilled values confirmed."""
    with Client(url) as client:
        client.sign_in(case.account)
        application = client.call(
            "POST", "/applications", json={"item_id": case.item_id, "situation": case.situation}
        )
        path = f"/applications/{application['application_id']}"
        for picture in case.documents:
            hand_in(client, application, folder / picture)
        if case.fields:
            client.call("PATCH", f"{path}/fields", json=case.fields)
        client.call("POST", f"{path}/confirm", json={})
        return client.call("POST", f"{path}/precheck")


def hand_in(client: Client, application: Json, picture: Path) -> None:
    """Puts a picture where a citizen would: the first asked material that takes its type, else the first."""
    kind = client.read_document(picture)["document_type"]
    guide = client.get(f"/items/{application['item_id']}")
    asked = {material["material_id"] for material in application["materials"]}
    slots = [m["material_id"] for m in guide["materials"] if m["material_id"] in asked]
    takes = [
        m["material_id"] for m in guide["materials"] if kind in m["documents"] and m["material_id"] in asked
    ]
    client.attach(application["application_id"], (takes or slots)[0], picture)
