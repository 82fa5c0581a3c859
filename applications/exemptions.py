"""免证办: why a material need not be handed in. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from applications.drafts import Answered
from applications.registers.types import Shared
from applications.texts import say
from applications.types import Commitment, MaterialState, RegisterCheck
from knowledge_base.certificates import Certificates
from knowledge_base.model.base import Situation, holds
from knowledge_base.model.guide import Exemption, Guide, Material
from knowledge_base.registers import RegisterList
from ocr.types import ReadDocument, ReadField
from prefill.holder import misplaced_for
from prefill.same import same
from prefill.types import Certificate, Profile

Held = Mapping[str, Sequence[Certificate]]
"""Material id → certificates of the profile that may stand in for it, valid or not."""

_PREFERENCE = ("certificate", "data_sharing", "commitment")
"""A certificate held is proof already; shared data the office fetches; a commitment binds the person."""


def material_states(
    guide: Guide,
    situation: Situation,
    attached: Mapping[str, str],
    held: Held,
    today: date,
    shared: Mapping[str, Shared] | None = None,
    commitments: Mapping[str, Answered] | None = None,
) -> tuple[MaterialState, ...]:
    """Every material that applies as far as the situation is known. `attached`: material id → document id.

    `shared`: register → what it answered; `commitments`: material id → how the person answered. A material
    whose condition is still unanswered is left out until it is.
    """
    return tuple(
        _state(
            material,
            attached.get(material.id),
            valid(held, material.id, today),
            shared or {},
            commitment_of(material, commitments or {}),
        )
        for material in guide.materials
        if holds(material.when, situation)
    )


def commitment_of(material: Material, answers: Mapping[str, Answered]) -> Commitment | None:
    """What the person may promise instead of handing the material in, and what they said to it."""
    exemption = next((one for one in material.exempt if one.by == "commitment"), None)
    if exemption is None:
        return None
    text = exemption.promise or say("commitment.promise", name=material.name)
    consequences = exemption.consequences or say("commitment.consequences")
    clause = exemption.clause or say("commitment.clause")
    answered = answers.get(material.id)
    if answered is None or answered.text != text:
        return Commitment(text, consequences, clause)
    return Commitment(text, consequences, clause, answered.accepted, answered.at)


def standing_in(
    guide: Guide, profile: Profile, issued: Collection[str] = ()
) -> dict[str, tuple[Certificate, ...]]:
    """`Held`: of a type the guide lets stand in for the material, and about the right person.

    A profile may hold the page of a child or a partner beside one's own. `issued` are document types of what
    our own items issue: those stand in even where the guide does not say so.
    """
    found: dict[str, tuple[Certificate, ...]] = {}
    for certificate in profile.certificates:
        misplaced = misplaced_for(guide.form, [as_page(certificate)], profile)
        for material in guide.materials:
            named = certificate.document_type in _accepted(material)
            stands = named or (
                certificate.document_type in issued and _proves_itself(guide, material, certificate, profile)
            )
            if stands and material.id not in misplaced:
                found[material.id] = (*found.get(material.id, ()), certificate)
    return found


def valid(held: Held, material_id: str, today: date) -> list[Certificate]:
    """Those that may stand in for the material today."""
    return [certificate for certificate in held.get(material_id, ()) if certificate.valid_on(today)]


def as_page(certificate: Certificate) -> ReadDocument:
    """What a picture of the certificate would show."""
    fields = tuple(ReadField(name, value, 1.0, (0, 0, 0, 0)) for name, value in certificate.fields.items())
    return ReadDocument(certificate.document_type, 1.0, fields)


def _accepted(material: Material) -> set[str | None]:
    return {exemption.certificate for exemption in material.exempt if exemption.by == "certificate"}


def _proves_itself(guide: Guide, material: Material, certificate: Certificate, profile: Profile) -> bool:
    """Whether it is the very certificate asked for, though the guide does not exempt who holds it.

    Not where law asks to see the original, nor where the item issues it anew and takes back the old one.
    Whose it is shows by a field that the form takes from the material or from the profile: both say the same.
    """
    if _lifted(material) or (material.form == "original" and material.basis):
        return False
    asked = [one for one in Certificates.shipped().of(material) if certificate.document_type in one.pages]
    fits = not material.documents or certificate.document_type in material.documents
    if not asked or not fits or guide.result_certificate in {one.id for one in asked}:
        return False
    return any(
        same(shown, kept)
        for field in guide.form.fields
        for shown in _values(field.sources, f"document.{material.id}.", certificate.fields.get)
        for kept in _values(field.sources, "profile.", profile.value)
    )


def _values(sources: Sequence[str], prefix: str, value: Callable[[str], str | None]) -> list[str]:
    """What the sources that begin so say."""
    told = (value(source.removeprefix(prefix)) for source in sources if source.startswith(prefix))
    return [one for one in told if one]


def _lifted(material: Material) -> bool:
    """Whether nobody has to hand it in."""
    return any(exemption.by != "certificate" for exemption in material.exempt)


def _state(
    material: Material,
    document_id: str | None,
    certificates: Sequence[Certificate],
    shared: Mapping[str, Shared],
    commitment: Commitment | None,
) -> MaterialState:
    exemption = _exemption(material, certificates, shared, commitment)
    register = next((_check(e.register_id, shared) for e in material.exempt if e.register_id), None)
    return MaterialState(
        material.id,
        material.name,
        required=material.necessity == "required",
        exempt_by=exemption.by if exemption else None,
        exempt_reason=_reason(exemption, register) if exemption else "",
        document_id=document_id,
        register=register,
        certificate=exemption.certificate if exemption else None,
        commitment=commitment,
    )


def _exemption(
    material: Material,
    certificates: Sequence[Certificate],
    shared: Mapping[str, Shared],
    commitment: Commitment | None,
) -> Exemption | None:
    """The best of those open: a certificate held, a register that knows or may, a promise not refused."""
    held = {certificate.document_type for certificate in certificates}
    promises = commitment is not None and commitment.accepted is not False
    open_to = [
        e
        for e in material.exempt
        if (e.by == "certificate" and e.certificate in held)
        or (e.by == "data_sharing" and not _denied(e, shared))
        or (e.by == "commitment" and promises)
    ]
    if not open_to and held:
        kind = min(held)
        reason = say("exempt.held", name=say(f"document_types.{kind}"))
        return Exemption(by="certificate", certificate=kind, reason=reason)
    return min(open_to, key=lambda e: _PREFERENCE.index(e.by), default=None)


def _denied(exemption: Exemption, shared: Mapping[str, Shared]) -> bool:
    """Whether the register answered and does not hold it. One that did not answer denies nothing."""
    answer = shared.get(exemption.register_id or "")
    return answer is not None and answer.outcome != "unavailable" and not answer.holds(exemption.fact)


def _check(register_id: str, shared: Mapping[str, Shared]) -> RegisterCheck:
    entry = RegisterList.shipped().by_id.get(register_id)
    name = entry.name if entry else register_id
    answer = shared.get(register_id)
    if answer is None:
        return RegisterCheck(register_id, name)
    return RegisterCheck(register_id, name, answer.outcome, answer.asked_at.date())


def _reason(exemption: Exemption, register: RegisterCheck | None) -> str:
    if exemption.by != "data_sharing" or register is None or register.outcome != "found" or not register.on:
        return exemption.reason
    day = say("exempt.day", month=register.on.month, day=register.on.day)
    return exemption.reason + say("exempt.looked_up", register=register.name, day=day)


def ground(state: MaterialState) -> dict[str, str]:
    """Why the material was not handed in, as the record keeps it."""
    kept = {"reason": state.exempt_reason}
    if state.exempt_by == "certificate" and state.certificate:
        kept["certificate"] = state.certificate
    if state.exempt_by == "data_sharing" and state.register:
        kept["register"] = state.register.register
        if state.register.outcome and state.register.on:
            kept |= {"outcome": state.register.outcome, "on": state.register.on.isoformat()}
    if state.exempt_by == "commitment" and (promise := state.commitment) and promise.at:
        kept |= {"commitment": promise.text, "consequences": promise.consequences, "clause": promise.clause}
        kept["committed_at"] = promise.at.isoformat()
    return kept
