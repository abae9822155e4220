"""The password in the window: set, asked for at the start, locked and unlocked, lost and found again."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.services import incidents, records, scenario_library, security
from hospcomms.services import office as offices
from hospcomms.storage import key_slots
from tests.ui.shell_stage import Open, campaign_of, frame_of, settle, type_in
from ui.background import Progress
from ui.records.detail_page import DetailPage
from ui.shell.lock_page import LockPage, RecoverPage
from ui.shell.new_password import NewPassword
from ui.shell.password_dialogs import ChangePassword, PasswordDialog, RemovePassword, RenewCode, SetPassword
from ui.shell.password_section import PasswordSection
from ui.shell.places import Place
from ui.shell.settings_page import SettingsPage
from ui.window import Window

PASSWORD, OTHER = "three tired camels", "quatre chats gris"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key derivation that costs nothing: what it costs is tried where keys are."""
    monkeypatch.setattr(key_slots, "COST", key_slots.Cost(1, 64, 1))


@pytest.fixture
def sealed(folder: Path) -> tuple[Path, str]:
    """The small data folder with a password, and its recovery code."""
    office = offices.open_office(folder)
    new = security.begin(office, PASSWORD)
    security.finish(office, new, new.code)
    office.close()
    return folder, new.code


def lock_page(window: Window) -> LockPage:
    page = window.stack.currentWidget()
    assert isinstance(page, LockPage)
    return page


def unlock(window: Window, password: str, qtbot: QtBot) -> None:
    page = lock_page(window)
    qtbot.waitUntil(page.go.isEnabled)
    QTest.keyClicks(page.line.line, password)
    QTest.keyClick(page.line.line, Qt.Key.Key_Return)


def detail(window: Window) -> DetailPage:
    page = frame_of(window).pages.currentWidget()
    assert isinstance(page, DetailPage)
    return page


def test_a_start_asks_for_the_password_and_a_wrong_one_changes_nothing_but_the_wait(
    open_window: Open, qtbot: QtBot, sealed: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _code = sealed
    monkeypatch.setattr(security, "pause_after", lambda tries: 0.02 if tries > 2 else 0.0)
    before = {path.name: path.read_bytes() for path in folder.glob("hospcomms*")}
    window = open_window(folder)
    assert window.office is None
    assert "مستشفى عيّنة" in window.windowTitle()
    for _ in range(3):
        unlock(window, "wrong", qtbot)
        assert window.is_locked
        assert lock_page(window).banner.words()
    assert not lock_page(window).go.isEnabled()
    assert {path.name: path.read_bytes() for path in folder.glob("hospcomms*")} == before
    unlock(window, PASSWORD, qtbot)
    assert not window.is_locked
    assert frame_of(window).pages.place == Place("home")
    assert window.office is not None
    assert window.office.store.keys.data
    settle(qtbot, window)


def test_a_lock_keeps_what_is_typed_closes_the_data_and_gives_the_same_place_back(
    open_window: Open, qtbot: QtBot, sealed: tuple[Path, str]
) -> None:
    window = open_window(sealed[0])
    unlock(window, PASSWORD, qtbot)
    settle(qtbot, window)
    campaign = campaign_of(window)
    frame_of(window).open_record(Campaign, campaign.id)
    page = detail(window)
    page.show_tab("form")
    tab = page.tabs.key
    title = page.form.cells["title"].editor.target()
    type_in(title, " وأكثر")
    typed = page.form.record().title
    assert typed != campaign.title
    dialog = QDialog(window)
    dialog.open()
    QGuiApplication.clipboard().setText(campaign.title)
    office = window.office
    assert office is not None
    assert window.lock()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not window.locking.is_closing)
    assert window.office is None
    assert window.frame is None
    assert campaign.title not in window.windowTitle()
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
    assert shown == []
    with pytest.raises(Refusal):
        records.count(office, Query(Campaign))
    with pytest.raises(Refusal):
        _ = office.store.keys
    unlock(window, PASSWORD, qtbot)
    settle(qtbot, window)
    assert detail(window).record.id == campaign.id
    assert detail(window).tabs.key == tab
    assert detail(window).form.record().title == typed
    assert records.get(window.office, Campaign, campaign.id).title == campaign.title  # type: ignore[arg-type]


