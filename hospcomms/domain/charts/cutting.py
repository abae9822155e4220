"""Cuts a chart that is higher than a page into two that keep its scale and its heading."""

from __future__ import annotations

from dataclasses import replace

from hospcomms.domain.charts.kinds import Bars, Chart, Gantt, Heat, Intervals, Series, Stages
from hospcomms.domain.charts.stages import is_told


def rows_in(chart: Chart) -> int:
    """How many rows the chart may be cut between; 0 for charts that cannot be cut."""
    if isinstance(chart, Bars):
        return len(chart.categories)
    if isinstance(chart, Stages):
        return len(chart.rows) if is_told(chart) else 0
    return len(chart.rows) if isinstance(chart, Gantt | Heat | Intervals) else 0


def cut(chart: Chart, at: int) -> tuple[Chart, Chart]:
    """The first ``at`` rows, and the others. Raises ValueError for a chart that cannot be cut."""
    if isinstance(chart, Bars):
        whole = (*chart.holds, *(_heights(chart)))
        first = tuple(Series(one.name, one.values[:at]) for one in chart.series)
        second = tuple(Series(one.name, one.values[at:]) for one in chart.series)
        return (
            replace(chart, categories=chart.categories[:at], series=first, holds=whole),
            replace(chart, categories=chart.categories[at:], series=second, holds=whole),
        )
    if isinstance(chart, Heat):
        shades = (*chart.holds, *(value for row in chart.rows for value in row.values if value is not None))
        ends = (min(shades), max(shades)) if shades else ()
        return replace(chart, rows=chart.rows[:at], holds=ends), replace(chart, rows=chart.rows[at:], holds=ends)
    if isinstance(chart, Gantt):
        return replace(chart, rows=chart.rows[:at]), replace(chart, rows=chart.rows[at:])
    if isinstance(chart, Stages):
        return replace(chart, rows=chart.rows[:at]), replace(chart, rows=chart.rows[at:])
    if isinstance(chart, Intervals):
        groups = dict.fromkeys(row.group for row in chart.rows)
        reaches = (*chart.holds, *((group, _reach(chart, group)) for group in groups))
        return replace(chart, rows=chart.rows[:at], holds=reaches), replace(chart, rows=chart.rows[at:], holds=reaches)
    raise ValueError("only charts of rows can be cut")


def _heights(chart: Bars) -> tuple[float, ...]:
    """The least and the greatest value of the bars, or of the stacks."""
    columns = [[value for one in chart.series if (value := one.values[n]) is not None] for n in range(rows_in(chart))]
    known = [sum(column) for column in columns] if chart.stacked else [value for column in columns for value in column]
    return (min(known), max(known)) if known else ()


def _reach(chart: Intervals, group: str) -> tuple[float, ...]:
    """The least and the greatest number of a group."""
    known = [number for row in chart.rows if row.group == group for number in row.numbers()]
    return (min(known), max(known)) if known else ()
