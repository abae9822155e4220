"""The ministry workbook, its own template, consolidation and letters are done from the window, with real files."""

from __future__ import annotations

import errno
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Texts
from hospcomms.domain.quarters import quarter_of, quarter_words, quarters
from hospcomms.domain.query import Query
from hospcomms.domain.schedule import Span
from hospcomms.services import records, workbook
from hospcomms.services.office import Office, create_office
from hospcomms.services.settings import Settings
from tests.rooms.office_at_work import at_work, busy
from tests.services.ministry_template import make_template
from tests.ui.dressing import dressed
from tests.ui.form_stage import begin, type_into, walk
from ui.exchange import errand as errands
from ui.exchange.cards import ExchangePage, page_of
from ui.exchange.choices import OWN, YEAR
from ui.exchange.consolidate_page import ConsolidatePage
from ui.exchange.letter_page import LetterPage
from ui.exchange.placeholder_list import PlaceholderList
from ui.exchange.task_page import TaskPage
from ui.exchange.tasks import TASKS, help_name, task_of, view_of
from ui.exchange.template_page import TemplatePage
from ui.exchange.workbook_page import WorkbookPage
from ui.file_dialogs import name_pattern
from ui.language import plain, tr
from ui.session import Session
from ui.shell.brand import FootButton
from ui.shell.commands import commands
from ui.shell.help_window import page_for
from ui.shell.places import Place
from ui.window import Window

Send = Callable[[str, str], Path]


def _open(qtbot: QtBot, session: Session, view: str, size: tuple[int, int] = (1100, 700)) -> Any:
    page = page_of(session, view)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.activateWindow()
    return page


def _save_as(page: TaskPage, path: Path | str) -> list[Path]:
    """Answer the question for a name with ``path``; returns what was proposed."""
    proposed: list[Path] = []

    def save(_owner: QWidget, name: Path, _kind: str) -> str:
        proposed.append(name)
        return str(path)

    page.errand.outside.save = save
    return proposed


def _run(qtbot: QtBot, page: TaskPage, path: Path) -> list[Path]:
    proposed = _save_as(page, path)
    QTest.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    return proposed


@pytest.fixture
def desk(office: Office) -> Office:
    """An office with a campaign in the last quarter of 2026."""
    named = replace(office.settings, hospital=Texts(ar="مؤسسة عيّنة", fr="EPH Exemple"))
    found = replace(at_work(office), settings=named)
    busy(found)
    return found


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """The workbook of an invented hospital for 2026."""

    def sent(name: str, hospital: str) -> Path:
        office = create_office(tmp_path / f"o-{name}", Settings(hospital=Texts(ar=hospital)))
        try:
            busy(at_work(office))
            path = tmp_path / f"{name}.xlsx"
            speaking = office.settings.locale_for("ar")
            workbook.make(office, date(2026, 1, 1), date(2026, 12, 31), speaking, path)
            return path
        finally:
            office.close()

    return sent


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast"), ("en", "light")])
@pytest.mark.parametrize("size", [(1366, 690), (911, 460)])
def test_every_page_is_painted_in_every_language_theme_and_size(
    qtbot: QtBot, desk: Office, speech: str, look: str, size: tuple[int, int]
) -> None:
    session = begin(desk, speech, look=look)
    for view in ("", *(task.key for task in TASKS), "letter:1"):
        assert not _open(qtbot, session, view, size).grab().isNull()
    qtbot.waitUntil(lambda: not session.background.busy)


def test_a_card_opens_its_page_by_mouse_and_by_enter(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk, "en")
    went: list[tuple[str, str]] = []
    walk(session).open_room = lambda key, view="": went.append((key, view))  # type: ignore[method-assign]
    page = _open(qtbot, session, "")
    assert isinstance(page, ExchangePage)
    QTest.mouseClick(page.openers["template"], Qt.MouseButton.LeftButton)
    page.setFocus()
    QTest.keyClick(page.openers["workbook"], Qt.Key.Key_Return)
    assert went == [("exchange", "template"), ("exchange", "workbook")]


def test_quarters_end_where_the_next_begins() -> None:
    assert quarter_of(date(2026, 11, 22)) == Span(date(2026, 10, 1), date(2026, 12, 31))
    found = quarters(date(2026, 2, 28))
    assert [str(quarter_words(span, "2026")) for span in found[:2]] == [
        "First quarter of 2026",
        "Fourth quarter of 2026",
    ]
    for later, earlier in pairwise(found):
        assert (later.first - earlier.last).days == 1


