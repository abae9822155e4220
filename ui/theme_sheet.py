"""The style sheet of the window, made from one template for each theme, zoom and direction.

Qt's style sheets know left and right but no start and end: they do not turn over in a right-to-left window.
So the template names ``{start}`` and ``{end}`` and the sheet is made again when the language changes.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from hospcomms import RESOURCES
from ui.theme import TOKENS, Theme, halfway, palette

_PLACE = re.compile(r"\{([a-z]+[a-z0-9_]*)\}")


@cache
def _template() -> str:
    return (RESOURCES / "style" / "window.qss").read_text(encoding="utf-8")


def sheet(theme: Theme) -> str:
    """The whole style sheet of a theme. Raises KeyError when the template names what no theme has."""
    places = {token: str(getattr(theme, token)) for token in TOKENS} | _derived(theme)

    def fill(found: re.Match[str]) -> str:
        name = found.group(1)
        if name[0] in "zfr" and name[1:].isdigit():
            size = int(name[1:])
            return f"{round(size * theme.zoom / 100) if name[0] == 'f' else theme.px(size)}px"
        return places[name]

    return _PLACE.sub(fill, _template())


def _derived(theme: Theme) -> dict[str, str]:
    """What the template uses beside the tokens."""
    mixed = halfway(QColor(theme.text3), QColor(theme.surface))
    return {
        "start": "right" if theme.rtl else "left",
        "end": "left" if theme.rtl else "right",
        "faint": theme.text3 if theme.contrast else mixed.name(),
        "disabled_line": "dashed" if theme.contrast else "solid",
        "disabled_plain": theme.line if theme.contrast else "transparent",
        "hover_line": theme.line_strong if theme.contrast else theme.hover,
        "scroll": theme.line_strong if theme.contrast else theme.line,
        "toast_focus": theme.accent if theme.contrast else theme.surface,
        "tick": _picture("checkmark", theme),
        "chevron": _picture("chevron_down", theme),
    }


def _picture(name: str, theme: Theme) -> str:
    """A small picture for a style sheet, which can name files only: one drawing a theme is shipped."""
    return (RESOURCES / "style" / f"{name}-{theme.name}.svg").as_posix()


def dress(app: QApplication, theme: Theme) -> None:
    """Give the whole application a theme: palette, style sheet and font.

    The font comes last: the first style sheet brings back the fonts that Windows has for lists, menus and hints.
    """
    app.setPalette(palette(theme))
    app.setStyleSheet(sheet(theme))
    app.setFont(theme.font())
