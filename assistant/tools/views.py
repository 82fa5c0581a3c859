"""What a model is given to see, as plain JSON values. Pure.

It sees which fields are filled and from where, not the values: those the person reads on their own screen.
Only a finding may name two values that contradict each other.
"""

from collections.abc import Iterable
from typing import Any

from applications.types import Application, Finding, Receipt
from assistant.reply import Reply
from knowledge_base.model.guide import Guide
from knowledge_base.sections import Section
from knowledge_base.types import ItemHit, PublishedGuide

Seen = dict[str, Any]


def item_seen(hit: ItemHit) -> Seen:
    return {
        "item_id": hit.item.item_id,
        "official_name": hit.item.official_name,
        "plain_name": hit.item.plain_name,
        "score": round(hit.score, 2),
        "guide": hit.guide,
        "link": hit.link,
    }


def guide_seen(published: PublishedGuide, sections: Iterable[Section]) -> Seen:
    return {
        "item_id": published.item_id,
        "official_name": published.guide.item.official_name,
        "plain_name": published.guide.item.plain_name,
        "guide_version": published.version,
        "sections": [{"section": one.id, "title": one.title, "text": one.text} for one in sections],
    }


def reply_seen(reply: Reply) -> Seen:
    return {
        "status": reply.status,
        "text": reply.text,
        "citations": [
            {
                "item_id": one.item_id,
                "guide_version": one.guide_version,
                "section": one.section,
                "quote": one.quote,
            }
            for one in reply.citations
        ],
        "items": [{"item_id": item_id, "official_name": name} for item_id, name in reply.items],
        "options": [{"label": one.label, "send": one.send} for one in reply.options],
        "sign_in": reply.sign_in,
    }


def application_seen(view: Application, guide: Guide) -> Seen:
    """`guide` is the version that the application rests on."""
    labels = {field.name: field.label for field in guide.form.fields}
    return {
        "application_id": view.application_id,
        "item_id": view.item_id,
        "official_name": guide.item.official_name,
        "state": view.state,
        "situation": dict(view.situation),
        "fields": [
            {"name": n, "label": labels.get(n, n), "source": value.source, "confirmed": not value.open}
            for n, value in view.fields.items()
        ],
        "missing": list(view.missing),
        "next": _next_seen(view, guide),
        "findings": [finding_seen(one) for one in view.findings],
        "problems": {name: problem.message for name, problem in view.problems.items()},
        "receipt": receipt_seen(view.receipt) if view.receipt else None,
        "note": view.note,
    }


def finding_seen(finding: Finding) -> Seen:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "clause": finding.clause,
        "about": finding.field or finding.material_id,
    }


def receipt_seen(receipt: Receipt) -> Seen:
    """Without the query code, which opens the case to whoever holds it."""
    return {
        "acceptance_number": receipt.acceptance_number,
        "received_at": receipt.received_at.isoformat(),
        "deadline": receipt.deadline.isoformat(),
        "deadline_binds": receipt.deadline_binds,
        "note": receipt.note,
    }


def _next_seen(view: Application, guide: Guide) -> Seen | None:
    step = view.next
    if step is None:
        return None
    asked = (q.options for q in guide.situations if step.kind == "situation" and q.id == step.name)
    chosen = (f.choices for f in guide.form.fields if step.kind == "field" and f.name == step.name)
    options = [{"id": one.id, "label": one.label} for some in (*asked, *chosen) for one in some]
    return {"kind": step.kind, "name": step.name, "prompt": step.prompt, "options": options}
