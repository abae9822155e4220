"""How wide a column is until the officer says otherwise: measured from its own words in the present font."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtGui import QFontMetricsF

from hospcomms.domain.fields import Kind
from hospcomms.domain.locale import Locale
from ui import theme
from ui.records.columns import Column
from ui.records.delegate import BAR, GAP, PADDING, SHAPE
from ui.records.display import NO, YES, drawn, unknown_word

TITLE = 150
_USUAL_TITLE, _YEAR = 190, 34
_NARROWEST, _WIDEST = 64, 190
_WIDEST_CHOICE = 118
_ARROW = 18
_SAMPLES = {
    Kind.DAY: "00/00/0000",
    Kind.MOMENT: "00/00/0000 00:00",
    Kind.NUMBER: "0\u00a0000\u00a0000",
    Kind.MONEY: "0\u00a0000\u00a0000",
    Kind.PERCENT: "100\u00a0%",
}


def natural_width(column: Column, locale: Locale, *, is_sorted: bool = False) -> int:
    """The width in pixels at the present zoom: what was chosen, or enough for heading and usual values.

    A column the list is sorted by also has room for the arrow.
    """
    used = theme.current()
    if column.is_title:
        return used.px(TITLE)
    if column.is_chosen:
        return used.px(column.width)
    words, heads = QFontMetricsF(used.font()), QFontMetricsF(used.font("small", bold=True))
    heading = heads.horizontalAdvance(column.heading(locale)) + (used.px(_ARROW) if is_sorted else 0)
    content = max((words.horizontalAdvance(text) for text in _texts(column, locale)), default=0.0)
    content += used.px(SHAPE + GAP) if column.is_state else 0
    if column.is_bar:
        content = max(content, used.px(BAR[0] + GAP) + words.horizontalAdvance("100%"))
    if not content:
        content = used.px(column.width - 2 * PADDING)
    wanted = max(heading, content) + 2 * used.px(PADDING) + 1
    widest = _WIDEST_CHOICE if column.field.kind is Kind.CHOICE and not column.is_state else _WIDEST
    return math.ceil(min(max(wanted, used.px(_NARROWEST)), used.px(widest)))


def shared_out(columns: Sequence[Column], left: float) -> list[float]:
    """What each column gets of the ``left`` pixels nobody asked for: a usual title first, then the year of a
    period, then the title again.
    """
    used = theme.current()
    given = [0.0] * len(columns)
    for wanted, most in (("title", used.px(_USUAL_TITLE - TITLE)), ("period", used.px(_YEAR)), ("title", left)):
        for place, column in enumerate(columns):
            if left > 0 and (column.is_title if wanted == "title" else column.is_period):
                share = min(left, most)
                given[place] += share
                left -= share
    return given


def _texts(column: Column, locale: Locale) -> list[str]:
    """The usual texts of a column; none where they have no usual width."""
    field = column.field
    if column.is_period:
        return ["00/00 – 00/00"]
    if field.kind is Kind.CHOICE:
        return [drawn(locale.text(choice.label), locale) for choice in field.choices]
    if field.kind is Kind.FLAG:
        return [locale.text(YES), locale.text(NO)]
    return [_SAMPLES[field.kind], unknown_word(field, locale)] if field.kind in _SAMPLES else []
