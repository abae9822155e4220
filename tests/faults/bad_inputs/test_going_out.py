"""What leaves the program: sheets that run nothing, pages that read nothing, files written whole or not at all."""

from __future__ import annotations

import csv
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import SHEET_CELL_TEXT, SHEET_TITLE_TEXT
from hospcomms.domain.locale import locale
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.domain.wording import Sentence
from hospcomms.reports import sheet_cells
from hospcomms.reports.document import Document
from hospcomms.reports.pages_as_pictures import Pages
from hospcomms.reports.pdf import pdf_bytes
from hospcomms.reports.sheet import Sheet, SheetColumn, write_workbook
from hospcomms.services import access, records, reports
from hospcomms.services.exchange import export_list
from hospcomms.services.office import Office
from hospcomms.services.reports import list_document
from tests.cases import cases
from tests.faults.bad_inputs.spying import watched
from tests.faults.bad_inputs.test_workbooks import CANARY
from tests.ui.form_stage import begin, type_into, walk
from ui.records.form import Form, all_fields
from ui.records.form_dialog import FormDialog

FORMULAS = (
    *("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\x00=1"),
    *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x"),
)
FRENCH = locale("fr")


def pages(content: bytes) -> list[str]:
    """The text of each page."""
    made = Pages(content)
    try:
        return [made.text(number) if hasattr(made, "text") else "" for number in range(made.count)]
    finally:
        made.close()


def sheet(rows: list[tuple[object, ...]], title: str = "x") -> Sheet:
    """A sheet of two columns."""
    return Sheet(title, (SheetColumn("a", "A"), SheetColumn("b", "B")), rows)


def test_no_cell_of_a_workbook_or_a_csv_is_a_formula(office: Office, tmp_path: Path) -> None:
    for text in FORMULAS:
        records.save(office, Person(name=f"N {text}", note=text, email="a@b.dz"))
        records.save(office, Audience(name=text.strip("\x00") or "x"))
    for record, columns in ((Person, ["name", "note"]), (Audience, ["name"])):
        export_list(office, Query(record), columns, tmp_path / "a.xlsx", FRENCH)
        export_list(office, Query(record), columns, tmp_path / "a.csv", FRENCH)
        book: Any = load_workbook(tmp_path / "a.xlsx")
        cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if isinstance(cell.value, str)]
        assert cells
        assert {cell.data_type for cell in cells} == {"s"}
        assert all(cell.quotePrefix for cell in cells if cell.value.startswith(sheet_cells.FORMULA_STARTS))
        content = (tmp_path / "a.csv").read_text("utf-8-sig")
        rows = list(csv.reader(content.splitlines(keepends=True), delimiter=";", strict=True))
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20"))]
        assert content.count('"') >= 2 * sum(map(len, rows))  # every field stands in quotation marks


