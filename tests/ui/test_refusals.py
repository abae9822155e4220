"""What the window shows when the data cannot be opened, gets damaged, or the disk refuses; and the ways on."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.domain.wording import sentence
from hospcomms.services import clock_watch, folder_places, records
from hospcomms.services import settings as settings_file
from hospcomms.services.privacy import tombstones
from hospcomms.services.salvage import SALVAGE
from hospcomms.storage import reserve
from hospcomms.storage.erasing import Order
from tests.ui.form_stage import type_into
from tests.ui.shell_stage import frame_of
from ui.beginning import START_ANEW, USUAL_PLACE, show_refusal
from ui.entering import CLOCK_IS_RIGHT, DiskWatch
from ui.language import say, tr
from ui.records.form import Form
from ui.shell.damaged import BEGIN, CLOSE_DATA, GO_BACK, MetPage, SalvagedPage, SalvagePage
from ui.shell.first_run import FirstRun
from ui.shell.places import Place
from ui.shell.refused import TITLES, RefusedPage
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.window import Window


def database(folder: Path) -> Path:
    return max((path for path in folder.iterdir() if path.suffix == ".db"), key=lambda path: path.stat().st_size)


def flip(folder: Path, place: int = 9000) -> bytes:
    content = bytearray(database(folder).read_bytes())
    content[place] ^= 1
    database(folder).write_bytes(content)
    return bytes(content)


def press(window: Window, words: str) -> None:
    shown = [button for button in window.findChildren(Button) if not button.isHidden()]
    next(button for button in shown if button.text().startswith(tr(words))).click()


def page_of(window: Window) -> object:
    return window.stack.currentWidget()


def words_of(window: Window) -> list[str]:
    page = window.stack.currentWidget()
    assert page is not None
    return [label.words() for label in page.findChildren(Label)]


def look_now(window: Window, qtbot: QtBot) -> None:
    """Do at once what the window does when it has been on the screen for a while."""
    watch = window.findChild(DiskWatch)
    assert watch is not None
    for timer in watch.findChildren(QTimer):
        timer.timeout.emit()
        qtbot.waitUntil(lambda: not window.background.busy)


def test_every_refusal_has_a_title_of_its_own_and_ways_on(window: Window) -> None:
    titles = set()
    why = sentence("This is why.")
    for kind in TITLES:
        page = RefusedPage(Refusal(kind, why), window.open, window.open_other, window.close)
        title, said = [label.words() for label in page.findChildren(Label)][:2]
        assert said == say(why)
        assert len([button for button in page.findChildren(Button) if not button.isHidden()]) == 3
        titles.add(title)
    assert len(titles) == len(TITLES)
    for kind, ways in (("locked", 4), ("damaged", 7), ("data-gone", 7), ("network-place", 2)):
        show_refusal(window, Refusal(kind, why))
        shown = [button for button in window.findChildren(Button) if not button.isHidden()]
        assert len(shown) >= ways, kind


def test_damage_found_at_the_start_leaves_no_page_of_the_data(window: Window, folder: Path) -> None:
    damaged = flip(folder)
    window.open()
    assert isinstance(page_of(window), RefusedPage)
    assert (window.office, window.frame, window.crisis.page) == (None, None, None)
    assert database(folder).read_bytes() == damaged
    flip(folder)  # the lock is free again: mended, the same folder opens
    window.open()
    assert window.frame is not None


def test_damage_met_while_working_covers_the_page_and_gives_back_what_was_typed(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    window.open()
    window.show()
    frame = frame_of(window)
    frame._go(Place("new", Audience.key))
    form = frame.findChildren(Form)[0]
    type_into(form.cells["name"].editor.target(), "نص لم يحفظ")
    whole = database(folder).read_bytes()
    database(folder).write_bytes(bytes(4096) + bytes(len(whole) - 4096))
    assert window.office is not None
    fresh = window.office.store
    fresh._free.clear()
    with contextlib.suppress(Refusal):
        records.find(window.office, Query(Campaign))
    qtbot.waitUntil(lambda: isinstance(page_of(window), MetPage))
    press(window, GO_BACK)
    assert page_of(window) is frame
    assert form.cells["name"].editor.value() == "نص لم يحفظ"
    fresh.on_damage()
    qtbot.waitUntil(lambda: isinstance(page_of(window), MetPage))
    press(window, CLOSE_DATA)
    assert isinstance(page_of(window), RefusedPage)
    assert window.office is None


def test_what_can_still_be_read_is_saved_from_the_screen_and_opened(
    window: Window, qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.shell.damaged.documents", lambda: tmp_path)
    flip(folder, 2000)
    window.open()
    press(window, SALVAGE)
    page = page_of(window)
    assert isinstance(page, SalvagePage)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    page.show_place(tmp_path / "full")
    press(window, BEGIN)
    qtbot.waitUntil(lambda: bool(page.banner.words()))
    page.show_place(tmp_path / "saved")
    press(window, BEGIN)
    qtbot.waitUntil(lambda: isinstance(page_of(window), SalvagedPage), timeout=30_000)
    press(window, "Open the new folder")
    assert window.office is not None
    assert window.folder == tmp_path / "saved"
    assert records.count(window.office, Query(Campaign)) == 1
    qtbot.waitUntil(lambda: not window.is_busy())


def test_data_that_was_there_is_not_made_anew_in_silence(window: Window, folder: Path) -> None:
    folder_places.remember(folder, datetime.now(UTC))
    folder.rename(folder.with_name("unplugged"))
    window.open()
    assert isinstance(page_of(window), RefusedPage)
    assert not folder.exists()
    press(window, START_ANEW)
    assert isinstance(page_of(window), FirstRun)
    folder.with_name("unplugged").rename(folder)
    window.open()
    assert window.frame is not None


def test_a_place_where_data_gets_lost_is_refused_before_the_first_question(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, usual = tmp_path / "OneDrive" / "data", tmp_path / "usual" / "data"
    monkeypatch.setattr("hospcomms.services.folder_places.default_folder", lambda: usual)
    window.open_other(bad)
    assert isinstance(page_of(window), RefusedPage)
    assert not bad.parent.exists()
    press(window, USUAL_PLACE)
    assert isinstance(page_of(window), FirstRun)
    assert window.folder == usual


def test_what_was_found_beside_the_start_is_said_once(window: Window, qtbot: QtBot, folder: Path) -> None:
    (folder / settings_file.FILE).write_bytes(b'{"language": "fr", \0\0')
    window.open()
    look_now(window, qtbot)
    assert "settings.json.bad" in frame_of(window).banner.words()
    assert (folder / f"{settings_file.FILE}.bad").is_file()
    assert not settings_file.were_lost(folder)
    office = window.office
    assert office is not None
    with office.store.change("Erase") as change:  # and killed before its number was noted beside the data
        change.erase(Order({}, buried=((77, Person.key, "2026-11-22T08:00:00.000000Z", 1),)), 0)
    later = replace(office, clock=lambda: office.clock() - timedelta(days=3))
    window.office = later
    look_now(window, qtbot)
    assert clock_watch.anomaly(later) is not None
    assert "settings.json.bad" not in frame_of(window).banner.words()
    assert '"id": 77' in (folder / tombstones.FILE).read_text(encoding="utf-8")
    press(window, CLOCK_IS_RIGHT)
    assert clock_watch.anomaly(later) is None
    assert folder_places.seen_here(folder) is not None


def test_a_full_disk_leaves_the_text_and_a_second_press_saves_it(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reserve, "SIZE", 1 << 20)
    window.open()
    window.show()
    office, frame = window.office, frame_of(window)
    assert office is not None

    def limit(most: int) -> None:
        office.store._writer().execute(f"PRAGMA max_page_count={most}")

    limit(office.store._writer().execute("PRAGMA page_count").fetchone()[0])
    frame._go(Place("new", Audience.key))
    form = frame.findChildren(Form)[0]
    type_into(form.cells["name"].editor.target(), "أمهات")
    form.cells["description"].editor.set_value("نص " * 4000)
    form.cells["description"].editor.edited.emit()
    assert not form.save()
    assert form.cells["name"].editor.value() == "أمهات"
    assert form.banner.words()
    limit(1073741823)
    reserve.ensure(office.folder)
    assert office.store.give_reserve()
    press(window, "Try again")
    assert records.count(office, Query(Audience)) == 2
    qtbot.waitUntil(lambda: bool(frame.banner.words()))  # it was saved with the reserve: free some space now
    qtbot.waitUntil(lambda: not window.is_busy())
