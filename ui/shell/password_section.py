"""The password and the lock among the settings: what holds now, what can be changed, and when the window locks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_, Sentence, counted
from hospcomms.services import security
from hospcomms.services.settings import Settings
from ui import theme
from ui.language import say, shown, tr
from ui.shell.help_pages import HELP
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

if TYPE_CHECKING:
    from ui.session import Session
    from ui.shell.password_dialogs import PasswordDialog
    from ui.window import Window

HAS = N_("The data is sealed with a password.")
HAS_NOT = N_("The data has no password: there is nothing to lock, and whoever has this computer can read it.")
SET, CHANGE, REMOVE, RENEW, LOCK = (
    N_("Set a password…"), N_("Change the password…"), N_("Remove the password…"), N_("New recovery code…"),
    N_("Lock the data"),
)  # fmt: skip
LOCK_AFTER, CLEAR_AFTER = N_("Lock when nobody is at the computer"), N_("Take copied text off the clipboard")
NEVER = N_("Never")
MINUTES = (1, 2, 5, 10, 15, 30, 60, 0)
SECONDS = (15, 30, 60, 120, 300, 0)


class PasswordSection(QWidget):
    """``chosen`` carries the name of a setting and its new value."""

    chosen = Signal(str, object)

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self.setProperty(HELP, "lock")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self._state = QWidget()
        self._column.addWidget(self._state)
        self._column.addLayout(self._times(settings))
        self.show_state()

    def show_state(self) -> None:
        """Say whether there is a password, and offer what can be done then."""
        has = security.has_password(self._session.office.folder)
        old, self._state = self._state, self._said(has=has)
        self._column.replaceWidget(old, self._state)
        old.hide()
        old.deleteLater()
        self.lock_after.setEnabled(has)

    def _said(self, *, has: bool) -> QWidget:
        state = QWidget()
        column = QVBoxLayout(state)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(Mark("done" if has else "soon", 16))
        line.addWidget(Label(tr(HAS if has else HAS_NOT), wrap=True), 1)
        column.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for words, act, icon in self._offers() if has else ((SET, partial(self.ask, "SetPassword"), "lock_closed"),):
            row.addWidget(Button(tr(words), act, icon=icon))
        row.addStretch()
        column.addLayout(row)
        return state

    def _offers(self) -> tuple[tuple[str, Callable[[], Any], str], ...]:
        return (
            (LOCK, self._lock, "lock_closed"),
            (CHANGE, partial(self.ask, "ChangePassword"), ""),
            (RENEW, partial(self.ask, "RenewCode"), ""),
            (REMOVE, partial(self.ask, "RemovePassword"), ""),
        )

    def ask(self, which: str) -> PasswordDialog:
        """Open one of the dialogs of ``password_dialogs``."""
        # late: read when one is asked for
        from ui.shell import password_dialogs

        dialog: PasswordDialog = getattr(password_dialogs, which)(self._session, self.window())
        dialog.done_with.connect(self._done)
        dialog.open()
        return dialog

    def _done(self, what: Sentence) -> None:
        self._session.go.say(what)
        self.show_state()
        frame = cast("Window", self.window()).frame
        if frame is not None:
            frame.top.offer_lock(has=security.has_password(self._session.office.folder))

    def _lock(self) -> None:
        cast("Window", self.window()).lock()

    def _times(self, settings: Settings) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(12))
        grid.setColumnStretch(2, 1)
        self.lock_after = self._box("lock_after", MINUTES, settings.lock_after, _minutes)
        self.clear_after = self._box("clear_clipboard", SECONDS, settings.clear_clipboard, _seconds)
        for row, (words, box) in enumerate(((LOCK_AFTER, self.lock_after), (CLEAR_AFTER, self.clear_after))):
            label = Label(tr(words), tone="text2")
            label.setBuddy(box)
            box.setAccessibleName(tr(words))
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
        return grid

    def _box(self, name: str, offered: tuple[int, ...], now: int, told: Callable[[int], Sentence]) -> QComboBox:
        box = QComboBox()
        box.setFixedWidth(theme.px(240))
        values = [*sorted({*offered, now} - {0}), 0]
        for value in values:
            box.addItem(shown(say(told(value)) if value else tr(NEVER)), value)
        box.setCurrentIndex(values.index(now))
        box.activated.connect(lambda row: self.chosen.emit(name, values[row]))
        return box


def _minutes(number: int) -> Sentence:
    return counted("After {n} minute", "After {n} minutes", number)


def _seconds(number: int) -> Sentence:
    return counted("After {n} second", "After {n} seconds", number)
