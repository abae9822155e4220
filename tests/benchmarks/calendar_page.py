"""The calendar with 5,000 dated things in the year: another month, and the year, from the records to the pixels."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from hospcomms.domain.month_grid import stepped
from hospcomms.services.office import Office, create_office
from tests.benchmarks.calendar import YEAR, fill
from tests.benchmarks.lists import Alone
from tests.benchmarks.ratio import Ratio, median, taken
from ui.app import application
from ui.background import Background
from ui.bus import Bus
from ui.rooms.calendar.desk import MONTH
from ui.rooms.calendar.desk import YEAR as WHOLE_YEAR
from ui.rooms.calendar.page import CalendarView
from ui.session import Session

MONTH_MS, YEAR_MS = 50.0, 200.0
ROUNDS = 7


def measure(_folder: Path, _count: int) -> list[Ratio]:
    """The month and the year against the milliseconds they may take."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    with tempfile.TemporaryDirectory() as place:
        office = create_office(Path(place) / "office", clock=lambda: datetime(YEAR, 5, 20, 12, tzinfo=UTC))
        try:
            fill(office)
            months, years = _shown(office)
        finally:
            office.close()
    return [
        Ratio("another month", median(months), MONTH_MS, 1.0, "Page down in the month, read, laid out and painted."),
        Ratio("the year", median(years), YEAR_MS, 1.0, "From another view to the year, read and painted."),
    ]


def _shown(office: Office) -> tuple[list[float], list[float]]:
    """Milliseconds for each month shown, none of them read before, and for each showing of the year."""
    alone: Any = Alone()
    background = Background(QApplication.instance())
    session = Session(office, office.settings.locale, Bus(background), background, alone)
    view = CalendarView(session, MONTH)
    view.resize(1122, 640)
    view.show()
    view.grab()

    def step() -> None:
        view.step(1)
        view.grab()

    def whole_year() -> None:
        view.show_key(WHOLE_YEAR)
        view.grab()

    view.desk.choose(stepped(view.desk.day, -4))
    view.grab()
    months = [taken(step) for _ in range(ROUNDS)]
    years = []
    for _ in range(ROUNDS):
        view.show_key(MONTH)
        view.desk.renew()
        years.append(taken(whole_year))
    view.close()
    background.setParent(view)
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return months, years
