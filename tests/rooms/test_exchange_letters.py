"""Letters and briefs for Word are made from the window, and the place of the documents is reached in every way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.rooms.exchange_stage import answer_save, at_desk, open_view, save_to, with_part
from tests.ui.dressing import dressed
from tests.ui.form_stage import begin, type_into, walk
from ui.exchange.cards import ExchangePage, page_of
from ui.exchange.letter_page import LetterPage
from ui.exchange.task_page import TaskPage
from ui.exchange.tasks import TASKS, TITLE, help_name, task_of, view_of
from ui.file_dialogs import name_pattern
from ui.language import plain, tr
from ui.shell.brand import FootButton
from ui.shell.commands import commands
from ui.shell.help_window import page_for
from ui.shell.places import Place
from ui.window import Window


@pytest.fixture
def desk(office: Office) -> Office:
    """An office with a campaign at work."""
    return at_desk(office)


def test_a_card_opens_its_page_by_mouse_and_by_enter(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk, "en")
    went: list[tuple[str, str]] = []
    walk(session).open_room = lambda key, view="": went.append((key, view))  # type: ignore[method-assign]
    page = open_view(qtbot, session, "")
    assert isinstance(page, ExchangePage)
    QTest.mouseClick(page.openers["template"], Qt.MouseButton.LeftButton)
    page.setFocus()
    QTest.keyClick(page.openers["workbook"], Qt.Key.Key_Return)
    assert went == [("exchange", "template"), ("exchange", "workbook")]


def _fill_letter(page: LetterPage) -> None:
    for name, words in (("addressee", "السيد مدير الصحة"), ("subject", "طلب دعم"), ("body", "نص الرسالة.")):
        type_into(page.letter.cells[name].editor.target(), words)


def test_a_letter_is_made_and_what_is_missing_is_said_first(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    page = open_view(qtbot, begin(desk, "ar"), "letter")
    assert isinstance(page, LetterPage)
    proposed = answer_save(page, "never.docx")
    page.begin()
    assert proposed == []
    assert page.letter.cells["subject"].problem is not None
    _fill_letter(page)
    (asked,) = save_to(qtbot, page, tmp_path / "l.docx")
    assert asked.name == "طلب دعم.docx"
    lines = [paragraph.text for paragraph in Document(str(tmp_path / "l.docx")).paragraphs]
    assert {"السيد مدير الصحة", "نص الرسالة."} <= set(lines)


def test_a_letter_begun_is_there_again_when_its_page_is_opened_anew(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk, "ar")
    page = open_view(qtbot, session, "letter")
    _fill_letter(page)
    page.leave()
    again = open_view(qtbot, session, "letter")
    assert again.letter.cells["subject"].editor.value() == "طلب دعم"
    again.clear.click()
    assert open_view(qtbot, session, "letter").letter.cells["subject"].editor.value() == ""


def test_the_brief_of_a_campaign_is_made_from_the_officers_own_template(
    qtbot: QtBot, desk: Office, tmp_path: Path
) -> None:
    session = begin(desk, "fr")
    campaign = records.find(desk, Query(Campaign))[0]
    page = open_view(qtbot, session, view_of("word-brief", campaign.id))
    page.language.choose("fr")
    own = tmp_path / "own.docx"
    answer_save(page, own)
    page.copy.click()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    changed = Document(str(own))
    changed.add_paragraph("Notre devise")
    changed.save(str(own))
    page.errand.outside.open = lambda *_asked: str(own)
    page.use.click()
    qtbot.waitUntil(page.forget.isVisible)
    save_to(qtbot, page, tmp_path / "b.docx")
    lines = [paragraph.text for paragraph in Document(str(tmp_path / "b.docx")).paragraphs]
    assert "Notre devise" in lines
    assert any(campaign.title in line for line in lines)
    page.forget.click()
    assert not page.forget.isVisible()


def test_a_word_template_with_macros_is_refused_and_not_kept(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    page = open_view(qtbot, begin(desk, "en"), "letter")
    own = tmp_path / "own.docx"
    Document().save(str(own))
    with_part(own, "word/vbaProject.bin")
    page.errand.outside.open = lambda *_asked: str(own)
    page.use.click()
    qtbot.waitUntil(lambda: bool(page.banner.words()))
    assert "macros" in plain(page.banner.words())
    assert not page.forget.isVisible()


def test_work_whose_page_is_gone_still_tells_its_end(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    session = begin(desk, "en")
    told: list[str] = []
    session.bus.told.connect(lambda what: told.append(str(what)))
    session.bus.refused.connect(lambda what: told.append(str(what)))
    for name in ("here.xlsx", "book.xlsx/never.xlsx"):
        (tmp_path / "book.xlsx").write_bytes(b"a file, no folder")
        page = page_of(session, "workbook")
        assert isinstance(page, TaskPage)
        answer_save(page, tmp_path / name)
        page.begin()
        shiboken6.delete(page)
        qtbot.waitUntil(lambda: not session.background.busy, timeout=20_000)
    assert told[0] == "The workbook was saved as here.xlsx."
    assert "could not be saved" in told[1]


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> Iterator[Window]:
    """The whole window on a folder with one campaign."""
    folder = office.folder
    records.save(office, Campaign(title="مضاد حيوي بوصفة فقط"))
    office.close()
    dressed("en")
    found = Window(folder)
    qtbot.addWidget(found)
    found.open()
    found.show()
    found.activateWindow()
    qtbot.waitUntil(lambda: not found.is_busy())
    yield found
    found.close()


def test_the_place_is_reached_by_key_by_the_sidebar_and_by_the_search(qtbot: QtBot, window: Window) -> None:
    frame = window.frame
    assert frame is not None
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert frame.pages.place == Place("exchange")
    frame.open_room("home")
    (button,) = (found for found in frame.sidebar.findChildren(FootButton) if found.accessibleName() == tr(TITLE))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert frame.pages.place == Place("exchange")
    for task in TASKS:
        frame.open_room("home")
        (command,) = (found for found in commands(frame.do, frame) if found.words == tr(task.title))
        command.act()
        assert frame.pages.place == Place("exchange", view=task.key)
    qtbot.waitUntil(lambda: not window.is_busy())


def test_f1_shows_the_help_of_the_task_one_is_at(qtbot: QtBot, window: Window) -> None:
    frame = window.frame
    assert frame is not None
    frame.open_room("exchange", "letter:1")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert frame.doing.help is not None
    assert "Word" in frame.doing.help.words().splitlines()[0]
    frame.doing.help.close()


def test_the_page_of_a_campaign_offers_its_brief_for_word(qtbot: QtBot, window: Window) -> None:
    frame = window.frame
    assert frame is not None
    campaign = records.find(frame.office, Query(Campaign))[0]
    frame.open_record(Campaign, campaign.id)
    frame.pages.currentWidget().header.chosen.emit("word-brief")  # type: ignore[union-attr]
    assert frame.pages.place == Place("exchange", view=f"letter:{campaign.id}")
    page = frame.pages.currentWidget()
    assert isinstance(page, LetterPage)
    assert page.brief.cells["campaign"].editor.value() == campaign.id
    qtbot.waitUntil(lambda: not window.is_busy())


def test_every_view_has_its_help_page_in_every_language() -> None:
    for view in ("", *(task.key for task in TASKS), "letter:7"):
        name = help_name(view)
        path = page_for(name)
        assert path is not None
        assert path.stem == name
        for language in ("ar", "fr", "en"):
            assert (path.parents[1] / language / path.name).is_file()


def test_views_name_their_task_and_kinds_of_files_are_patterns() -> None:
    assert task_of("letter:12") is TASKS[3]
    assert task_of("") is None
    assert Place("exchange", view="letter").view == view_of("word-letter", 5)
    assert name_pattern("Excel workbook (.xlsx)", ".xlsx") == "Excel workbook (*.xlsx)"
    assert name_pattern("مصنف Excel \u200f(xlsx)", ".xlsx") == "مصنف Excel (*.xlsx)"
