"""The choices of the interface: language, country, digits, theme and zoom, each applied at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from hospcomms.domain.country import COUNTRIES
from hospcomms.domain.wording import N_
from hospcomms.services.settings import Settings
from ui import theme
from ui.language import shown, spoken, tr
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}
"""Each language in itself, so that it is found by who reads only that one; never translated."""
LANGUAGE_WORDS = ("اللغة", "Langue", "Language")
"""The first word of the program, before it knows which language to speak."""
THEMES = {
    "auto": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


class Choices(QWidget):
    """How the program looks and speaks; ``chosen`` carries the settings' name and its new value."""

    chosen = Signal(str, object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(12))
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(0, theme.px(120))
        language = Segments([(key, name, "") for key, name in LANGUAGE_NAMES.items()], settings.language)
        language.chosen.connect(lambda key: self.chosen.emit("language", key))
        looks = Segments([(key, tr(name), "") for key, name in THEMES.items()], settings.theme)
        looks.chosen.connect(lambda key: self.chosen.emit("theme", key))
        for row, (words, widget) in enumerate(
            (
                (tr("Language"), language),
                (tr("Country"), self._country(settings)),
                (tr("Appearance"), looks),
                (tr("Size"), self._zoom(settings)),
            )
        ):
            label = Label(words, tone="text2")
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        if COUNTRIES[settings.country].arabic_digits and spoken().rtl:
            grid.addWidget(self._digits(settings), 4, 1)

    def _country(self, settings: Settings) -> QComboBox:
        box = _box()
        for code, country in COUNTRIES.items():
            box.addItem(shown(tr(country.label)), code)
        box.setCurrentIndex(list(COUNTRIES).index(settings.country))
        box.activated.connect(lambda row: self.chosen.emit("country", list(COUNTRIES)[row]))
        return box

    def _zoom(self, settings: Settings) -> QComboBox:
        box = _box()
        sizes = sorted({*ZOOMS, settings.zoom})
        for zoom in sizes:
            box.addItem(spoken().percent(zoom), zoom)
        box.setCurrentIndex(sizes.index(settings.zoom))
        box.activated.connect(lambda row: self.chosen.emit("zoom", sizes[row]))
        return box

    def _digits(self, settings: Settings) -> QCheckBox:
        box = QCheckBox(shown(tr("Write numbers with the digits 0–9")))
        box.setChecked(settings.latin_digits)
        box.toggled.connect(lambda on: self.chosen.emit("latin_digits", on))
        return box


def _box() -> QComboBox:
    box = QComboBox()
    box.setFixedWidth(theme.px(240))
    return box
