"""The list of the backups there are, each with a trial and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.domain.wording import Label as Words
from hospcomms.services.backups import WHY, Copy
from ui import theme
from ui.language import say, tr
from ui.records.editors.files import size_words
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

FIRST = 8
"""So many are shown at first; the rest when asked for."""
PLACES = {
    "here": N_("on this computer"),
    "outside": N_("in the second place"),
    "beside": N_("beside the data"),
}
VERIFIED, NOT_VERIFIED = N_("verified"), N_("not verified yet")
UPGRADE = N_("Before an upgrade")


class CopyList(QWidget):
    """The newest first. ``try_it`` and ``restore`` are called with the copy of a row."""

    def __init__(self, try_it: Callable[[Copy], Any], restore: Callable[[Copy], Any]) -> None:
        super().__init__()
        self._try, self._restore = try_it, restore
        self._copies: Sequence[Copy] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(10))

    def show_copies(self, copies: Sequence[Copy], most: int = FIRST) -> None:
        """Show the copies, or the first ``most`` of them."""
        self._copies = copies
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for copy in copies[:most]:
            self._rows.addWidget(self._row(copy))
        if len(copies) > most:
            words = counted("Show {n} more", "Show {n} more", len(copies) - most)
            more = Button(say(words), lambda: self.show_copies(copies, len(copies)), kind="link")
            self._rows.addWidget(more)
        if not copies:
            self._rows.addWidget(Label(tr("There is no backup yet."), tone="text2"))

    def set_busy(self, busy: bool) -> None:
        """Keep the buttons from being pressed while something is under way."""
        for button in self.findChildren(Button):
            button.setEnabled(not busy)

    def _row(self, copy: Copy) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(Mark("done" if copy.is_verified else "draft", 14), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        when = say(sentence("{when}", when=copy.at))
        why = WHY.get(copy.why, UPGRADE if copy.is_copy else "")
        told = sentence("{when} · {why}", when=copy.at, why=Words(why)) if why else sentence("{when}", when=copy.at)
        words.addWidget(Label(say(told), elide=True))
        words.addWidget(Label(self._about(copy), role="small", tone="text2", elide=True))
        line.addLayout(words, 1)
        trial = Button(tr("Try it"), lambda: self._try(copy), kind="row")
        trial.setAccessibleName(say(sentence("Try the backup of {when}", when=copy.at)))
        trial.setVisible(not copy.is_copy)
        back = Button(tr("Restore…"), lambda: self._restore(copy), kind="row")
        back.setAccessibleName(say(sentence("Restore the backup of {when}", when=copy.at)))
        for button in (trial, back):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.setAccessibleName(when)
        return row

    @staticmethod
    def _about(copy: Copy) -> str:
        parts = [tr(VERIFIED if copy.is_verified else NOT_VERIFIED), tr(PLACES[copy.where])]
        if copy.records:
            parts.append(say(counted("{n} record", "{n} records", copy.records)))
        parts.append(say(size_words(copy.size)))
        return " · ".join(parts)
