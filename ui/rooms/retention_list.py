"""The records past the time of one rule: ticked, then erased for good or kept for now, each by a person’s decision."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.changes import Commit, Step
from hospcomms.domain.fields import Record
from hospcomms.domain.privacy import RetentionRule
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import retention
from ui import theme
from ui.language import plain, say, shown, tr
from ui.records.form_dialog import FormDialog
from ui.rooms.agenda_page import ReadWhenSeen
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import EmptyState, Sheet

IDENT = Qt.ItemDataRole.UserRole
TICK_ALL = N_("Tick all")
KEPT, ERASED = N_("Kept for now"), N_("Erased at the end of the time")


class PastRecords(ReadWhenSeen):
    """A line for each record with the day its time was over; nothing is ticked at first."""

    def __init__(self, session: Session, rule: RetentionRule) -> None:
        super().__init__(session)
        self.rule = rule
        self.mark, self.told = Mark("note"), Label("", role="small", tone="text2", wrap=True)
        self.all = Button(tr(TICK_ALL), self.tick_all, kind="row", icon="checkmark")
        self.keep = Button(tr(retention.KEEP), self.ask_to_keep, kind="row", icon="clock")
        self.erase = Button(tr(retention.ERASE), self.ask_to_erase, kind="row", icon="delete", tone="late")
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(tr(N_("Records past their time")))
        self.list.itemChanged.connect(lambda _item: self._count())
        self.list.itemActivated.connect(self._open)
        line = tr(N_("When the time of a record is over, it is proposed here. Nothing is erased by itself."))
        self.empty = EmptyState("checkmark_circle", tr(N_("No record of this kind is past its time")), line)
        self._compose()
        self.read()

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.mark)
        head.addWidget(self.told, 1)
        for button in (self.all, self.keep, self.erase):
            head.addWidget(button)
        self.sheet = Sheet(padding=12)
        self.sheet.body.addLayout(head)
        self.sheet.body.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        column.addWidget(self.empty)
        self.setFocusProxy(self.list)

    def read(self) -> None:
        """Show what is past its time now."""
        office = self.session.office
        self._due, found = retention.due_of(office, self.rule), retention.past(office, self.rule)
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            self.list.addItem(self._item(one))
        self.list.blockSignals(False)
        self.sheet.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._count()

    def renew(self, record: Record) -> None:
        """The rule itself was changed: count by what it says now."""
        assert isinstance(record, RetentionRule)
        if record != self.rule:
            self.rule = record
            self.read()

    def _item(self, one: retention.Past) -> QListWidgetItem:
        title = one.record.named(self.session.locale.language) or one.record.reference or str(one.record.id)
        item = QListWidgetItem(shown(say(_said(title, one))))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setData(IDENT, one.record.id)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, plain(say(_said(title, one))))
        return item

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]

    def ticked(self) -> list[int]:
        """The ids of the records that are ticked."""
        return [int(item.data(IDENT)) for item in self._items() if item.checkState() is Qt.CheckState.Checked]

    def tick_all(self) -> None:
        """Tick every record shown, or none where all are ticked."""
        whole = len(self.ticked()) == self.list.count()
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked if whole else Qt.CheckState.Checked)

    def _count(self) -> None:
        """Say how many are ticked, or why nothing may be erased now."""
        chosen, paused = len(self.ticked()), self._due.paused
        self.keep.setEnabled(chosen > 0)
        self.erase.setEnabled(chosen > 0 and paused is None)
        self.mark.show_shape("paused" if paused is not None else "note")
        self.told.setText(say(paused if paused is not None else self._standing(chosen)))

    def _standing(self, chosen: int) -> Sentence:
        if chosen:
            return counted("{n} record ticked", "{n} records ticked", chosen)
        many = counted("{n} record past its time", "{n} records past their time", self._due.count)
        if self._due.count > self.list.count():
            return sentence("{records}. The {n} oldest are shown.", records=many, n=self.list.count())
        return many

    def _open(self, item: QListWidgetItem) -> None:
        self.session.go.open_record(_kind(self.rule), int(item.data(IDENT)))

    def ask_to_keep(self) -> None:
        """Ask why these records are kept for now, and when to ask again."""
        wanted = self.ticked()

        def act(order: Record) -> Commit:
            assert isinstance(order, retention.KeepOrder)
            retention.keep(self.session.office, self.rule, wanted, order)
            return _told(self.session, self.rule, KEPT)

        self._ask(retention.KeepOrder(), retention.KEEP, act, wanted)

    def ask_to_erase(self) -> None:
        """Ask who decided, then erase; there is no way back, and that is said before."""
        wanted = self.ticked()

        def act(order: Record) -> Commit:
            assert isinstance(order, retention.EraseOrder)
            retention.erase(self.session.office, self.rule, wanted, order)
            return _told(self.session, self.rule, ERASED)

        dialog = self._ask(retention.EraseOrder(), retention.ERASE, act, wanted)
        dialog.foretell(
            (
                counted("{n} record will be erased for good.", "{n} records will be erased for good.", len(wanted)),
                sentence("Neither undo nor the bin brings it back. A certificate without names is kept."),
            )
        )

    def _ask(self, order: Record, name: str, act: Any, wanted: list[int]) -> FormDialog:
        dialog = FormDialog(self.session, order, name, verb=name, keep=act, parent=self.window())
        said = counted("{n} record decided on.", "{n} records decided on.", len(wanted))
        dialog.saved.connect(lambda _asked: self._decided(said))
        dialog.open()
        return dialog

    def _decided(self, said: Sentence) -> None:
        self.read()
        self.session.go.say(said)


def _kind(rule: RetentionRule) -> type[Record]:
    return BY_KEY[rule.kind]


def _said(title: str, one: retention.Past) -> Sentence:
    """The record, the day its time was over, and that it lies in the bin."""
    if one.record.binned_at is not None:
        return sentence("{title} · time over on {day} · in the bin", title=title, day=one.over)
    return sentence("{title} · time over on {day}", title=title, day=one.over)


def _told(session: Session, rule: RetentionRule, name: str) -> Commit:
    """What is told to the window of a decision that is no change of records: it stands in the log of access."""
    office = session.office
    return Commit(0, name, office.clock(), office.store.who, (Step(rule, rule),), "log")
