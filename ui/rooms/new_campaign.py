"""Beginning a campaign: an empty plan, a template, or a finished campaign with its days moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hospcomms.domain import campaigns as states
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Record
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import campaigns, records
from ui import theme
from ui.language import direction, say, shown, tr
from ui.records.form import Form
from ui.rooms.room import Section
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

FINISHED = 30
_SECTIONS = (Section("", ("title", "start")),)


@dataclass(frozen=True)
class Source:
    """Where a new campaign comes from; no ``campaign`` is an empty plan."""

    words: str
    campaign: Campaign | None


def sources(session: Session) -> list[Source]:
    """An empty plan, then the templates, then the latest finished campaigns."""
    finished = Query(Campaign).where("state", Op.AMONG, (states.CLOSED, states.EVALUATED))
    found = [Source(tr("Empty plan"), None)]
    found += [Source(template.title, template) for template in campaigns.templates(session.office)]
    found += [Source(old.title, old) for old in records.find(session.office, finished, FINISHED) if not old.is_template]
    return found


def begin(session: Session) -> None:
    """Ask what the new campaign is made from; an empty plan opens its form at once."""
    found = sources(session)
    if len(found) == 1:
        session.go.new_record(Campaign)
        return
    NewCampaign(session, found, QApplication.activeWindow()).exec()


class NewCampaign(QDialog):
    """The list of sources and, for a copy, its title and first day."""

    def __init__(self, session: Session, found: list[Source], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._sources = session, found
        self.setLayoutDirection(direction())
        self.setWindowTitle(tr("New campaign"))
        self.setMinimumWidth(theme.px(480))
        column = QVBoxLayout(self)
        column.addWidget(Label(tr("New campaign"), role="section", bold=True))
        column.addWidget(
            Label(tr("Begin with an empty plan, a template or a finished campaign."), tone="text2", wrap=True)
        )
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Begin with"))
        for source in found:
            item = QListWidgetItem(shown(self._words(source)))
            item.setSizeHint(QSize(0, theme.px(32)))
            self.list.addItem(item)
        column.addWidget(self.list)
        self._made = 0
        self.form = Form(session, campaigns.CopyOrder(start=self._start()), _SECTIONS, keep=self._copy, sheet="plain")
        column.addWidget(self.form)
        column.addLayout(self._buttons())
        self.list.currentRowChanged.connect(self._chosen)
        self.list.itemActivated.connect(self._go)
        self.list.setCurrentRow(0)

    def _start(self) -> date:
        return self._session.office.today

    def _words(self, source: Source) -> str:
        if source.campaign is None:
            return source.words
        kind = N_("Template") if source.campaign.is_template else N_("Finished campaign")
        return say(sentence("{title} ({kind})", title=source.words, kind=Word(kind)))

    @staticmethod
    def _title(campaign: Campaign) -> str:
        """A template's own title is no campaign's: the officer types one."""
        return "" if campaign.is_template else campaign.title

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(Button(tr("Cancel"), self.reject))
        go = Button(tr("Begin"), self._go, kind="primary")
        go.setDefault(True)
        row.addWidget(go)
        return row

    def _chosen(self, row: int) -> None:
        source = self._sources[row]
        self.form.setVisible(source.campaign is not None)
        if source.campaign is not None:
            self.form.load(campaigns.CopyOrder(title=self._title(source.campaign), start=self._start()))
        self.adjustSize()

    def _go(self) -> None:
        source = self._sources[self.list.currentRow()]
        if source.campaign is None:
            self.accept()
            self._session.go.new_record(Campaign)
            return
        if self.form.save():
            self.accept()
            self._session.go.open_record(Campaign, self._made)

    def _copy(self, order: Record) -> Commit:
        source = self._sources[self.list.currentRow()].campaign
        assert source is not None
        assert isinstance(order, campaigns.CopyOrder)
        commit = campaigns.copy(self._session.office, source, order)
        self._made = commit.saved(Campaign).id
        return commit
