"""What the tests of the whole window share: a small data folder, and windows that are closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Texts
from hospcomms.services import office as offices
from hospcomms.services import records
from hospcomms.services.settings import Settings
from tests.hospital import empty
from tests.ui.dressing import dressed
from tests.ui.shell_stage import Open
from ui.window import Window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "data"
    settings = Settings(
        language="ar", theme="light", hospital=Texts(ar="مستشفى عيّنة", fr="Hôpital Exemple"), officer="ن. عيّنة"
    )
    office = empty(place, settings)
    records.save(office, Campaign(title="مضاد حيوي بوصفة فقط"))
    records.save(office, Audience(name="مرضى السكري"))
    office.close()
    return place


@pytest.fixture
def window(qtbot: QtBot, folder: Path) -> Iterator[Window]:
    """A window on the folder that is not open yet."""
    dressed()
    found = Window(folder)
    qtbot.addWidget(found)
    yield found
    found.close()


@pytest.fixture
def open_window(qtbot: QtBot, folder: Path) -> Iterator[Open]:
    opened: list[Window] = []

    def make(place: Path = folder, **changes: object) -> Window:
        dressed()
        if changes:
            office = offices.open_office(place)
            offices.with_settings(office, replace(office.settings, **changes)).close()  # type: ignore[arg-type]
        window = Window(place)
        qtbot.addWidget(window)
        opened.append(window)
        window.open()
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: not window.is_busy())
        return window

    yield make
    for window in opened:
        window.close()
