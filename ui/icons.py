"""The icons: Fluent System Icons (MIT) in a colour of the theme, turned over where the page runs leftwards.

A name is the file's name in ``resources/icons`` without ``_20_regular.svg`` (and without ``_ltr``/``_rtl``):
``icon("megaphone")``, ``icon("calendar")``, ``icon("delete", tone="late")``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from hospcomms import RESOURCES
from ui import theme

FOLDER = RESOURCES / "icons"
MIRRORED = frozenset({
    "chevron_left", "chevron_right", "arrow_left", "arrow_right", "arrow_undo", "arrow_redo", "send",
    "arrow_reply", "open", "arrow_import", "list", "history", "document", "document_text",
    "document_table", "document_checkmark", "document_add", "chat", "chat_multiple", "comment_multiple",
    "person_feedback", "megaphone", "megaphone_loud", "merge", "branch", "timeline", "gantt_chart", "tag",
    "question_circle", "news", "window_new", "arrow_enter", "notebook", "book_open", "data_trending",
    "arrow_counterclockwise",
})  # fmt: skip
"""What points somewhere or holds lines of writing; clocks, ticks, search, phone, play and letters (PDF) are not."""


@cache
def path(name: str, *, rtl: bool) -> tuple[Path, bool]:
    """The drawing of an icon and whether it has to be turned over. Raises KeyError for an unknown name."""
    plain = FOLDER / f"{name}_20_regular.svg"
    if plain.exists():
        return plain, rtl and name in MIRRORED
    for side in ("rtl", "ltr") if rtl else ("ltr",):
        twin = FOLDER / f"{name}_{side}_20_regular.svg"
        if twin.exists():
            return twin, False
    raise KeyError(name)


@cache
def _drawing(file: Path, colour: str) -> QByteArray:
    """The drawing in one colour."""
    text = file.read_text(encoding="utf-8")
    return QByteArray(text.replace("<svg ", f'<svg fill="{colour}" ', 1).encode())


@cache
def pixmap(name: str, size: int, colour: str, ratio: float = 1.0, *, rtl: bool = False) -> QPixmap:
    """An icon of ``size`` logical pixels, sharp on a screen of that device pixel ratio."""
    file, turned = path(name, rtl=rtl)
    drawn = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if turned:
        painter.setTransform(QTransform(-1, 0, 0, 1, drawn.width(), 0))
    QSvgRenderer(_drawing(file, colour)).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, size: int = 16, tone: str = "text", *, checked: str = "", gap: int = 0) -> QIcon:
    """An icon for a button at the present zoom and theme; ``checked`` is its token while pressed in.

    ``gap`` widens it at its end side: Qt leaves only 4 px between a button's icon and its words.
    """
    used = theme.current()
    edge, wide, ratio = used.px(size), used.px(gap), _ratio()

    def drawn(colour: str) -> QPixmap:
        return _widened(pixmap(name, edge, colour, ratio, rtl=used.rtl), wide)

    made = QIcon(drawn(used.colour(tone).name()))
    faint = QColor(used.text3)
    faint = faint if used.contrast else theme.halfway(faint, QColor(used.surface))
    made.addPixmap(drawn(faint.name()), QIcon.Mode.Disabled)
    if checked:
        made.addPixmap(drawn(used.colour(checked).name()), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _widened(drawn: QPixmap, gap: int) -> QPixmap:
    """The picture with an empty strip at its end side."""
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    wide = QPixmap(drawn.width() + round(gap * ratio), drawn.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(gap if theme.current().rtl else 0, 0, drawn)
    painter.end()
    return wide


def paint(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Paint an icon into a square of a page or a table cell."""
    ratio = painter.device().devicePixelRatioF()
    drawn = pixmap(name, round(rect.width()), colour.name(), ratio, rtl=theme.current().rtl)
    painter.drawPixmap(rect.topLeft(), drawn)


def _ratio() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
