"""Pictures → type and fields, through `POST /documents/read`."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from eval_sets.cases import DocumentCase
from eval_sets.client import Client, Json
from eval_sets.figures import share


def evaluate(cases: list[DocumentCase], folder: Path, url: str) -> dict[str, Any]:
    """`fields_exact` counts every expected field; `invented`: values for fields the document lacks."""
    types = invented = 0
    by_type: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    failing: list[str] = []
    with Client(url) as client:
        for case in cases:
            read = client.read_document(folder / case.image)
            values = {field["name"]: field["value"] for field in read["fields"]}
            exact = sum(values.get(name) == value for name, value in case.fields.items())
            extra = [name for name in values if name not in case.fields]
            types += read["document_type"] == case.document_type
            invented += len(extra)
            by_type[case.document_type][0] += exact
            by_type[case.document_type][1] += len(case.fields)
            if exact < len(case.fields) or extra or read["document_type"] != case.document_type:
                failing.append(case.image)
    totals = [sum(column) for column in zip(*by_type.values(), strict=True)]
    figures: Json = {
        "type_right": share(types, len(cases)),
        "fields_exact": share(totals[0], totals[1]),
        "invented": invented,
        "by_type": {kind: share(right, of) for kind, (right, of) in sorted(by_type.items())},
    }
    return {"figures": figures, "failing": failing}
