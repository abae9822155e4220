"""Invented charts of every kind, with long Arabic names, missing values and large numbers."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.charts import (
    Bars,
    Chart,
    Donut,
    Gantt,
    GanttRow,
    Heat,
    HeatRow,
    IntervalRow,
    Intervals,
    Lines,
    Series,
    Slice,
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
        "intervals": Intervals(
            (
                IntervalRow(names[2], Interval(41, 36.4, 46), Interval(53, 48, 58), 51, tone="improved", note=words[0]),
                IntervalRow(names[4], Interval(38, 33, 43), Interval(None), 33),
            ),
            unit="percent",
        ),
        "heat": Heat(months, tuple(HeatRow(name, (1.0, 5, None, 12 * n, 3, 1250)) for n, name in enumerate(names))),
        "gantt": gantt(language),
        "donut": Donut(tuple(Slice(name, 40.0 - 8 * n) for n, name in enumerate(names))),
    }


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
