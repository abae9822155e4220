"""The records past the time of one rule: ticked, then erased for good or kept for now, each by a person’s decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QVBoxLayout

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.changes import Commit, Step
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.privacy import RetentionRule
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.domain.wording import Label as Words
from hospcomms.services import retention
from ui import theme
from ui.language import say, tr
from ui.records.display import named
from ui.records.form_dialog import FormDialog
from ui.rooms.agenda_page import ReadWhenSeen
from ui.rooms.retention_rows import TickList, ident_of
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import EmptyState, Sheet

if TYPE_CHECKING:
    from hospcomms.services.privacy.erasure import Erased, Foreseen
    from ui.background import Progress

TICK_ALL = N_("Tick all")
KEPT, DECIDED = N_("Kept for now"), N_("Erasure decided")
GO, KEEP_NOW = N_("Erase for good"), N_("Keep for now")


class PastRecords(ReadWhenSeen):
    """A line for each record with the day its time was over; nothing is ticked at first."""

    def __init__(self, session: Session, rule: RetentionRule) -> None:
        super().__init__(session)
        self.rule = rule
        self.mark, self.told = Mark("note"), Label("", role="small", tone="text2", wrap=True)
        self.list = TickList(tr(N_("Records past their time")))
        self.all = Button(tr(TICK_ALL), self.list.tick_all, kind="row", icon="checkmark")
        self.keep = Button(tr(retention.KEEP), self.ask_to_keep, kind="row", icon="clock")
        self.erase = Button(tr(retention.ERASE), self.ask_to_erase, kind="row", icon="delete", tone="late")
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
            self.list.add(one.record.id, self._words(one))
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

    def _words(self, one: retention.Past) -> Sentence:
        title = named(one.record, self.session.locale) or one.record.reference or str(one.record.id)
        return _said(title, one)

    def _count(self) -> None:
        """Say how many are ticked, or why nothing may be erased now."""
        chosen, paused = len(self.list.ticked()), self._due.paused
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
        self.session.go.open_record(_kind(self.rule), ident_of(item))

    def ask_to_keep(self) -> None:
        """Ask why these records are kept for now, and when to ask again."""
        wanted = self.list.ticked()

        def act(order: Record) -> Commit:
            assert isinstance(order, retention.KeepOrder)
            retention.keep(self.session.office, self.rule, wanted, order)
            return _told(self.session, self.rule, KEPT)

        order, title = retention.KeepOrder(), retention.KEEP
        dialog = FormDialog(self.session, order, title, verb=KEEP_NOW, keep=act, parent=self.window())
        said = counted("{n} record kept for now.", "{n} records kept for now.", len(wanted))
        dialog.saved.connect(lambda _asked: self.session.go.say(said))
        dialog.open()

    def ask_to_erase(self) -> None:
        """Say what would go, which is looked up beside the window, and ask who decided."""
        wanted = self.list.ticked()
        office, rule = self.session.office, self.rule
        self.erase.setEnabled(False)

        def foresee(_progress: Progress) -> Foreseen:
            return retention.foresee(office, rule, wanted)

        self.session.background.start(
            self, foresee, done=lambda found: self._foreseen(wanted, found), failed=self._refused
        )

    def _foreseen(self, wanted: list[int], found: Foreseen) -> None:
        self._count()
        if found.refused:
            self.session.go.refuse(found.refused[0])
            return
        self._order_erasure(wanted, found)

    def _order_erasure(self, wanted: list[int], found: Foreseen) -> None:
        """Ask who decided; there is no way back, and that is said before."""
        asked: list[retention.EraseOrder] = []

        def act(order: Record) -> Commit:
            assert isinstance(order, retention.EraseOrder)
            retention.refuse_to_erase(self.session.office, self.rule, wanted, order)
            asked.append(order)
            return _told(self.session, self.rule, DECIDED)

        order, title = retention.EraseOrder(), retention.ERASE
        dialog = FormDialog(self.session, order, title, verb=GO, keep=act, parent=self.window())
        dialog.go.restyle("danger")
        dialog.foretell(_foretold(found))
        dialog.saved.connect(lambda _asked: self._erase(wanted, asked[-1]))
        dialog.open()

    def _erase(self, wanted: list[int], order: retention.EraseOrder) -> None:
        """Erase beside the window: backups are made before and after."""
        office, rule = self.session.office, self.rule

        def work(_progress: Progress) -> Erased:
            return retention.erase(office, rule, wanted, order)

        self.setEnabled(False)
        self.session.go.say(sentence("Erasing. Backups are made before and after."))
        self.session.background.start(self, work, done=self._erased, failed=self._refused)

    def _erased(self, erased: Erased) -> None:
        self.setEnabled(True)
        self.session.go.committed(erased.commit)
        self.read()
        said = sentence("Erased. The certificate {number} says what and why.", number=erased.certificate.title)
        self.session.go.say(said)

    def _refused(self, error: BaseException) -> None:
        self.setEnabled(True)
        self._count()
        if not isinstance(error, Refusal):
            raise error
        self.session.go.refuse(error.sentence)


def _foretold(found: Foreseen) -> tuple[Sentence, ...]:
    """What goes, what loses a link, what remains, and that there is no way back."""
    gone = tuple(sentence("{kind}: {n}", kind=Words(kind.many), n=many) for kind, many in found.removed)
    said = [
        sentence("To be erased for good: {kinds}.", kinds=gone),
        sentence("Neither undo nor the bin brings it back. A certificate without names is kept."),
    ]
    if found.blanked:
        loses = tuple(sentence("{kind}: {n}", kind=Words(kind.many), n=many) for kind, many in found.blanked)
        said.append(sentence("A link or a name is taken out of: {kinds}.", kinds=loses))
    return (*said, *found.remains)


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
