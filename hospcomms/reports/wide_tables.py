"""Tables with more columns than a page holds at a size one can read: cut into parts that repeat one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.pagesizes import A4

from hospcomms.domain.locale import Locale
from hospcomms.reports.compositor import Compositor
from hospcomms.reports.document import Table
from hospcomms.reports.pages import SIDE
from hospcomms.reports.tables import GUTTER, MEASURED_ROWS, Prepared, prepare

UPRIGHT, LYING = A4[0] - 2 * SIDE, A4[1] - 2 * SIDE
"""Width of the text of an upright and of a landscape page in points."""

FAIR, FAIR_LONG, LONG = 105.0, 165.0, 400.0
"""A column may wrap down to this width; one whose text is longer than the last of them, down to the second."""


def parted(table: Table, key: int, locale: Locale, width: float, *, is_tight: bool = False) -> list[Table]:
    """The table in as many parts as it needs to be read at ``width`` points, each beginning with column ``key``.

    The columns keep their order. ``is_tight`` cuts only where words would have to be broken.
    """
    groups = _groups(_wishes(table, locale, is_tight=is_tight), key, width)
    return [table] if len(groups) == 1 else [_with(table, columns) for columns in groups]


def _wishes(table: Table, locale: Locale, *, is_tight: bool) -> list[float]:
    """The width below which each column is hard to read, from the first rows, in points."""
    made = prepare(replace(table, rows=table.rows[:MEASURED_ROWS], total=()), Compositor(locale))
    return [_wish(made, column, is_tight=is_tight) for column in range(len(table.columns))]


def _wish(made: Prepared, column: int, *, is_tight: bool) -> float:
    least = max(row[column].least() for row in (made.head, *made.rows))
    natural = max((row[column].natural() for row in made.rows), default=0.0)
    fair = 0.0 if is_tight else min(natural, FAIR_LONG if natural > LONG else FAIR)
    return max(least, fair) + 2 * GUTTER


def _groups(wishes: Sequence[float], key: int, width: float) -> list[list[int]]:
    """The columns of each part: the key column, then as many others as fit, at least one."""
    others = [column for column in range(len(wishes)) if column != key]
    if sum(wishes) <= width or not others:
        return [list(range(len(wishes)))]
    groups: list[list[int]] = []
    room = 0.0
    for column in others:
        if not groups or wishes[column] > room:
            groups.append([key])
            room = width - wishes[key]
        groups[-1].append(column)
        room -= wishes[column]
    return groups


def _with(table: Table, columns: Sequence[int]) -> Table:
    """Only these columns, in this order."""
    return Table(
        tuple(table.columns[column] for column in columns),
        tuple(tuple(row[column] for column in columns) for row in table.rows),
        tuple(table.total[column] for column in columns) if table.total else (),
    )
