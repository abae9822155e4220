"""Activities as list, board and timeline; bars and cards are moved by pointer and by key, each one undoable."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hospcomms.domain.activities import DONE, PLANNED, Activity
from hospcomms.domain.schedule import Span
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import TODAY, activity, at_work, busy, campaign, day
from tests.ui.form_stage import begin, walk
from ui.language import plain
from ui.records.detail_page import DetailPage
from ui.records.part_panel import PartPanel
from ui.rooms.activities_tab import ActivitiesTab
from ui.rooms.board_cards import MIME
from ui.rooms.campaigns import ROOM
from ui.rooms.timeline_paint import along
from ui.session import Session


def _tab(qtbot: QtBot, session: Session, of: object, size: tuple[int, int] = (1122, 490)) -> ActivitiesTab:
    tab = ActivitiesTab(session, of)  # type: ignore[arg-type]
    qtbot.addWidget(tab)
    tab.resize(*size)
    tab.show()
    return tab


def _bar(tab: ActivitiesTab, found: Activity) -> tuple[QPoint, QPoint]:
    """Where the bar of an activity begins and ends on the screen, in the direction of reading."""
    view = tab.timeline.view
    cell = view.visualRect(tab.timeline.model.index(tab.timeline.model.row_of(found.id), 2)).toRectF()
    span = Span(found.start, found.end)  # type: ignore[arg-type]
    box = along(cell, view.axis.place(span.first), span.days * view.axis.day_width)
    middle = round(cell.center().y())
    ends = [QPoint(round(box.left()), middle), QPoint(round(box.right()), middle)]
    start, end = reversed(ends) if tab.layoutDirection() is Qt.LayoutDirection.RightToLeft else ends
    return start, end


def _drag(tab: ActivitiesTab, start: QPoint, days: int) -> None:
    """Press, move by so many days in the direction of reading, and let go."""
    view = tab.timeline.view
    back = tab.layoutDirection() is Qt.LayoutDirection.RightToLeft
    to = start + QPoint(round(days * view.axis.day_width) * (-1 if back else 1), 0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), to)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=to)


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast"), ("en", "light")])
@pytest.mark.parametrize("size", [(1122, 490), (835, 220)])
def test_every_view_is_painted_in_every_language_theme_and_size(
    qtbot: QtBot, office: Office, speech: str, look: str, size: tuple[int, int]
) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    tab = _tab(qtbot, begin(desk, speech, look=look), whole, size)
    for scale in ("day", "week", "month"):
        tab.show_scale(scale)
        tab.select(activities[1].id)
        assert not tab.grab().isNull()
    for view in ("list", "board"):
        tab.show_view(view)
        tab.select(activities[1].id)
        assert not tab.grab().isNull()


@pytest.mark.parametrize("speech", ["ar", "fr"])
def test_dragging_a_bar_moves_both_days_as_one_change_that_can_be_undone(
    qtbot: QtBot, office: Office, speech: str
) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    session = begin(desk, speech)
    tab = _tab(qtbot, session, whole)
    runs = activities[2]
    start, end = _bar(tab, runs)
    _drag(tab, (start + end) / 2, 3)
    moved = records.get(desk, Activity, runs.id)
    assert (moved.start, moved.end) == (day(-4), day(26))
    assert len(walk(session).commits) == 1
    records.undo(desk)
    assert records.get(desk, Activity, runs.id).start == runs.start


@pytest.mark.parametrize("speech", ["ar", "fr"])
def test_pulling_an_edge_changes_one_day(qtbot: QtBot, office: Office, speech: str) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    tab = _tab(qtbot, begin(desk, speech), whole)
    tab.show_scale("day")
    tab.timeline.look_at(TODAY)
    runs = activities[3]
    inwards = QPoint(-2 if speech == "ar" else 2, 0)
    start, end = _bar(tab, runs)
    _drag(tab, end - inwards, 2)
    resized = records.get(desk, Activity, runs.id)
    assert (resized.start, resized.end) == (day(0), day(8))
    start, end = _bar(tab, resized)
    _drag(tab, start + inwards, 1)
    assert records.get(desk, Activity, runs.id).start == day(1)


@pytest.mark.parametrize(
    ("speech", "days"), [("ar", "من 19/11/2026 إلى 19/12/2026"), ("fr", "du 19/11/2026 au 19/12/2026")]
)
def test_a_bar_says_its_new_days_while_it_is_pulled(qtbot: QtBot, office: Office, speech: str, days: str) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    tab = _tab(qtbot, begin(desk, speech), whole)
    view, runs = tab.timeline.view, activities[2]
    row = tab.timeline.model.rows[tab.timeline.model.row_of(runs.id)]
    start, end = _bar(tab, runs)
    back = -1 if speech == "ar" else 1
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=(start + end) / 2)
    QTest.mouseMove(view.viewport(), (start + end) / 2 + QPoint(round(4 * view.axis.day_width) * back, 0))
    shown = view.bar_shown(row)
    assert (shown.first, shown.last) == (day(-3), day(27))
    assert plain(shown.said) == days
    assert not view.grab().isNull()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.bar_shown(row) == row.bar


def test_a_timeline_opens_on_its_first_bars_and_today(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    tab = _tab(qtbot, begin(desk), whole)
    axis = tab.timeline.view.axis
    firsts = [found.start for found in activities if found.start and found.status == PLANNED]
    assert 0 <= axis.middle(TODAY) <= axis.room
    assert all(axis.place(first) >= 0 for first in firsts if first >= TODAY)
    early = replace(activities[3], id=0, revision=0, title="x", start=day(-60), end=day(-55), status=PLANNED)
    records.save(desk, early)
    again = _tab(qtbot, begin(desk), whole)
    axis = again.timeline.view.axis
    assert axis.place(day(-60)) >= 0
    assert axis.middle(TODAY) <= axis.room


def test_escape_lets_a_bar_go_where_it_was(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    session = begin(desk)
    tab = _tab(qtbot, session, whole)
    view = tab.timeline.view
    start, end = _bar(tab, activities[2])
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=(start + end) / 2)
    QTest.mouseMove(view.viewport(), (start + end) / 2 + QPoint(80, 0))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton)
    assert walk(session).commits == []


@pytest.mark.parametrize(("speech", "later"), [("ar", Qt.Key.Key_Left), ("fr", Qt.Key.Key_Right)])
def test_the_arrow_in_reading_direction_moves_a_day_later_and_with_shift_the_end_only(
    qtbot: QtBot, office: Office, speech: str, later: Qt.Key
) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    tab = _tab(qtbot, begin(desk, speech), whole)
    tab.select(activities[2].id)
    QTest.keyClick(tab.timeline.view, later)
    moved = records.get(desk, Activity, activities[2].id)
    assert (moved.start, moved.end) == (day(-6), day(24))
    QTest.keyClick(tab.timeline.view, later, Qt.KeyboardModifier.ShiftModifier)
    assert records.get(desk, Activity, activities[2].id).end == day(25)


def test_a_key_held_down_is_one_change(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    session = begin(desk, "fr")
    tab = _tab(qtbot, session, whole)
    tab.select(activities[2].id)
    for _repeat in range(5):
        QTest.keyPress(tab.timeline.view, Qt.Key.Key_Right)
    QTest.keyRelease(tab.timeline.view, Qt.Key.Key_Right)
    assert len(walk(session).commits) == 1
    assert records.get(desk, Activity, activities[2].id).start == day(-2)


def test_a_done_activity_stays_where_it_was(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    session = begin(desk)
    tab = _tab(qtbot, session, whole)
    start, end = _bar(tab, activities[0])
    _drag(tab, (start + end) / 2, 3)
    tab.select(activities[0].id)
    QTest.keyClick(tab.timeline.view, Qt.Key.Key_Left)
    assert walk(session).commits == []


def test_what_a_delay_pushes_is_said_and_moved_as_one_change(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    session = begin(desk, "en")
    tab = _tab(qtbot, session, whole)
    said = plain(tab.delay_line.words())
    assert said == "“توزيع المطويات” ends too late for “استبيان بعدي”, which comes after it."
    tab.delay_line.button.click()
    assert records.get(desk, Activity, activities[3].id).start == day(1)
    assert len(walk(session).commits) == 1
    assert not tab.delay_line.isVisible()


def test_the_chart_is_put_into_words(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    tab = _tab(qtbot, begin(desk, "en"), whole)
    model = tab.timeline.model
    row = model.row_of(activities[1].id)
    said = [model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(3)]
    assert said == ["توزيع المطويات", "المصالح", "Late, 4 days late"]


def test_shift_with_an_arrow_takes_a_card_to_the_next_status(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    session = begin(desk, "fr")
    tab = _tab(qtbot, session, whole)
    tab.show_view("board")
    tab.select(activities[2].id)
    assert tab.board is not None
    QTest.keyClick(tab.board.boxes["under_way"].list, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert records.get(desk, Activity, activities[2].id).status == DONE
    assert tab.board.boxes["done"].list.cards.row_of(activities[2].id) >= 0
    records.undo(desk)
    assert records.get(desk, Activity, activities[2].id).status == activities[2].status


def test_a_card_dropped_on_another_column_takes_its_status(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    tab = _tab(qtbot, begin(desk), whole)
    tab.show_view("board")
    assert tab.board is not None
    carried = QMimeData()
    carried.setData(MIME, str(activities[1].id).encode())
    target = tab.board.boxes["planned"].list
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    target.dropEvent(event)
    assert event.isAccepted()
    assert records.get(desk, Activity, activities[1].id).status == PLANNED


def test_the_menu_of_a_card_names_every_way_it_may_go(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    tab = _tab(qtbot, begin(desk, "en"), whole)
    tab.show_view("board")
    tab.select(activities[1].id)
    assert tab.board is not None
    words = [plain(action.text()) for action in tab.board.menu("under_way").actions()]
    assert words == ["Open", "Move to “Scheduled”", "Move to “Done”", "Move to “Cancelled”"]


def test_enter_opens_the_whole_form_beside_the_timeline(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    tab = _tab(qtbot, begin(desk), whole)
    tab.select(activities[1].id)
    QTest.keyClick(tab.timeline.view, Qt.Key.Key_Return)
    panel = tab.findChild(PartPanel)
    assert panel is not None
    assert panel.isVisible()
    assert panel.form is not None
    assert panel.form.record().id == activities[1].id


def test_a_campaign_without_activities_offers_the_first(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole = campaign(desk)
    session = begin(desk)
    tab = _tab(qtbot, session, whole)
    assert tab._stack.currentWidget() is tab._pages["nothing"]
    activity(desk, whole, "ملصق", 0, 3)
    tab.read()
    assert tab._stack.currentWidget() is tab._pages["timeline"]


def test_what_others_changed_meanwhile_is_refused_and_shown(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    session = begin(desk)
    tab = _tab(qtbot, session, whole)
    records.save(desk, replace(records.get(desk, Activity, activities[2].id), title="غُيّر"))
    tab.pull(activities[2].id, "move", 2)
    assert len(walk(session).refused) == 1
    found = tab.activity(activities[2].id)
    assert found is not None
    assert found.title == "غُيّر"


def test_del_puts_an_activity_into_the_bin(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    tab = _tab(qtbot, begin(desk), whole)
    tab.select(activities[3].id)
    QTest.keyClick(tab.timeline.view, Qt.Key.Key_Delete)
    assert records.get(desk, Activity, activities[3].id).binned_at is not None
    assert tab.timeline.model.row_of(activities[3].id) == -1


def test_an_activity_opened_from_elsewhere_is_marked_on_its_campaign_s_page(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, activities = busy(desk)
    page = DetailPage(begin(desk), ROOM, whole)
    qtbot.addWidget(page)
    page.show_part(Activity, activities[2].id)
    tab = page.findChild(ActivitiesTab)
    assert tab is not None
    row = tab.timeline.model.row(tab.timeline.view.currentIndex())
    assert row is not None
    assert row.ident == activities[2].id
