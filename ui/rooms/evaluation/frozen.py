"""The page of a signed evaluation: its board as it was signed, to be read only."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluation.board import Board
from hospcomms.domain.evaluations import Evaluation
from hospcomms.services import evaluation
from ui import theme
from ui.language import say, tr
from ui.rooms.evaluation.page import BoardPage, Ways
from ui.rooms.evaluation.tab import BOARD, TABLES, tier_said
from ui.rooms.evaluation.tables import BoardTables
from ui.rooms.evaluation.versions import SignedBand
from ui.rooms.evaluation.why import WhyPage
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.segments import Segments
from ui.widgets.sheets import EmptyState


class SignedBoard(QWidget):
    """A signed board with its tables and reasons; nothing in it can be changed."""

    def __init__(self, session: Session, signed: Evaluation) -> None:
        super().__init__()
        self.session, self.signed = session, signed
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        try:
            self.board: Board | None = evaluation.frozen(session.office, signed)
        except Refusal as refusal:
            self.board = None
            column.addWidget(EmptyState("warning", tr("This version cannot be shown"), say(refusal.sentence)))
            return
        self.views = Segments([(BOARD, tr("Board"), "data_pie"), (TABLES, tr("Tables"), "grid")], BOARD)
        self.views.setAccessibleName(tr("View"))
        self.views.chosen.connect(self.show_view)
        column.addLayout(self._head(self.board))
        self._stack = QStackedWidget()
        over = SignedBand(session.office, signed)
        self.page = BoardPage(session, self.board, Ways(self.explain), over)
        self._tables: BoardTables | None = None
        self._why: WhyPage | None = None
        self._stack.addWidget(self.page)
        column.addWidget(self._stack, 1)

    def _head(self, board: Board) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Label(say(tier_said(board)), tone="text2", elide=True), 1)
        head.addWidget(Button(tr("Open the evaluation of today"), self.open_draft, icon="open", kind="plain"))
        head.addWidget(self.views)
        return head

    def open_draft(self) -> None:
        """Go to the campaign's evaluation as it stands now."""
        self.session.go.open_record(Campaign, self.signed.campaign, "evaluation_page")

    def show_view(self, key: str) -> None:
        """Show the board or the tables."""
        if self.board is None:
            return
        self.views.choose(key)
        if key == TABLES and self._tables is None:
            self._tables = BoardTables(self.board, evaluation.decided(self.session.office, self.signed.campaign))
            self._stack.addWidget(self._tables)
        self._stack.setCurrentWidget(self._tables if key == TABLES and self._tables else self.page)

    def explain(self, row: int) -> None:
        """Show why an indicator has its verdict, as it was signed."""
        if self.board is None:
            return
        if self._why is None:
            self._why = WhyPage(self.board.rows, [None] * len(self.board.rows), lambda: self.show_view(BOARD))
            self._stack.addWidget(self._why)
        self._stack.setCurrentWidget(self._why)
        self._why.show_row(row)
