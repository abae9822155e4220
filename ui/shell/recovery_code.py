"""The recovery code as it is shown once: large, to be printed, and typed back before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_
from ui import theme
from ui.language import tr
from ui.preview import open_preview
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.secret_line import KeyboardLine, SecretLine
from ui.widgets.sheets import Sheet

if TYPE_CHECKING:
    from ui.session import Session

TITLE = N_("Recovery code")
ABOUT = N_(
    "This code opens the data when the password is forgotten. Print it and keep the sheet in a safe: without the"
    " password and the code nobody can open the data, not even the maker of the program."
)
TYPE_BACK = N_("Type the code from the sheet")
PRINT = N_("Print the sheet…")
_PER_LINE = 3


class CodeStep(QWidget):
    """Shows a code. It is never selected or copied: what is on the clipboard is not on paper."""

    submitted = Signal()

    def __init__(self, session: Session, code: str) -> None:
        super().__init__()
        self._session, self._code = session, code
        sheet = Sheet(padding=12)
        groups = code.split("-")
        for at in range(0, len(groups), _PER_LINE):
            line = Label("-".join(groups[at : at + _PER_LINE]), role="title")
            line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            sheet.body.addWidget(line)
        printing = Button(tr(PRINT), self._print, icon="print")
        printing.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(printing)
        row.addStretch()
        self.typed = SecretLine(tr(TYPE_BACK), is_code=True)
        self.typed.submitted.connect(self.submitted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(Label(tr(TITLE), role="text", bold=True))
        column.addWidget(Label(tr(ABOUT), tone="text2", wrap=True))
        column.addWidget(sheet)
        column.addLayout(row)
        column.addWidget(self.typed)
        keyboard = KeyboardLine()
        keyboard.follow(self.typed)
        column.addWidget(keyboard)
        self.setFocusProxy(self.typed)

    def _print(self) -> None:
        # late: the paper is made when it is asked for
        from hospcomms.services.recovery_paper import of_code

        open_preview(self._session, self, of_code(self._session.office, self._code))
