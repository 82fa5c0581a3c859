"""Applications with their fields, materials, findings and receipt."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from api.wire.base import Shape, local
from applications.delegations.types import DelegationKind
from applications.registers.types import Outcome
from applications.set_aside import answers
from applications.types import (
    Acting,
    Application,
    Commitment,
    Document,
    DocumentState,
    ExemptBy,
    Finding,
    FindingCode,
    MaterialState,
    Next,
    NextKind,
    Receipt,
    RegisterCheck,
    Severity,
    SomebodyElses,
    State,
)
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide
from prefill.masking import told_apart
from prefill.types import Candidate, FieldValue, Source

FindDocument = Callable[[str], Document | None]


class OtherValue(Shape):
    """A differing value another source gives; shown until the person decides."""

    value: str
    source: Source
    source_ref: str
    confidence: float
    on: date | None


class FieldShape(Shape):
    """A field that has a value, and where the value comes from."""

    name: str
    label: str
    value: Annotated[str, Field(description="as kept; the option's id for a choice")]
    display: Annotated[str, Field(description="as shown; the option's label for a choice")]
    source: Source
    source_ref: str
    confidence: float
    confirmed: bool
    on: Annotated[date | None, Field(description="the day the source holds for")]
    others: list[OtherValue]


class ChoiceShape(Shape):
    id: str
    label: str


class MaterialDocument(Shape):
    """What was handed in for a material. `state` `kept` or `reading` means it is still to be read."""

    document_id: str
    state: DocumentState
    document_type: str | None
    filename: str


class RegisterShape(Shape):
    """数据共享: the register that stands for a material, and what it answered."""

    register_id: str
    name: str
    outcome: Annotated[Outcome | None, Field(description="none: not asked yet")]
    on: Annotated[date | None, Field(description="the day it answered")]


class CommitmentShape(Shape):
    """告知承诺: shown in full before it is accepted; `POST …/commitments/{material_id}` answers it."""

    text: str
    consequences: str
    clause: str
    accepted: Annotated[bool | None, Field(description="none: not answered yet")]
    at: datetime | None
    asked: Annotated[bool, Field(description="whether sending waits for the answer")]


class SomebodyElsesShape(Shape):
    """A document handed in here that shows somebody else: it is not in the application, and nothing of it is
    in the form. `POST …/materials/{material_id}/whose` answers the question."""

    document_id: str
    document_type: str
    question: str
    options: Annotated[
        list[ChoiceShape], Field(description="`mistake`, `family`, or the id of another material it may be")
    ]


class MaterialShape(Shape):
    material_id: str
    name: str
    required: bool
    exempt_by: Annotated[ExemptBy | None, Field(description="why it need not be handed in")]
    exempt_reason: str
    checked: Annotated[RegisterShape | None, Field(description="where a register stands for it")]
    certificate: Annotated[str | None, Field(description="document type of the certificate held")]
    commitment: Annotated[CommitmentShape | None, Field(description="where it may be promised instead")]
    somebody_elses: Annotated[
        SomebodyElsesShape | None, Field(description="another person's document, until it is said whose")
    ]
    how: Annotated[str, Field(description="what to hand in and how to picture it")]
    document: Annotated[MaterialDocument | None, Field(description="the last one handed in")]
    documents: Annotated[list[MaterialDocument], Field(description="all, e.g. both sides of a card")]


class FindingShape(Shape):
    """One finding of the precheck; `message` says what is wrong and how to mend it."""

    code: FindingCode
    severity: Severity
    material_id: str | None = None
    field: str | None = None
    message: str
    clause: str
    evidence: dict[str, str] | None = None


class NextShape(Shape):
    """The one thing to do next. `options` answer a situation question or a choice."""

    kind: NextKind
    name: str
    prompt: str
    options: list[ChoiceShape]


class ReceiptShape(Shape):
    """受理回执."""

    acceptance_number: str
    application_id: str
    received_at: datetime | None
    deadline: Annotated[date, Field(description="by this day the authority decides")]
    query_code: str
    note: Annotated[str, Field(description="said with the deadline, e.g. that it may still move")]


class PendingShape(Shape):
    """Submitted and safe, but the intake has not answered yet; `GET /receipts?key=` will."""

    application_id: str
    state: State


class ProblemShape(Shape):
    """A value this call refused; it was not kept."""

    code: FindingCode
    message: str


class ActedShape(Shape):
    """亲友代办, 帮代办, 监护: who handles it for the person it belongs to, and how far."""

    delegation_id: str
    kind: DelegationKind
    agent: Annotated[str, Field(description="account; compare it with `GET /auth/me`")]
    agent_name: str
    relation: Annotated[str, Field(description="what the principal is to the agent")]
    acts: Annotated[list[str], Field(description="prepare, submit, follow")]
    until: Annotated[date, Field(description="the last day")]
    active: Annotated[bool, Field(description="whether it holds today")]


class ApplicationShape(Shape):
    """One person's handling of one item."""

    application_id: str
    version: Annotated[int, Field(description="also the ETag; send it as If-Match")]
    item_id: str
    item_name: str
    guide_version: int
    state: State
    situation: dict[str, str]
    fields: Annotated[list[FieldShape], Field(description="fields that have a value")]
    materials: list[MaterialShape]
    missing: Annotated[list[str], Field(description="names of fields and ids of materials, as asked")]
    next: NextShape | None
    findings: list[FindingShape]
    problems: dict[str, ProblemShape]
    receipt: ReceiptShape | None
    note: Annotated[str, Field(description="what the reviewer wrote with the last decision")]
    round: Annotated[int, Field(description="1 at first, one more after each return for correction")]
    created_at: datetime | None
    updated_at: datetime | None
    owner_name: Annotated[
        str | None, Field(description="whose it is, where somebody handles it for them")
    ] = None
    acting: ActedShape | None = None