def test_the_workbook_of_a_year_is_saved_and_its_folder_can_be_opened(
    qtbot: QtBot, desk: Office, tmp_path: Path
) -> None:
    page = _open(qtbot, begin(desk, "fr"), "workbook")
    assert isinstance(page, WorkbookPage)
    page.period.choose_way(YEAR)
    qtbot.waitUntil(lambda: "1 campa" in page.period.count.words())
    page.language.choose("en")
    opened: list[Path] = []
    page.errand.outside.opens = lambda place: not opened.append(place)  # type: ignore[func-returns-value]
    (proposed,) = _run(qtbot, page, tmp_path / "out" / "book")
    assert proposed.name.endswith("2026-01-01 2026-12-31.xlsx")
    book = load_workbook(tmp_path / "out" / "book.xlsx")
    assert "Campaigns" in book.sheetnames
    page.result.folder.click()
    page.result.file.click()
    assert opened == [tmp_path / "out", tmp_path / "out" / "book.xlsx"]
    assert page.errand.folder() == tmp_path / "out"


def test_days_that_cross_are_said_under_the_field_and_nothing_is_asked(qtbot: QtBot, desk: Office) -> None:
    page = _open(qtbot, begin(desk, "en"), "workbook")
    page.period.choose_way(OWN)
    cells = page.period.days.cells
    type_into(cells["first"].editor.target(), "31/12/2026")
    type_into(cells["last"].editor.target(), "01/01/2026")
    proposed = _save_as(page, "never.xlsx")
    page.begin()
    assert proposed == []
    assert "before the start date" in cells["last"].words()


def test_a_workbook_open_in_excel_is_said_and_another_name_offered(
    qtbot: QtBot, desk: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"the old file")
    replace = Path.replace

    def refused(path: Path, other: Path) -> Path:
        if Path(other) == target:
            raise PermissionError(errno.EACCES, "shared")
        return replace(path, other)

    monkeypatch.setattr(Path, "replace", refused)
    page = _open(qtbot, begin(desk, "en"), "workbook")
    _run(qtbot, page, target)
    assert "open in another program" in plain(page.banner.words())
    assert target.read_bytes() == b"the old file"
    proposed = _save_as(page, tmp_path / "book (2).xlsx")
    page.banner._action.click()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    assert proposed == [tmp_path / "book (2).xlsx"]
    assert load_workbook(proposed[0]).sheetnames
    assert page.result.isVisible()


