"""Planted faults found, clean packs passed: each case is a whole pack handed in over HTTP."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval_sets.cases import PrecheckCase
from eval_sets.client import Client, Json
from eval_sets.precheck_verdicts import figures, judged


def evaluate(cases: Sequence[PrecheckCase], folder: Path, url: str) -> dict[str, Any]:
    """A false pass is a faulty pack that passes; a false alarm one that nothing planted holds up and that
    does not pass. Packs drawn from scenes are judged as these are: `python -m eval_sets.packs`."""
    verdicts = [judged(case, precheck(case, folder, url)) for case in cases]
    return {
        "figures": figures(verdicts),
        "failing": [verdict.case.id for verdict in verdicts if not verdict.right],
    }


def precheck(case: PrecheckCase, folder: Path, url: str) -> Json:
    """The pack as a citizen hands it in: situation, pictures, typed values; prefilled values confirmed.

    A value refused when it is typed never gets into the draft: its finding has been told, and the pack as
    described in the case did not pass. The draft is withdrawn at the end, so that no case meets another's.
    """
    with Client(url) as client:
        client.sign_in(case.account)
        application = client.call(
            "POST", "/applications", json={"item_id": case.item_id, "situation": case.situation}
        )
        path = f"/applications/{application['application_id']}"
        refused: list[Json] = []
        try:
            hand_in(client, application, case.documents, folder)
            if case.fields:
                typed = client.call("PATCH", f"{path}/fields", json=case.fields)
                refused = [
                    {"severity": "must_fix", "field": name, **problem}
                    for name, problem in typed.get("problems", {}).items()
                ]
            client.call("POST", f"{path}/confirm", json={})
            result = client.call("POST", f"{path}/precheck")
        finally:
            client.call("POST", f"{path}/withdraw")
        return {
            "passed": result["passed"] and not refused,
            "findings": [*refused, *result["findings"]],
        }


def hand_in(client: Client, application: Json, documents: list[str], folder: Path) -> None:
    """Puts each picture into the slot it names, else where a citizen would put it."""
    if not documents:
        return
    guide = client.get(f"/items/{application['item_id']}")
    takes = {material["material_id"]: material["documents"] for material in guide["materials"]}
    free = sorted(application["materials"], key=lambda m: not m["required"] or m["exempt_by"] is not None)
    slots = [material["material_id"] for material in free]
    for entry in documents:
        named, _, picture = entry.rpartition("=")
        slot = named or free_slot(client.read_document(folder / picture)["document_type"], slots, takes)
        client.attach(application["application_id"], slot, folder / picture)
        if slot in slots and len(slots) > 1:
            slots.remove(slot)


def free_slot(document_type: str, slots: list[str], takes: dict[str, list[str]]) -> str:
    """The first that takes the type; else the first that takes anything; else the first of all."""
    fitting = [slot for slot in slots if document_type in takes[slot]]
    return (fitting or [slot for slot in slots if not takes[slot]] or slots)[0]
