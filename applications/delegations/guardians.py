"""Parents for their children (民法典 article 27). Pure.

Proved by what the government holds, or else looked at by staff.
What the person typed into their profile proves nothing.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from applications.delegations.consent import a_year_from
from applications.texts import say
from ocr.identifiers import birth_date_of, id_number_valid, sex_of
from prefill.types import Certificate, Profile

OF_AGE = 18
OWN_WORD = "本人填写"
"""source of a fact that only the person says"""
CHILD = ("子", "女", "儿子", "女儿", "长子", "次子", "三子", "长女", "次女", "三女", "独生子", "独生女")


def facts_of(name: str, id_number: str) -> dict[str, str] | None:
    """What the number tells of the child; None for no valid number."""
    born = birth_date_of(id_number) if id_number_valid(id_number) else None
    if born is None:
        return None
    return {
        "child_name": name,
        "child_id_number": id_number,
        "child_birth_date": born.isoformat(),
        "child_sex": sex_of(id_number) or "",
    }


def last_day(child: Mapping[str, str], today: date) -> date | None:
    """A year, or until the child is of age; None for nobody under age."""
    born = date.fromisoformat(child["child_birth_date"])
    leap = (born.month, born.day) == (2, 29)
    of_age = born.replace(year=born.year + OF_AGE, day=28 if leap else born.day)
    if of_age <= today or born > today:
        return None
    return min(of_age - timedelta(days=1), a_year_from(today))


def proof(parent: Profile, child: Mapping[str, str], today: date) -> str:
    """What shows that the child is theirs, in words; empty when nothing held does."""
    for certificate in parent.certificates:
        if certificate.valid_on(today) and _born_to(certificate, parent, child):
            return say("delegations.proof.birth_certificate")
    if _registered(parent, child):
        return say("delegations.proof.register", source=parent.facts["child_id_number"].source)
    return say("delegations.proof.household") if _in_household(parent, child) else ""


def _born_to(certificate: Certificate, parent: Profile, child: Mapping[str, str]) -> bool:
    told, own = certificate.fields, parent.value("id_number")
    return (
        certificate.document_type == "birth_certificate"
        and own is not None
        and own in (told.get("mother_id_number"), told.get("father_id_number"))
        and told.get("child_name") == child["child_name"]
        and told.get("birth_date") == child["child_birth_date"]
        and told.get("sex") == child["child_sex"]
    )


def _registered(parent: Profile, child: Mapping[str, str]) -> bool:
    return all(
        (fact := parent.facts.get(name)) is not None and fact.value == child[name] and fact.source != OWN_WORD
        for name in ("child_name", "child_id_number")
    )


def _in_household(parent: Profile, child: Mapping[str, str]) -> bool:
    """The parent is the head, and the child's page says so."""
    head = any(
        c.document_type == "household_register_home" and c.fields.get("head_name") == parent.value("name")
        for c in parent.certificates
    )
    return head and any(
        c.document_type == "household_register_member"
        and c.fields.get("name") == child["child_name"]
        and c.fields.get("id_number") == child["child_id_number"]
        and c.fields.get("relation_to_head") in CHILD
        for c in parent.certificates
    )
