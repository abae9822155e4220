"""What the tests of the crisis desk do again and again: a window on an office with scenarios, and keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.fields import Texts
from hospcomms.domain.incidents import Incident
from hospcomms.domain.press import ListMember, Person, PressList
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.services import incidents, records, scenarios
from hospcomms.services import office as offices
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty
from tests.ui.dressing import dressed
from ui.rooms.crisis.activation import ActivationDialog
from ui.rooms.crisis.desk import DeskPage
from ui.rooms.crisis.pane import ListPane, Pane
from ui.window import Window

OFFICER = "نادية عمار"


def ready_folder(place: Path) -> Path:
    """An office with the shipped scenarios and two journalists on the list of the fire."""
    settings = Settings(language="ar", hospital=Texts(ar="مستشفى عيّنة"), officer=OFFICER, is_ready=True)
    office = empty(place, settings)
    scenarios.install(office)
    kept = records.save(office, PressList(name="كل الصحفيين")).saved(PressList)
    for name in ("سمير عيّنة", "ليلى عيّنة"):
        person = records.save(office, Person(name=name)).saved(Person)
        records.save(office, ListMember(press_list=kept.id, person=person.id))
    fire = fire_of(office)
    records.save(office, replace(fire, press_list=kept.id))
    office.close()
    return place


def fire_of(office: Office) -> Scenario:
    """The scenario of a fire."""
    found: list[Scenario] = records.find(office, Query(Scenario))
    return next(one for one in found if one.code == "fire")


def begun(place: Path, *, drill: bool = False, level: str = "2") -> int:
    """Begin the fire in a closed office; returns the incident."""
    office = offices.open_office(place)
    try:
        return incidents.start(office, fire_of(office).id, drill=drill, level=level).incident
    finally:
        office.close()


def opened(qtbot: QtBot, folder: Path, size: tuple[int, int] = (1366, 768)) -> Window:
    """A window on the folder, as the program opens it."""
    dressed()
    window = Window(folder)
    qtbot.addWidget(window)
    window.resize(*size)
    window.open()
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: not window.is_busy())
    return window


def desk_of(window: Window) -> DeskPage:
    """The desk that is shown."""
    assert window.crisis.page is not None
    return window.crisis.page


def office_of(window: Window) -> Office:
    """The office of a window."""
    assert window.office is not None
    return window.office


def dialog_of(window: Window) -> ActivationDialog:
    """The question which scenario is activated."""
    found = window.findChildren(ActivationDialog)
    assert found
    return found[-1]


def pane_of(window: Window) -> Pane:
    """The pane that is open."""
    pane = desk_of(window).pane
    assert pane is not None
    return pane


def list_pane(window: Window) -> ListPane:
    """The open pane, which is a list."""
    pane = pane_of(window)
    assert isinstance(pane, ListPane)
    return pane


def combination(keys: str) -> QKeyCombination:
    """The key and its modifiers of a shortcut such as Ctrl+Return."""
    found: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
    return found


def press(widget: QWidget, keys: str) -> None:
    """Press keys as the keyboard would: the shortcuts of the window, else the widget itself."""
    wanted = QKeySequence(keys)
    focused: QWidget | None = widget.window().focusWidget()
    focused = widget if focused is None else focused
    best: QShortcut | None = None
    for shortcut in widget.window().findChildren(QShortcut):
        parent = shortcut.parent()
        own = shortcut.keys()
        if wanted not in own or not isinstance(parent, QWidget) or not parent.isVisible():
            continue
        inside = parent is focused or parent.isAncestorOf(focused)
        if shortcut.context() == Qt.ShortcutContext.WidgetWithChildrenShortcut and not inside:
            continue
        assert best is None, keys  # two shortcuts with one key would cancel each other
        best = shortcut
    if best is not None:
        best.activated.emit()
        return
    pressed = combination(keys)
    QTest.keyClick(focused, pressed.key(), pressed.keyboardModifiers())


def type_words(widget: QWidget, words: str) -> None:
    """Type into what has the keyboard; QTest cannot press Arabic letters."""
    field = widget.window().focusWidget()
    assert field is not None
    for letter in words:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, event)


def incident_of(window: Window) -> Incident:
    """The incident on the desk as it is stored."""
    return records.get(office_of(window), Incident, desk_of(window).desk.incident.id)
