"""What an id number tells: birth date and sex (GB 11643, digits 7 to 14 and 17)."""

from collections.abc import Mapping

from knowledge_base.model.form import Form, FormField
from ocr.identifiers import birth_date_of, id_number_valid, sex_of
from prefill.types import Candidate, FieldValue, Parsed
from prefill.values import parse


def derived(form: Form, field: FormField, values: Mapping[str, FieldValue]) -> Candidate | None:
    """For `<who>_birth_date` or `<who>_sex`, from the value of `<who>_id_number` (`<who>_` may be empty)."""
    for ending in ("birth_date", "sex"):
        if not (field.name == ending or field.name.endswith(f"_{ending}")):
            continue
        number = values.get(field.name.removesuffix(ending) + "id_number")
        if number is None or not _is_id_number(form, number.name) or not id_number_valid(number.value):
            return None
        text = _told(number.value, ending)
        parsed = parse(field, text) if text else None
        if isinstance(parsed, Parsed):
            return Candidate(
                parsed.value, number.source, f"derived.{number.name}", number.confidence, number.on
            )
    return None


def _told(id_number: str, ending: str) -> str | None:
    if ending == "sex":
        return sex_of(id_number)
    born = birth_date_of(id_number)
    return born.isoformat() if born else None


def _is_id_number(form: Form, name: str) -> bool:
    return any(field.name == name and field.type == "id_number" for field in form.fields)
