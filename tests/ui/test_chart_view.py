"""Charts on the screen: painted in every theme and language, as high as they ask, described for screen readers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from hospcomms.domain.charts import lay_out
from hospcomms.domain.country import DZ
from tests.reports.charts_shown import charts
from ui import language, theme
from ui.widgets.chart import ChartView
from ui.widgets.chart_paint import measure_at, paint_parts

KINDS = sorted(charts("ar"))


@pytest.fixture(autouse=True)
def _usual_looks() -> Iterator[None]:
    yield
    language.use("ar", DZ)
    theme.choose("light")


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(("tongue", "looks"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast")])
def test_every_kind_is_painted(qtbot: QtBot, tongue: str, looks: str, name: str) -> None:
    used = theme.choose(looks, rtl=tongue == "ar")
    language.use(tongue, DZ)
    view = ChartView(charts(tongue)[name])
    qtbot.addWidget(view)
    view.resize(560, view.heightForWidth(560))
    picture = view.grab().toImage()
    seen = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    assert len(seen) > 3
    assert used.rtl == (tongue == "ar")


def test_a_chart_says_its_table_to_screen_readers_and_follows_its_width(qtbot: QtBot) -> None:
    language.use("fr", DZ)
    view = ChartView(charts("fr")["lying"])
    qtbot.addWidget(view)
    assert "Radio · \u20661\u202f200\u2069" in view.accessibleDescription()
    before = view.heightForWidth(800)
    view.show_chart(charts("fr")["donut"])
    assert view.heightForWidth(800) != before
    assert view.heightForWidth(230) > view.heightForWidth(800)


def test_of_a_long_chart_only_what_is_seen_is_painted() -> None:
    theme.choose("light", rtl=False)
    painted = []
    for room in (QRectF(0, 0, 500, 90), None):
        picture = QImage(500, 300, QImage.Format.Format_RGB32)
        picture.fill(0xFFFFFF)
        painter = QPainter(picture)
        drawing = lay_out(charts("fr")["stages"], 500, language.use("fr", DZ), measure_at(1.0))
        paint_parts(painter, drawing.parts, theme.current(), room=room)
        painter.end()
        painted.append(picture)
    seen, whole = painted
    upper, lower = QRect(0, 0, 500, 80), QRect(0, 140, 500, 160)
    assert seen.copy(upper) == whole.copy(upper)
    blank = QImage(500, 160, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFF)
    assert seen.copy(lower) == blank != whole.copy(lower)
