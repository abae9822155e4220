"""Where a new folder will be: its name, the folder it will be in, and a button to choose another place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.locale import isolated
from hospcomms.domain.wording import N_, sentence
from ui import theme
from ui.language import say, tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


class NewFolder(QWidget):
    """``place`` is the folder that will be made; ``choose`` is called to ask for another."""

    def __init__(self, place: Path, choose: Callable[[], Any]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(Label(tr(N_("New folder")), role="small", tone="text2"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self._named = Label("", bold=True, wrap=True)
        row.addWidget(self._named, 1)
        row.addWidget(Button(tr(N_("Choose a folder…")), choose, icon="folder_open"))
        column.addLayout(row)
        self._inside = Label("", role="small", tone="text2", wrap=True)
        column.addWidget(self._inside)
        self.show_place(place)

    def show_place(self, place: Path) -> None:
        """Show the folder that will be made."""
        self.place = place
        self._named.setText(isolated(place.name))
        self._inside.setText(say(sentence("In: {place}", place=isolated(str(place.parent)))))
