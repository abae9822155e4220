"""The row in which a clip is judged: a tone with one key, an accuracy with a press, who judged, and on to the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.fields import Choice
from hospcomms.domain.locale import latin_digits
from hospcomms.domain.monitoring import ACCURACY, TONES, Clip
from hospcomms.domain.wording import N_, Sentence, sentence
from ui import theme
from ui.language import say, tip, tr
from ui.widgets import kit
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import key_cap

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
Judge = Callable[[str, str], None]
"""Is told the field (tone or accuracy) and the key of what was chosen."""
GAP = 5
NOT_CODED = N_("Nobody has judged this clip yet.")


class CodingRow(QWidget):
    """The keys 1 to 5 judge the tone while the keyboard is in the row, from very unfavourable to very favourable."""

    def __init__(self, judge: Judge, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._judge = judge
        self.tones: dict[str, Button] = {}
        self.accuracies: dict[str, Button] = {}
        self.said = Label("", role="small", tone="text2", wrap=True)
        self.next = Button(tr(N_("Next clip to code")), go_on, kind="row", icon="checkmark_circle")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(Label(tr(N_("Tone")), role="small", tone="text2"))
        column.addLayout(self._tones())
        column.addWidget(Label(tr(N_("Accuracy")), role="small", tone="text2"))
        column.addLayout(self._accuracies())
        column.addWidget(self.said)
        column.addWidget(self.next)
        self.setFocusProxy(next(iter(self.tones.values())))

    def _button(self, field: str, choice: Choice) -> Button:
        button = Button(tr(choice.label), partial(self._judge, field, choice.key), kind="row")
        button.setIcon(_mark(choice.shape))
        button.setIconSize(QSize(theme.px(14 + GAP), theme.px(14)))
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _tones(self) -> QGridLayout:
        """The tones below each other, each with its key."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(6))
        grid.setVerticalSpacing(theme.px(2))
        for row, choice in enumerate(TONES):
            cap = key_cap(str(row + 1))
            cap.setFixedWidth(theme.px(20))
            self.tones[choice.key] = self._button("tone", choice)
            grid.addWidget(cap, row, 0)
            grid.addWidget(self.tones[choice.key], row, 1)
        return grid

    def _accuracies(self) -> QGridLayout:
        """The words for accuracy in two columns."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(4))
        grid.setVerticalSpacing(theme.px(2))
        for place, choice in enumerate(ACCURACY):
            button = self.accuracies[choice.key] = self._button("accuracy", choice)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setToolTip(tip(tr(choice.label)))
            grid.addWidget(button, place // 2, place % 2)
        return grid

    def show_judged(self, clip: Clip, *, saved: bool) -> None:
        """Mark what was judged, and say by whom."""
        for key, button in self.tones.items():
            button.setChecked(key == clip.tone)
        for key, button in self.accuracies.items():
            button.setChecked(key == clip.accuracy)
        self.said.setText(say(_said(clip)))
        self.next.setVisible(saved)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = dict(zip("12345", self.tones, strict=True))
        pressed = latin_digits(event.text())
        with_command = event.modifiers() & _COMMANDS
        if pressed in keys and not with_command:
            self._judge("tone", keys[pressed])
        else:
            super().keyPressEvent(event)


def _mark(shape: str) -> QIcon:
    """The shape of a judgement with room before the word, in reading direction."""
    edge, gap = theme.px(14), theme.px(GAP)
    drawn = QPixmap((edge + gap) * 2, edge * 2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    start = gap * 2 if theme.current().rtl else 0
    kit.paint_shape(painter, QRectF(start, 0, edge * 2, edge * 2), shape, theme.current())
    painter.end()
    drawn.setDevicePixelRatio(2)
    return QIcon(drawn)


def _said(clip: Clip) -> Sentence:
    if not (clip.tone or clip.accuracy):
        return Sentence(NOT_CODED)
    if clip.coded_on is None:
        return sentence("Coded by {coder}", coder=clip.coder)
    return sentence("Coded by {coder} on {day}", coder=clip.coder, day=clip.coded_on)
