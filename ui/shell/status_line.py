"""The line at the foot: the last change with its time, whose data it is, and the zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.domain.wording import Label as Words
from ui import theme
from ui.language import say, spoken, tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

if TYPE_CHECKING:
    from hospcomms.services.safety import Standing

BADGE = N_("Separate folder of a crisis")
SEPARATE = N_("This is a separate folder. Bring the crisis home when the office opens again.")


def told(commit: Commit) -> Sentence:
    """What a change did, in one line: its name and what it touched."""
    what = named(commit)
    if commit.kind == "undo":
        return sentence("Undone: {what}", what=what)
    if commit.kind == "redo":
        return sentence("Done again: {what}", what=what)
    return what


def named(commit: Commit) -> Sentence:
    """The name of a change with the record it is about, or their number."""
    if commit.size == 1:
        return sentence("{name}: {title}", name=Words(commit.name), title=_title(commit.steps[0].record))
    return counted("{name} ({n} record)", "{name} ({n} records)", commit.size, name=Words(commit.name))


def _title(record: Record) -> str | Words:
    """What stands for a record: its title, the words of a choice, not its key, or its kind while it has no title."""
    title = fields_of(type(record))[type(record).title_field]
    chosen = title.choice(record.caption)
    return Words(chosen.label) if chosen is not None else record.caption or Words(type(record).one)


class StatusLine(QFrame):
    """Last change · age of the backups, a way to their page · badge of the sample or of a crisis · zoom."""

    safety = Signal()

    def __init__(self, *, sample: bool, separate: bool = False) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self.setFixedHeight(theme.px(27))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        self._mark = Mark("done", 12)
        self._last = Label("", role="small", tone="text2", elide=True)
        self._mark.hide()
        row.addWidget(self._mark)
        row.addWidget(self._last, 1)
        self._shape = Mark("note", 12)
        self._copies = Button(tr("Safety of the data"), self.safety.emit, kind="small")
        for widget in (self._shape, self._copies):
            row.addWidget(widget)
            widget.hide()
        if sample or separate:
            whose = tr("Sample hospital · invented data") if sample else tr(BADGE)
            badge = Label(whose, role="small", tone="text2")
            badge.setProperty("badge", "true")
            badge.setFixedHeight(theme.px(20))
            row.addWidget(badge)
        row.addWidget(Label(spoken().percent(theme.current().zoom), role="small", tone="text2"))

    def show_commit(self, commit: Commit) -> None:
        """Tell of the last change and when it was."""
        self._mark.show()
        line = sentence("{what} · {time}", what=told(commit), time=spoken().time(commit.at))
        self._last.setText(say(line))

    def show_safety(self, standing: Standing) -> None:
        """Say how old the backups are; the words lead to their page."""
        self._shape.show_shape(standing.severity)
        self._copies.name_it(say(standing.words))
        self._shape.show()
        self._copies.show()

    def safety_words(self) -> str:
        """How old the backups are, as it reads."""
        return self._copies.accessibleName()

    def words(self) -> str:
        """The last change as it reads."""
        return self._last.words()
