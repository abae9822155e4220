"""A file that is no sound campaign workbook is refused with one sentence, and nothing is saved."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.exchange import import_campaign
from hospcomms.services.exchange.book import open_book
from hospcomms.services.exchange.cell_scan import address, place_of
from hospcomms.services.office import Office
from tests.services.workbooks import filled, packed, plain, repacked

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _whole(path: Path) -> bytes:
    return filled(path).read_bytes()


def _with_declaration(path: Path) -> bytes:
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    return repacked(
        filled(path),
        lambda name, part: entity + part.split(b"?>", 1)[-1] if name.endswith("sheet1.xml") else part,
    )


def _with_utf_16_declaration(path: Path) -> bytes:
    declared = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")
    return repacked(filled(path), lambda name, part: declared if name == "docProps/core.xml" else part)


def _bomb(_path: Path) -> bytes:
    return packed({"xl/worksheets/sheet1.xml": b" " * (60 << 20)})


def _far(path: Path) -> bytes:
    book = Workbook()
    book.active["XFD1048576"] = 1
    book.save(path)
    return path.read_bytes()


def _broken_sheet(path: Path) -> bytes:
    return repacked(filled(path), lambda name, part: part[: len(part) // 2] if "sheet1.xml" in name else part)


def _without_sheet_part(path: Path) -> bytes:
    whole = filled(path)
    with zipfile.ZipFile(whole) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    del parts["xl/worksheets/sheet2.xml"]
    return packed(parts)


def _hidden_only(path: Path) -> bytes:
    book = Workbook()
    book.active.append(["a"])
    book.active.sheet_state = "hidden"
    book.create_chartsheet("chart")
    book.save(path)
    return path.read_bytes()


def _of_another_kind(path: Path) -> bytes:
    return plain(path, ["Name", "Telephone"], ["A", "1"]).read_bytes()


def _flipped(path: Path) -> bytes:
    content = bytearray(_whole(path))
    content[len(content) // 2] ^= 0xFF
    return bytes(content)


FILES: list[tuple[str, str, Callable[[Path], bytes]]] = [
    ("nothing in it", "empty-file", lambda _path: b""),
    ("random bytes behind a zip's beginning", "damaged-file", lambda _path: b"PK\x03\x04" + bytes(range(256)) * 8),
    ("a workbook cut in half", "damaged-file", lambda path: _whole(path)[:9000]),
    ("one byte changed", "damaged-file", _flipped),
    ("a sheet that ends too early", "damaged-file", _broken_sheet),
    ("a sheet that is not there", "damaged-file", _without_sheet_part),
    ("an old workbook", "old-workbook", lambda _path: OLE + "Workbook".encode("utf-16-le") * 40),
    ("a locked workbook", "password", lambda _path: OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")),
    ("a web page", "web-page", lambda _path: b"\r\n<html><table><tr><td>1</td></tr></table></html>"),
    ("a text table", "csv", lambda _path: "الاسم;الهاتف\nأ;1\n".encode("cp1256")),
    ("a text table in UTF-16", "csv", lambda _path: "Nom\tTel\nA\t1\n".encode("utf-16")),
    ("plain text", "not-a-workbook", lambda _path: b"hello"),
    ("a picture", "not-a-workbook", lambda _path: b"\x89PNG\r\n\x1a\n" + bytes(64)),
    ("another zip archive", "not-a-workbook", lambda _path: packed({"word/document.xml": b"<a/>"}, "mimetype")),
    ("an outside entity", "unsafe", _with_declaration),
    ("a declaration in UTF-16", "unsafe", _with_utf_16_declaration),
    ("a bomb", "too-large", _bomb),
    ("a cell at the end of the world", "too-far", _far),
    ("no visible sheet", "no-sheets", _hidden_only),
    ("another kind of workbook", "wrong-kind", _of_another_kind),
]


@pytest.mark.parametrize(("what", "kind", "make"), FILES, ids=[row[0] for row in FILES])
def test_a_file_that_cannot_be_imported_is_refused_with_its_own_sentence(
    quiet: Office, tmp_path: Path, what: str, kind: str, make: Callable[[Path], bytes]
) -> None:
    path = tmp_path / "file.xlsx"
    content = make(path)
    path.write_bytes(content)

    with pytest.raises(Refusal) as caught:
        import_campaign(quiet, path)

    assert caught.value.kind == kind
    assert quiet.settings.locale.say(caught.value.sentence).strip()
    assert path.read_bytes() == content
    assert _nothing_saved(quiet)


def test_a_folder_a_missing_file_and_a_pipe_are_not_files(office: Office, tmp_path: Path) -> None:
    wrong = [tmp_path, tmp_path / "missing.xlsx"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.xlsx")
        wrong.append(tmp_path / "pipe.xlsx")
    for path in wrong:
        with pytest.raises(Refusal) as caught:
            import_campaign(office, path)
        assert caught.value.kind == "not-a-file"


def test_a_workbook_of_a_newer_version_is_refused(office: Office, tmp_path: Path) -> None:
    path = filled(tmp_path / "w.xlsx", lambda book: book["hospcomms"].cell(3, 2, "9"))
    says = open_book(path).says
    assert says["version"] == "9", says
    with pytest.raises(Refusal) as caught:
        import_campaign(office, path)
    assert caught.value.kind == "newer"


def test_hidden_and_chart_sheets_are_passed_over(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["seen"])
    book.create_sheet("hidden").sheet_state = "veryHidden"
    book.create_chartsheet("chart")
    book.save(tmp_path / "w.xlsx")
    assert [page.title for page in open_book(tmp_path / "w.xlsx").pages] == ["Sheet"]


def test_cells_are_named_as_excel_names_them() -> None:
    for place, name in (((0, 0), "A1"), ((9, 25), "Z10"), ((0, 26), "AA1"), ((1048575, 16383), "XFD1048576")):
        assert address(place) == name
        assert place_of(name) == place
    assert place_of("1A") is None


def _nothing_saved(office: Office) -> bool:
    return not any(records.count(office, Query(record)) for record in RECORDS) and records.undoable(office) is None