class Applications(Shape):
    applications: list[ApplicationShape]


class PrecheckShape(Shape):
    passed: bool
    findings: list[FindingShape]


def finding_shape(finding: Finding) -> FindingShape:
    return FindingShape(
        code=finding.code,
        severity=finding.severity,
        material_id=finding.material_id,
        field=finding.field,
        message=finding.message,
        clause=finding.clause,
        evidence=dict(finding.evidence) if finding.evidence else None,
    )


def finding_value(shape: FindingShape) -> Finding:
    """The other way: findings a reviewer sends with a decision."""
    return Finding(**shape.model_dump())


def receipt_shape(receipt: Receipt) -> ReceiptShape:
    return ReceiptShape(
        acceptance_number=receipt.acceptance_number,
        application_id=receipt.application_id,
        received_at=local(receipt.received_at),
        deadline=receipt.deadline,
        query_code=receipt.query_code,
        note=receipt.note,
    )


def application_shape(application: Application, guide: Guide, find: FindDocument) -> ApplicationShape:
    """`guide` is the version the application names; `find` gives a document by id."""
    form = {field.name: field for field in guide.form.fields}
    how = {material.id: material.how for material in guide.materials}
    asked = {one.material_id: one for one in application.somebody_elses}
    return ApplicationShape(
        application_id=application.application_id,
        version=application.version,
        item_id=application.item_id,
        item_name=guide.item.official_name,
        guide_version=application.guide_version,
        state=application.state,
        situation=dict(application.situation),
        fields=[_field(value, form.get(name)) for name, value in _in_order(application.fields, form)],
        materials=[
            _material(m, how.get(m.material_id, ""), find, asked.get(m.material_id))
            for m in application.materials
        ],
        missing=list(application.missing),
        next=application.next and next_shape(application.next, guide, application.fields),
        findings=[finding_shape(f) for f in application.findings],
        problems={
            name: ProblemShape(code=p.code, message=p.message)
            for name, p in {**application.refused, **application.problems}.items()
        },
        receipt=application.receipt and receipt_shape(application.receipt),
        note=application.note,
        round=application.round,
        created_at=local(application.created_at),
        updated_at=local(application.updated_at),
        owner_name=application.acting and application.acting.principal_name,
        acting=application.acting and _acting(application.acting),
    )


