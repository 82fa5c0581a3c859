"""One invented library's registry in three formats, as vendors write it."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Item = Mapping[str, Any]

CARD: Item = {
    "row_guid": "guid-card",
    "task_name": "读者证申领",
    "dept_name": "市文化局",
    "server_type": "1",
    "task_type": "20",
    "project_type": "承诺件",
    "anticipate_day": "15",
    "anticipate_type": "工作日",
    "promise_day": "3",
    "promise_type": "",
    "limit_scene_num": "1",
    "is_fee": "1",
    "link_way": "023-11111111",
    "supervise_way": "023-22222222",
    "result_name": "读者证",
    "accept_condition": ["年满6周岁", "在本市居住"],
    "materials": [
        {"material_name": "居民身份证", "is_need": "1", "source_type": "20"},
        {"material_name": "一寸照片", "is_need": "1", "source_type": "10"},
        {"material_name": "监护人身份证", "is_need": "1", "source_type": "20"},
    ],
    "charges": [{"charge_name": "押金", "charge_standard": "100元"}],
    "windows": [{"address": "文化路1号一楼2号窗口", "tel": "023-33333333", "time": "工作日9:00-17:00"}],
    "by_law": [
        {
            "law_name": "公共图书馆法",
            "terms_number": "第三十四条",
            "terms_content": "公共图书馆应当免费提供服务",
            "effective_date": "2018-01-01",
        }
    ],
}
TALK: Item = {"row_guid": "guid-talk", "task_name": "讲座报名", "dept_name": "市文化局", "is_fee": "0"}


def changed(item: Item, **values: Any) -> Item:
    return {**item, **values}


def write_json(path: Path, items: Sequence[Item]) -> Path:
    """Wrapped, as an interface answers."""
    path.write_text(json.dumps({"code": 0, "data": {"list": list(items)}}, ensure_ascii=False), "utf-8")
    return path


def write_csv(path: Path, items: Sequence[Item], encoding: str = "utf-8-sig") -> Path:
    """Lists are JSON in a cell, or several lines of numbered text."""
    names = list(dict.fromkeys(name for item in items for name in item))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for item in items:
            writer.writerow([_cell(name, item.get(name, "")) for name in names])
    return path


def write_xlsx(path: Path, items: Sequence[Item]) -> Path:
    """Below a title in a merged cell, with an empty row above each item."""
    names = list(dict.fromkeys(name for item in items for name in item))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某区政务服务事项实施清单"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(names))
    sheet.append(names)
    for item in items:
        sheet.append([])
        sheet.append([_cell(name, item.get(name, "")) or None for name in names])
    book.save(path)
    return path


def _cell(name: str, value: Any) -> str:
    if name == "accept_condition" and value:
        return "\n".join(f"{number}. {one}" for number, one in enumerate(value, start=1))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
