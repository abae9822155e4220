"""The board of one evaluation in one scroll area: band, chain, indicators, recommendations, RE-AIM and costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.evaluation.board import Board
from ui import theme
from ui.rooms.evaluation.advice import AdviceList
from ui.rooms.evaluation.band import VerdictBand
from ui.rooms.evaluation.cards import Asked, ChainCard, CostsCard, IndicatorsCard, ReachCard
from ui.session import Session
from ui.widgets.marks import Rule
from ui.widgets.sheets import scrolled

NARROW = 900
"""Width of the page below which all cards stand below each other."""
CHAIN_WIDTH = 366
_NO_LIMIT = 16_777_215


@dataclass(frozen=True)
class Ways:
    """What the board may ask for; without ``weigh``, ``enter`` (a result) and ``campaign`` it is only read."""

    why: Asked | None = None
    enter: Asked | None = None
    weigh: Callable[[], object] | None = None
    campaign: Campaign | None = None


class BoardPage(QWidget):
    """A board, live or signed; ``over`` stands above its verdict (what is to be known of a signed version)."""

    def __init__(self, session: Session, board: Board, ways: Ways, over: QWidget | None = None) -> None:
        super().__init__()
        self.board = board
        why = ways.why
        to_main = (lambda: why(board.main)) if why is not None and board.main_row is not None else None
        self.band = VerdictBand(board, to_main)
        self.chain = ChainCard(board, ways.weigh)
        self.indicators = IndicatorsCard(board.rows, why, ways.enter)
        self.advice = AdviceList(session, board.advice, ways.campaign)
        self.indicators.body.addWidget(Rule(colour="line_strong"))
        self.indicators.body.addWidget(self.advice)
        self.indicators.body.addStretch(1)
        directions = QBoxLayout.Direction
        self._cards = (QBoxLayout(directions.LeftToRight), QBoxLayout(directions.LeftToRight))
        self._cards[0].addWidget(self.chain)
        self._cards[0].addWidget(self.indicators, 1)
        self.reach: ReachCard | None = None
        self.costs: CostsCard | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.build_rest)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(12))
        if over is not None:
            lines.addWidget(over)
        lines.addWidget(self.band)
        for cards in self._cards:
            cards.setSpacing(theme.px(14))
            lines.addLayout(cards)
        lines.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(inside)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        column.addWidget(self.area)

    def _fit(self) -> None:
        narrow = self.width() < theme.px(NARROW)
        directions = QBoxLayout.Direction
        for cards in self._cards:
            cards.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self.chain.setMinimumWidth(0 if narrow else theme.px(CHAIN_WIDTH))
        self.chain.setMaximumWidth(_NO_LIMIT if narrow else theme.px(CHAIN_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def build_rest(self) -> None:
        """Build what stands below the first screen, after that was painted."""
        if self.reach is None:
            self.reach, self.costs = ReachCard(self.board), CostsCard(self.board)
            self._cards[1].addWidget(self.reach, 1)
            self._cards[1].addWidget(self.costs, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self._later.start()
