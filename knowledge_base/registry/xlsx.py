"""Spreadsheets: the only file that touches openpyxl. Whatever a workbook claims, it can't fill the memory."""

import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from knowledge_base.errors import RegistryFileError

MOST_UNPACKED = 256 * 1024 * 1024
"""bytes of all parts of a workbook together; 100,000 rows of 40 columns are about 150 MB"""
MOST_SQUEEZED = 120
"""times that a part over 10 MB may be larger than its packed form; text reaches 20 to 40"""
MOST_COLUMNS = 512
_MOST_ROWS = 1_048_576
"""of any sheet; a row that claims a higher number is not waited for"""
_SMALL = 10 * 1024 * 1024

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
)
"""what openpyxl raises for a workbook that is none; its own exceptions are among these or derive from them"""


def lines(path: Path, sheet: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells as text) of the first sheet or the one named; formulas are text, never computed.

    Raises `RegistryFileError` for what is no workbook, is a bomb, or has no such sheet.
    """
    _guard(path)
    try:
        with _opened(path) as book:
            found = _sheet(book, sheet, path)
            # The size a sheet claims is not believed: only cells that are there are read.
            found.reset_dimensions()
            for number, row in enumerate(found.iter_rows(max_row=_MOST_ROWS, values_only=True), start=1):
                yield number, _cells(row, number, path)
    except _BROKEN as error:
        raise RegistryFileError(
            f"{path.name} is not a readable XLSX workbook ({type(error).__name__}): save it again as .xlsx"
        ) from error


def _guard(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise RegistryFileError(
            f"{path.name} is not an XLSX workbook: open it and save it as .xlsx or .csv"
        ) from error
    # zipfile never unpacks more of a part than the size it states, so stated sizes can be trusted.
    squeezed = any(
        part.file_size > _SMALL and part.file_size > MOST_SQUEEZED * max(part.compress_size, 1)
        for part in parts
    )
    if squeezed or len(parts) > 10_000 or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RegistryFileError(
            f"{path.name} unpacks to more than a registry export ever does: split it, or save it as .csv"
        )


@contextmanager
def _opened(path: Path) -> Generator[Any]:
    from openpyxl import load_workbook

    # openpyxl leaves the file open when it can't make sense of it.
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _sheet(book: Any, name: str | None, path: Path) -> Any:
    if not book.worksheets:
        raise RegistryFileError(f"{path.name} has no sheet with cells")
    if name is None:
        return book.worksheets[0]
    for sheet in book.worksheets:
        if sheet.title == name:
            return sheet
    titles = ", ".join(sheet.title for sheet in book.worksheets)
    raise RegistryFileError(f"{path.name} has no sheet {name}: it has {titles}")


def _cells(row: tuple[object, ...], number: int, path: Path) -> list[str]:
    cells = [_text(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise RegistryFileError(
            f"{path.name} has more than {MOST_COLUMNS} columns in row {number}: it is no list of items"
        )
    return cells


def _text(value: object) -> str:
    """As a person sees the cell; a formula as it is written."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case str() | int() | float() | timedelta():
            return str(value)
        case _:
            return str(getattr(value, "text", ""))
