"""What changed between the askings of a questionnaire: the verdict on the whole, then each question."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.evaluation.questionnaire import QuestionnaireChange, score_told
from hospcomms.domain.evaluation.questionnaire_told import HEADINGS, change_chart, change_rows, shape_of
from hospcomms.domain.objectives import Objective
from hospcomms.domain.questionnaires import PAIRINGS, Question, Questionnaire
from hospcomms.domain.wording import N_
from hospcomms.services import records
from hospcomms.services.questionnaires import change_of
from ui import theme
from ui.language import say, spoken, tr
from ui.rooms.evaluation_tables import FiguresTable
from ui.rooms.questionnaire_pages import ANSWERS
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.chart import ChartView
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule
from ui.widgets.segments import Segments
from ui.widgets.sheets import EmptyState, Sheet, scrolled

CHART, TABLE = "chart", "table"
TITLE = N_("Change per question")
_PAIRINGS = {choice.key: choice.label for choice in PAIRINGS}


class QuestionnaireChangeTab(QWidget):
    """The verdict band over the questions as a chart; «Table» shows the same figures as a table."""

    def __init__(self, session: Session, questionnaire: Questionnaire) -> None:
        super().__init__()
        self.session, self.questionnaire = session, questionnaire
        self.found: QuestionnaireChange | None = None
        self.views = Segments([(CHART, tr("Chart"), "data_pie"), (TABLE, tr("Tables"), "grid")], CHART)
        self.views.setAccessibleName(tr("View"))
        self.importing = Button(tr(N_("Import answers…")), self.ask_import, icon="arrow_import")
        self.table = FiguresTable(tr(TITLE), HEADINGS)
        self._who = Label("", tone="text2", elide=True)
        self._stack = QStackedWidget()
        self._pages: list[QWidget] = []
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._who, 1)
        head.addWidget(self.importing)
        head.addWidget(self.views)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.views.chosen.connect(self.show_view)
        session.bus.committed.connect(self._follow)
        self.read()

    def read(self) -> None:
        """Read the questions again and judge them as they stand now."""
        self.found = found = change_of(self.session.office, self.questionnaire)
        self._who.setText(tr(_PAIRINGS[self.questionnaire.pairing]))
        for page in self._pages:
            self._stack.removeWidget(page)
            page.deleteLater()
        self.table = FiguresTable(tr(TITLE), HEADINGS)
        self._pages = [self._page(found), self._table_page(found)] if found.lines else [self._nothing()]
        for page in self._pages:
            self._stack.addWidget(page)
        self.views.setVisible(bool(found.lines))
        self.importing.setVisible(bool(found.lines))
        self.show_view(self.views.current())

    def show_record(self, questionnaire: Questionnaire) -> None:
        """Show the questionnaire as it stands now."""
        self.questionnaire = questionnaire
        self.read()

    def show_view(self, key: str) -> None:
        """Show the chart or the table."""
        self.views.choose(key)
        self._stack.setCurrentIndex(1 if key == TABLE and len(self._pages) > 1 else 0)

    def ask_import(self) -> None:
        """Go to the page that reads answers from a file."""
        self.session.go.open_record(Questionnaire, self.questionnaire.id, ANSWERS)

    def _follow(self, commit: Commit) -> None:
        if commit.touches(Questionnaire, self.questionnaire.id):
            self.show_record(records.get(self.session.office, Questionnaire, self.questionnaire.id))
        elif commit.touches(Question) or commit.touches(Objective):
            self.read()

    def _nothing(self) -> QWidget:
        line = tr(N_("Enter the questions in the form; then type the counts, or import the answers of people."))
        return EmptyState("poll", tr(N_("No questions yet")), line)

    def _page(self, found: QuestionnaireChange) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(verdict_band(found))
        card = Sheet()
        head = QHBoxLayout()
        head.setSpacing(theme.px(14))
        head.addWidget(Label(tr(N_("Share of right answers")), role="section", elide=True), 1)
        for shape, words in (("baseline", tr(N_("Before"))), ("actual", tr(N_("After")))):
            head.addWidget(Mark(shape, 12))
            head.addWidget(Label(words, role="small", tone="text2"))
        chart = ChartView(change_chart(found, spoken()))
        chart.setAccessibleName(tr(TITLE))
        card.body.addLayout(head)
        card.body.addWidget(Rule())
        card.body.addWidget(chart)
        column.addWidget(card)
        column.addStretch(1)
        return scrolled(page)

    def _table_page(self, found: QuestionnaireChange) -> QWidget:
        self.table.fill(change_rows(found, spoken()), 0)
        sheet = Sheet(padding=0)
        sheet.body.setContentsMargins(1, 1, 1, 1)
        sheet.body.addWidget(self.table)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)
        column.addStretch(1)
        return scrolled(page)


def verdict_band(found: QuestionnaireChange) -> Sheet:
    """The verdict on the whole in a sentence, the mean score, and what must be said beside them."""
    band = Sheet(padding=14)
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    row.addWidget(Mark(shape_of(found.verdict), 34), 0, Qt.AlignmentFlag.AlignTop)
    lines = QVBoxLayout()
    lines.setSpacing(theme.px(4))
    lines.addWidget(Label(say(found.headline), role="preview", wrap=True))
    score = score_told(found.score)
    if score is not None:
        lines.addWidget(Label(say(score), wrap=True))
    said = [*found.notes, *([found.score.reason] if score is not None and found.score.reason is not None else [])]
    for note in said:
        lines.addWidget(Label(say(note), role="small", tone="text2", wrap=True))
    row.addLayout(lines, 1)
    band.body.addLayout(row)
    return band
