"""The press by hand in real widgets: contacts logged, verified, listed; lists filled; nothing opens by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.press import Interaction, ListMember, Outlet, Person, PressList, Role
from hospcomms.domain.query import Query
from hospcomms.services import press, records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import at_work, day
from tests.ui.form_stage import begin, walk
from ui.records.detail_page import DetailPage
from ui.records.filters import Filter, How, Saved
from ui.records.form_dialog import FormDialog
from ui.records.list_head import TABLE
from ui.records.list_page import ListPage
from ui.records.page_tabs import FORM
from ui.records.used_tab import UsedTab
from ui.rooms.every import room_of
from ui.rooms.press_card import IdentityCard
from ui.rooms.press_contacts_made import ContactsMade
from ui.rooms.press_links import EMAIL, PHONE, AddressLink
from ui.rooms.press_lists import ROOM as LISTS
from ui.rooms.press_members import Members
from ui.rooms.press_outlets import ROOM as OUTLETS
from ui.rooms.press_people import ROOM as PEOPLE
from ui.rooms.press_tabs import ListsOfPerson, PeopleOfOutlet
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import StateLabel


def person(office: Office, name: str, **facts: Any) -> Person:
    facts = {"phone": "0500 10 00 01", "verified_on": day(-10), **facts}
    return records.save(office, Person(name=name, **facts)).saved(Person)


def several(office: Office) -> list[Person]:
    """Four people: never verified, long ago, lately, and one who may not be contacted."""
    return [
        person(office, "آمنة", other_name="Amna", verified_on=None),
        person(office, "بدر", other_name="Badr", verified_on=day(-300)),
        person(office, "جميلة", other_name="Djamila"),
        person(office, "دليلة", other_name="Dalila", do_not_contact=True),
    ]


def a_list(office: Office, name: str = "بيان") -> PressList:
    return records.save(office, PressList(name=name)).saved(PressList)


def shown(qtbot: QtBot, page: Any, size: tuple[int, int] = (1122, 640)) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    return page


def people_list(qtbot: QtBot, session: Session, view: str = "") -> ListPage:
    page: ListPage = shown(qtbot, ListPage(session, PEOPLE, view), (1366, 690))
    qtbot.waitUntil(lambda: page.model.rows is not None and page.model.rows.is_complete)
    return page


def names(page: ListPage) -> list[str]:
    found = [page.model.record(row) for row in range(page.model.rowCount())]
    return [one.caption for one in found if one is not None]


def said(page: QWidget) -> str:
    return " ".join(label.words() for label in page.findChildren(Label) if label.isVisibleTo(page))


def typed(widget: QWidget, words: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, words)


def members(office: Office, whole: PressList) -> list[ListMember]:
    return records.parts(office, ListMember, whole.id)


def test_the_list_marks_who_is_blocked_and_who_is_to_be_verified(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "ar")
    several(office)
    page = people_list(qtbot, session)
    title = next(column for column in page.model.columns if column.is_title)
    shapes = [page.model.cell(row, title).severity for row in range(page.model.rowCount())]
    assert shapes == ["soon", "soon", "", "rejected"]
    assert page.table.density == "tall"
    assert "Amna" in page.model.cell(0, title).second


def test_the_queue_shows_those_to_verify_the_oldest_first_and_empties(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "fr")
    several(office)
    page = people_list(qtbot, session)
    page.head.views.chosen.emit("to_verify")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert names(page) == ["آمنة", "بدر"]
    assert page.head.views.current() == "to_verify"
    page.model.tick_all(on=True)
    verify = next(button for button in page.selection.verbs if button.icon().availableSizes() and button.isVisible())
    QTest.mouseClick(verify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert len(walk(session).commits) == 1
    undone = records.undo(session.office)
    assert undone is not None
    session.bus.committed.emit(undone)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.show_view(TABLE)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    assert page.head.views.current() == TABLE


def test_taking_the_filter_of_the_queue_away_leaves_its_view(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    several(office)
    page = people_list(qtbot, session, "to_verify")
    assert names(page) == ["آمنة", "بدر"]
    page.focus_filter()
    assert page.head.views.current() == "to_verify"
    page.chips.clear_all()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    assert page.head.views.current() == TABLE
    page.chips.saved.keep(Saved("to check", (Filter("verified_on", How.STALE),)))
    page.show_view("saved:to check")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)


def test_a_selection_is_put_on_a_list_and_the_blocked_one_is_told(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    people, whole = several(office), a_list(office)
    page = people_list(qtbot, session)
    page.model.tick_all(on=True)
    add = next(bulk for bulk in PEOPLE.bulk if bulk.name == press.PUT_ON_LIST)
    page.selection.verb_asked.emit(add)
    (dialog,) = page.findChildren(FormDialog)
    dialog.form.cells["press_list"].editor.set_value(whole.id)
    dialog.form.cells["press_list"].editor.edited.emit()
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert [one.person for one in members(office, whole)] == [one.id for one in people[:3]]
    assert "دليلة" in str(walk(session).refused[-1].values)


def test_the_menu_of_the_list_shows_the_call_sheet(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    page = people_list(qtbot, session)
    assert len(page.head.more_menu().actions()) == 1 + len(PEOPLE.acts)
    assert len(page.row_menu().actions()) == 5 + len(PEOPLE.bulk)


def test_a_contact_typed_in_the_entry_line_is_saved_by_enter(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "ar")
    who = person(office, "آمنة")
    page = shown(qtbot, ContactsMade(session, who))
    entry = page.entry
    entry.way.choose("email")
    typed(entry.outcome, "asked for a figure")
    typed(entry.next_step, "send it")
    entry.next_on.set_value(date(2026, 11, 20))
    QTest.keyClick(entry.outcome, Qt.Key.Key_Return)
    (made,) = records.parts(office, Interaction, who.id)
    assert (made.way, made.outcome, made.next_step, made.next_on) == (
        "email",
        "asked for a figure",
        "send it",
        date(2026, 11, 20),
    )
    assert (made.at, made.author) == (datetime(2026, 11, 22, 9, tzinfo=UTC), office.settings.officer)
    assert entry.outcome.text() == ""
    (row,) = page.rows
    assert [state.accessibleName() for state in row.findChildren(StateLabel)]
    QTest.mouseClick(row.finish, Qt.MouseButton.LeftButton)
    assert records.parts(office, Interaction, who.id)[0].next_done
    page.rows[0].delete()
    assert page.rows == []


def test_an_empty_entry_is_refused_and_an_unread_day_keeps_what_was_typed(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    who = person(office, "آمنة")
    page = shown(qtbot, ContactsMade(session, who))
    QTest.keyClick(page.entry.outcome, Qt.Key.Key_Return)
    assert page.entry.trouble.isVisible()
    typed(page.entry.outcome, "x")
    page.entry.next_on.set_draft("no day")
    QTest.mouseClick(page.entry.button, Qt.MouseButton.LeftButton)
    assert page.entry.trouble.words()
    assert page.entry.outcome.text() == "x"
    assert records.parts(office, Interaction, who.id) == []


def test_many_contacts_are_shown_in_part_until_all_are_asked_for(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    who = person(office, "آمنة")
    at = datetime(2026, 11, 1, tzinfo=UTC)
    records.save_all(office, [Interaction(person=who.id, at=at, outcome=f"n {n}") for n in range(45)], "Add")
    page = shown(qtbot, ContactsMade(session, who))
    assert len(page.rows) == 40
    everything = [button for button in page.findChildren(Button) if button.text() == "Show all"]
    QTest.mouseClick(everything[0], Qt.MouseButton.LeftButton)
    assert len(page.rows) == 45


def test_a_telephone_is_copied_or_handed_over_only_when_asked(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "ar")
    opened: list[str] = []

    def takes(url: QUrl) -> bool:
        opened.append(url.toString())
        return len(opened) == 1

    link = shown(qtbot, AddressLink(session, PHONE, "0500 10 00 01"), (200, 30))
    link.opener = takes
    copy, call = link.menu_now().actions()
    assert opened == []
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "0500 10 00 01"
    call.trigger()
    assert opened == ["tel:0500100001"]
    QGuiApplication.clipboard().clear()
    call.trigger()
    assert QGuiApplication.clipboard().text() == "0500 10 00 01"
    mail = AddressLink(session, EMAIL, "a+b c@example.org")
    qtbot.addWidget(mail)
    assert mail.url().toEncoded().data() == b"mailto:a%2Bb%20c@example.org"


def test_the_card_says_where_somebody_works_and_worked_and_follows_changes(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    who = person(office, "آمنة", other_name="Amna", email="a@example.org", beats=("health",), note="calls back")
    places = [records.save(office, Outlet(name=name)).saved(Outlet) for name in ("First", "Second")]
    records.save(office, Role(person=who.id, outlet=places[0].id, start=day(-900), end=day(-400)))
    records.save(office, Role(person=who.id, outlet=places[1].id, function="editor", start=day(-399)))
    card = shown(qtbot, IdentityCard(session, records.get(office, Person, who.id)), (330, 560))
    assert [link.address for link in card.links] == ["0500 10 00 01", "a@example.org"]
    for words in ("Amna", "editor", "health", "calls back", "since"):
        assert words in said(card)
    QTest.mouseClick(card.verify, Qt.MouseButton.LeftButton)
    assert records.get(office, Person, who.id).verified_on == day(0)
    assert card.person.verified_on == day(0)
    opens = next(button for button in card.findChildren(Button) if "Second" in button.text())
    QTest.mouseClick(opens, Qt.MouseButton.LeftButton)
    assert walk(session).opened == [(Outlet, places[1].id)]


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("en", "contrast")])
@pytest.mark.parametrize("size", [(1122, 690), (859, 460)])
def test_every_page_of_the_press_is_painted(
    qtbot: QtBot, office: Office, speech: str, look: str, size: tuple[int, int]
) -> None:
    session = begin(at_work(office), speech, look=look)
    who, whole = person(office, "آمنة", do_not_contact=True), a_list(office)
    outlet = records.save(office, Outlet(name="جريدة")).saved(Outlet)
    records.save(office, Role(person=who.id, outlet=outlet.id))
    for room, record in ((PEOPLE, who), (OUTLETS, outlet), (LISTS, whole)):
        page = shown(qtbot, DetailPage(session, room, records.get(office, type(record), record.id)), size)
        for tab in page.tabs.tabs:
            page.show_tab(tab.key)
            assert not page.grab().isNull()
    assert all(room_of(room.record) is room for room in (PEOPLE, OUTLETS, LISTS))


def test_the_page_of_a_person_begins_with_the_contacts_and_warns_of_a_blocked_one(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    who = person(office, "آمنة", do_not_contact=True)
    made = press.log(session.office, who, "call", "x").saved(Interaction)
    page = shown(qtbot, DetailPage(session, PEOPLE, records.get(office, Person, who.id)), (1366, 690))
    assert page.tabs.key == Interaction.key
    assert page.banner.words()
    assert isinstance(page.aside, IdentityCard)
    assert page.aside.width() == 330
    page.show_part(Interaction, made.id)
    assert page.tabs.key == Interaction.key
    page.header.chosen.emit(press.PUT_ON_LIST)
    assert page.missing.isVisible()
    new = shown(qtbot, DetailPage(session, PEOPLE, Person()))
    assert new.aside is None
    assert new.tabs.key == FORM


def test_people_are_added_to_a_list_from_its_page(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    people, whole = several(office), a_list(office)
    page = shown(qtbot, Members(session, whole))
    typed(page.picker, "dja")
    QTest.keyClick(page.picker, Qt.Key.Key_Return)
    assert [one.person for one in members(office, whole)] == [people[2].id]
    assert page.table.model.rows[0].person == people[2].id
    page.add([people[3].id])
    assert "دليلة" in page.told.words()
    press.log(session.office, people[0], "call", "x")
    page.add([people[0].id])
    assert "today" in page.told.words()
    assert len(members(office, whole)) == 2
    page.table.rows.setCurrentIndex(page.table.model.index(0, 0))
    page.table.rows.opened.emit(0)
    assert walk(session).opened == [(Person, people[2].id)]
    page.table.model.remove([0])
    assert len(members(office, whole)) == 1


def test_a_saved_filter_fills_a_list(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    people, whole = several(office), a_list(office)
    listing = people_list(qtbot, session)
    page = shown(qtbot, Members(session, whole))
    assert not page.saved_menu().actions()[0].isEnabled()
    listing.chips.saved.keep(Saved("to check", (Filter("verified_on", How.STALE),)))
    (entry,) = page.saved_menu().actions()
    assert "2" in entry.text()
    entry.trigger()
    assert [one.person for one in members(office, whole)] == [people[0].id, people[1].id]
    page.add_saved(Saved("none", (Filter("do_not_contact", How.YES), Filter("bad_address", How.YES))))
    assert len(members(office, whole)) == 2


def test_the_lists_of_a_person_and_the_people_of_an_outlet_follow_changes(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    who, whole = person(office, "آمنة"), a_list(office)
    outlet = records.save(office, Outlet(name="Paper")).saved(Outlet)
    lists = shown(qtbot, ListsOfPerson(session, who))
    people = shown(qtbot, PeopleOfOutlet(session, outlet))
    added = press.add_to_list(session.office, whole.id, [who.id])
    assert added.commit is not None
    session.bus.committed.emit(added.commit)
    _press(lists, "بيان")
    session.bus.committed.emit(records.save(office, Role(person=who.id, outlet=outlet.id, function="editor")))
    assert "editor" in said(people)
    _press(people, "آمنة")
    assert walk(session).opened == [(PressList, whole.id), (Person, who.id)]


def test_where_a_person_is_used_names_the_list(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    who, whole = person(office, "آمنة"), a_list(office)
    press.add_to_list(session.office, whole.id, [who.id])
    page = shown(qtbot, UsedTab(session, who))
    assert any("بيان" in button.text() for button in page.findChildren(Button))


def _press(page: QWidget, words: str) -> None:
    QTest.mouseClick(
        next(button for button in page.findChildren(Button) if words in button.text()), Qt.MouseButton.LeftButton
    )


def test_the_facts_of_a_list_count_its_states(office: Office) -> None:
    session = begin(at_work(office), "en")
    people, whole = several(office), a_list(office)
    assert LISTS.facts(session, whole) == ()
    press.add_to_list(session.office, whole.id, [one.id for one in people])
    facts: Sequence[Any] = LISTS.facts(session, whole)
    assert session.locale.say(facts[0].value).replace("\u2066", "").replace("\u2069", "") == "New: 3"
    assert records.count(office, Query(ListMember)) == 3
