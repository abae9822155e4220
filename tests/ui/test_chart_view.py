"""Charts on the screen: painted in every theme and language, as high as they ask, described for screen readers."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from hospcomms.domain.country import DZ
from tests.reports.charts_shown import charts
from ui import language, theme
from ui.widgets.chart import ChartView

KINDS = sorted(charts("ar"))


@pytest.fixture(autouse=True)
def _usual_looks():
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
