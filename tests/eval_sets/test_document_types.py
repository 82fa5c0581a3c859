"""Protects that a document type is known everywhere once it is read: names, words, drawings, baselines."""

from pathlib import Path

import pytest
import yaml

import eval_sets.documents
from applications.texts import say
from eval_sets.documents.draw import DRAWERS
from knowledge_base.documents import DOCUMENT_FIELDS
from ocr.readers.reader import Reader
from ocr.readers.registry import READERS
from ocr.wording import field_label

FLOOR = Path(eval_sets.documents.__file__).parent / "floor.yaml"

each_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.document_type)


def test_each_type_has_one_reader_and_is_drawn() -> None:
    types = [reader.document_type for reader in READERS]
    assert sorted(types) == sorted(DOCUMENT_FIELDS)
    assert set(DRAWERS) == {*types, "unknown"}


@each_reader
def test_its_fields_are_those_that_guides_may_name(reader: Reader) -> None:
    assert {field.name for field in reader.declared} == DOCUMENT_FIELDS[reader.document_type]


@each_reader
def test_people_have_words_for_it(reader: Reader) -> None:
    assert say(f"document_types.{reader.document_type}")
    assert [f.name for f in reader.declared if not field_label(reader.document_type, f.name)] == []


@each_reader
def test_its_figures_have_a_floor_beside_them(reader: Reader) -> None:
    labels = yaml.safe_load(FLOOR.read_text(encoding="utf-8"))["labels"][reader.document_type]
    assert set(labels) <= DOCUMENT_FIELDS[reader.document_type]
    assert labels
