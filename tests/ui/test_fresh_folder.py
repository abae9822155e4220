"""Data that cannot be opened or written does not stop a crisis: it is run from a fresh folder beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.services import incidents, records, scenario_library
from hospcomms.services import office as offices
from hospcomms.services.office import Office
from tests.rooms.crisis_stage import begun, desk_of, dialog_of, fire_of, office_of, press, ready_folder
from tests.ui.dressing import dressed
from ui.file_dialogs import Outside
from ui.language import tr
from ui.rooms.crisis.activation import ActivationDialog
from ui.shell.fresh_folder import BEGIN, OFFER, CrisisOffer, FreshFolder, FreshFolderPage
from ui.shell.refused import RefusedPage
from ui.shell.status_line import BADGE, SEPARATE
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.window import Window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office with scenarios, people and a press list."""
    return ready_folder(tmp_path / "office")


@pytest.fixture
def window(qtbot: QtBot, folder: Path) -> Iterator[Window]:
    dressed()
    found = Window(folder)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    yield found
    found.close()


@pytest.fixture
def locked(folder: Path) -> Iterator[Office]:
    """The folder open in another window."""
    other = offices.open_office(folder)
    yield other
    other.close()


def push(window: Window, words: str) -> None:
    next(button for button in window.findChildren(Button) if button.text() in (words, tr(words))).click()


def page_of(window: Window) -> FreshFolderPage:
    return window.findChildren(FreshFolderPage)[-1]


def make_in(window: Window, place: Path, qtbot: QtBot) -> None:
    """Say where, and press the button."""
    page_of(window).show_place(place)
    push(window, BEGIN)
    qtbot.waitUntil(lambda: window.office is not None and window.office.folder == place, timeout=20_000)
    qtbot.waitUntil(lambda: not window.is_busy())


def fire_chosen(window: Window) -> ActivationDialog:
    """The question which scenario is activated, the cursor on the fire."""
    dialog = dialog_of(window)
    wanted = fire_of(office_of(window)).id
    idents = [dialog.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(dialog.list.count())]
    dialog.list.setCurrentRow(idents.index(wanted))
    return dialog


@pytest.mark.usefixtures("locked")
def test_f12_on_the_refusal_leads_to_the_desk_in_a_fresh_folder(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window.open()
    window.show()
    assert window.findChildren(RefusedPage)
    press(window.findChildren(CrisisOffer)[0], "F12")
    place = tmp_path / "fresh"
    make_in(window, place, qtbot)
    office = office_of(window)
    assert office.settings.hospital.ar == "مستشفى عيّنة"
    dialog = dialog_of(window)
    assert len(dialog.scenarios) == len(scenario_library.shipped())
    assert window.frame is not None
    assert window.frame.banner.words() == tr(SEPARATE)
    assert tr(BADGE) in [label.words() for label in window.frame.status.findChildren(Label)]
    dialog.activate(drill=False)
    assert [one.id for one in incidents.running(office)] == [desk_of(window).desk.incident.id]
    assert desk_of(window).banner.words() == tr(SEPARATE)
    assert desk_of(window).bar.badge == tr(BADGE)


def test_a_damaged_file_offers_the_crisis_beside_the_backups(window: Window, folder: Path) -> None:
    database = max((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.stat().st_size)
    database.write_bytes(b"\x00" * 4096)
    window.open()
    assert [button.text() for button in window.findChildren(Button)].count(f"{tr(OFFER)}…") == 1
    window.findChildren(CrisisOffer)[0].findChildren(Button)[0].click()
    push(window, "Back")
    assert window.findChildren(RefusedPage)
    assert database.read_bytes() == b"\x00" * 4096


@pytest.mark.usefixtures("locked")
def test_a_place_inside_the_taken_folder_or_with_files_in_it_is_refused_on_the_page(
    window: Window, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    window.open()
    window.show()
    window.findChildren(CrisisOffer)[0].findChildren(Button)[0].click()
    page = page_of(window)
    page.show_place(folder / "crisis")
    push(window, BEGIN)
    qtbot.waitUntil(lambda: page.words() != "")
    assert page.isEnabled()
    assert window.office is None
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("mine", encoding="utf-8")
    leads = FreshFolder(window, outside=Outside(folder=lambda *_asked: str(tmp_path / "letters")))
    leads.ask()
    leads.choose()
    assert leads.page is not None
    assert leads.page.place.parent == tmp_path / "letters"
    assert not leads.page.place.exists()


@pytest.mark.usefixtures("locked")
def test_after_a_crash_the_desk_of_the_separate_folder_opens_by_itself(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    other = ready_folder(tmp_path / "HospComms-crisis-2026-11-22")
    ident = begun(other)
    window.open()
    leads = FreshFolder(window, outside=Outside(folder=lambda *_asked: str(other)))
    leads.ask()
    leads.choose()
    assert leads.page is not None
    assert leads.page.place == other
    leads.begin(other)
    qtbot.waitUntil(lambda: window.crisis.page is not None)
    assert desk_of(window).desk.incident.id == ident
    qtbot.waitUntil(lambda: not window.is_busy())


def test_an_open_office_that_will_not_write_gives_the_fresh_folder_its_people(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open()
    window.show()
    old = office_of(window)
    with old.store.change("wake") as _change:
        pass
    old.store._written.execute("PRAGMA query_only=ON")
    window.crisis.answer()
    dialog = fire_chosen(window)
    dialog.activate(drill=False)
    assert window.crisis.page is None
    assert dialog.banner.words()
    dialog.banner._action.click()
    make_in(window, tmp_path / "fresh", qtbot)
    fire_chosen(window).activate(drill=False)
    called = [call.name for call in desk_of(window).desk.calls]
    assert sorted(called) == ["سمير عيّنة", "ليلى عيّنة"]
    with closing(offices.open_office(old.folder)):  # the one that refused was closed
        pass


def test_the_first_office_has_the_scenarios_once_it_is_on_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    dressed()
    window = Window(tmp_path / "new")
    qtbot.addWidget(window)
    window.open()
    window.show()
    for words in ("English", "Skip", "Start working"):
        push(window, words)
        dressed("en")
    try:
        office = office_of(window)
        assert records.count(office, Query(Scenario)) == 0
        qtbot.waitUntil(
            lambda: records.count(office, Query(Scenario)) == len(scenario_library.shipped()), timeout=20_000
        )
        qtbot.waitUntil(lambda: not window.is_busy())
        assert records.undoable(office) is None
        window.crisis.answer()
        assert dialog_of(window).now.isEnabled()
    finally:
        window.close()
