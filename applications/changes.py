"""What one act makes of a draft. Pure: a draft in, a changed draft out, or why not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from applications.completeness import COMMITMENT, conflicting, may_insist, mendable, say, unconfirmed
from applications.drafts import Answered, Attachment, Draft
from applications.eligibility import eligibility
from applications.exemptions import as_page, commitment_of, standing_in, valid
from applications.registers.types import Shared
from applications.set_aside import FAMILY, MISTAKE, placed, questions, set_aside, sorted_by_holder, without
from applications.types import Finding, State
from knowledge_base.model.base import holds
from knowledge_base.model.guide import Guide, Material
from prefill.choices import chosen
from prefill.fill import confirmed, fill, set_value
from prefill.types import FieldValue, Page, Problem, Profile
from prefill.values import parse

PROPOSED = 0.5
"""confidence of a value that a tool proposes: any source of the person's own is surer"""


@dataclass(frozen=True, slots=True)
class Change:
    """The draft after the act, and values it refused. `refused` is why the act was not done at all."""

    draft: Draft
    problems: Mapping[str, Problem] = field(default_factory=dict[str, Problem])
    refused: str = ""


def answer(guide: Guide, draft: Draft, answers: Mapping[str, str]) -> Change:
    """Answers situation questions; answers to questions that then no longer apply are dropped."""
    questions = {question.id: question for question in guide.situations}
    situation, problems = dict(draft.situation), dict[str, Problem]()
    for name, text in answers.items():
        question = questions.get(name)
        option = chosen(question.options, text) if question else None
        if question is None:
            problems[name] = Problem("field_invalid", say("refused.no_question"))
        elif option is None:
            labels = "、".join(option.label for option in question.options)
            problems[name] = Problem("field_invalid", say("refused.no_option", options=labels))
        else:
            situation[name] = option.id
    for question in guide.situations:
        if question.id in situation and holds(question.when, situation) is not True:
            del situation[question.id]
    changed = draft if situation == draft.situation else _changed(draft, situation=situation)
    return Change(_mended(changed, set(answers) - set(problems)), problems)


def set_values(
    guide: Guide, draft: Draft, texts: Mapping[str, str], source: Literal["typed", "said"], source_ref: str
) -> Change:
    """Sets what the person typed or said. A blank erases nothing and is told."""
    by_name = {f.name: f for f in guide.form.fields}
    values, problems, refused = dict(draft.fields), dict[str, Problem](), dict(draft.refused)
    for name, text in texts.items():
        form_field = by_name.get(name)
        if form_field is None:
            problems[name] = Problem("field_invalid", say("refused.no_field"))
            continue
        if not text.strip() and name in values:
            problems[name] = Problem("field_invalid", say("refused.blank"))
            continue
        result = set_value(form_field, values.get(name), text, source, source_ref)
        if isinstance(result, Problem):
            problems[name] = result
            # What is said is asked again at once; what is typed may be left standing in the form.
            if source == "typed":
                refused[name] = result
        else:
            values[name] = result
            refused.pop(name, None)
    done = set(texts) - set(problems)
    again = {name for name in done if name in draft.fields and draft.fields[name].value == values[name].value}
    changed = _with_refused(_with_values(_standing_by(draft, again), values), refused)
    return Change(_mended(changed, done), problems)


def _standing_by(draft: Draft, names: Collection[str]) -> Draft:
    """The person gives a value again that the precheck found to differ from what is shown elsewhere."""
    differing = {f.field for f in draft.findings if may_insist(f)}
    insisted = {name: draft.fields[name].value for name in names if name in differing}
    return _changed(draft, insisted={**draft.insisted, **insisted}) if insisted else draft


def propose(guide: Guide, draft: Draft, texts: Mapping[str, str], source_ref: str) -> Change:
    """Fills empty fields with what somebody else took the person to have said; each waits to be confirmed.

    What a field already holds stays, wherever it comes from: only the person changes it.
    """
    by_name = {f.name: f for f in guide.form.fields}
    values, problems = dict(draft.fields), dict[str, Problem]()
    for name, text in texts.items():
        form_field = by_name.get(name)
        if form_field is None:
            problems[name] = Problem("field_invalid", say("refused.no_field"))
        elif name in values:
            problems[name] = Problem("field_invalid", say("refused.filled"))
        elif isinstance(parsed := parse(form_field, text), Problem):
            problems[name] = parsed
        else:
            values[name] = FieldValue(name, parsed.value, "said", source_ref, PROPOSED)
    return Change(_with_values(draft, values), problems)


