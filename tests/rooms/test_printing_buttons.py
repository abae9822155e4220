"""The buttons that print the week and the year open the preview of the right report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hospcomms.services.office import Office
from tests.rooms.office_at_work import at_work, busy
from tests.ui.form_stage import begin
from ui.preview.window import PreviewWindow
from ui.rooms.home import HomePage
from ui.rooms.year_grid import YearGrid
from ui.session import Session


def _press_home(page: QWidget) -> None:
    assert isinstance(page, HomePage)
    page.brief.click()


def _press_year(page: QWidget) -> None:
    assert isinstance(page, YearGrid)
    page.show_year(2025)
    page.print_year()


@pytest.mark.parametrize(("make", "press", "said"), [(HomePage, _press_home, "week"), (YearGrid, _press_year, "2025")])
def test_the_button_opens_the_preview(
    qtbot: QtBot, office: Office, make: Callable[[Session], QWidget], press: Callable[[QWidget], None], said: str
) -> None:
    session = begin(at_work(office), "en")
    busy(session.office)
    page = make(session)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    press(page)
    (shown,) = page.window().findChildren(PreviewWindow)
    qtbot.waitUntil(lambda: shown.printed is not None and not shown.is_busy, timeout=20_000)
    assert shown.printed is not None
    assert said in shown.printed.title.casefold()
    shown.close()
