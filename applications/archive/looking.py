"""Rows of a profile as its person sees them: their names, whose word each is, until when it is kept. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from applications.archive.types import Dispute, HeldCertificate, KeptFact, Shown, Validity
from applications.archive.vocabulary import Retention, Vocabulary
from applications.tables import CertificateRow, ProfileFactRow
from applications.texts import say
from knowledge_base.certificates import Certificates, Renewal
from knowledge_base.divisions import Divisions
from ocr.wording import field_label
from prefill.masking import masked

SOON_DAYS = 90
"""A certificate whose kind says nothing of renewal is expiring from so many days before its last."""
NUMBERS = ("certificate_number", "card_number", "credit_code", "id_number", "household_number")
"""Fields that identify a certificate, best first."""
OPEN = frozenset(
    {"sex", "ethnicity", "authority", "valid_from", "valid_until", "registered_on", "established_on",
     "first_issued_on", "vehicle_class", "entity_type", "bank_name", "start_date", "end_date"}
)  # fmt: skip
"""Fields of certificates that are shown unasked; the rest are names, numbers and places."""
DISTRICTS = frozenset({"household_district"})


@dataclass(frozen=True)
class Look:
    """`names`: an item's plain name, None without a guide."""

    today: date
    names: Callable[[str], str | None]

    def fact(self, row: ProfileFactRow, dispute: Dispute | None = None) -> KeptFact:
        words = Vocabulary.shipped()
        kind, way = words.kind(row.name), words.way(row.source)
        value = _readable(row.name, row.value)
        return KeptFact(
            name=row.name,
            label=kind.label,
            group=kind.group,
            value=value,
            shown=kind.shown(value),
            hidden=kind.hidden,
            source=row.source,
            on=row.on,
            kept_until=None if way else row.on + timedelta(Retention.shipped().own_fact),
            own=way is None,
            how=way.how if way else "",
            item_id=way.item if way and way.item and self.names(way.item) else None,
            application_id=row.application_id,
            dispute=dispute,
            options=tuple(kind.choices.values()),
        )

    def certificate(self, row: CertificateRow) -> HeldCertificate:
        fields = tuple(shown_field(row.document_type, name, text) for name, text in row.fields.items())
        number = next((one for name in NUMBERS for one in fields if one.name == name), None)
        last = row.valid_until
        renewal = _renewal(row.document_type)
        state = validity(row.valid_until, self.today, renewal.days_before if renewal else SOON_DAYS)
        name = self.names(renewal.item_id) if renewal and state != "valid" else None
        return HeldCertificate(
            certificate_id=row.certificate_id,
            document_type=row.document_type,
            label=certificate_label(row.document_type),
            fields=fields,
            number=number,
            valid_from=row.valid_from,
            valid_until=last,
            state=state,
            days_left=(last - self.today).days if last else None,
            kept_until=last + timedelta(Retention.shipped().certificate) if last else None,
            renewal_item_id=renewal.item_id if renewal and name else None,
            renewal_name=name or "",
        )


def validity(last: date | None, today: date, soon_days: int) -> Validity:
    """Valid on its last day still."""
    if last is None or (last - today).days > soon_days:
        return "valid"
    return "expiring" if today <= last else "expired"


def certificate_label(document_type: str) -> str:
    try:
        return say(f"document_types.{document_type}")
    except KeyError:
        return say("archive.other_paper")


def shown_field(document_type: str, name: str, value: str) -> Shown:
    label = field_label(document_type, name) or name
    hidden = name not in OPEN
    return Shown(name, label, value, masked(value) if hidden else value, hidden)


def _readable(name: str, value: str) -> str:
    """A district by its name."""
    if name not in DISTRICTS:
        return value
    return next((one.name for one in Divisions.shipped().all if one.code == value), value)


def _renewal(document_type: str) -> Renewal | None:
    known = Certificates.shipped().of_page(document_type)
    return known.renewal if known else None
