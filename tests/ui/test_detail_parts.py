"""Parts are added, changed and deleted in their table by the keyboard alone, row by row."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.activities import BudgetLine
from hospcomms.domain.campaigns import Campaign, KeyMessage
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.fields import Record, Texts
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.query import Op, Query
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, type_into, walk
from ui.records.part_table import PartTable

PARTS = [record for record in RECORDS if record.whole]


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return records.save(office, Campaign(title="الزكام")).saved(Campaign)


def _table(qtbot: QtBot, office: Office, part: type[Record], whole: int, speech: str = "ar", **facts: Any) -> PartTable:
    table = PartTable(begin(office, speech), part, whole, **facts)
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    qtbot.waitExposed(table)
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    table.rows.setFocus()
    return table


def _lines(office: Office, campaign: Campaign) -> list[BudgetLine]:
    return records.parts(office, BudgetLine, campaign.id)


def _type(text: str) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QWidget)
    type_into(focused, text)


def _press(qtbot: QtBot, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_a_row_is_added_by_typing_and_tab_and_saved_when_it_is_left(
    qtbot: QtBot, office: Office, campaign: Campaign
) -> None:
    table = _table(qtbot, office, BudgetLine, campaign.id)
    table.rows.setCurrentIndex(table.model.index(0, 0))
    _press(qtbot, Qt.Key.Key_Return)
    _type("طباعة المطويات")
    _press(qtbot, Qt.Key.Key_Tab)
    _type("٤٢٠٬٠٠٠")
    _press(qtbot, Qt.Key.Key_Tab)
    _press(qtbot, Qt.Key.Key_Tab)
    _type("12,5")
    assert _lines(office, campaign) == []
    _press(qtbot, Qt.Key.Key_Tab)
    saved = _lines(office, campaign)
    assert [(line.title, line.planned, line.spent) for line in saved] == [
        ("طباعة المطويات", Decimal(420000), Decimal("12.5"))
    ]
    assert len(walk(table.model.session).commits) == 1
    _type("سطر ثان")
    _press(qtbot, Qt.Key.Key_Return)
    table.leave()
    assert [line.title for line in _lines(office, campaign)] == ["طباعة المطويات", "سطر ثان"]


def test_a_cell_is_changed_by_f2_and_kept_by_enter(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    records.save(office, BudgetLine(campaign=campaign.id, title="قديم"))
    table = _table(qtbot, office, BudgetLine, campaign.id)
    table.rows.setCurrentIndex(table.model.index(0, 0))
    _press(qtbot, Qt.Key.Key_F2)
    _type("جديد")
    _press(qtbot, Qt.Key.Key_Return)
    assert table.model.record(0).caption == "جديد"
    table.rows.setCurrentIndex(table.model.index(1, 0))
    assert _lines(office, campaign)[0].title == "جديد"
    commit = records.undo(office)
    assert commit is not None
    table.model.session.go.committed(commit)
    assert table.model.record(0).caption == "قديم"


def test_typing_over_a_cell_begins_to_edit_it(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    records.save(office, BudgetLine(campaign=campaign.id, title="x"))
    table = _table(qtbot, office, BudgetLine, campaign.id, "en")
    table.rows.setCurrentIndex(table.model.index(0, 1))
    QTest.keyClick(table.rows, Qt.Key.Key_7)
    assert QApplication.focusWidget() is not table.rows
    _press(qtbot, Qt.Key.Key_Return)
    table.leave()
    assert _lines(office, campaign)[0].planned == Decimal(7)


def test_escape_gives_up_a_cell_then_the_row(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    records.save(office, BudgetLine(campaign=campaign.id, title="x"))
    table = _table(qtbot, office, BudgetLine, campaign.id)
    table.rows.setCurrentIndex(table.model.index(0, 0))
    _press(qtbot, Qt.Key.Key_F2)
    _type("y")
    _press(qtbot, Qt.Key.Key_Escape)
    assert not table.model.is_touched(0)
    _press(qtbot, Qt.Key.Key_F2)
    _type("y")
    _press(qtbot, Qt.Key.Key_Return)
    assert table.model.is_touched(0)
    _press(qtbot, Qt.Key.Key_Escape)
    assert not table.model.is_touched(0)
    assert _lines(office, campaign)[0].title == "x"


def test_a_row_that_breaks_a_rule_stays_as_typed_and_says_why(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    table = _table(qtbot, office, BudgetLine, campaign.id, "en")
    table.rows.edit_cell(0, 1)
    _type("twelve")
    _press(qtbot, Qt.Key.Key_Return)
    table.leave()
    assert "is not a number" in table._trouble.words()
    assert table.model.index(0, 1).data() == "twelve"
    table.rows.edit_cell(0, 1)
    _type("12")
    _press(qtbot, Qt.Key.Key_Return)
    assert not table.model.save_row(0)
    assert "Budget line is missing" in table._trouble.words()
    table.rows.edit_cell(0, 0)
    _type("Leaflets")
    _press(qtbot, Qt.Key.Key_Return)
    assert table.model.save_row(0)
    assert table._trouble.words() == ""
    assert _lines(office, campaign)[0].planned == Decimal(12)


def test_del_puts_the_row_into_the_bin_and_undo_brings_it_back(
    qtbot: QtBot, office: Office, campaign: Campaign
) -> None:
    records.save(office, BudgetLine(campaign=campaign.id, title="x"))
    table = _table(qtbot, office, BudgetLine, campaign.id)
    table.rows.setCurrentIndex(table.model.index(0, 0))
    assert table.rows.selectedIndexes()
    _press(qtbot, Qt.Key.Key_Delete)
    assert _lines(office, campaign) == []
    assert table.model.rowCount() == 1
    commit = records.undo(office)
    assert commit is not None
    table.model.session.go.committed(commit)
    assert table.model.rowCount() == 2


def test_enter_opens_the_whole_part(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    records.save(office, BudgetLine(campaign=campaign.id, title="x"))
    table = _table(qtbot, office, BudgetLine, campaign.id)
    table.rows.setCurrentIndex(table.model.index(0, 0))
    with qtbot.waitSignal(table.opened) as opened:
        _press(qtbot, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].title == "x"


def test_amounts_are_summed_below(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    for amount in (100, 250):
        records.save(office, BudgetLine(campaign=campaign.id, title="x", planned=Decimal(amount)))
    table = _table(qtbot, office, BudgetLine, campaign.id, "en")
    assert table._sums.words().startswith("Planned amount: DZD 350.00")


def test_a_message_is_typed_in_the_language_of_the_page_and_the_others_stay(
    qtbot: QtBot, office: Office, campaign: Campaign
) -> None:
    wording = Texts("عربي", "français", "English")
    records.save(office, KeyMessage(campaign=campaign.id, wording=wording))
    table = _table(qtbot, office, KeyMessage, campaign.id, "fr")
    place = [field.name for field in table.model.columns].index("wording")
    table.rows.edit_cell(0, place)
    _type("nouveau")
    _press(qtbot, Qt.Key.Key_Return)
    table.leave()
    stored = records.find(office, Query(KeyMessage).where("campaign", Op.IS, campaign.id))[0]
    assert stored.wording == Texts("عربي", "nouveau", "English")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.key)
@pytest.mark.parametrize("speech", ["ar", "fr"])
def test_the_table_of_every_part_opens_every_editor_without_a_warning(
    qtbot: QtBot, office: Office, campaign: Campaign, part: type[Record], speech: str
) -> None:
    table = _table(qtbot, office, part, campaign.id, speech)
    QAbstractItemModelTester(table.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for column, field in enumerate(table.model.columns):
        if not field.own:
            table.rows.edit_cell(0, column)
            assert QApplication.focusWidget() is not table.rows
            _press(qtbot, Qt.Key.Key_Escape)
    table.grab()


def test_a_row_that_cannot_be_saved_is_back_when_the_table_opens_again(
    qtbot: QtBot, office: Office, campaign: Campaign
) -> None:
    table = _table(qtbot, office, BudgetLine, campaign.id)
    table.rows.edit_cell(0, 1)
    _type("420 ألف")
    _press(qtbot, Qt.Key.Key_Tab)
    _type("99")
    _press(qtbot, Qt.Key.Key_Return)
    table.hide()
    again = _table(qtbot, office, BudgetLine, campaign.id)
    assert again.model.index(0, 1).data() == "420 ألف"
    assert again.model.record(0).committed == Decimal(99)  # type: ignore[attr-defined]
    again.rows.edit_cell(0, 0)
    _type("مطويات")
    _press(qtbot, Qt.Key.Key_Tab)
    _type("420000")
    _press(qtbot, Qt.Key.Key_Return)
    again.leave()
    assert _lines(office, campaign)[0].planned == Decimal(420000)
    assert records.drafts(office) == []


def test_a_row_is_saved_when_the_keyboard_goes_elsewhere(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    other = QLineEdit(holder)
    table = PartTable(begin(office), BudgetLine, campaign.id, parent=holder)
    table.setGeometry(0, 40, 800, 300)
    holder.resize(800, 400)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    table.rows.edit_cell(0, 0)
    _type("مطويات")
    other.setFocus()
    qtbot.waitUntil(lambda: len(_lines(office, campaign)) == 1)
    assert other.hasFocus()


def test_leaving_takes_what_stands_in_the_open_cell_with_it(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    table = _table(qtbot, office, BudgetLine, campaign.id)
    table.rows.edit_cell(0, 0)
    _type("مطويات")
    table.leave()
    assert [line.title for line in _lines(office, campaign)] == ["مطويات"]


def test_the_whole_form_of_a_row_is_also_opened_by_mouse(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    table = _table(qtbot, office, BudgetLine, campaign.id)
    assert not table.whole_form.isVisible()
    records.save(office, BudgetLine(campaign=campaign.id, title="x"))
    full = _table(qtbot, office, BudgetLine, campaign.id)
    with qtbot.waitSignal(full.opened) as opened:
        QTest.mouseClick(full.whole_form, Qt.MouseButton.LeftButton)
    assert opened.args is not None
    assert opened.args[0].title == "x"


def test_enter_saves_a_new_row_that_was_typed(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    table = _table(qtbot, office, BudgetLine, campaign.id)
    table.rows.edit_cell(0, 0)
    _type("مطويات")
    _press(qtbot, Qt.Key.Key_Return)
    assert _lines(office, campaign) == []
    _press(qtbot, Qt.Key.Key_Return)
    assert [line.title for line in _lines(office, campaign)] == ["مطويات"]


def test_tab_takes_the_record_that_is_marked_in_the_list(qtbot: QtBot, office: Office, campaign: Campaign) -> None:
    ident = records.save(office, Objective(campaign=campaign.id, indicator="نسبة من يعرفون")).saved(Objective).id
    table = _table(qtbot, office, Result, campaign.id)
    place = [field.name for field in table.model.columns].index("objective")
    table.rows.edit_cell(0, place)
    _type("نسبة")
    _press(qtbot, Qt.Key.Key_Tab)
    assert table.model.record(0).objective == ident
