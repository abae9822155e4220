"""The row in which a clip is judged: a tone with one key, an accuracy with a press, who judged, and on to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hospcomms.domain.fields import Choice
from hospcomms.domain.locale import latin_digits
from hospcomms.domain.monitoring import ACCURACY, TONES, Clip
from hospcomms.domain.wording import N_, Sentence, sentence
from ui import theme
from ui.language import say, tr
from ui.records.editors.choices import shape_icon
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import key_cap

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
Judge = Callable[[str, str], None]
"""Is told the field (tone or accuracy) and the key of what was chosen."""
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
        column.addLayout(self._grid("tone", TONES, self.tones, keys=True))
        column.addWidget(Label(tr(N_("Accuracy")), role="small", tone="text2"))
        column.addLayout(self._grid("accuracy", ACCURACY, self.accuracies, keys=False))
        column.addWidget(self.said)
        column.addWidget(self.next)
        self.setFocusProxy(next(iter(self.tones.values())))

    def _grid(self, field: str, choices: Sequence[Choice], kept: dict[str, Button], *, keys: bool) -> QGridLayout:
        """The buttons below each other, the tones with their keys."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(6))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(0, 1)
        for row, choice in enumerate(choices):
            button = Button(tr(choice.label), partial(self._judge, field, choice.key), kind="row")
            button.setIcon(shape_icon(choice.shape))
            button.setIconSize(QSize(theme.px(14), theme.px(14)))
            button.setCheckable(True)
            if keys:
                button.setToolTip(str(row + 1))
                grid.addWidget(key_cap(str(row + 1)), row, 1)
            grid.addWidget(button, row, 0)
            kept[choice.key] = button
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


def _said(clip: Clip) -> Sentence:
    if not (clip.tone or clip.accuracy):
        return Sentence(NOT_CODED)
    if clip.coded_on is None:
        return sentence("Coded by {coder}", coder=clip.coder)
    return sentence("Coded by {coder} on {day}", coder=clip.coder, day=clip.coded_on)