def test_a_full_disk_is_said_and_the_old_file_stays(
    qtbot: QtBot, desk: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"the old file")

    def full(_stream: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.fsync", full)
    page = _open(qtbot, begin(desk, "en"), "workbook")
    _run(qtbot, page, target)
    monkeypatch.undo()
    assert "disk is full" in plain(page.banner.words())
    assert target.read_bytes() == b"the old file"
    assert page.primary.isEnabled()


def _take(qtbot: QtBot, page: TemplatePage, path: Path) -> None:
    page.errand.outside.open = lambda *_asked: str(path)
    page.ask_template()
    qtbot.waitUntil(lambda: not page.session.background.busy)


def test_a_template_is_surveyed_before_it_is_filled_and_is_never_written_over(
    qtbot: QtBot, desk: Office, tmp_path: Path
) -> None:
    template = make_template(tmp_path / "ministry.xlsx")
    book = load_workbook(template)
    book["ملخص"]["B5"] = "{{no.such.thing}}"
    book.save(template)
    before = template.read_bytes()
    page = _open(qtbot, begin(desk, "en"), "template")
    assert not page.primary.isEnabled()
    _take(qtbot, page, template)
    assert page.named.words() == "ministry.xlsx"
    said = [plain(words) for words in page.found.said]
    assert any("cells will be filled" in words for words in said)
    assert any("1 placeholder is not known" in words for words in said)
    assert [list(map(plain, row)) for row in page.found.unknown.texts.rows] == [["ملخص", "B5", "{{no.such.thing}}"]]

    page.period.choose_way(YEAR)
    _run(qtbot, page, template)
    assert "would overwrite" in plain(page.banner.words())
    assert template.read_bytes() == before

    out = tmp_path / "filled.xlsx"
    _run(qtbot, page, out)
    assert plain(page.result.words()[0]) == "The filled template was saved as filled.xlsx."
    filled = load_workbook(out)["الحصيلة"]
    assert filled["B8"].value == "مضاد حيوي بوصفة فقط"
    assert "A1:H1" in {str(area) for area in filled.merged_cells.ranges}
    assert template.read_bytes() == before


def _with_part(path: Path, part: str) -> Path:
    """The workbook with one more part inside."""
    stream = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(part, "x")
    path.write_bytes(stream.getvalue())
    return path


@pytest.mark.parametrize(
    ("part", "said"), [("xl/vbaProject.bin", "macros"), ("xl/externalLinks/externalLink1.xml", "other files")]
)
def test_a_template_with_macros_or_links_is_refused_in_one_sentence(
    qtbot: QtBot, desk: Office, tmp_path: Path, part: str, said: str
) -> None:
    page = _open(qtbot, begin(desk, "en"), "template")
    _take(qtbot, page, make_template(tmp_path / "good.xlsx"))
    _take(qtbot, page, _with_part(make_template(tmp_path / "bad.xlsx"), part))
    assert said in plain(page.banner.words())
    assert page.template is None
    assert not page.primary.isEnabled()
    assert not page.found.isVisible()


def test_a_template_with_a_password_is_refused(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    page = _open(qtbot, begin(desk, "en"), "template")
    _take(qtbot, page, path)
    assert "password" in plain(page.banner.words())


@pytest.mark.parametrize("speech", ["ar", "en"])
def test_a_placeholder_is_searched_and_copied(qtbot: QtBot, desk: Office, speech: str) -> None:
    page = _open(qtbot, begin(desk, speech), "template")
    page.known.click()
    (shown,) = page.window().findChildren(PlaceholderList)
    assert [index.row() for index in shown.table.selectionModel().selectedRows()] == [0]
    assert shown.width() <= 480
    QTest.keyClicks(shown.words, "campaigns.count")
    QTest.keyClick(shown.words, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "{{campaigns.count}}"
    shown.close()


def test_an_example_template_is_saved_and_can_be_filled(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    page = _open(qtbot, begin(desk, "en"), "template")
    _save_as(page, tmp_path / "example.xlsx")
    page.example.click()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    _take(qtbot, page, tmp_path / "example.xlsx")
    assert page.found.unknown.texts.rows == []
    assert page.primary.isEnabled()


def test_workbooks_are_put_together_and_what_did_not_fit_is_listed(
    qtbot: QtBot, desk: Office, tmp_path: Path, send: Send
) -> None:
    first, second = send("a", "مؤسسة أ"), send("b", "مؤسسة ب")
    stranger = tmp_path / "stranger.xlsx"
    Workbook().save(stranger)
    page = _open(qtbot, begin(desk, "en"), "consolidate")
    assert isinstance(page, ConsolidatePage)
    assert not page.primary.isEnabled()
    page.errand.outside.several = lambda *_asked: [str(second), str(first), str(stranger), str(first)]
    page.choose.click()
    assert [path.name for path in page.files.paths()] == ["a.xlsx", "b.xlsx", "stranger.xlsx"]
    _run(qtbot, page, tmp_path / "all.xlsx")
    said = [plain(words) for words in page.result.words()]
    assert "2 establishments, 2 campaigns" in said[1]
    assert "1 file was not taken." in said
    assert page.unfit.isVisible()
    ((file, _sheet, row, reason),) = page.misfits.texts.rows
    assert (file, row) == ("stranger.xlsx", "")
    assert "not a ministry workbook" in plain(reason)
    assert len(load_workbook(tmp_path / "all.xlsx").sheetnames) > 5


def test_a_folder_gives_its_workbooks_and_a_file_leaves_the_list_with_del(
    qtbot: QtBot, desk: Office, tmp_path: Path, send: Send
) -> None:
    inner = tmp_path / "in" / "deeper"
    inner.mkdir(parents=True)
    send("a", "مؤسسة أ").rename(inner / "a.xlsx")
    send("b", "مؤسسة ب").rename(tmp_path / "in" / "B.XLSX")
    (tmp_path / "in" / "~$B.xlsx").write_bytes(b"lock")
    page = _open(qtbot, begin(desk, "fr"), "consolidate")
    page.errand.outside.folder = lambda *_asked: str(tmp_path / "in")
    page.folder.click()
    qtbot.waitUntil(lambda: page.files.count() == 2)
    page.files.setCurrentRow(0)
    QTest.keyClick(page.files, Qt.Key.Key_Delete)
    assert [path.name for path in page.files.paths()] == ["B.XLSX"]
    assert page.primary.isEnabled()


def test_putting_together_can_be_stopped_and_leaves_nothing(
    qtbot: QtBot, desk: Office, tmp_path: Path, send: Send
) -> None:
    source = send("a", "مؤسسة أ")
    page = _open(qtbot, begin(desk, "en"), "consolidate")
    page.take([source])
    _save_as(page, tmp_path / "all.xlsx")
    page.begin()
    page.errand.stop()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    written = (tmp_path / "all.xlsx").exists()
    assert page.result.isVisible() is written
    assert ("stopped" in plain(page.banner.words())) is not written
    assert page.primary.isEnabled()


def _fill_letter(page: LetterPage) -> None:
    for name, words in (("addressee", "السيد مدير الصحة"), ("subject", "طلب دعم"), ("body", "نص الرسالة.")):
        type_into(page.letter.cells[name].editor.target(), words)


def test_a_letter_is_made_and_what_is_missing_is_said_first(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    page = _open(qtbot, begin(desk, "ar"), "letter")
    assert isinstance(page, LetterPage)
    proposed = _save_as(page, "never.docx")
    page.begin()
    assert proposed == []
    assert page.letter.cells["subject"].problem is not None
    _fill_letter(page)
    (asked,) = _run(qtbot, page, tmp_path / "l.docx")
    assert asked.name == "طلب دعم.docx"
    lines = [paragraph.text for paragraph in Document(str(tmp_path / "l.docx")).paragraphs]
    assert {"السيد مدير الصحة", "نص الرسالة."} <= set(lines)


def test_a_letter_begun_is_there_again_when_its_page_is_opened_anew(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk, "ar")
    page = _open(qtbot, session, "letter")
    _fill_letter(page)
    page.leave()
    again = _open(qtbot, session, "letter")
    assert again.letter.cells["subject"].editor.value() == "طلب دعم"
    again.clear.click()
    assert _open(qtbot, session, "letter").letter.cells["subject"].editor.value() == ""


def test_the_brief_of_a_campaign_is_made_from_the_officers_own_template(
    qtbot: QtBot, desk: Office, tmp_path: Path
) -> None:
    session = begin(desk, "fr")
    campaign = records.find(desk, Query(Campaign))[0]
    page = _open(qtbot, session, view_of("word-brief", campaign.id))
    page.language.choose("fr")
    own = tmp_path / "own.docx"
    _save_as(page, own)
    page.copy.click()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    changed = Document(str(own))
    changed.add_paragraph("Notre devise")
    changed.save(str(own))
    page.errand.outside.open = lambda *_asked: str(own)
    page.use.click()
    qtbot.waitUntil(page.forget.isVisible)
    _run(qtbot, page, tmp_path / "b.docx")
    lines = [paragraph.text for paragraph in Document(str(tmp_path / "b.docx")).paragraphs]
    assert "Notre devise" in lines
    assert any(campaign.title in line for line in lines)
    page.forget.click()
    assert not page.forget.isVisible()


def test_a_word_template_with_macros_is_refused_and_not_kept(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    page = _open(qtbot, begin(desk, "en"), "letter")
    own = tmp_path / "own.docx"
    Document().save(str(own))
    _with_part(own, "word/vbaProject.bin")
    page.errand.outside.open = lambda *_asked: str(own)
    page.use.click()
    qtbot.waitUntil(lambda: bool(page.banner.words()))
    assert "macros" in plain(page.banner.words())
    assert not page.forget.isVisible()


def test_giving_up_the_name_writes_nothing(qtbot: QtBot, desk: Office) -> None:
    page = _open(qtbot, begin(desk, "en"), "workbook")
    assert _save_as(page, "") == []
    page.begin()
    assert not page.is_busy()
    assert not page.result.isVisible()


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
    (button,) = (found for found in frame.sidebar.findChildren(FootButton) if "workbooks" in found.accessibleName())
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
    assert errands.REMEMBERED == "exchange"
