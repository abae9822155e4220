"""Contacts are imported in the window: file, columns, preview with its problems, import; by real widgets and files."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import Office
from hospcomms.services.row_import.plan import LATER
from tests.rooms.exchange_stage import open_view
from tests.services.contact_files import GOOGLE, MESSY, workbook
from tests.ui.form_stage import begin, walk
from ui.exchange.tasks import CONTACTS
from ui.importing.contacts_page import ContactsImportPage
from ui.importing.wizard import COLUMNS, DONE, FILE, PREVIEW
from ui.language import plain
from ui.session import Session


def opened(qtbot: QtBot, session: Session, path: Path | None = None) -> ContactsImportPage:
    """The page, with a file taken if one is given."""
    page = open_view(qtbot, session, CONTACTS.key, (1366, 690))
    assert isinstance(page, ContactsImportPage)
    if path is not None:
        page.take(path)
        qtbot.waitUntil(lambda: not page.is_busy() and page.plan is not None and page.step != FILE, timeout=20_000)
        qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    return page


def press(page: ContactsImportPage, qtbot: QtBot) -> None:
    """Press the primary button and wait until what it began is done."""
    QTest.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)


def counts(page: ContactsImportPage) -> list[int]:
    """The numbers on the cards."""
    return [count for _shape, count, _words in page.preview.counters.shown]


def cells(page: ContactsImportPage) -> list[list[str]]:
    """The texts of the table."""
    rows = page.preview.table.rows
    return [[str(rows.index(row, column).data()) for column in range(rows.columnCount())]
            for row in range(rows.rowCount())]  # fmt: skip


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast"), ("en", "light")])
@pytest.mark.parametrize("size", [(1366, 690), (911, 460)])
def test_every_step_is_painted_in_every_language_theme_and_size(
    qtbot: QtBot, office: Office, tmp_path: Path, speech: str, look: str, size: tuple[int, int]
) -> None:
    page = opened(qtbot, begin(office, speech, look=look), workbook(tmp_path / "a.xlsx"))
    page.resize(*size)
    for step in (FILE, COLUMNS, PREVIEW, DONE):
        page.show_step(step)
        assert not page.grab().isNull()


def test_a_list_is_imported_and_one_undo_takes_it_back(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    session = begin(office, "en")
    page = opened(qtbot, session, workbook(tmp_path / "a.xlsx"))
    assert page.step == PREVIEW
    assert counts(page) == [7, 2, 2, 3]
    assert plain(page.primary.text()) == "Import 4 rows"
    press(page, qtbot)
    assert page.step == DONE
    assert records.count(office, Query(Person)) == 4
    assert page.done_step.words()[0] == "4 rows were imported; 3 rows were refused; 0 rows are already present."
    (commit,) = walk(session).commits
    assert commit.name == "Import contacts"
    records.undo(office)
    assert records.count(office, Query(Person)) == 0


def test_a_bad_cell_is_found_by_f8_and_mended_by_f2(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    page = opened(qtbot, begin(office, "en"), workbook(tmp_path / "a.xlsx"))
    table = page.preview.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F8)
    here = table.currentIndex()
    assert here.data() == "tarek.example.org"
    assert "@ is missing" in plain(str(here.data(Qt.ItemDataRole.ToolTipRole)))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("tarek@example.org")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: counts(page) == [7, 3, 2, 2])
    assert plain(page.primary.text()) == "Import 5 rows"
    assert table.currentIndex().data() == "tarek@example.org"
    QTest.keyClick(table, Qt.Key.Key_F8)
    assert table.currentIndex().row() == 3


def test_problems_are_grouped_and_show_their_rows_alone(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    page = opened(qtbot, begin(office, "en"), workbook(tmp_path / "a.xlsx"))
    titles = [str(group.title) for group in page.preview.groups]
    assert titles[:3] == [
        "Wrong e-mail address", "The name is missing; it is required.", "Incomplete or wrong telephone number",
    ]  # fmt: skip
    line = page.preview.problems.lines[0]
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert [row[0] for row in cells(page)] == ["6"]
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert len(cells(page)) == 7
    page.preview.segments.chosen.emit("ready")
    assert [row[1] for row in cells(page)] == [MESSY[0][0], MESSY[2][0]]


def test_the_columns_can_be_chosen_anew(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    page = opened(qtbot, begin(office, "en"), workbook(tmp_path / "a.xlsx"))
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert page.step == COLUMNS
    box = page.columns.boxes[5]
    box.setCurrentIndex(box.findData("name"))
    press(page, qtbot)
    assert "Two columns hold" in plain(page.banner.words())
    box.setCurrentIndex(box.findData("groups"))
    press(page, qtbot)
    assert page.step == PREVIEW
    assert page.plan is not None
    assert page.plan.rows[0].person.groups == ("الولاية",)


def test_refused_rows_are_saved_for_excel(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    session = begin(office, "en")
    page = opened(qtbot, session, workbook(tmp_path / "a.xlsx"))

    def save(_owner: QWidget, _name: Path, _kind: str) -> str:
        return str(tmp_path / "refused")

    page.outside.save = save
    QTest.mouseClick(page.refused, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    assert len(list(load_workbook(tmp_path / "refused.xlsx")["Contacts"].iter_rows())) == 4
    assert page.step == PREVIEW


def test_doubles_are_left_out_until_the_officer_says_otherwise(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text(GOOGLE, encoding="utf-8")
    page = opened(qtbot, begin(office, "en"), path)
    press(page, qtbot)
    again = opened(qtbot, begin(office, "en"), path)
    assert not again.primary.isEnabled()
    box = again.preview.doubles
    assert box.isVisible()
    box.setCurrentIndex(box.findData(LATER))
    box.activated.emit(box.currentIndex())
    assert plain(again.primary.text()) == "Import 2 rows"


def test_a_file_that_is_no_list_is_refused_and_another_one_can_be_chosen(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    page = opened(qtbot, begin(office, "fr"))
    (tmp_path / "a.csv").write_bytes(b"")
    page.outside.open = lambda *_asked: str(tmp_path / "a.csv")
    press(page, qtbot)
    assert page.banner.words()
    assert page.step == FILE
    other = workbook(tmp_path / "b.xlsx")
    page.outside.open = lambda *_asked: str(other)
    press(page, qtbot)
    qtbot.waitUntil(lambda: page.step == PREVIEW and not page.is_busy(), timeout=20_000)


def test_another_encoding_reads_the_file_again(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("الاسم;الهاتف\nسليم مرواني;0550002109\n".encode("cp1256"))
    page = opened(qtbot, begin(office, "en"), path)
    page.show_step(FILE)
    assert page.file.encoding.currentData() == "cp1256"
    assert "سليم" in page.file.names.words()
    page.file.encoding.setCurrentIndex(page.file.encoding.findData("cp1252"))
    page.file.encoding.activated.emit(page.file.encoding.currentIndex())
    qtbot.waitUntil(lambda: not page.is_busy() and "سليم" not in page.file.names.words(), timeout=20_000)
    assert page.step == FILE


def test_leaving_saves_nothing(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    session = begin(office, "en")
    page = opened(qtbot, session, workbook(tmp_path / "a.xlsx"))
    QTest.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
    assert walk(session).went_back == 1
    assert records.count(office, Query(Person)) == 0
