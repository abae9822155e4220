"""What a backup would bring and what it would take away, before anything is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import backups
from hospcomms.services.backups import Preview
from ui import theme
from ui.language import direction, say, spoken, tr
from ui.shell.help_pages import HELP
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.messages import Banner
from ui.widgets.secret_line import SecretLine
from ui.widgets.sheets import scrolled

WIDTH = 620
TITLE = N_("Restore the backup")


class RestoreDialog(QDialog):
    """``wanted`` carries the password of the backup ("" when it has none) once the officer has decided."""

    wanted = Signal(str)

    def __init__(self, found: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self.found = found
        self.setLayoutDirection(direction())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(TITLE))
        self.setProperty(HELP, "safety")
        self.setFixedWidth(theme.px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(*theme.margins(20, 16, 20, 16))
        column.setSpacing(theme.px(10))
        column.addWidget(Label(tr(TITLE), role="section"))
        told = sentence(
            "The data becomes what it was on {when}. The data of today is not deleted: a backup of it is made first,"
            " and its files are kept in a folder of their own.",
            when=found.copy.at,
        )
        column.addWidget(Label(say(told), wrap=True))
        self._warn(column)
        column.addWidget(self._table(), 1)
        self.secret = SecretLine(tr(N_("Password or recovery code of the backup")))
        self.secret.setVisible(found.needs_secret)
        column.addWidget(self.secret)
        self.banner = Banner()
        column.addWidget(self.banner)
        self.other = QCheckBox(tr(N_("Yes, replace my data by that of another office")))
        self.other.setVisible(found.is_other)
        column.addWidget(self.other)
        self._foot(column)

    def _warn(self, column: QVBoxLayout) -> None:
        found, lines = self.found, []
        lost = sum(found.newer.values())
        if lost:
            lines.append(
                counted(
                    "{n} record was entered or changed since: that is not in the backup.",
                    "{n} records were entered or changed since: that is not in the backup.",
                    lost,
                )
            )
        if found.is_other:
            name = found.hospital.best(spoken().language) or "–"
            lines.append(sentence("This backup holds the data of another office: {name}.", name=name))
        for line in lines:
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            row.addWidget(Mark("soon", 16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(say(line), wrap=True), 1)
            column.addLayout(row)

    def _table(self) -> QWidget:
        """Records in the backup, records now, and what was entered or changed since, for each kind that has any."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme.px(8), 0)
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(4))
        heads = (N_("Kind of record"), N_("In the backup"), N_("Now"), N_("Since then"))
        for place, head in enumerate(heads):
            grid.addWidget(Label(tr(head), role="small", tone="text2"), 0, place)
        keys = [key for key in BY_KEY if self.found.counts.get(key) or self.found.now.get(key)]
        keys.sort(key=lambda key: not self._differs(key))  # what would change is seen without scrolling
        for row, key in enumerate(keys, 1):
            grid.addWidget(Label(tr(BY_KEY[key].many)), row, 0)
            for place, counts in enumerate((self.found.counts, self.found.now, self.found.newer), 1):
                number = counts.get(key, 0)
                grid.addWidget(Label(spoken().number(number) if number or place < 3 else ""), row, place)
        grid.setColumnStretch(0, 1)
        area = scrolled(inside)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setMinimumHeight(theme.px(120))
        area.setMaximumHeight(theme.px(280))
        return area

    def _differs(self, key: str) -> bool:
        found = self.found
        return bool(found.newer.get(key)) or found.counts.get(key, 0) != found.now.get(key, 0)

    def _foot(self, column: QVBoxLayout) -> None:
        cancel = Button(tr(N_("Cancel")), self.reject)
        self.go = Button(tr(N_("Restore")), self._go, kind="danger")
        for button in (self.go, cancel):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.go)
        column.addLayout(row)
        self.other.toggled.connect(lambda _on: self._allow())
        self.secret.changed.connect(self._allow)
        self._allow()
        (self.secret.line if self.found.needs_secret else cancel).setFocus()

    def _allow(self) -> None:
        sure = self.other.isChecked() or not self.found.is_other
        opened = bool(self.secret.line.text()) or not self.found.needs_secret
        self.go.setEnabled(sure and opened)

    def _go(self) -> None:
        secret = self.secret.line.text() if self.found.needs_secret else ""
        try:
            if secret:
                backups.preview(self.found.copy, secret)
        except Refusal as refusal:
            self.banner.show_message("late", say(refusal.sentence))
            return
        self.accept()
        self.wanted.emit(secret)
