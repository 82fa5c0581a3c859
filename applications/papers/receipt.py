"""受理回执 as a paper. Pure."""

from applications.papers.form import acted
from applications.papers.paper import Heading, Lines, Paper, Rows
from applications.texts import say
from applications.types import Application, Receipt
from knowledge_base.model.guide import Guide
from storage.clock import CHONGQING


def receipt_paper(application: Application, receipt: Receipt, guide: Guide, owner_name: str) -> Paper:
    """What proves the submission, and how to ask for it. No promise of the outcome."""
    rows = (
        ("number", receipt.acceptance_number),
        ("query_code", receipt.query_code),
        ("item", guide.item.official_name),
        ("authority", guide.item.authority),
        ("applicant", owner_name),
        *(("agent", told) for told in acted(application)),
        ("received_at", f"{receipt.received_at.astimezone(CHONGQING):%Y-%m-%d %H:%M}"),
        ("deadline", receipt.deadline.isoformat()),
        ("round", say("papers.receipt.rounds", round=application.round)),
    )
    handed_in = tuple(
        (material.name, say("papers.form.handed_in", count=len(material.document_ids) or 1))
        for material in application.materials
        if material.document_id
    )
    exempt = tuple(
        (material.name, say("papers.form.exempt", reason=material.exempt_reason))
        for material in application.materials
        if material.exempt_by and not material.document_id
    )
    columns = (say("papers.form.columns.material"), say("papers.form.columns.how"))
    materials = (*handed_in, *exempt)
    return Paper(
        title=say("papers.receipt.title"),
        mark=guide.item.official_name,
        blocks=(
            Rows(
                (say("papers.receipt.columns.what"), say("papers.receipt.columns.value")),
                tuple((say(f"papers.receipt.rows.{name}"), text) for name, text in rows),
                (2, 5),
            ),
            *((Heading(say("papers.form.materials")), Rows(columns, materials, (2, 3))) if materials else ()),
            Lines(
                tuple(filter(None, (receipt.note, say("papers.receipt.ask"), say("papers.receipt.decides"))))
            ),
        ),
    )
