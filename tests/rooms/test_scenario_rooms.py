"""Scenarios and risks in real widgets: what is missing is said, people are carried over, the matrix answers to keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Risk, Scenario, ScenarioRole, ScenarioVersion
from hospcomms.services import records, scenario_roles, scenario_versions, scenarios
from hospcomms.services.office import Office
from tests.ui.form_stage import begin, walk
from ui.rooms.risk_matrix import RiskMatrix
from ui.rooms.scenario_readiness import Readiness
from ui.rooms.scenarios import ROOM
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


@pytest.fixture
def library(office: Office) -> Office:
    """An office with the shipped scenarios."""
    assert scenarios.install(office) == 13
    return office


def _first(office: Office) -> Scenario:
    found: list[Scenario] = records.find(office, Query(Scenario), 1)
    return found[0]


def _colleague(office: Office, name: str, days: int = 10) -> Colleague:
    one = Colleague(name=name, function="طبيب", phone="0500 10 00 01", verified_on=office.today - timedelta(days=days))
    return records.save(office, one).saved(Colleague)


def _words(page: Readiness) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label))


def test_the_page_says_what_is_missing_and_less_once_it_is_there(library: Office, qtbot: QtBot) -> None:
    session, scenario = begin(library, "en"), _first(library)
    page = Readiness(session, scenario)
    qtbot.addWidget(page)
    assert "No press list is chosen" in _words(page)
    role = records.parts(library, ScenarioRole, scenario.id)[0]
    before = len(scenarios.gaps(library, scenario.id))
    holder = _colleague(library, "د. سليم")
    session.go.committed(records.save(library, replace(role, person=holder.id, deputy=_colleague(library, "أمل").id)))
    assert len(scenarios.gaps(library, scenario.id)) == before - 1
    assert holder.name in " ".join(button.text() for button in page.findChildren(Button))


def test_a_number_nobody_verified_is_listed(library: Office, qtbot: QtBot) -> None:
    session, scenario = begin(library, "en"), _first(library)
    role = records.parts(library, ScenarioRole, scenario.id)[0]
    records.save(library, replace(role, person=_colleague(library, "Amal", days=400).id))
    page = Readiness(session, scenario)
    qtbot.addWidget(page)
    assert "Numbers nobody verified for six months" in _words(page)


def test_the_people_of_one_scenario_are_given_to_all_others_at_once(library: Office) -> None:
    scenario = _first(library)
    with pytest.raises(Refusal):
        scenario_roles.spread(library, scenario)
    role = next(one for one in records.parts(library, ScenarioRole, scenario.id) if one.code == "chief")
    holder, deputy = _colleague(library, "د. سليم"), _colleague(library, "أمل")
    records.save(library, replace(role, person=holder.id, deputy=deputy.id))
    scenario_roles.spread(library, scenario)
    chiefs = [one for one in records.find(library, Query(ScenarioRole)) if one.code == "chief"]
    assert {(one.person, one.deputy) for one in chiefs} == {(holder.id, deputy.id)}
    assert len(chiefs) == 13
    with pytest.raises(Refusal):
        scenario_roles.spread(library, scenario)
    records.undo(library)
    chiefs = [one for one in records.find(library, Query(ScenarioRole)) if one.code == "chief"]
    assert sum(bool(one.person) for one in chiefs) == 1


def test_a_new_version_keeps_its_reason(library: Office) -> None:
    scenario = _first(library)
    with pytest.raises(Invalid):
        scenario_versions.begin(library, scenario, scenario_versions.VersionOrder())
    scenario_versions.begin(library, scenario, scenario_versions.VersionOrder(reason="المدخل تغير"))
    newest = records.parts(library, ScenarioVersion, scenario.id)[0]
    assert (newest.serial, newest.reason) == (2, "المدخل تغير")
    assert records.get(library, Scenario, scenario.id).version == 2


def test_the_banner_counts_what_is_missing(library: Office) -> None:
    session, scenario = begin(library, "ar"), _first(library)
    notice = ROOM.notice(session, scenario)
    assert notice is not None
    assert notice.kind == "late"
    assert str(len(scenarios.gaps(library, scenario.id))) in session.locale.say(notice.words)


def _risks(office: Office) -> None:
    for title, likelihood, impact in (("حريق", "2", "5"), ("انقطاع", "3", "5"), ("إشاعة", "5", "3")):
        records.save(office, Risk(title=title, likelihood=likelihood, impact=impact, signs="علامة"))


@pytest.mark.parametrize(("speech", "ahead"), [("ar", Qt.Key.Key_Left), ("fr", Qt.Key.Key_Right)])
def test_the_matrix_is_walked_with_the_arrows_in_the_reading_direction(
    office: Office, qtbot: QtBot, speech: str, ahead: Qt.Key
) -> None:
    _risks(office)
    page = RiskMatrix(begin(office, speech))
    qtbot.addWidget(page)
    page.resize(900, 600)
    assert page.grid.cell == (3, 5)
    QTest.keyClick(page.grid, ahead)
    assert page.grid.cell == (4, 5)
    for _ in range(3):
        QTest.keyClick(page.grid, ahead)
    QTest.keyClick(page.grid, Qt.Key.Key_Down)
    assert page.grid.cell == (5, 4)
    QTest.keyClick(page.grid, Qt.Key.Key_Down)
    assert "إشاعة" in " ".join(button.text() for button in page.findChildren(Button))


def test_a_click_chooses_the_cell_under_it_and_a_new_risk_appears(office: Office, qtbot: QtBot) -> None:
    session = begin(office)
    page = RiskMatrix(session)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    place = page.grid.area_of((1, 1)).center()
    QTest.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=QPoint(round(place.x()), round(place.y())))
    assert page.grid.cell == (1, 1)
    session.go.committed(records.save(office, Risk(title="ضجيج", likelihood="1", impact="1")))
    assert "ضجيج" in " ".join(button.text() for button in page.findChildren(Button))
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert walk(session).opened == [(Risk, 0)]
