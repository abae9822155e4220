"""The colours, sizes and fonts of the window: three themes as values, and the one in use.

Colours are the tokens of the look document; every size is given at 100 % and multiplied by the zoom (`px`).
Contrast of each token against its grounds is held by `tests/ui/test_theme.py`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Any

from PySide6.QtGui import QColor, QFont, QPalette

from ui import fonts, system_look

SMALLEST_ZOOM, LARGEST_ZOOM = 80, 200
ROLES = {"title": 23, "verdict": 20, "preview": 17, "section": 15, "text": 13, "small": 12, "tiny": 11}
"""Height of the letters of each role in pixels at 96 dpi and 100 %."""
BOLD_ROLES = frozenset({"title", "verdict", "preview", "section"})


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colour tokens (#RRGGBB) of a theme, the zoom in percent and the reading direction."""

    name: str
    app: str
    surface: str
    sunken: str
    alt: str
    hover: str
    text: str
    text2: str
    text3: str
    line: str
    line_strong: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    sel: str
    on_sel: str
    focus: str
    note: str
    note_soft: str
    soon: str
    soon_soft: str
    late: str
    late_soft: str
    done: str
    done_soft: str
    critical: str
    on_critical: str
    track: str
    zoom: int = 100
    rtl: bool = True

    @property
    def contrast(self) -> bool:
        """True in high contrast, where a selected row is painted in one colour."""
        return self.name == "contrast"

    @property
    def dark(self) -> bool:
        """True when the ground is dark."""
        return self.name != "light"

    def px(self, size: float) -> int:
        """A length at 100 % as it is at the present zoom, rounded up."""
        return math.ceil(size * self.zoom / 100 - 1e-9)

    def font(self, role: str = "text", *, bold: bool | None = None) -> QFont:
        """The font of a role; titles are bold unless said otherwise."""
        font = QFont(fonts.load())
        font.setPixelSize(max(1, round(ROLES[role] * self.zoom / 100)))
        font.setBold(role in BOLD_ROLES if bold is None else bold)
        return font

    def colour(self, name: str, *, selected: bool = False) -> QColor:
        """A token as a colour; on a selected row text3 is text2, and in high contrast all is one colour."""
        if selected and self.contrast:
            return QColor(self.on_sel)
        if selected and name == "text3":
            return QColor(self.text2)
        return QColor(str(getattr(self, name)))


LIGHT = Theme(
    name="light", app="#F4F3EF", surface="#FFFFFF", sunken="#EAE8E1", alt="#FAF9F6", hover="#EEF3F3",
    text="#1C2226", text2="#4D555B", text3="#5F666C", line="#DAD7CE", line_strong="#7F7C74",
    accent="#0B5868", on_accent="#FFFFFF", accent_hover="#084651", accent_soft="#DCEBEE",
    sel="#D6E8EC", on_sel="#1C2226", focus="#B34700", note="#1A5796", note_soft="#E4EEF8",
    soon="#8A5600", soon_soft="#FBEFD8", late="#9C1B12", late_soft="#FBE7E3", done="#0F7257",
    done_soft="#E1F0E8", critical="#8E1B12", on_critical="#FFFFFF", track="#E3E0D8",
)  # fmt: skip
DARK = Theme(
    name="dark", app="#14181A", surface="#1D2225", sunken="#101416", alt="#20262A", hover="#283034",
    text="#ECEDEC", text2="#B9C1C5", text3="#9BA5AA", line="#343C41", line_strong="#7E8990",
    accent="#6CC0D2", on_accent="#06252C", accent_hover="#8CD2E0", accent_soft="#17363E",
    sel="#1A424B", on_sel="#ECEDEC", focus="#FFB86B", note="#7FB0E6", note_soft="#1B2F43",
    soon="#F0C877", soon_soft="#3A2F17", late="#F29389", late_soft="#45231F", done="#6CCBAE",
    done_soft="#19352A", critical="#C9382E", on_critical="#FFFFFF", track="#343C41",
)  # fmt: skip
CONTRAST = Theme(
    name="contrast", app="#000000", surface="#000000", sunken="#000000", alt="#000000", hover="#2B2B2B",
    text="#FFFFFF", text2="#FFFFFF", text3="#E0E0E0", line="#FFFFFF", line_strong="#FFFFFF",
    accent="#FFD84A", on_accent="#000000", accent_hover="#FFE78A", accent_soft="#000000",
    sel="#FFD84A", on_sel="#000000", focus="#00E5FF", note="#8FD3FF", note_soft="#000000",
    soon="#FFD84A", soon_soft="#000000", late="#FF9C8A", late_soft="#000000", done="#7CF0B4",
    done_soft="#000000", critical="#FFFFFF", on_critical="#8E0000", track="#3A3A3A",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
TOKENS = tuple(field.name for field in fields(Theme) if field.name not in ("name", "zoom", "rtl"))

_used = LIGHT


def current() -> Theme:
    """The theme in use; widgets read it when they are made or painted."""
    return _used


def px(size: float) -> int:
    """A length at 100 % in the theme in use."""
    return _used.px(size)


def margins(start: float, top: float, end: float, bottom: float) -> tuple[int, int, int, int]:
    """Margins of a layout by start and end, which Qt does not turn over: left, top, right, bottom in pixels."""
    sides = (end, start) if _used.rtl else (start, end)
    return px(sides[0]), px(top), px(sides[1]), px(bottom)


def choose(name: str, zoom: int = 100, *, rtl: bool = True) -> Theme:
    """Use a theme (``auto``, ``light``, ``dark``, ``contrast``) from now on at a zoom in percent."""
    global _used  # noqa: PLW0603 - one window, one theme
    found = THEMES.get(name) or of_the_system()
    _used = replace(found, zoom=min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM), rtl=rtl)
    return _used


