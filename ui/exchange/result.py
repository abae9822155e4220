"""What was written: a sentence or two, and the ways to the file and its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_, Sentence, sentence
from ui import theme
from ui.language import say, tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import Sheet


class Result(Sheet):
    """Hidden until something was written."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(padding=12, parent=parent)
        self._path: Path | None = None
        self._opens: Callable[[Path], bool] = lambda _path: False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(2))
        self._missing = Label("", tone="late", wrap=True)
        self._missing.hide()
        self.folder = Button(tr(N_("Open the folder")), lambda: self._open(folder=True), icon="folder_open")
        self.file = Button(tr(N_("Open the file")), lambda: self._open(folder=False), icon="open")
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(Mark("done", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._lines, 1)
        row.addWidget(self.folder)
        row.addWidget(self.file)
        self.body.addLayout(row)
        self.body.addWidget(self._missing)
        self.hide()

    def show_done(self, said: list[Sentence], path: Path, opens: Callable[[Path], bool]) -> None:
        """Say what was written at ``path``; ``opens`` shows a file or folder outside."""
        self._path, self._opens = path, opens
        self._missing.hide()
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        for place, what in enumerate(said):
            self._lines.addWidget(Label(say(what), bold=place == 0, tone="text2" if place else "text", wrap=True))
        self.setAccessibleName(" ".join(say(what) for what in said))
        self.show()

    def words(self) -> list[str]:
        """The sentences shown."""
        found = [self._lines.itemAt(place) for place in range(self._lines.count())]
        labels = [item.widget() for item in found if item is not None]
        return [label.words() for label in labels if isinstance(label, Label)]

    def _open(self, *, folder: bool) -> None:
        assert self._path is not None
        place = self._path.parent if folder else self._path
        if self._opens(place):
            self._missing.hide()
            return
        said = (
            sentence("The folder {folder} could not be shown. Open it in the file manager.", folder=place.name)
            if folder
            else sentence("No program on this computer opens {file}. Open the folder instead.", file=place.name)
        )
        self._missing.setText(say(said))
        self._missing.show()
