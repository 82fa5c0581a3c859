"""Makes up a sound call of every operation of the OpenAPI document, with the ids a test wants in it.

Nobody has to list routes: a new one is called as it is described. What can't be made up from the description
is told by an `AssertionError` that says what to add here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from .conftest import Json

BASE = "/api/v1"
PERSONAL = frozenset(
    {
        "application_id", "document_id", "conversation_id", "message_id", "reminder_id", "rating_id",
        "delegation_id", "on_behalf_of", "bundle_id", "key", "certificate_id", "recording_id", "approval_id",
    }
)  # fmt: skip
"""Names of ids that are somebody's. `key` is the Idempotency-Key of a submission, `on_behalf_of` names a
delegation."""
OTHERS: Mapping[str, str] = {
    "account": "zhang-yang",
    "item_id": "id-card-replacement",
    "call_id": "00000000-0000-4000-8000-000000000000",
    "event_id": "newborn",
    "part_id": "household",
    "material_id": "old_id_card",
    "name": "mobile",
    "fact_name": "no-such-fact",
    "number": "1",
    "draft_id": "cur_none",
    "ticket_id": "cor_none",
    "outbox_id": "out_none",
    "pair_id": "no-such-pair",
    "digest": "0" * 64,
    "before": "1",
    "after": "1",
}
"""What stands for names that are nobody's."""
NOT_TO_BE_CHANGED: Mapping[str, str] = {"item_id": "no-such-item"}
"""Instead of the above under `/curation/`: a curator's call would succeed and change what all tests share."""
WHOLE: Mapping[str, Json] = {
    "Feedback": {"level": 1},
    "Announced": {"call": "00000000-0000-4000-8000-000000000000", "number": "02300000000"},
}
"""Bodies whose description does not say that something is needed, or that can't be made up."""


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    """without the base"""
    described: Json = field(repr=False)

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


@dataclass
class Call:
    """`sent`: the ids of somebody that it carries; `lacks`: those it would have to carry as well."""

    operation: Operation
    path: str = ""
    options: Json = field(default_factory=dict[str, Any])
    sent: set[str] = field(default_factory=set[str])
    lacks: set[str] = field(default_factory=set[str])


class EveryCall:
    def __init__(self, described: Json, picture: bytes) -> None:
        self._schemas: Json = described.get("components", {}).get("schemas", {})
        self._picture = picture
        found = [
            Operation(method.upper(), path.removeprefix(BASE), operation)
            for path, operations in described["paths"].items()
            for method, operation in operations.items()
        ]
        self.operations = sorted(found, key=lambda one: one.path.endswith("/logout"))
        """The one that ends the caller's sign-in comes last."""

    def call(self, operation: Operation, ids: Mapping[str, str]) -> Call:
        """Everything that is required, and every id of somebody that it takes."""
        call = Call(operation)
        path: dict[str, str] = {}
        query: dict[str, str] = {}
        for one in operation.described.get("parameters", ()):
            name, place = one["name"], one["in"]
            if place == "path" or (place == "query" and (one.get("required") or name in PERSONAL)):
                (path if place == "path" else query)[name] = self._named(call, name, one["schema"], ids)
        call.path = reduce(lambda text, name: text.replace(f"{{{name}}}", path[name]), path, operation.path)
        call.options = {"headers": {"Idempotency-Key": "every-call"}, "params": query}
        call.options |= self._body(call, ids)
        return call

    def _named(self, call: Call, name: str, schema: Json, ids: Mapping[str, str]) -> str:
        if name in PERSONAL:
            if name not in ids:
                call.lacks.add(name)
                return "none"
            call.sent.add(ids[name])
            return ids[name]
        if "enum" in schema:
            return str(schema["enum"][0])
        others = {**OTHERS, **NOT_TO_BE_CHANGED} if call.operation.path.startswith("/curation/") else OTHERS
        assert name in others, (
            f"{call.operation.name}: what is {name!r}? An id of somebody's belongs into PERSONAL, and an "
            "owner of test_every_route.py must have one; else say in OTHERS what stands for it"
        )
        return others[name]

    def _body(self, call: Call, ids: Mapping[str, str]) -> Json:
        content = call.operation.described.get("requestBody", {}).get("content", {})
        if "multipart/form-data" in content:
            return {"files": {"file": ("a.png", self._picture)}}
        if "application/json" in content:
            schema = content["application/json"]["schema"]
            return {"json": self._value(call, "", schema, schema.get("$defs", {}), ids)}
        return {"content": b"x"} if content else {}

    def _value(self, call: Call, name: str, schema: Json, local: Json, ids: Mapping[str, str]) -> Any:
        if "$ref" in schema:
            of = schema["$ref"].rpartition("/")[2]
            return WHOLE.get(of) or self._value(
                call, name, (local or self._schemas).get(of) or self._schemas[of], local, ids
            )
        if "anyOf" in schema:
            return self._value(call, name, schema["anyOf"][0], local, ids)
        match schema.get("type"):
            case "object":
                return self._object(call, schema, local, ids)
            case "array":
                return [self._value(call, name, schema["items"], local, ids)] * schema.get("minItems", 0)
            case "boolean":
                return True
            case "integer" | "number":
                return schema.get("minimum", 1)
            case _:
                return self._text(call, name, schema, ids)

    def _object(self, call: Call, schema: Json, local: Json, ids: Mapping[str, str]) -> Json:
        properties: Json = schema.get("properties", {})
        wanted = [name for name in properties if name in schema.get("required", ()) or name in ids]
        if schema.get("minProperties"):
            return {"mobile": "13800138001"}
        return {name: self._value(call, name, properties[name], local, ids) for name in wanted}

    def _text(self, call: Call, name: str, schema: Json, ids: Mapping[str, str]) -> str:
        if name in ids or name in OTHERS:
            return self._named(call, name, {}, ids)
        if "const" in schema or "enum" in schema:
            return schema.get("const") or schema["enum"][0]
        dated = {"date": "2030-01-01", "time": "08:00:00", "date-time": "2030-01-01T08:00:00+08:00"}
        return dated.get(schema.get("format", ""), "样本")
