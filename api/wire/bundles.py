"""Bundles (一件事): the shape of an application, with its parts and the merged form."""

from typing import Annotated

from pydantic import Field

from api.wire.applications import (
    ApplicationShape,
    ChoiceShape,
    FindDocument,
    FindingShape,
    ReceiptShape,
    application_shape,
    finding_shape,
    receipt_shape,
)
from api.wire.base import Shape
from api.wire.progress import ProgressShape, progress_shape
from applications.bundles.progressing import BundleProgress
from applications.bundles.types import Bundle, BundlePrecheck, PartView, Role, Sent
from applications.types import Receipt, State
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Question


class BundlePart(Shape):
    """One part of the event. `application_id` is an ordinary application, once it has begun."""

    part_id: str
    name: str
    role: Annotated[Role, Field(description="`handled` here, or why not")]
    why: str
    stage: Annotated[int | None, Field(description="1 for what can begin at once; null when not needed")]
    item_id: str | None
    application_id: str | None
    state: State | None
    waits_for: Annotated[list[str], Field(description="parts that must be done before it is sent")]
    text: Annotated[str, Field(description="what to do where it is not handled here")]
    misfit: Annotated[str, Field(description="why it is not for this person; the others can go without it")]
    receipt: ReceiptShape | None


class SingleShape(Shape):
    """Why the event does not fit, and which parts to handle one by one instead."""

    text: str
    parts: list[str]


class BundleQuestion(Shape):
    name: str
    ask: str
    options: list[ChoiceShape]


class BundleField(Shape):
    """A field of the merged form, with or without a value."""

    name: str
    label: str
    type: str
    required: bool
    ask: str
    help: str
    section: str
    sensitive: bool
    choices: list[ChoiceShape]


class BundleShape(ApplicationShape):
    """Fields, materials, missing and next are those of all parts together; `receipt` is null, each part has
    its own. `item_id`, `item_name` and `guide_version` name the event."""

    bundle_id: str
    event_id: str
    event_version: int
    name: str
    parts: list[BundlePart]
    singles: list[SingleShape]
    questions: list[BundleQuestion]
    form: list[BundleField]


class Bundles(Shape):
    bundles: list[BundleShape]


class PartFindingsShape(Shape):
    part_id: str
    name: str
    passed: bool
    findings: list[FindingShape]


class BundlePrecheckShape(Shape):
    passed: bool
    findings: Annotated[list[FindingShape], Field(description="of the whole, each once")]
    parts: list[PartFindingsShape]


class PartReceipt(Shape):
    part_id: str
    name: str
    receipt: ReceiptShape


class SentShape(Shape):
    """What a submission of the whole came to."""

    bundle_id: str
    receipts: list[PartReceipt]
    pending: Annotated[list[str], Field(description="parts sent whose receipt will follow")]
    waiting: Annotated[list[str], Field(description="parts sent by themselves when their turn comes")]
    left: Annotated[list[str], Field(description="parts held back because they are not ready")]


class BundlePartProgress(BundlePart):
    progress: Annotated[ProgressShape | None, Field(description="of its application; null until it begins")]


class BundleProgressShape(Shape):
    """One view of all parts. Counts are of those handled together."""

    bundle_id: str
    name: str
    state: State
    of: int
    done: Annotated[int, Field(description="accepted or done")]
    returned: Annotated[int, Field(description="the person has to mend something")]
    overdue: Annotated[int, Field(description="the authority is late")]
    parts: list[BundlePartProgress]


def bundle_shape(bundle: Bundle, find: FindDocument) -> BundleShape:
    whole = application_shape(bundle, bundle.guide, find)
    return BundleShape(
        **dict(whole),
        bundle_id=bundle.application_id,
        event_id=bundle.item_id,
        event_version=bundle.guide_version,
        name=bundle.name,
        parts=[part_shape(part) for part in bundle.parts],
        singles=[SingleShape(text=one.text, parts=list(one.parts)) for one in bundle.singles],
        questions=[_question(question) for question in bundle.guide.situations],
        form=[_field(field) for field in bundle.guide.form.fields],
    )


def part_shape(part: PartView) -> BundlePart:
    application = part.application
    return BundlePart(
        part_id=part.part_id,
        name=part.name,
        role=part.role,
        why=part.why,
        stage=part.stage,
        item_id=part.item_id,
        application_id=application.application_id if application else None,
        state=application.state if application else None,
        waits_for=list(part.waits_for),
        text=part.text,
        misfit=part.misfit,
        receipt=_receipt(application.receipt if application else None),
    )


def bundle_progress_shape(progress: BundleProgress) -> BundleProgressShape:
    return BundleProgressShape(
        bundle_id=progress.bundle.application_id,
        name=progress.bundle.name,
        state=progress.bundle.state,
        of=progress.of,
        done=progress.done,
        returned=progress.returned,
        overdue=progress.overdue,
        parts=[
            BundlePartProgress(
                **dict(part_shape(one.part)), progress=progress_shape(one.course) if one.course else None
            )
            for one in progress.parts
        ],
    )


def sent_shape(sent: Sent) -> SentShape:
    names = {part.part_id: part.name for part in sent.current.parts}
    return SentShape(
        bundle_id=sent.current.application_id,
        receipts=[
            PartReceipt(part_id=part_id, name=names[part_id], receipt=receipt_shape(receipt))
            for part_id, receipt in sent.receipts.items()
        ],
        pending=list(sent.pending),
        waiting=list(sent.waiting),
        left=list(sent.left),
    )


def precheck_shape(precheck: BundlePrecheck) -> BundlePrecheckShape:
    return BundlePrecheckShape(
        passed=precheck.passed,
        findings=[finding_shape(finding) for finding in precheck.findings],
        parts=[
            PartFindingsShape(
                part_id=part.part_id,
                name=part.name,
                passed=part.passed,
                findings=[finding_shape(finding) for finding in part.findings],
            )
            for part in precheck.parts
        ],
    )


def _receipt(receipt: Receipt | None) -> ReceiptShape | None:
    return receipt_shape(receipt) if receipt else None


def _question(question: Question) -> BundleQuestion:
    options = [ChoiceShape(id=option.id, label=option.label) for option in question.options]
    return BundleQuestion(name=question.id, ask=question.ask, options=options)


def _field(field: FormField) -> BundleField:
    return BundleField(
        name=field.name,
        label=field.label,
        type=field.type,
        required=field.required,
        ask=field.ask,
        help=field.help,
        section=field.section,
        sensitive=field.sensitive,
        choices=[ChoiceShape(id=choice.id, label=choice.label) for choice in field.choices],
    )
