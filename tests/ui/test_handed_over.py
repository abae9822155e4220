"""A backup that was opened by a double click: looked at first, in the window that is there, whatever it shows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.query import Query
from hospcomms.services import backups, records, security
from hospcomms.services.office import open_office
from tests.ui.dressing import dressed
from tests.ui.shell_stage import Open, settle
from ui.handed_over import HandedOver
from ui.language import tr
from ui.safety.restore_dialog import RestoreDialog
from ui.shell.backups import BRING_BACK, BringBackPage
from ui.shell.first_run import FirstRun
from ui.shell.lock_page import LockPage
from ui.single import Door
from ui.widgets.buttons import Button
from ui.window import Window

PASSWORD = "three plain words"


@pytest.fixture(params=[".hcbackup", ".zip"])
def copy(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A backup of everything: as it is called now, and as the first version called it."""
    path = folder.parent / f"نسخة المستشفى{request.param}"
    with closing(open_office(folder)) as office:
        backups.write_file(office, path)
        records.save(office, Audience(name="too new"))
    return path


@pytest.fixture
def elsewhere(qtbot: QtBot, folder: Path, tmp_path: Path) -> Iterator[Window]:
    """A window on a folder that is not there yet."""
    dressed()
    window = Window(tmp_path / "new")
    qtbot.addWidget(window)
    window.open()
    window.show()
    yield window
    window.close()


def _audiences(window: Window) -> int:
    assert window.office is not None
    return records.count(window.office, Query(Audience))


