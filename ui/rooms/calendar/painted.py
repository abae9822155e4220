"""How one thing of the calendar is painted, in every view alike: its bar, its icon or shape, its time and its words."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from hospcomms.domain.clock_times import read_time
from hospcomms.domain.dated import HOLIDAYS, OBSERVANCES, Dated
from hospcomms.domain.wording import N_, InWords, Sentence, sentence
from hospcomms.domain.wording import Label as Word
from ui import icons, theme
from ui.language import plain, say, shown, spoken, tr
from ui.records.delegate import after, text_flags
from ui.rooms.calendar.desk import LAYER
from ui.theme import Theme
from ui.widgets import kit

SINGLE, STEP, LINE = 19, 21, 18
"""Height of a single thing, from one thing to the next, and of a line of words, in pixels at 100 %."""
TIGHT = 96
"""Width of a day below which its things are shown without their time."""
PRESSING = ("late", "soon")
WIDEST = 100_000
_HUES = ("closed", "approved", "running", "worsened")
"""The tones of the bars, in the order of the colours of layers."""


@dataclass(frozen=True)
class Look:
    """How a thing stands out: it clashes or lacks something, is chosen, pulled to another day, or of another month."""

    warns: bool = False
    chosen: bool = False
    pulled: bool = False
    faint: bool = False
    timed: bool = True


@lru_cache(maxsize=8192)
def _cut(text: str, role: str, bold: bool, zoom: int, width: int) -> tuple[str, float]:
    """A text as it fits into so many pixels, and how wide it is then; the zoom decides the font."""
    metrics = QFontMetricsF(_font(role, bold, zoom))
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)
    return cut, metrics.horizontalAdvance(cut)


@lru_cache(maxsize=64)
def _font(role: str, bold: bool, _zoom: int) -> QFont:
    return theme.current().font(role, bold=bold)


def font_of(role: str, *, bold: bool) -> QFont:
    """The font of a role, made once."""
    return _font(role, bold, theme.current().zoom)


@lru_cache(maxsize=2)
def _flags(rtl: bool) -> int:
    return text_flags(replace(theme.current(), rtl=rtl))


def paint_words(
    painter: QPainter, rect: QRectF, text: str, colour: QColor, role: str = "small", *, bold: bool = False
) -> float:
    """One line, cut at its logical end; returns the width it takes. What was measured once is not measured again."""
    used = theme.current()
    cut, wide = _cut(text, role, bold, used.zoom, math.ceil(rect.width()))
    painter.setFont(_font(role, bold, used.zoom))
    painter.setPen(colour)
    painter.drawText(rect, _flags(used.rtl), cut)
    return min(rect.width(), wide)


def hue(layer: str, used: Theme) -> QColor:
    """The colour of the bar of a layer."""
    return kit.tone(_HUES[LAYER[layer].colour], used)


def time_said(typed: str) -> str:
    """A time of the day as the country writes it, "" for none."""
    found = read_time(typed)
    return spoken().time(datetime.combine(date.min, found)) if found is not None else ""


def hours_said(thing: Dated) -> str:
    """When on its day a thing is: “10:00 – 11:30”, “10:00”, or “All day”."""
    begins, ends = time_said(thing.begins), time_said(thing.ends)
    if not begins:
        return tr(N_("All day"))
    return say(sentence("{begins} – {ends}", begins=begins, ends=ends)) if ends else begins


def days_said(thing: Dated) -> Sentence:
    """The days of a thing in words."""
    if thing.first == thing.last:
        return sentence("{day}", day=InWords(thing.first, with_year=True))
    return sentence("from {start} to {end}", start=InWords(thing.first), end=InWords(thing.last, with_year=True))


def voice(thing: Dated, *, clashes: bool = False) -> str:
    """A thing as it is read out and shown under the pointer."""
    words = sentence(
        "{layer}: {title}, {when}", layer=Word(LAYER[thing.layer].label), title=thing.title, when=_when(thing)
    )
    found = plain(say(words))
    return f"{found}. {tr(CLASHES)}" if clashes else found


CLASHES = N_("Clashes with something else")


def _when(thing: Dated) -> str:
    if thing.first != thing.last:
        return say(days_said(thing))
    return hours_said(thing)


def paint_single(painter: QPainter, rect: QRectF, thing: Dated, look: Look) -> None:
    """A thing of one day: a bar at the start, a thin frame, then icon, time and words."""
    used = theme.current()
    painter.save()
    if look.pulled:
        painter.setOpacity(0.75)
    _frame(painter, rect, look, used)
    bar = kit.start_part(rect, used.px(3), used)
    if look.warns:
        _dashed_bar(painter, bar, used)
    else:
        painter.fillRect(bar, hue(thing.layer, used))
    inner = rect.adjusted(used.px(7), 0, -used.px(7), 0)
    inner = after(inner, _mark(painter, inner, thing, look, used), used)
    begins = time_said(thing.begins) if look.timed and rect.width() >= used.px(TIGHT) else ""
    if begins:
        ink = used.colour("text3" if look.faint else "text2")
        wide = paint_words(painter, inner, begins, ink)
        inner = after(inner, wide + used.px(4), used)
    paint_words(painter, inner, shown(thing.title), _ink(look, used))
    if look.chosen:
        kit.paint_focus(painter, rect.adjusted(-1, -1, 1, 1), used)
    painter.restore()


def paint_block(painter: QPainter, rect: QRectF, thing: Dated, look: Look) -> None:
    """A thing with its hours in the height they have: its hours first, then as many lines of its words as fit."""
    used = theme.current()
    line = used.px(LINE)
    if rect.height() < 2 * line + 1:
        paint_single(painter, rect, thing, look)
        return
    painter.save()
    painter.setClipRect(rect.adjusted(-2, -2, 2, 2))
    if look.pulled:
        painter.setOpacity(0.75)
    _frame(painter, rect, look, used)
    bar = kit.start_part(rect, used.px(3), used)
    if look.warns:
        _dashed_bar(painter, bar, used)
    else:
        painter.fillRect(bar, hue(thing.layer, used))
    inner = rect.adjusted(used.px(7), used.px(1), -used.px(7), 0)
    first = QRectF(inner.left(), inner.top(), inner.width(), line)
    first = after(first, _mark(painter, first, thing, look, used), used)
    hours = hours_said(thing) if width_of(hours_said(thing)) <= first.width() else time_said(thing.begins)
    paint_words(painter, first, hours, used.colour("text2"))
    most = int((inner.height() - line) // line)
    for number, words in enumerate(lines_of(shown(thing.title), used.font("small"), inner.width(), most)):
        place = QRectF(inner.left(), inner.top() + (number + 1) * line, inner.width(), line)
        paint_words(painter, place, words, _ink(look, used))
    if look.chosen:
        kit.paint_focus(painter, rect.adjusted(-1, -1, 1, 1), used)
    painter.restore()


def lines_of(text: str, font: QFont, width: float, most: int) -> list[str]:
    """A text broken into at most ``most`` lines of that width; the last one holds all the rest."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if theme.current().rtl else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    start = 0
    while len(found) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        end = start + line.textLength()
        found.append(text[start : end if len(found) < most - 1 else None].rstrip())
        start = end
    layout.endLayout()
    return found


