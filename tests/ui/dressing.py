"""The application of the tests of the shell, dressed in a language and theme as the window would be."""

from __future__ import annotations

from hospcomms.domain.country import DZ
from ui import language, theme, theme_sheet
from ui.app import application, hear_arabic_keys
from ui.theme import Theme


def dressed(language_: str = "ar", look: str = "light", zoom: int = 100) -> Theme:
    """Speak and wear; returns the theme in use."""
    app = application()
    hear_arabic_keys(app)
    spoken = language.use(language_, DZ)
    language.settle(app)
    used = theme.choose(look, zoom, rtl=spoken.rtl)
    theme_sheet.dress(app, used)
    return used
