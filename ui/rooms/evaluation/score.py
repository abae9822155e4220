"""The optional score from 0 to 100: six weights, and the number with its formula beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.evaluation.chain import Stage
from hospcomms.domain.evaluation.score import CONVENTION, EQUAL, score
from hospcomms.domain.wording import sentence
from hospcomms.services import evaluation
from ui import theme
from ui.language import direction, say, spoken, tr
from ui.records.record_acts import attempt
from ui.rooms.evaluation.charts import STAGE_NAMES
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

WIDTH, MOST = 480, 100


class ScoreDialog(QDialog):
    """What each stage weighs; the score follows while weights are typed, and is kept only when it is asked for."""

    def __init__(
        self,
        session: Session,
        campaign: Campaign,
        stages: Sequence[Stage],
        weights: Mapping[str, float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.campaign, self._stages = session, campaign, stages
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLayoutDirection(direction())
        self.setWindowTitle(tr("Compute a score out of 100"))
        self.setFixedWidth(theme.px(WIDTH))
        self.boxes = {stage.key: _box(stage.key, weights.get(stage.key, EQUAL)) for stage in stages}
        self.value = Label("", role="preview")
        self.said, self.lacking = (Label("", role="small", tone="text2", wrap=True) for _ in range(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addWidget(Label(tr("Compute a score out of 100"), role="section"))
        column.addWidget(Label(tr(CONVENTION), wrap=True))
        column.addLayout(self._grid())
        for label in (self.value, self.said, self.lacking):
            column.addWidget(label)
        column.addStretch(1)
        column.addLayout(self._buttons(is_shown=bool(weights)))
        for box in self.boxes.values():
            box.textChanged.connect(lambda _text: self.show_now())
        self.show_now()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        for place, (key, box) in enumerate(self.boxes.items()):
            label = Label(tr(STAGE_NAMES[key]), wrap=True)
            label.setBuddy(box)
            grid.addWidget(label, place // 2, 2 * (place % 2))
            grid.addWidget(box, place // 2, 2 * (place % 2) + 1)
        return grid

    def _buttons(self, *, is_shown: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        if is_shown:
            row.addWidget(Button(tr("Take the score away"), lambda: self._keep({}), kind="plain"))
        row.addStretch(1)
        row.addWidget(Button(tr("Cancel"), self.reject))
        self.go = Button(tr("Show the score"), lambda: self._keep(self.weights()), kind="primary")
        self.go.setDefault(True)
        row.addWidget(self.go)
        return row

    def weights(self) -> dict[str, float]:
        """The weights as they are typed."""
        return {key: _weight(box.text()) for key, box in self.boxes.items()}

    def show_now(self) -> None:
        """Say the score these weights give, with its formula and what it says nothing about."""
        found = score(self._stages, self.weights())
        self.value.setVisible(found.value is not None)
        if found.value is not None:
            self.value.setText(say(sentence("Score: {value} of {most}", value=round(found.value), most=MOST)))
        wrong = found.problems[0].message if found.problems else None
        self.said.setText(say(wrong or found.said))
        self.lacking.setVisible(found.missing_said is not None)
        if found.missing_said is not None:
            self.lacking.setText(say(found.missing_said))
        self.go.setEnabled(found.value is not None)

    def _keep(self, weights: dict[str, float]) -> None:
        office = self.session.office
        if attempt(self.session, lambda: evaluation.weigh(office, self.campaign, weights)) is not None:
            self.accept()


def _box(stage: str, weight: float) -> QLineEdit:
    box = QLineEdit(spoken().number(weight))
    box.setFixedWidth(theme.px(64))
    box.setAccessibleName(say(sentence("Weight of “{stage}”", stage=tr(STAGE_NAMES[stage]))))
    return box


def _weight(typed: str) -> float:
    """The weight typed, in any digits; no number when it is none, which the score then refuses."""
    try:
        return float(typed.strip().replace(",", ".").replace("٫", "."))
    except ValueError:
        return math.nan
