"""Enquiries by hand in real widgets: the desk, the form with what was said before, the way to the answer sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.agenda import Line as Waiting
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.enquiries import ANSWERED, APPROVED, DECLINED, IN_HAND, Enquiry, Line, Service
from hospcomms.domain.fields import Texts
from hospcomms.domain.press import Interaction, Person
from hospcomms.services import enquiries, records
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty
from tests.ui.form_stage import begin, type_into, walk
from ui.records.detail_page import DetailPage
from ui.records.list_page import ListPage
from ui.rooms.enquiries import ROOM as ENQUIRIES
from ui.rooms.enquiry_answer import AnswerPage
from ui.rooms.enquiry_companion import Companion
from ui.rooms.enquiry_desk import Desk
from ui.rooms.lines import ROOM as LINES
from ui.rooms.services_offered import ROOM as SERVICES
from ui.rooms.staff import ROOM as STAFF
from ui.session import Session
from ui.widgets.labels import Label

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """An office at its desk: two who may speak, one line, one service, a journalist."""
    office = empty(tmp_path / "desk", Settings(officer="ن. عيّنة", is_ready=True), lambda: NOW)
    records.save_all(
        office,
        [
            Colleague(name="المدير", function="مدير", phone="0500 20 00 01", speaks=True, languages=("ar",)),
            Colleague(name="د. سميرة", function="طبيبة", phone="0500 20 00 02", speaks=True, topics=("تلقيح",)),
            Line(title="لقاح الإنفلونزا", words=Texts(ar="اللقاح متوفر ومجاني."), approved_by="المدير"),
            Line(title="الزيارة", words=Texts(ar="شخصان."), approved_by="ب", valid_until=TODAY - timedelta(days=3)),
            Service(name="التلقيح", description=Texts(ar="لقاح موسمي"), department="الوقاية"),
            Person(name="نسرين", phone="0500 10 00 01"),
        ],
        "add",
    )
    yield office
    office.close()


def shown(qtbot: QtBot, page: Any, size: tuple[int, int] = (1122, 690)) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    return page


def named(office: Office, kind: type[Any], name: str) -> Any:
    from hospcomms.domain.query import Query

    return next(one for one in records.find(office, Query(kind)) if one.caption == name)


def enquiry(office: Office, **facts: Any) -> Enquiry:
    values = {
        "title": "سؤال",
        "question": "كم؟",
        "person": named(office, Person, "نسرين").id,
        "received_at": NOW - timedelta(hours=1),
        "owner": "ن. عيّنة",
        **facts,
    }
    return records.save(office, Enquiry(**values)).saved(Enquiry)


def ready(office: Office, **facts: Any) -> Enquiry:
    speaker, approver = named(office, Colleague, "د. سميرة"), named(office, Colleague, "المدير")
    return enquiry(office, answer="الرد.", spokesperson=speaker.id, approver=approver.id, **facts)


def new_page(qtbot: QtBot, session: Session) -> DetailPage:
    assert ENQUIRIES.fresh is not None
    page: DetailPage = shown(qtbot, DetailPage(session, ENQUIRIES, ENQUIRIES.fresh(session)))
    return page


def companion(qtbot: QtBot, page: QWidget) -> Companion:
    (found,) = page.findChildren(Companion)
    qtbot.waitUntil(lambda: not found.is_waiting())
    return found


def write(qtbot: QtBot, page: DetailPage, field: str, words: str) -> Companion:
    type_into(page.form.cells[field].editor.target(), words)
    return companion(qtbot, page)


def titles(found: Companion) -> list[str]:
    return [row.earlier.record.caption for row in found.found.rows]


def press(page: DetailPage, verb: str) -> None:
    page.header.chosen.emit(verb)


def said(page: QWidget) -> str:
    return " ".join(label.words() for label in page.findChildren(Label) if label.isVisibleTo(page))


def test_typing_a_question_shows_what_was_already_said_and_who_may_speak(qtbot: QtBot, desk: Office) -> None:
    page = new_page(qtbot, begin(desk))
    assert titles(companion(qtbot, page)) == []
    found = write(qtbot, page, "question", "هل بقي تلقيح ضد الانفلونزا؟")
    assert set(titles(found)) == {"لقاح الإنفلونزا", "التلقيح"}
    assert next(iter(found.speakers.buttons)) == named(desk, Colleague, "د. سميرة").id
    assert "0500 20 00 02" in " ".join(button.accessibleName() for button in found.findChildren(QWidget))


def test_enter_puts_it_after_what_was_typed_and_loses_nothing(qtbot: QtBot, desk: Office) -> None:
    page = new_page(qtbot, begin(desk))
    write(qtbot, page, "question", "لقاح الانفلونزا")
    found = write(qtbot, page, "answer", "شكرا على سؤالكم.")
    place = titles(found).index("لقاح الإنفلونزا")
    found.found.list.setCurrentRow(place)
    QTest.keyClick(found.found.list, Qt.Key.Key_Return)
    assert page.form.cells["answer"].editor.value() == "شكرا على سؤالكم.\n\nاللقاح متوفر ومجاني."
    assert page.form.dirty


def test_a_double_click_puts_it_in_as_well_and_a_doubtful_line_is_told(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk)
    page = new_page(qtbot, session)
    found = write(qtbot, page, "question", "الزيارات")
    (row,) = found.found.rows
    assert "03" not in row.told
    assert row.earlier.caution is not None
    found.found.list.itemDoubleClicked.emit(found.found.list.item(0))
    assert page.form.cells["answer"].editor.value() == "شخصان."
    assert walk(session).said


def test_one_press_chooses_who_speaks(qtbot: QtBot, desk: Office) -> None:
    page = new_page(qtbot, begin(desk))
    found = companion(qtbot, page)
    director = named(desk, Colleague, "المدير").id
    found.speakers.buttons[director].click()
    assert page.form.cells["spokesperson"].editor.value() == director
    assert director not in found.speakers.buttons


def test_a_new_enquiry_knows_the_moment_and_names_itself_after_the_question(qtbot: QtBot, desk: Office) -> None:
    page = new_page(qtbot, begin(desk))
    assert QGuiApplication.focusWindow() is None or page.form.cells["question"].editor.target().hasFocus()
    write(qtbot, page, "question", "كم عدد الأسرة المتاحة اليوم؟")
    page.form.cells["person"].editor.take(named(desk, Person, "نسرين").id)  # type: ignore[attr-defined]
    assert page.save()
    from hospcomms.domain.query import Query

    (saved,) = records.find(desk, Query(Enquiry))
    assert saved.title == "كم عدد الأسرة المتاحة اليوم؟"
    assert (saved.received_at, saved.owner) == (NOW, "ن. عيّنة")
    assert saved.due_at == NOW + timedelta(hours=4)


def test_from_the_question_to_the_answer_sent_and_back_by_undo(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk)
    page: DetailPage = shown(qtbot, DetailPage(session, ENQUIRIES, ready(desk)))
    companion(qtbot, page)
    for verb in (enquiries.TAKE_ON, enquiries.SUBMIT, enquiries.APPROVE, enquiries.SEND):
        press(page, verb)
    one = page.record
    assert isinstance(one, Enquiry)
    assert one.state == ANSWERED
    assert [contact.outcome for contact in records.parts(desk, Interaction, one.person)] == ["سؤال: الرد."]
    commit = records.undo(desk)
    assert commit is not None
    session.go.committed(commit)
    assert records.get(desk, Enquiry, one.id).state == APPROVED
    assert records.parts(desk, Interaction, one.person) == []


def test_what_is_missing_for_approval_is_listed_and_leads_to_its_field(qtbot: QtBot, desk: Office) -> None:
    page: DetailPage = shown(qtbot, DetailPage(begin(desk), ENQUIRIES, enquiry(desk)))
    press(page, enquiries.SUBMIT)
    assert page.missing.isVisibleTo(page)
    page.missing.wanted.emit("answer")
    assert page.tabs.key == "form"


def test_a_patient_without_consent_is_told_and_can_be_declined_for_that_reason(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk)
    page: DetailPage = shown(qtbot, DetailPage(session, ENQUIRIES, ready(desk, patient=True)))
    assert page.banner.isVisibleTo(page)
    press(page, enquiries.TAKE_ON)
    press(page, enquiries.DECLINE_NO_CONSENT)
    one = records.get(desk, Enquiry, page.record.id)
    assert one.state == DECLINED
    assert one.reason
    assert enquiries.DECLINE_NO_CONSENT not in [
        verb.name for verb in ENQUIRIES.verbs if verb.when(replace(one, state=IN_HAND, patient=False))
    ]


def test_an_approved_answer_takes_nothing_more_from_what_was_said(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk)
    found = ready(desk, title="لقاح الإنفلونزا")
    for act in (enquiries.send_for_approval, enquiries.approve):
        found = act(desk, found).saved(Enquiry)
    page: DetailPage = shown(qtbot, DetailPage(session, ENQUIRIES, found))
    beside = companion(qtbot, page)
    beside.insert(beside.found.rows[0].earlier)
    assert page.form.cells["answer"].editor.value() == "الرد."
    assert walk(session).said


def test_the_room_opens_on_the_desk_by_the_time_left(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk)
    enquiry(desk, title="ب", deadline=NOW + timedelta(hours=3))
    late = enquiry(desk, title="أ", received_at=NOW - timedelta(hours=9), deadline=NOW - timedelta(minutes=5))
    page: ListPage = shown(qtbot, ListPage(session, ENQUIRIES), (1366, 690))
    (view,) = page.findChildren(Desk)
    assert view.isVisibleTo(page)
    assert [row.title for row in view.model.rows if isinstance(row, Waiting)] == ["أ", "ب"]
    line = view.model.rows[1]
    view.list.opened.emit(line)
    assert walk(session).opened == [(Enquiry, late.id)]
    qtbot.waitUntil(lambda: not session.background.busy)


def test_the_desk_follows_and_says_so_when_no_answer_is_owed(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk)
    view: Desk = shown(qtbot, Desk(session))
    assert view.stack.currentWidget() is view.empty
    one = enquiry(desk)
    session.go.committed(enquiries.take_on(desk, one))
    qtbot.waitUntil(lambda: view.stack.currentWidget() is not view.empty)
    found = records.get(desk, Enquiry, one.id)
    session.go.committed(enquiries.decline(desk, found, enquiries.DeclineOrder(reason="سبب")))
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.empty and not session.background.busy)


def test_the_answer_is_read_out_in_large_type_and_copied(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk)
    one = ready(desk)
    page: AnswerPage = shown(qtbot, AnswerPage(session, one))
    assert "د. سميرة" in said(page)
    assert page.answer.words() == "الرد."
    page.copy()
    assert QGuiApplication.clipboard().text() == "الرد."
    session.go.committed(records.save(desk, replace(one, answer="رد آخر.")))
    assert page.answer.words() == "رد آخر."


@pytest.mark.parametrize("room", [LINES, SERVICES, STAFF], ids=lambda room: room.key)
def test_the_rooms_beside_show_their_records_and_mark_what_is_doubtful(qtbot: QtBot, desk: Office, room: Any) -> None:
    page: ListPage = shown(qtbot, ListPage(begin(desk), room), (1366, 690))
    qtbot.waitUntil(lambda: page.model.rows is not None and page.model.rows.is_complete)
    title = next(column for column in page.model.columns if column.is_title)
    shapes = [page.model.cell(row, title).severity for row in range(page.model.rowCount())]
    assert "soon" in shapes


def test_the_view_of_spokespersons_leaves_out_the_others(qtbot: QtBot, desk: Office) -> None:
    records.save(desk, Colleague(name="حارس", function="أمن", phone="0500 20 00 09"))
    page: ListPage = shown(qtbot, ListPage(begin(desk), STAFF, "speakers"), (1366, 690))
    qtbot.waitUntil(lambda: page.model.rows is not None and page.model.rows.is_complete)
    assert page.model.rowCount() == 2
