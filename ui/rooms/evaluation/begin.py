"""Beginning an evaluation: which finished campaign is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hospcomms.domain.campaigns import CLOSED, EVALUATED, STATES, Campaign
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import Label as Word
from hospcomms.domain.wording import sentence
from hospcomms.services import records
from ui import theme
from ui.language import direction, say, shown, tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

MOST = 200
_STATES = {choice.key: choice.label for choice in STATES}


def finished(session: Session) -> list[Campaign]:
    """The closed campaigns, then those evaluated before, each the newest first."""
    query = Query(Campaign).where("state", Op.AMONG, (CLOSED, EVALUATED)).where("is_template", Op.IS, False)
    newest = Query(Campaign, query.conditions, sort=(Sort("end", descending=True),))
    found: list[Campaign] = list(records.find(session.office, newest, MOST))
    return sorted(found, key=lambda campaign: campaign.state != CLOSED)


def begin(session: Session) -> None:
    """Ask which campaign, or say that none is closed."""
    found = finished(session)
    if not found:
        session.go.refuse(sentence("No campaign is closed yet. Close a campaign, then evaluate it."))
        return
    EvaluateDialog(session, found, QApplication.activeWindow()).exec()


class EvaluateDialog(QDialog):
    """The list of finished campaigns; the one chosen opens at its evaluation."""

    def __init__(self, session: Session, found: Sequence[Campaign], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._found = session, found
        self.setLayoutDirection(direction())
        self.setWindowTitle(tr("Evaluate a campaign"))
        self.setMinimumWidth(theme.px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addWidget(Label(tr("Evaluate a campaign"), role="section"))
        column.addWidget(Label(tr("Choose the campaign whose evaluation is opened."), tone="text2", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Finished campaigns"))
        for campaign in found:
            words = sentence("{title} ({kind})", title=campaign.title, kind=Word(_STATES[campaign.state]))
            item = QListWidgetItem(shown(say(words)))
            item.setSizeHint(QSize(0, theme.px(32)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.go)
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(Button(tr("Cancel"), self.reject))
        opening = Button(tr("Open the evaluation"), self.go, kind="primary")
        opening.setDefault(True)
        row.addWidget(opening)
        column.addLayout(row)

    def go(self) -> None:
        """Open the evaluation of the campaign chosen."""
        campaign = self._found[self.list.currentRow()]
        self.accept()
        self._session.go.open_record(Campaign, campaign.id, "evaluation_page")
