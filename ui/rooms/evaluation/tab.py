"""The evaluation of a campaign: its board as it stands now or as it was signed, its tables, and what they lead to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.activities import Activity, BudgetLine
from hospcomms.domain.campaigns import TIERS, Campaign, Segment
from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluation.board import Board
from hospcomms.domain.evaluation.findings import Findings, weights_of
from hospcomms.domain.evaluations import Evaluation, Recommendation
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.wording import Label as Word
from hospcomms.domain.wording import Sentence, counted
from hospcomms.services import evaluation, records
from ui import theme
from ui.language import say, tr
from ui.rooms.evaluation.compare import ComparePage
from ui.rooms.evaluation.page import BoardPage, Ways
from ui.rooms.evaluation.result_form import result_form
from ui.rooms.evaluation.score import ScoreDialog
from ui.rooms.evaluation.tables import BoardTables
from ui.rooms.evaluation.versions import SignedBand, VersionChoice, draft_said
from ui.rooms.evaluation.why import WhyPage
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import StateLabel
from ui.widgets.segments import Segments
from ui.widgets.sheets import EmptyState

BOARD, TABLES, WHY, COMPARE = "board", "tables", "why", "compare"
READ = (Objective, Result, Activity, BudgetLine, Segment)
"""Records of which a change can change the board."""
_TIERS = {choice.key: choice.label for choice in TIERS}


class EvaluationTab(QWidget):
    """The board over its stack of pages; tables, reasons and comparisons are built when they are first asked for."""

    def __init__(self, session: Session, campaign: Campaign) -> None:
        super().__init__()
        self.session, self.campaign = session, campaign
        self.version: Evaluation | None = None
        self._kept: frozenset[int] | None = None
        self.board: Board | None = None
        self.findings: Findings | None = None
        self.page: BoardPage | None = None
        self._stale = False
        self.views = Segments([(BOARD, tr("Board"), "data_pie"), (TABLES, tr("Tables"), "grid")], BOARD)
        self.views.setAccessibleName(tr("View"))
        self.choice = VersionChoice(self.show_version)
        self.draft = StateLabel("draft", "")
        self.comparing = Button(tr("Compare…"), self.compare, icon="column_triple", kind="plain")
        self._said = Label("", tone="text2", elide=True)
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._head = _row(self.choice, self.draft, self._said, self.comparing, self.views)
        self._column.addWidget(self._head)
        self._column.addWidget(self._stack, 1)
        self.views.chosen.connect(self.show_view)
        session.bus.committed.connect(self._follow)
        self.read()

    def read(self) -> None:
        """Read the campaign's evaluation again, or the signed version that is shown."""
        self._stale = False
        kept = evaluation.versions(self.session.office, self.campaign.id)
        self._show_signed_just_now(kept)
        if self.version is not None and self.version.id not in {one.id for one in kept}:
            self.version = None
        self.choice.offer(kept, self.version)
        self.draft.setVisible(not kept)
        self.draft.show_state("draft", say(draft_said(kept)))
        if not self._judge():
            return
        assert self.board is not None
        self._said.setText(say(tier_said(self.board)))
        self._clear()
        is_empty = not self.board.rows and not self.board.measured
        self.views.setVisible(not is_empty)
        self._add(BOARD, self._nothing() if is_empty else self._board_page(self.board))
        self.show_view(self.views.current())

    def _show_signed_just_now(self, kept: Sequence[Evaluation]) -> None:
        """A version signed since the page was read is what one wants to see, not the draft that follows it."""
        fresh = [one for one in kept if self._kept is not None and one.id not in self._kept]
        self._kept = frozenset(one.id for one in kept)
        if fresh:
            self.version = max(fresh, key=lambda one: one.version or 0)

    def _judge(self) -> bool:
        """Get the board; False when a signed one cannot be read, which is then said."""
        office = self.session.office
        if self.version is None:
            self.board, self.findings = evaluation.board_with_findings(office, self.campaign)
            return True
        try:
            self.board, self.findings = evaluation.frozen(office, self.version), None
        except Refusal as refusal:
            self._clear()
            self._add(BOARD, EmptyState("warning", tr("This version cannot be shown"), say(refusal.sentence)))
            self.views.hide()
            return False
        return True

    def show_record(self, campaign: Campaign) -> None:
        """Show the campaign as it stands now."""
        self.campaign = campaign
        self._renew()

    def show_view(self, key: str) -> None:
        """Show the board or the tables."""
        self.views.choose(key)
        if key == TABLES and TABLES not in self._pages and self.board is not None:
            known = evaluation.decided(self.session.office, self.campaign.id)
            self._add(TABLES, BoardTables(self.board, known))
        self._go(key if key in self._pages else BOARD)

    def show_version(self, version: Evaluation | None) -> None:
        """Show a signed version as it was signed; None is the evaluation as it stands now."""
        self.version = version
        self.read()
        self.choice.setFocus()

    def explain(self, row: int) -> None:
        """Show why an indicator has its verdict."""
        if self.board is None or not self.board.rows:
            return
        if WHY not in self._pages:
            live = self.findings.indicators if self.findings else ()
            found = [one.finding for one in live] or [None] * len(self.board.rows)
            enter = self.enter_result if self.findings else None
            self._add(WHY, WhyPage(self.board.rows, found, self.to_board, enter))
        page = self._pages[WHY]
        assert isinstance(page, WhyPage)
        self._go(WHY)
        page.show_row(row)

    def compare(self) -> None:
        """Show this evaluation beside another version or campaign."""
        self._drop(COMPARE)
        page = ComparePage(self.session, self.campaign, self.to_board)
        self._add(COMPARE, page)
        self._go(COMPARE)
        page.back.setFocus()

    def weigh(self) -> ScoreDialog | None:
        """Ask what the stages weigh in a score."""
        if self.findings is None:
            return None
        stages, weights = self.findings.chain.stages, weights_of(self.campaign)
        dialog = ScoreDialog(self.session, self.campaign, stages, weights, self.window())
        dialog.open()
        return dialog

    def enter_result(self, row: int) -> None:
        """Ask for the result of an indicator; one kept as not measured is opened again."""
        if self.findings is not None:
            result_form(self.session, self.findings.indicators[row], self.window()).open()

    def to_board(self) -> None:
        """Come back to the board, to the indicator one was asking about."""
        why = self._pages.get(WHY)
        self.show_view(BOARD)
        chart = self.page.indicators.chart if self.page is not None else None
        if chart is None:
            return
        if isinstance(why, WhyPage) and why.place < chart.count:
            chart.choose(why.place)
        chart.setFocus()

    # the pages

    def _board_page(self, board: Board) -> QWidget:
        is_live = self.version is None
        ways = Ways(self.explain, self.enter_result, self.weigh, self.campaign) if is_live else Ways(self.explain)
        over = None if self.version is None else SignedBand(self.session.office, self.version)
        self.page = BoardPage(self.session, board, ways, over)
        return self.page

    def _nothing(self) -> QWidget:
        self.page = None
        line = tr("An evaluation compares results with the objectives of the plan. Enter both first.")
        return EmptyState("data_pie", tr("Nothing to compare yet"), line)

    def _add(self, key: str, page: QWidget) -> None:
        self._pages[key] = page
        self._stack.addWidget(page)

    def _go(self, key: str) -> None:
        self._stack.setCurrentWidget(self._pages[key])
        self._head.setVisible(key in (BOARD, TABLES))

    def _drop(self, key: str) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def _clear(self) -> None:
        for key in list(self._pages):
            self._drop(key)

    # what is changed elsewhere

    def _follow(self, commit: Commit) -> None:
        if commit.touches(Campaign, self.campaign.id):
            found = records.window(self.session.office, Campaign, [self.campaign.id])
            if not found:
                return
            self.campaign = found[0]
            self._renew()
        elif any(commit.touches(kind) for kind in (*READ, Evaluation)):
            self._renew()
        elif commit.touches(Recommendation) and self.page is not None:
            self._drop(TABLES)
            self.page.advice.fill()

    def _renew(self) -> None:
        """Read again at once when it is seen, else when it is shown."""
        if self.isVisible():
            self.read()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.read()


def _row(*widgets: QWidget) -> QWidget:
    """Widgets side by side; one that is cut where room is short takes what is left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    for widget in widgets:
        row.addWidget(widget, int(isinstance(widget, Label)))
    return holder


def tier_said(board: Board) -> Sentence:
    """The tier of the evaluation and how much of what it asks for was measured."""
    return counted(
        "{tier}: {done} of the {n} stage it asks for was measured",
        "{tier}: {done} of the {n} stages it asks for were measured",
        board.required,
        tier=Word(_TIERS.get(board.tier, board.tier)),
        done=board.required_measured,
    )
