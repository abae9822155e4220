"""The screen of damaged data leads to a backup, asks once more, and opens the data that came back."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.query import Query
from hospcomms.services import office as offices
from hospcomms.services import records, upkeep
from ui.file_dialogs import Outside
from ui.language import tr
from ui.shell.backups import BRING_BACK, BackupList, BringBackPage, Rescue
from ui.widgets.buttons import Button
from ui.window import Window


def _spoil(folder: Path) -> None:
    database = max((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.stat().st_size)
    database.write_bytes(b"\x00" * 4096)


def _press(window: Window, words: str) -> None:
    next(button for button in window.findChildren(Button) if button.text() == tr(words)).click()


def test_a_backup_beside_the_damaged_data_is_brought_back_after_a_second_look(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    office = offices.open_office(folder)
    upkeep.backup(office, folder.parent / "copy.zip")
    office.close()
    _spoil(folder)
    window.open()
    window.show()
    assert window.findChildren(BackupList)
    _press(window, "Restore…")
    assert window.findChildren(BringBackPage)
    assert window.office is None
    _press(window, BRING_BACK)
    assert window.office is not None
    assert window.frame is not None
    assert records.count(window.office, Query(Campaign)) == 1
    assert window.frame.toast.isVisible()
    qtbot.waitUntil(lambda: not window.is_busy())
    assert [path.name.split("-")[0] for path in folder.iterdir() if path.is_dir() and "damaged" in path.name]


def test_without_a_backup_the_screen_says_so_and_opens_the_folder(window: Window, folder: Path) -> None:
    _spoil(folder)
    window.open()
    listed = window.findChildren(BackupList)[0]
    assert not [button for button in listed.findChildren(Button) if button.text() == tr("Restore…")]
    opened: list[Path] = []
    again = Rescue(window, Outside(opens=lambda path: not opened.append(path))).list()
    again.findChildren(Button)[-1].click()
    assert opened == [folder]


def test_a_file_that_is_no_backup_is_refused_on_the_page_and_nothing_is_lost(window: Window, folder: Path) -> None:
    _spoil(folder)
    before = sorted(path.name for path in folder.iterdir())
    (folder.parent / "letter.zip").write_bytes(b"no archive")
    window.open()
    rescue = Rescue(window, Outside(open=lambda *_asked: str(folder.parent / "letter.zip")))
    rescue.choose()
    _press(window, BRING_BACK)
    assert rescue.page is not None
    assert "letter.zip" in rescue.page.words()
    assert window.office is None
    assert sorted(path.name for path in folder.iterdir()) == before
