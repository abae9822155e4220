"""The help: F1 opens the page of what is shown, one list names all pages, and pages read from the right keep order."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from hospcomms import RESOURCES
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.locale import LRI, PDI
from hospcomms.services import preview, records, reports
from tests.ui.dressing import dressed
from tests.ui.form_stage import begin
from tests.ui.list_stage import campaign_office
from tests.ui.shell_stage import Open, frame_of, settle
from ui.language import plain
from ui.preview.window import PreviewWindow
from ui.shell.help_pages import CONTENTS, GROUPS, contents, grouped, page_for, title_of
from ui.shell.help_window import HelpWindow, show_help
from ui.window import Window

NAMES = sorted(path.stem for path in (RESOURCES / "help" / "ar").glob("*.md"))


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """Something the help stands over."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def _help(over: QWidget, language: str = "ar", look: str = "light") -> HelpWindow:
    dressed(language, look)
    return HelpWindow(over)


def _asked(qtbot: QtBot, window: Window) -> str:
    """The first line of the help that F1 opens."""
    settle(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_F1)
    shown = frame_of(window).doing.help
    assert shown is not None
    title = shown.words().splitlines()[0]
    shown.close()
    return title


def test_f1_opens_the_page_of_the_tab_and_of_the_view_one_is_in(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(language="fr")
    frame = frame_of(window)
    assert window.office is not None
    campaign = records.save(window.office, Campaign(title="Grippe")).saved(Campaign)
    frame.open_record(Campaign, campaign.id)
    assert _asked(qtbot, window) == "Campagnes"
    frame.pages.currentWidget().show_tab("evaluation_page")  # type: ignore[union-attr]
    assert _asked(qtbot, window) == "L’évaluation"
    frame.open_room("campaigns", "year")
    assert _asked(qtbot, window) == "Les campagnes de l’année"
    frame.open_room("audiences")
    assert _asked(qtbot, window) == "Publics cibles"
    settle(qtbot, window)


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_list_names_every_page_once_under_its_heading(over: QWidget, language: str) -> None:
    shown = _help(over, language)
    shown.show_page(CONTENTS)
    text = contents()
    for name in NAMES:
        path = page_for(name)
        assert path is not None
        assert path.parent.name == language
        assert text.count(f"]({name}.md)") == 1
        assert title_of(path) in plain(shown.words())


def test_a_page_that_is_not_listed_follows_the_one_its_name_begins_with_or_comes_last() -> None:
    found = dict(grouped(["settings", "exchange", "exchange-new", "strange", "evaluation-verdict"]))
    exchange = next(heading for heading, names in GROUPS if "exchange" in names)
    assert found[exchange] == ["exchange", "exchange-new"]
    assert found[GROUPS[1][0]] == ["evaluation-verdict"]
    assert found[GROUPS[-1][0]] == ["settings", "strange"]


def test_links_lead_on_and_back_leads_back(over: QWidget) -> None:
    shown = _help(over)
    shown.show_room("evaluation")
    first = shown.words()
    browser = shown.findChild(QTextBrowser)
    assert browser is not None
    browser.anchorClicked.emit(QUrl("evaluation-cost.md"))
    assert shown.words().startswith("التكلفة")
    shown.list.click()
    assert "سلسلة النتائج" in shown.words()
    shown.back()
    shown.back()
    assert shown.words() == first
    shown.back()
    assert shown.words() == first
    shown.close()


def _tables(shown: HelpWindow) -> list[QTextTable]:
    return [frame for frame in shown.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]


@pytest.mark.parametrize(("language", "place"), [("ar", -1), ("fr", 0)])
def test_the_first_column_of_a_table_stands_where_a_line_begins(over: QWidget, language: str, place: int) -> None:
    shown = _help(over, language)
    shown.show_page("evaluation-verdict")
    (table,) = _tables(shown)
    first = table.cellAt(0, range(table.columns())[place]).firstCursorPosition().block().text()
    assert first == {"ar": "الاستنتاج", "fr": "Conclusion"}[language]


def test_keys_sums_and_works_keep_their_order_in_a_page_read_from_the_right(over: QWidget) -> None:
    shown = _help(over)
    shown.show_page("evaluation-chain")
    assert f"{LRI}(100 + 50) ÷ 2 = 75{PDI}" in shown.words()
    assert f"{LRI}GCS Evaluation Cycle 2024{PDI}" in shown.words()
    shown.show_page("evaluation-recommendations")
    assert f"{LRI}2 910{PDI}" in shown.words()
    assert f"{LRI}Barcelona Principles 3.0 (AMEC 2020){PDI}" in shown.words()
    shown.show_page("evaluation-cost")
    assert f"{LRI}(Newcombe 1998, Stat Med 17:873){PDI}" in shown.words()
    shown.show_page("preview")
    assert f"{LRI}Ctrl+-{PDI}" in shown.words()
    assert f"{LRI}Français{PDI}" in shown.words()


@pytest.mark.parametrize(("language", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast")])
def test_every_page_is_shown_in_every_language_and_theme(over: QWidget, language: str, look: str) -> None:
    shown = _help(over, language, look)
    for name in NAMES:
        shown.show_page(name)
        path = page_for(name)
        assert path is not None
        assert plain(shown.words()).splitlines()[0] == title_of(path).replace("\u202f", "\u00a0")
        assert "](" not in shown.words()
        assert "**" not in shown.words()


def test_a_window_of_its_own_opens_the_help_over_itself(over: QWidget) -> None:
    dressed("ar")
    show_help(over, "preview")
    shown = over.findChild(HelpWindow)
    assert shown is not None
    assert shown.words().startswith("المعاينة")
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_f1_in_a_preview_explains_the_preview(qtbot: QtBot, tmp_path: Path) -> None:
    office = campaign_office(tmp_path / "office")
    window = PreviewWindow(begin(office, "en"), preview.of_report(office, reports.PLAN_BRIEF))
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.printed is not None and not window.is_busy, timeout=20_000)
    QTest.keyClick(window, Qt.Key.Key_F1)
    shown = window.findChild(HelpWindow)
    assert shown is not None
    assert shown.words().startswith("The preview")
    shown.close()
    window.close()
    office.close()


def test_words_between_two_names_in_code_are_not_turned_round(over: QWidget) -> None:
    shown = _help(over)
    shown.show_room("it")
    assert f" أو {LRI}%ProgramFiles%\\HospComms{PDI} إذا ثبت لجميع المستخدمين ({LRI}/ALLUSERS{PDI})." in shown.words()
