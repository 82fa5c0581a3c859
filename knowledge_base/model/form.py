"""The form of an item: which fields, of which type, and where each value may come from."""

from typing import Literal

from pydantic import Field, model_validator

from knowledge_base.model.base import Element, Id, When

FieldType = Literal[
    "name",
    "id_number",
    "credit_code",
    "mobile",
    "date",
    "address",
    "choice",
    "text",
    "money",
    "integer",
    "bank_card",
]


class Choice(Element):
    """One allowed value: `id` is kept, `label` is shown, `phrases` are other ways to say it."""

    id: Id
    label: str
    phrases: list[str] = []


class FormField(Element):
    """One field. `sources` are references, best first.

    A reference is `profile.<fact>` (e.g. `profile.mobile`) or `document.<material_id>.<document field>`
    (e.g. `document.id_card.id_number`).
    """

    name: Id
    label: str
    type: FieldType
    required: bool = True
    when: When = {}
    choices: list[Choice] = []
    sources: list[str] = []
    ask: str = Field(description="the question put to the person when no source has the value")
    help: str = ""
    sensitive: bool = Field(default=False, description="shown masked until needed")
    max_length: int = 200
    section: str = Field(default="", description="heading on the form, e.g. 申请人")

    @model_validator(mode="after")
    def _choices_belong_to_choice(self) -> "FormField":
        if (self.type == "choice") != bool(self.choices):
            raise ValueError(f"field {self.name}: `choices` and type `choice` go together")
        return self


class Form(Element):
    """The whole form; a section is the `section` its fields share."""

    fields: list[FormField]
