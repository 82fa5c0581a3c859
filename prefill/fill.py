"""Profile and documents → proposed values of a form, each with where it comes from. Pure.

The proposal is a function of the sources, not of the order they arrived in. Rules: a blank never erases; what
the person confirmed stays, and a differing source is put beside it; a source that is less sure than another
never replaces it; another person's document proposes nothing, it only shows as a conflict.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from knowledge_base.model.base import Situation, holds
from knowledge_base.model.form import Form, FormField
from prefill.derived import derived
from prefill.holder import about_applicant, is_anothers
from prefill.same import same
from prefill.types import Candidate, FieldValue, Page, Parsed, Problem, Profile, Record
from prefill.values import parse

Documents = Mapping[str, Sequence[Page]]
"""Material id → pages handed in for it."""
Records = Mapping[str, Record]
"""Register id → what it holds of the applicant."""

_SURE, _FAIR = 0.9, 0.7
"""Confidence from which a reading is as good as any other, or usable; below it, only if nothing else is."""
MOST_DECLINED = 20
"""Values passed over that are remembered for a field, the latest ones; its sources offer far fewer."""


def fill(
    form: Form,
    situation: Situation,
    current: Mapping[str, FieldValue],
    profile: Profile,
    documents: Documents,
    records: Records | None = None,
) -> dict[str, FieldValue]:
    """Values by field name: `current` renewed from the sources, for fields that may apply."""
    filled = dict(current)
    own = about_applicant(form)
    for field in form.fields:
        if holds(field.when, situation) is False:
            continue
        offers = _offers(field, profile, records or {}, documents, own)
        _put(
            filled,
            field,
            [c for c, foreign in offers if not foreign],
            [c for c, foreign in offers if foreign],
        )
    for field in form.fields:
        if holds(field.when, situation) is False:
            continue
        value = filled.get(field.name)
        if (value is None or value.source_ref.startswith("derived.")) and (
            offer := derived(form, field, filled)
        ):
            _put(filled, field, [offer], [])
    return filled


def set_value(
    field: FormField,
    current: FieldValue | None,
    text: str,
    source: Literal["typed", "said"],
    source_ref: str,
) -> FieldValue | Problem:
    """What the person says wins and is confirmed by it. The same value again confirms it with its source."""
    parsed = parse(field, text)
    if isinstance(parsed, Problem):
        return parsed
    if current and parsed.value == current.value:
        return confirmed(current)
    declined = [*current.declined, current.value, *(c.value for c in current.others)] if current else []
    taken = next((c for c in current.others if c.value == parsed.value), None) if current else None
    kept = FieldValue(field.name, parsed.value, source, source_ref, 1.0, confirmed=True)
    if taken:
        kept = replace(
            kept, source=taken.source, source_ref=taken.source_ref, confidence=taken.confidence, on=taken.on
        )
    return replace(kept, declined=_without(declined, parsed.value))


def confirmed(value: FieldValue) -> FieldValue:
    """The person has seen it with its alternatives and keeps it."""
    declined = [*value.declined, *(c.value for c in value.others)]
    return replace(value, confirmed=True, others=(), declined=_without(declined, value.value))


def _without(values: Iterable[str], value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v != value))[-MOST_DECLINED:]


def _offers(
    field: FormField, profile: Profile, records: Records, documents: Documents, own: frozenset[str]
) -> list[tuple[Candidate, bool]]:
    """Every source's value that fits the field, best source first; True marks another person's document."""
    offers = [*_known(field, profile, records), *_shown(field, profile, documents, own)]
    return sorted(offers, key=lambda offer: field.sources.index(offer[0].source_ref.partition("@")[0]))


def _known(field: FormField, profile: Profile, records: Records) -> Iterator[tuple[Candidate, bool]]:
    """What profile and registers hold that fits the field; neither is another person's.

    Of several facts the best one held counts: who lives elsewhere than where registered is not asked which of
    the two is right. The same fact of another keeper is put beside it.
    """
    known = ""
    for reference in field.sources:
        kind, _, rest = reference.partition(".")
        fact = rest.rpartition(".")[2]
        held = None
        if kind == "profile" and (entry := profile.facts.get(fact)):
            held = entry.value, entry.on
        elif kind == "register" and (record := records.get(rest.partition(".")[0])):
            held = (record.facts[fact], record.on) if fact in record.facts else None
        if held and known in ("", fact) and isinstance(parsed := parse(field, held[0]), Parsed):
            known = fact
            yield Candidate(parsed.value, "profile", reference, 1.0, held[1]), False


def _shown(
    field: FormField, profile: Profile, documents: Documents, own: frozenset[str]
) -> Iterator[tuple[Candidate, bool]]:
    """What documents show that fits the field; True marks another person's document."""
    for reference in field.sources:
        kind, _, rest = reference.partition(".")
        material, _, name = rest.partition(".")
        for page in _settled(documents.get(material, ())) if kind == "document" else ():
            foreign = material in own and is_anothers(page.read, profile)
            for read in page.read.fields:
                if read.name == name and isinstance(parsed := parse(field, read.value), Parsed):
                    ref = f"{reference}@{page.document_id}"
                    yield Candidate(parsed.value, page.source, ref, read.confidence), foreign


def _settled(pages: Sequence[Page]) -> list[Page]:
    """In an order that does not depend on when each was handed in."""
    return sorted(pages, key=lambda page: (page.source != "document", page.document_id, page.read.page))


def _put(
    filled: dict[str, FieldValue], field: FormField, offers: Sequence[Candidate], foreign: Sequence[Candidate]
) -> None:
    current = filled.get(field.name)
    if current and (current.confirmed or not offers):
        filled[field.name] = _beside(current, [*offers, *foreign])
    elif offers:
        best = max(offers, key=lambda c: _level(c.confidence))
        chosen = FieldValue(
            field.name, best.value, best.source, best.source_ref, best.confidence, on=best.on,
            declined=current.declined if current else (),
        )  # fmt: skip
        filled[field.name] = _beside(chosen, [*offers, *foreign])


def _level(confidence: float) -> int:
    return (confidence >= _FAIR) + (confidence >= _SURE)


def _beside(value: FieldValue, offers: Sequence[Candidate]) -> FieldValue:
    """`value` with every differing offer once, except those the person has already passed over."""
    others: list[Candidate] = []
    for offer in offers:
        known = (value.value, *value.declined, *(c.value for c in others))
        if not any(same(offer.value, one) for one in known):
            others.append(offer)
    return replace(value, others=tuple(others))
