"""Certificates: what one item issues and another asks for. The vocabulary of the graph of items."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge_base.model.guide import Material


class Renewal(BaseModel):
    """The item that renews a certificate, and how many days before its last day that may be applied for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item_id: str
    days_before: int
    basis: str


class Certificate(BaseModel):
    """`pages` are the document types that are pages of it; empty where no reader reads it yet.

    `also`: what people call it. `common`: nearly everybody holds it, so nobody is told to get it first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    pages: list[str] = []
    also: list[str] = []
    common: bool = False
    renewal: Renewal | None = None


@dataclass(frozen=True)
class Certificates:
    by_id: Mapping[str, Certificate]

    @classmethod
    @cache
    def shipped(cls) -> "Certificates":
        text = files("knowledge_base").joinpath("content/certificates.yaml").read_text(encoding="utf-8")
        entries = [Certificate.model_validate(entry) for entry in yaml.safe_load(text)["certificates"]]
        return cls({entry.id: entry for entry in entries})

    def of(self, material: Material) -> list[Certificate]:
        """What the material is or shows: named by it, or the whole of the pages it accepts."""
        ids = [*material.certificates, *(self._by_page[page] for page in material.documents)]
        return [self.by_id[one] for one in dict.fromkeys(ids)]

    def of_page(self, document_type: str) -> Certificate | None:
        """What the page belongs to."""
        found = self._by_page.get(document_type)
        return self.by_id[found] if found else None

    @cached_property
    def _by_page(self) -> Mapping[str, str]:
        return {page: entry.id for entry in self.by_id.values() for page in entry.pages}