def paint_lack(painter: QPainter, rect: QRectF) -> None:
    """What stands under a health day that nothing is planned for."""
    used = theme.current()
    _frame(painter, rect, Look(warns=True), used)
    _dashed_bar(painter, kit.start_part(rect, used.px(3), used), used)
    edge = used.px(14)
    inner = rect.adjusted(used.px(7), 0, -used.px(7), 0)
    kit.paint_shape(painter, _square(inner, edge, used), "soon", used)
    rest = after(inner, edge + used.px(4), used)
    paint_words(painter, rest, shown(tr(N_("No activity planned"))), used.colour("text2"))


def paint_band(painter: QPainter, rect: QRectF, thing: Dated, look: Look, *, begins: bool) -> None:
    """A thing of several days, or a health day, over the whole width of its days; a holiday in bold on its ground."""
    used = theme.current()
    painter.save()
    if look.pulled:
        painter.setOpacity(0.75)
    inset = used.px(5)
    if thing.layer == HOLIDAYS:
        rest = rect.adjusted(inset, 0, -inset, 0)
        paint_words(painter, rest, shown(thing.title), _ink(look, used), bold=True)
    else:
        ground, ink = _band_colours(thing, look, used)
        painter.fillRect(rect, ground)
        if begins and thing.layer != OBSERVANCES:
            painter.fillRect(kit.start_part(rect, used.px(3), used), hue(thing.layer, used))
        if used.contrast:
            painter.setPen(QPen(ink, 1))
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        if look.warns:
            painter.setPen(_dashes(used))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 0.5, -1, -0.5))
        _band_words(painter, rect, thing, ink, used, begins=begins)
    if look.chosen:
        kit.paint_focus(painter, rect, used)
    painter.restore()


