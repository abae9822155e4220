"""The file of a crisis in the room of incidents: its tabs, its corrections, its review, and the ways to the desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hospcomms.domain.incidents import REVIEWED, Incident, IncidentStep, ReviewLesson
from hospcomms.domain.scenarios import Scenario
from hospcomms.services import after_action, incident_acts, incident_log, incidents, records, statements
from tests.rooms.crisis_stage import OFFICER, begun, desk_of, dialog_of, fire_of, office_of, opened, press, ready_folder
from ui.records.detail_page import DetailPage
from ui.records.part_table import PartTable
from ui.rooms import incident_pages
from ui.rooms.crisis.log_tab import LogTab
from ui.rooms.crisis.papers_tab import PapersTab
from ui.rooms.crisis.review_tab import ReviewTab, figures
from ui.rooms.crisis.timeline import TimelineTab
from ui.rooms.incidents import ROOM
from ui.shell.frame import Frame
from ui.window import Window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ready_folder(tmp_path / "data")


def frame_of(window: Window) -> Frame:
    """The rooms, after leaving the desk that opened by itself."""
    window.crisis.leave()
    assert window.frame is not None
    return window.frame


def test_the_page_of_an_incident_draws_what_happened(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    press(window, "F5")
    frame = frame_of(window)
    frame.open_record(Incident, incident)
    page = frame.pages.currentWidget()
    assert isinstance(page, DetailPage)
    tab = page.findChild(TimelineTab)
    assert isinstance(tab, TimelineTab)
    window.grab()
    spots = tab.picture._spots
    assert len(spots) >= len(tab.picture.review.lines)
    assert any(spot.words for spot in spots)


def test_the_delays_name_every_step_that_was_late_or_never_done(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    session = frame_of(window).session
    steps = records.parts(session.office, IncidentStep, incident)
    incident_acts.tick(session.office, steps[0].id)
    incident_acts.set_aside(session.office, steps[1].id, "لا مصلحة معنية")
    tab = ReviewTab(session, records.get(session.office, Incident, incident))
    qtbot.addWidget(tab)
    tab.grab()
    review = after_action.review(session.office, incident)
    assert len(figures(review)) == 11
    assert review.never_done


def test_a_chosen_line_is_corrected_on_the_page_and_the_log_stays_whole(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    session = frame_of(window).session
    wrong = incident_log.log(session.office, incident, "سطر خاطئ")
    tab = LogTab(session, records.get(session.office, Incident, incident))
    qtbot.addWidget(tab)
    tab.list.set_cursor(0)
    tab.line.set_text("السطر الصحيح")
    tab.correct.click()
    newest = tab.list.rows[0]
    assert (newest.words, newest.corrects) == ("السطر الصحيح", wrong.line)
    assert incident_log.verify(session.office, incident) is None


def test_a_lesson_typed_on_the_page_is_told_in_the_log_and_never_undone(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder, drill=True)
    window = opened(qtbot, folder)
    office = office_of(window)
    incidents.stand_down(office, incident, "انتهى التمرين")
    press(window, "F12")
    assert window.frame is not None
    session = window.frame.session
    table = PartTable(session, ReviewLesson, incident, keep=ROOM.parts[0].keep)
    qtbot.addWidget(table)
    undoable = records.undoable(office)
    table.model.typed[0] = ReviewLesson(incident=incident, lesson="رقم المداومة قديم")
    assert table.model.save_row(table.model.rowCount() - 1)
    assert [one.lesson for one in after_action.lessons(office, incident)] == ["رقم المداومة قديم"]
    assert "رقم المداومة قديم" in incident_log.lines(office, incident)[-1].words
    assert records.undoable(office) == undoable


def test_tab_leads_from_the_name_of_a_tab_into_its_table(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder, drill=True)
    window = opened(qtbot, folder)
    incidents.stand_down(office_of(window), incident, "انتهى التمرين")
    press(window, "F12")
    assert window.frame is not None
    page = DetailPage(window.frame.session, ROOM, records.get(office_of(window), Incident, incident))
    qtbot.addWidget(page)
    page.show_tab(ReviewLesson.key)
    table = page.tabs.page(ReviewLesson.key)
    assert isinstance(table, PartTable)
    assert page.tabs.strip.nextInFocusChain() is table.rows


def test_a_review_ends_with_a_new_version_of_the_scenario(qtbot: QtBot, folder: Path) -> None:
    begun(folder, drill=True)
    window = opened(qtbot, folder)
    office = office_of(window)
    incident = desk_of(window).desk.incident
    incidents.stand_down(office, incident.id, "انتهى التمرين")
    after_action.keep_lesson(office, ReviewLesson(incident=incident.id, lesson="رقم المداومة قديم"))
    version = fire_of(office).version or 0
    over = records.get(office, Incident, incident.id)
    assert incident_pages.is_over(over)
    assert incident_pages.is_to_review(over)
    incident_pages.take_lessons(office, over)
    assert records.get(office, Scenario, over.scenario).version == version + 1
    incident_pages.finish(office, over)
    assert records.get(office, Incident, incident.id).state == REVIEWED


def test_a_drill_that_was_stood_down_says_that_its_review_waits(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder, drill=True)
    window = opened(qtbot, folder)
    office = office_of(window)
    incidents.stand_down(office, incident, "انتهى التمرين")
    session = frame_of(window).session
    waits = incident_pages.notice(session, records.get(office, Incident, incident))
    assert waits is not None
    assert str(waits.words) == "DRILL – not a real event. The review of this drill is not finished."
    after_action.finish(office, incident, OFFICER)
    done = incident_pages.notice(session, records.get(office, Incident, incident))
    assert done is not None
    assert str(done.words) == "DRILL – not a real event"


def test_the_strip_the_button_and_the_command_lead_to_a_crisis(qtbot: QtBot, folder: Path) -> None:
    window = opened(qtbot, folder)
    assert window.frame is not None
    assert window.frame.strip.isHidden()
    window.frame.top.crisis.click()
    dialog_of(window).drill.click()
    assert desk_of(window).desk.incident.is_drill
    frame = frame_of(window)
    assert frame.strip.words()
    frame.strip.button.click()
    assert desk_of(window).desk.incident.is_drill


def test_incidents_are_begun_by_activation_and_never_typed_in(qtbot: QtBot, folder: Path) -> None:
    window = opened(qtbot, folder)
    assert window.frame is not None
    window.frame.begin(ROOM.key)
    assert dialog_of(window).scenarios
    dialog_of(window).reject()


def test_what_was_said_is_listed_and_offers_its_papers(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    session = frame_of(window).session
    stored = records.get(session.office, Incident, incident)
    tab = PapersTab(session, stored)
    qtbot.addWidget(tab)
    kept = len(tab.list.rows)
    statements.begin(session.office, incident)
    tab.read()
    assert len(tab.list.rows) == kept + 1
    assert not tab.buttons["statement"][0].isHidden()
    assert tab.buttons["situation-report"][0].isHidden()


def test_the_whole_file_is_exported_beside_the_window(
    qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    session = frame_of(window).session
    tab = LogTab(session, records.get(session.office, Incident, incident))
    qtbot.addWidget(tab)
    target = tmp_path / "file.zip"
    monkeypatch.setattr("ui.rooms.crisis.log_tab.ask_save", lambda *_asked: str(target))
    tab.export.click()
    qtbot.waitUntil(lambda: target.exists() and tab.export.isEnabled(), timeout=60_000)


def test_what_is_typed_on_the_page_is_told_in_the_log_and_never_undone(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    frame = frame_of(window)
    before = records.undoable(frame.office)
    frame.open_record(Incident, incident)
    page = frame.pages.currentWidget()
    assert isinstance(page, DetailPage)
    place = page.form.cells["place"].editor
    place.set_value("الطابق الأرضي")
    place.edited.emit()
    assert page.form.save()
    assert records.get(frame.office, Incident, incident).place == "الطابق الأرضي"
    assert "الطابق الأرضي" in incident_log.lines(frame.office, incident)[-1].words
    assert records.undoable(frame.office) == before
