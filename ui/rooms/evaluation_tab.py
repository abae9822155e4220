"""The evaluation of a campaign, first version: the result chain and every objective against its target.

It compares, it does not judge: there is no verdict and no interval here.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hospcomms.domain.activities import Activity
from hospcomms.domain.campaigns import TIERS, Campaign
from hospcomms.domain.changes import Commit
from hospcomms.domain.evaluation.chain import Chain, ObjectiveLine, chain, change_said
from hospcomms.domain.objectives import STAGES, UNITS, Objective, Result
from hospcomms.domain.wording import Label as Word
from hospcomms.domain.wording import Sentence, counted, sentence
from hospcomms.services import records
from ui import theme
from ui.language import say, tr
from ui.rooms.evaluation_charts import changes_chart, stages_chart
from ui.rooms.evaluation_tables import EvaluationTables
from ui.session import Session
from ui.widgets.chart import ChartView
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule
from ui.widgets.segments import Segments
from ui.widgets.sheets import EmptyState, Sheet

BOARD, TABLES = "board", "tables"
NARROW = 900
"""Width of the tab below which the two cards stand below each other."""
CHAIN_WIDTH, FIGURE = 366, 74
_STAGES = {choice.key: choice.label for choice in STAGES}
_UNITS = {choice.key: choice.label for choice in UNITS}
_TIERS = {choice.key: choice.label for choice in TIERS}


class EvaluationTab(QWidget):
    """The chain at the start, one line per objective beside it; «Tables» shows the same figures as tables."""

    def __init__(self, session: Session, campaign: Campaign) -> None:
        super().__init__()
        self.session, self.campaign = session, campaign
        self.chain: Chain | None = None
        self.views = Segments([(BOARD, tr("Board"), "data_pie"), (TABLES, tr("Tables"), "grid")], BOARD)
        self.views.setAccessibleName(tr("View"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tables = EvaluationTables()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._tables)
        self._cards: QBoxLayout | None = None
        self._chain_card: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        self._said = Label("", tone="text2", elide=True)
        head.addWidget(self._said, 1)
        head.addWidget(self.views)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.views.chosen.connect(self.show_view)
        session.bus.committed.connect(self._follow)
        self.read()

    def read(self) -> None:
        """Read the parts again and show the chain as it stands now."""
        office, ident = self.session.office, self.campaign.id
        objectives = records.parts(office, Objective, ident)
        results = records.parts(office, Result, ident)
        activities = records.parts(office, Activity, ident)
        found = chain(self.campaign.tier, objectives, results, activities)
        self.chain = found
        self._said.setText(say(_tier_said(self.campaign, found)))
        self._tables.show_chain(found)
        self._area.setWidget(self._page(found) if objectives or results else self._nothing())
        self._fit()

    def show_record(self, campaign: Campaign) -> None:
        """Show the campaign as it stands now."""
        self.campaign = campaign
        self.read()

    def show_view(self, key: str) -> None:
        """Show the board or the tables."""
        self.views.choose(key)
        self._stack.setCurrentWidget(self._tables if key == TABLES else self._area)

    def _follow(self, commit: Commit) -> None:
        if commit.touches(Campaign, self.campaign.id):
            self.campaign = records.get(self.session.office, Campaign, self.campaign.id)
            self.read()
        elif any(commit.touches(kind) for kind in (Objective, Result, Activity)):
            self.read()

    def _nothing(self) -> QWidget:
        line = tr("An evaluation compares results with the objectives of the plan. Enter both first.")
        return EmptyState("data_pie", tr("Nothing to compare yet"), line)

    # the board

    def _page(self, found: Chain) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(_band(found))
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(theme.px(14))
        self._chain_card = chain_card(found)
        self._cards.addWidget(self._chain_card)
        self._cards.addWidget(objectives_card(found.objectives), 1)
        column.addLayout(self._cards, 1)
        return page

    def _fit(self) -> None:
        if self._cards is None or self._chain_card is None:
            return
        narrow = self.width() < theme.px(NARROW)
        directions = QBoxLayout.Direction
        self._cards.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._chain_card.setMinimumWidth(0 if narrow else theme.px(CHAIN_WIDTH))
        self._chain_card.setMaximumWidth(16_777_215 if narrow else theme.px(CHAIN_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()


def _tier_said(campaign: Campaign, found: Chain) -> Sentence:
    whole = found.completeness
    return counted(
        "{tier}: {done} of the {n} stage it asks for was measured",
        "{tier}: {done} of the {n} stages it asks for were measured",
        whole.required,
        tier=Word(_TIERS.get(campaign.tier, campaign.tier)),
        done=whole.required_measured,
    )


def _band(found: Chain) -> Sheet:
    """What the figures say of the main indicator, and what they do not say."""
    band = Sheet(padding=14)
    lines = found.objectives
    main = next((line for line in lines if line.objective.is_primary), next(iter(lines), None))
    is_known = main is not None and main.value is not None
    title = say(change_said(main)) if main and is_known else tr("The main indicator is not measured yet.")
    band.body.addWidget(Label(title, role="preview", wrap=True))
    facts = QHBoxLayout()
    facts.setSpacing(theme.px(8))
    note = tr("Compared with the target; whether the change is real is not judged here.")
    facts.addWidget(Label(note, tone="text2", wrap=True), 1)
    if found.alarms:
        said = counted(
            "{n} indicator moved away from its target",
            "{n} indicators moved away from their targets",
            len(found.alarms),
        )
        facts.addWidget(Mark("late"))
        facts.addWidget(Label(say(said), role="small", tone="late"))
    whole = found.completeness
    measured = sentence("Measured: {n} of {total} stages", n=whole.measured, total=whole.stages)
    facts.addWidget(_badge(say(measured)))
    band.body.addLayout(facts)
    return band


def _badge(words: str) -> Label:
    badge = Label(words, role="small")
    badge.setProperty("badge", "true")
    badge.setFixedHeight(theme.px(24))
    return badge


def chain_card(found: Chain) -> Sheet:
    """The six stages, each with its bar and the sentence under it."""
    card = Sheet()
    card.body.setSpacing(theme.px(6))
    card.body.addLayout(_card_head(tr("Result chain"), tr("Attained of what was planned")))
    chart = ChartView(stages_chart(found))
    chart.setAccessibleName(tr("Result chain"))
    card.body.addWidget(chart)
    card.body.addStretch(1)
    card.body.addWidget(Rule(colour="line_strong"))
    note = tr("What was not measured does not count as zero; it lowers the completeness.")
    card.body.addWidget(Label(note, role="small", tone="text2", wrap=True))
    return card


def _card_head(title: str, beside: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(title, role="section"))
    row.addStretch(1)
    row.addWidget(Label(beside, role="small", tone="text2"))
    return row


def objectives_card(lines: Sequence[ObjectiveLine]) -> Sheet:
    """Every objective from its baseline to what was reached, on one scale for each unit."""
    card = Sheet()
    card.body.setSpacing(theme.px(8))
    head = QHBoxLayout()
    head.setSpacing(theme.px(14))
    head.addWidget(Label(tr("From the baseline to the actual value"), role="section", elide=True), 1)
    for shape, words in (("baseline", tr("Baseline")), ("actual", tr("Actual")), ("target", tr("Target"))):
        key = QHBoxLayout()
        key.setSpacing(theme.px(5))
        key.addWidget(Mark(shape, 12))
        key.addWidget(Label(words, role="small", tone="text2"))
        head.addLayout(key)
    card.body.addLayout(head)
    card.body.addWidget(Rule())
    if lines:
        chart = ChartView(changes_chart(lines))
        chart.setAccessibleName(tr("From the baseline to the actual value"))
        card.body.addWidget(chart)
    else:
        card.body.addWidget(Label(tr("No objective yet."), tone="text3"))
    card.body.addStretch(1)
    return card
