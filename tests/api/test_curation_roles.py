"""Only curators and administrators govern: every call of OpenAPI under `/curation`, new ones too."""

import re
from typing import Any

import pytest
from fastapi import FastAPI

from .conftest import Person

CONTENT = {"item": {"item_id": "reader-card-first"}}
BODIES: dict[str, dict[str, Any]] = {
    "POST /curation/drafts": {"item_id": "reader-card-first", "content": CONTENT},
    "PUT /curation/drafts/{draft_id}": {"content": CONTENT},
    "POST /curation/drafts/{draft_id}/discard": {"why": "恶作剧"},
    "POST /curation/drafts/{draft_id}/reviews": {"gate": "legal", "verdict": "passed"},
    "POST /curation/items/{item_id}/withdraw": {"why": "恶作剧"},
    "POST /curation/items/{item_id}/roll-back": {"version": 1, "why": "恶作剧", "emergency": True},
    "POST /curation/corrections/{ticket_id}/dismiss": {"why": "恶作剧"},
    "POST /curation/corrections/{ticket_id}/propose-qa": {
        "item_id": "reader-card-first",
        "question": "问？",
        "answer": "答。",
    },
    "POST /curation/corrections/{ticket_id}/propose-edit": {"content": CONTENT},
    "POST /curation/check": {"item_id": "reader-card-first", "content": CONTENT},
    "POST /curation/questions/propose-qa": {
        "ticket_ids": ["tick_none"],
        "item_id": "reader-card-first",
        "question": "问？",
        "answer": "答。",
    },
    "POST /curation/questions/propose-wordings": {
        "ticket_ids": ["tick_none"],
        "item_id": "reader-card-first",
        "pair_id": "fee",
        "variants": ["rep_none"],
    },
    "POST /curation/questions/dismiss": {"ticket_ids": ["tick_none"], "why": "恶作剧"},
}
"""sound bodies, so that what answers is the role and not the form of the request"""


def calls(person: Person) -> list[tuple[str, str]]:
    paths = person.call("GET", "/openapi.json")["paths"]
    return [
        (method.upper(), path.removeprefix("/api/v1"))
        for path, operations in paths.items()
        for method in operations
        if path.startswith("/api/v1/curation/")
    ]


@pytest.mark.parametrize(
    ("account", "status", "code"),
    [
        (None, 401, "sign_in_needed"),
        ("chen-xiaoyu", 403, "curator_only"),
        ("zhou-shenyan", 403, "curator_only"),
    ],
)
def test_nobody_else_comes_in(app: FastAPI, account: str | None, status: int, code: str) -> None:
    person = Person(app, account)
    found = calls(person)
    assert len(found) >= 15
    for method, path in found:
        options: dict[str, Any] = {"headers": {"If-Match": "0" * 64}, "params": {"before": 1, "after": 2}}
        if f"{method} {path}" in BODIES:
            options["json"] = BODIES[f"{method} {path}"]
        person.problem(status, code, method, re.sub(r"\{\w+\}", "some-id", path), **options)
