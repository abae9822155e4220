"""The fields of a new password: typed twice, judged while one types."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import security
from ui import theme
from ui.language import say, tr
from ui.widgets.labels import Label
from ui.widgets.secret_line import KeyboardLine, SecretLine

NEW, AGAIN = N_("New password"), N_("The same password again")
DIFFERENT = sentence("The two passwords are not the same. Type the password again.")
EMPTY = sentence("Type a password.")


class NewPassword(QWidget):
    """``changed`` tells of typing, ``submitted`` of Enter in the second line."""

    changed = Signal()
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = SecretLine(tr(NEW)), SecretLine(tr(AGAIN))
        self._judged = Label("", role="small", tone="soon", wrap=True)
        self._judged.setMinimumHeight(theme.px(36))
        self.first.submitted.connect(self.second.line.setFocus)
        self.second.submitted.connect(self.submitted)
        for line in (self.first, self.second):
            line.changed.connect(self._judge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self.first, self.second, self._judged):
            column.addWidget(widget)
        self.first.lead_to(self.second)
        keyboard = KeyboardLine()
        for line in (self.first, self.second):
            keyboard.follow(line)
        column.addWidget(keyboard)
        self.setFocusProxy(self.first)

    def password(self) -> str:
        """What was typed in the first line."""
        return self.first.text()

    def problem(self) -> Sentence | None:
        """Why it cannot be taken; None when it can. A weak one is said and taken: it is better than none."""
        if not self.first.text().strip():
            return EMPTY
        return DIFFERENT if self.first.text() != self.second.text() else None

    def told(self) -> str:
        """What is said of it."""
        return self._judged.words()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()

    def _judge(self) -> None:
        """A weak password is said at once; that the two differ, once as much was typed again."""
        weak = security.weakness(self.first.text()) if self.first.text() else None
        differs = len(self.second.text()) >= len(self.first.text()) and self.first.text() != self.second.text()
        said = weak or (DIFFERENT if differs and self.second.text() else None)
        self._judged.setText(say(said) if said is not None else "")
        self.changed.emit()
