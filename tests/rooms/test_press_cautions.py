"""What is said before somebody of the press is contacted again, and how far their details hold, in real widgets."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hospcomms.domain.press import ListMember, Outlet, Person, Role
from hospcomms.services import press, records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import at_work, day
from tests.rooms.test_press_rooms import a_list, members, person, said, shown
from tests.ui.form_stage import begin, walk
from ui.records.detail_page import DetailPage
from ui.records.form_dialog import FormDialog
from ui.rooms.press_members import Members
from ui.rooms.press_people import ROOM as PEOPLE
from ui.widgets.marks import StateLabel


def test_the_page_of_somebody_contacted_lately_says_so_when_they_are_put_on_a_list(
    qtbot: QtBot, office: Office
) -> None:
    session = begin(at_work(office), "en")
    who, whole = person(office, "آمنة"), a_list(office)
    press.log(session.office, who, "call", "asked")
    page = shown(qtbot, DetailPage(session, PEOPLE, records.get(office, Person, who.id)))
    page.header.chosen.emit(press.PUT_ON_LIST)
    (dialog,) = page.findChildren(FormDialog)
    dialog.form.cells["press_list"].editor.set_value(whole.id)
    dialog.form.cells["press_list"].editor.edited.emit()
    assert walk(session).refused == []
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert [one.person for one in members(office, whole)] == [who.id]
    assert "آمنة" in str(walk(session).refused[-1].values)


def test_a_row_typed_into_the_table_of_a_list_warns_of_a_recent_contact(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    who, quiet, whole = person(office, "آمنة"), person(office, "بدر"), a_list(office)
    press.log(session.office, who, "call", "asked")
    page = shown(qtbot, Members(session, whole))
    session.go.committed(records.save(session.office, ListMember(press_list=whole.id, person=quiet.id)))
    assert not page.told.isVisible()
    session.go.committed(records.save(session.office, ListMember(press_list=whole.id, person=who.id)))
    assert "آمنة" in page.told.words()


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({}, "Verified"),
        ({"verified_on": None}, "To verify"),
        ({"bad_address": True}, "The address does not work"),
        ({"do_not_contact": True, "bad_address": True}, "Do not contact"),
    ],
)
def test_beside_the_name_stands_how_far_the_details_hold_and_where_the_person_works(
    qtbot: QtBot, office: Office, facts: dict[str, Any], word: str
) -> None:
    session = begin(at_work(office), "en")
    outlet = records.save(office, Outlet(name="جريدة")).saved(Outlet)
    who = person(office, "آمنة", **facts)
    records.save(office, Role(person=who.id, outlet=outlet.id, function="صحفية", start=day(-90)))
    page = shown(qtbot, DetailPage(session, PEOPLE, records.get(office, Person, who.id)))
    assert word in [state.accessibleName() for state in page.header.findChildren(StateLabel) if state.isVisible()]
    assert "صحفية, جريدة" in said(page.header)
