"""Campaign workbooks for the tests: the sample filled in, changed cell by cell, or broken on purpose."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from hospcomms.domain.locale import locale
from hospcomms.services.exchange.columns import SHEETS, PlanSheet
from hospcomms.services.exchange.template import write_template
from hospcomms.services.sample_udine import FILLING

Edit = Callable[[Any], None]


def filled(path: Path, edit: Edit | None = None, language: str = "en") -> Path:
    """The published campaign as a workbook in a language, changed by ``edit`` (given the openpyxl workbook)."""
    path.write_bytes(_content(language))
    if edit is not None:
        book = load_workbook(path)
        edit(book)
        book.save(path)
    return path


@cache
def _content(language: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "w.xlsx"
        write_template(made, locale(language), FILLING)
        return made.read_bytes()


def sheet_of(key: str) -> PlanSheet:
    """The description of a sheet by its key."""
    return next(sheet for sheet in SHEETS if sheet.key == key)


def page(book: Any, key: str, language: str = "en") -> Any:
    """The openpyxl sheet of a key."""
    return book[sheet_of(key).title(locale(language))]


def place(key: str, column: str) -> int:
    """The number (from 1) of a column in a sheet."""
    return [item.key for item in sheet_of(key).columns].index(column) + 1


def put(key: str, row: int, column: str, value: object, number_format: str = "") -> Edit:
    """An edit that writes one cell; ``row`` as Excel counts. On the plan, the row is that of the field."""

    def edit(book: Any) -> None:
        cell = cell_of(book, key, row, column)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return edit


def cell_of(book: Any, key: str, row: int, column: str) -> Any:
    """The cell of a column; the plan has a line for each field."""
    if key == "plan":
        return page(book, key).cell(place(key, column) + 1, 2)
    return page(book, key).cell(row, place(key, column))


def as_error(key: str, row: int, column: str, sign: str) -> Edit:
    """An edit that makes a cell an error cell, as Excel saves it."""

    def edit(book: Any) -> None:
        cell = cell_of(book, key, row, column)
        cell.value = sign
        cell.data_type = "e"

    return edit


def packed(parts: dict[str, bytes], name: str = "xl/workbook.xml") -> bytes:
    """A zip archive of these parts; ``name`` is there at least empty."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in {name: b"", **parts}.items():
            archive.writestr(part, content)
    return stream.getvalue()


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook at ``path`` with each part changed."""
    with zipfile.ZipFile(path) as archive:
        return packed({item.filename: change(item.filename, archive.read(item)) for item in archive.infolist()})


def plain(path: Path, *rows: list[object]) -> Path:
    """A workbook of somebody else with one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path