def clear(guide: Guide, draft: Draft, name: str) -> Change:
    """Leaves a field empty on purpose: no source fills it again until the person does."""
    if all(f.name != name for f in guide.form.fields):
        return Change(draft, refused=say("refused.no_field"))
    refused = {n: problem for n, problem in draft.refused.items() if n != name}
    values = {n: value for n, value in draft.fields.items() if n != name}
    cleared = tuple(dict.fromkeys((*draft.cleared, name)))
    changed = _with_refused(_with_values(replace(draft, cleared=cleared), values), refused)
    return Change(_mended(changed, {name}))


def confirm(guide: Guide, draft: Draft, names: Sequence[str], now: datetime) -> Change:
    """The values stay what they are, so a precheck of them stays good.

    Without names all that is open is meant, but no field whose sources differ: that one is decided by name.
    Confirming a field by name also says that what was typed there and refused is not meant.
    """
    chosen_names = set(names or confirmable(guide, draft, now.date()))
    draft = _standing_by(draft, set(names) & set(draft.fields))
    values = {n: confirmed(v) if n in chosen_names else v for n, v in draft.fields.items()}
    refused = {n: problem for n, problem in draft.refused.items() if n not in names}
    draft = _with_refused(replace(draft, fields=values), refused)
    for name in chosen_names:
        if name.startswith(COMMITMENT):
            draft = commit(guide, draft, name.removeprefix(COMMITMENT), True, now).draft
    return Change(_mended(draft, chosen_names & set(values)))


def confirmable(guide: Guide, draft: Draft, today: date) -> list[str]:
    """What is meant when nothing is named."""
    differing = {f.name for f in conflicting(guide, draft)}
    return [name for name in unconfirmed(guide, draft, today) if name not in differing]


def commit(guide: Guide, draft: Draft, material_id: str, accepted: bool, now: datetime) -> Change:
    """The person's answer to a commitment. Declined, the material is asked for; it may be accepted later."""
    material = next((m for m in guide.materials if m.id == material_id), None)
    commitment = commitment_of(material, draft.commitments) if material else None
    if commitment is None:
        return Change(draft, refused=say("refused.no_commitment"))
    if commitment.accepted is accepted:
        return Change(draft)
    answered = Answered(accepted, now, commitment.text)
    commitments = {**draft.commitments, material_id: answered}
    if accepted and commitment.accepted is None:
        # Like a value confirmed, it makes nothing else of what was prechecked.
        return Change(_mended(replace(draft, commitments=commitments), {material_id}))
    return Change(_changed(draft, commitments=commitments))


def attach(draft: Draft, material: Material, attachment: Attachment) -> Change:
    """A retake replaces what it repeats: the same document or page type, and what was of a wrong type."""
    types = {page.document_type for page in attachment.pages}
    kept = tuple(
        earlier
        for earlier in draft.attached.get(material.id, ())
        if earlier.document_id != attachment.document_id and _adds(earlier, types, material)
    )
    attached = {**draft.attached, material.id: (*kept, attachment)}
    return Change(_mended(_changed(draft, attached=attached), {material.id}))


def hand_in(
    guide: Guide, draft: Draft, material: Material, attachment: Attachment, profile: Profile
) -> Change:
    """Attaches what may be the material; pages of somebody else where it is about the applicant are set aside
    and asked about. Beside the applicant's own page, another's only counts where the form knows them."""
    kept, anothers = sorted_by_holder(guide.form, material, attachment.pages, profile)
    if anothers and not kept:
        aside = set_aside(draft, material, attachment)
        return Change(draft if aside == draft.aside else _changed(draft, aside=aside))
    left = replace(draft, aside=without(draft.aside, material.id))
    change = attach(left, material, replace(attachment, pages=kept))
    types = {page.document_type for page in anothers}
    open_to = [m for m in guide.materials if holds(m.when, draft.situation) and types & set(m.documents)]
    theirs = placed(guide, change.draft, open_to, anothers, "")
    return attach(change.draft, theirs, replace(attachment, pages=anothers)) if theirs else change


def whose(guide: Guide, draft: Draft, material_id: str, answer: str) -> Change:
    """The person's word on a document set aside: a mistake, for a relative's own matter (then it is no part
    of this one), or another material, named by its id."""
    asked = next((one for one in questions(guide, draft) if one.material_id == material_id), None)
    if asked is None:
        return Change(draft, refused=say("somebody_elses.gone"))
    aside = next(one for one in draft.aside if one.material_id == material_id)
    cleared = _changed(draft, aside=without(draft.aside, material_id))
    if answer in (MISTAKE, FAMILY):
        return Change(cleared)
    material = next((m for m in guide.materials if m.id == answer), None)
    if material is None or answer not in dict(asked.materials):
        return Change(draft, refused=say("refused.no_material"))
    return attach(cleared, material, aside.attachment)


