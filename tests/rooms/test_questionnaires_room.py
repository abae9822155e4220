"""A questionnaire is looked at, its answers imported from a file by hand, and its results entered, in the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.fields import Texts
from hospcomms.domain.questionnaires import INDEPENDENT, PAIRED, Question, Questionnaire
from hospcomms.reports.document import Graph, Table
from hospcomms.services import questionnaire_reports, records, reports
from hospcomms.services.answers.columns import CODE, QUESTION, SKIP
from hospcomms.services.office import Office
from hospcomms.services.questionnaires import questions_of
from tests.rooms.office_at_work import at_work, campaign, day
from tests.ui.form_stage import begin, walk
from ui.language import plain
from ui.rooms.answers_import import AnswersImport
from ui.rooms.questionnaire_change import CHART, TABLE, QuestionnaireChangeTab
from ui.widgets.chart import ChartView
from ui.widgets.labels import Label
from ui.widgets.sheets import EmptyState

GLOVES, RUB = "هل يغني لبس القفازين عن غسل اليدين؟", "كم تدوم فركة اليدين؟"
HEAD = ("الاسم واللقب", "الرمز", GLOVES, RUB)


def _made(office: Office, pairing: str = PAIRED, **counts: Any) -> Questionnaire:
    whole = Questionnaire(
        title="نظافة اليدين", pairing=pairing, campaign=campaign(office).id, before_on=day(-40), after_on=day(-2)
    )
    kept = records.save(office, whole).saved(Questionnaire)
    for place, (wording, right) in enumerate(((GLOVES, "لا"), (RUB, "20 ثانية")), 1):
        question = Question(
            questionnaire=kept.id, place=float(place), wording=Texts(ar=wording, fr="Q", en="Q"), right=right, **counts
        )
        records.save(office, question)
    return kept


def _workbook(path: Path, before: Sequence[Sequence[object]], after: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (("قبل", before), ("بعد", after)):
        sheet = book.create_sheet(title)
        for row in (HEAD, *rows):
            sheet.append(row)
    book.save(path)
    return path


def _open(qtbot: QtBot, page: Any, size: tuple[int, int] = (1122, 640)) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    return page


def _take(qtbot: QtBot, page: AnswersImport, *paths: Path) -> None:
    """Choose files as an officer does, and wait until they are counted."""

    def several(_owner: QWidget, _folder: Path, _kind: str, _ending: str) -> list[str]:
        return [str(path) for path in paths]

    page.outside.several = several
    QTest.mouseClick(page.file.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.reading is not None or bool(page.banner.words()), timeout=10_000)


def _choose(box: QComboBox, place: int) -> None:
    box.setCurrentIndex(place)
    box.activated.emit(place)


def _said(page: QWidget) -> str:
    return " ".join(label.words() for label in page.findChildren(Label) if label.isVisibleTo(page))


COUNTED: dict[str, Any] = {
    "answers_before": 50.0,
    "right_before": 38.0,
    "answers_after": 50.0,
    "right_after": 48.0,
    "gained": 12.0,
    "lost": 2.0,
}


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("en", "contrast")])
@pytest.mark.parametrize("size", [(1122, 560), (835, 220)])
def test_the_change_is_painted_in_every_language_theme_and_size(
    qtbot: QtBot, office: Office, speech: str, look: str, size: tuple[int, int]
) -> None:
    session = begin(office, speech, look=look)
    tab = _open(qtbot, QuestionnaireChangeTab(session, _made(office, **COUNTED)), size)
    (chart,) = tab.findChildren(ChartView)
    assert chart.laid_out(chart.width()).texts()
    tab.show_view(TABLE)
    assert tab.table.rowCount() == 2
    assert len(tab.table.text().splitlines()) == 3
    tab.show_view(CHART)
    assert not tab.grab().isNull()


def test_without_questions_it_says_what_comes_first(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    empty = records.save(office, Questionnaire(title="T")).saved(Questionnaire)
    tab = _open(qtbot, QuestionnaireChangeTab(session, empty))
    assert tab.findChildren(EmptyState)


def test_the_verdict_follows_what_is_saved_elsewhere(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    whole = _made(office)
    tab = _open(qtbot, QuestionnaireChangeTab(session, whole))
    assert tab.found.verdict == "not_assessable"
    first = questions_of(office, whole)[0]
    session.bus.committed.emit(records.save(office, replace(first, **COUNTED)))
    assert tab.found.verdict == "improved"
    QTest.mouseClick(tab.importing, Qt.MouseButton.LeftButton)
    assert walk(session).opened == [(Questionnaire, whole.id)]


def test_answers_are_chosen_looked_at_and_imported(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    session = begin(at_work(office), "ar")
    whole = _made(office)
    page = _open(qtbot, AnswersImport(session, whole))
    assert not page.primary.isEnabled()
    before = [("سعاد", "A1", "نعم", "20 ثانية"), ("كمال", "A2", "نعم", "5 ثوان")]
    after = [("كمال", "A2", "لا", "20 ثانية"), ("سعاد", "A1", "لا", None), ("ليلى", "A3", "لا", "20 ثانية")]
    _take(qtbot, page, _workbook(tmp_path / "answers.xlsx", before, after))
    assert page.primary.isEnabled()
    assert page.preview.table.rowCount() == 2
    assert "سعاد" not in _said(page)  # what names people is not even shown
    assert questions_of(office, whole)[0].right_after is None  # nothing is saved before the button
    QTest.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(walk(session).commits), timeout=10_000)
    first, second = questions_of(office, whole)
    assert (first.answers_after, first.right_before, first.right_after, first.gained) == (2, 0, 2, 2)
    assert (second.answers_before, second.gained) == (1, 1)
    assert walk(session).opened == [(Questionnaire, whole.id)]
    kept = records.get(office, Questionnaire, whole.id).answers
    assert kept is not None
    assert kept.name == "answers.csv"


def test_a_doubtful_file_can_be_settled_in_the_preview(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    session = begin(office, "fr")
    page = _open(qtbot, AnswersImport(session, _made(office)))
    before = [("-", "A1", "نعم", "؟"), ("-", "A1", "لا", "20 ثانية")]
    _take(qtbot, page, _workbook(tmp_path / "a.xlsx", before, [("-", "A1", "لا", "20 ثانية")]))
    assert not page.primary.isEnabled()
    assert page.keep_first.isVisibleTo(page)
    for remedy in (page.keep_first, page.skip_unknown):
        page.reading = None
        remedy.click()
        qtbot.waitUntil(lambda: page.reading is not None, timeout=10_000)
    qtbot.waitUntil(page.primary.isEnabled, timeout=10_000)


def test_what_a_column_holds_can_be_changed_by_hand(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    session = begin(office, "en")
    page = _open(qtbot, AnswersImport(session, _made(office, INDEPENDENT)))
    path = tmp_path / "a.csv"
    path.write_text("who;first;second\n7;1;0\n8;0;1\n", encoding="utf-8")
    _take(qtbot, page, path)
    assert not page.primary.isEnabled()
    assert page.columns.roles()["who"].kind == SKIP
    box = page.columns.boxes["first"]
    page.reading = None
    _choose(box, next(place for place in range(box.count()) if box.itemData(place).kind == QUESTION))
    _choose(page.file.after, 1)
    _choose(page.columns.boxes["who"], next(n for n in range(box.count()) if box.itemData(n).kind == CODE))
    qtbot.waitUntil(page.primary.isEnabled, timeout=10_000)
    assert page.reading.tally.questions[0].answers_after == 2


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    session = begin(office, "en")
    page = _open(qtbot, AnswersImport(session, _made(office)))
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no workbook")
    _take(qtbot, page, path)
    assert page.banner.words()
    assert not page.primary.isEnabled()


@pytest.mark.parametrize("speech", ["ar", "fr", "en"])
def test_the_blank_sheet_hides_the_right_answers_and_the_results_show_them_judged(office: Office, speech: str) -> None:
    whole = _made(office, **COUNTED)
    locale = office.settings.locale_for(speech)
    _record, blank = reports.report_document(office, questionnaire_reports.QUESTIONNAIRE, whole.id, locale)
    tables = [block for block in blank.blocks if isinstance(block, Table)]
    assert len(tables[1].rows) == 2
    assert "20 ثانية" not in str(blank.blocks)
    _record, results = reports.report_document(office, questionnaire_reports.QUESTIONNAIRE_RESULTS, whole.id, locale)
    assert any(isinstance(block, Graph) for block in results.blocks)
    assert not any(
        plain(block.heading) == "" for table in results.blocks if isinstance(table, Table) for block in table.columns
    )
