"""The small form in a dialog: in the middle of its window, as high as what it asks, never cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.fields import Record
from hospcomms.domain.objectives import Result
from hospcomms.services.office import Office
from tests.ui.form_stage import begin
from ui.records.form_dialog import FormDialog
from ui.rooms.room import Section
from ui.session import Session


def _window(qtbot: QtBot, place: QRect) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(place)
    window.show()
    return window


def _dialog(window: QWidget, session: Session, record: Record) -> FormDialog:
    dialog = FormDialog(session, record, type(record).one, parent=window)
    dialog.show()
    return dialog


def _choose(dialog: FormDialog, design: str) -> None:
    editor = dialog.form.cells["design"].editor
    editor.set_value(design)
    editor.edited.emit()


def _is_whole(dialog: FormDialog) -> bool:
    """Whether all fields have their height; those out of sight can be scrolled to."""
    QApplication.processEvents()
    area = dialog.findChild(QScrollArea)
    assert area is not None
    bar, form = area.verticalScrollBar(), dialog.form
    cells = [cell for cell in form.cells.values() if not cell.isHidden()]
    lowest = max(cell.mapTo(form, cell.rect().bottomLeft()).y() for cell in cells)
    high = all(cell.height() >= cell.minimumSizeHint().height() for cell in cells)
    return high and lowest < form.height() and bar.maximum() == max(0, form.height() - area.viewport().height())


@pytest.mark.parametrize("place", [QRect(20, 20, 760, 700), QRect(100, 90, 600, 560)])
def test_a_dialog_stands_in_the_middle_of_its_window(qtbot: QtBot, office: Office, place: QRect) -> None:
    window = _window(qtbot, place)
    dialog = _dialog(window, begin(office), Audience())
    middle = dialog.frameGeometry().center() - window.frameGeometry().center()
    assert abs(middle.x()) <= 2
    if dialog.height() < window.height() - 40:
        assert abs(middle.y()) <= 2
    assert _is_whole(dialog)


@pytest.mark.parametrize("fields", [("name",), ("name", "size")])
@pytest.mark.parametrize("kind", ["primary", "danger"])
def test_enter_in_the_only_line_is_the_verb_unless_that_is_grave(
    qtbot: QtBot, office: Office, fields: tuple[str, ...], kind: str
) -> None:
    window = _window(qtbot, QRect(20, 20, 900, 700))
    dialog = FormDialog(begin(office), Audience(), Audience.one, sections=(Section("", fields),), parent=window)
    dialog.go.restyle(kind)
    saved: list[Record] = []
    dialog.saved.connect(saved.append)
    dialog.show()
    line = dialog.form.cells["name"].editor.target()
    qtbot.keyClicks(line, "Parents")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert bool(saved) is (len(fields) == 1 and kind == "primary")


@pytest.mark.parametrize("speech", ["ar", "fr"])
@pytest.mark.parametrize("place", [QRect(0, 0, 1366, 768), QRect(0, 0, 911, 460)])
def test_a_form_that_asks_more_while_one_types_grows_or_scrolls_and_shrinks_again(
    qtbot: QtBot, office: Office, speech: str, place: QRect
) -> None:
    session = begin(office, speech)
    window = _window(qtbot, place)
    dialog = _dialog(window, session, Result(campaign=1))
    before = dialog.height()
    _choose(dialog, "controlled")
    qtbot.waitUntil(lambda: not dialog._fitting.isActive())
    QApplication.processEvents()
    assert dialog.height() >= before
    assert _is_whole(dialog)
    assert dialog.height() <= max(place.height(), dialog.screen().availableGeometry().height())
    _choose(dialog, "pre_post")
    QApplication.processEvents()
    qtbot.waitUntil(lambda: dialog.height() == before)
    assert _is_whole(dialog)


def test_a_height_chosen_by_hand_stays(qtbot: QtBot, office: Office) -> None:
    window = _window(qtbot, QRect(0, 0, 780, 700))
    dialog = _dialog(window, begin(office), Result(campaign=1))
    dialog.resize(dialog.width(), 333)
    _choose(dialog, "controlled")
    QApplication.processEvents()
    assert dialog.height() == 333
    assert _is_whole(dialog)
