"""The room of programmes in real widgets: parts of its campaign, questions answered in place, attendance taken over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hospcomms.domain.activities import BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.objectives import Objective
from hospcomms.domain.programmes import FollowUp, ModelAnswer, ProblemFigure, Programme
from hospcomms.domain.sessions import HELD, EducationSession
from hospcomms.services import programmes, records
from hospcomms.services.office import Office
from tests.ui.form_stage import Walk, begin
from ui.records.detail_page import DetailPage
from ui.records.part_table import PartTable
from ui.records.preview import WIDTH, Preview
from ui.rooms.programme_models import ModelsPage
from ui.rooms.programme_overview import ProgrammeOverview
from ui.rooms.programme_reach import ReachTab
from ui.rooms.programme_tabs import MaterialsTab, SessionsTab
from ui.rooms.programmes import ROOM
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


def _programme(office: Office, **values: object) -> Programme:
    made = records.save(office, Programme(title="السكري", **values)).saved(Programme)  # type: ignore[arg-type]
    return records.get(office, Programme, made.id)


def _words(page: object) -> str:
    return "\n".join(label.words() for label in page.findChildren(Label))  # type: ignore[attr-defined]


def test_a_page_shows_and_adds_the_parts_of_the_record_a_link_leads_to(office: Office, qtbot: QtBot) -> None:
    programme = _programme(office)
    records.save(office, BudgetLine(campaign=programme.campaign, title="طبع"))
    session = begin(office, "en")
    page = DetailPage(session, ROOM, programme, "form")
    qtbot.addWidget(page)
    tables = {table.model.part: table for table in page.findChildren(PartTable)}
    assert [one.caption for one in tables[BudgetLine].model.rows] == ["طبع"]
    model = tables[Objective].model
    place = next(place for place, field in enumerate(model.columns) if field.name == "indicator")
    model.put(model.index(0, place), "نسبة الفحص", "نسبة الفحص", None)
    assert model.save_row(0)
    (made,) = records.parts(office, Objective, programme.campaign)
    assert (made.indicator, made.campaign) == ("نسبة الفحص", programme.campaign)
    assert [one.caption for one in model.rows] == ["نسبة الفحص"]
    model.remove([0])
    assert records.parts(office, Objective, programme.campaign) == []
    page.show_part(BudgetLine, tables[BudgetLine].model.rows[0].id)
    assert page.tabs.key == "form"


def test_answers_are_kept_when_the_keyboard_leaves_them_and_can_become_an_objective(
    office: Office, qtbot: QtBot
) -> None:
    programme = _programme(office, models=("hbm",))
    session = begin(office, "en")
    page = ModelsPage(session, programme)
    qtbot.addWidget(page)
    assert "0 of 6 answered" in _words(page)
    cell = page.cells["hbm", "barriers"]
    QTest.keyClicks(cell.field, "Only on Tuesdays")
    assert cell.is_waiting
    cell.field.left.emit()
    (given,) = records.parts(office, ModelAnswer, programme.id)
    assert (given.question, given.answer) == ("barriers", "Only on Tuesdays")
    assert "1 of 6 answered" in _words(page)
    page.lead(cell, "objective")
    (objective,) = records.parts(office, Objective, programme.campaign)
    assert objective.indicator == "Only on Tuesdays"
    assert "An objective was begun" in cast(Walk, session.go).said[-1].text
    QTest.keyClicks(page.cells["hbm", "cues"].field, "The nurse asks")
    page.leave()
    assert len(programmes.answers_of(office, programme.id)) == 2
    page.use("stages", used=True)
    assert page.focusWidget() is next(cell.field for key, cell in page.cells.items() if key[0] == "stages")
    assert {model for model, _key in page.cells} == {"hbm", "stages"}
    assert page.cells["hbm", "cues"].field.text() == "The nurse asks"
    too_long = page.cells["hbm", "severity"]
    too_long.field.set_text("x" * 20_001)
    page.keep(too_long)
    assert cast(Walk, session.go).refused
    assert len(too_long.field.text()) == 20_001
    page.select(given.id)


def test_the_tabs_follow_the_sessions_and_take_over_who_came(office: Office, qtbot: QtBot) -> None:
    programme = _programme(office, end=office.today + timedelta(days=9))
    session = begin(office, "en")
    pages = [kind(session, programme) for kind in (SessionsTab, ReachTab, ProgrammeOverview, MaterialsTab)]
    for page in pages:
        qtbot.addWidget(page)
    sessions, reach, overview, _materials = pages
    assert "No session of this programme yet" in _words(sessions)
    one = EducationSession(title="ج", place="عيادة", held_on=office.today, attended=24, programme=programme.id)
    session.go.committed(records.save(office, replace(one, state=HELD)))
    assert "1 session held, 0 planned; 24 people came" in _words(sessions)
    assert "24 people came" in _words(overview)
    (button,) = (found for found in reach.findChildren(Button) if "Take over" in found.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    campaign = records.get(office, Campaign, programme.campaign)
    assert (campaign.reached, campaign.settings_joined) == (24, 1)
    assert "was taken over" in _words(reach)
    assert [fact.label for fact in ROOM.facts(session, programme)][:2] == ["Sessions held", "People who came"]


def test_a_programme_that_begins_today_is_not_said_to_be_behind_its_first_day(office: Office) -> None:
    assert ROOM.notice is not None
    session, today = begin(office), office.today
    for start, is_told in ((today, False), (today - timedelta(days=1), True), (today + timedelta(days=1), False)):
        programme = _programme(office, start=start, end=today + timedelta(days=9))
        assert (ROOM.notice(session, programme) is not None) is is_told


def test_nothing_of_a_programme_is_cut_off_in_the_pane_beside_the_list(office: Office, qtbot: QtBot) -> None:
    programme = _programme(office, problem="مشكلة")
    records.save(office, ProblemFigure(programme=programme.id, indicator="نسبة الفحص", value=12.0))
    records.save(office, FollowUp(programme=programme.id, due=office.today))
    programmes.answer(office, programme.id, "hbm", "cues", "الممرض")
    for speech in ("ar", "fr", "en"):
        pane = Preview(begin(office, speech), ROOM)
        qtbot.addWidget(pane)
        pane.resize(WIDTH, 600)
        pane.show()
        pane.show_record(programme)
        inside = pane._area.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= pane._area.viewport().width(), speech