def detach(draft: Draft, material_id: str) -> Change:
    """Takes back what was handed in for the material, and what was set aside there."""
    attached = {name: documents for name, documents in draft.attached.items() if name != material_id}
    aside = without(draft.aside, material_id)
    same = attached == draft.attached and aside == draft.aside
    return Change(draft if same else _changed(draft, attached=attached, aside=aside))


def renewed(guide: Guide, draft: Draft, profile: Profile, issued: Collection[str], today: date) -> Draft:
    """Takes in what profile, registers and documents know now. `issued`: see `exemptions.standing_in`."""
    draft = replace(draft, held=standing_in(guide, profile, issued))
    documents = {material.id: _sources(draft, material.id, today) for material in guide.materials}
    records = {name: shared.record for name, shared in draft.shared.items() if shared.outcome == "found"}
    filled = fill(guide.form, draft.situation, draft.fields, profile, documents, records)
    left_empty = set(draft.cleared) - set(draft.fields)
    draft = _with_values(draft, {name: value for name, value in filled.items() if name not in left_empty})
    return replace(draft, barred=eligibility(guide, draft, profile, today))


def informed(draft: Draft, shared: Mapping[str, Shared]) -> Draft:
    """With what registers answered. One that does not answer now takes nothing back of what it said."""
    news = {
        name: answer
        for name, answer in shared.items()
        if answer.outcome != "unavailable" or draft.shared.get(name, answer).outcome == "unavailable"
    }
    return draft if not news else _informed(draft, {**draft.shared, **news})


def _informed(draft: Draft, shared: Mapping[str, Shared]) -> Draft:
    """A precheck stays good when they answered again what they had answered."""
    same = {n: (s.outcome, s.facts) for n, s in shared.items()} == {
        n: (s.outcome, s.facts) for n, s in draft.shared.items()
    }
    return replace(draft, shared=shared) if same else _changed(draft, shared=shared)


def moved(guide: Guide, draft: Draft) -> Draft:
    """Carried over to another version of the guide: values stay, answers it no longer knows go."""
    options = {question.id: {option.id for option in question.options} for question in guide.situations}
    situation = {q: option for q, option in draft.situation.items() if option in options.get(q, set())}
    return _changed(draft, situation=situation, shared={})


def settled(guide: Guide, draft: Draft, round_: int, today: date) -> State:
    """`ready` once these contents passed the precheck and everything in them is confirmed."""
    if (
        draft.passed
        and not unconfirmed(guide, draft, today)
        and not mendable(guide, draft, draft.corrections)
    ):
        return "ready"
    return "draft" if round_ == 1 else "returned"


def _adds(earlier: Attachment, types: set[str], material: Material) -> bool:
    """Whether an earlier document shows a side that the new one does not."""
    shown = {page.document_type for page in earlier.pages}
    return bool(material.documents) and bool(shown & set(material.documents)) and not shown & types


def _sources(draft: Draft, material_id: str, today: date) -> tuple[Page, ...]:
    held = (
        Page(f"certificate:{certificate.document_type}", as_page(certificate), source="profile")
        for certificate in valid(draft.held, material_id, today)
    )
    return (*draft.pages(material_id), *held)


def _with_values(draft: Draft, values: dict[str, FieldValue]) -> Draft:
    """A value changed makes the last precheck void; a value only seen again does not."""
    draft = replace(draft, cleared=tuple(name for name in draft.cleared if name not in values))
    before = {name: value.value for name, value in draft.fields.items()}
    if before == {name: value.value for name, value in values.items()}:
        return replace(draft, fields=values)
    return _changed(draft, fields=values)


def _with_refused(draft: Draft, refused: Mapping[str, Problem]) -> Draft:
    return draft if refused == draft.refused else _changed(draft, refused=refused)


def _changed(draft: Draft, **changes: object) -> Draft:
    return replace(draft, **changes, findings=(), passed=False)  # type: ignore[arg-type]


def _mended(draft: Draft, names: set[str]) -> Draft:
    """Corrections about these fields or materials are answered; saying the same again is an answer too."""
    left: tuple[Finding, ...] = tuple(
        c for c in draft.corrections if c.field not in names and c.material_id not in names
    )
    return replace(draft, corrections=left)
