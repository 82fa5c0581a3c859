"""Document types and the fields that can be read from each: the contract's table, for checking references."""

from collections.abc import Mapping

_PERSON = "name sex ethnicity birth_date address id_number"

DOCUMENT_FIELDS: Mapping[str, frozenset[str]] = {
    kind: frozenset(fields.split())
    for kind, fields in {
        "id_card_front": _PERSON,
        "id_card_back": "authority valid_from valid_until",
        "household_register_home": "household_type head_name household_number address",
        "household_register_member": "name relation_to_head sex ethnicity birth_date id_number native_place",
        "marriage_certificate": "holder_name registered_on certificate_number person_a_name"
        " person_a_id_number person_b_name person_b_id_number",
        "birth_certificate": "child_name sex birth_date mother_name mother_id_number father_name"
        " father_id_number certificate_number",
        "business_licence": "credit_code name entity_type legal_representative registered_capital"
        " established_on address business_scope",
        "driver_licence": "name sex id_number address birth_date first_issued_on vehicle_class valid_from"
        " valid_until",
        "property_certificate": "owner certificate_number location unit_number area usage co_ownership",
        "bank_card": "card_number bank_name",
        "social_security_card": "name id_number card_number",
        "disability_certificate": "name sex id_number certificate_number category level",
        "residence_permit": _PERSON,
        "tenancy_contract": "landlord tenant address monthly_rent start_date end_date",
    }.items()
}
