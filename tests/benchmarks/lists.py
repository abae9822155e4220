"""Opening the list of a long room against that of a short one, and jumping about in it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from hospcomms.services.office import Office, open_office
from tests.benchmarks.filling import filled_office
from tests.benchmarks.ratio import Ratio, median, taken
from ui.app import application
from ui.background import Background
from ui.bus import Bus
from ui.records.list_page import ListPage
from ui.rooms.campaigns import ROOM
from ui.session import Session

LIMIT = 1.5
ROUNDS = 7
SHORT = 1_000


class Alone:
    """A page without a window around it: nowhere to go."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_args, **_values: None


def measure(folder: Path, count: int) -> list[Ratio]:
    """The campaigns' list, opened and painted in turn in a short and in a long office."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    with tempfile.TemporaryDirectory() as place:
        short, long = filled_office(Path(place) / "short", SHORT), open_office(folder)
        try:
            _opened(app, short), _opened(app, long)
            pairs = [(_opened(app, long), _opened(app, short)) for _ in range(ROUNDS)]
            ours, bare = _medians(pairs, 0)
            whole, whole_bare = _medians(pairs, 1)
            what = f"From making the page to its first rows painted: {count // 2:,} campaigns against {SHORT // 2}."
            rest = "The same, until the order of all rows is known beside the window."
            return [
                Ratio("opening a list", ours, bare, LIMIT, what),
                Ratio("opening a list to its end", whole, whole_bare, None, rest),
                *_jumps(app, long),
            ]
        finally:
            short.close()
            long.close()


def _medians(pairs: list[tuple[tuple[float, float], tuple[float, float]]], which: int) -> tuple[float, float]:
    return median(long[which] for long, _ in pairs), median(short[which] for _, short in pairs)


def _page(office: Office) -> ListPage:
    alone: Any = Alone()
    background = Background(QApplication.instance())
    page = ListPage(Session(office, office.settings.locale, Bus(background), background, alone), ROOM)
    background.setParent(page)
    page.resize(1366, 690)
    return page


def _opened(app: QApplication, office: Office) -> tuple[float, float]:
    """Milliseconds until the first rows are painted, and until the order of all rows is known beside the window."""
    made: list[ListPage] = []

    def open_and_paint() -> None:
        made.append(_page(office))
        made[0].show()
        made[0].grab()

    first = taken(open_and_paint)
    assert made[0].model.rowCount() > 20
    rest = taken(lambda: _settle(app, made[0]))
    _throw_away(made[0])
    return first, first + rest


def _settle(app: QApplication, page: ListPage) -> None:
    while page.model.rows is None or not page.model.rows.is_complete or page.session.background.busy:
        app.processEvents()


def _throw_away(page: ListPage) -> None:
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _jumps(app: QApplication, office: Office) -> list[Ratio]:
    """Reading and painting the rows of the first page, the middle and the end, none of them at hand before."""
    page = _page(office)
    page.show()
    _settle(app, page)
    rows = page.model.rows
    assert rows is not None
    times: dict[str, list[float]] = {"first": [], "middle": [], "end": []}
    places = {"first": 0, "middle": len(rows) // 2, "end": len(rows) - 1}
    for _ in range(ROUNDS * 3):
        for name, row in places.items():
            page.table.scrollTo(page.model.index(len(rows) // 4, 0))
            app.processEvents()
            rows.forget()

            def act(row: int = row) -> None:
                page.table.scrollTo(page.model.index(row, 0))
                app.processEvents()
                page.table.viewport().repaint()

            times[name].append(taken(act))
    _throw_away(page)
    what = "Rows read and painted there, against those of the first page."
    first = median(times["first"])
    return [
        Ratio("scrolling to the middle", median(times["middle"]), first, _SAME, what),
        Ratio("scrolling to the end", median(times["end"]), first, _SAME, what),
    ]


_SAME = 1.15
"""“No more than the first page”, with room for what two equal times differ by on a busy machine."""
