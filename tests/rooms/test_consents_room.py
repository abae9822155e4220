"""Consents and photos by hand: what a withdrawal opens is read first; a photo is seen here, saved for one use only."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hospcomms.domain.consents import Photo, PhotoRecall
from hospcomms.services import consents, records
from hospcomms.services.office import Office
from tests.services import release_stage as stage
from tests.services.photo_stage import MARKS, PERSON, Desk, desk
from tests.ui.form_stage import begin
from ui.records.detail_page import DetailPage
from ui.records.editors.files import FilesEditor
from ui.records.form_dialog import FormDialog
from ui.records.photo_out import PhotoView, choose_use
from ui.rooms.consents import ROOM as CONSENTS
from ui.rooms.photo_card import PhotoCard
from ui.rooms.photos import ROOM as PHOTOS
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Desk]:
    made = desk(stage.fresh(tmp_path / "office", stage.Clock()), tmp_path / "in")
    yield made
    made.office.close()


@pytest.fixture
def session(qtbot: QtBot, found: Desk) -> Session:
    return begin(found.office, "en")


def opened(qtbot: QtBot, session: Session, room: Any, record: Any) -> DetailPage:
    page = DetailPage(session, room, record, "")
    qtbot.addWidget(page)
    page.resize(1122, 640)
    page.show()
    qtbot.waitExposed(page)
    return page


def words(widget: Any) -> str:
    return " ".join(label.words() for label in widget.findChildren(Label))


def test_what_a_withdrawal_opens_is_read_before_it_is_done(qtbot: QtBot, session: Session, found: Desk) -> None:
    page = opened(qtbot, session, CONSENTS, found.consent)
    verb = CONSENTS.verbs[0]
    page.moves.do(verb, found.consent)
    (dialog,) = page.window().findChildren(FormDialog)
    assert "5 tasks are opened, due within 3 working days" in words(dialog)
    assert "Take the photo" in words(dialog)
    assert PERSON not in words(dialog) + page.windowTitle() + dialog.windowTitle()
    assert records.parts(found.office, PhotoRecall, found.consent.id) == [], "reading changes nothing"
    dialog.go.click()
    assert len(records.parts(found.office, PhotoRecall, found.consent.id)) == 5
    assert "5 uses are still to be ended" in page.banner.words()
    page.show_tab(PhotoRecall.key)


def test_a_copy_is_saved_for_one_use_and_without_hidden_details(
    qtbot: QtBot, session: Session, found: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    card: Any = opened(qtbot, session, PHOTOS, found.photo).findChild(PhotoCard)
    copies = [one for one in card.findChildren(Button) if "Save a copy for" in one.accessibleName()]
    assert len(copies) == 4
    copies[0].click()
    content = target.with_suffix(".jpg").read_bytes()
    assert all(mark not in content for mark in MARKS)
    with Image.open(io.BytesIO(content)) as saved:
        assert saved.size == (60, 80)
    assert found.release.title in " ".join(one.text() for one in card.findChildren(Button)), "where it is used"
    consents.withdraw(found.office, found.consent)
    target.with_suffix(".jpg").unlink()
    copies[1].click()
    assert not target.with_suffix(".jpg").exists(), "asked again at the moment it is saved"


def test_a_photo_in_a_form_is_shown_here_and_never_opened_or_saved_as_it_is(
    qtbot: QtBot, session: Session, found: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", outside.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: outside.append(asked))
    page = opened(qtbot, session, PHOTOS, found.photo)
    editor: Any = page.findChild(FilesEditor)
    editor.open_file(found.photo.picture)
    (view,) = page.window().findChildren(PhotoView)
    assert not view.picture.image.isNull()
    assert view.picture.contextMenuPolicy() == Qt.ContextMenuPolicy.DefaultContextMenu
    assert not view.picture.actions(), "nothing copies it or drags it out"
    view.accept()
    consents.withdraw(found.office, found.consent)
    menu = choose_use(session, stage.again(found.office, found.photo), page, QPoint(0, 0))
    assert [action.isEnabled() for action in menu.actions()] == [False] * 4
    assert all("was withdrawn" in action.toolTip() for action in menu.actions())
    menu.close()
    assert outside == []


def test_a_picture_on_which_nobody_can_be_recognised_may_be_saved_for_every_use(qtbot: QtBot, found: Desk) -> None:
    office: Office = found.office
    session = begin(office, "ar")
    bare = stage.put(office, Photo(title="واجهة", picture=found.photo.picture, people=0.0))
    card: Any = opened(qtbot, session, PHOTOS, bare).findChild(PhotoCard)
    assert words(card).count("مسموح اليوم") == 4
