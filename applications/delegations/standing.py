"""What a delegation settles of the form: about whom it is, and what of the agent may stand in it. Pure.

The guides ask 给谁办 (`who`), because without a delegation one person may fill in a form for another. Under
one the answer is known: the principal acts through the agent, so it is about the principal themself; under a
guardian's it is about the child.
"""

from collections.abc import Mapping
from dataclasses import replace

from applications.delegations.types import Delegation
from applications.texts import say
from knowledge_base.model.form import Form
from knowledge_base.model.guide import Guide
from prefill.choices import chosen
from prefill.types import Certificate, Fact, FieldValue, Profile

OWN_MATTER = frozenset({"self"})
FOR_CHILD = frozenset({"child", "newborn"})
BY_AGENT = frozenset({"agent"})
CHILD_FIELD = "child_name"
AGENT_FIELDS = {"agent_name": "name", "agent_mobile": "mobile", "agent_id_number": "id_number"}
"""Fields of forms that are the agent's → the fact that fills them."""


def answers(guide: Guide, delegation: Delegation) -> dict[str, frozenset[str]]:
    """Question → the options it leaves open; questions that it does not touch are absent."""
    found: dict[str, frozenset[str]] = {}
    for question in guide.situations:
        options = frozenset(option.id for option in question.options)
        if question.id == "who" and (left := options & _whom(delegation)):
            found[question.id] = left
        if question.id == "handler" and delegation.kind == "family" and (left := options & BY_AGENT):
            found[question.id] = left
    return found


def preset(guide: Guide, delegation: Delegation) -> dict[str, str]:
    """Answers that need not be asked for."""
    return {question: min(left) for question, left in answers(guide, delegation).items() if len(left) == 1}


def beyond(guide: Guide, delegation: Delegation, told: Mapping[str, str]) -> frozenset[str]:
    """Questions answered so that the form would be about somebody else."""
    left = answers(guide, delegation)
    return frozenset(
        question.id
        for question in guide.situations
        if question.id in left
        and question.id in told
        and (option := chosen(question.options, told[question.id])) is not None
        and option.id not in left[question.id]
    )


def suits(guide: Guide, delegation: Delegation) -> bool:
    """Whether the item can be handled so: for a child only where the form has a place for one."""
    if delegation.kind != "guardian":
        return True
    of_child = next((field for field in guide.form.fields if field.name == CHILD_FIELD), None)
    return of_child is not None and (not of_child.when or "who" in answers(guide, delegation))


def agents_values(form: Form, delegation: Delegation, agent: Profile) -> dict[str, FieldValue]:
    """The agent's own data for the form's fields about an agent; each waits to be confirmed."""
    if delegation.kind != "family":
        return {}
    known = {"name": delegation.agent_name} | {name: fact.value for name, fact in agent.facts.items()}
    return {
        field.name: FieldValue(field.name, known[fact], "profile", f"agent.{fact}", 1.0)
        for field in form.fields
        if (fact := AGENT_FIELDS.get(field.name)) in known and fact
    }


def guardians_profile(parent: Profile, delegation: Delegation) -> Profile:
    """A guardian's profile as it may fill a form about this child, with nothing of a brother or sister."""
    child, day = delegation.child, (delegation.consented_at or delegation.created_at)
    own = {name: fact for name, fact in parent.facts.items() if not name.startswith("child_")}
    if day is not None:
        own |= {
            name: Fact(name, value, say("delegations.guardian"), day.date()) for name, value in child.items()
        }
    if parent.value("child_id_number") == child["child_id_number"]:
        own |= parent.facts
    certificates = tuple(c for c in parent.certificates if not _of_sibling(c, parent, child))
    return replace(parent, facts=own, certificates=certificates)


def _whom(delegation: Delegation) -> frozenset[str]:
    return FOR_CHILD if delegation.kind == "guardian" else OWN_MATTER


def _of_sibling(certificate: Certificate, parent: Profile, child: Mapping[str, str]) -> bool:
    told = certificate.fields
    if certificate.document_type == "birth_certificate":
        return told.get("child_name") != child["child_name"]
    if certificate.document_type == "household_register_member":
        return told.get("id_number") not in (child["child_id_number"], parent.value("id_number"))
    return False
