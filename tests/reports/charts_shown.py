"""Invented charts of every kind, with long Arabic names, missing values and large numbers."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.charts import (
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
from hospcomms.domain.plots import Interval

LONG = "الحملة الوطنية للتحسيس بمخاطر الإفراط في استعمال المضادات الحيوية لدى الأطفال"
NAMES = {
    "ar": ("الإذاعة", "الملصقات والمطويات", "وسائل التواصل الاجتماعي", "الأبواب المفتوحة", LONG),
    "fr": ("Radio", "Affiches et dépliants", "Réseaux sociaux", "Portes ouvertes", "Consultations de sensibilisation"),
}
MONTHS = {
    "ar": ("جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان"),
    "fr": ("janv.", "févr.", "mars", "avril", "mai", "juin"),
}
WORDS = {"ar": ("قبل الحملة", "بعد الحملة", "القيمة المستهدفة"), "fr": ("avant", "après", "valeur cible")}


def charts(language: str) -> dict[str, Chart]:
    """One of every kind, and the shapes that bars may take, by name."""
    names, months, words = NAMES[language], MONTHS[language], WORDS[language]
    return {
        "standing": Bars(months, (Series(words[0], (12.0, 40, None, 33, 8, 51)),), unit="percent"),
        "grouped": Bars(names[:4], tuple(Series(word, (12.0 + n, 40 - n, 25 * n, 31)) for n, word in enumerate(words))),
        "lying": Bars(names, tuple(Series(word, (1200.0 + n, None, 250 * n, 31, 902)) for n, word in enumerate(words))),
        "stacked": Bars(names, tuple(Series(word, (120.0, 60, 25, 8, 90)) for word in words), stacked=True),
        "below zero": Bars(months, (Series(words[0], (12.0, -4, 3, 0, -8, 5)),)),
        "lines": Lines(
            months, tuple(Series(w, (12.0 + 9 * n, 20, None, 30 + n, 5 * n, 45)) for n, w in enumerate(words))
        ),
        "lines with intervals": Lines(
            months,
            tuple(
                Series(
                    w, (42.0 + 9 * n, 50, None, 38 + n, 61, -5), ((30, 50), (44, 56), None, (29, 49), None, (-20, 8))
                )
                for n, w in enumerate(words)
            ),
            words[0],
            "percent",
        ),
        "intervals": Intervals(
            (
                IntervalRow(names[2], Interval(41, 36.4, 46), Interval(53, 48, 58), 51, tone="improved", note=words[0]),
                IntervalRow(names[4], Interval(38, 33, 43), Interval(None), 33),
            ),
            unit="percent",
        ),
        "judged": judged(names, words),
        "stages": stages(names, words),
        "stages beside": Stages(tuple(StageRow(name, n / 5 if n else None, f"{n}0%") for n, name in enumerate(names))),
        "heat": Heat(months, tuple(HeatRow(name, (1.0, 5, None, 12 * n, 3, 1250)) for n, name in enumerate(names))),
        "gantt": gantt(language),
        "course": course(names),
        "matrix": matrix(names),
        "donut": Donut(tuple(Slice(name, 40.0 - 8 * n) for n, name in enumerate(names))),
    }


def judged(names: tuple[str, ...], words: tuple[str, ...]) -> Intervals:
    """Indicators with their verdicts, two of them on one scale."""
    rows = (
        IntervalRow(
            names[2], Interval(41, 36.4, 46), Interval(53, 48, 58), 51, "points", "improved", words[0], "improved",
            words[1], "+12 [+5,1 ; +18,8]", "percent",
        ),
        IntervalRow(
            names[4], Interval(38, 33, 43), Interval(34, 29.5, 38.6), 33, "points", "not_enough", words[2],
            "not_enough", names[1], "−4 [−10,6 ; +2,6]", "percent",
        ),
        IntervalRow(
            names[0], Interval(1200), Interval(None), 2000, "number", "not_measured", "", "not_measured", words[0],
        ),
    )  # fmt: skip
    return Intervals(rows)


def stages(names: tuple[str, ...], words: tuple[str, ...]) -> Stages:
    """Stages with sentences: full, in part, with nothing to compare, not measured, nothing attained."""
    return Stages(
        (
            StageRow(names[0], 1.2, "100%", words[0]),
            StageRow(names[1], 0.63, "63%", names[4]),
            StageRow(names[2], None, words[2], words[1]),
            StageRow(names[3], None, words[0], names[4], words[2], is_measured=False),
            StageRow(names[4], 0.0, "0%", words[1]),
        )
    )


def matrix(names: tuple[str, ...]) -> Matrix:
    """Five by five cells, some with words."""
    words = ("", "1, 2", "", "7", "3, 4, 5, 6")
    cells = tuple(words[n:] + ("",) * n for n in range(5))
    return Matrix(tuple("12345"), tuple("12345"), cells, (names[0], names[1]))


def course(names: tuple[str, ...]) -> Course:
    """Three kinds of things in seven hours, some of them late, some at the same minute."""
    late = tuple(Mark(20.0 * n + 9, "late", 20.0 * n, names[0]) for n in range(6))
    done = tuple(Mark(20.0 * n, "done", 20.0 * n + 5, names[1]) for n in range(20))
    lanes = (Lane(names[4], (*late, *done)), Lane(names[2], (Mark(47, "diamond", said=names[2]),)), Lane(names[3], ()))
    return Course(lanes, 410, (("done", names[1]), ("late", names[0])))


def gantt(language: str) -> Gantt:
    """Activities of half a year in every look, one without days."""
    looks = ("done", "running", "planned", "late", "cancelled")
    rows = [GanttRow(NAMES[language][0], date(2026, 1, 4), date(2026, 5, 20), level=1)]
    rows += [
        GanttRow(name, date(2026, 1 + n, 4), date(2026, 2 + n, 20 - n), looks[n], 0.4)
        for n, name in enumerate(NAMES[language])
    ]
    rows.append(GanttRow(NAMES[language][1], None, None))
    closed = ((date(2026, 3, 19), date(2026, 3, 22)),)
    return Gantt(tuple(rows), date(2026, 1, 1), date(2026, 6, 30), today=date(2026, 3, 3), closed=closed)
