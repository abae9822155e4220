"""The crisis desk in the real window: activated, run and ended with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hospcomms.domain.incidents import (
    APPROVED,
    CALL_BACK,
    REACHED,
    RELEASED,
    RUNNING,
    STOOD_DOWN,
    IncidentCall,
    IncidentNotice,
    IncidentStep,
    PublicFact,
    Rumour,
    SituationReport,
    Statement,
)
from hospcomms.domain.query import Query
from hospcomms.services import incident_log, records
from tests.hospital import empty
from tests.rooms.crisis_stage import (
    begun,
    desk_of,
    dialog_of,
    incident_of,
    list_pane,
    office_of,
    opened,
    pane_of,
    press,
    ready_folder,
    type_words,
)
from ui import theme
from ui.rooms.crisis import counts
from ui.rooms.crisis.facts_window import FactsWindow
from ui.rooms.crisis.pane_report import ReportPane
from ui.rooms.crisis.statement_edit import StatementPane
from ui.rooms.crisis.statement_fields import PartText


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ready_folder(tmp_path / "data")


def test_f12_a_word_and_two_enters_begin_an_incident_and_its_desk(qtbot: QtBot, folder: Path) -> None:
    window = opened(qtbot, folder)
    press(window, "F12")
    dialog = dialog_of(window)
    dialog.filter.setFocus()
    for letter in "حريق":
        dialog.filter.textCursor().insertText(letter)
    assert dialog.chosen() is not None
    assert dialog.list.count() == 1
    dialog.filter.submitted.emit()
    assert dialog.focusWidget() is dialog.now
    dialog.now.click()
    desk = desk_of(window)
    assert desk.desk.incident.state == RUNNING
    assert not desk.desk.incident.is_drill
    assert theme.current().dark
    assert window.focusWidget() is desk.entry.line


def test_the_answers_to_the_questions_choose_the_level(qtbot: QtBot, folder: Path) -> None:
    window = opened(qtbot, folder)
    window.crisis.activate()
    dialog = dialog_of(window)
    highest = max(dialog._boxes, key=lambda box: box[1].level)
    highest[0].setChecked(True)
    assert dialog.level.current() == highest[1].level
    dialog.drill.click()
    assert desk_of(window).desk.incident.is_drill
    assert desk_of(window).desk.incident.level == highest[1].level


def test_tab_goes_over_the_questions_before_the_buttons(qtbot: QtBot, folder: Path) -> None:
    window = opened(qtbot, folder)
    window.crisis.activate()
    dialog = dialog_of(window)
    dialog.filter.set_text("حريق")
    place, met = dialog.filter.nextInFocusChain(), list[object]()
    while place is not None and place is not dialog.now:
        met.append(place)
        place = place.nextInFocusChain()
    boxes = [box for box, _question in dialog._boxes]
    assert [one for one in met if one in boxes] == boxes
    assert max(met.index(box) for box in boxes) < met.index(dialog.drill)


def test_an_office_without_scenarios_is_offered_those_that_are_shipped(qtbot: QtBot, tmp_path: Path) -> None:
    empty(tmp_path / "bare").close()
    window = opened(qtbot, tmp_path / "bare")
    window.crisis.activate()
    dialog = dialog_of(window)
    assert not dialog.scenarios
    dialog.install()
    assert len(dialog.scenarios) >= 12
    dialog.reject()


def test_a_line_that_is_typed_and_entered_is_on_disk_and_on_top(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    desk = desk_of(window)
    type_words(window, "وصلت الحماية المدنية")
    press(window, "Return")
    assert incident_log.lines(office_of(window), incident)[-1].words == "وصلت الحماية المدنية"
    assert desk.log.rows[0].words == "وصلت الحماية المدنية"
    assert desk.entry.text() == ""
    assert window.focusWidget() is desk.entry.line


def test_f5_does_the_step_under_the_cursor_and_alt_arrows_move_it(qtbot: QtBot, folder: Path) -> None:
    begun(folder)
    window = opened(qtbot, folder)
    desk = desk_of(window)
    first, second = desk.steps.rows[0], desk.steps.rows[1]
    press(window, "Alt+Down")
    assert desk.steps.current().id == second.id
    assert window.focusWidget() is desk.entry.line
    press(window, "F5")
    done = records.get(office_of(window), IncidentStep, second.id)
    assert done.done_at is not None
    assert done.done_by == "ن.ع"
    assert records.get(office_of(window), IncidentStep, first.id).is_open
    assert desk.steps.rows[-1].id == second.id
    third = desk.steps.current()
    press(window, "F5")
    assert records.get(office_of(window), IncidentStep, third.id).done_at is not None


def test_a_step_is_opened_again_and_set_aside_with_a_reason(qtbot: QtBot, folder: Path) -> None:
    begun(folder)
    window = opened(qtbot, folder)
    press(window, "F5")
    press(window, "Shift+F5")
    pane = list_pane(window)
    place = next(place for place, row in enumerate(pane.list.rows) if row.value.done_at is not None)
    pane.list.set_cursor(place)
    press(window, "Alt+2")
    assert pane.banner.words()  # no reason was given
    done = pane.chosen()
    type_words(window, "أُنجزت خطأ")
    press(window, "Alt+2")
    assert records.get(office_of(window), IncidentStep, done.id).is_open
    pane.list.set_cursor(0)
    aside = pane.chosen()
    type_words(window, "لا مصلحة معنية")
    press(window, "Alt+3")
    assert records.get(office_of(window), IncidentStep, aside.id).not_needed == "لا مصلحة معنية"
    press(window, "Esc")
    assert desk_of(window).pane is None
    assert window.focusWidget() is desk_of(window).entry.line


def test_calls_are_kept_by_one_key_each_with_what_was_asked(qtbot: QtBot, folder: Path) -> None:
    begun(folder)
    window = opened(qtbot, folder)
    press(window, "F6")
    type_words(window, "عدد المصابين @23:45")
    press(window, "Return")
    press(window, "Alt+3")
    calls: list[IncidentCall] = records.find(office_of(window), Query(IncidentCall))
    assert {call.outcome for call in calls} == {REACHED, CALL_BACK}
    reached = next(call for call in calls if call.outcome == REACHED)
    assert reached.asked == "عدد المصابين"
    assert reached.deadline is not None
    words, _tone = counts.of_desk(desk_of(window).desk)["calls"]
    before, after = words.split(":")  # the word stands before the numbers and agrees with none of them
    assert not any(sign.isdigit() for sign in before)
    assert [sign for sign in after if sign.isdigit()] in (["1", "2"], ["١", "٢"])


def test_a_statement_waits_for_its_blanks_its_chief_and_the_staff(qtbot: QtBot, folder: Path) -> None:
    begun(folder)
    window = opened(qtbot, folder)
    press(window, "F7")
    list_pane(window).list.set_cursor(0)
    press(window, "Return")
    pane = pane_of(window)
    assert isinstance(pane, StatementPane)
    press(window, "Ctrl+Return")
    assert pane.banner.words().count("[") == 1  # of all the blanks the first is named
    assert pane.statement.blanks()[0] in pane.banner.words()
    assert pane.fields.texts["facts", "ar"].textCursor().selectedText() == pane.statement.blanks()[0]
    fill_in(pane)
    press(window, "Ctrl+Return")
    yes = pane.fields.staff.findChildren(QPushButton)[0]
    assert window.focusWidget() is yes  # the question that is open
    yes.click()
    pane.chief.set_text("المدير المناوب")
    pane.fields.changed.emit()
    press(window, "Ctrl+Return")
    assert stored(window).state == APPROVED
    assert stored(window).approved_by == "المدير المناوب"
    pane.ways.set_text("قراءة عند المدخل")
    press(window, "Ctrl+Shift+Return")
    assert stored(window).state == APPROVED  # the staff do not know yet
    assert pane.banner.words()
    press(window, "F2")
    press(window, "Alt+2")
    assert incident_of(window).staff_told_at is not None
    press(window, "F7")
    list_pane(window).list.set_cursor(0)
    press(window, "Return")
    released = pane_of(window)
    assert isinstance(released, StatementPane)
    released.ways.set_text("قراءة عند المدخل")
    press(window, "Ctrl+Shift+Return")
    assert stored(window).state == RELEASED
    assert incident_of(window).first_statement_at is not None


def test_alt_and_an_arrow_go_from_blank_to_blank(qtbot: QtBot, folder: Path) -> None:
    begun(folder)
    window = opened(qtbot, folder)
    press(window, "F7")
    press(window, "Return")
    pane = pane_of(window)
    assert isinstance(pane, StatementPane)
    all_blanks = len(pane.statement.blanks())
    press(window, "Alt+Down")
    first = pane.fields.texts["facts", "ar"].textCursor()
    assert first.selectedText() == pane.statement.blanks()[0]
    first.insertText("10:45")
    assert len(pane.fields.typed().blanks()) == all_blanks - 1
    press(window, "Alt+Down")
    chosen = pane.fields.texts["facts", "ar"].textCursor().selectedText()
    assert chosen == pane.fields.typed().blanks()[0]
    press(window, "Alt+Up")  # before the first comes the last
    held = window.focusWidget()
    assert isinstance(held, PartText)
    assert held.textCursor().selectedText() == "[hour of update]"


def fill_in(pane: StatementPane) -> None:
    """Write something in the place of every blank."""
    for text in pane.fields.texts.values():
        text.set_text(text.text().replace("[", "").replace("]", ""))
    pane.fields.changed.emit()


def stored(window: object) -> Statement:
    found: list[Statement] = records.find(office_of(window), Query(Statement))  # type: ignore[arg-type]
    return found[0]


def test_a_rumour_is_noted_in_one_line_and_verified_by_one_key(qtbot: QtBot, folder: Path) -> None:
    begun(folder)
    window = opened(qtbot, folder)
    press(window, "F8")
    type_words(window, "وفيات في الإنعاش @ صفحة محلية")
    press(window, "Return")
    rumour: Rumour = records.find(office_of(window), Query(Rumour))[0]
    assert (rumour.claim, rumour.channel, rumour.verified) == ("وفيات في الإنعاش", "صفحة محلية", "open")
    press(window, "Alt+1")
    assert records.get(office_of(window), Rumour, rumour.id).verified == "false"


def test_a_situation_report_is_issued_and_moves_the_next_update(qtbot: QtBot, folder: Path) -> None:
    begun(folder)
    window = opened(qtbot, folder)
    press(window, "F9")
    pane = pane_of(window)
    assert isinstance(pane, ReportPane)
    situation = pane.form.cells["situation"].editor
    situation.set_value("الحريق تحت السيطرة.")
    situation.edited.emit()
    press(window, "Ctrl+Return")
    report: SituationReport = records.find(office_of(window), Query(SituationReport))[0]
    assert report.issued_at is not None
    assert incident_of(window).next_update_at == report.next_due
    assert desk_of(window).pane is None


def test_who_was_told_is_kept_with_initials(qtbot: QtBot, folder: Path) -> None:
    begun(folder)
    window = opened(qtbot, folder)
    press(window, "F2")
    first = list_pane(window).chosen()
    press(window, "Return")
    told = records.get(office_of(window), IncidentNotice, first.id)
    assert told.told_at is not None
    assert told.told_by == "ن.ع"


def test_facts_stand_on_the_sheet_of_the_second_screen(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    press(window, "F4")
    type_words(window, "تم إخماد الحريق @ الحماية المدنية")
    press(window, "Return")
    type_words(window, "سبب الحريق")
    press(window, "Alt+2")
    facts: list[PublicFact] = records.find(office_of(window), Query(PublicFact))
    assert {fact.group for fact in facts} == {"known", "unknown"}
    sheet = FactsWindow(desk_of(window).session, incident)
    qtbot.addWidget(sheet)
    sheet.resize(1000, 600)
    sheet.grab()
    assert [fact.what for fact in sheet.facts] == ["تم إخماد الحريق", "سبب الحريق"]


def test_the_level_the_phase_and_the_chief_are_changed_from_a_list(qtbot: QtBot, folder: Path) -> None:
    begun(folder, level="1")
    window = opened(qtbot, folder)
    press(window, "Ctrl+L")
    pane = list_pane(window)
    pane.list.set_cursor(2)
    type_words(window, "وفاة مؤكدة")
    press(window, "Return")
    assert incident_of(window).level == "3"
    pane.list.set_cursor(len(pane.list.rows) - 1)
    type_words(window, "المدير المناوب")
    press(window, "Return")
    assert incident_of(window).chief == "المدير المناوب"


def test_a_line_is_corrected_by_a_new_one(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    type_words(window, "سطر خاطئ")
    press(window, "Return")
    press(window, "Ctrl+R")
    type_words(window, "السطر الصحيح")
    press(window, "Return")
    last = incident_log.lines(office_of(window), incident)[-1]
    assert (last.words, last.corrects) == ("السطر الصحيح", last.line - 1)


def test_hard_questions_are_found_by_a_word(qtbot: QtBot, folder: Path) -> None:
    begun(folder)
    window = opened(qtbot, folder)
    press(window, "F3")
    pane = list_pane(window)
    every = len(pane.list.rows)
    word = pane.list.rows[0].title.split()[0]
    type_words(window, word)
    assert 0 < len(pane.list.rows) <= every


def test_standing_down_asks_for_a_reason_and_a_second_enter(qtbot: QtBot, folder: Path) -> None:
    begun(folder)
    window = opened(qtbot, folder)
    press(window, "Ctrl+E")
    type_words(window, "انتهى الحريق")
    press(window, "Return")
    assert incident_of(window).state == RUNNING
    press(window, "Return")
    assert incident_of(window).state == STOOD_DOWN