def of_the_system() -> Theme:
    """The theme that follows the system's own setting, its contrast theme included."""
    if system_look.is_contrast():
        return _system_contrast(system_look.colours())
    return DARK if system_look.is_dark() else LIGHT


def is_stale() -> bool:
    """True when the theme in use is not the one the system asks for now."""
    return replace(of_the_system(), zoom=_used.zoom, rtl=_used.rtl) != _used


def _system_contrast(system: QPalette) -> Theme:
    """High contrast in the colours the officer chose in Windows; only our shapes stay."""

    def name(role: QPalette.ColorRole) -> str:
        return system.color(role).name().upper()

    ground, ink = name(QPalette.ColorRole.Window), name(QPalette.ColorRole.WindowText)
    marked, on_marked = name(QPalette.ColorRole.Highlight), name(QPalette.ColorRole.HighlightedText)
    chosen: dict[str, Any] = {}
    grounds = ("app", "surface", "sunken", "alt", "hover", "on_accent", "accent_soft", "on_critical")
    softs = ("note_soft", "soon_soft", "late_soft", "done_soft")
    inks = ("text", "text2", "text3", "line", "line_strong", "note", "soon", "late", "done", "critical")
    chosen |= dict.fromkeys(grounds + softs, ground) | dict.fromkeys((*inks, "accent_hover"), ink)
    chosen |= {"accent": name(QPalette.ColorRole.Link), "sel": marked, "on_sel": on_marked, "focus": marked}
    chosen["track"] = name(QPalette.ColorRole.PlaceholderText)
    return replace(CONTRAST, **chosen)


def palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme, for everything the style sheet leaves to the Fusion style."""
    role = QPalette.ColorRole
    made = QPalette()
    for part, token in {
        role.Window: "app", role.WindowText: "text", role.Base: "surface", role.AlternateBase: "alt",
        role.Text: "text", role.Button: "surface", role.ButtonText: "text", role.BrightText: "late",
        role.Highlight: "sel", role.HighlightedText: "on_sel", role.PlaceholderText: "text3",
        role.Link: "accent", role.LinkVisited: "accent",
        role.ToolTipBase: "text", role.ToolTipText: "surface",
        role.Accent: "accent", role.Light: "surface", role.Midlight: "alt", role.Mid: "line",
        role.Dark: "line_strong", role.Shadow: "line_strong",
    }.items():  # fmt: skip
        made.setColor(part, theme.colour(token))
    for part in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, part, theme.colour("text3"))
    return made


def halfway(one: QColor, other: QColor) -> QColor:
    """The colour between two, for what cannot be pressed now."""
    return QColor((one.red() + other.red()) // 2, (one.green() + other.green()) // 2, (one.blue() + other.blue()) // 2)