def _asked(window: Window) -> RestoreDialog:
    found = [one for one in window.findChildren(RestoreDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def _words(window: Window) -> str:
    assert window.frame is not None
    return window.frame.banner.words()


def test_an_open_office_shows_what_the_backup_would_bring_and_restores_it_once_it_is_wanted(
    qtbot: QtBot, open_window: Open, copy: Path
) -> None:
    window = open_window()
    HandedOver(window).take(copy)
    dialog = _asked(window)
    assert dialog.found.newer == {"audience": 1}
    assert dialog.found.counts == {"campaign": 1, "audience": 1}
    dialog.reject()
    assert _audiences(window) == 2, "nothing was asked for"
    HandedOver(window).take(copy)
    _asked(window).go.click()
    settle(qtbot, window)
    assert _audiences(window) == 1
    assert len(list(window.folder.glob("replaced-*"))) == 1


def test_a_first_start_puts_the_backup_into_the_empty_folder(qtbot: QtBot, elsewhere: Window, copy: Path) -> None:
    handed = HandedOver(elsewhere)
    handed.take(copy)
    page = elsewhere.stack.currentWidget()
    assert isinstance(page, BringBackPage)
    assert not elsewhere.folder.exists()
    next(button for button in page.findChildren(Button) if button.text() == tr(BRING_BACK)).click()
    settle(qtbot, elsewhere)
    assert elsewhere.office is not None
    assert records.count(elsewhere.office, Query(Campaign)) == 1
    assert not [path for path in elsewhere.folder.iterdir() if path.name.startswith("damaged")]
    assert handed.waiting is None


def test_a_backup_with_a_password_asks_for_it_before_it_is_put_into_an_empty_folder(
    qtbot: QtBot, elsewhere: Window, folder: Path
) -> None:
    path = folder.parent / "copy.hcbackup"
    with closing(open_office(folder)) as office:
        new = security.begin(office, PASSWORD)
        security.finish(office, new, new.code)
        backups.write_file(office, path)
    HandedOver(elsewhere).take(path)
    page = elsewhere.stack.currentWidget()
    assert isinstance(page, BringBackPage)
    restore = next(button for button in page.findChildren(Button) if button.text() == tr(BRING_BACK))
    for typed in ("", "wrong"):
        page.secret.line.setText(typed)
        restore.click()
        assert page.words()
        assert page.secret.isVisible()
    assert not elsewhere.folder.exists()
    page.secret.line.setText(PASSWORD)
    restore.click()
    assert elsewhere.is_locked, "the password of the backup is that of the data"
    elsewhere.locking.answer(PASSWORD)
    settle(qtbot, elsewhere)
    assert elsewhere.office is not None
    assert records.count(elsewhere.office, Query(Campaign)) == 1


def test_a_locked_window_shows_it_once_it_is_unlocked(qtbot: QtBot, folder: Path, open_window: Open) -> None:
    path = folder.parent / "copy.hcbackup"
    with closing(open_office(folder)) as office:
        new = security.begin(office, PASSWORD)
        security.finish(office, new, new.code)
        backups.write_file(office, path)
    window = open_window()
    handed = HandedOver(window)
    handed.take(path)
    assert isinstance(window.stack.currentWidget(), LockPage)
    assert handed.waiting == path
    assert not window.findChildren(RestoreDialog)
    window.locking.answer(PASSWORD)
    qtbot.waitUntil(lambda: bool(window.findChildren(RestoreDialog)))
    assert _asked(window).found.needs_secret
    _asked(window).reject()
    settle(qtbot, window)


def test_an_open_dialog_comes_first(qtbot: QtBot, open_window: Open, folder: Path) -> None:
    with closing(open_office(folder)) as office:
        backups.write_file(office, folder.parent / "copy.hcbackup")
    window = open_window()
    first = QDialog(window)
    first.open()
    HandedOver(window).take(folder.parent / "copy.hcbackup")
    assert not window.findChildren(RestoreDialog)
    first.reject()
    qtbot.waitUntil(lambda: bool(window.findChildren(RestoreDialog)))
    _asked(window).reject()


def test_damaged_data_is_led_to_the_backup_that_was_opened(qtbot: QtBot, folder: Path, copy: Path) -> None:
    database = max((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.stat().st_size)
    database.write_bytes(b"\x00" * 4096)
    dressed()
    window = Window(folder)
    qtbot.addWidget(window)
    window.open()
    window.show()
    HandedOver(window).take(copy)
    assert isinstance(window.stack.currentWidget(), BringBackPage)
    window.close()


def test_a_file_that_is_no_backup_is_said_in_one_sentence(qtbot: QtBot, open_window: Open, elsewhere: Window) -> None:
    path = elsewhere.folder.parent / "قائمة.xlsx"
    path.write_bytes(b"PK\x03\x04 a list")
    for window in (open_window(), elsewhere):
        for file in (path, path.with_name("gone.hcbackup")):
            HandedOver(window).take(file)
            if window.frame is not None:
                assert file.name in _words(window)
            else:
                page = window.stack.currentWidget()
                assert isinstance(page, FirstRun)
                assert file.name in page.banner.words()
    assert QApplication.activeModalWidget() is None


def test_a_second_start_hands_its_file_to_the_window_that_is_open(
    qtbot: QtBot, open_window: Open, folder: Path, copy: Path
) -> None:
    window = open_window()
    first, second = Door(folder), Door(folder)
    assert first.enter()
    handed = HandedOver(window)
    first.listen(window, handed.take)
    window.showMinimized()
    assert not second.enter()
    knock = "import sys; from pathlib import Path; from ui.single import Door; folder, file = map(Path, sys.argv[1:]);"
    knock += "door = Door(folder); sys.exit(not (not door.enter() and door.knock(file)))"
    knocking = subprocess.Popen([sys.executable, "-c", knock, folder, copy], cwd=Path(__file__).parents[2])
    qtbot.waitUntil(lambda: knocking.poll() is not None and bool(window.findChildren(RestoreDialog)))
    assert knocking.returncode == 0, "it was heard"
    assert not window.isMinimized()
    assert _asked(window).found.copy.path == copy
    _asked(window).reject()
    assert second.knock()
    settle(qtbot, window)
    assert handed.waiting is None
    first.leave()
