"""The fields that say whose office it is: the establishment in three languages, the people, the logo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.wording import N_
from hospcomms.services.settings import Settings
from ui import theme
from ui.language import tr
from ui.records.editors.lines import NameLine
from ui.shell import logo
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

IN_THREE = {
    "hospital": N_("Establishment"),
    "department": N_("Department"),
    "officer_function": N_("Function of the officer"),
    "city": N_("Town"),
}
IN_ONE = {"officer": N_("Communications officer"), "director": N_("Director")}
_LANGUAGES = {"ar": N_("in Arabic"), "fr": N_("in French"), "en": N_("in English")}


class OfficeForm(QWidget):
    """The names of the office; ``changed`` tells that something was typed, ``refused`` carries a sentence."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, settings: Settings, folder: Path | None) -> None:
        super().__init__()
        self._folder = folder
        self._lines: dict[tuple[str, str], NameLine] = {}
        self._picked: Path | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        for row, (name, label) in enumerate(IN_THREE.items()):
            texts: Texts = getattr(settings, name)
            for place, language in enumerate(("ar", "fr", "en")):
                line = self._line(name, language, getattr(texts, language))
                self._put(grid, row, place, self._words(label, language), line)
        for place, (name, label) in enumerate(IN_ONE.items()):
            line = self._line(name, "", getattr(settings, name))
            self._put(grid, len(IN_THREE), place, tr(label), line)
        column.addLayout(grid)
        column.addLayout(self._logo_row(settings))

    @staticmethod
    def _words(label: str, language: str) -> str:
        return f"{tr(label)} · {tr(_LANGUAGES[language])}"

    @staticmethod
    def _put(grid: QGridLayout, row: int, place: int, words: str, line: NameLine) -> None:
        label = Label(words, role="small", tone="text2", elide=True)
        label.setBuddy(line)
        line.setAccessibleName(words)
        pair = QVBoxLayout()
        pair.setSpacing(theme.px(2))
        pair.addWidget(label)
        pair.addWidget(line)
        grid.addLayout(pair, row, place)
        grid.setColumnStretch(place, 1)

    def _line(self, name: str, language: str, text: str) -> NameLine:
        rtl = language == "ar" or (not language and theme.current().rtl)
        line = NameLine(rtl=rtl, page_rtl=theme.current().rtl)
        line.setFixedHeight(theme.px(32))
        line.set_text(text)
        line.changed.connect(self.changed)
        self._lines[name, language] = line
        return line

    def _logo_row(self, settings: Settings) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self._logo = QLabel()
        self._logo.setFixedSize(theme.px(48), theme.px(48))
        if self._folder is not None:
            self._logo.setPixmap(logo.shown(self._folder, settings.logo, theme.px(48)))
        self._logo.setAccessibleName(tr("Logo"))
        if self._logo.pixmap().isNull():
            self._logo.hide()
        row.addWidget(self._logo)
        row.addWidget(Button(tr("Choose a logo…"), self._choose, icon="image"))
        row.addStretch()
        return row

    def _choose(self) -> None:
        path = logo.ask(self)
        if path is not None:
            self.take_logo(path)

    def take_logo(self, path: Path) -> None:
        """Show a picture as the logo to be kept; what is no picture is refused."""
        try:
            picture = logo.read(path)
        except Refusal as refusal:
            self.refused.emit(refusal.sentence)
            return
        self._picked = path
        self._logo.setPixmap(logo.scaled(picture, theme.px(48)))
        self._logo.show()
        self.changed.emit()

    def filled(self, settings: Settings) -> Settings:
        """The settings with what was typed."""
        values: dict[str, Any] = {name: self._lines[name, ""].text().strip() for name in IN_ONE}
        for name in IN_THREE:
            texts = {language: self._lines[name, language].text().strip() for language in _LANGUAGES}
            values[name] = Texts(**texts)
        return replace(settings, **values)

    def keep_logo(self, folder: Path, settings: Settings) -> Settings:
        """Keep a picked logo in the folder; returns the settings that name it. Raises Refusal."""
        return replace(settings, logo=logo.keep(folder, self._picked)) if self._picked else settings
