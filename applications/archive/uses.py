"""What of a person's archive stands in which application, and what they agreed to there. Pure.

Computed from the applications themselves: what was replaced or deleted with its draft is not told any more.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from applications.access import filled_from, may
from applications.archive.looking import certificate_label
from applications.archive.types import KeptFrom, Promise, Use
from applications.archive.vocabulary import Vocabulary
from applications.completeness import states
from applications.repository import Kept
from applications.tables import ProfileFactRow
from applications.types import Actor, MaterialState
from knowledge_base.registers import RegisterList
from storage.clock import CHONGQING

_CERTIFICATE = "@certificate:"


def uses(kept: Iterable[Kept], actor: Actor, now: datetime) -> tuple[Use, ...]:
    """Newest first; without those into which nothing of theirs went."""
    found = [use for one in kept if (use := _use(one, actor, now))]
    return tuple(sorted(found, key=lambda use: use.on, reverse=True))


def promises(kept: Iterable[Kept]) -> Iterator[Promise]:
    """Commitments accepted, in the words they were read in."""
    for one in kept:
        materials = {material.id: material.name for material in one.published.guide.materials}
        for material_id, answered in one.draft.commitments.items():
            if answered.accepted:
                yield Promise(
                    one.application_id,
                    name_of(one),
                    materials.get(material_id, material_id),
                    answered.text,
                    answered.at,
                )


def kept_from(rows: Sequence[ProfileFactRow], kept: Iterable[Kept]) -> tuple[KeptFrom, ...]:
    """What the person agreed to keep for next time, by its case. One deleted since has no name."""
    names = {one.application_id: name_of(one) for one in kept}
    by_case: dict[str, list[ProfileFactRow]] = {}
    for row in rows:
        if row.application_id:
            by_case.setdefault(row.application_id, []).append(row)
    words = Vocabulary.shipped()
    return tuple(
        KeptFrom(
            application_id,
            names.get(application_id, ""),
            tuple(words.kind(row.name).label for row in found),
            max(row.on for row in found),
        )
        for application_id, found in by_case.items()
    )


def name_of(kept: Kept) -> str:
    return kept.published.guide.item.official_name


def _use(kept: Kept, actor: Actor, now: datetime) -> Use | None:
    delegation, own = kept.delegation, kept.owner_id == actor.account_id
    fills = filled_from(kept.owner_id, delegation) == actor.account_id
    refs = [value.source_ref for value in kept.draft.fields.values() if value.source == "profile"]
    facts = list(_facts(refs, "profile." if fills else "agent."))
    certificates, registers = list[str](), list[str]()
    sent_on = _day(kept.receipt.received_at) if kept.receipt else None
    if fills:
        day = sent_on or now.date()
        materials = [m for m in states(kept.published.guide, kept.draft, day) if not m.document_id]
        certificates = [*_filled(refs), *_standing_in(materials)]
        registers = [*_looked_up(refs), *_shared(materials)]
    if not (facts or certificates or registers):
        return None
    return Use(
        application_id=kept.application_id,
        item_id=kept.item_id,
        item_name=name_of(kept),
        state=kept.state,
        on=_day(kept.created_at),
        sent_on=sent_on,
        facts=tuple(dict.fromkeys(facts)),
        certificates=tuple(dict.fromkeys(certificates)),
        registers=tuple(dict.fromkeys(registers)),
        agent_name=delegation.agent_name if delegation and own else "",
        principal_name=delegation.principal_name if delegation and not own else "",
        may_open=own or may(actor, "see", kept, now),
    )


def _day(moment: datetime) -> date:
    """On Chongqing's calendar: storage hands out UTC."""
    return moment.astimezone(CHONGQING).date()


def _facts(refs: Iterable[str], prefix: str) -> Iterator[str]:
    words = Vocabulary.shipped()
    for ref in refs:
        if ref.startswith(prefix):
            yield words.kind(ref.removeprefix(prefix)).label


def _filled(refs: Iterable[str]) -> Iterator[str]:
    for ref in refs:
        _, mark, document_type = ref.partition(_CERTIFICATE)
        if mark:
            yield certificate_label(document_type)


def _standing_in(materials: Iterable[MaterialState]) -> Iterator[str]:
    for material in materials:
        if material.exempt_by == "certificate" and material.certificate:
            yield certificate_label(material.certificate)


def _looked_up(refs: Iterable[str]) -> Iterator[str]:
    for ref in refs:
        kind, _, rest = ref.partition(".")
        entry = RegisterList.shipped().by_id.get(rest.partition(".")[0])
        if kind == "register" and entry:
            yield entry.name


def _shared(materials: Iterable[MaterialState]) -> Iterator[str]:
    for material in materials:
        check = material.register
        if material.exempt_by == "data_sharing" and check and check.outcome == "found":
            yield check.name
