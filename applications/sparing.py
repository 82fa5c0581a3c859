"""A picture that spares typing: of a paper nobody has to hand in, that would fill what is asked. Pure."""

from collections.abc import Sequence

from applications.types import MaterialState
from knowledge_base.model.form import FormField
from knowledge_base.model.guide import Guide
from ocr.readers.registry import READERS

WORTH = 3
"""fields from which a picture is less work than typing"""


def instead_of_typing(
    guide: Guide, materials: Sequence[MaterialState], lacking: Sequence[FormField]
) -> dict[str, MaterialState]:
    """Lacking field → the material whose picture would fill it and at least two more."""
    readable = {reader.document_type for reader in READERS if not reader.free_form}
    pictured = {material.id for material in guide.materials if readable & set(material.documents)}
    found: dict[str, MaterialState] = {}
    for state in materials:
        spared = state.exempt_by is not None or not state.required
        filled = [field.name for field in lacking if fills(state.material_id, field)]
        if spared and state.document_id is None and state.material_id in pictured and len(filled) >= WORTH:
            found |= {name: state for name in filled if name not in found}
    return found


def fills(material_id: str, field: FormField) -> bool:
    """Whether the material is a source of the field."""
    return any(source.startswith(f"document.{material_id}.") for source in field.sources)
