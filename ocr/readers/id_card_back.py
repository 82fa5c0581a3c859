"""居民身份证, the side with the emblem (layout after GA 461)."""

from ocr.labels import Label
from ocr.parsing import dates, places
from ocr.readers import agreement
from ocr.readers.findings import Findings
from ocr.readers.page import Page
from ocr.readers.places import beside
from ocr.readers.reader import Field, Reader, share

_LABELS = (Label("authority", ("签发机关",)), Label("validity", ("有效期限",)))


def _evidence(page: Page, findings: Findings) -> float:
    """A notice about id cards has the same words, but no such values after them."""
    labels = share([page.has(label.name) for label in _LABELS])
    shown = findings.shows("valid_from") or "公安" in (findings.value("authority") or "")
    return (0.7 * labels + 0.3 * page.titled(("居民身份证",))) * (1.0 if shown else 0.5)


ID_CARD_BACK = Reader(
    document_type="id_card_back",
    titles=("居民身份证",),
    labels=_LABELS,
    telling=("authority", "validity"),
    declared=(
        Field("authority", places.authority, (beside("authority"),)),
        Field("valid_from", dates.begin, (beside("validity"),)),
        Field("valid_until", dates.end, (beside("validity"),)),
    ),
    checks=(agreement.period(),),
    evidence=_evidence,
)
