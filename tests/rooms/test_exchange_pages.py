"""The ministry workbook, its own template and consolidation are done from the window, with real files."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hospcomms.domain.fields import Texts
from hospcomms.domain.quarters import quarter_of, quarter_words, quarters
from hospcomms.domain.schedule import Span
from hospcomms.services import workbook
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty
from tests.rooms.exchange_stage import answer_save, at_desk, open_view, save_to, with_part
from tests.rooms.office_at_work import at_work, busy
from tests.services.ministry_template import make_template
from tests.ui.form_stage import begin, type_into
from ui.exchange.choices import OWN, YEAR
from ui.exchange.consolidate_page import ConsolidatePage
from ui.exchange.placeholder_list import PlaceholderList
from ui.exchange.tasks import TASKS
from ui.exchange.template_page import TemplatePage
from ui.exchange.workbook_page import WorkbookPage
from ui.language import plain

Send = Callable[[str, str], Path]


@pytest.fixture
def desk(office: Office) -> Office:
    """An office with a campaign at work."""
    return at_desk(office)


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """The workbook of an invented hospital for 2026."""

    def sent(name: str, hospital: str) -> Path:
        office = empty(tmp_path / f"o-{name}", Settings(hospital=Texts(ar=hospital)))
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
        assert not open_view(qtbot, session, view, size).grab().isNull()
    qtbot.waitUntil(lambda: not session.background.busy)


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
    page = open_view(qtbot, begin(desk, "fr"), "workbook")
    assert isinstance(page, WorkbookPage)
    page.period.choose_way(YEAR)
    qtbot.waitUntil(lambda: "1 campa" in page.period.count.words())
    page.language.choose("en")
    opened: list[Path] = []
    page.errand.outside.opens = lambda place: not opened.append(place)  # type: ignore[func-returns-value]
    (proposed,) = save_to(qtbot, page, tmp_path / "out" / "book")
    assert proposed.name.endswith("2026-01-01 2026-12-31.xlsx")
    book = load_workbook(tmp_path / "out" / "book.xlsx")
    assert "Campaigns" in book.sheetnames
    page.result.folder.click()
    page.result.file.click()
    assert opened == [tmp_path / "out", tmp_path / "out" / "book.xlsx"]
    assert page.errand.folder() == tmp_path / "out"


def test_days_that_cross_are_said_under_the_field_and_nothing_is_asked(qtbot: QtBot, desk: Office) -> None:
    page = open_view(qtbot, begin(desk, "en"), "workbook")
    page.period.choose_way(OWN)
    cells = page.period.days.cells
    type_into(cells["first"].editor.target(), "31/12/2026")
    type_into(cells["last"].editor.target(), "01/01/2026")
    proposed = answer_save(page, "never.xlsx")
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
    page = open_view(qtbot, begin(desk, "en"), "workbook")
    save_to(qtbot, page, target)
    assert "open in another program" in plain(page.banner.words())
    assert target.read_bytes() == b"the old file"
    proposed = answer_save(page, tmp_path / "book (2).xlsx")
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
    page = open_view(qtbot, begin(desk, "en"), "workbook")
    save_to(qtbot, page, target)
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
    page = open_view(qtbot, begin(desk, "en"), "template")
    assert not page.primary.isEnabled()
    _take(qtbot, page, template)
    assert page.named.words() == "ministry.xlsx"
    said = [plain(words) for words in page.found.said]
    assert any("cells will be filled" in words for words in said)
    assert any("1 placeholder is not known" in words for words in said)
    assert [list(map(plain, row)) for row in page.found.unknown.texts.rows] == [["ملخص", "B5", "{{no.such.thing}}"]]

    page.period.choose_way(YEAR)
    save_to(qtbot, page, template)
    assert "would overwrite" in plain(page.banner.words())
    assert template.read_bytes() == before

    out = tmp_path / "filled.xlsx"
    save_to(qtbot, page, out)
    assert plain(page.result.words()[0]) == "The filled template was saved as filled.xlsx."
    filled = load_workbook(out)["الحصيلة"]
    assert filled["B8"].value == "مضاد حيوي بوصفة فقط"
    assert "A1:H1" in {str(area) for area in filled.merged_cells.ranges}
    assert template.read_bytes() == before


@pytest.mark.parametrize(
    ("part", "said"), [("xl/vbaProject.bin", "macros"), ("xl/externalLinks/externalLink1.xml", "other files")]
)
def test_a_template_with_macros_or_links_is_refused_in_one_sentence(
    qtbot: QtBot, desk: Office, tmp_path: Path, part: str, said: str
) -> None:
    page = open_view(qtbot, begin(desk, "en"), "template")
    _take(qtbot, page, make_template(tmp_path / "good.xlsx"))
    _take(qtbot, page, with_part(make_template(tmp_path / "bad.xlsx"), part))
    assert said in plain(page.banner.words())
    assert page.template is None
    assert not page.primary.isEnabled()
    assert not page.found.isVisible()


def test_what_cannot_be_kept_is_said_before_saving(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    page = open_view(qtbot, begin(desk, "en"), "template")
    _take(qtbot, page, with_part(make_template(tmp_path / "signed.xlsx"), "_xmlsignatures/sig1.xml"))
    assert any("digital signature is not kept" in plain(words) for words in page.found.said)
    assert page.primary.isEnabled()


def test_a_template_with_a_password_is_refused(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    page = open_view(qtbot, begin(desk, "en"), "template")
    _take(qtbot, page, path)
    assert "password" in plain(page.banner.words())


@pytest.mark.parametrize("speech", ["ar", "en"])
def test_a_placeholder_is_searched_and_copied(qtbot: QtBot, desk: Office, speech: str) -> None:
    page = open_view(qtbot, begin(desk, speech), "template")
    page.known.click()
    (shown,) = page.window().findChildren(PlaceholderList)
    assert [index.row() for index in shown.table.selectionModel().selectedRows()] == [0]
    assert shown.width() <= 480
    QTest.keyClicks(shown.words, "campaigns.count")
    QTest.keyClick(shown.words, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "{{campaigns.count}}"
    shown.close()


def test_an_example_template_is_saved_and_can_be_filled(qtbot: QtBot, desk: Office, tmp_path: Path) -> None:
    page = open_view(qtbot, begin(desk, "en"), "template")
    answer_save(page, tmp_path / "example.xlsx")
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
    page = open_view(qtbot, begin(desk, "en"), "consolidate")
    assert isinstance(page, ConsolidatePage)
    assert not page.primary.isEnabled()
    page.errand.outside.several = lambda *_asked: [str(second), str(first), str(stranger), str(first)]
    page.choose.click()
    assert [path.name for path in page.files.paths()] == ["a.xlsx", "b.xlsx", "stranger.xlsx"]
    save_to(qtbot, page, tmp_path / "all.xlsx")
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
    page = open_view(qtbot, begin(desk, "fr"), "consolidate")
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
    page = open_view(qtbot, begin(desk, "en"), "consolidate")
    page.take([source])
    answer_save(page, tmp_path / "all.xlsx")
    page.begin()
    page.errand.stop()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    written = (tmp_path / "all.xlsx").exists()
    assert page.result.isVisible() is written
    assert ("stopped" in plain(page.banner.words())) is not written
    assert page.primary.isEnabled()


def test_giving_up_the_name_writes_nothing(qtbot: QtBot, desk: Office) -> None:
    page = open_view(qtbot, begin(desk, "en"), "workbook")
    assert answer_save(page, "") == []
    page.begin()
    assert not page.is_busy()
    assert not page.result.isVisible()
