"""Whose document is it? A picture of another person's card must not fill the applicant's form."""

import re
from collections.abc import Sequence
from typing import Literal

from knowledge_base.model.form import Form
from ocr.identifiers import id_check_character, id_number_valid
from ocr.types import ReadDocument
from prefill.same import same
from prefill.types import Profile

Holder = Literal["applicant", "another", "unknown"]
_IDENTITY = ("name", "id_number")
_BESIDE_NAME = ("birth_date", "sex")
_OLD_NUMBER = re.compile(r"[1-9]\d{14}", re.ASCII)


def about_applicant(form: Form) -> frozenset[str]:
    """Materials that show the applicant: they share a field with the profile's own name or number."""
    return frozenset(
        _material(source)
        for field in form.fields
        if any(f"profile.{fact}" in field.sources for fact in _IDENTITY)
        for source in field.sources
        if source.startswith("document.") and source.rpartition(".")[2] in _IDENTITY
    )


def about_others(form: Form) -> frozenset[str]:
    """Materials whose name or number fills a field about somebody else: a spouse's, a child's card."""
    shown = {
        _material(source)
        for field in form.fields
        for source in field.sources
        if source.startswith("document.") and source.rpartition(".")[2] in _IDENTITY
    }
    return frozenset(shown) - about_applicant(form)


def holder(page: ReadDocument, profile: Profile) -> Holder:
    """Whose document a page is, as far as it can be told.

    The number decides: one that adds up is no misread one, and of two people with one name it tells which.
    A name may be spelt in several ways (a married name, a dot left out) and a rare character misread; so a
    differing name alone tells nothing, a differing birth date or sex beside it does.
    """
    shown, held = page.value("id_number"), profile.value("id_number")
    if shown and held and id_number_valid(modern(shown)):
        return "applicant" if modern(shown) == modern(held) else "another"
    name, own_name = page.value("name"), profile.value("name")
    if not name or not own_name or same(name, own_name):
        return "unknown"
    told = ((page.value(fact), profile.value(fact)) for fact in _BESIDE_NAME)
    return "another" if any(one and other and one != other for one, other in told) else "unknown"


def modern(number: str) -> str:
    """An id number of the first generation (15 digits) as it is written today."""
    if not _OLD_NUMBER.fullmatch(number):
        return number
    first17 = f"{number[:6]}19{number[6:]}"
    return first17 + id_check_character(first17)


def is_anothers(page: ReadDocument, profile: Profile) -> bool:
    return holder(page, profile) == "another"


def misplaced_for(form: Form, pages: Sequence[ReadDocument], profile: Profile) -> frozenset[str]:
    """Materials these pages do not belong to: the applicant's own ones when they show another person,
    the others when they show the applicant. None while it can't be told whom they show."""
    holders = {holder(page, profile) for page in pages}
    if "another" in holders:
        return about_applicant(form)
    if "applicant" not in holders:
        return frozenset()
    own = about_applicant(form)
    return frozenset(_material(s) for f in form.fields for s in f.sources if s.startswith("document.")) - own


def _material(source: str) -> str:
    return source.split(".")[1]
