"""The print preview: it is made beside the window, shows the PDF's own pages, and lets them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, cast

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Query
from hospcomms.reports.document import Document, Picture, Text
from hospcomms.reports.pages_as_pictures import Pages
from hospcomms.services import preview, reports
from hospcomms.services.office import Office
from hospcomms.services.preview import Subject
from tests.ui.form_stage import begin
from tests.ui.list_stage import campaign_office, open_list
from ui.language import tr
from ui.preview.printing import PrintJob, printer_for
from ui.preview.taking_out import Outside
from ui.preview.window import PreviewWindow
from ui.records import exporting


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    found = campaign_office(tmp_path / "office")
    yield found
    found.close()


@pytest.fixture
def show(qtbot: QtBot, office: Office) -> Iterator[Callable[..., PreviewWindow]]:
    shown: list[PreviewWindow] = []

    def opened(speech: str = "ar", look: str = "light", subject: Subject | None = None) -> PreviewWindow:
        session = begin(office, speech, look=look)
        window = PreviewWindow(session, subject or preview.of_report(office, reports.PLAN_BRIEF))
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(window)
        shown.append(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitUntil(lambda: window.printed is not None, timeout=60_000)
        qtbot.waitUntil(lambda: not window.is_busy, timeout=20_000)
        return window

    yield opened
    for window in shown:
        window.close()


def _list(office: Office) -> Subject:
    return preview.of_list(office, Query(Campaign), ("title", "kind", "state", "start", "end"))


def _answer(window: PreviewWindow, path: Path, *, opens: bool = True) -> list[Path]:
    """Choose ``path`` wherever a file is asked for; returns what is given to the system."""
    opened: list[Path] = []

    def take(place: Path) -> bool:
        opened.append(place)
        return opens

    def to_file(_owner: QWidget, printer: QPrinter, _count: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return True

    window.taking_out.outside = Outside(lambda *_asked: str(path), to_file, take, lambda: True)
    return opened


def _search(qtbot: QtBot, window: PreviewWindow, words: str) -> None:
    window.frame.find.field.setText(words)
    window.frame.find.search()
    qtbot.waitUntil(lambda: window.frame.find._task is None)


def ink_on(window: PreviewWindow) -> int:
    """How many of the points looked at are dark; pages are painted in the background and appear when ready."""
    shown = window.frame.paper.grab().toImage()
    return sum(shown.pixelColor(x, y).lightness() < 90 for x in range(0, shown.width(), 3) for y in range(0, 600, 3))


def test_the_preview_paints_the_pages_of_the_file_itself(show: Callable[..., PreviewWindow], qtbot: QtBot) -> None:
    window = show()
    assert window.printed is not None
    assert window.printed.content.startswith(b"%PDF")
    qtbot.waitUntil(lambda: ink_on(window) > 100, timeout=20_000)


def test_another_language_makes_the_document_anew(qtbot: QtBot, show: Callable[..., PreviewWindow]) -> None:
    window = show("ar")
    assert window.printed is not None
    before = window.printed.title
    window.frame.tools.languages._parts["fr"].click()
    qtbot.waitUntil(lambda: window.printed is not None and window.printed.wish.language == "fr", timeout=20_000)
    assert window.printed.title != before
    assert window.frame.title.words() == window.printed.title
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("how", ["key", "button", "frame"])
def test_the_preview_is_closed_by_escape_by_its_button_and_by_its_frame(
    show: Callable[..., PreviewWindow], how: str
) -> None:
    window = show("ar")
    if how == "key":
        QTest.keyClick(window, Qt.Key.Key_Escape)
    elif how == "button":
        close = [one for one in window.findChildren(QAbstractButton) if one.accessibleName() == tr("Close")]
        close[0].click()
    else:
        window.close()
    assert not window.isVisible()
    assert window.pages is None


def test_the_frame_closes_the_preview_while_the_document_is_made(
    qtbot: QtBot, show: Callable[..., PreviewWindow]
) -> None:
    window = show("ar")
    window.frame.tools.languages._parts["en"].click()
    window.close()
    assert not window.isVisible()
    qtbot.waitUntil(lambda: not window.session.background.busy, timeout=20_000)


def test_stopping_keeps_the_pages_that_are_shown(qtbot: QtBot, show: Callable[..., PreviewWindow]) -> None:
    window = show("ar")
    window.frame.tools.languages._parts["en"].click()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.frame.tools.languages.current() == "ar"
    qtbot.waitUntil(lambda: not window.session.background.busy, timeout=20_000)
    assert window.printed is not None
    assert window.printed.wish.language == "ar"
    assert window.frame.button("print").isEnabled()


def test_stopping_the_first_making_offers_to_make_it_again(qtbot: QtBot, office: Office) -> None:
    window = PreviewWindow(begin(office, "en"), _list(office))
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    window.show()
    window.cancel()
    assert not window.frame.button("print").isEnabled()
    again = [one for one in window.findChildren(QAbstractButton) if one.accessibleName() == "Make the document"]
    again[0].click()
    qtbot.waitUntil(lambda: window.printed is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not window.is_busy)
    window.close()


def test_what_is_refused_is_said_in_the_preview(qtbot: QtBot, tmp_path: Path) -> None:
    from tests.ui.list_stage import empty_office

    office = empty_office(tmp_path / "empty")
    window = PreviewWindow(begin(office, "en"), preview.of_report(office, reports.PLAN_BRIEF))
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.frame.banner.words() != "", timeout=20_000)
    assert window.frame.banner.words().startswith("There is no campaign this report could be about.")
    window.close()
    office.close()


def test_a_found_word_is_marked_and_enter_goes_to_the_next(qtbot: QtBot, show: Callable[..., PreviewWindow]) -> None:
    window = show("fr")
    _search(qtbot, window, "page")
    hits = window.frame.paper._hits
    assert len(hits) >= 1
    assert window.frame.paper._hit == 0
    QTest.keyClick(window.frame.find.field, Qt.Key.Key_Return)
    assert window.frame.paper._hit == (1 if len(hits) > 1 else 0)
    assert window.isVisible(), "Enter presses no button"
    _search(qtbot, window, "zzzz")
    assert window.frame.paper._hits == []
    assert window.frame.find.count.words() != ""


def test_zoom_steps_fits_and_goes_back_to_the_size_on_paper(qtbot: QtBot, show: Callable[..., PreviewWindow]) -> None:
    window = show()
    paper = window.frame.paper
    paper.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert paper.percent == 110
    paper.set_zoom("page")
    assert paper.column.place(0, 0).height() <= paper.height()
    paper.set_zoom("width")
    assert paper.column.size.width() <= paper.width()
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert paper.percent == 100
    assert "100" in window.frame.tools.zoom.text()


def test_the_document_is_saved_and_its_folder_can_be_opened(show: Callable[..., PreviewWindow], tmp_path: Path) -> None:
    window = show("en")
    opened = _answer(window, tmp_path / "plan")
    assert not window.frame.button("folder").isEnabled()
    window.frame.button("save").click()
    assert window.printed is not None
    assert (tmp_path / "plan.pdf").read_bytes() == window.printed.content
    assert window.frame.toast.words() == "The document was saved as plan.pdf."
    window.frame.button("folder").click()
    assert opened == [tmp_path]


def test_a_file_that_cannot_be_written_is_refused_with_a_way_out(
    show: Callable[..., PreviewWindow], tmp_path: Path
) -> None:
    window = show("en")
    (tmp_path / "plan.pdf").mkdir()
    _answer(window, tmp_path / "plan.pdf")
    window.frame.button("save").click()
    assert "plan.pdf" in window.frame.banner.words()
    _answer(window, tmp_path / "other.pdf")
    window.frame.banner._action.click()
    assert (tmp_path / "other.pdf").is_file()


def test_the_mail_draft_is_given_to_the_system_or_kept(show: Callable[..., PreviewWindow], tmp_path: Path) -> None:
    window = show("en")
    opened = _answer(window, tmp_path / "mail.eml")
    window.frame.button("mail").click()
    assert opened[0].suffix == ".eml"
    assert b"X-Unsent: 1" in opened[0].read_bytes()
    _answer(window, tmp_path / "mail.eml", opens=False)
    window.frame.button("mail").click()
    window.frame.banner._action.click()
    assert b"X-Unsent: 1" in (tmp_path / "mail.eml").read_bytes()


def test_the_printed_list_is_previewed_from_the_list(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    page = open_list(qtbot, session)
    exporting.export(session, page, page.query(), page.table.shown_columns(), "pdf")
    window = page.findChild(PreviewWindow)
    assert isinstance(window, PreviewWindow)
    qtbot.waitUntil(lambda: window.printed is not None and not window.is_busy, timeout=20_000)
    assert window.printed is not None
    assert window.printed.title == "Campaigns"
    window.close()


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast")])
def test_everything_has_a_name_and_no_text_is_rich(
    show: Callable[..., PreviewWindow], office: Office, speech: str, look: str
) -> None:
    window = show(speech, look, _list(office))
    unnamed = [
        type(one).__name__
        for one in window.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and not _name(one)
    ]
    assert unnamed == []
    labels = window.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    window.resize(911, 460)
    assert window.frame.button("save").text() == ""
    assert window.frame.button("print").isVisible()


def _name(one: QWidget) -> str:
    return one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")


def test_the_start_of_the_program_brings_no_pdf_reader(root: Path) -> None:
    import subprocess
    import sys

    asked = "import sys, ui.app, ui.window, ui.records.detail_page; print('pypdfium2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=root, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "False"


def test_what_could_not_be_shown_is_said_over_the_pages_and_goes_when_it_is_dismissed(
    qtbot: QtBot, show: Callable[..., PreviewWindow]
) -> None:
    window = show("en", subject=Subject("x", _with_signs))
    banner = window.frame.banner
    assert banner.isVisible()
    assert banner.words() == (
        "2 characters have no font here and are printed as names in square brackets: Chinese writing (漢 字),"
        " first in the text “Merci 漢字”. The picture gone.png could not be read and was left out."
    )
    banner._close.click()
    assert not banner.isVisible()
    window.frame.tools.languages._parts["fr"].click()
    qtbot.waitUntil(lambda: window.printed is not None and window.printed.wish.language == "fr", timeout=20_000)
    assert banner.isVisible(), "made anew, it is said anew"
    window.subject = preview.of_report(window.session.office, reports.PLAN_BRIEF)
    window.frame.tools.languages._parts["en"].click()
    qtbot.waitUntil(lambda: window.printed is not None and window.printed.wish.language == "en", timeout=20_000)
    assert not banner.isVisible(), "a document without warnings leaves none behind"
    qtbot.waitUntil(lambda: not window.is_busy)


def _with_signs(speaking: Locale, _period: str) -> Document:
    blocks = (Text("Merci 漢字"), Picture(Path("gone.png")))
    return Document(title="x", language=cast(Literal["ar", "fr", "en"], speaking.language), blocks=blocks)


def test_a_pdf_file_from_the_print_dialog_is_the_document_itself(
    show: Callable[..., PreviewWindow], tmp_path: Path
) -> None:
    lines = tuple(Text(f"line {number}") for number in range(200))
    window = show("en", subject=Subject("x", lambda _speaking, _period: Document("x", "en", lines)))
    assert window.printed is not None
    assert window.pages is not None
    path = tmp_path / "printed.pdf"
    _answer(window, path)
    window.frame.button("print").click()
    assert path.read_bytes() == window.printed.content

    def second_page(_owner: QWidget, printer: QPrinter, _count: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setFromTo(2, 2)
        return True

    window.taking_out.outside.printer = second_page
    window.frame.button("print").click()
    printed = Pages(path.read_bytes())
    assert printed.count == 1
    assert "line" in printed.text(0), "text, not a picture of it"
    assert printed.text(0) == window.pages.text(1)
    printed.close()


def test_a_computer_without_a_printer_says_so_and_offers_the_file(
    qtbot: QtBot, show: Callable[..., PreviewWindow], tmp_path: Path
) -> None:
    window = show("en")
    assert window.printed is not None
    path = tmp_path / "instead.pdf"
    _answer(window, path)
    window.taking_out.outside.has_printer = lambda: False
    window.frame.button("print").click()
    assert window.frame.banner.words().startswith("No printer is installed on this computer.")
    assert not path.exists()
    window.frame.banner._action.click()
    assert path.read_bytes() == window.printed.content


def test_paper_is_printed_with_three_hundred_dots_an_inch(
    qtbot: QtBot, show: Callable[..., PreviewWindow], tmp_path: Path
) -> None:
    window = show("en")
    assert window.pages is not None
    printer = printer_for("x", window.pages.sizes)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    job = PrintJob(window.session.background, window.pages, printer, window)
    with qtbot.waitSignal(job.finished, timeout=60_000):
        job.start()
    book = pypdfium2.PdfDocument(tmp_path / "paper.pdf")
    page = book[0]
    (picture,) = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    across, _high = picture.get_px_size()
    assert across >= 300 * page.get_width() / 72 - 2
    page.close()
    book.close()
