"""The form of a record: what is typed is checked, kept as a draft, saved, and never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem, errors, is_empty, problems_of
from hospcomms.domain.errors import Invalid, Refusal, Stale
from hospcomms.domain.fields import Record, changed_fields, fields_of, typed
from hospcomms.domain.wording import N_, counted
from hospcomms.services import records
from ui.language import say, tr
from ui.records.compare import COMPARE, CompareDialog
from ui.records.form_draft import Draft
from ui.records.form_layout import FieldCell, Fields, Group, make_sections, worst
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.messages import Banner
from ui.widgets.sheets import Sheet

DRAFT_WAIT = 2000  # milliseconds of quiet before a draft is kept
CHECK_WAIT = 500
DRAFT_BACK = N_("What was typed here and not saved is back.")
DISCARD = N_("Discard it")
Keep = Callable[[Record], Commit]


def all_fields(record: type[Record], *leave_out: str) -> tuple[Group, ...]:
    """One section of every field an officer fills in, but the link to the whole and the reference."""
    skipped = {record.whole, "reference", *leave_out}
    return (Fields(tuple(field.name for field in typed(record) if field.name not in skipped)),)


class Form(QWidget):
    """Shows a record in sections and saves it. ``keep`` replaces plain saving (for a verb that asks).

    ``saved`` carries the record as it was written; ``dirtied`` tells whether something is not saved yet.
    Ctrl+S saves and F8 goes to the next problem while the cursor is inside.
    """

    saved = Signal(object)
    dirtied = Signal(bool)

    def __init__(
        self,
        session: Session,
        record: Record,
        sections: Sequence[Group],
        *,
        keep: Keep | None = None,
        sheet: str = "card",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._record = record
        self._keep = keep or (lambda edited: records.save(session.office, edited))
        self._touched: set[str] = set()
        self._asked = False  # saving was tried: what is missing is said from now on
        self._saving = False
        self._draft = Draft(session, record)
        self.banner = Banner(self)
        self.banner.dismissed.connect(self.updateGeometry)
        self._count = Button("", self.next_problem, kind="link", tone="late", key="F8")
        self._count.hide()
        grids, self.cells = make_sections(session, record, sections)
        body = Sheet(sheet, padding=16 if sheet == "card" else 0)
        body.body.setSpacing(px(16))
        for grid in grids:
            body.body.addWidget(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for widget in (self.banner, self._count, body):
            column.addWidget(widget)
        column.addStretch(1)
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_WAIT)
        self._draft_timer.timeout.connect(self.keep_draft)
        self._check_timer = QTimer(self, singleShot=True, interval=CHECK_WAIT)
        self._check_timer.timeout.connect(self._check)
        for name, cell in self.cells.items():
            cell.editor.edited.connect(lambda name=name: self._edited(name))
        session.bus.committed.connect(self._heard)
        self._offer_draft()

    @property
    def dirty(self) -> bool:
        """True while something is typed that is not saved."""
        return bool(self._touched)

    def record(self) -> Record:
        """The record as the form shows it; an untouched field keeps exactly what was stored."""
        values = {name: self.cells[name].editor.value() for name in self._touched}
        return replace(self._record, **values)

    def problems(self) -> list[Problem]:
        """What cannot be read, then what the record's rules say about the rest."""
        unread = [
            Problem(name, trouble)
            for name, cell in self.cells.items()
            if (trouble := cell.editor.trouble()) is not None
        ]
        names = {problem.field for problem in unread}
        return unread + [problem for problem in problems_of(self.record()) if problem.field not in names]

    def save(self) -> bool:
        """Save what is typed. On refusal the reasons are shown, nothing typed is lost, and False returned."""
        if self._saving:
            return False
        self._asked = True
        found = self.problems()
        self.show_problems(found)
        if errors(found):
            self.next_problem()
            return False
        if self._record.id and self.record() == self._record:
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
            self.show_problems(list(refusal.problems))
            self.next_problem()
        except Refusal as refusal:
            # A full disk, a locked folder: the text stays, and is kept as a draft if that can be written.
            self.banner.show_message("late", say(refusal.sentence))
        else:
            self._written(commit)
            return True
        return False

    def _written(self, commit: Commit) -> None:
        self._draft_timer.stop()
        self._draft.discard()
        wanted = type(self._record)
        written = next((step.after for step in commit.steps if type(step.after) is wanted), None)
        self.banner.dismiss()
        self.load(written or self.record())
        self.session.go.committed(commit)
        self.saved.emit(self._record)

    def load(self, record: Record) -> None:
        """Show a record as it is stored; what was typed and not saved is given up."""
        self._record = record
        self._draft.of(record)
        self._touched.clear()
        for name, cell in self.cells.items():
            cell.editor.set_value(getattr(record, name))
            cell.show_problem(None)
        self._count.hide()
        self._asked = False
        self.dirtied.emit(False)

    def discard(self) -> None:
        """Give up what was typed and show what is stored."""
        self._draft_timer.stop()
        self._draft.discard()
        self.load(self._record)

    def keep_draft(self) -> None:
        """Keep what is typed until it is saved or discarded."""
        self._draft_timer.stop()
        if self.dirty:
            try:
                self._draft.keep(self.cells, self._touched)
            except Refusal as refusal:
                self.banner.show_message("late", say(refusal.sentence))

    def focus(self, name: str = "") -> None:
        """Put the cursor into a field, the first one if none is named, and bring it into view."""
        cell = self.cells.get(name) or next(iter(self.cells.values()), None)
        if cell is None:
            return
        cell.editor.focus()
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(cell, 0, px(40))

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Say each problem under its field; those of no field stand in the banner; a line counts the errors."""
        for name, cell in self.cells.items():
            cell.show_problem(worst(problem for problem in found if problem.field == name))
        elsewhere = worst(problem for problem in found if problem.field not in self.cells)
        if elsewhere is not None:
            self.banner.show_message("late" if errors([elsewhere]) else "soon", say(elsewhere.message))
        count = len(errors(found))
        self._count.name_it(say(counted("{n} problem to correct", "{n} problems to correct", count)), "F8")
        self._count.setVisible(count > 0)

    def next_problem(self) -> None:
        """Go to the first field with a problem after the one with the cursor, and round again."""
        names = [name for name, cell in self.cells.items() if cell.problem and errors([cell.problem])]
        names = names or [name for name, cell in self.cells.items() if cell.problem]
        if not names:
            return
        order = list(self.cells)
        here = next((name for name in order if self.cells[name].isAncestorOf(self.focusWidget() or self)), "")
        place = order.index(here) if here else -1
        self.focus(next((name for name in names if order.index(name) > place), names[0]))

    def _check(self) -> None:
        """While typing, only fields that were touched are judged; after a try to save, all are."""
        found = self.problems()
        if not self._asked:
            named = fields_of(type(self._record))
            found = [
                problem
                for problem in found
                if problem.field in self._touched and not self._is_blank(named[problem.field].name)
            ]
        self.show_problems(found)

    def _is_blank(self, name: str) -> bool:
        editor = self.cells[name].editor
        return editor.trouble() is None and is_empty(editor.value())

    def _edited(self, name: str) -> None:
        was_dirty = self.dirty
        self._touched.add(name)
        self._draft_timer.start()
        self._check_timer.start()
        if not was_dirty:
            self.dirtied.emit(True)

    def _offer_draft(self) -> None:
        kept = {name: value for name, value in self._draft.found().items() if name in self.cells}
        if not kept:
            return
        for name, value in kept.items():
            self.cells[name].editor.set_draft(value)
            self._touched.add(name)
        self.banner.show_message("soon", tr(DRAFT_BACK), (tr(DISCARD), self.discard))

    def _heard(self, commit: Commit) -> None:
        """Somebody changed the record: untouched fields follow, a clash is said."""
        mine = type(self._record)
        if self._saving or not self._record.id or not commit.touches(mine, self._record.id):
            return
        stored = next((step.after for step in commit.steps if step.record.id == self._record.id), None)
        if stored is None:
            return
        clash = {field.name for field in changed_fields(self._record, stored)} & self._touched
        if clash:
            self._meet_other()
            return
        self._follow(stored)

    def _follow(self, stored: Record) -> None:
        self._record = stored
        self._draft.of(stored)
        for name, cell in self.cells.items():
            if name not in self._touched:
                cell.editor.set_value(getattr(stored, name))

    def _meet_other(self) -> None:
        self.keep_draft()
        self.banner.show_message("soon", say(Stale().sentence), (tr(COMPARE), self.compare))

    def compare(self) -> None:
        """Show what is typed beside what was saved meanwhile, and let the officer keep one side."""
        stored = records.get(self.session.office, type(self._record), self._record.id)
        described = fields_of(type(stored))
        fields = [described[name] for name in self.cells if name in self._touched]
        dialog = CompareDialog(self.session, fields, self.record(), stored, self.window())
        dialog.mine.connect(lambda: self._keep_mine(stored))
        dialog.theirs.connect(lambda: self._take_theirs(stored))
        dialog.open()

    def _keep_mine(self, stored: Record) -> None:
        self._follow(stored)
        self.save()

    def _take_theirs(self, stored: Record) -> None:
        self._draft.discard()
        self.load(stored)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.key() == Qt.Key.Key_F8:
            self.next_problem()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.keep_draft()
