"""The first page shows what waits, filters by its counters, and follows every change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hospcomms.domain.activities import DONE, Activity
from hospcomms.domain.agenda import Line
from hospcomms.domain.campaigns import CLOSED, SUBMITTED, Campaign
from hospcomms.domain.fields import Texts
from hospcomms.domain.observances import Observance
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.rooms.evaluated import objective
from tests.rooms.office_at_work import NOW, at_work, busy, campaign
from tests.ui.form_stage import begin, walk
from ui.language import plain, tr
from ui.rooms.home import HomePage
from ui.rooms.home_list import Heading
from ui.session import Session
from ui.widgets.labels import Label
from ui.widgets.sheets import EmptyState


def _page(qtbot: QtBot, session: Session, size: tuple[int, int] = (1366, 768)) -> HomePage:
    page = HomePage(session)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitUntil(lambda: page.agenda is not None)
    return page


def _titles(page: HomePage) -> list[str]:
    return [row.title for row in page.model.rows if isinstance(row, Line)]


def _headings(page: HomePage) -> list[str]:
    return [row.group.key for row in page.model.rows if isinstance(row, Heading)]


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast"), ("en", "light")])
@pytest.mark.parametrize("size", [(1366, 690), (1100, 600), (911, 460)])
def test_the_page_is_painted_in_every_language_theme_and_size(
    qtbot: QtBot, office: Office, speech: str, look: str, size: tuple[int, int]
) -> None:
    desk = at_work(office)
    busy(desk)
    campaign(desk, "لقاح الأنفلونزا", SUBMITTED, state_since=NOW, state_by="ن.")
    page = _page(qtbot, begin(desk, speech, look=look), size)
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert not page.grab().isNull()
    assert _headings(page) == ["late", "today", "waiting"]


def test_the_health_days_the_hospital_marks_stand_beside_the_list_with_what_is_planned(
    qtbot: QtBot, office: Office
) -> None:
    works = at_work(office)
    day = works.today + timedelta(days=9)
    marked = Observance(
        title=Texts(en="Open day of the ward"), month=day.month, day_of_month=day.day, is_followed=True, lead_days=30
    )
    records.save(works, marked)
    page = _page(qtbot, begin(works, "en"))
    said = " ".join(plain(label.text()) for label in page.side.findChildren(Label))
    assert "Open day of the ward" in said
    assert "Nothing is planned yet. Preparation was to begin on" in said
    assert "Public holidays ahead" not in said


def test_the_counters_tell_the_number_of_each_group(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    busy(desk)
    page = _page(qtbot, begin(desk, "en"))
    assert plain(page.counters["late"].accessibleName()) == "Overdue: 1. The oldest: 4 days ago"
    assert plain(page.counters["waiting"].accessibleName()) == "Waiting for approval: 0. Nothing"


def test_a_counter_shows_its_group_alone_and_pressed_again_everything(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    busy(desk)
    page = _page(qtbot, begin(desk, "en"))
    page.counters["today"].click()
    assert _headings(page) == ["today"]
    assert page.counters["today"].isChecked()
    assert page.whole.isVisible()
    page.counters["today"].click()
    assert _headings(page) == ["late", "today"]
    page.counters["waiting"].click()
    assert _headings(page) == ["late", "today"]


def test_enter_and_the_painted_button_open_the_record_of_the_line(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    _whole, activities = busy(desk)
    session = begin(desk)
    page = _page(qtbot, session)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert walk(session).opened == [(Activity, activities[1].id)]
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    index = page.list.currentIndex()
    line = page.model.entry(index)
    assert line is not None
    place = page.list.button_of(page.list.visualRect(index).toRectF(), line).center().toPoint()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert walk(session).opened[-1] == (Activity, activities[3].id)


def test_a_result_that_is_missing_leads_to_the_results_of_its_campaign(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole = campaign(desk, "أكتوبر الوردي", CLOSED)
    objective(desk, whole, "يعرفن سن الفحص", 48, 60, deadline=NOW.date() - timedelta(days=20))
    session = begin(desk)
    page = _page(qtbot, session)
    (line,) = (row for row in page.model.rows if isinstance(row, Line))
    page.open(line)
    assert walk(session).opened == [(Campaign, whole.id)]


def test_the_arrow_keys_pass_over_headings(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    busy(desk)
    page = _page(qtbot, begin(desk))
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _step in range(2):
        line = page.model.entry(page.list.currentIndex())
        seen.append(line.title if line else "")
        QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert seen == ["توزيع المطويات", "استبيان بعدي"]


def test_a_line_says_everything_to_those_who_listen(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    busy(desk)
    page = _page(qtbot, begin(desk, "en"))
    said = page.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("توزيع المطويات. Not finished in time. Campaign “مضاد حيوي بوصفة فقط” 4 days ago.")


def test_the_page_follows_a_change_and_stays_on_its_line(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    _whole, activities = busy(desk)
    session = begin(desk)
    page = _page(qtbot, session)
    page.list.go_to(page.model.rowCount() - 1)
    late = records.get(desk, Activity, activities[1].id)
    commit = records.bulk_edit(desk, Activity, [late.id], {"status": DONE})
    session.go.committed(commit)
    qtbot.waitUntil(lambda: _titles(page) == ["استبيان بعدي"])
    current = page.model.entry(page.list.currentIndex())
    assert current is not None
    assert current.title == "استبيان بعدي"


def test_a_hidden_page_reads_again_only_when_it_is_shown(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    session = begin(desk)
    page = _page(qtbot, session)
    page.hide()
    session.go.committed(records.save(desk, Campaign(title="خطة", state=SUBMITTED, state_since=NOW)))
    assert _titles(page) == []
    page.show()
    qtbot.waitUntil(lambda: _titles(page) == ["خطة"])


def test_an_office_without_anything_pressing_says_so(qtbot: QtBot, office: Office) -> None:
    page = _page(qtbot, begin(at_work(office), "en"))
    shown = page.findChild(EmptyState)
    assert shown is not None
    assert shown.isVisible()


def test_text_not_saved_is_told_and_opened(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole = campaign(desk)
    records.keep_draft(desk, Campaign, whole.id, {"title": "x"})
    session = begin(desk, "en")
    page = _page(qtbot, session)
    buttons = [button for button in page.findChildren(QPushButton) if button.text() == tr("Open")]
    assert len(buttons) == 1
    buttons[0].click()
    assert walk(session).opened == [(Campaign, whole.id)]
