"""Protects: the same registry says the same in any format, and a broken or hostile file is one sentence."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from knowledge_base.errors import RegistryFileError
from knowledge_base.registry import xlsx
from knowledge_base.registry.facts import Facts
from knowledge_base.registry.mapping import load, shipped
from knowledge_base.registry.plan import read_items
from knowledge_base.registry.reading import Row, read

from .exports import CARD, TALK, write_csv, write_json, write_xlsx

MAPPING = load(shipped("gbt39554"))
WANTED, NAMING = ("official_name", "row_guid"), ("official_name",)


def _items(path: Path, mapping: str = "gbt39554") -> list[Facts]:
    chosen = load(shipped(mapping))
    return list(read_items(read(path, chosen.wanted, chosen.naming, chosen.sheet), chosen))


def _rows(path: Path) -> list[Row]:
    return list(read(path, WANTED, NAMING))


def test_three_formats_say_the_same(tmp_path: Path) -> None:
    found = [
        _items(write_json(tmp_path / "a.json", [CARD, TALK])),
        _items(write_csv(tmp_path / "a.csv", [CARD, TALK])),
        _items(write_xlsx(tmp_path / "a.xlsx", [CARD, TALK])),
    ]
    assert [[(one.key, one.name, one.values, one.notes) for one in items] for items in found] == [
        [(one.key, one.name, one.values, one.notes) for one in found[0]]
    ] * 3
    assert [one.digest for one in found[1]] == [one.digest for one in found[2]]
    card = found[0][0]
    assert (card.key, card.name) == ("guid-card", "读者证申领")
    assert card.values["item_type"] == "public_service"
    assert card.values["conditions"] == [{"text": "年满6周岁"}, {"text": "在本市居住"}]
    assert card.values["fees"] == [{"name": "押金", "amount": "100"}]
    assert "promised_unit" not in card.values, "no unit is invented"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_any_encoding_that_offices_use_is_read(tmp_path: Path, encoding: str) -> None:
    (card, _) = _items(write_csv(tmp_path / "a.csv", [CARD, TALK], encoding))
    assert card.name == "读者证申领"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_any_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"row_guid{delimiter}official_name\n1{delimiter}读者证申领\n", encoding="utf-8")
    assert [row.values for row in _rows(path)] == [{"row_guid": "1", "official_name": "读者证申领"}]


def test_a_merged_header_cell_stands_for_all_its_columns(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["事项清单"],
        ["事项", None, "时限", None],
        [None, None, "法定", "承诺"],
        ["读者证申领", "x", 15, 3.0],
    ):
        sheet.append(line)
    sheet["A2"], sheet["B2"] = "official_name", "row_guid"
    book.save(tmp_path / "a.xlsx")
    (row,) = read(tmp_path / "a.xlsx", (*WANTED, "时限.法定", "时限.承诺"), NAMING)
    assert row.values == {"official_name": "读者证申领", "row_guid": "x", "时限.法定": "15", "时限.承诺": "3"}
    assert row.line == 4


def test_rows_of_one_item_are_put_together_where_its_cells_are_merged(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "name: 一行一份材料\nkey: 编号\nelements: {official_name: 事项名称}\n"
        "lists:\n  materials: {from: [材料], from_rows: true, each: {name: 材料名称}}\n",
        encoding="utf-8",
    )
    table = tmp_path / "a.csv"
    table.write_text(
        "编号,事项名称,材料名称\n1,读者证申领,身份证\n,,照片\n2,讲座报名,报名表\n", encoding="utf-8"
    )
    chosen = load(mapping)
    items = list(read_items(read(table, chosen.wanted, chosen.naming), chosen))
    assert [(one.name, one.values["materials"]) for one in items] == [
        ("读者证申领", [{"name": "身份证"}, {"name": "照片"}]),
        ("讲座报名", [{"name": "报名表"}]),
    ]


def test_the_citys_portal_payload_is_read(tmp_path: Path) -> None:
    payload = {
        "guidDetail": {
            "taskName": "读者证申领",
            "deptName": "文化局",
            "taskCode": "T1",
            "taskType": "07",
            "anticipateDay": 20,
            "anticipateState": "2",
            "promiseDay": "5个工作日",
            "isFee": 0,
            "wsfwsd": "1,2,3,4,5,6,7",
            "resultName": "读者证",
        },
        "itemConditions": [
            {"conditionType": 2, "conditionName": "禁止", "conditionSituation": "&nbsp;<p>欠费未还</p>"}
        ],
        "itemMaterials": [{"materialName": "身份证", "materialType": "2", "need": "1"}],
        "lobbys": [{"address": "文化路1号", "tel": "023-1", "time": "工作日"}],
        "byLaws": [{"lawName": "公共图书馆法", "termsNumber": "第三十四条", "termsContent": "免费"}],
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"data": payload}], ensure_ascii=False), encoding="utf-8")
    (item,) = _items(path, "ykb")
    assert (item.key, item.name) == ("T1", "读者证申领")
    assert item.values["conditions"] == [{"text": "欠费未还", "forbids": True}]
    assert item.values["materials"] == [{"name": "身份证", "necessity": "required", "form": "copy"}]
    assert (item.values["promised_unit"], item.values["online"]) == ("working_day", "fully")
    assert "statutory_unit" not in item.values, "a unit code that nobody published is not guessed"


def test_laws_typed_into_one_field_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    laws = "《公共图书馆法》（主席令第79号）第三十四条：免费提供服务。《公共文化服务保障法》第九条"
    path.write_text(f"task_code,task_name,by_law\n1,读者证申领,{laws}\n", encoding="utf-8")
    (item,) = _items(path)
    assert item.values["legal_basis"] == [
        {"law": "公共图书馆法", "article": "第三十四条", "says": "免费提供服务"},
        {"law": "公共文化服务保障法", "article": "第九条"},
    ]


def test_what_no_table_knows_is_noted_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("task_code,task_name,task_type,limit_scene_num\n1,读者证申领,21,一次\n", encoding="utf-8")
    (item,) = _items(path)
    assert "item_type" not in item.values
    assert [("21" in note, "一次" in note) for note in item.notes] == [(True, False), (False, True)]


def test_codes_are_found_without_the_zeros_that_spreadsheets_drop(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("task_code,task_name,task_type\n1,读者证申领,7\n", encoding="utf-8")
    assert _items(path)[0].values["item_type"] == "confirmation"


def test_a_formula_is_text(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["official_name", "row_guid"])
    sheet.append(["=cmd|' /C calc'!A0", "1"])
    book.save(tmp_path / "a.xlsx")
    assert _rows(tmp_path / "a.xlsx")[0].values["official_name"] == "=cmd|' /C calc'!A0"


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _no_workbook(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 not really")


def _other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")


def _broken_sheet(path: Path) -> None:
    write_xlsx(path.with_suffix(".good.xlsx"), [CARD])
    with zipfile.ZipFile(path.with_suffix(".good.xlsx")) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            bad.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (40 * 1024 * 1024))


def _old_excel(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on")


def _picture(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def _many_columns(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([f"column {number}" for number in range(xlsx.MOST_COLUMNS + 1)])
    book.save(path)


def _deep_json(path: Path) -> None:
    path.write_text("[" * 100_000, encoding="utf-8")


def _half_json(path: Path) -> None:
    path.write_text('[{"official_name": "读者证', encoding="utf-8")


def _other_json(path: Path) -> None:
    path.write_text('{"error": "login first"}', encoding="utf-8")


def _other_table(path: Path) -> None:
    path.write_text("a,b\n1,2\n", encoding="utf-8")


def _quote_never_closed(path: Path) -> None:
    path.write_text('official_name,row_guid\n"' + "读" * 200_000, encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (_nothing, "a.csv"),
        (_nothing, "a.xlsx"),
        (_no_workbook, "a.xlsx"),
        (_other_table, "a.xlsx"),
        (_other_zip, "a.xlsx"),
        (_broken_sheet, "a.xlsx"),
        (_bomb, "a.xlsx"),
        (_many_columns, "a.xlsx"),
        (_old_excel, "a.xls"),
        (_picture, "a.csv"),
        (_deep_json, "a.json"),
        (_half_json, "a.json"),
        (_other_json, "a.json"),
        (_other_table, "a.csv"),
        (_quote_never_closed, "a.csv"),
    ],
)
def test_a_hostile_file_is_one_sentence(tmp_path: Path, spoil: Callable[[Path], None], name: str) -> None:
    path = tmp_path / name
    spoil(path)
    with pytest.raises(RegistryFileError, match=r"^a\.\w+.{10,}") as told:
        _rows(path)
    assert "\n" not in str(told.value)


def test_a_million_empty_columns_and_rows_are_read_past(tmp_path: Path) -> None:
    """A sheet may claim any size; only cells that are there count."""
    text = tmp_path / "a.csv"
    text.write_text(f"official_name,row_guid{',' * 1_000_000}\n读者证申领,1\n", encoding="utf-8")
    assert [row.values["official_name"] for row in _rows(text)] == ["读者证申领"]

    write_xlsx(tmp_path / "good.xlsx", [{"official_name": "读者证申领", "row_guid": "1"}])
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            if "sheet1" in name:
                data, claims = re.subn(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', data)
                assert claims
            bad.writestr(name, data)
    assert [row.values["official_name"] for row in _rows(tmp_path / "a.xlsx")] == ["读者证申领"]


def test_too_large_a_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge_base.registry.reading.MOST_BYTES", 10)
    with pytest.raises(RegistryFileError, match="MB"):
        _rows(write_csv(tmp_path / "a.csv", [CARD]))
