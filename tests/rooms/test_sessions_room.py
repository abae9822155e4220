"""The pages of a session in the window: the tables are typed as in a spreadsheet, kept, judged and saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.fields import Texts
from hospcomms.domain.materials import Material
from hospcomms.domain.query import Op, Query
from hospcomms.domain.questionnaires import Question, Questionnaire
from hospcomms.domain.sessions import HELD, PLANNED, EducationSession
from hospcomms.services import records, sessions, stock
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, type_into, walk
from ui.exchange.cards import page_of
from ui.exchange.tasks import SESSIONS
from ui.file_dialogs import Outside
from ui.importing.sessions_page import SessionsImportPage
from ui.importing.wizard import DONE
from ui.language import plain
from ui.records.editors.links import PickingEditor
from ui.records.form_dialog import FormDialog
from ui.rooms import session_acts
from ui.rooms.every import room_of
from ui.rooms.session_attendance import ALL, AttendanceTab
from ui.rooms.session_materials import MaterialsTab
from ui.rooms.session_opinions import FORMS, SHARE, OpinionsTab
from ui.rooms.session_questionnaires import QuestionnairesTab
from ui.session import Session
from ui.widgets.count_grid import CountGrid, whole_number

DAY = timedelta(days=1)


def made(office: Office, **values: Any) -> EducationSession:
    """A session of the day before yesterday, saved."""
    usual = {"title": "الوقاية", "held_on": office.today - 2 * DAY, "place": "ثانوية", "state": HELD}
    return records.save(office, EducationSession(**{**usual, **values})).saved(EducationSession)


def show(qtbot: QtBot, page: QWidget) -> None:
    page.resize(900, 600)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)


def keys(grid: CountGrid, *typed: str | Qt.Key) -> None:
    """Type texts and press keys, wherever the keyboard is: in the table or in the line of a cell."""
    for one in typed:
        for sign in one if isinstance(one, str) else (one,):
            target = grid.viewport().findChild(QLineEdit) or grid
            if isinstance(sign, str):
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))
            else:
                QTest.keyClick(target, sign)
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_people_are_typed_with_the_keyboard_and_all_who_came_follow(qtbot: QtBot, office: Office) -> None:
    one = made(office)
    session = begin(office, "en")
    tab = AttendanceTab(session, one)
    show(qtbot, tab)
    grid = tab.grid
    grid.setFocus()
    grid.setCurrentCell(0, 0)
    keys(grid, "12", Qt.Key.Key_Return)
    assert (grid.currentRow(), grid.currentColumn()) == (1, 0)
    keys(grid, "٣", Qt.Key.Key_Tab)
    assert (grid.currentRow(), grid.currentColumn()) == (1, 1)
    keys(grid, "4", Qt.Key.Key_Return)
    assert (grid.count(0, 0), grid.count(1, 0), grid.count(1, 1)) == (12.0, 3.0, 4.0)
    assert grid.count(*ALL) == 19.0
    said = [grid.item(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 2)]  # type: ignore[union-attr]
    assert said == ["Under 15, Women: 12", "25 to 44, Women: Not set"]
    assert plain(grid.item(1, 2).text()) == "7"  # type: ignore[union-attr]
    assert "19 people: all who came" in tab.words.words()
    QTest.keyClick(tab, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    kept = records.get(office, EducationSession, one.id)
    assert (kept.women_0_14, kept.women_15_24, kept.men_15_24, kept.attended) == (12.0, 3.0, 4.0, 19.0)
    assert not tab.save_button.isEnabled()
    records.undo(office)
    assert records.get(office, EducationSession, one.id).attended is None


def test_what_does_not_add_up_is_not_saved_and_is_there_when_one_comes_back(qtbot: QtBot, office: Office) -> None:
    one = made(office, attended=10.0)
    session = begin(office, "en")
    tab = AttendanceTab(session, one)
    show(qtbot, tab)
    tab.grid.put(5, 0, 11.0)
    assert not tab.save_button.isEnabled()
    assert not tab.save()
    assert "more than the 10" in str(walk(session).refused[-1])
    tab.hide()
    again = AttendanceTab(session, one)
    show(qtbot, again)
    assert again.grid.count(5, 0) == 11.0
    assert "not saved yet" in again.words.words()
    again.grid.put(5, 0, 9.0)
    assert "1 person is in no group" in again.words.words()
    assert again.save()
    assert records.get(office, EducationSession, one.id).women_unknown == 9.0
    third = AttendanceTab(session, records.get(office, EducationSession, one.id))
    assert not third.dirty


def test_rows_are_pasted_from_a_spreadsheet_whole_or_not_at_all(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "ar")
    tab = AttendanceTab(session, made(office))
    show(qtbot, tab)
    grid = tab.grid
    grid.setCurrentCell(1, 0)
    QGuiApplication.clipboard().setText("5\t6\t11\r\n٧\t\r\n")
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [grid.count(*place) for place in ((1, 0), (1, 1), (2, 0), (2, 1))] == [5.0, 6.0, 7.0, None]
    QGuiApplication.clipboard().setText("1\tdeux")
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert grid.count(1, 0) == 5.0
    assert "deux" in str(walk(session).refused[-1])
    grid.clearSelection()
    QTest.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[1:3] == ["5\t6\t11", "7\t\t7"]
    grid.setCurrentCell(1, 1)
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.count(1, 1) is None
    cases = {"12": 12, "١٢": 12, "1 200": 1200, "12.0": 12, "": None, "-1": None, "1,5": None, "123456": None}
    assert {text: whole_number(text) for text in cases} == cases


def test_the_forms_tell_the_share_that_agrees_as_one_types(qtbot: QtBot, office: Office) -> None:
    one = made(office, attended=40.0)
    session = begin(office, "en")
    tab = OpinionsTab(session, one)
    show(qtbot, tab)
    for column, count in enumerate((26.0, 3.0, 1.0)):
        tab.grid.put(0, column, count)
    assert "86.7% [70.3 to 94.7]" in plain(tab.grid.item(0, SHARE).text())  # type: ignore[union-attr]
    tab.grid.put(*FORMS, 29.0)
    assert not tab.save()
    tab.grid.put(*FORMS, 30.0)
    assert tab.save()
    assert records.get(office, EducationSession, one.id).answered == 30.0
    assert [found.agree for found in sessions.opinions_of(office, one)] == [26.0]


def press(page: QWidget, words: str) -> None:
    button = next(one for one in page.findChildren(QPushButton) if words in (one.text(), one.accessibleName()))
    button.click()


def dialog_of(session: Session, page: QWidget) -> FormDialog:
    return page.window().findChildren(FormDialog)[-1]


def test_leaflets_are_given_out_and_taken_back_on_the_page_of_the_session(qtbot: QtBot, office: Office) -> None:
    one = made(office, held_on=office.today)
    leaflet = records.save(office, Material(title=Texts("مطوية", "Dépliant", "Leaflet"))).saved(Material)
    session = begin(office, "en")
    tab = MaterialsTab(session, one)
    show(qtbot, tab)
    stock.count_stock(office, leaflet, 30)
    press(tab, "Give out copies…")
    dialog = dialog_of(session, tab)
    picking = dialog.form.cells["material"].editor
    assert isinstance(picking, PickingEditor)
    picking.take(leaflet.id)
    type_into(dialog.form.cells["copies"].editor.target(), "31")
    dialog.go.click()
    assert dialog.isVisible()  # there are only 30
    type_into(dialog.form.cells["copies"].editor.target(), "12")
    dialog.go.click()
    assert stock.given_at(stock.moves_at(office, one)) == 12
    press(tab, "Take copies back…")
    assert stock.given_at(stock.moves_at(office, one)) == 12
    press(tab, "Take out")
    assert stock.balance(office, leaflet.id) == 30


def test_a_questionnaire_of_the_session_is_shown_with_its_verdict(qtbot: QtBot, office: Office) -> None:
    one = made(office)
    session = begin(office, "en")
    tab = QuestionnairesTab(session, one)
    show(qtbot, tab)
    press(tab, "New questionnaire for this session")
    dialog = dialog_of(session, tab)
    assert dialog.form.save()
    (asked,) = records.find(office, Query(Questionnaire).where("session", Op.IS, one.id))
    assert (asked.title, asked.after_on) == ("الوقاية", one.held_on)
    assert walk(session).opened[-1] == (Questionnaire, asked.id)
    records.save(office, Question(questionnaire=asked.id, wording=Texts("س"), answers_before=50.0, right_before=10.0,
                                  answers_after=50.0, right_after=40.0))  # fmt: skip
    tab.fill()
    tab.grab()


def test_the_list_has_its_views_and_gives_trainers_their_workbook(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    room = room_of(EducationSession)
    assert room is not None
    assert {view.key for view in room.views} == {PLANNED, "held", "month"}
    today = office.today
    over = replace(made(office), state=PLANNED)
    assert [room.severity(one, today) for one in (over, replace(over, state=HELD), replace(over, held_on=today))] == [
        *("late", "late", "")
    ]
    session = begin(office, "fr")
    page = QWidget()
    qtbot.addWidget(page)
    target = tmp_path / "séances"
    outside = Outside(save=lambda _owner, _proposed, _kind: str(target))
    session_acts.save_workbook(session, page, [], outside)
    qtbot.waitUntil(lambda: bool(walk(session).said))
    sheet = next(one for one in load_workbook(f"{target}.xlsx").worksheets if one.sheet_state == "visible")
    assert any(cell.value for row in sheet.iter_rows() for cell in row)


def test_a_list_of_sessions_is_imported_in_the_window(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("Jour;Sujet;Lieu;Femmes\n2/3/2026;Diabète;Lycée;12\n3/3/2026;;Lycée;\n", encoding="utf-8")
    page = page_of(begin(office, "ar"), SESSIONS.key)
    assert isinstance(page, SessionsImportPage)
    show(qtbot, page)
    page.take(path)
    qtbot.waitUntil(lambda: not page.is_busy() and page.plan is not None and page.plan.is_checked, timeout=20_000)
    page.grab()
    page.save()
    qtbot.waitUntil(lambda: not page.is_busy() and page.step == DONE, timeout=20_000)
    assert [(one.title, one.attended) for one in records.find(office, Query(EducationSession))] == [("Diabète", 12.0)]
    records.undo(office)
    assert records.count(office, Query(EducationSession)) == 0
