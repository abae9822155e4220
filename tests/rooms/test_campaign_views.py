"""The board of campaigns takes only legal moves; the year shows each campaign along its weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hospcomms.domain.activities import DONE, Activity, Approval
from hospcomms.domain.campaigns import APPROVED, CLOSED, DRAFT, MOVES, PAUSED, RUNNING, STATES, SUBMITTED, Campaign
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import at_work, campaign, day
from tests.ui.form_stage import begin, walk
from ui.language import plain
from ui.records.form_dialog import FormDialog
from ui.rooms.board_cards import MIME
from ui.rooms.campaign_board import CampaignBoard, verb_to
from ui.rooms.campaigns import ROOM
from ui.rooms.year_grid import YearGrid
from ui.session import Session


def _board(qtbot: QtBot, session: Session) -> CampaignBoard:
    board = CampaignBoard(session)
    qtbot.addWidget(board)
    board.resize(1122, 620)
    board.show()
    return board


def _drop(board: CampaignBoard, ident: int, state: str) -> bool:
    carried = QMimeData()
    carried.setData(MIME, str(ident).encode())
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    board.board.boxes[state].list.dropEvent(event)
    return event.isAccepted()


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast")])
@pytest.mark.parametrize("size", [(1122, 620), (835, 330)])
def test_board_and_year_are_painted_in_every_language_theme_and_size(
    qtbot: QtBot, office: Office, speech: str, look: str, size: tuple[int, int]
) -> None:
    desk = at_work(office)
    for number, state in enumerate(STATES):
        campaign(desk, f"حملة {number} ذات عنوان طويل لا يتسع في سطر واحد", state.key, themes=(f"موضوع {number % 3}",))
    session = begin(desk, speech, look=look)
    year = YearGrid(session)
    qtbot.addWidget(year)
    for page in (_board(qtbot, session), year):
        page.resize(*size)
        page.show()
        assert not page.grab().isNull()


def test_every_legal_move_has_its_verb(office: Office) -> None:
    for state, ways in MOVES.items():
        for to in ways:
            verb = verb_to(Campaign(id=1, title="x", state=state), to)
            legal_elsewhere = (state, to) == (SUBMITTED, DRAFT)
            assert verb is not None or legal_elsewhere, (state, to)


def test_a_move_that_is_not_legal_is_not_taken(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    draft = campaign(desk, "مسودة", DRAFT)
    session = begin(desk)
    board = _board(qtbot, session)
    assert not _drop(board, draft.id, RUNNING)
    assert not _drop(board, draft.id, DRAFT)
    assert walk(session).commits == []


def test_a_legal_move_is_made_by_its_verb(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    runs = campaign(desk)
    session = begin(desk, "fr")
    board = _board(qtbot, session)
    assert _drop(board, runs.id, PAUSED)
    assert records.get(desk, Campaign, runs.id).state == PAUSED
    board.board.go_to(runs.id)
    QTest.keyClick(board.board.boxes[PAUSED].list, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert records.get(desk, Campaign, runs.id).state == CLOSED
    assert len(walk(session).commits) == 2


def test_a_refused_move_lists_what_is_missing_and_leads_to_the_campaign(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    draft = campaign(desk, "مسودة", DRAFT)
    session = begin(desk, "en")
    board = _board(qtbot, session)
    _drop(board, draft.id, SUBMITTED)
    assert board.missing.isVisible()
    assert len(board.missing.links) > 3
    assert records.get(desk, Campaign, draft.id).state == DRAFT
    board.missing.links[0].click()
    assert walk(session).opened == [(Campaign, draft.id)]


def test_running_an_approved_campaign_without_objective_is_refused(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    ready = campaign(desk, "جاهزة", APPROVED)
    board = _board(qtbot, begin(desk, "en"))
    _drop(board, ready.id, RUNNING)
    assert board.missing.isVisible()


def test_returning_a_plan_asks_who_returns_it(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    plan = campaign(desk, "خطة", SUBMITTED)
    board = _board(qtbot, begin(desk, "en"))
    _drop(board, plan.id, DRAFT)
    dialog = board.window().findChild(FormDialog)
    assert dialog is not None
    assert isinstance(dialog.form.record(), Approval)
    dialog.reject()


def test_the_year_shows_campaigns_under_their_themes_and_opens_them(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    flu = campaign(desk, "لقاح", themes=("التلقيح",))
    campaign(desk, "بلا موضوع")
    campaign(desk, "العام القادم", start=day(60), end=day(90))
    campaign(desk, "نموذج", is_template=True)
    session = begin(desk, "en")
    year = YearGrid(session)
    qtbot.addWidget(year)
    year.resize(1122, 620)
    year.show()
    assert [row.title for row in year.timeline.model.rows] == ["التلقيح", "لقاح", "Without a theme", "بلا موضوع"]
    year.timeline.view.setCurrentIndex(year.timeline.model.index(1, 0))
    QTest.keyClick(year.timeline.view, Qt.Key.Key_Return)
    assert walk(session).opened == [(Campaign, flu.id)]
    year.show_year(2027)
    assert [row.title for row in year.timeline.model.rows] == ["Without a theme", "العام القادم"]
    year.show_year(2010)
    assert year._stack.currentWidget() is year._empty


def test_the_year_fits_its_window_and_says_the_days_of_a_bar(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    campaign(desk, "لقاح")
    year = YearGrid(begin(desk, "en"))
    qtbot.addWidget(year)
    year.resize(1122, 620)
    year.show()
    view = year.timeline.view
    assert view.axis.length == pytest.approx(view.chart_width())
    said = year.timeline.model.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert plain(said) == "Running, from 18/10/2026 to 31/12/2026"


def test_a_campaign_with_late_work_carries_the_octagon_in_the_list(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    late = campaign(desk, "مضاد حيوي بوصفة فقط", RUNNING)
    calm = campaign(desk, "قدم السكري", RUNNING)
    records.save(desk, Activity(campaign=late.id, title="توزيع المطويات", end=desk.today - timedelta(days=4)))
    session = begin(desk, "ar")
    holder = QObject()
    assert ROOM.pressing is not None
    severity = ROOM.pressing(session, holder)
    assert [severity(found, desk.today) for found in (late, calm)] == ["late", ""]
    activity = records.find(desk, Query(Activity))[0]
    session.go.committed(records.save(desk, replace(activity, status=DONE)))
    assert severity(late, desk.today) == ""
