"""The page that says how safe the data is, and the line at the foot of the window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.query import Query
from hospcomms.services import backups, records, safety
from hospcomms.services.settings import Settings
from tests.hospital import empty
from ui.file_dialogs import Outside
from ui.safety.page import SafetyPage
from ui.safety.restore_dialog import RestoreDialog
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    empty(tmp_path / "office", Settings(language="en", officer="ن", is_ready=True)).close()
    found = Window(tmp_path / "office")
    qtbot.addWidget(found)
    found.open()
    found.show()
    yield found
    found.close()


def page_of(qtbot: QtBot, window: Window) -> SafetyPage:
    assert window.frame is not None
    window.frame.open_room("safety")
    page = window.frame.pages.currentWidget()
    assert isinstance(page, SafetyPage)
    qtbot.waitUntil(lambda: not window.is_busy())
    return page


def foot(window: Window) -> str:
    return window.frame.status.safety_words() if window.frame is not None else ""


def names_in(window: Window) -> list[str]:
    assert window.office is not None
    return sorted(found.name for found in records.find(window.office, Query(Audience)))


def test_a_backup_is_made_tried_and_restored_from_the_page(qtbot: QtBot, window: Window) -> None:
    assert window.office is not None
    records.save(window.office, Audience(name="kept"))
    page = page_of(qtbot, window)
    page.now.click()
    qtbot.waitUntil(lambda: not window.is_busy() and page.now.isEnabled())
    (copy,) = backups.copies(window.office)
    assert copy.is_verified
    assert copy.why == "asked"

    page.try_copy(copy)
    qtbot.waitUntil(page.now.isEnabled)
    assert backups.state(window.office).rehearsed is not None

    records.save(window.office, Audience(name="too new"))
    page.restore(copy)
    dialog = page.findChild(RestoreDialog)
    assert dialog is not None
    assert dialog.found.newer == {"audience": 1}
    assert dialog.go.isEnabled()
    folder = window.office.folder
    dialog.go.click()
    qtbot.waitUntil(lambda: window.office is not None and window.frame is not None)
    assert names_in(window) == ["kept"]
    (aside,) = folder.glob("replaced-*")
    frame = window.frame
    assert frame is not None
    assert aside.name in frame.banner.words(), "where the replaced data is stays to be read"
    assert [one.why for one in backups.copies(window.office)][:1] == ["restore"]


def test_the_foot_tells_the_age_and_a_failure_stands_across_the_page(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety, "device_of", hash)
    assert window.office is not None
    assert window.frame is not None
    target = tmp_path / "usb"
    target.mkdir()
    page = page_of(qtbot, window)
    page.second._outside = Outside(folder=lambda *_: str(target))
    page.second.choose()
    qtbot.waitUntil(lambda: not window.is_busy())
    assert window.office.settings.backup_target == str(target)
    records.save(window.office, Audience(name="x"))
    page = page_of(qtbot, window)
    page.now.click()
    qtbot.waitUntil(lambda: not window.is_busy() and "outside:" in foot(window))

    shutil.rmtree(target)
    target.write_text("no folder")
    records.save(window.office, Audience(name="y"))
    page.now.click()
    qtbot.waitUntil(lambda: not window.is_busy() and foot(window).endswith("the second copy failed"))
    assert window.frame.banner.words()
    assert backups.copies(window.office)[0].where == "here"


def test_a_second_place_on_the_same_disk_is_no_copy_outside(window: Window, tmp_path: Path) -> None:
    (tmp_path / "beside").mkdir()
    assert window.office is not None
    office = backups.with_target(window.office, tmp_path / "beside")
    backups.make(office, "asked")
    assert backups.state(office).last_outside is not None
    assert "same disk" in str([line.words for line in safety.lines(office)])
    assert safety.headline(office).severity == "soon"
    assert "none outside" in safety.headline(office).words.text


@pytest.mark.parametrize(
    ("days", "severity"), [(0, "done"), (7, "done"), (8, "soon"), (14, "soon"), (15, "late"), (None, "soon")]
)
def test_the_copy_outside_presses_with_its_age(window: Window, days: int | None, severity: str) -> None:
    assert window.office is not None
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    outside = None if days is None else now - timedelta(days=days)
    state = backups.State(now, outside, None, None, True, now, False, now)
    found = safety.lines(window.office, state)
    assert [line.severity for line in found] == ["done", severity, "done"]
