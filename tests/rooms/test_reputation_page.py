"""The trend of the image: verdicts first, charts with intervals, tables, one audience or all, printing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.reputation import CLIPS, ImageWave
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import at_work
from tests.ui.form_stage import begin, walk
from ui.language import plain
from ui.preview.window import PreviewWindow
from ui.rooms.evaluation_tables import FiguresTable
from ui.rooms.every import ROOMS
from ui.rooms.reputation import ROOM
from ui.rooms.reputation_trend import CHART, TABLES, ReputationTrend
from ui.session import Session
from ui.widgets.chart import ChartView
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

END = date(2026, 3, 31)


def _wave(office: Office, favourable: float, months: int, **facts: Any) -> ImageWave:
    end = END + timedelta(days=30 * months)
    found = {"title": "الثقة في المعلومات الصحية", "end": end, "answers": 200.0, "favourable": favourable, **facts}
    return records.save(office, ImageWave(**found)).saved(ImageWave)


def _measured(office: Office) -> list[Audience]:
    """Two audiences measured on the same days, one better and one as before, and clips with their tone."""
    audiences = [records.save(office, Audience(name=name)).saved(Audience) for name in ("الحوامل", "زوار العيادات")]
    for months, (first, second) in enumerate(((100, 120), (115, 118), (135, 121))):
        _wave(office, first, months, audience=audiences[0].id)
        _wave(office, second, months, audience=audiences[1].id)
        _wave(office, 20 + months, months, title="النبرة", measure=CLIPS, answers=60.0, unfavourable=10.0)
    return audiences


def _trend(qtbot: QtBot, session: Session, size: tuple[int, int] = (1122, 620)) -> ReputationTrend:
    page = ReputationTrend(session)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    return page


def _words(page: ReputationTrend) -> str:
    return " ".join(plain(label.text()) for label in page.findChildren(Label) if label.isVisibleTo(page))


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast"), ("en", "light")])
@pytest.mark.parametrize("size", [(1122, 620), (835, 330), (500, 330)])
def test_the_trend_is_painted_in_every_language_theme_and_size(
    qtbot: QtBot, office: Office, speech: str, look: str, size: tuple[int, int]
) -> None:
    session = begin(at_work(office), speech, look=look)
    _measured(session.office)
    page = _trend(qtbot, session, size)
    for key in (CHART, TABLES):
        page.show_look(key)
        assert not page.grab().isNull()
    for button in (page.print, page.print_small, *page.looks.findChildren(QPushButton)):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width()


def test_an_office_that_measured_nothing_says_so_and_offers_the_first_measurement(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    page = _trend(qtbot, session)
    assert "No image measured yet" in _words(page)
    assert not page.print.isEnabled()
    (button,) = page._empty.findChildren(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert walk(session).opened == [(ImageWave, 0)]


def test_verdicts_come_first_with_their_shape_and_one_chart_holds_both_audiences(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    _measured(session.office)
    page = _trend(qtbot, session)
    said = _words(page)
    assert said.index("Improved: ") < said.index("No detectable change: ")
    assert {"improved", "no_change"} <= {mark._name for mark in page.findChildren(Mark)}
    charts = [view.chart for view in page.findChildren(ChartView)]
    assert [len(chart.series) for chart in charts] == [2, 1, 1]  # type: ignore[union-attr]
    assert "to" in page.findChildren(ChartView)[0].accessibleDescription()


def test_choosing_an_audience_leaves_its_series_only(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    first, _ = _measured(session.office)
    page = _trend(qtbot, session)
    assert len(page.series) == 3
    page.choose(first.id)
    assert [one.audience for one in page.series] == ["الحوامل"]
    page.choose(0)
    assert [one.measure for one in page.series] == [CLIPS]


def test_the_tables_say_the_same_figures(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    _measured(session.office)
    page = _trend(qtbot, session)
    QTest.mouseClick(page.looks.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    tables = page.findChildren(FiguresTable)
    assert [table.rowCount() for table in tables if table.isVisibleTo(page)] == [3, 3, 3]
    assert "100 of 200" in tables[0].text()
    assert "50% (from" in tables[0].text()


def test_where_room_is_short_the_counts_go_first_and_the_verdict_never(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "fr")
    _measured(session.office)
    page = _trend(qtbot, session, (720, 400))
    page.show_look(TABLES)
    clips = next(table for table in page.findChildren(FiguresTable) if table.columnCount() == 6)
    qtbot.waitUntil(lambda: clips.width() > 500)
    assert clips.isColumnHidden(1)
    assert not clips.isColumnHidden(4)
    assert not clips.isColumnHidden(5)
    page.resize(1400, 400)
    qtbot.waitUntil(lambda: not clips.isColumnHidden(1))


def test_tab_goes_from_chart_to_chart_and_the_page_follows(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    _measured(session.office)
    page = _trend(qtbot, session, (835, 330))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    charts = page.findChildren(ChartView)
    area = page._stack.currentWidget()
    assert isinstance(area, QScrollArea)
    page.print.setFocus()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 300)
    at: QWidget = page.print
    for chart in charts:
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = chart
        assert chart.hasFocus()
        assert chart.accessibleName()
        assert not chart.visibleRegion().isEmpty()
    before = area.verticalScrollBar().value()
    QTest.keyClick(charts[-1], Qt.Key.Key_PageUp)
    assert area.verticalScrollBar().value() < before


def test_a_new_wave_appears_at_once_and_the_chosen_audience_stays(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    first, second = _measured(session.office)
    page = _trend(qtbot, session)
    page.choose(second.id)
    wave = ImageWave(
        title="الثقة في المعلومات الصحية",
        audience=second.id,
        end=END + timedelta(days=120),
        answers=200,
        favourable=160,
    )
    session.bus.committed.emit(records.save(session.office, wave))
    assert page.chosen() == second.id
    assert [one.verdict for one in page.series] == ["improved"]
    assert first.id != second.id


def test_while_it_is_hidden_it_is_read_when_shown_again(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    page = _trend(qtbot, session)
    page.hide()
    session.bus.committed.emit(records.save(session.office, _wave(session.office, 100, 0)))
    assert page.series == ()
    page.show()
    assert len(page.series) == 1


def test_printing_opens_the_preview_of_what_is_chosen(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    first, _ = _measured(session.office)
    page = _trend(qtbot, session)
    page.choose(first.id)
    page.print.click()
    (shown,) = page.window().findChildren(PreviewWindow)
    qtbot.waitUntil(lambda: shown.printed is not None and not shown.is_busy, timeout=20_000)
    assert shown.printed is not None
    assert "Reputation" in shown.printed.title
    shown.close()


def test_the_room_is_called_by_its_own_name_in_the_last_group() -> None:
    assert ROOM in ROOMS
    assert ROOM.name == "Reputation and image"
    assert ROOM.group == "holdings"
