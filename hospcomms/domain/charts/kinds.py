"""What a chart shows, as frozen values. Texts are already in the language of the page.

A value that was not measured is None: it is hatched and named, never drawn as 0. ``unit`` is ``NUMBER``,
``PERCENT`` or ``MONEY`` and decides how values are written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospcomms.domain.plots import Interval
from hospcomms.domain.wording import N_

NUMBER, PERCENT, MONEY = "number", "percent", "money"
MISSING = N_("Not measured")
INTERVAL = N_("95% confidence interval")


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one thing, one for each category or point.

    ``limits`` are the low and high end of the 95 % interval of each value, none where it is not known; only ``Lines``
    draw them. ``missing`` is the word for a value that is none because nothing is there yet: bars are left out for
    it, and it is not called unmeasured.
    """

    name: str
    values: tuple[float | None, ...]
    limits: tuple[tuple[float, float] | None, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of one series, or of several side by side or stacked. They stand when their words fit, else they lie.

    ``holds`` are values the axis must reach besides, e.g. those on the page before.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    heading: str = ""
    unit: str = NUMBER
    stacked: bool = False
    holds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Values along a row of points in time; each line has its own mark and its own dashes.

    ``holds`` are values the axis must reach besides, e.g. 0 for values on both sides of it.
    """

    points: tuple[str, ...]
    series: tuple[Series, ...]
    heading: str = ""
    unit: str = NUMBER
    holds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One indicator: before, after and what was aimed for; ``tone`` is a verdict or ``ink``.

    ``note`` stands under the name. ``sign`` is the shape of the verdict before the name, ``verdict`` and
    ``difference`` are its words at the end. ``unit`` is that of this row, where it is not the chart's.
    """

    label: str
    baseline: Interval
    actual: Interval
    target: float | None = None
    group: str = ""
    tone: str = "ink"
    note: str = ""
    sign: str = ""
    verdict: str = ""
    difference: str = ""
    unit: str = ""

    def numbers(self) -> tuple[float, ...]:
        """The numbers that the axis must hold."""
        target = () if self.target is None else (self.target,)
        return (*self.baseline.numbers(), *self.actual.numbers(), *target)


@dataclass(frozen=True, slots=True)
class Intervals:
    """Baseline, target and value reached, with their intervals; rows of one ``group`` share an axis.

    ``holds`` are groups with values their axis must reach besides, e.g. those on the page before.
    """

    rows: tuple[IntervalRow, ...]
    heading: str = ""
    unit: str = NUMBER
    holds: tuple[tuple[str, tuple[float, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of the result chain; ``share`` of what was planned (1.0 = all of it), ``figure`` says it.

    ``share`` None is hatched when it was not measured, and an empty frame when it was but has nothing to be
    compared with. ``said`` is the sentence under the bar, ``warning`` what is lacking.
    """

    label: str
    share: float | None
    figure: str
    said: str = ""
    warning: str = ""
    is_measured: bool = True


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of the result chain: below each other with their sentences, or side by side without any."""

    rows: tuple[StageRow, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row of a heat map."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """How much there is of something in each cell of a grid; darker is more, and the number is written.

    ``holds`` are values the shades must span besides, e.g. those on the page before.
    """

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    heading: str = ""
    unit: str = NUMBER
    holds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A bar in time, both days included; ``look`` is a key of ``gantt.LOOKS``; ``level`` 1 is a heading of others.

    ``said`` are words beside the bar; ``until`` draws it on to that day, as a late one is.
    """

    label: str
    first: date | None
    last: date | None
    look: str = "planned"
    share: float = 0.0
    level: int = 0
    said: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Gantt:
    """What happens when, day by day from ``first`` to ``last``; ``closed`` days are shaded, ``today`` is a line.

    ``names`` says what each look is called here; without it the looks are those of activities.
    """

    rows: tuple[GanttRow, ...]
    first: date
    last: date
    today: date | None = None
    closed: tuple[tuple[date, date], ...] = ()
    heading: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a whole."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Donut:
    """Parts of a whole; more than six are better told by bars."""

    slices: tuple[Slice, ...]
    heading: str = ""
    unit: str = NUMBER


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened ``at`` minutes after the beginning; ``sign`` is a shape of ``shapes.SHAPES``.

    ``due`` are the minutes at which it should have happened: a late one has a line from there. ``said`` names it in
    the table twin.
    """

    at: float
    sign: str
    due: float | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """Things of one kind along the course."""

    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What happened when, from the beginning to ``last`` minutes after it, kind by kind.

    ``keys`` say what each sign means.
    """

    lanes: tuple[Lane, ...]
    last: float
    keys: tuple[tuple[str, str], ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A grid with words in its cells, darker where the product of row and column is greater.

    ``rows`` and ``columns`` are the names of the steps 1, 2, 3 …, the first row at the foot; ``cells`` are the words
    of row by row in that order. ``axes`` name the rows and the columns.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    axes: tuple[str, str] = ("", "")
    heading: str = ""


Chart = Bars | Lines | Intervals | Stages | Heat | Gantt | Donut | Course | Matrix