def test_without_a_password_there_is_nothing_to_lock_and_that_is_said(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert not window.is_locked
    assert frame_of(window).toast.words()
    settle(qtbot, window)


def test_work_that_is_under_way_ends_behind_the_cover_before_the_data_is_closed(
    open_window: Open, qtbot: QtBot, sealed: tuple[Path, str]
) -> None:
    window = open_window(sealed[0])
    unlock(window, PASSWORD, qtbot)
    settle(qtbot, window)
    office, may_end = window.office, threading.Event()
    assert office is not None

    def work(_progress: Progress) -> None:
        may_end.wait(10)
        records.save(office, Campaign(title="written behind the cover"))

    window.background.start(window, work, done=lambda _nothing: None, failed=lambda _error: None)
    frame = window.frame
    assert window.lock()
    assert window.stack.currentWidget() is not frame
    unlock(window, "wrong", qtbot)
    assert window.is_locked
    unlock(window, PASSWORD, qtbot)  # before it ended: the same pages come back
    assert window.frame is frame
    assert window.office is office
    assert window.lock()
    may_end.set()
    qtbot.waitUntil(lambda: window.office is None)
    unlock(window, PASSWORD, qtbot)
    assert window.office is not None
    assert records.count(window.office, Query(Campaign)) == 2
    settle(qtbot, window)


def test_the_desk_of_a_real_incident_stays_open_when_nobody_moves_and_comes_back_after_a_lock(
    open_window: Open, qtbot: QtBot, sealed: tuple[Path, str]
) -> None:
    office = offices.open_office(sealed[0], secret=PASSWORD)
    scenario_library.bring_in(office, "start")
    one = records.find(office, Query(Scenario), limit=1)[0]
    started = incidents.start(office, one.id, drill=False, level="1")
    office.close()
    window = open_window(sealed[0])
    unlock(window, PASSWORD, qtbot)
    assert window.crisis.page is not None
    window.locking.lock_when_idle()
    assert not window.is_locked
    assert window.lock()
    qtbot.waitUntil(lambda: window.office is None)
    assert window.crisis.page is None
    unlock(window, PASSWORD, qtbot)
    assert window.crisis.page is not None
    assert window.crisis.page.desk.incident.id == started.incident
    settle(qtbot, window)


def section_of(window: Window) -> PasswordSection:
    frame_of(window).open_room("settings")
    page = frame_of(window).pages.currentWidget()
    assert isinstance(page, SettingsPage)
    return page.password


def type_twice(fields: NewPassword, password: str) -> None:
    for line in (fields.first, fields.second):
        line.line.setText(password)


def test_a_password_is_written_only_once_its_code_was_typed_back(open_window: Open, qtbot: QtBot, folder: Path) -> None:
    window = open_window()
    section = section_of(window)
    dialog = ask(section, SetPassword)
    dialog.new.first.line.setText(PASSWORD)
    dialog.new.second.line.setText(OTHER)
    dialog._go.click()
    assert dialog.banner.words()
    type_twice(dialog.new, PASSWORD)
    dialog._go.click()
    assert dialog.step._code
    dialog.reject()
    assert not security.has_password(folder)  # cancelled at the code

    dialog = ask(section, SetPassword)
    type_twice(dialog.new, PASSWORD)
    dialog._go.click()
    code = dialog.step._code
    dialog.step.typed.line.setText("AAAAA")
    dialog._go.click()
    qtbot.waitUntil(lambda: bool(dialog.banner.words()))
    assert not security.has_password(folder)
    dialog.step.typed.line.setText(code.lower().replace("-", " "))
    finish(dialog, qtbot)
    assert security.has_password(folder)
    assert frame_of(window).top.lock.isVisible()
    settle(qtbot, window)


def test_the_password_is_changed_renewed_lost_found_and_removed(
    open_window: Open, qtbot: QtBot, sealed: tuple[Path, str]
) -> None:
    folder, code = sealed
    window = open_window(folder)
    unlock(window, PASSWORD, qtbot)
    section = section_of(window)
    change = ask(section, ChangePassword)
    change.present.line.setText(PASSWORD)
    type_twice(change.new, OTHER)
    finish(change, qtbot)
    renew = ask(section, RenewCode)
    renew.present.line.setText(OTHER)
    renew._go.click()
    newer = renew.step._code
    renew.step.typed.line.setText(newer)
    finish(renew, qtbot)

    assert window.lock()
    qtbot.waitUntil(lambda: window.office is None)
    unlock(window, code, qtbot)  # the older code, typed as if it were the password
    assert lock_page(window).banner.words()
    lock_page(window).forgot.click()
    lost = window.stack.currentWidget()
    assert isinstance(lost, RecoverPage)
    for wrong in (code, "AAAAA", OTHER):
        lost.code.line.setText(wrong)
        lost.go.click()
        assert lost.new.isHidden()
        qtbot.waitUntil(lost.go.isEnabled)
    lost.code.line.setText(newer)
    lost.go.click()
    type_twice(lost.new, PASSWORD)
    lost.go.click()
    assert not window.is_locked

    remove_password(window, qtbot)
    assert not security.has_password(folder)
    assert not window.lock()
    settle(qtbot, window)


def remove_password(window: Window, qtbot: QtBot) -> None:
    remove = ask(section_of(window), RemovePassword)
    remove.present.line.setText(PASSWORD)
    finish(remove, qtbot)


Asked = TypeVar("Asked", bound=PasswordDialog)


def ask(section: PasswordSection, kind: type[Asked]) -> Asked:
    dialog = section.ask(kind.__name__)
    assert isinstance(dialog, kind)
    return dialog


def finish(dialog: PasswordDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.done_with, timeout=10_000):
        dialog._go.click()
