"""The OpenAPI document: what FastAPI derives, with the problem documents and the ways to prove who one is."""

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from api.identity.caller import SESSION_COOKIE
from api.problems import MEDIA_TYPE, ProblemDocument
from applications.intake_http.messages import EventMessage

PROBLEM = ProblemDocument.__name__
REFERENCE = {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}
EVENT = {"schema": {"$ref": f"#/components/schemas/{EventMessage.__name__}"}}
"""A route that needs the bytes as they were signed reads them itself: FastAPI does not know their shape."""
SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "from `POST /auth/demo-login`"},
    "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE},
    "conversation": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Conversation-Token",
        "description": "a visitor's key to one conversation",
    },
}


def described(derived: dict[str, Any]) -> dict[str, Any]:
    """Adds our problem documents in place of FastAPI's own validation error."""
    components = derived["components"]
    schemas: dict[str, Any] = components["schemas"]
    for ours in ("HTTPValidationError", "ValidationError"):
        schemas.pop(ours, None)
    schemas[PROBLEM] = ProblemDocument.model_json_schema()
    _, event = models_json_schema([(EventMessage, "validation")], ref_template="#/components/schemas/{model}")
    schemas.update(event["$defs"])
    components["securitySchemes"] = SCHEMES
    derived["security"] = [{}, *({name: []} for name in SCHEMES)]
    for operations in derived["paths"].values():
        for operation in operations.values():
            if "422" in operation["responses"]:
                operation["responses"]["422"]["content"] = {MEDIA_TYPE: REFERENCE}
    return derived


def describe(app: FastAPI) -> None:
    """Makes `app.openapi()` give the document, derived once."""
    derive = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = described(derive())
        return app.openapi_schema

    app.openapi = openapi
