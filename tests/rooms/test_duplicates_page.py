"""The page of possible duplicates by its real widgets: pairs, sides, keyboard, merge, kept apart, undo."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hospcomms.domain.press import NotDuplicate, Outlet, Person
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import at_work
from tests.ui.form_stage import begin, walk
from ui.language import plain
from ui.rooms.duplicates import DuplicatesPage
from ui.rooms.press_outlets import ROOM as OUTLETS
from ui.rooms.press_people import ROOM as PEOPLE
from ui.session import Session
from ui.widgets.labels import Label

LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right


def stored(office: Office, record: Person | Outlet) -> int:
    return records.save(office, record).saved(type(record)).id


def twice(office: Office) -> list[int]:
    """Samira and Nabil, each there twice."""
    return [
        stored(office, Person(name="سميرة قروج", phone="0550 12 34 56", region="وهران")),
        stored(office, Person(name="Guerroudj Samira", phone="+213 550 12 34 56", verified_on=date(2026, 11, 1))),
        stored(office, Person(name="نبيل حداد", email="n.h@example.org", groups=("صحة",))),
        stored(office, Person(name="Nabil Haddad", email="N.H@example.org", groups=("société",))),
    ]


def page_of(
    qtbot: QtBot, session: Session, kind: type[Person | Outlet] = Person, size: tuple[int, int] = (1122, 620)
) -> DuplicatesPage:
    page = DuplicatesPage(session, kind)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitUntil(lambda: not page.is_looking, timeout=20_000)
    return page


def words(page: DuplicatesPage) -> str:
    return " ".join(plain(label.text()) for label in page.findChildren(Label) if label.isVisibleTo(page))


def people(office: Office) -> list[Person]:
    return records.find(office, Query(Person))


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast"), ("en", "light")])
@pytest.mark.parametrize("size", [(1122, 620), (835, 330), (500, 330)])
def test_the_page_is_painted_in_every_language_theme_and_size(
    qtbot: QtBot, office: Office, speech: str, look: str, size: tuple[int, int]
) -> None:
    session = begin(at_work(office), speech, look=look)
    twice(session.office)
    page = page_of(qtbot, session, size=size)
    assert not page.grab().isNull()
    for button in (page.card.merge, page.card.apart, page.card.next):
        assert button.width() >= button.minimumSizeHint().width()


def test_both_rooms_lead_to_their_own_page(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    for room, kind in ((PEOPLE, Person), (OUTLETS, Outlet)):
        (view,) = [view for view in room.views if view.key == "duplicates"]
        page = view.build(session)
        qtbot.addWidget(page)
        assert isinstance(page, DuplicatesPage)
        assert page.kind is kind


def test_an_office_without_duplicates_says_so_and_looks_again_when_asked(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    page = page_of(qtbot, session)
    assert "No possible duplicates" in words(page)
    twice(session.office)
    (button,) = page._empty.findChildren(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_looking, timeout=20_000)
    assert "Pair 1 of 2" in words(page)


def test_a_pair_stands_side_by_side_with_why_and_what_differs(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    twice(session.office)
    page = page_of(qtbot, session)
    shown = words(page)
    assert "same telephone" in shown
    assert "same name in the other script" in shown
    assert page.card.sides is not None
    assert set(page.card.sides.rows) == {"name", "phone", "region", "verified_on"}
    assert page.card.sides.from_second() == {"verified_on"}


@pytest.mark.parametrize(("speech", "towards"), [("en", RIGHT), ("ar", LEFT)])
def test_fields_are_chosen_with_arrows_and_with_1_and_2(
    qtbot: QtBot, office: Office, speech: str, towards: Qt.Key
) -> None:
    session = begin(at_work(office), speech)
    twice(session.office)
    page = page_of(qtbot, session)
    sides = page.card.sides
    assert sides is not None
    page.activateWindow()
    sides.take_focus()
    QTest.keyClick(sides.rows["name"][0], towards)
    assert sides.from_second() == {"name", "verified_on"}
    QTest.keyClick(sides.rows["name"][1], Qt.Key.Key_Down)
    QTest.keyClick(sides.rows["phone"][0], Qt.Key.Key_2)
    assert sides.from_second() == {"name", "phone", "verified_on"}
    QTest.keyClick(sides.rows["phone"][1], Qt.Key.Key_1)
    QTest.keyClick(sides.rows["phone"][0], Qt.Key.Key_Up)
    typed = QKeyEvent(QEvent.Type.KeyPress, 0x661, Qt.KeyboardModifier.NoModifier, "١")
    QApplication.sendEvent(sides.rows["name"][1], typed)
    assert sides.from_second() == {"verified_on"}


def test_merging_shows_the_next_pair_and_undo_brings_the_first_back(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    samira, again, *_ = twice(session.office)
    page = page_of(qtbot, session)
    sides = page.card.sides
    assert sides is not None
    QTest.mouseClick(sides.rows["name"][1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.card.merge, Qt.MouseButton.LeftButton)
    (commit,) = walk(session).commits
    assert commit.name == "Merge"
    kept = records.get(session.office, Person, samira)
    assert (kept.name, kept.other_name, kept.verified_on) == ("Guerroudj Samira", "سميرة قروج", date(2026, 11, 1))
    assert records.get(session.office, Person, again).binned_at is not None
    assert "Pair 1 of 1" in words(page)
    qtbot.waitUntil(lambda: "نبيل حداد" in words(page))
    undone = records.undo(session.office)
    assert undone is not None
    session.bus.committed.emit(undone)
    qtbot.waitUntil(lambda: not page.is_looking, timeout=20_000)
    assert "of 2" in words(page)


def test_a_pair_said_not_to_be_one_is_remembered_with_its_reason(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    samira, again, *_ = twice(session.office)
    page = page_of(qtbot, session)
    QTest.keyClicks(page.card.reason, "Two sisters")
    QTest.mouseClick(page.card.apart, Qt.MouseButton.LeftButton)
    (pair,) = records.find(session.office, Query(NotDuplicate))
    assert (pair.first, pair.second, pair.reason) == (samira, again, "Two sisters")
    assert len(people(session.office)) == 4
    assert "Pair 1 of 1" in words(page)
    page.look()
    qtbot.waitUntil(lambda: not page.is_looking, timeout=20_000)
    assert "Pair 1 of 1" in words(page)


def test_the_pairs_are_walked_through_and_a_record_gone_meanwhile_leaves_with_its_pair(
    qtbot: QtBot, office: Office
) -> None:
    session = begin(at_work(office), "en")
    *_, last = twice(session.office)
    page = page_of(qtbot, session)
    assert not page.card.previous.isEnabled()
    records.remove(session.office, Person, [last])
    QTest.mouseClick(page.card.next, Qt.MouseButton.LeftButton)
    assert "Pair 1 of 1" in words(page)
    assert not page.card.next.isEnabled()


def test_a_record_changed_meanwhile_is_refused_and_shown_as_it_stands(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    samira, *_ = twice(session.office)
    page = page_of(qtbot, session)
    records.bulk_edit(session.office, Person, [samira], {"region": "تلمسان"})
    QTest.mouseClick(page.card.merge, Qt.MouseButton.LeftButton)
    assert len(walk(session).refused) == 1
    assert page.card.sides is not None
    assert page.card.sides.first.region == "تلمسان"
    QTest.mouseClick(page.card.merge, Qt.MouseButton.LeftButton)
    assert len(walk(session).commits) == 1


def test_outlets_are_merged_too(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    stored(session.office, Outlet(name="الخبر")), stored(session.office, Outlet(name="El Khabar"))
    page = page_of(qtbot, session, Outlet)
    assert not page.card.reason.isVisible()
    QTest.mouseClick(page.card.merge, Qt.MouseButton.LeftButton)
    assert len(records.find(session.office, Query(Outlet))) == 1
    assert "No possible duplicates" in words(page)


def test_outlets_kept_apart_are_remembered_until_they_are_offered_again(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    stored(session.office, Outlet(name="الخبر")), stored(session.office, Outlet(name="El Khabar"))
    page = page_of(qtbot, session, Outlet)
    QTest.mouseClick(page.card.apart, Qt.MouseButton.LeftButton)
    assert len(records.find(session.office, Query(Outlet))) == 2
    assert walk(session).said
    page.look()
    qtbot.waitUntil(lambda: not page.is_looking, timeout=20_000)
    assert "No possible duplicates" in words(page)
    (act,) = OUTLETS.acts
    act.act(session, Query(Outlet), page)
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: not page.is_looking, timeout=20_000)
    assert "Pair 1 of 1" in words(page)


def test_names_that_look_like_markup_are_shown_as_they_are(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    name = "<b>Dupont & Fils</b> {0} %s"
    (
        stored(session.office, Person(name=name, phone="0550123456")),
        stored(session.office, Person(name=name, phone="0550123456")),
    )
    page = page_of(qtbot, session)
    assert name in words(page)
    assert name in page.list.pairs.data(page.list.pairs.index(0))  # type: ignore[operator]
