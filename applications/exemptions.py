"""免证办: why a material need not be handed in. Pure."""

from collections.abc import Sequence
from datetime import date

from applications.types import MaterialState
from knowledge_base.model.base import Situation, holds
from knowledge_base.model.guide import Exemption, Guide, Material
from prefill.types import Certificate

_PREFERENCE = ("certificate", "data_sharing", "commitment")
"""A certificate held is proof already; shared data the office fetches; a commitment binds the person."""


def material_states(
    guide: Guide,
    situation: Situation,
    attached: dict[str, str],
    certificates: Sequence[Certificate],
    today: date,
) -> tuple[MaterialState, ...]:
    """Every material that applies as far as the situation is known. `attached`: material id → document id.

    A material whose condition is still unanswered is left out until it is.
    """
    return tuple(
        _state(material, attached.get(material.id), certificates, today)
        for material in guide.materials
        if holds(material.when, situation)
    )


def standing_in(material: Material, certificates: Sequence[Certificate], today: date) -> list[Certificate]:
    """Certificates, valid on `today`, that the guide lets stand in for the material."""
    types = {exemption.certificate for exemption in material.exempt if exemption.by == "certificate"}
    return [c for c in certificates if c.document_type in types and c.valid_on(today)]


def _state(
    material: Material, document_id: str | None, certificates: Sequence[Certificate], today: date
) -> MaterialState:
    exemption = _exemption(material, certificates, today)
    return MaterialState(
        material.id,
        material.name,
        required=material.necessity == "required",
        exempt_by=exemption.by if exemption else None,
        exempt_reason=exemption.reason if exemption else "",
        document_id=document_id,
    )


def _exemption(material: Material, certificates: Sequence[Certificate], today: date) -> Exemption | None:
    held = {certificate.document_type for certificate in standing_in(material, certificates, today)}
    open_to = [e for e in material.exempt if e.by != "certificate" or e.certificate in held]
    return min(open_to, key=lambda e: _PREFERENCE.index(e.by), default=None)
