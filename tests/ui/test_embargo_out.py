"""The hard block in the window: rows copied, lists exported and shown for printing, files opened or saved, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.query import Query
from hospcomms.domain.releases import Delivery, Release
from hospcomms.services import embargo, preview, reports
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty
from tests.services import release_stage as stage
from tests.services.release_stage import Newsroom, leaks, told
from tests.ui.form_stage import begin, walk
from tests.ui.list_stage import open_list
from ui import picture
from ui.preview.window import PreviewWindow
from ui.records import exporting
from ui.records.editors.files import FilesEditor
from ui.records.list_page import ListPage


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Newsroom]:
    office = empty(tmp_path / "office", Settings(officer="ن. عيّنة", is_ready=True, language="en"))
    yield stage.newsroom(office, tmp_path / "in", office.clock() + timedelta(days=1))
    office.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def _page(qtbot: QtBot, office: Office, record: type[Record], *columns: str) -> ListPage:
    page = open_list(qtbot, begin(office, "en"), record)
    page.columns._chosen(columns)
    return page


def _clipboard() -> str:
    held = QGuiApplication.clipboard().mimeData()
    return held.text() + held.html()


@pytest.mark.parametrize("headings", [False, True])
def test_a_held_release_is_not_copied_as_a_row(qtbot: QtBot, held: Newsroom, headings: bool) -> None:
    QGuiApplication.clipboard().setText("before")
    page = _page(qtbot, held.office, Release, "title", "body")
    page.table.rows_model().tick_all(on=True)
    page.acts.copy(headings=headings)
    assert _clipboard() == "before"
    assert [str(said) for said in walk(page.session).refused] == ["2 press releases under embargo were left out."]
    other = stage.draft(held.office, title="بلا حظر", body="x", subtitle="", notes="", about="")
    page = _page(qtbot, held.office, Release, "title", "body")
    page.table.rows_model().tick_all(on=True)
    page.acts.copy(headings=headings)
    assert (other.title in _clipboard(), leaks(_clipboard())) == (True, [])


@pytest.mark.parametrize("record", [Clip, Delivery])
def test_rows_that_name_a_held_release_are_copied_without_its_name(
    qtbot: QtBot, held: Newsroom, record: type[Record]
) -> None:
    page = _page(qtbot, held.office, record, "release", *fields_of(record))
    page.table.rows_model().tick_all(on=True)
    page.acts.copy(headings=True)
    assert embargo.HIDDEN in _clipboard()
    assert leaks(_clipboard()) == []


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("record", [Release, Clip, Delivery])
def test_a_list_is_exported_without_it(
    qtbot: QtBot, held: Newsroom, out: Path, record: type[Record], ending: str
) -> None:
    page = _page(qtbot, held.office, record, *fields_of(record))
    path, session = out / f"list.{ending}", page.session
    exporting.export(session, page, page.query(), page.table.shown_columns(), ending, lambda *_asked: str(path))
    qtbot.waitUntil(lambda: bool(walk(session).said))
    assert leaks(told(out)) == []
    assert len(walk(session).refused) == (1 if record is Release else 0)


def _shown(qtbot: QtBot, office: Office, subject: preview.Subject) -> PreviewWindow:
    window = PreviewWindow(begin(office, "en"), subject)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    window.show()
    return window


def test_the_preview_of_a_list_shows_and_prints_nothing_of_it(qtbot: QtBot, held: Newsroom, out: Path) -> None:
    subject = preview.of_list(held.office, Query(Release), ("title", "body"))
    window = _shown(qtbot, held.office, subject)
    qtbot.waitUntil(lambda: window.printed is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not window.is_busy, timeout=20_000)
    assert window.printed is not None
    preview.save(window.printed, out / "list.pdf")
    window.close()
    assert leaks(told(out)) == []


@pytest.mark.parametrize("name", [name for name, one in reports.REPORTS.items() if one.about in (None, Release)])
def test_the_preview_of_a_held_release_is_refused_and_has_nothing_to_print(
    qtbot: QtBot, held: Newsroom, name: str
) -> None:
    window = _shown(qtbot, held.office, preview.of_report(held.office, name, held.release))
    qtbot.waitUntil(lambda: not window.is_busy, timeout=20_000)
    assert window.printed is None
    window.close()


def test_an_attached_file_is_neither_opened_nor_saved(
    qtbot: QtBot, held: Newsroom, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begin(held.office, "en")
    editor = FilesEditor(session, fields_of(Release)["attachments"])
    qtbot.addWidget(editor)
    editor.set_value(held.release.attachments)
    opened: list[object] = []
    monkeypatch.setattr("ui.records.editors.files.QDesktopServices.openUrl", opened.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out / "a.txt"), ""))
    editor.open_file(held.release.attachments[0])
    editor.save_copy(held.release.attachments[0])
    assert (opened, list(out.iterdir()), len(walk(session).refused)) == ([], [], 2)
    assert all("embargo" in str(said) for said in walk(session).refused)


def test_no_picture_is_made_of_a_held_release(qtbot: QtBot, held: Newsroom, out: Path) -> None:
    folder = held.office.folder
    out_of_it = embargo.leaving(held.office, held.office.settings.locale)
    assert picture.place_for(out_of_it, "releases/first").ident == 0
    held.office.close()
    for one in (held.release, held.version):
        with pytest.raises(Refusal) as refused:
            picture.grab(f"releases/{one.id}", data=folder, out=out / "page.png")
        assert refused.value.kind == "embargo"
    assert list(out.iterdir()) == []
