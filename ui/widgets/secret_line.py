"""A line for a password or a code: hidden while it is typed unless one asks to see it, with the keyboard it meets."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_
from ui import theme
from ui.language import tr
from ui.records.editors.lines import LatinLine
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

SHOW, HIDE = N_("Show what is typed"), N_("Hide what is typed")
ARABIC_KEYS, LATIN_KEYS = N_("Keyboard: Arabic letters"), N_("Keyboard: Latin letters")
CAPS = N_("Caps Lock is on")
LONGEST = 256


class _Line(LatinLine):
    """Tells of Caps Lock by what a letter with or without Shift became."""

    caps_seen = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.lower() != letter.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(letter.isupper() != shift)
        super().keyPressEvent(event)


class SecretLine(QWidget):
    """``words`` label it. ``changed`` tells of typing, ``submitted`` of Enter; a code is shown while it is typed."""

    changed = Signal()
    submitted = Signal()
    caps_seen = Signal(bool)

    def __init__(self, words: str, *, is_code: bool = False) -> None:
        super().__init__()
        self.line = _Line(page_rtl=theme.current().rtl)
        self.line.setMaxLength(LONGEST)
        self.line.setFixedHeight(theme.px(32))
        self.line.setAccessibleName(words)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.returnPressed.connect(self.submitted)
        self.line.caps_seen.connect(self.caps_seen)
        self._eye = Button(tr(SHOW), self._turn, icon="eye", kind="square")
        self._eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._eye.setAutoDefault(False)
        self._eye.setVisible(not is_code)
        if not is_code:
            self._hide_it(hidden=True)
        label = Label(words, role="small", tone="text2")
        label.setBuddy(self.line)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self._eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(label)
        column.addLayout(row)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def lead_to(self, other: SecretLine) -> None:
        """Tab goes from this line to the other, as one types; to the eyes after both."""
        QWidget.setTabOrder(self.line, other.line)
        QWidget.setTabOrder(other.line, self._eye)
        QWidget.setTabOrder(self._eye, other._eye)

    def clear(self) -> None:
        """Empty the line and hide it again."""
        self.line.clear()
        if self._eye.isVisibleTo(self):
            self._hide_it(hidden=True)

    def _turn(self) -> None:
        self._hide_it(hidden=self.line.echoMode() == QLineEdit.EchoMode.Normal)

    def _hide_it(self, *, hidden: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
        self._eye.name_it(tr(SHOW if hidden else HIDE))


class KeyboardLine(Label):
    """Says which letters the keyboard writes now, and that Caps Lock is on: the usual reasons of a wrong password."""

    def __init__(self) -> None:
        super().__init__("", role="small", tone="text2")
        self._caps = False
        QGuiApplication.inputMethod().localeChanged.connect(self._tell)
        self._tell()

    def follow(self, line: SecretLine) -> None:
        """Hear of Caps Lock from a line."""
        line.caps_seen.connect(self._hear)

    def _hear(self, on: bool) -> None:
        self._caps = on
        self._tell()

    def _tell(self) -> None:
        arabic = QGuiApplication.inputMethod().locale().script() == QLocale.Script.ArabicScript
        words = tr(ARABIC_KEYS if arabic else LATIN_KEYS)
        self.setText(f"{words} · {tr(CAPS)}" if self._caps else words)
