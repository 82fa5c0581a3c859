"""Protects: a mapping file that is wrong says where, so that whoever writes one for a vendor can mend it."""

from pathlib import Path

import pytest

from knowledge_base.errors import ContentError, RegistryFileError
from knowledge_base.registry.mapping import find, load, shipped_names

GOOD = """name: 一家系统
key: 编号
tables:
  type: {"01": licence, "21": public_service}
elements:
  official_name: 名称
  item_type: {from: 类型, table: type}
lists:
  materials:
    from: 材料
    each: {name: 材料名称}
"""


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_mappings_hold_together(name: str) -> None:
    assert load(find(name)).elements["official_name"].from_


def test_every_vendor_has_its_own_codes(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert load(path).tables["type"]["21"] == "public_service"
    assert "21" not in load(find("gbt39554")).tables["item_type"]


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("name: 一家系统\n", "", 1, "name"),
        ("name: 一家系统", "name: }", 1, "YAML"),
        ("official_name: 名称", "official_nam: 名称", 6, "official_nam"),
        ("table: type", "table: typ", 7, "item_type"),
        ("licence", "licens", 4, "licens"),
        ('"01"', "1", 4, "tables.type.1"),
        ("from: 材料\n", "form: 材料\n", 10, "lists.materials.form"),
        ("name: 材料名称", "nam: 材料名称", 11, "materials.nam"),
        ("key: 编号", "key: []", 2, "key"),
        (GOOD, "- 名称", 1, "键"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(
    tmp_path: Path, old: str, new: str, line: int, key: str
) -> None:
    path = tmp_path / "m.yaml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as told:
        load(path)
    assert any((file, at) == ("m.yaml", line) and key in what for file, at, what in told.value.problems), (
        told.value.problems
    )


def test_an_unknown_mapping_names_those_there_are() -> None:
    with pytest.raises(RegistryFileError, match="gbt39554, ykb"):
        find("no-such")
