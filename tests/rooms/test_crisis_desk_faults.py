"""The crisis desk when something fails, goes and comes again, or is shown on another screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from hospcomms.domain.errors import Refusal
from hospcomms.domain.incidents import (
    Incident,
    SituationReport,
    Statement,
)
from hospcomms.domain.wording import sentence
from hospcomms.services import incident_log, records
from hospcomms.services import office as offices
from tests.rooms.crisis_stage import (
    begun,
    desk_of,
    office_of,
    opened,
    pane_of,
    press,
    ready_folder,
    type_words,
)
from ui import theme
from ui.rooms.crisis.log_list import Unwritten
from ui.rooms.crisis.pane_report import ReportPane
from ui.rooms.crisis.statement_edit import StatementPane


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ready_folder(tmp_path / "data")


def test_f12_goes_back_to_the_rooms_with_a_strip_and_comes_again(qtbot: QtBot, folder: Path) -> None:
    begun(folder, drill=True)
    window = opened(qtbot, folder)
    press(window, "F12")
    assert window.crisis.page is None
    assert window.frame is not None
    assert not window.frame.strip.isHidden()
    assert window.frame.strip.words()
    assert theme.current().name == "light"
    press(window, "F12")
    assert desk_of(window).desk.incident.is_drill


def test_the_desk_opens_by_itself_and_gives_back_the_line_being_typed(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder)
    office = offices.open_office(folder)
    records.keep_draft(office, Incident, incident, {"line": "سطر لم يكتمل"})
    office.close()
    window = opened(qtbot, folder)
    desk = desk_of(window)
    assert desk.entry.text() == "سطر لم يكتمل"
    assert desk.banner.words()
    press(window, "Return")
    assert desk.log.rows[0].words == "سطر لم يكتمل"
    assert not desk.banner.words()  # written, it is no longer said to be back
    assert records.draft(office_of(window), Incident, incident) is None


def test_what_the_disk_refuses_is_shown_as_not_on_disk_and_written_later(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    desk, store = desk_of(window), office_of(window).store

    def refuse(*_parts: object, **_facts: object) -> object:
        raise Refusal("disk-full", sentence("The disk is full."))

    with monkeypatch.context() as patch:
        patch.setattr(type(store), "change", refuse)
        type_words(window, "سطر والقرص ممتلئ")
        press(window, "Return")
        assert isinstance(desk.log.rows[0], Unwritten)
        assert desk.banner.words()
        press(window, "F5")
        assert len(desk.held.kept.waiting) == 2
        desk.held.write_aside(tmp_path / "aside.txt")
        assert "سطر والقرص ممتلئ" in (tmp_path / "aside.txt").read_text(encoding="utf-8-sig")
        press(window, "F12")  # leaving the desk loses nothing
        press(window, "F12")
        desk = desk_of(window)
        assert isinstance(desk.log.rows[0], Unwritten)
    desk.held.try_again()
    assert not desk.held.kept.waiting
    words = [line.words for line in incident_log.lines(office_of(window), incident)]
    assert any("سطر والقرص ممتلئ" in said for said in words)
    assert not isinstance(desk.log.rows[0], Unwritten)


def test_a_report_and_a_statement_wait_for_the_disk_like_everything_else(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    desk, store = desk_of(window), office_of(window).store

    def refuse(*_parts: object, **_facts: object) -> object:
        raise Refusal("disk-full", sentence("The disk is full."))

    with monkeypatch.context() as patch:
        for writing in ("change", "keep_draft", "discard_draft"):
            patch.setattr(type(store), writing, refuse)
        press(window, "F9")
        report = pane_of(window)
        assert isinstance(report, ReportPane)
        report.form.cells["situation"].editor.set_value("تحت السيطرة")
        report.form.cells["situation"].editor.edited.emit()
        press(window, "Ctrl+Return")
        qtbot.waitUntil(lambda: desk.pane is None)
        press(window, "F7")
        press(window, "Return")
        pane = pane_of(window)
        assert isinstance(pane, StatementPane)
        pane.fields.texts["facts", "ar"].set_text("أخمد الحريق")
        press(window, "Ctrl+S")
        assert len(desk.held.kept.waiting) == 2
        assert isinstance(desk.log.rows[0], Unwritten)
        assert pane.fields.texts["facts", "ar"].text() == "أخمد الحريق"  # it stays on the screen
        press(window, "Ctrl+S")
        assert len(desk.held.kept.waiting) == 2  # and waits once
        pane.fields.texts["unknown", "ar"].set_text("السبب غير معروف")
        press(window, "Ctrl+S")
    desk.held.try_again()
    assert desk_of(window).held.kept.waiting == ()
    report_made: list[SituationReport] = records.parts(office_of(window), SituationReport, incident)
    assert [one.situation for one in report_made if one.issued_at] == ["تحت السيطرة"]
    assert records.draft(office_of(window), SituationReport, 0) is None
    kept: Statement = records.parts(office_of(window), Statement, incident)[0]
    assert (kept.facts.ar, kept.unknown.ar) == ("أخمد الحريق", "السبب غير معروف")


@pytest.mark.parametrize("size", [(1366, 768), (911, 460), (1920, 1080)])
def test_nothing_lies_over_anything_else_at_any_size(qtbot: QtBot, folder: Path, size: tuple[int, int]) -> None:
    begun(folder)
    window = opened(qtbot, folder, size)
    window.setMinimumSize(1, 1)
    window.resize(*size)
    window.grab()
    desk = desk_of(window)
    parts = (desk.header, desk.steps_card, desk.log_card, desk.counters, desk.bar)

    def apart() -> bool:
        rooms = [QRect(part.mapTo(desk, QPoint(0, 0)), part.size()) for part in parts]
        inside = all(desk.rect().contains(room) for room in rooms)
        return inside and not any(
            room.intersects(other) for number, room in enumerate(rooms) for other in rooms[number + 1 :]
        )

    qtbot.waitUntil(apart)
    kept = {one.key for one in desk.bar.fitting()}
    assert {"F5", "F10", "F12"} <= kept


def test_only_the_lines_that_can_be_seen_are_measured(qtbot: QtBot, folder: Path) -> None:
    incident = begun(folder)
    window = opened(qtbot, folder)
    desk = desk_of(window)
    first = incident_log.lines(office_of(window), incident)[0]
    desk.log.show_lines([replace(first, line=n, words=f"سطر {n}") for n in range(1, 2001)])
    assert desk.log.count == 2000
    asked: list[object] = []
    plain = desk.log.row_height

    def counted(row: object, width: int) -> int:
        asked.append(row)
        return plain(row, width)

    desk.log.row_height = counted  # type: ignore[method-assign]
    desk.log.add_lines([replace(first, line=2001, words="سطر جديد")])
    desk.grab()
    assert desk.log.rows[0].words == "سطر جديد"
    assert len(asked) < 100
