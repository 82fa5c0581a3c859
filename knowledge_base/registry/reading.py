"""An export in JSON, CSV or XLSX → rows of plain mappings. What a file is shows in its bytes."""

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import cast

from knowledge_base.errors import RegistryFileError
from knowledge_base.registry import header, xlsx

MOST_BYTES = 128 * 1024 * 1024
_DELIMITERS = ",\t;|"
_ENCODINGS = ("utf-8-sig", "gb18030")
_DEEPEST = 8
"""levels of wrapping ({"code": 0, "data": {"list": [ … ]}}) that are looked through for the entries"""

Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One entry. `line` is the line of a CSV, the row of a sheet, the number of the entry in JSON; from 1.

    `values` holds text, or in JSON whatever stands there; in a table empty cells are left out.
    """

    line: int
    values: Mapping[str, object]


def read(
    path: Path, wanted: Collection[str], naming: Collection[str], sheet: str | None = None
) -> Iterator[Row]:
    """The rows of an export. A table's header is recognised by `wanted`, an entry of JSON by `naming`.

    A name is a column, `group.column` under a merged header cell, or the path of a key in JSON. Raises
    `RegistryFileError` with one sentence for a file that is empty, too large, or none of the three formats.
    """
    size = path.stat().st_size
    if size == 0:
        raise RegistryFileError(f"{path.name} is empty: export it again")
    if size > MOST_BYTES:
        raise RegistryFileError(
            f"{path.name} has more than {MOST_BYTES // 1024 // 1024} MB: export it in several files"
        )
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise RegistryFileError(f"{path.name} is an old Excel file: open it and save it as .xlsx or .csv")
    if head.startswith(b"PK") or path.suffix.lower() == ".xlsx":
        return _table(xlsx.lines(path, sheet), wanted, path)
    text = _decoded(path)
    if text.lstrip()[:1] in ("{", "["):
        return _json(text, naming, path)
    return _table(_csv(text, wanted, path), wanted, path)


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RegistryFileError(f"{path.name} is neither UTF-8 nor GBK text, nor XLSX: save it as one of them")


def _table(lines: Iterator[Line], wanted: Collection[str], path: Path) -> Iterator[Row]:
    top = list(islice(lines, header.SEARCHED + 1))
    found = header.find([cells for _, cells in top], wanted)
    if found is None:
        some = ", ".join(sorted(wanted)[:6])
        raise RegistryFileError(f"{path.name} has no header with the columns that are read ({some} …)")
    for number, cells in chain(top[found.rows :], lines):
        values = {name: cell for name, cell in zip(found.names, cells, strict=False) if name and cell}
        if values:
            yield Row(number, values)


def _csv(text: str, wanted: Collection[str], path: Path) -> Iterator[Line]:
    def lines(delimiter: str) -> Iterator[Line]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            for cells in reader:
                cells = [cell.strip() for cell in cells]
                while cells and not cells[-1]:
                    cells.pop()
                yield reader.line_num, cells
        except csv.Error as error:
            raise RegistryFileError(
                f"{path.name}:{reader.line_num}: not readable as CSV ({error})"
            ) from error

    def fit(delimiter: str) -> int:
        try:
            top = [cells for _, cells in islice(lines(delimiter), header.SEARCHED + 1)]
        except RegistryFileError:
            return 0
        found = header.find(top, wanted)
        return found.known if found else 0

    return lines(max(_DELIMITERS, key=fit))


def _json(text: str, naming: Collection[str], path: Path) -> Iterator[Row]:
    try:
        data = _parsed(text)
    except json.JSONDecodeError as error:
        raise RegistryFileError(f"{path.name}:{error.lineno}: not JSON ({error.msg})") from error
    except RecursionError as error:
        raise RegistryFileError(f"{path.name} is nested too deeply to be a registry export") from error
    keys = {name.split(".")[0] for name in naming}
    found = False
    for number, entry in enumerate(_entries(data, keys, _DEEPEST), start=1):
        found = True
        yield Row(number, entry)
    if not found:
        some = ", ".join(sorted(keys)[:6])
        raise RegistryFileError(f"{path.name} has no entries with the keys that are read ({some} …)")


def _parsed(text: str) -> object:
    """One JSON value, or one a line."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].rstrip().endswith("}"):
            raise
        return [json.loads(line) for line in lines]


def _entries(data: object, keys: Collection[str], levels: int) -> Iterator[Mapping[str, object]]:
    if isinstance(data, dict):
        entry = cast("dict[str, object]", data)
        if any(key in entry for key in keys):
            yield entry
        elif levels:
            for value in entry.values():
                yield from _entries(value, keys, levels - 1)
    elif isinstance(data, list) and levels:
        for value in cast("list[object]", data):
            yield from _entries(value, keys, levels - 1)
