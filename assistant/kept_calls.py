"""Writes what a language model was asked in a turn, in the turn's own transaction.

A turn without a model costs nothing here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Date, Integer, String, bindparam, insert, text

from assistant.consulted import Ask, Call, Failed, Wording
from assistant.tables import ModelCallRow
from storage.ids import new_id

MICRO = 1_000_000
"""of a yuan; prices are by the million tokens, so this is exact"""
UNASKED = frozenset({"spent", "off", "paused"})
"""outcomes of calls that never went out: nothing of their texts is kept"""
LONGEST_NAME = 200

_KEEP = insert(ModelCallRow)
_COUNT_CALL = text(
    "INSERT INTO model_days (day, model, task, outcome, calls, tokens_in, tokens_out, micro_yuan) "
    "VALUES (:day, :model, :task, :outcome, 1, :tokens_in, :tokens_out, :micro_yuan) "
    "ON CONFLICT (day, model, task, outcome) DO UPDATE SET calls = model_days.calls + 1, "
    "tokens_in = model_days.tokens_in + :tokens_in, tokens_out = model_days.tokens_out + :tokens_out, "
    "micro_yuan = model_days.micro_yuan + :micro_yuan"
).bindparams(
    bindparam("day", type_=Date),
    *(bindparam(name, type_=String) for name in ("model", "task", "outcome")),
    *(bindparam(name, type_=BigInteger) for name in ("tokens_in", "tokens_out", "micro_yuan")),
)
_COUNT_TURN = text(
    "INSERT INTO model_turns (day, turns, written, rejected) VALUES (:day, 1, :written, :rejected) "
    "ON CONFLICT (day) DO UPDATE SET turns = model_turns.turns + 1, "
    "written = model_turns.written + :written, rejected = model_turns.rejected + :rejected"
).bindparams(
    bindparam("day", type_=Date), *(bindparam(name, type_=Integer) for name in ("written", "rejected"))
)


def keep_calls(
    connection: Connection,
    conversation_id: str,
    message_id: str,
    calls: Sequence[Call],
    wording: Wording,
    now: datetime,
    *,
    texts: bool,
) -> None:
    """`now` is in Chongqing, whose day counts. Without `texts` only counts are kept."""
    if not calls:
        return
    whose = {"message_id": message_id, "conversation_id": conversation_id, "at": now}
    rows = [{"id": new_id("call"), **whose, **_counts(call), **_texts(call, texts)} for call in calls]
    connection.execute(_KEEP, rows)
    # In one order everywhere, so that two turns never wait for each other's rows.
    names = ("model", "task", "outcome")
    for row in sorted(rows, key=lambda one: [one[name] for name in names]):
        counted = {name: row[name] for name in (*names, "tokens_in", "tokens_out", "micro_yuan")}
        connection.execute(_COUNT_CALL, {"day": now.date(), **counted})
    rejected = len(wording.rejected or ())
    connection.execute(_COUNT_TURN, {"day": now.date(), "written": wording.written, "rejected": rejected})


def outcome(answer: object) -> str:
    """`told`, or why there was no answer."""
    return answer.why if isinstance(answer, Failed) else "told"


def _counts(call: Call) -> dict[str, Any]:
    ask, spent = call.ask, call.answer.spent
    return {
        "task": ask.task,
        "prompt": ask.prompt.name,
        "prompt_version": ask.prompt.version,
        "prompt_checksum": ask.prompt.checksum,
        "shape": ask.shape.__name__ if ask.shape else "",
        "model": call.answer.model[:LONGEST_NAME],
        "outcome": outcome(call.answer),
        "tokens_in": spent.tokens_in,
        "tokens_out": spent.tokens_out,
        "micro_yuan": round(spent.yuan * MICRO),
        "milliseconds": round(spent.seconds * 1000),
    }


def _texts(call: Call, wanted: bool) -> Mapping[str, Any]:
    if not wanted or outcome(call.answer) in UNASKED:
        return {"asked": None, "answered": None}
    return {"asked": asked(call.ask), "answered": call.answer.text}


def asked(ask: Ask) -> dict[str, Any]:
    """`{system, lines: [[by, text]], schema}`: all that the model saw; `schema` of a structured answer."""
    return {
        "system": ask.system,
        "lines": [[line.by, line.text] for line in ask.lines],
        "schema": ask.shape.model_json_schema() if ask.shape else None,
    }
