"""Where a window would take a person's text for markup, for a key or for a picture to fetch: every widget is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as Markup
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QGroupBox,
    QLabel,
    QMenu,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from hospcomms.domain.fields import Kind, Record, Texts, fields_of

HOSTILE = '<img src="file:///x.png"> & Dupont {0} %s \u202eعنوان'
_TYPED = re.compile(r"Dupont")
_KEY = re.compile(r"(?<!&)&(?:&&)*(?!&)")
_ROWS = 4


def hostile(record: type[Record]) -> dict[str, Any]:
    """The hostile text for every text of a record type that is no code and no time of day."""
    found: dict[str, Any] = {}
    for name, field in fields_of(record).items():
        if field.own or field.limit < len(HOSTILE) or name in ("reference", "uid"):
            continue
        if field.kind in (Kind.TEXT, Kind.LONG_TEXT):
            found[name] = HOSTILE
        elif field.kind is Kind.TEXTS:
            found[name] = Texts(ar=HOSTILE, fr=HOSTILE)
        elif field.kind is Kind.TAGS:
            found[name] = (HOSTILE,)
    return found


def misread(window: QWidget) -> list[str]:
    """What is wrong in a window and everything in it, each with the class of the widget."""
    return [f"{type(one).__name__}: {what}" for one in (window, *window.findChildren(QWidget)) for what in _faults(one)]


def _faults(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text() and widget.textFormat() is not Qt.TextFormat.PlainText:
        yield f"guesses the format of {widget.text()[:60]!r}"
    if _is_markup(widget.toolTip()):
        yield f"the tooltip {widget.toolTip()[:60]!r} is markup"
    if widget.whatsThis() or widget.statusTip():
        yield "has a text that Qt shows its own way"
    for text in _with_keys(widget):
        if _TYPED.search(text) and _KEY.search(text):
            yield f"takes a key from {text[:60]!r}"
    if isinstance(widget, QTextEdit) and not isinstance(widget, QTextBrowser):
        document: QTextDocument = widget.document()
        if "<img" in widget.toHtml() or any(ord(sign) == 0xFFFC for sign in document.toRawText()):
            yield "holds a picture"
    if isinstance(widget, QAbstractItemView):
        yield from _tips(widget)


def _is_markup(tip: str) -> bool:
    """True for a tooltip in which the hostile text stands unescaped."""
    return bool(_TYPED.search(tip)) and Markup.mightBeRichText(tip) and "<img" in tip


def _with_keys(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    yield from (action.text() for action in widget.actions() if not action.isSeparator())


def _tips(view: QAbstractItemView) -> Iterator[str]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), _ROWS)):
        for column in range(columns):
            tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str) and _is_markup(tip):
                yield f"the tooltip of a cell, {tip[:60]!r}, is markup"
