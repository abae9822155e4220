"""The table twin of a chart: the same words and values, for those who read numbers or hear the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hospcomms.domain.charts.course import after
from hospcomms.domain.charts.gantt import LOOKS, name_of
from hospcomms.domain.charts.kinds import (
    Bars,
    Chart,
    Course,
    Donut,
    Gantt,
    Heat,
    IntervalRow,
    Intervals,
    Lines,
    Matrix,
    Series,
    Stages,
)
from hospcomms.domain.charts.words import Hand
from hospcomms.domain.locale import Locale
from hospcomms.domain.plots import Interval
from hospcomms.domain.wording import N_, sentence


@dataclass(frozen=True)
class Twin:
    """Headings and rows of text; from column ``figures`` on they are numbers (0: none)."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: int = 1


def table_of(chart: Chart, locale: Locale) -> Twin:
    """The twin of a chart in the language of the page."""
    return _TWINS[type(chart)](chart, Hand(locale, lambda _text, _size, _bold: 0.0))


def _series(names: tuple[str, ...], series: tuple[Series, ...], unit: str, hand: Hand, first: str) -> Twin:
    rows = tuple((name, *(_value(one, place, unit, hand) for one in series)) for place, name in enumerate(names))
    return Twin((hand.locale.text(first), *(one.name for one in series)), rows)


def _value(one: Series, place: int, unit: str, hand: Hand) -> str:
    """A value of a series, with its interval where it has one; its word where nothing is there yet."""
    if one.values[place] is None and one.missing:
        return one.missing
    low, high = (one.limits[place] if place < len(one.limits) else None) or (None, None)
    return _with_limits(Interval(one.values[place], low, high), unit, hand)


def _bars(chart: Bars, hand: Hand) -> Twin:
    return _series(chart.categories, chart.series, chart.unit, hand, N_("Category"))


def _lines(chart: Lines, hand: Hand) -> Twin:
    return _series(chart.points, chart.series, chart.unit, hand, N_("Period"))


def _intervals(chart: Intervals, hand: Hand) -> Twin:
    headings = [N_("Indicator"), N_("Baseline"), N_("Target value"), N_("Value reached")]
    judged = any(row.verdict for row in chart.rows)
    if judged:
        headings += [N_("Verdict"), N_("Difference")]
    rows = tuple(_interval(row, row.unit or chart.unit, hand, judged=judged) for row in chart.rows)
    return Twin(tuple(hand.locale.text(heading) for heading in headings), rows)


def _interval(row: IntervalRow, unit: str, hand: Hand, *, judged: bool) -> tuple[str, ...]:
    said = (
        row.label,
        _with_limits(row.baseline, unit, hand),
        "" if row.target is None else hand.value(row.target, unit),
        _with_limits(row.actual, unit, hand),
    )
    return (*said, row.verdict, row.difference) if judged else said


def _stages(chart: Stages, hand: Hand) -> Twin:
    headings = [N_("Stage"), N_("Attained")]
    told = any(row.said for row in chart.rows)
    if told:
        headings.append(N_("What it says"))
    rows = tuple((row.label, row.figure, row.said) if told else (row.label, row.figure) for row in chart.rows)
    return Twin(tuple(hand.locale.text(heading) for heading in headings), rows, figures=0)


def _with_limits(interval: Interval, unit: str, hand: Hand) -> str:
    said = hand.value(interval.value, unit)
    if interval.value is None or interval.low is None or interval.high is None:
        return said
    low, high = hand.value(interval.low, unit), hand.value(interval.high, unit)
    return hand.locale.say(sentence("{value} (from {low} to {high})", value=said, low=low, high=high))


def _heat(chart: Heat, hand: Hand) -> Twin:
    rows = tuple((row.label, *(hand.value(value, chart.unit) for value in row.values)) for row in chart.rows)
    return Twin(("", *chart.columns), rows)


def _gantt(chart: Gantt, hand: Hand) -> Twin:
    locale = hand.locale
    headings = tuple(locale.text(heading) for heading in (N_("Activity"), N_("Start"), N_("End"), N_("Status")))
    rows = tuple(
        (
            row.label,
            locale.day(row.first) if row.first else "",
            locale.day(row.last) if row.last else "",
            name_of(chart, row.look, hand) if row.look in LOOKS and not row.level else "",
        )
        for row in chart.rows
    )
    return Twin(headings, rows, figures=0)


def _donut(chart: Donut, hand: Hand) -> Twin:
    whole = sum(max(one.value, 0.0) for one in chart.slices)
    rows = tuple(
        (one.label, hand.value(one.value, chart.unit), hand.value(round(100 * one.value / whole, 1), "percent"))
        for one in chart.slices
        if whole
    )
    text = hand.locale.text
    return Twin((text(N_("Category")), text(N_("Value")), text(N_("Share"))), rows)


def _course(chart: Course, hand: Hand) -> Twin:
    """Everything in the order in which it happened."""
    text = hand.locale.text
    marks = sorted(((mark, lane.label) for lane in chart.lanes for mark in lane.marks), key=lambda pair: pair[0].at)
    rows = tuple((after(mark.at, hand.locale), label, mark.said) for mark, label in marks)
    return Twin((text(N_("After")), text(N_("Kind")), text(N_("What happened"))), rows, figures=0)


def _matrix(chart: Matrix, _hand: Hand) -> Twin:
    return Twin(
        (chart.axes[0], *chart.columns), tuple(zip(chart.rows, *zip(*chart.cells, strict=True), strict=True)), 0
    )


_TWINS: dict[type, Callable[[Any, Hand], Twin]] = {
    Bars: _bars,
    Lines: _lines,
    Intervals: _intervals,
    Stages: _stages,
    Heat: _heat,
    Gantt: _gantt,
    Donut: _donut,
    Course: _course,
    Matrix: _matrix,
}
