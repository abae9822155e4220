"""Lays out any chart: one entry for each kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hospcomms.domain.charts.bars import lay_out_bars
from hospcomms.domain.charts.course import lay_out_course
from hospcomms.domain.charts.donut import lay_out_donut
from hospcomms.domain.charts.drawing import Drawing, Measure, mirrored
from hospcomms.domain.charts.gantt import lay_out_gantt
from hospcomms.domain.charts.heat import lay_out_heat
from hospcomms.domain.charts.intervals import lay_out_intervals
from hospcomms.domain.charts.kinds import Bars, Chart, Course, Donut, Gantt, Heat, Intervals, Lines, Matrix, Stages
from hospcomms.domain.charts.lines import lay_out_lines
from hospcomms.domain.charts.matrix import lay_out_matrix
from hospcomms.domain.charts.stages import lay_out_stages
from hospcomms.domain.charts.words import Hand
from hospcomms.domain.locale import Locale

LAYOUTS: dict[type, Callable[[Any, float, Hand], Drawing]] = {
    Bars: lay_out_bars,
    Lines: lay_out_lines,
    Intervals: lay_out_intervals,
    Stages: lay_out_stages,
    Heat: lay_out_heat,
    Gantt: lay_out_gantt,
    Donut: lay_out_donut,
    Course: lay_out_course,
    Matrix: lay_out_matrix,
}
"""How each kind is laid out; a test checks that none is missing."""


def lay_out(chart: Chart, width: float, locale: Locale, measure: Measure) -> Drawing:
    """The chart at that width, turned over for a language that runs from right to left."""
    drawing = LAYOUTS[type(chart)](chart, width, Hand(locale, measure))
    return mirrored(drawing) if locale.rtl else drawing
