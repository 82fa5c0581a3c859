"""Whose document is it? A picture of another person's card must not fill the applicant's form."""

from collections.abc import Sequence

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


def misplaced_for(form: Form, pages: Sequence[ReadDocument], profile: Profile) -> frozenset[str]:
    """Materials these pages do not belong to: the applicant's own ones when they show another person,
    the others when they show the applicant. None while it can't be told whom they show."""
    if any(is_anothers(page, profile) for page in pages):
        return about_applicant(form)
    number = profile.value("id_number")
    if number is None or all(page.value("id_number") != number for page in pages):
        return frozenset()
    own = about_applicant(form)
    return frozenset(_material(s) for f in form.fields for s in f.sources if s.startswith("document.")) - own


def _material(source: str) -> str:
    return source.split(".")[1]