def _band_words(painter: QPainter, rect: QRectF, thing: Dated, ink: QColor, used: Theme, *, begins: bool) -> None:
    words = shown(thing.title if begins else say(sentence("Continued: {title}", title=thing.title)))
    inner = rect.adjusted(used.px(7), 0, -used.px(7), 0)
    if thing.layer != OBSERVANCES and rect.width() >= used.px(TIGHT):
        edge = used.px(14)
        name = thing.shape if thing.shape in PRESSING else ""
        square = _square(inner, edge, used)
        if name:
            kit.paint_shape(painter, square, name, used)
        else:
            icons.paint(painter, square, LAYER[thing.layer].icon, ink)
        inner = after(inner, edge + used.px(4), used)
    paint_words(painter, inner, words, ink)


def _band_colours(thing: Dated, look: Look, used: Theme) -> tuple[QColor, QColor]:
    if thing.layer == OBSERVANCES:
        return used.colour("note_soft"), used.colour("text2" if look.faint else "note")
    return used.colour("sunken"), _ink(look, used)


def _frame(painter: QPainter, rect: QRectF, look: Look, used: Theme) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(used.colour("surface"))
    painter.setPen(_dashes(used) if look.warns else QPen(used.colour("line"), 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.restore()


def _dashes(used: Theme) -> QPen:
    pen = QPen(used.colour("soon"), 1.2)
    pen.setDashPattern([3, 2.4])
    return pen


def _dashed_bar(painter: QPainter, bar: QRectF, used: Theme) -> None:
    """The bar of what warns: broken, so that it is told without its colour."""
    piece, gap = used.px(4), used.px(3)
    top = bar.top()
    while top < bar.bottom():
        painter.fillRect(QRectF(bar.left(), top, bar.width(), min(piece, bar.bottom() - top)), used.colour("soon"))
        top += piece + gap


def _mark(painter: QPainter, inner: QRectF, thing: Dated, look: Look, used: Theme) -> float:
    """The shape of what presses or warns, else the icon of the layer; returns the width it takes."""
    edge = used.px(14)
    if inner.width() < used.px(60):
        return 0
    square = _square(inner, edge, used)
    shape = "soon" if look.warns else thing.shape if thing.shape in PRESSING else ""
    if shape:
        kit.paint_shape(painter, square, shape, used)
    else:
        icons.paint(painter, square, LAYER[thing.layer].icon, hue(thing.layer, used))
    return edge + used.px(4)


def _square(rect: QRectF, edge: float, used: Theme) -> QRectF:
    place = kit.start_part(rect, edge, used)
    return QRectF(round(place.left()), round(rect.center().y() - edge / 2), edge, edge)


def _ink(look: Look, used: Theme) -> QColor:
    return used.colour("text2" if look.faint else "text")


def more_said(count: int) -> str:
    """How many more things a day has: +2."""
    return f"+{spoken().number(count)}"


def width_of(text: str, role: str = "small", *, bold: bool | None = None) -> float:
    """How wide a text is in a role."""
    return _cut(text, role, theme.current().font(role).bold() if bold is None else bold, theme.current().zoom, WIDEST)[
        1
    ]


def wall(hour: int) -> str:
    """A full hour as the country writes it."""
    return spoken().time(datetime.combine(date.min, time(hour % 24)))
