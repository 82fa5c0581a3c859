"""居民身份证, the side with the emblem (layout after GA 461)."""

from collections.abc import Sequence

from ocr.labels import Label, values_by_label
from ocr.normalise import compact, period, prose, simplified
from ocr.readers.base import Findings, share, text_of
from ocr.types import QualityProblem, ReadField, Size, TextLine

_LABELS = (Label("authority", ("签发机关",)), Label("validity", ("有效期限",)))


class IdCardBack:
    document_type = "id_card_back"
    fields = ("authority", "valid_from", "valid_until")

    def matches(self, lines: Sequence[TextLine]) -> float:
        page = simplified(compact(text_of(lines)))
        values = values_by_label(lines, _LABELS)
        labels = share([label.name in values for label in _LABELS])
        # A notice about id cards has the same words, but no such values after them.
        begins, _ = period(text_of(values.get("validity", [])))
        shown = begins is not None or "公安" in text_of(values.get("authority", []))
        return (0.7 * labels + 0.3 * ("居民身份证" in page)) * (1.0 if shown else 0.5)

    def read(self, lines: Sequence[TextLine], size: Size) -> tuple[list[ReadField], list[QualityProblem]]:
        values = values_by_label(lines, _LABELS)
        findings = Findings()
        authority = values.get("authority", [])
        findings.add("authority", prose(text_of(authority)), authority)
        validity = values.get("validity", [])
        begins, ends = period(text_of(validity))
        findings.add("valid_from", begins, validity)
        findings.add("valid_until", ends, validity)
        if begins and ends and ends != "长期" and ends <= begins:
            findings.fail("valid_until", "checks.valid_until")
        return findings.fields, findings.problems
