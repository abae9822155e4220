"""The form of a record: what is typed is checked, kept as a draft, saved, and never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import errors
from hospcomms.domain.errors import Invalid, Refusal, Stale
from hospcomms.domain.fields import Record, typed
from hospcomms.domain.wording import N_
from hospcomms.services import records
from ui.language import say, tr
from ui.records.compare import COMPARE, CompareDialog
from ui.records.draft_timer import DraftTimer
from ui.records.form_draft import Draft
from ui.records.form_entry import Entry
from ui.records.form_layout import Fields, Group, bring_into_view, make_sections
from ui.records.form_problems import FormProblems
from ui.session import Session
from ui.theme import px
from ui.widgets.messages import Banner
from ui.widgets.sheets import Sheet

DRAFT_WAIT = 2000  # milliseconds of quiet before a draft is kept; DraftTimer waits no longer than its latest
CHECK_WAIT = 500
DRAFT_BACK = N_("What was typed here and not saved is back.")
DISCARD = N_("Discard it")
PASSING = ("busy", "disk-full", "disk-error", "read-only", "file-open", "not-written")
Keep = Callable[[Record], Commit]


def all_fields(record: type[Record], *leave_out: str) -> tuple[Group, ...]:
    """One section of every field an officer fills in, but the link to the whole and the reference."""
    skipped = {record.whole, "reference", *leave_out}
    return (Fields(tuple(field.name for field in typed(record) if field.name not in skipped)),)


def nothing_below(_section: Group) -> Sequence[QWidget]:
    """A form without parts."""
    return ()


def quiet_timer(owner: QWidget, wait: int, act: Callable[[], object]) -> QTimer:
    """Does ``act`` once ``wait`` milliseconds have passed since it was last started."""
    timer = QTimer(owner, singleShot=True, interval=wait)
    timer.timeout.connect(act)
    return timer


def _once_more(refusal: Refusal, act: Callable[[], object]) -> tuple[str, Callable[[], object]] | None:
    """The button beside a refusal that passes: when it is pressed there may be room, or nobody holds the file."""
    return (tr("Try again"), act) if refusal.kind in PASSING else None


def _sheet_of(kind: str, widgets: Sequence[QWidget]) -> Sheet:
    """The sections of a form below each other."""
    sheet = Sheet(kind, padding=16 if kind == "card" else 0)
    sheet.body.setSpacing(px(16))
    for widget in widgets:
        sheet.body.addWidget(widget)
    return sheet


class Form(QWidget):
    """Shows a record in sections and saves it.

    ``keep`` replaces plain saving (for a verb that asks, and then nothing typed is kept as a draft unless ``drafts``);
    ``below`` gives what stands under a section, such as the tables of its parts. ``saving`` comes before each try,
    ``saved`` carries the record as it was written, ``dirtied`` tells whether something is not saved yet. Inside,
    Ctrl+S saves and F8 goes to the next problem.
    """

    saving = Signal()
    saved = Signal(object)
    dirtied = Signal(bool)

    def __init__(
        self,
        session: Session,
        record: Record,
        sections: Sequence[Group],
        *,
        keep: Keep | None = None,
        drafts: bool = False,
        sheet: str = "card",
        below: Callable[[Group], Sequence[QWidget]] = nothing_below,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._keep = keep or (lambda edited: records.save(session.office, edited))
        self._asked = False  # saving was tried: what is missing is said from now on
        self._saving = False
        self._draft = Draft(session, record, wanted=keep is None or drafts)
        self.banner = Banner(self)
        grids, self.cells = make_sections(session, record, sections)
        self.entry = Entry(record, self.cells, grids)
        self.wrong = FormProblems(self.cells, self.banner, self.focus)
        body = _sheet_of(sheet, [widget for at, grid in enumerate(grids) for widget in (grid, *below(sections[at]))])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for widget in (self.banner, self.wrong.count, body):
            column.addWidget(widget)
        column.addStretch(1)
        self._draft_timer = DraftTimer(self, DRAFT_WAIT, self.keep_draft)
        self._check_timer = quiet_timer(self, CHECK_WAIT, self.check)
        for name, cell in self.cells.items():
            cell.editor.edited.connect(lambda name=name: self._edited(name))
        session.bus.committed.connect(self._heard)
        if self.entry.put_back(self._draft.found()):
            self.banner.show_message("soon", tr(DRAFT_BACK), (tr(DISCARD), self.discard))
            self.check()

    @property
    def dirty(self) -> bool:
        """True while something is typed that is not saved."""
        return bool(self.entry.touched)

    def record(self) -> Record:
        """The record as the form shows it."""
        return self.entry.typed()

    def check(self) -> None:
        """While typing, only fields that were touched are judged; after a try to save, all are."""
        self.wrong.show(self.entry.problems() if self._asked else self.entry.early_problems())

    def save(self) -> bool:
        """Save what is typed. On refusal the reasons are shown, nothing typed is lost, and False returned."""
        if self._saving:
            return False
        self.saving.emit()
        self._asked = True
        found = self.entry.problems()
        self.wrong.show(found)
        if errors(found):
            self.wrong.next()
            return False
        if self.entry.stored.id and self.record() == self.entry.stored:
            self.discard()
            return True
        self._saving = True
        try:
            return self._save()
        finally:
            self._saving = False

    def _save(self) -> bool:
        try:
            commit = self._keep(self.record())
        except Stale:
            self._meet_other()
        except Invalid as refusal:
            self.wrong.show(refusal.problems)
            self.wrong.next()
        except Refusal as refusal:
            # A full disk, a locked folder: the text stays, and is kept as a draft if that can be written.
            self.banner.show_message("late", say(refusal.sentence), _once_more(refusal, self.save))
        else:
            self._written(commit)
            return True
        return False

    def _written(self, commit: Commit) -> None:
        self._draft_timer.stop()
        self._draft.discard()
        kind = type(self.entry.stored)
        written = next((step.after for step in commit.steps if type(step.after) is kind), None)
        self.banner.dismiss()
        self.load(written or self.record())
        self.session.go.committed(commit)
        self.saved.emit(self.entry.stored)

    def load(self, record: Record) -> None:
        """Show a record as it is stored; what was typed and not saved is given up."""
        self._draft.of(record)
        self.entry.show(record)
        self._check_timer.stop()
        self.wrong.count.hide()
        self._asked = False
        self.dirtied.emit(False)

    def discard(self) -> None:
        """Give up what was typed and show what is stored."""
        self._draft_timer.stop()
        self._draft.discard()
        self.load(self.entry.stored)

    def keep_draft(self) -> bool:
        """Keep what is typed until it is saved or discarded; False when the disk refuses."""
        self._draft_timer.stop()
        if self.dirty:
            try:
                self._draft.keep(self.cells, self.entry.touched)
            except Refusal as refusal:
                self.banner.show_message("late", say(refusal.sentence))
                return False
        return True

    def focus(self, name: str = "") -> None:
        """Put the cursor into a field, the first one if none is named, and bring it into view."""
        cell = self.cells.get(name) or next(iter(self.cells.values()), None)
        if cell is None:
            return
        cell.editor.focus()
        bring_into_view(cell)

    def compare(self) -> None:
        """Show what is typed beside what was saved meanwhile, and let the officer keep one side."""
        stored = records.get(self.session.office, type(self.entry.stored), self.entry.stored.id)
        dialog = CompareDialog(self.session, self.entry.fields(), self.record(), stored, self.window())
        dialog.mine.connect(lambda: self.keep_mine(stored))
        dialog.theirs.connect(lambda: self.take_theirs(stored))
        dialog.open()

    def keep_mine(self, stored: Record) -> None:
        """Save what is typed over what was saved meanwhile; its other fields stay as they were saved."""
        self._draft.of(stored)
        self.entry.follow(stored)
        self.save()

    def take_theirs(self, stored: Record) -> None:
        """Give up what is typed for what was saved meanwhile."""
        self._draft.discard()
        self.load(stored)

    def _edited(self, name: str) -> None:
        first = not self.dirty
        self.entry.touch(name)
        self._draft_timer.start()
        self._check_timer.start()
        if first:
            self.dirtied.emit(True)

    def _heard(self, commit: Commit) -> None:
        """Somebody changed the record: untouched fields follow, a clash is said."""
        mine = self.entry.stored
        if self._saving or not mine.id or not commit.touches(type(mine), mine.id):
            return
        stored = next((step.after for step in commit.steps if step.record.id == mine.id), None)
        if stored is not None and self.entry.clashes(stored):
            self._meet_other()
        elif stored is not None:
            self._draft.of(stored)
            self.entry.follow(stored)

    def _meet_other(self) -> None:
        self.keep_draft()
        self.banner.show_message("soon", say(Stale().sentence), (tr(COMPARE), self.compare))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.key() == Qt.Key.Key_F8:
            self.wrong.next()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.keep_draft()
