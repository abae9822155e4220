"""What the attendance and the evaluation form of a session share: a table of counts that is typed, judged and saved."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import records
from hospcomms.services.sessions import missing_to_count
from ui import theme
from ui.language import say, tr
from ui.remembered import recall, remember
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.count_grid import CountGrid, Place
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import Sheet, scrolled

NOT_SAVED = sentence("What was typed here before was not saved yet.")


class CountsTab(QWidget):
    """A table of counts over the sentence that judges them; ``Save`` writes one change.

    What is typed and not saved when the page is left is kept and shown again.
    """

    kept_as = ""
    widest = 760
    """Width of the table at 100 %, at most: numbers far apart are hard to compare."""

    def __init__(self, session: Session, record: EducationSession, grid: CountGrid) -> None:
        super().__init__()
        self.session, self.record, self.grid = session, record, grid
        self.dirty = False
        self.mark = Mark("note", 18)
        self.words = Label("", wrap=True)
        self.save_button = Button(tr(N_("Save")), self.save, kind="primary", key="Ctrl+S")
        self._compose()
        grid.edited.connect(self._edited)
        grid.refused.connect(self._refused)
        session.bus.committed.connect(self._heard)
        self.setFocusProxy(grid)
        self.read()

    def _compose(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        sheet = Sheet(padding=0)
        sheet.setMaximumWidth(theme.px(self.widest))
        sheet.body.setContentsMargins(1, 1, 1, 1)
        sheet.body.addWidget(self.grid)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QWidget()
        foot.setLayout(row)
        foot.setMaximumWidth(theme.px(self.widest))
        hint = tr(N_("Enter goes down, Tab goes on. Rows copied in Excel can be pasted with Ctrl+V."))
        column.addWidget(sheet)
        column.addWidget(foot)
        column.addWidget(Label(hint, role="small", tone="text2", wrap=True))
        for widget in self.below():
            column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page))

    def below(self) -> list[QWidget]:
        """What stands under the table, nothing by itself."""
        return []

    @abstractmethod
    def stored(self) -> Mapping[Place, float | None]:
        """The counts as they are stored."""

    def judge(self) -> tuple[str, Sentence]:
        """The shape and the sentence that tell how the counts stand; ``late`` forbids saving."""
        early = missing_to_count(self.session.office, self.record)
        if early:
            return "late" if self.dirty else "note", early[0].message
        return self.judge_counts()

    @abstractmethod
    def judge_counts(self) -> tuple[str, Sentence]:
        """The same for a session whose people can be counted."""

    @abstractmethod
    def write(self) -> Commit:
        """Save the counts as one change. Raises Refusal."""

    # what is typed

    def read(self) -> None:
        """Show what is stored, or what was typed before and not saved."""
        kept = recall(self.session.office, self.kept_as).get(str(self.record.id))
        counts = dict(self.stored())
        if isinstance(kept, Mapping):
            counts |= {_place(key): float(value) if value is not None else None for key, value in kept.items()}
        self.grid.show_counts(counts)
        self._tell(dirty=isinstance(kept, Mapping))
        if isinstance(kept, Mapping):
            shape, said = self.judge()
            self._say(shape if shape == "late" else "soon", sentence("{parts}", parts=(NOT_SAVED, said)))

    def show_record(self, record: EducationSession) -> None:
        """Show the session as it stands now; what is typed stays."""
        self.record = record
        if self.dirty:
            self._tell(dirty=True)
        else:
            self.read()

    def _heard(self, commit: Commit) -> None:
        if not self.is_touched(commit):
            return
        try:
            found = records.get(self.session.office, EducationSession, self.record.id)
        except Missing:
            return
        self.show_record(found)

    def is_touched(self, commit: Commit) -> bool:
        """True when a change touches what is shown here."""
        return commit.touches(EducationSession, self.record.id)

    def _edited(self) -> None:
        self._tell(dirty=True)

    def _refused(self, text: str) -> None:
        said = sentence("“{text}” is no whole number; nothing was pasted.", text=text)
        self.session.go.refuse(said)

    def _tell(self, *, dirty: bool) -> None:
        self.dirty = dirty
        shape, said = self.judge()
        self._say(shape, said)
        self.save_button.setEnabled(dirty and shape != "late")

    def _say(self, shape: str, said: Sentence) -> None:
        self.mark.show_shape(shape)
        self.words.setText(say(said))

    def save(self) -> bool:
        """Write what is typed; False when it was refused."""
        if not self.dirty:
            return True
        shape, said = self.judge()
        if shape == "late":
            self.session.go.refuse(said)
            return False
        try:
            commit = self.write()
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            return False
        self.dirty = False
        self._keep(None)
        self.session.go.committed(commit)
        return True

    def _keep(self, counts: Mapping[Place, float | None] | None) -> None:
        office, key = self.session.office, str(self.record.id)
        kept = recall(office, self.kept_as)
        if counts is None and key not in kept:
            return
        kept.pop(key, None)
        if counts is not None:
            kept[key] = {f"{row},{column}": value for (row, column), value in counts.items()}
        remember(office, self.kept_as, kept)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.dirty and not event.spontaneous():
            self._keep(self.grid.counts())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save) and self.dirty:
            self.save()
        else:
            super().keyPressEvent(event)


def _place(key: str) -> Place:
    row, _, column = key.partition(",")
    return int(row), int(column)
