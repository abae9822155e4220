"""Releases by hand in real widgets: the steps, what is missing, nobody ticked who may not have it, drafts made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.releases import APPROVED, DRAFT, PUBLISHED, READY, Delivery, Release, ReleaseApproval
from hospcomms.services import consents, files, handing_out, records, release_giving, release_papers, releases
from hospcomms.services.office import Office
from tests.reports.test_release import jpeg_with_place
from tests.services.release_stage import (
    NOON,
    Clock,
    again,
    approved,
    colleague,
    draft,
    fresh,
    people_list,
    person,
    put,
)
from tests.ui.form_stage import begin, type_into, walk
from ui.records.detail_page import DetailPage, pass_time
from ui.records.form_dialog import FormDialog
from ui.records.list_page import ListPage
from ui.rooms.consents import ROOM as CONSENTS
from ui.rooms.every import room_of
from ui.rooms.photo_card import PhotoCard
from ui.rooms.photos import ROOM as PHOTOS
from ui.rooms.release_distribution import Distribution
from ui.rooms.release_languages import Languages
from ui.rooms.releases import ROOM
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    office = fresh(tmp_path / "office", clock)
    yield office
    office.close()


@pytest.fixture
def session(qtbot: QtBot, desk: Office) -> Session:
    return begin(desk, "en")


def shown(qtbot: QtBot, page: Any, size: tuple[int, int] = (1122, 640)) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    return page


def opened(qtbot: QtBot, session: Session, record: Any, view: str = "") -> DetailPage:
    room = room_of(type(record))
    assert room is not None
    page: DetailPage = shown(qtbot, DetailPage(session, room, record, view))
    return page


def said(page: QWidget) -> str:
    labels = [label.words() for label in page.findChildren(Label) if label.isVisibleTo(page)]
    return " ".join([*labels, *(one.text() for one in page.findChildren(Button) if one.isVisibleTo(page))])


def button(page: QWidget, words: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.text() == words and one.isVisibleTo(page))


def distribution(page: DetailPage) -> Distribution:
    page.show_tab(Delivery.key)
    found = page.findChild(Distribution)
    assert found is not None
    return found


@pytest.mark.parametrize("room", [ROOM, PHOTOS, CONSENTS], ids=lambda room: room.key)
def test_a_room_opens_empty_and_says_what_belongs_here(qtbot: QtBot, session: Session, room: Any) -> None:
    page = shown(qtbot, ListPage(session, room), (1366, 690))
    qtbot.waitUntil(lambda: room.empty.partition(".")[0] in said(page))


def test_a_step_that_lacks_something_lists_it_and_leads_there(qtbot: QtBot, session: Session, desk: Office) -> None:
    page = opened(qtbot, session, draft(desk, contact_phone=""))
    button(page, "Mark as ready").click()
    assert "contact’s name or telephone is missing" in said(page.missing)
    assert again(desk, page.record).state == DRAFT
    put(desk, replace(again(desk, page.record), contact_phone="0500 10 00 01"))
    page = opened(qtbot, session, again(desk, page.record))
    button(page, "Mark as ready").click()
    assert again(desk, page.record).state == READY


def test_a_release_is_approved_in_its_dialog_and_then_its_text_is_settled(
    qtbot: QtBot, session: Session, desk: Office
) -> None:
    release = releases.make_ready(desk, draft(desk)).saved(Release)
    page = opened(qtbot, session, release)
    verb = next(one for one in ROOM.verbs if one.asks is ReleaseApproval and one.usual)
    page.moves.do(verb, release)
    dialog = next(iter(page.window().findChildren(FormDialog)))
    for name, text in (("approver", "د. مثال"), ("function", "مدير")):
        type_into(dialog.form.cells[name].editor.target(), text)
    dialog.go.click()
    assert again(desk, release).state == APPROVED
    (given,) = records.parts(desk, ReleaseApproval, release.id)
    assert given.text_mark == release.text_mark
    assert "cannot be changed" in page.banner.words()


def test_an_older_version_says_so_and_is_marked_as_checked_from_the_banner(
    qtbot: QtBot, session: Session, desk: Office
) -> None:
    source = draft(desk)
    version = releases.new_version(desk, source, "fr").saved(Release)
    put(desk, replace(again(desk, source), body="كلام آخر."))
    version = again(desk, version)
    page = opened(qtbot, session, version)
    assert "older than its source" in page.banner.words()
    button(page.banner, "Checked against its source").click()
    assert not again(desk, version).is_older
    assert "older" not in page.banner.words()


def test_the_languages_show_the_family_and_begin_what_is_missing(qtbot: QtBot, session: Session, desk: Office) -> None:
    source = draft(desk)
    page = opened(qtbot, session, source, "languages")
    tab: Any = page.findChild(Languages)
    assert set(tab.begin) == {"fr", "en"}
    tab.begin["fr"].click()
    version = walk(session).commits[-1].saved(Release)
    assert (version.language, version.source, version.state) == ("fr", source.id, DRAFT)
    assert walk(session).opened == [(Release, version.id)]
    assert set(tab.begin) == {"en"}
    assert releases_changed(desk, session, source).text_mark != source.text_mark
    assert "Older than its source" in said(tab)
    button(tab, "Checked against its source").click()
    assert "Follows its source as it is now" in said(tab)


def releases_changed(desk: Office, session: Session, release: Release) -> Release:
    """The same with another text, told to the pages as the window does."""
    commit = records.save(desk, replace(again(desk, release), body="كلام آخر."))
    walk(session).committed(commit)
    return commit.saved(Release)


def held(desk: Office) -> tuple[Release, Any, Any]:
    """An approved release under embargo until tomorrow, somebody trusted and somebody else."""
    trusted, other = person(desk, "Trusted Nesrine"), person(desk, "Other Kamel")
    whole, few = people_list(desk, "all", trusted, other), people_list(desk, "few", trusted)
    release = draft(desk, embargo_until=NOON + timedelta(days=1), press_list=whole.id, trusted=few.id)
    return approved(desk, release), trusted, other


def test_under_embargo_only_trusted_people_can_be_ticked_and_the_others_say_why(
    qtbot: QtBot, session: Session, desk: Office
) -> None:
    release, trusted, other = held(desk)
    page = opened(qtbot, session, release)
    assert "Under embargo until" in page.banner.words()
    tab = distribution(page)
    assert tab.people.boxes[trusted.id].isEnabled()
    assert not tab.people.boxes[other.id].isEnabled()
    assert "Other Kamel is not on the trusted list" in said(tab.people)
    button(tab, "Tick everybody who may have it").click()
    assert tab.people.ticked() == [trusted.id]


def test_a_page_left_open_says_when_the_hour_has_passed(
    qtbot: QtBot, session: Session, desk: Office, clock: Clock
) -> None:
    release, _, _ = held(desk)
    page = opened(qtbot, session, release)
    page.banner.dismiss()
    pass_time(page)
    assert "Under embargo until" not in page.banner.words()
    assert not page.banner.isVisible()  # what was closed stays closed
    clock.forward(days=2)
    pass_time(page)
    assert page.banner.isVisible()
    assert "Under embargo until" not in page.banner.words() + said(page.facts)


def test_drafts_for_the_trusted_are_made_in_the_chosen_folder_and_logged(
    qtbot: QtBot, session: Session, desk: Office, tmp_path: Path
) -> None:
    release, trusted, _other = held(desk)
    tab = distribution(opened(qtbot, session, release))
    (out := tmp_path / "out").mkdir()
    tab.outside.folder = lambda _owner, _begun: str(out)
    assert not tab.give.isEnabled()
    tab.people.tick_all()
    tab.give.click()
    qtbot.waitUntil(lambda: bool(walk(session).commits), timeout=20_000)
    (path,) = out.iterdir()
    assert path.suffix == ".eml"
    said_first = release_papers.notice(desk, release, release_papers.spoken(desk, release))
    assert path.name.startswith(safe_name(said_first))
    (line,) = handing_out.deliveries(desk, release)
    assert (line.person, line.way, line.under_embargo) == (trusted.id, "email", True)
    assert "Trusted Nesrine" in tab.log.lines[0].recipient
    qtbot.waitUntil(lambda: "Given under embargo" in said(tab.log), timeout=20_000)
    assert tab.people.ticked() == []
    assert "1 file was made" in str(walk(session).said[-1])


def test_when_the_embargo_came_in_the_meantime_nothing_is_made_and_it_is_said(
    qtbot: QtBot, session: Session, desk: Office, tmp_path: Path
) -> None:
    release, _trusted, other = held(desk)
    tab = distribution(opened(qtbot, session, release))
    (out := tmp_path / "out").mkdir()
    tab.outside.folder = lambda _owner, _begun: str(out)
    tab.people.boxes[other.id].setEnabled(True)
    tab.people.boxes[other.id].setChecked(True)
    tab.give.click()
    qtbot.waitUntil(lambda: bool(walk(session).refused), timeout=20_000)
    assert "trusted list" in str(walk(session).refused[-1])
    assert list(out.iterdir()) == []
    assert handing_out.deliveries(desk, release) == []
    assert tab.give.isEnabled() or not tab.people.ticked()


def test_without_a_folder_or_a_printer_nothing_is_done(qtbot: QtBot, session: Session, desk: Office) -> None:
    release, _trusted, _other = held(desk)
    tab = distribution(opened(qtbot, session, release))
    tab.outside.folder = lambda _owner, _begun: ""
    tab.printing.asks = lambda _owner, _printer, _count: False
    for way in (release_giving.PDF, release_giving.PRINT):
        tab.choose_way(way)
        tab.people.tick_all()
        tab.give.click()
    assert handing_out.deliveries(desk, release) == []


def test_the_text_is_copied_with_the_notice_first(qtbot: QtBot, session: Session, desk: Office) -> None:
    release, _trusted, _other = held(desk)
    tab = distribution(opened(qtbot, session, release))
    tab.choose_way(release_giving.COPY)
    tab.people.tick_all()
    tab.give.click()
    qtbot.waitUntil(lambda: bool(walk(session).commits), timeout=20_000)
    assert QGuiApplication.clipboard().text().split("\n")[0] != release.title
    assert release.body.split("\n")[0] in QGuiApplication.clipboard().text()
    assert handing_out.deliveries(desk, release)[0].way == "copy"


def test_somebody_without_an_address_cannot_be_ticked_for_an_e_mail(
    qtbot: QtBot, session: Session, desk: Office
) -> None:
    nobody = person(desk, "No Address", email="")
    release = approved(desk, draft(desk, press_list=people_list(desk, "x", nobody).id))
    tab = distribution(opened(qtbot, session, release))
    assert not tab.people.boxes[nobody.id].isEnabled()
    tab.choose_way(release_giving.PDF)
    assert tab.people.boxes[nobody.id].isEnabled()


def test_a_draft_is_handed_to_nobody_but_may_go_to_a_colleague(
    qtbot: QtBot, session: Session, desk: Office, tmp_path: Path
) -> None:
    reader = colleague(desk, "Dr Reader")
    release = draft(desk, press_list=people_list(desk, "x", person(desk, "Amna")).id)
    tab = distribution(opened(qtbot, session, release))
    tab.people.tick_all()
    assert not tab.give.isEnabled()
    assert "Only an approved release is handed out" in said(tab)
    tab.outside.save = lambda _owner, proposed, _kind: str(tmp_path / proposed.name)
    tab.ask_approval()
    dialog = next(iter(tab.window().findChildren(FormDialog)))
    dialog.form.cells["colleague"].editor.set_value(reader.id)
    dialog.form.cells["colleague"].editor.edited.emit()
    dialog.go.click()
    assert [path.suffix for path in tmp_path.glob("*Reader*")] == [".pdf"]
    assert handing_out.deliveries(desk, release)[0].recipient == "Dr Reader"


def test_the_page_is_reached_and_used_with_the_keyboard(qtbot: QtBot, session: Session, desk: Office) -> None:
    release, trusted, _other = held(desk)
    tab = distribution(opened(qtbot, session, release))
    box = tab.people.boxes[trusted.id]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert tab.people.ticked() == [trusted.id]
    assert tab.give.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_publishing_waits_for_the_embargo(qtbot: QtBot, session: Session, desk: Office, clock: Clock) -> None:
    release, _trusted, _other = held(desk)
    page = opened(qtbot, session, release)
    button(page, "Mark as published").click()
    assert "under embargo until" in said(page.missing)
    clock.forward(days=1)
    button(page, "Mark as published").click()
    assert again(desk, release).state == PUBLISHED


def photo_of_staff(desk: Office, folder: Path, **consent: Any) -> tuple[Photo, Consent]:
    stored = files.attach(desk, jpeg_with_place(folder / "a.jpg"))
    facts = {"title": "S-1", "uses": ("press", "print"), "given_on": NOON.date() - timedelta(days=9), **consent}
    given: Consent = put(desk, Consent(**facts))
    photo: Photo = put(desk, Photo(title="Washing hands", picture=stored, people=1.0, consents=(given.id,)))
    return photo, given


def test_the_card_of_a_photo_shows_it_and_what_it_may_be_used_for(
    qtbot: QtBot, session: Session, desk: Office, tmp_path: Path
) -> None:
    photo, _given = photo_of_staff(desk, tmp_path)
    page = opened(qtbot, session, photo)
    card: Any = page.findChild(PhotoCard)
    assert card.picture.image.width() < card.picture.image.height(), "the picture stands upright"
    assert said(card).count("Allowed today") == 2
    assert said(card).count("does not cover this use") == 2
    assert page.banner.words() == ""


def test_withdrawing_a_consent_says_so_where_its_photo_is_used(
    qtbot: QtBot, session: Session, desk: Office, tmp_path: Path
) -> None:
    photo, given = photo_of_staff(desk, tmp_path)
    release = approved(desk, draft(desk, photos=(photo.id,)))
    page = opened(qtbot, session, given)
    verb = next(one for one in CONSENTS.verbs if one.name == consents.WITHDRAW)
    page.moves.do(verb, given)
    next(iter(page.window().findChildren(FormDialog))).go.click()
    assert again(desk, given).withdrawn_on == desk.today
    assert "was withdrawn" in page.banner.words()
    assert "was withdrawn" in opened(qtbot, session, again(desk, photo)).banner.words()
    assert "was withdrawn" in opened(qtbot, session, again(desk, release)).banner.words()


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({}, consents.VALID),
        ({"expires_on": 40}, consents.VALID),
        ({"expires_on": 30}, consents.EXPIRES_SOON),
        ({"expires_on": 0}, consents.EXPIRES_SOON),
        ({"expires_on": -1}, consents.EXPIRED),
        ({"withdrawn_on": 0, "expires_on": -1}, consents.WITHDRAWN),
        ({"given_on": 1}, consents.NOT_YET),
    ],
)
def test_how_a_consent_stands_on_a_day(facts: dict[str, int], wanted: str) -> None:
    told: dict[str, Any] = {
        name: NOON.date() + timedelta(days=ahead) for name, ahead in {"given_on": -99, **facts}.items()
    }
    given = Consent(title="x", **told)
    assert consents.standing(given, NOON.date()) == wanted
