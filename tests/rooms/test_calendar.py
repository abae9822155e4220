"""The calendar in real widgets: keys, dragging, layers, clashes, the day whole, import and export, and what is kept."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.appointments import Appointment
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.dated import APPOINTMENTS, OBSERVANCES
from hospcomms.domain.fields import Texts
from hospcomms.domain.incidents import Incident
from hospcomms.domain.observances import Observance
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, keep, walk
from ui.file_dialogs import Outside
from ui.records.detail_page import DetailPage
from ui.records.list_page import ListPage
from ui.rooms.appointments import ROOM
from ui.rooms.calendar import acts
from ui.rooms.calendar.agenda import ThingLine
from ui.rooms.calendar.day_card import DayCard
from ui.rooms.calendar.desk import AGENDA, MONTH, WEEK, YEAR
from ui.rooms.calendar.grid import DayGrid, Spot
from ui.rooms.calendar.month import shared_heights
from ui.rooms.calendar.page import CalendarView
from ui.session import Session

Key = Qt.Key


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> CalendarView:
    """The month of today in Arabic, with an appointment today and one tomorrow."""
    today = office.today
    for title, day, begins in (("اجتماع", today, "10:00"), ("زيارة", today + timedelta(days=1), "")):
        records.save(office, Appointment(title=title, first=day, begins=begins))
    return made(begin(office), qtbot)


def made(session: Session, qtbot: QtBot, key: str = MONTH, size: tuple[int, int] = (1100, 650)) -> CalendarView:
    """A calendar on the screen with the keyboard in it."""
    found = CalendarView(session, key)
    qtbot.addWidget(found)
    found.resize(*size)
    found.show()
    found.month.setFocus()
    found.grab()
    return found


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, held)


def spot_of(grid: DayGrid, title: str) -> Spot:
    """Where a thing is painted."""
    grid.grab()
    return next(spot for spot in grid.spots if spot.thing is not None and spot.thing.title == title)


def days_of(office: Office, title: str) -> list[date | None]:
    return [one.first for one in records.find(office, Query(Appointment)) if one.title == title]


def test_arrows_go_by_days_in_the_direction_of_reading_and_pages_by_months(page: CalendarView) -> None:
    grid, desk, today = page.month, page.desk, page.desk.today
    press(grid, Key.Key_Left)  # the page reads leftwards
    assert desk.day == today + timedelta(days=1)
    assert "1 " in grid.accessibleName() or "عنصر" in grid.accessibleName() or "thing" in grid.accessibleName()
    press(grid, Key.Key_Down)
    assert desk.day == today + timedelta(days=8)
    press(grid, Key.Key_Home)
    assert desk.day.weekday() == desk.session.locale.country.first_weekday
    press(grid, Key.Key_PageDown)
    assert (desk.day.month - today.month) % 12 in (1, 2)
    QTest.keyClicks(grid, "t")
    assert desk.day == today
    press(grid, Key.Key_Right)
    press(grid, Key.Key_PageUp)
    assert desk.day < today
    page.go_to_today()
    assert desk.day == today


def test_space_walks_through_the_day_enter_opens_and_alt_moves_what_is_chosen(page: CalendarView) -> None:
    grid, desk, office = page.month, page.desk, page.session.office
    press(grid, Key.Key_Space)
    while desk.thing is not None and desk.thing.title != "اجتماع":
        press(grid, Key.Key_Space)
    assert desk.thing is not None
    assert "اجتماع" in grid.accessibleName()
    press(grid, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert days_of(office, "اجتماع") == [desk.today + timedelta(days=7)]
    assert desk.day == desk.today + timedelta(days=7)
    press(grid, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert days_of(office, "اجتماع") == [desk.today + timedelta(days=6)]
    press(grid, Key.Key_Return)
    assert walk(page.session).opened[-1][0] is Appointment
    assert records.undo(office) is not None
    assert days_of(office, "اجتماع") == [desk.today + timedelta(days=7)]


def test_a_thing_is_dragged_to_another_day_and_undone(page: CalendarView) -> None:
    grid, office, today = page.month, page.session.office, page.desk.today
    start = spot_of(grid, "اجتماع").rect.center().toPoint()
    other = today + timedelta(days=2 if today.day < 25 else -2)
    end = grid.cell_of(other).center().toPoint()
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=start)
    for step in (QPoint(start.x() + 15, start.y()), end):
        QTest.mouseMove(grid, step)
        grid.mouseMoveEvent(_moved_to(step))
    assert grid.pulled() is not None
    grid.grab()
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=end)
    assert days_of(office, "اجتماع") == [other]
    records.undo(office)
    assert days_of(office, "اجتماع") == [today]


def _moved_to(at: QPoint) -> QMouseEvent:
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(at), QPointF(at), held, held, none)


def test_what_must_not_move_says_why_and_stays(page: CalendarView, office: Office) -> None:
    incident = keep(office, Incident(title="حريق", started_at=office.clock())).saved(Incident)
    page.desk.renew()
    day = office.today
    found = next(one for one in page.desk.reading(day, day).things if one.record is Incident)
    page.desk.move(found, 3)
    assert len(walk(page.session).refused) == 1
    assert records.get(office, Incident, incident.id).started_at == incident.started_at


def test_layers_are_hidden_counted_and_remembered(page: CalendarView, qtbot: QtBot) -> None:
    box = page.side.boxes[APPOINTMENTS]
    assert "2" in box.accessibleName() or "عنصران" in box.accessibleName()
    box.click()
    page.month.grab()
    assert not any(spot.thing and spot.thing.layer == APPOINTMENTS for spot in page.month.spots)
    page.show_key(WEEK)
    again = made(page.session, qtbot)
    assert again.desk.hidden == {APPOINTMENTS}
    assert not again.side.boxes[APPOINTMENTS].isChecked()
    assert ROOM.left_on(page.session) == MONTH


def test_the_room_opens_on_the_view_it_was_left_on_and_on_the_list_when_asked(page: CalendarView, qtbot: QtBot) -> None:
    page.show_key(YEAR)
    whole = ListPage(page.session, ROOM)
    qtbot.addWidget(whole)
    view = whole.findChild(CalendarView)
    assert isinstance(view, CalendarView)
    assert view.desk.view == YEAR or whole.head.isHidden()
    view.head.views.chosen.emit("table")
    assert not whole.head.isHidden()
    whole.head.views.chosen.emit(WEEK)
    assert whole.head.isHidden()
    assert view.desk.view == WEEK
    assert len(whole.findChildren(CalendarView)) == 1


def test_two_things_with_one_speaker_are_marked_and_told_beside_the_calendar(office: Office, qtbot: QtBot) -> None:
    day = office.today + timedelta(days=1)
    for title in ("ندوة", "زيارة"):
        records.save(office, Appointment(title=title, first=day, begins="10:00", place="قاعة الاجتماعات"))
    page = made(begin(office, "en"), qtbot)
    page.side.tell()
    if day.month == office.today.month:
        assert (
            len([told for told in page.side.findChildren(QWidget) if told.accessibleName() == "Change the date"]) == 1
        )
    reading = page.month.reading()
    assert {named[1] for named in reading.clashing} == {one.id for one in records.find(office, Query(Appointment))}
    one = records.find(office, Query(Appointment))[0]
    detail = DetailPage(page.session, ROOM, one)
    qtbot.addWidget(detail)
    notice = ROOM.notice(page.session, one)
    assert notice is not None
    assert notice.action is not None
    notice.action[1]()
    assert walk(page.session).opened[-1][0] is Appointment


def test_a_health_day_without_anything_planned_says_so(office: Office, qtbot: QtBot) -> None:
    day = office.today + timedelta(days=1)
    fresh = Observance(title=Texts(ar="يوم المستشفى"), month=day.month, day_of_month=day.day, is_followed=True)
    records.save(office, fresh)
    page = made(begin(office, "en"), qtbot)
    reading = page.desk.reading(day, day)
    assert [thing.title for thing in reading.bare] == ["يوم المستشفى"]
    records.save(office, Campaign(title="يوم المستشفى", start=day, end=day))
    page.desk.renew()
    assert page.desk.reading(day, day).bare == ()


def test_a_day_is_shown_whole_and_something_new_begins_on_it(page: CalendarView, office: Office) -> None:
    cards: list[DayCard] = []
    page.month.day_asked.disconnect(page.show_day)
    page.month.day_asked.connect(lambda day, cell: cards.append(page.show_day(day, cell)))
    press(page.month, Key.Key_Return)
    (card,) = cards
    titles = [line.thing.title for line in card.lines]
    assert "اجتماع" in titles
    line = next(line for line in card.lines if line.thing.title == "اجتماع")
    line.click()
    assert walk(page.session).opened[-1][0] is Appointment
    dialog = page.begin(office.today + timedelta(days=3))
    QTest.keyClicks(dialog.form.cells["title"].editor.target(), "Rencontre")
    dialog.form.save()
    assert days_of(office, "Rencontre") == [office.today + timedelta(days=3)]


def test_every_view_is_painted_for_every_language_and_theme_and_shows_the_day(page: CalendarView, qtbot: QtBot) -> None:
    office = page.session.office
    for speech, look, size in (
        ("fr", "dark", (1100, 650)),
        ("en", "contrast", (840, 330)),
        ("ar", "light", (840, 330)),
    ):
        view = made(begin(office, speech, look=look), qtbot, size=size)
        for key in (MONTH, WEEK, AGENDA, YEAR):
            view.show_key(key)
            assert not view.grab().isNull()
            assert view.head.title.words()
            if key in (MONTH, WEEK):
                assert spot_of(view.month if key == MONTH else view.week, "اجتماع").day == office.today
        view.close()


def test_the_agenda_lists_day_by_day_and_goes_on_month_by_month(page: CalendarView, office: Office) -> None:
    far = office.today + timedelta(days=45)
    records.save(office, Appointment(title="بعيد", first=far))
    page.desk.renew()
    page.show_key(AGENDA)
    model = page.agenda.days
    while not any(isinstance(row, ThingLine) and row.thing.title == "بعيد" for row in model.rows):
        assert model.canFetchMore(model.index(-1))
        model.fetchMore(model.index(-1))
    days = [row.day for row in model.rows]
    assert days == sorted(days)
    assert office.today in days
    assert page.exported()[1] >= far


def test_a_click_on_a_day_of_the_year_opens_its_month(page: CalendarView) -> None:
    asked: list[str] = []
    page.view_chosen.connect(asked.append)
    page.show_key(YEAR)
    board = page.year
    board.grab()
    day = date(page.desk.day.year, 3, 5)
    QTest.mouseClick(board, Qt.MouseButton.LeftButton, pos=board.cell_of(day).center().toPoint())
    assert asked == [MONTH]
    assert page.desk.day == day
    assert sum(page.year.loads()[0].values()) >= 2
    assert page.desk.reading(day, day).counts(day, day)[OBSERVANCES] >= 0


def test_what_is_shown_goes_out_as_ics_and_comes_back_the_same(
    page: CalendarView, qtbot: QtBot, tmp_path: Path, office: Office
) -> None:
    file = tmp_path / "out.ics"
    told: list[object] = []
    page.session.bus.told.connect(told.append)
    acts.export(page.session, page, page.exported(), set(), Outside(save=lambda *_asked: str(file)))
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert "اجتماع" in file.read_text(encoding="utf-8")
    dialog = acts.begin_import(page.session, page, Outside(open=lambda *_asked: str(file)))
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=30_000)
    assert dialog.plan is not None
    assert dialog.plan.same >= 1
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_an_ics_file_is_shown_before_it_is_brought_in_as_one_change(
    page: CalendarView, qtbot: QtBot, tmp_path: Path, office: Office
) -> None:
    file = tmp_path / "in.ics"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    for number in (1, 2):
        lines += ["BEGIN:VEVENT", f"UID:{number}@x", "DTSTART:20261201T100000", f"SUMMARY:لقاء {number}", "END:VEVENT"]
    lines += ["BEGIN:VEVENT", "UID:3@x", "DTSTART:مساء", "SUMMARY:بلا يوم", "END:VEVENT", "END:VCALENDAR"]
    file.write_text("\r\n".join(lines), encoding="utf-8")
    dialog = acts.show_import(page.session, page, file)
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=30_000)
    assert dialog.plan is not None
    assert (len(dialog.plan.new), len(dialog.plan.refused)) == (2, 1)
    before = records.count(office, Query(Appointment))
    dialog.bring()
    qtbot.waitUntil(lambda: records.count(office, Query(Appointment)) == before + 2, timeout=30_000)
    qtbot.waitUntil(lambda: len(walk(page.session).said) == 1, timeout=30_000)
    records.undo(office)
    assert records.count(office, Query(Appointment)) == before
    broken = tmp_path / "broken.ics"
    broken.write_text("no calendar", encoding="utf-8")
    other = acts.show_import(page.session, page, broken)
    qtbot.waitUntil(lambda: bool(other.banner.words()), timeout=30_000)
    assert not other.go.isEnabled()
    other.reject()


def test_weeks_are_as_high_as_each_other_until_one_needs_what_others_have_to_spare() -> None:
    for needs, whole, expected in (
        ([50, 60, 70, 80, 90], 500, [100] * 5),
        ([40, 40, 130, 40, 40], 500, [92.5, 92.5, 130, 92.5, 92.5]),
        ([40, 400, 40, 40, 40], 500, [70, 220, 70, 70, 70]),
        ([400, 400, 400, 400], 400, [100] * 4),
    ):
        found = shared_heights(needs, whole)
        assert found == pytest.approx(expected)
        assert sum(found) == pytest.approx(whole)


def test_a_thing_of_the_next_month_is_opened_by_a_double_click_and_stays_where_it_was_pressed(
    page: CalendarView, office: Office
) -> None:
    grid, desk = page.month, page.desk
    shown = {day for week in grid.weeks for day in week}
    other = max(shown) if max(shown).month != desk.day.month else min(shown)
    visit = keep(office, Appointment(title="لقاء", first=other)).saved(Appointment)
    desk.renew()
    at = spot_of(grid, "لقاء").rect.center().toPoint()
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=at)
    assert desk.day == desk.today  # the page turns only when the button is let go: a pull begins here
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=at)
    assert desk.day == other
    grid.grab()
    QTest.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=at)
    assert walk(page.session).opened[-1][:2] == (Appointment, visit.id)
    assert days_of(office, "لقاء") == [other]
