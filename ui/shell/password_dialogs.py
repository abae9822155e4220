"""Setting, changing and removing the password, and a new recovery code: nothing is written before the last step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import security
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.language import direction, say, tr
from ui.shell.help_window import show_help
from ui.shell.new_password import NewPassword
from ui.shell.recovery_code import CodeStep
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.messages import Banner
from ui.widgets.secret_line import KeyboardLine, SecretLine

if TYPE_CHECKING:
    from ui.session import Session

SET, CHANGE = N_("Set a password"), N_("Change the password")
REMOVE, RENEW = N_("Remove the password"), N_("New recovery code")
ABOUT_SET = N_(
    "The password seals the data on the disk and in its backups. It is asked for at each start and after each lock."
)
ABOUT_CHANGE = N_("The recovery code stays the same.")
ABOUT_REMOVE = N_("Without a password, whoever has this computer or a backup can read the data.")
ABOUT_RENEW = N_("The code that was printed before no longer opens the data once this one is confirmed.")
PRESENT = N_("Present password")
CANCEL, CONTINUE = N_("Cancel"), N_("Continue")
WIDTH = 520


class PasswordDialog(QDialog):
    """One question about the password after the other. ``done_with`` carries the sentence of what was done."""

    done_with = Signal(object)

    def __init__(self, session: Session, title: str, about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self._wrong = 0
        self.setLayoutDirection(direction())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(title))
        QShortcut(QKeySequence("F1"), self).activated.connect(partial(show_help, self, "lock"))
        self.setFixedWidth(theme.px(WIDTH))
        self.banner = Banner()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(10))
        self._go = Button("", kind="primary")
        self._act: Callable[[], Any] = self.reject
        self._go.clicked.connect(self._press)
        cancel = Button(tr(CANCEL), self.reject)
        for button in (self._go, cancel):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*theme.margins(20, 16, 20, 16))
        column.setSpacing(theme.px(10))
        column.addWidget(Label(tr(title), role="section"))
        self._about = Label(tr(about), tone="text2", wrap=True)
        column.addWidget(self._about)
        column.addWidget(self.banner)
        column.addLayout(self.body)
        column.addStretch()
        column.addLayout(foot)

    def event(self, event: QEvent) -> bool:
        """As high as what it holds: wrapped words and a banner that comes and goes are not foreseen by Qt."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            inside = self.layout()
            assert inside is not None
            room = self.screen().availableGeometry().height()
            wanted = max(inside.totalHeightForWidth(self.width()), inside.totalSizeHint().height())
            needed = min(wanted, room)
            self.setMinimumHeight(needed)
            self.resize(self.width(), needed)
        return done

    def offer(self, words: str, act: Callable[[], Any]) -> None:
        """Give the last button its words and what it does."""
        self._go.name_it(words)
        self._act = act

    def _press(self) -> None:
        self._act()

    def refuse(self, what: Sentence) -> None:
        """Say why it does not go on."""
        self.banner.show_message("late", say(what))

    def try_to(self, act: Callable[[], Any]) -> bool:
        """Do it; False when it was refused, which is said. A wrong password makes wait longer each time."""
        try:
            act()
        except Refusal as refusal:
            self.refuse(refusal.sentence)
            if refusal.kind == "wrong-password":
                self._wrong += 1
                self._go.setEnabled(False)
                pause = int(security.pause_after(self._wrong) * 1000)
                QTimer.singleShot(pause, self, partial(self._go.setEnabled, True))
            return False
        self.banner.dismiss()
        return True

    def end(self, what: Sentence) -> None:
        """It is done."""
        self.accept()
        self.done_with.emit(what)

    def ask_present(self) -> SecretLine:
        """The line for the password that holds now, with the keyboard under it."""
        line = SecretLine(tr(PRESENT))
        line.submitted.connect(self._go.click)
        keyboard = KeyboardLine()
        keyboard.follow(line)
        self.body.addWidget(line)
        self.body.addWidget(keyboard)
        line.setFocus()
        return line


