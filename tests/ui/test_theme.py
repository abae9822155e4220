"""The themes hold their contrast, the shapes tell apart without colour, and the style sheet knows every place."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel, QListWidget, QMenu, QTableView, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.shapes import SHAPES, TONES
from tests.ui.dressing import dressed
from ui import icons, theme
from ui.theme import THEMES, Theme
from ui.theme_sheet import sheet
from ui.widgets import kit

GROUNDS = ("surface", "app", "sunken")
ON_SOFT = ("note", "soon", "late", "done")
TEXTS = ("text", "text2", "text3", "accent", "late", "soon", "done", "note")
SHOWN_TOGETHER = tuple(name for name in SHAPES if name != "done")  # "approved" and "done" are the same ring


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [value / 255 for value in QColor(colour).getRgb()[:3]]  # type: ignore[index]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1-21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("used", THEMES.values(), ids=THEMES)
def test_every_text_colour_reads_on_every_ground(used: Theme) -> None:
    pairs = itertools.product(TEXTS, GROUNDS)
    assert [pair for pair in pairs if contrast(getattr(used, pair[0]), getattr(used, pair[1])) < 4.5] == []


@pytest.mark.parametrize("used", THEMES.values(), ids=THEMES)
def test_every_message_reads_on_its_own_tint_and_on_a_selected_row(used: Theme) -> None:
    for name in ON_SOFT:
        assert contrast(getattr(used, name), getattr(used, f"{name}_soft")) >= 4.5
        assert contrast(used.colour(name, selected=True).name(), used.sel) >= 4.5
    assert contrast(used.on_sel, used.sel) >= 4.5
    assert contrast(used.colour("text3", selected=True).name(), used.sel) >= 4.5


@pytest.mark.parametrize("used", THEMES.values(), ids=THEMES)
def test_buttons_borders_and_focus_are_seen(used: Theme) -> None:
    assert contrast(used.on_accent, used.accent) >= 4.5
    assert contrast(used.on_critical, used.critical) >= 4.5
    for ground in GROUNDS:
        assert contrast(used.line_strong, getattr(used, ground)) >= 3
        assert contrast(used.focus, getattr(used, ground)) >= 3


@pytest.mark.parametrize("used", THEMES.values(), ids=THEMES)
def test_every_shape_is_seen_on_the_sheet(used: Theme) -> None:
    for name in TONES:
        assert contrast(kit.tone(name, used).name(), used.surface) >= 4.5, name


def painted_grey(name: str, used: Theme, edge: int = 28) -> QImage:
    """The shape in one grey on white, so that only its form is left."""
    picture = QImage(edge, edge, QImage.Format.Format_Grayscale8)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    grey = QColor("#606060")
    kit.paint_shape(painter, QRectF(0, 0, edge, edge), name, used, colour=grey, ground=QColor("white"))
    painter.end()
    return picture


def difference(one: QImage, other: QImage) -> float:
    """The mean difference of two pictures, 0-255."""
    points = itertools.product(range(one.width()), range(one.height()))
    steps = [abs(one.pixelColor(x, y).red() - other.pixelColor(x, y).red()) for x, y in points]
    return sum(steps) / len(steps)


@pytest.mark.parametrize("rtl", [True, False])
def test_states_are_told_apart_with_all_colour_taken_away(qtbot: QtBot, rtl: bool) -> None:
    used = theme.choose("light", rtl=rtl)
    grey = {name: painted_grey(name, used) for name in SHOWN_TOGETHER}
    alike = [pair for pair in itertools.combinations(grey, 2) if difference(grey[pair[0]], grey[pair[1]]) < 4]
    assert alike == []


def test_a_bar_that_was_not_measured_never_looks_empty_or_full(qtbot: QtBot) -> None:
    used = dressed()

    def colours(attained: float | None) -> set[str]:
        picture = QImage(60, 8, QImage.Format.Format_RGB32)
        picture.fill(QColor(used.surface))
        painter = QPainter(picture)
        kit.paint_bar(painter, QRectF(0, 0, 60, 8), attained, used)
        painter.end()
        return {picture.pixelColor(x, 4).name().upper() for x in range(60)}

    assert colours(0.0) == {used.track}
    assert colours(1.0) == {used.accent}
    assert colours(None) > {used.track}


def test_a_bar_fills_from_the_start_in_both_directions(qtbot: QtBot) -> None:
    for language, filled in (("ar", 55), ("fr", 5)):
        used = dressed(language)
        picture = QImage(60, 8, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        kit.paint_bar(painter, QRectF(0, 0, 60, 8), 0.3, used)
        painter.end()
        assert picture.pixelColor(filled, 4).name().upper() == used.accent
        assert picture.pixelColor(60 - filled, 4).name().upper() == used.track


@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_the_style_sheet_knows_all_its_places(qtbot: QtBot, look: str, language: str, zoom: int) -> None:
    made = sheet(dressed(language, look, zoom))
    assert "{start}" not in made
    assert "{z" not in made


def test_the_style_sheet_turns_over_with_the_language(qtbot: QtBot) -> None:
    assert "border-left: 1px" in sheet(dressed("ar"))  # the sidebar's inner edge
    assert "border-right: 1px" in sheet(dressed("fr"))


def test_sizes_follow_the_zoom_and_borders_do_not(qtbot: QtBot) -> None:
    used = dressed(zoom=200)
    assert used.px(32) == 64
    assert used.font().pixelSize() == 26
    assert "border: 1px solid" in sheet(used)
    assert "min-height: 60px" in sheet(used)


def test_the_zoom_stays_between_80_and_200(qtbot: QtBot) -> None:
    assert theme.choose("light", 10).zoom == 80
    assert theme.choose("light", 500).zoom == 200


def test_every_icon_can_be_drawn_in_both_directions(qtbot: QtBot) -> None:
    names = {file.stem.removesuffix("_20_regular") for file in icons.FOLDER.glob("*.svg")}
    for name in {name.removesuffix("_ltr").removesuffix("_rtl") for name in names}:
        for rtl in (True, False):
            assert not icons.pixmap(name, 18, "#000000", rtl=rtl).toImage().isNull()


def test_an_icon_that_points_is_turned_over_and_a_clock_is_not(qtbot: QtBot) -> None:
    for name, turns in (("chevron_right", True), ("arrow_undo", True), ("clock", False), ("document_pdf", False)):
        one = icons.pixmap(name, 20, "#000000", rtl=False).toImage()
        other = icons.pixmap(name, 20, "#000000", rtl=True).toImage()
        assert (one != other) is turns, name


def test_every_icon_that_is_turned_over_is_there() -> None:
    for name in icons.MIRRORED:
        assert icons.path(name, rtl=True)[1], name


@pytest.mark.parametrize("kind", [QListWidget, QMenu, QTableView, QLabel])
def test_everything_is_written_in_our_own_font_whatever_the_system_has_for_it(
    qtbot: QtBot, kind: type[QWidget]
) -> None:
    used = dressed()
    widget = kind()
    qtbot.addWidget(widget)
    widget.ensurePolished()
    for font in (widget.font(), QToolTip.font()):
        assert (font.family(), font.pixelSize()) == (used.font().family(), used.font().pixelSize())
