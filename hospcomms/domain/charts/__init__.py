"""Charts: what they show, how they are laid out, and the table that says the same.

One description is laid out once (``lay_out``) and painted on the screen and on paper alike; ``table_of`` is its
twin for those who read numbers or hear the screen.
"""

from hospcomms.domain.charts.kinds import (
    Bars,
    Chart,
    Course,
    Donut,
    Gantt,
    GanttRow,
    Heat,
    HeatRow,
    IntervalRow,
    Intervals,
    Lane,
    Lines,
    Mark,
    Matrix,
    Series,
    Slice,
    StageRow,
    Stages,
)
from hospcomms.domain.charts.layout import lay_out
from hospcomms.domain.charts.tables import Twin, table_of

__all__ = [
    "Bars",
    "Chart",
    "Course",
    "Donut",
    "Gantt",
    "GanttRow",
    "Heat",
    "HeatRow",
    "IntervalRow",
    "Intervals",
    "Lane",
    "Lines",
    "Mark",
    "Matrix",
    "Series",
    "Slice",
    "StageRow",
    "Stages",
    "Twin",
    "lay_out",
    "table_of",
]