class CodeDialog(PasswordDialog):
    """A dialog that ends with a recovery code: shown, printed, typed back, and only then written."""

    done_words: Sentence = sentence("The password was set.")
    last_words = SET

    def show_code(self, new: security.NewPassword) -> None:
        """Show the code of what was prepared, in place of what was asked before."""
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._about.hide()
        self.step = CodeStep(self.session, new.code)
        self.step.submitted.connect(self._go.click)
        self.body.addWidget(self.step)
        self.offer(tr(self.last_words), partial(self._finish, new))
        self.step.show()
        self.step.typed.line.setFocus()

    def _finish(self, new: security.NewPassword) -> None:
        """Write it beside the window: attached files and backups are sealed on the way."""
        office, typed = self.session.office, self.step.typed.text()

        def work(_progress: Progress) -> list[str]:
            return security.finish(office, new, typed)

        self._go.setEnabled(False)
        self.session.background.start(self, work, done=self._finished, failed=self._not_finished)

    def _finished(self, left: list[str]) -> None:
        if not left:
            self.end(self.done_words)
            return
        self.end(
            sentence(
                "It is done. Older copies that could not be sealed: {n}. The first is {name}. Delete them, or keep them"
                " in a safe place.",
                n=len(left),
                name=left[0],
            )
        )

    def _not_finished(self, error: BaseException) -> None:
        self._go.setEnabled(True)
        self.refuse(error.sentence if isinstance(error, Refusal) else Sentence(UNEXPECTED))


class SetPassword(CodeDialog):
    """A first password, typed twice; then its recovery code."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, SET, ABOUT_SET, parent)
        self.new = NewPassword()
        self.new.submitted.connect(self._go.click)
        self.body.addWidget(self.new)
        self.offer(tr(CONTINUE), self._prepare)
        self.new.first.setFocus()

    def _prepare(self) -> None:
        problem = self.new.problem()
        if problem is not None:
            self.refuse(problem)
            return
        made: list[security.NewPassword] = []
        if self.try_to(lambda: made.append(security.begin(self.session.office, self.new.password()))):
            self.show_code(made[0])


class RenewCode(CodeDialog):
    """Another recovery code, once the password was given."""

    done_words = sentence("The new recovery code is valid from now on.")
    last_words = RENEW

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, RENEW, ABOUT_RENEW, parent)
        self.offer(tr(CONTINUE), self._prepare)
        self.present = self.ask_present()

    def _prepare(self) -> None:
        made: list[security.NewPassword] = []
        if self.try_to(lambda: made.append(security.renew_code(self.session.office, self.present.text()))):
            self.show_code(made[0])


class ChangePassword(PasswordDialog):
    """Another password, once the present one was given."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, CHANGE, ABOUT_CHANGE, parent)
        self.offer(tr(CHANGE), self._change)
        self.present = SecretLine(tr(PRESENT))
        self.new = NewPassword()
        self.present.submitted.connect(self.new.setFocus)
        self.new.submitted.connect(self._go.click)
        self.body.addWidget(self.present)
        self.body.addWidget(self.new)
        self.present.setFocus()

    def _change(self) -> None:
        problem = self.new.problem()
        if problem is not None:
            self.refuse(problem)
        elif self.try_to(lambda: security.change(self.session.office, self.present.text(), self.new.password())):
            self.end(sentence("The password was changed."))


class RemovePassword(PasswordDialog):
    """No password any more, once the present one was given."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, REMOVE, ABOUT_REMOVE, parent)
        self.offer(tr(REMOVE), self._remove)
        self._go.restyle("danger")
        self.present = self.ask_present()

    def _remove(self) -> None:
        if self.try_to(lambda: security.remove(self.session.office, self.present.text())):
            self.end(sentence("The password was removed: the data opens for everybody who uses this computer."))
