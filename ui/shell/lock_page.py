"""What is shown while the data is locked: whose data it is, the line for the password, and the way when it is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Sentence, counted
from hospcomms.services import security, unlocking
from ui import theme
from ui.language import say, tr
from ui.shell.cards import CardPage
from ui.shell.help_window import show_help
from ui.shell.new_password import NewPassword
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Picture
from ui.widgets.messages import Banner
from ui.widgets.secret_line import KeyboardLine, SecretLine

LOCKED = N_("The data is locked")
UNLOCK, FORGOT, CLOSE, BACK, CONTINUE = (
    N_("Unlock"), N_("Forgot the password?"), N_("Close"), N_("Back"), N_("Continue"),
)  # fmt: skip
PASSWORD, CODE = N_("Password"), N_("Recovery code")
FORGOTTEN = N_("Open with the recovery code")
ABOUT_CODE = N_("The code stands on the sheet that was printed when the password was set.")
ABOUT_NEW = N_("The code is right. Set a new password; the recovery code stays the same.")
SET = N_("Set the password")
GOES_ON = N_("Work that is under way goes on to its end behind this page.")


class LockPage(CardPage):
    """``asked`` carries the password, ``forgotten`` asks for the way with the code. A wrong one makes wait longer."""

    asked = Signal(str)
    forgotten = Signal()

    def __init__(self, hospital: str, close: Callable[[], Any], *, at_work: bool = False) -> None:
        super().__init__()
        self._left = 0.0
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._pass_time)
        if hospital:
            self.body.addWidget(Label(hospital, role="small", tone="text2", elide=True))
        self.body.addLayout(_headed(tr(LOCKED)))
        self.banner = Banner()
        self.line = SecretLine(tr(PASSWORD))
        self.line.submitted.connect(self._ask)
        keyboard = KeyboardLine()
        keyboard.follow(self.line)
        for widget in (self.banner, self.line, keyboard):
            self.body.addWidget(widget)
        self._work = Label(tr(GOES_ON), role="small", tone="text2", wrap=True)
        self._work.setVisible(at_work)
        self.body.addWidget(self._work)
        self.forgot = Button(tr(FORGOT), self.forgotten.emit, kind="link")
        self.go = Button(tr(UNLOCK), self._ask, kind="primary")
        self.foot.addWidget(Button(tr(CLOSE), close))
        self.foot.addWidget(self.forgot)
        self.foot.addStretch()
        self.foot.addWidget(self.go)
        self.setFocusProxy(self.line)
        _help_by_key(self)
        self.finish()

    def refuse(self, what: Sentence, pause: float) -> None:
        """Say why it stays locked; for ``pause`` seconds no other password is taken."""
        self.line.clear()
        self.banner.show_message("late", say(what))
        self._left = pause
        self._pass_time()

    def tell_of_work(self, at_work: bool) -> None:
        """Say that work goes on behind, or that it has ended; the code opens only what is closed."""
        self._work.setVisible(at_work)
        self.forgot.setEnabled(not at_work)

    def _ask(self) -> None:
        if self.line.text() and self.go.isEnabled():
            self.asked.emit(self.line.text())

    def _pass_time(self) -> None:
        """Count the pause down, a second at a time."""
        waits = self._left > 0
        self.line.setEnabled(not waits)
        self.go.setEnabled(not waits)
        if waits:
            step = min(1.0, self._left)
            seconds = int(-(-self._left // 1))
            self.go.name_it(say(counted("Wait {n} second", "Wait {n} seconds", seconds)))
            self._left -= step
            self._clock.start(int(step * 1000))
        else:
            self.go.name_it(tr(UNLOCK))
            self.line.setFocus()


class RecoverPage(CardPage):
    """The recovery code, then a new password. ``recovered`` carries that password, ``left`` leads back."""

    recovered = Signal(str)
    left = Signal()

    def __init__(self, folder: Path, pause: Callable[[Refusal], float]) -> None:
        super().__init__()
        self._folder, self._pause = folder, pause
        self.body.addLayout(_headed(tr(FORGOTTEN)))
        self._told = Label(tr(ABOUT_CODE), tone="text2", wrap=True)
        self.banner = Banner()
        self.code = SecretLine(tr(CODE), is_code=True)
        self._keyboard = KeyboardLine()
        self._keyboard.follow(self.code)
        self.new = NewPassword()
        self.new.hide()
        for widget in (self._told, self.banner, self.code, self._keyboard, self.new):
            self.body.addWidget(widget)
        self.go = Button(tr(CONTINUE), self._check, kind="primary")
        self.code.submitted.connect(self.go.click)
        self.new.submitted.connect(self.go.click)
        self.foot.addWidget(Button(tr(BACK), self.left.emit))
        self.foot.addStretch()
        self.foot.addWidget(self.go)
        self.setFocusProxy(self.code)
        _help_by_key(self)
        self.finish()

    def _check(self) -> None:
        """The code opens the data: a new password may be set."""
        if self.new.isVisibleTo(self):
            self._set()
            return
        try:
            unlocking.check_code(self._folder, self.code.text())
        except Refusal as refusal:
            self.banner.show_message("late", say(refusal.sentence))
            self.go.setEnabled(False)
            QTimer.singleShot(int(self._pause(refusal) * 1000), self, partial(self.go.setEnabled, True))
            return
        self.banner.dismiss()
        self._told.setText(tr(ABOUT_NEW))
        self.code.hide()
        self._keyboard.hide()
        self.new.show()
        self.new.first.line.setFocus()
        self.go.name_it(tr(SET))

    def _set(self) -> None:
        problem = self.new.problem()
        if problem is not None:
            self.banner.show_message("late", say(problem))
            return
        try:
            security.recover(self._folder, self.code.text(), self.new.password())
        except Refusal as refusal:
            self.banner.show_message("late", say(refusal.sentence))
            return
        self.recovered.emit(self.new.password())


def _help_by_key(page: QWidget) -> None:
    """F1 opens the help about the lock: there is no frame that would."""
    QShortcut(QKeySequence("F1"), page).activated.connect(partial(show_help, page, "lock"))


def _headed(words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(10))
    row.addWidget(Picture("lock_closed", 24, "accent"))
    row.addWidget(Label(words, role="title", wrap=True), 1)
    return row