def test_cells_hold_whatever_was_typed_and_one_cell_never_stops_a_list(office: Office, tmp_path: Path) -> None:
    hard = 'a;"b"\nc'
    records.save(office, Person(name="العربية é", note=hard, email="a@b.dz"))
    export_list(office, Query(Person), ["name", "note"], tmp_path / "a.csv", FRENCH)
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True), delimiter=";", strict=True))
    assert rows[1] == ["العربية é", hard]
    controls = "".join(map(chr, (*range(9), 0x0B, 0x0C, *range(0x0E, 0x20)))) + "\ud800\ufffe"
    long = "y" * (SHEET_CELL_TEXT + 100)
    made = sheet([(controls + "x", long)], "[x]:*?/\\" + "t" * 60)
    write_workbook(tmp_path / "a.xlsx", [made, made], "fr", {"kind": "x"})
    book: Any = load_workbook(tmp_path / "a.xlsx")
    assert book.worksheets[0]["A2"].value == "x"
    assert len(book.worksheets[0]["B2"].value) == SHEET_CELL_TEXT
    titles = [one.title for one in book.worksheets if one.sheet_state == "visible"]
    assert len(set(titles)) == 2
    assert all(len(title) <= SHEET_TITLE_TEXT and not set(title) & set("[]:*?/\\") for title in titles)
    # a list says how many of its texts lost their end
    said: list[str] = []
    records.save(office, Campaign(title="x", themes=tuple(f"{number} " + "y" * 250 for number in range(200))))
    columns = ["title", "themes"]
    export_list(office, Query(Campaign), columns, tmp_path / "b.xlsx", FRENCH, warn=lambda one: said.append(str(one)))
    assert len(said) == 1
    assert said[0].startswith("1 text ")


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder without a hyphen in its name: PDFium takes one at the end of a line for a word that goes on."""
    with tempfile.TemporaryDirectory(prefix="canary") as place:
        yield Path(place)


def test_a_page_shows_markup_as_it_is_and_reads_no_file(office: Office, tmp_path: Path, short_path: Path) -> None:
    canary = short_path / "canary.png"
    canary.write_bytes(CANARY.encode())
    texts = (
        *(f'<img src="{canary}"/>', f"<img src='file://{canary}'/>", str(canary), "<b>gras"),
        *("<a href='javascript:x'>y</a>", "&lt;i&gt; &amp;", "{0.__class__} %s ${x}"),
    )
    person = records.save(office, Person(name="<b>gras", note="\n".join(texts), email="a@b.dz")).steps[0].record.id
    out = tmp_path / "a.pdf"
    with watched() as seen:
        reports.make(office, "record-sheet", person, FRENCH, out)
        _, document = list_document(office, Query(Person), ["name", "note"], FRENCH)
        listed = pdf_bytes(document, FRENCH)
    assert not [one for one in seen if "canary" in one or "connect" in one]
    for content in (out.read_bytes(), listed):
        assert b"/Subtype /Image" not in content
        assert CANARY.encode() not in content
        shown = "".join("".join(pages(content)).split())
        for text in texts:
            assert "".join(text.split()) in shown, text


def test_endless_words_notes_of_thousands_of_lines_and_strange_signs_are_set(office: Office, tmp_path: Path) -> None:
    note = "\n".join(["x" * 3] * 4_900)
    person = records.save(office, Person(name="a" * 300, note=note, email="a@b.dz")).steps[0].record.id
    endless = records.save(office, Person(name="b", note="م" * 20_000, email="a@b.dz")).steps[0].record.id
    strange = "👩‍👩‍👧‍👦 \U0010fffd \U00013000 Ahmed \u202e2026\u202c a" + "\u0301" * 200
    odd = records.save(office, Person(name="c", note=strange, email="a@b.dz")).steps[0].record.id
    with cases() as table:
        for ident, most in ((person, 160), (endless, 30), (odd, 3)):
            with table.case(ident):
                made = reports.make(office, "record-sheet", ident, FRENCH, tmp_path / "a.pdf")
                found = pages((tmp_path / "a.pdf").read_bytes())
                assert 0 < len(found) <= most
                if ident == odd:
                    assert made.warnings  # what no font draws is named
                    assert "\u202e" not in "".join(found)
    assert pdf_bytes(Document("a\ud800b\u202ec", "fr", ()), FRENCH).startswith(b"%PDF")


@contextmanager
def full_disk(most: int = 1000) -> Iterator[None]:
    """No file of this process grows beyond so many bytes, as on a disk that is full."""
    import resource  # Windows has no such bound

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bound that stands in for a full disk")
def test_a_paper_that_cannot_be_written_leaves_the_old_one_as_it_was(office: Office, tmp_path: Path) -> None:
    person = records.save(office, Person(name="x", email="a@b.dz")).steps[0].record.id
    out = tmp_path / "a.pdf"
    out.write_bytes(b"the old paper")
    (tmp_path / "folder.pdf").mkdir()
    with cases() as table:
        with table.case("disk full"):
            with full_disk(), pytest.raises(Refusal):
                reports.make(office, "record-sheet", person, FRENCH, out)
            assert out.read_bytes() == b"the old paper"
            assert sorted(one.name for one in tmp_path.glob("*.part")) == []
        with table.case("a folder of that name"), pytest.raises(Refusal):
            reports.make(office, "record-sheet", person, FRENCH, tmp_path / "folder.pdf")
        with table.case("no such drive"), pytest.raises(Refusal):
            reports.make(office, "record-sheet", person, FRENCH, Path("/proc/1/x/a.pdf"))
        for name in ("a.xlsx", "a.csv"):
            with table.case(name):
                (tmp_path / name).write_bytes(b"the old sheet")
                for number in range(60):
                    records.save(office, Person(name=f"N{number} " + "x" * 200, email="a@b.dz"))
                with full_disk(5_000), pytest.raises(Refusal):
                    export_list(office, Query(Person), ["name", "email"], tmp_path / name, FRENCH)
                assert (tmp_path / name).read_bytes() == b"the old sheet"
    reports.make(office, "record-sheet", person, FRENCH, out)  # and once there is room, it works
    assert out.read_bytes().startswith(b"%PDF")
    assert list((tmp_path / "folder.pdf").iterdir()) == []


def _keep(said: list[str], one: Sentence) -> None:
    said.append(str(one))


def test_a_list_of_people_that_leaves_this_computer_is_said_and_written_down(office: Office, tmp_path: Path) -> None:
    records.save(office, Person(name="x", email="a@b.dz"))
    records.save(office, Audience(name="y"))
    cloud = tmp_path / "OneDrive - Hospital"
    cloud.mkdir()
    told: dict[str, list[str]] = {}
    for record, folder in ((Person, cloud), (Audience, cloud), (Person, tmp_path)):
        said = told.setdefault(f"{record.key} {folder.name[:8]}", [])
        query: Query = Query(record)
        export_list(office, query, ["name"], folder / "a.csv", FRENCH, warn=partial(_keep, said))
    assert [bool(said) for said in told.values()] == [True, False, False]
    assert "personal data" in told["person OneDrive"][0]
    line = next(one for one in access.lines(office, 10) if one.record == "person" and "synchronised" in one.where)
    assert (line.what, line.size) == ("export", 1)
    assert str(tmp_path) not in line.where


def test_saving_again_and_again_makes_one_record(qtbot: QtBot, office: Office) -> None:
    session = begin(office)
    form = Form(session, Audience(), all_fields(Audience))
    qtbot.addWidget(form)
    form.show()
    type_into(form.cells["name"].editor.target(), "أمهات")
    for _again in range(5):
        form.save()
    assert records.count(office, Query(Audience)) == 1
    dialog = FormDialog(session, Audience(name="آباء"), "Save")
    qtbot.addWidget(dialog)
    dialog.show()
    for _again in range(5):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert records.count(office, Query(Audience)) <= 2
    assert not walk(session).refused