def _acting(acting: Acting) -> ActedShape:
    return ActedShape(
        delegation_id=acting.delegation_id,
        kind=acting.kind,
        agent=acting.agent_id,
        agent_name=acting.agent_name,
        relation=acting.relation,
        acts=list(acting.acts),
        until=acting.until,
        active=acting.active,
    )


def next_shape(step: Next, guide: Guide, fields: Mapping[str, FieldValue]) -> NextShape:
    choices = [
        c for f in guide.form.fields if step.kind == "field" and f.name == step.name for c in f.choices
    ]
    options = [
        o for q in guide.situations if step.kind == "situation" and q.id == step.name for o in q.options
    ]
    shown = [ChoiceShape(id=c.id, label=c.label) for c in (*choices, *options)]
    field, value = next((f for f in guide.form.fields if f.name == step.name), None), fields.get(step.name)
    if step.kind == "field" and field and value and value.others:
        values = [value.value, *(one.value for one in value.others)]
        labels = told_apart(field, values)
        shown = [ChoiceShape(id=i, label=label) for i, label in zip(values, labels, strict=True)]
    return NextShape(kind=step.kind, name=step.name, prompt=step.prompt, options=shown)


def _in_order(
    fields: Mapping[str, FieldValue], form: dict[str, FormField]
) -> Iterable[tuple[str, FieldValue]]:
    order = {name: place for place, name in enumerate(form)}
    return sorted(fields.items(), key=lambda pair: order.get(pair[0], len(order)))


def _field(value: FieldValue, field: FormField | None) -> FieldShape:
    labels = {choice.id: choice.label for choice in field.choices} if field else {}
    return FieldShape(
        name=value.name,
        label=field.label if field else value.name,
        value=value.value,
        display=labels.get(value.value, value.value),
        source=value.source,
        source_ref=value.source_ref,
        confidence=round(value.confidence, 4),
        confirmed=value.confirmed,
        on=value.on,
        others=[_other(candidate) for candidate in value.others],
    )


def _other(candidate: Candidate) -> OtherValue:
    return OtherValue(
        value=candidate.value,
        source=candidate.source,
        source_ref=candidate.source_ref,
        confidence=round(candidate.confidence, 4),
        on=candidate.on,
    )


def _material(
    state: MaterialState, how: str, find: FindDocument, asked: SomebodyElses | None
) -> MaterialShape:
    documents = [_document(found) for each in state.document_ids if (found := find(each))]
    return MaterialShape(
        material_id=state.material_id,
        name=state.name,
        required=state.required,
        exempt_by=state.exempt_by,
        exempt_reason=state.exempt_reason,
        checked=state.register and _register(state.register),
        certificate=state.certificate,
        commitment=state.commitment and _commitment(state.commitment, state.promised),
        somebody_elses=asked and _somebody_elses(asked),
        how=how,
        document=documents[-1] if documents else None,
        documents=documents,
    )


def _somebody_elses(asked: SomebodyElses) -> SomebodyElsesShape:
    return SomebodyElsesShape(
        document_id=asked.document_id,
        document_type=asked.document_type,
        question=asked.question,
        options=[ChoiceShape(id=answer, label=label) for answer, label in answers(asked)],
    )


def _register(check: RegisterCheck) -> RegisterShape:
    return RegisterShape(register_id=check.register, name=check.name, outcome=check.outcome, on=check.on)


def _commitment(promise: Commitment, asked: bool) -> CommitmentShape:
    return CommitmentShape(
        text=promise.text,
        consequences=promise.consequences,
        clause=promise.clause,
        accepted=promise.accepted,
        at=local(promise.at),
        asked=asked,
    )


def _document(document: Document) -> MaterialDocument:
    return MaterialDocument(
        document_id=document.document_id,
        state=document.state,
        document_type=document.pages[0].document_type if document.pages else None,
        filename=document.filename,
    )
