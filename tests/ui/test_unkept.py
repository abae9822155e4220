"""What is typed while the disk refuses even a draft: no way out of its page may lose it unsaid."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.services import backups, security
from hospcomms.services import office as offices
from hospcomms.storage import key_slots
from hospcomms.storage.refusals import disk_full
from hospcomms.storage.store import Store
from tests.ui.shell_stage import Open, campaign_of, frame_of, settle, type_in
from ui.records.detail_page import DetailPage
from ui.safety.restoring import put_back
from ui.shell.places import KEPT
from ui.window import Window

PASSWORD = "three tired camels"


def fill(disk: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise disk_full()

    disk.setattr(Store, "keep_draft", refuse)


def typed_in_new(window: Window) -> DetailPage:
    """The form of a new campaign in which a title was typed."""
    frame_of(window).new_record(Campaign)
    page = frame_of(window).pages.currentWidget()
    assert isinstance(page, DetailPage)
    type_in(page.form.cells["title"].editor.target(), "حملة جديدة")
    return page


def shown(window: Window) -> str:
    page = frame_of(window).pages.currentWidget()
    assert isinstance(page, DetailPage)
    return str(page.form.record().title)


def test_a_page_whose_draft_is_refused_stays_and_closing_asks_once(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    page = typed_in_new(window)
    fill(monkeypatch)
    for key in ("people", "outlets", "audiences", "materials", "clips", "releases", "enquiries", "consents")[:KEPT]:
        frame_of(window).open_room(key)
    frame_of(window).new_record(Campaign)
    assert frame_of(window).pages.currentWidget() is page
    trail = frame_of(window).pages.trail
    window.rebuild(*trail)
    assert shown(window) == "حملة جديدة", "another width or theme waits"
    assert window.office is not None
    put_back(window, backups.preview(backups.make(window.office, "asked"), office=window.office), "")
    assert shown(window) == "حملة جديدة"
    assert not window.close()
    assert window.isVisible()
    assert shown(window) == "حملة جديدة"
    monkeypatch.undo()
    assert window.close()
    with closing(offices.open_office(window.folder)) as office:
        assert any("حملة جديدة" in content for _, _, content in office.store.drafts())


def test_a_lock_closes_nothing_while_a_new_record_is_on_the_screen_only(
    open_window: Open, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_slots, "COST", key_slots.Cost(1, 64, 1))
    office = offices.open_office(folder)
    new = security.begin(office, PASSWORD)
    security.finish(office, new, new.code)
    office.close()
    window = open_window(folder)
    window.locking.answer(PASSWORD)
    settle(qtbot, window)
    typed_in_new(window)
    fill(monkeypatch)
    assert window.lock()
    qtbot.waitUntil(lambda: not window.background.busy)
    assert window.office is not None, "its text is nowhere else"
    assert not window.close()
    window.locking.answer(PASSWORD)
    assert not window.is_locked
    assert shown(window) == "حملة جديدة"
    assert campaign_of(window).title != "حملة جديدة"
    window.gives_up = True
