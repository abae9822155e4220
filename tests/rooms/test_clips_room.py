"""Media monitoring by hand in real widgets: scans dropped, tones with one key, the journalist's outlet, the queue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.monitoring import Clip, Correction
from hospcomms.domain.press import Outlet, Person, Role
from hospcomms.domain.query import Query
from hospcomms.domain.reputation import ImageWave
from hospcomms.services import records
from hospcomms.services.clips import CodingOrder
from hospcomms.services.office import Office
from tests.rooms.exchange_stage import open_view
from tests.rooms.office_at_work import at_work, day
from tests.ui.form_stage import begin, walk
from ui.exchange.tasks import CLIPS
from ui.importing.clips_page import ClipsImportPage
from ui.importing.wizard import COLUMNS, DONE
from ui.preview.window import PreviewWindow
from ui.records.detail_page import DetailPage
from ui.records.form_dialog import FormDialog
from ui.records.list_page import ListPage
from ui.rooms import clip_acts as acts
from ui.rooms.clip_side import ClipSide
from ui.rooms.clips import ROOM
from ui.session import Session


@pytest.fixture
def monitored(office: Office) -> Office:
    found = at_work(office)
    return replace(found, settings=replace(found.settings, officer="ن. واحي"))


def clip(office: Office, title: str = "خبر", ago: int = 3, **facts: Any) -> Clip:
    return records.save(office, Clip(title=title, on=day(-ago), **facts)).saved(Clip)


def shown(qtbot: QtBot, page: Any, size: tuple[int, int] = (1162, 690)) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    return page


def opened(qtbot: QtBot, session: Session, record: Clip, size: tuple[int, int] = (1162, 690)) -> DetailPage:
    page: DetailPage = shown(qtbot, DetailPage(session, ROOM, record), size)
    return page


def side(page: DetailPage) -> ClipSide:
    found = page.findChild(ClipSide)
    assert found is not None
    return found


def scan(path: Path) -> Path:
    Image.new("RGB", (200, 300), "white").save(path)
    return path


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drag files onto a widget and let them go, as the system does; True when they were taken."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = widget.rect().center()
    enter = QDragEnterEvent(place, copy, carried, left, none)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    let_go = QDropEvent(QPointF(place), copy, carried, left, none)
    QApplication.sendEvent(widget, let_go)
    return let_go.isAccepted()


def test_a_file_dropped_on_the_page_or_on_a_field_becomes_a_scan_and_is_shown(
    qtbot: QtBot, monitored: Office, tmp_path: Path
) -> None:
    session = begin(monitored, "ar")
    page = opened(qtbot, session, clip(monitored))
    beside = side(page)
    assert drop(page, scan(tmp_path / "a.png"))
    line = next(one for one in page.findChildren(QLineEdit) if one.isVisible() and one.acceptDrops())
    before = line.text()
    assert drop(line, scan(tmp_path / "b.png"))
    assert line.text() == before
    assert [one.name for one in beside.clip.scans] == ["a.png", "b.png"]
    qtbot.waitUntil(lambda: beside.scan.sheet.picture is not None, timeout=10_000)
    assert page.form.save()
    assert len(records.get(monitored, Clip, page.record.id).scans) == 2


def test_words_dropped_on_a_field_stay_words(qtbot: QtBot, monitored: Office) -> None:
    page = opened(qtbot, begin(monitored, "fr"), clip(monitored))
    carried = QMimeData()
    carried.setText("mot")
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    line = next(one for one in page.findChildren(QLineEdit) if one.isVisible() and one.acceptDrops())
    QApplication.sendEvent(line, QDragEnterEvent(line.rect().center(), copy, carried, left, none))
    QApplication.sendEvent(line, QDropEvent(QPointF(line.rect().center()), copy, carried, left, none))
    assert "mot" in line.text()
    assert side(page).clip.scans == ()


def test_files_dropped_on_the_list_begin_a_clip_with_these_scans(
    qtbot: QtBot, monitored: Office, tmp_path: Path
) -> None:
    session = begin(monitored, "ar")
    clip(monitored)
    page: ListPage = shown(qtbot, ListPage(session, ROOM), (1366, 690))
    assert drop(page, scan(tmp_path / "a.png"))
    assert walk(session).opened == [(Clip, 0)]
    assert ROOM.fresh is not None
    form = opened(qtbot, session, ROOM.fresh(session))  # type: ignore[arg-type]
    assert [one.name for one in side(form).clip.scans] == ["a.png"]
    assert side(form).clip.on == monitored.today
    other = tmp_path / "b.png"
    Image.new("RGB", (10, 10), "black").save(other)
    form.hide()
    assert drop(page, other)
    form.show()
    assert [one.name for one in side(form).clip.scans] == ["a.png", "b.png"]


def test_what_cannot_be_kept_is_refused_on_the_list(qtbot: QtBot, monitored: Office, tmp_path: Path) -> None:
    session = begin(monitored, "ar")
    page: ListPage = shown(qtbot, ListPage(session, ROOM), (1366, 690))
    assert drop(page, tmp_path)
    assert walk(session).refused
    assert walk(session).opened == []


def test_a_scan_that_is_no_picture_is_said_beside_the_form(qtbot: QtBot, monitored: Office, tmp_path: Path) -> None:
    page = opened(qtbot, begin(monitored, "en"), clip(monitored))
    wrong = tmp_path / "notes.txt"
    wrong.write_text("words", encoding="utf-8")
    drop(page, wrong)
    view = side(page).scan
    qtbot.waitUntil(lambda: "neither a picture nor a readable PDF" in view.words.words(), timeout=10_000)
    assert view.sheet.picture is None


@pytest.mark.parametrize(("key", "tone"), [("1", "-2"), ("3", "0"), ("5", "2")])
def test_one_key_judges_a_clip_at_once_and_one_undo_takes_it_back(
    qtbot: QtBot, monitored: Office, key: str, tone: str
) -> None:
    session = begin(monitored, "ar")
    one = clip(monitored)
    page = opened(qtbot, session, one)
    coding = side(page).coding
    target = next(iter(coding.tones.values()))
    target.setFocus()
    QTest.keyClicks(target, key)
    stored = records.get(monitored, Clip, one.id)
    assert (stored.tone, stored.coder, stored.coded_on) == (tone, "ن. واحي", monitored.today)
    qtbot.waitUntil(coding.tones[tone].isChecked)
    assert not page.form.dirty
    records.undo(monitored)
    assert records.get(monitored, Clip, one.id).tone == ""


def test_who_judges_is_asked_with_the_judgement_kept_when_no_officer_is_named(qtbot: QtBot, office: Office) -> None:
    nobody = replace(office, settings=replace(office.settings, officer=""))
    page = opened(qtbot, begin(nobody), clip(nobody))
    side(page).judge("tone", "-1")
    dialog = page.window().findChild(FormDialog)
    assert isinstance(dialog, FormDialog)
    asked = dialog.form.record()
    assert isinstance(asked, CodingOrder)
    assert (asked.tone, asked.coder) == ("-1", "")
    assert not any(button.isChecked() for button in side(page).coding.tones.values())
    dialog.reject()


def test_a_new_clip_is_judged_in_its_form(qtbot: QtBot, monitored: Office) -> None:
    session = begin(monitored, "fr")
    page = opened(qtbot, session, Clip(on=monitored.today))
    beside = side(page)
    QTest.mouseClick(beside.coding.tones["-1"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(beside.coding.accuracies["misleading"], Qt.MouseButton.LeftButton)
    assert (beside.clip.tone, beside.clip.accuracy, beside.clip.coder) == ("-1", "misleading", "ن. واحي")
    assert beside.coding.next.isHidden()
    page.form.cells["title"].editor.set_value("عنوان")
    page.form.cells["title"].editor.edited.emit()
    assert page.form.save()
    (stored,) = records.find(monitored, Query(Clip))
    assert (stored.tone, stored.accuracy, stored.title) == ("-1", "misleading", "عنوان")


def test_the_next_clip_to_code_is_shown_until_the_queue_is_empty(qtbot: QtBot, monitored: Office) -> None:
    session = begin(monitored, "ar")
    first, second = clip(monitored, "أول", 1), clip(monitored, "ثان", 2)
    page = opened(qtbot, session, first)
    side(page).judge("tone", "0")
    QTest.mouseClick(side(page).coding.next, Qt.MouseButton.LeftButton)
    assert walk(session).opened[-1] == (Clip, second.id)
    side(page).judge("accuracy", "correct")
    records.remove(monitored, Clip, [second.id])
    side(page).go_on()
    assert [str(one) for one in walk(session).said] == ["Every clip is coded."]


def test_choosing_a_journalist_fills_the_outlet_but_never_replaces_one(qtbot: QtBot, monitored: Office) -> None:
    session = begin(monitored, "ar")
    outlet, other = (records.save(monitored, Outlet(name=name)).saved(Outlet) for name in ("إذاعة", "جريدة"))
    person = records.save(monitored, Person(name="مونية", phone="0500 00 00 01")).saved(Person)
    records.save(monitored, Role(person=person.id, outlet=outlet.id))
    page = opened(qtbot, session, Clip(on=monitored.today))
    page.form.cells["person"].editor.take(person.id)  # type: ignore[attr-defined]
    assert side(page).clip.outlet == outlet.id
    taken = opened(qtbot, session, clip(monitored, outlet=other.id))
    taken.form.cells["person"].editor.take(person.id)  # type: ignore[attr-defined]
    assert side(taken).clip.outlet == other.id


def test_the_view_of_those_to_code_empties_as_they_are_coded(qtbot: QtBot, monitored: Office) -> None:
    session = begin(monitored, "fr")
    waiting = [clip(monitored, f"خبر {number}") for number in range(3)]
    clip(monitored, "مرمز", tone="1", coder="ن. واحي")
    page: ListPage = shown(qtbot, ListPage(session, ROOM, "to_code"), (1366, 690))
    qtbot.waitUntil(lambda: page.model.rows is not None and page.model.rows.is_complete)
    assert page.model.rowCount() == 3
    acts.code(session, [one.id for one in waiting], page)
    dialog = page.window().findChild(FormDialog)
    assert dialog is not None
    dialog.form.cells["tone"].editor.choose("-1")  # type: ignore[attr-defined]
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert {one.coder for one in records.window(monitored, Clip, [one.id for one in waiting])} == {"ن. واحي"}


def test_a_clip_that_is_not_accurate_asks_for_a_correction_until_one_is_asked(qtbot: QtBot, monitored: Office) -> None:
    session = begin(monitored, "en")
    one = clip(monitored, accuracy="incorrect", coder="ن. واحي")
    page = opened(qtbot, session, one)
    assert page.banner.isVisible()
    records.save(monitored, Correction(clip=one.id, error="خطأ", asked_on=monitored.today))
    again = opened(qtbot, session, one)
    assert not again.banner.isVisible()


def test_a_period_is_kept_as_a_measurement_from_the_list(qtbot: QtBot, monitored: Office) -> None:
    session = begin(monitored, "ar")
    clip(monitored, ago=30, tone="1", coder="ن. واحي")
    page: ListPage = shown(qtbot, ListPage(session, ROOM), (1366, 690))
    acts.keep_measurement(session, page.query(), page)
    dialog = page.window().findChild(FormDialog)
    assert dialog is not None
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    (wave,) = records.find(monitored, Query(ImageWave))
    assert (wave.measure, wave.answers) == ("clips", 1.0)


def test_the_review_of_ticked_clips_opens_in_the_preview(qtbot: QtBot, monitored: Office) -> None:
    session = begin(monitored, "ar")
    one = clip(monitored)
    page: ListPage = shown(qtbot, ListPage(session, ROOM), (1366, 690))
    acts.review_chosen(session, [one.id], page)
    window = page.window().findChild(PreviewWindow)
    assert window is not None
    window.close()


@pytest.mark.parametrize(("speech", "look", "size"), [("ar", "light", (1162, 690)), ("fr", "dark", (855, 420))])
def test_the_page_is_painted_in_languages_themes_and_sizes(
    qtbot: QtBot, monitored: Office, tmp_path: Path, speech: str, look: str, size: tuple[int, int]
) -> None:
    session = begin(monitored, speech, look=look)
    page = opened(qtbot, session, clip(monitored, tone="1", coder="ن. واحي"), size)
    drop(page, scan(tmp_path / "a.png"))
    qtbot.waitUntil(lambda: side(page).scan.sheet.picture is not None, timeout=10_000)
    assert not page.grab().isNull()


def test_a_list_of_clips_is_imported_in_the_window(qtbot: QtBot, monitored: Office, tmp_path: Path) -> None:
    session = begin(monitored, "ar")
    path = tmp_path / "clips.csv"
    path.write_text("Date;Titre;Tonalité\n1/11/2026;A;+1\n2/11/2026;B;bof\n", encoding="utf-8")
    page = open_view(qtbot, session, CLIPS.key, (1366, 690))
    assert isinstance(page, ClipsImportPage)
    page.take(path)
    qtbot.waitUntil(lambda: not page.is_busy() and page.plan is not None and page.plan.is_checked, timeout=20_000)
    QTest.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_busy() and page.step == DONE, timeout=20_000)
    assert [one.title for one in records.find(monitored, Query(Clip))] == ["A"]
    records.undo(monitored)
    assert records.count(monitored, Query(Clip)) == 0


def test_a_list_without_dates_asks_for_its_columns(qtbot: QtBot, monitored: Office, tmp_path: Path) -> None:
    path = tmp_path / "clips.csv"
    path.write_text("Titre;Tonalité\nA;+1\n", encoding="utf-8")
    page = open_view(qtbot, begin(monitored, "en"), CLIPS.key, (1366, 690))
    page.take(path)
    qtbot.waitUntil(lambda: not page.is_busy() and page.plan is not None, timeout=20_000)
    assert page.step == COLUMNS
    QTest.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    assert page.step == COLUMNS
