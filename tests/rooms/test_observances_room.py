"""The room of health days in real widgets: what comes up, what is planned, and the way to a programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.observances import Observance
from hospcomms.domain.programmes import Programme
from hospcomms.domain.query import Op, Query
from hospcomms.services import observances, records
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty
from tests.ui.form_stage import begin, walk
from ui.records.form_dialog import FormDialog
from ui.rooms.observance_ahead import Ahead
from ui.rooms.observance_pages import how_many_planned
from ui.rooms.observance_planned import Planned
from ui.rooms.observances import ROOM

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office on 22 November 2026 without health days."""
    settings = Settings(officer="ن. عيّنة", language="en", is_ready=True)
    found = empty(tmp_path / "office", settings, lambda: NOON)
    yield found
    found.close()


def by_code(office: Office, code: str) -> Observance:
    """One of the shipped health days."""
    (found,) = records.find(office, Query(Observance).where("code", Op.IS, code))
    assert isinstance(found, Observance)
    return found


def shown(qtbot: QtBot, page: Any) -> Any:
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_the_list_of_a_year_appears_when_it_is_brought_in_and_follows_changes(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    page = shown(qtbot, Ahead(session))
    assert page.stack.currentWidget() is page.empty
    (_print, install) = ROOM.acts
    install.act(session, Query(Observance), page)
    assert str(walk(session).said[-1]) == "75 health days added."
    heads = [row.group.title for row in page.model.rows if hasattr(row, "group") and hasattr(row.group, "lines")]
    assert heads[0] == "November 2026"
    assert len(heads) == 13  # this month, and again what comes of it in a year
    lines = {row.title: row for row in page.model.rows if hasattr(row, "reason")}
    assert str(lines["World AIDS Day"].reason).startswith("Nothing is planned yet.")
    assert lines["World AIDS Day"].severity == "soon"
    campaign = Campaign(title="World AIDS Day at the hospital", start=date(2026, 12, 1), end=date(2026, 12, 1))
    session.go.committed(records.save(office, campaign))
    lines = {row.title: row for row in page.model.rows if hasattr(row, "reason")}
    assert str(lines["World AIDS Day"].reason) == "Planned: World AIDS Day at the hospital."
    page.list.opened.emit(lines["World AIDS Day"])
    assert walk(session).opened[-1] == (Observance, by_code(office, "aids").id)
    page.hide()
    session.go.committed(records.save(office, replace(by_code(office, "aids"), is_followed=False)))
    (own,) = records.find(office, Query(Campaign))
    session.go.committed(records.remove(office, Campaign, [own.id]))
    page.show()
    lines = {row.title: row for row in page.model.rows if hasattr(row, "reason")}
    assert str(lines["World AIDS Day"].reason).startswith("Every year on"), "what changed while it was not seen is read"


def test_a_programme_is_begun_from_a_health_day_and_then_counts_as_planned(qtbot: QtBot, office: Office) -> None:
    observances.bring_in(office)
    session = begin(office, "en")
    cancer = by_code(office, "cancer")
    page = shown(qtbot, Planned(session, cancer))
    assert how_many_planned(session, cancer) == 0
    assert not page.start.isVisible()
    page.start.click()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible())
    assert records.count(office, Query(Programme)) == 0
    dialog.go.click()
    (programme,) = records.find(office, Query(Programme))
    assert (programme.title, programme.observance, programme.themes) == ("World Cancer Day", cancer.id, cancer.themes)
    assert programme.start <= date(2027, 2, 4) <= programme.end
    assert walk(session).opened == [(Programme, programme.id)]
    assert how_many_planned(session, cancer) == 1
    assert page.start.isVisible()


def test_facts_and_banner_say_when_it_is_and_what_is_missing(qtbot: QtBot, office: Office) -> None:
    observances.bring_in(office)
    session = begin(office, "en")
    facts = {fact.label: str(fact.value) for fact in ROOM.facts(session, by_code(office, "kidney"))}
    assert facts["When it is"] == "The second Thursday of March"
    assert facts["Next date"] == "2027-03-11"
    assert facts["Hijri date"] == "3 Shawwal 1448"
    assert facts["Time left"] == "109 days"
    notice = ROOM.notice(session, by_code(office, "aids"))
    assert notice is not None
    assert notice.kind == "soon"
    assert ROOM.notice(session, by_code(office, "kidney")) is None
    unknown = Observance(rule="by_hand", id=1)
    assert [fact.late for fact in ROOM.facts(session, unknown)][-1] is True
    assert ROOM.facts(session, Observance()) == ()
    assert ROOM.notice(session, Observance()) is None
