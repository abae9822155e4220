"""Two evaluations side by side: two versions of one, or two campaigns; verdict, difference, confidence and stages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.campaigns import CLOSED, EVALUATED, Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluation.board import Board, Row, StageLine, differences
from hospcomms.domain.evaluation.labels import GRADES
from hospcomms.domain.evaluation.mixes import UNKNOWN, icer, mix_of
from hospcomms.domain.evaluation.several import contrast
from hospcomms.domain.evaluation.verdicts import Finding
from hospcomms.domain.evaluations import Evaluation
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import Label as Word
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import evaluation, records
from ui import theme
from ui.language import say, shown, tr
from ui.records.editors.choices import QuietCombo
from ui.rooms.evaluation.cards import card_head
from ui.rooms.evaluation.charts import STAGE_NAMES, figure_of, name_of, shape_of, word_of
from ui.rooms.evaluation.versions import draft_said, version_said
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel
from ui.widgets.sheets import Sheet, scrolled

OTHERS = 50
_GRADES = {choice.key: choice.label for choice in GRADES}


@dataclass(frozen=True)
class Side:
    """One evaluation that can be compared: its name, of which campaign, and how to get it."""

    words: str
    campaign: int
    read: Callable[[], tuple[Board, Finding | None]]


def sides(session: Session, campaign: Campaign) -> list[Side]:
    """The draft and the signed versions of a campaign, then the evaluations of other finished campaigns."""
    office = session.office
    kept = evaluation.versions(office, campaign.id)
    found = [Side(say(draft_said(kept)), campaign.id, partial(_live, session, campaign))]
    found += [Side(say(version_said(one)), campaign.id, partial(_frozen, session, one)) for one in kept]
    query = Query(Campaign).where("state", Op.AMONG, (CLOSED, EVALUATED)).where("is_template", Op.IS, False)
    newest = Query(Campaign, query.conditions, sort=(Sort("start", descending=True),))
    others: list[Campaign] = records.find(office, newest, OTHERS)
    found += [
        Side(other.title, other.id, partial(_live, session, other)) for other in others if other.id != campaign.id
    ]
    return found


def _live(session: Session, campaign: Campaign) -> tuple[Board, Finding | None]:
    board, found = evaluation.board_with_findings(session.office, campaign)
    return board, found.main.finding if found.main else None


def _frozen(session: Session, kept: Evaluation) -> tuple[Board, Finding | None]:
    return evaluation.frozen(session.office, kept), None


class ComparePage(QWidget):
    """Two choices over the rows of both evaluations; the second is the newest signed version when there is one."""

    def __init__(self, session: Session, campaign: Campaign, back: Callable[[], None]) -> None:
        super().__init__()
        self.session, self._back = session, back
        self.sides = sides(session, campaign)
        self.back = Button(tr("Back to the board"), back, icon="arrow_left")
        self.first, self.second = _box(self.sides, tr("First evaluation")), _box(self.sides, tr("Second evaluation"))
        self.second.setCurrentIndex(min(1, len(self.sides) - 1))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.back)
        head.addWidget(self.first, 1)
        head.addWidget(Label(tr("beside"), tone="text2"))
        head.addWidget(self.second, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addLayout(head)
        self._area: QWidget | None = None
        for box in (self.first, self.second):
            box.currentIndexChanged.connect(lambda _row: self.show_now())
        self.show_now()

    def show_now(self) -> None:
        """Set the two chosen evaluations side by side."""
        if self._area is not None:
            self._column.removeWidget(self._area)
            self._area.deleteLater()
        self._area = self._made()
        self._column.addWidget(self._area, 1)

    def _made(self) -> QWidget:
        one, other = self.sides[self.first.currentIndex()], self.sides[self.second.currentIndex()]
        try:
            (board, finding), (second, other_finding) = one.read(), other.read()
        except Refusal as refusal:
            return Label(say(refusal.sentence), tone="late", wrap=True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        told = None
        if finding is not None and other_finding is not None and one.campaign != other.campaign:
            told = contrast(finding, other_finding)
        names = (one.words, other.words)
        further = [] if one.campaign == other.campaign else further_cost(board, second)
        column.addWidget(_whole(board, second, names, say(told.said) if told is not None else "", further))
        column.addWidget(_rows(board, second, is_same=one.campaign == other.campaign))
        column.addWidget(_stages(board, second))
        column.addStretch(1)
        return scrolled(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
            return
        super().keyPressEvent(event)


def further_cost(first: Board, second: Board) -> list[Sentence]:
    """What one more outcome costs with the dearer of two campaigns; nothing where it cannot be estimated."""
    mixes = [
        mix_of(board.title, board.cost, line)
        for board in (first, second)
        for line in board.costs
        if line.key == "extra"
    ]
    if len(mixes) != len((first, second)) or mixes[0] is None or mixes[1] is None:
        return []
    found = icer(mixes[0], mixes[1])
    if found.case == UNKNOWN:
        return []
    note = sentence("This holds only where both main indicators count the same outcome.")
    return [found.said, *([found.around] if found.around else []), note]


def _box(found: list[Side], name: str) -> QComboBox:
    box = QuietCombo()
    box.setAccessibleName(name)
    box.addItems([shown(side.words) for side in found])
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


def _grid(card: Sheet) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(14))
    grid.setVerticalSpacing(theme.px(8))
    for column, share in enumerate((2, 3, 3)):
        grid.setColumnStretch(column, share)
        grid.setColumnMinimumWidth(column, theme.px(110))
    card.body.addLayout(grid)
    return grid


def _whole(first: Board, second: Board, names: tuple[str, str], said: str, further: list[Sentence]) -> Sheet:
    """The main verdicts, which of two campaigns gained more, and what a further outcome costs."""
    card = Sheet()
    card.body.addLayout(card_head(tr("Main indicator")))
    card.body.addWidget(Rule())
    grid = _grid(card)
    for column, board in enumerate((first, second), 1):
        row = board.main_row
        grid.addWidget(Label(names[column - 1], role="small", tone="text2", wrap=True), 0, column)
        grid.addWidget(_judged(row), 1, column)
        grid.addWidget(Label(say(row.headline) if row else "", wrap=True), 2, column, Qt.AlignmentFlag.AlignTop)
    if said:
        card.body.addWidget(Label(said, bold=True, wrap=True))
    for line in further:
        card.body.addWidget(Label(say(line), role="small", tone="text2", wrap=True))
    return card


def _rows(first: Board, second: Board, *, is_same: bool) -> Sheet:
    card = Sheet()
    card.body.addLayout(card_head(tr("Indicators")))
    grid = _grid(card)
    for number, (one, other) in enumerate(differences(first, second)):
        row = one or other
        assert row is not None
        line = 2 * number
        grid.addWidget(Rule(), line, 0, 1, 3)
        grid.addWidget(Label(name_of(row), wrap=True), line + 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_judged(one), line + 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_judged(other), line + 1, 2, Qt.AlignmentFlag.AlignTop)
    if not is_same:
        note = tr("Indicators of two campaigns stand side by side when they have the same name.")
        card.body.addWidget(Label(note, role="small", tone="text2", wrap=True))
    return card


def _judged(row: Row | None) -> QWidget:
    """The verdict of one side in shape and words, its difference and its confidence."""
    if row is None:
        return Label(tr("No such indicator"), tone="text3")
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(2))
    column.addWidget(StateLabel(shape_of(row.verdict), word_of(row.verdict), bold=True))
    if row.short is not None:
        column.addWidget(Label(say(row.short), wrap=True))
    grade = sentence("Confidence: {grade}", grade=Word(_GRADES[row.grade]))
    column.addWidget(Label(say(grade), role="small", tone="text2", wrap=True))
    return holder


def _stages(first: Board, second: Board) -> Sheet:
    card = Sheet()
    card.body.addLayout(card_head(tr("Result chain"), tr("Attained of what was planned")))
    grid = _grid(card)
    for number, (one, other) in enumerate(zip(first.stages, second.stages, strict=True)):
        grid.addWidget(Label(tr(STAGE_NAMES[one.key]), bold=True), number, 0, Qt.AlignmentFlag.AlignTop)
        for column, stage in enumerate((one, other), 1):
            grid.addWidget(_stage(stage), number, column, Qt.AlignmentFlag.AlignTop)
    return card


def _stage(stage: StageLine) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(figure_of(stage), tone="text" if stage.share is not None else "text2"))
    column.addWidget(Label(say(stage.said), role="small", tone="text2", wrap=True))
    return holder
