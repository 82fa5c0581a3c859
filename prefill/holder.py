"""Whose document is it? A picture of another person's card must not fill the applicant's form."""

from knowledge_base.model.form import Form
from ocr.types import ReadDocument
from prefill.types import Profile

_IDENTITY = ("name", "id_number")


def about_applicant(form: Form) -> frozenset[str]:
    """Materials that show the applicant: they share a field with the profile's own name or number."""
    return frozenset(
        _material(source)
        for field in form.fields
        if any(f"profile.{fact}" in field.sources for fact in _IDENTITY)
        for source in field.sources
        if source.startswith("document.") and source.rpartition(".")[2] in _IDENTITY
    )


def is_anothers(page: ReadDocument, profile: Profile) -> bool:
    """Both name and id number are known on both sides and both differ.

    One of the two alone may be a misread rare character or an old number; then the conflict is shown instead.
    """
    return all(
        (shown := page.value(fact)) is not None
        and (held := profile.value(fact)) is not None
        and shown != held
        for fact in _IDENTITY
    )


def _material(source: str) -> str:
    return source.split(".")[1]
