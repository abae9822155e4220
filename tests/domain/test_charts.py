"""Charts as geometry: inside their room, words apart, turned over from right to left, readable in grey, with a twin."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import get_args

import pytest

from hospcomms.domain.charts import (
    Bars,
    Chart,
    Donut,
    Gantt,
    GanttRow,
    IntervalRow,
    Intervals,
    Lines,
    Series,
    Slice,
    Stages,
    lay_out,
    table_of,
)
from hospcomms.domain.charts.cutting import cut
from hospcomms.domain.charts.drawing import (
    PATTERNS,
    Box,
    Drawing,
    Sector,
    Sign,
    Stroke,
    Words,
    edges,
    fill_of,
    mirrored,
)
from hospcomms.domain.charts.gantt import LOOKS, SAMPLE
from hospcomms.domain.charts.layout import LAYOUTS
from hospcomms.domain.charts.lines import MARKS
from hospcomms.domain.charts.tables import _TWINS
from hospcomms.domain.charts.words import Hand
from hospcomms.domain.locale import locale
from hospcomms.domain.plots import Interval
from hospcomms.domain.shapes import SHAPES
from tests.reports.charts_shown import charts

WIDTHS = (250.0, 400.0, 505.0, 760.0)
KINDS = sorted(charts("ar"))


def measured(text: str, size: float, bold: bool) -> float:
    """About as wide as our font."""
    return len(text) * size * (0.56 if bold else 0.52)


def drawn(name: str, width: float, language: str = "fr") -> Drawing:
    return lay_out(charts(language)[name], width, locale(language), measured)


def test_every_kind_has_a_layout_and_a_twin() -> None:
    assert set(LAYOUTS) == set(_TWINS) == set(get_args(Chart))
    assert set(MARKS) <= set(SHAPES)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("name", KINDS)
def test_nothing_leaves_the_room_of_the_chart(name: str, language: str, width: float) -> None:
    drawing = drawn(name, width, language)
    for part in drawing.parts:
        if isinstance(part, Words):
            left, top, right, bottom = edges(part)
        elif isinstance(part, Box):
            left, top, right, bottom = part.x, part.y, part.x + part.width, part.y + part.height
        elif isinstance(part, Stroke):
            left, right = sorted((part.x1, part.x2))
            top, bottom = sorted((part.y1, part.y2))
        else:
            reach = part.radius if isinstance(part, Sector) else part.size / 2
            left, top, right, bottom = part.x - reach, part.y - reach, part.x + reach, part.y + reach
        assert left >= -2
        assert top >= -0.5
        assert right <= width + 2
        assert bottom <= drawing.height + 1


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("name", KINDS)
def test_no_words_lie_over_others(name: str, language: str, width: float) -> None:
    for one, other in combinations([edges(words) for words in drawn(name, width, language).texts()], 2):
        apart = (
            one[2] <= other[0] + 0.6 or other[2] <= one[0] + 0.6 or one[3] <= other[1] + 2.6 or other[3] <= one[1] + 2.6
        )
        assert apart, (one, other)


@pytest.mark.parametrize("name", KINDS)
def test_a_page_from_right_to_left_has_the_mirror_image(name: str) -> None:
    chart = charts("ar")[name]
    seen = lay_out(chart, 505, locale("ar"), measured)
    back = mirrored(seen)
    for part, again in zip(seen.parts, mirrored(back).parts, strict=True):
        assert type(part) is type(again)
        for place in ("x", "x1", "x2", "start"):
            assert getattr(part, place, 0.0) == pytest.approx(getattr(again, place, 0.0))
    assert [words.lines for words in back.texts()] == [words.lines for words in seen.texts()]
    starts = [words for words in seen.texts() if words.anchor == "end" and not words.turned]
    assert starts or name in ("standing", "below zero", "grouped")


@pytest.mark.parametrize("name", ["standing", "grouped", "lying", "stacked", "below zero", "heat"])
def test_every_value_is_printed_on_the_chart_and_in_the_twin(name: str) -> None:
    chart = charts("fr")[name]
    twin = table_of(chart, locale("fr"))
    printed = {line for words in drawn(name, 505).texts() for line in words.lines}
    if name != "stacked":  # its smallest parts have no room for their number
        values = {cell for row in twin.rows for cell in row[1:]} - {"Non mesuré"}
        assert values <= printed
    assert all(len(row) == len(twin.headings) for row in twin.rows)


def test_what_was_not_measured_is_hatched_and_named_never_zero() -> None:
    chart = Bars(("a", "b"), (Series("s", (None, 4.0)),))
    drawing = lay_out(chart, 400, locale("en"), measured)
    hatched = [part for part in drawing.parts if isinstance(part, Box) and part.dashed]
    assert len(hatched) == 1
    assert "Not measured" in {line for words in drawing.texts() for line in words.lines}
    assert table_of(chart, locale("en")).rows[0][1] == "Not measured"


def test_six_series_differ_in_grey_and_no_more_than_four_hues_are_used() -> None:
    fills = [fill_of(place) for place in range(24)]
    assert {fill.pattern for fill in fills[:6]} == set(PATTERNS)
    assert {fill.hue for fill in fills} == {0, 1, 2, 3}


def test_bars_lie_when_their_names_or_values_do_not_fit() -> None:
    series = (Series("s", tuple(float(n) for n in range(40))),)
    drawing = lay_out(Bars(tuple(f"name {n}" for n in range(40)), series), 300, locale("en"), measured)
    assert drawing.height > 40 * 13
    assert not any(words.turned for words in drawing.texts())


def _uprights(chart: Lines, hue: int) -> list[Stroke]:
    strokes = (part for part in lay_out(chart, 505, locale("fr"), measured).parts if isinstance(part, Stroke))
    return [stroke for stroke in strokes if stroke.hue == hue and stroke.x1 == stroke.x2]


def test_each_value_of_a_line_has_the_whisker_of_its_interval_and_its_words_stand_clear_of_it() -> None:
    chart = Lines(("a", "b"), (Series("s", (40.0, 60.0), ((30, 50), (55, 65))),), unit="percent")
    first, second = _uprights(chart, 0)
    drawing = lay_out(chart, 505, locale("fr"), measured)
    marks = [part for part in drawing.parts if isinstance(part, Sign) and part.x > 100]
    assert [stroke.x1 for stroke in (first, second)] == pytest.approx([mark.x for mark in marks])
    assert abs(first.y2 - first.y1) == pytest.approx(2 * abs(second.y2 - second.y1))
    assert first.y1 < marks[0].y < first.y2
    for words in drawing.texts():
        if words.grounded:
            left, top, right, bottom = edges(words)
            assert not any(
                left < stroke.x1 < right and top < stroke.y2 and stroke.y1 < bottom for stroke in (first, second)
            )
    assert table_of(chart, locale("en")).rows[0][1] == "\u206640%\u2069 (from \u206630%\u2069 to \u206650%\u2069)"


def test_whiskers_of_several_lines_stand_beside_each_other() -> None:
    values, limits = (40.0, 60.0), ((30.0, 50.0), (55.0, 65.0))
    chart = Lines(("a", "b"), (Series("s", values, limits), Series("t", values, limits)))
    places = [{stroke.x1 for stroke in _uprights(chart, hue)} for hue in (0, 1)]
    assert len(places[0]) == len(places[1]) == 2
    assert not places[0] & places[1]
    plain = Lines(("a", "b"), (Series("s", values), Series("t", values)))
    marks = [part for part in lay_out(plain, 505, locale("fr"), measured).parts if isinstance(part, Sign)]
    assert len({mark.x for mark in marks[2:]}) == 2


def test_an_axis_reaches_the_values_it_must_hold() -> None:
    chart = Lines(("a", "b"), (Series("s", (-20.0, -12.0)),), holds=(0.0,))
    drawing = lay_out(chart, 505, locale("en"), measured)
    assert "0" in {line.strip("\u2066\u2069") for words in drawing.texts() for line in words.lines}


def test_names_of_points_that_are_too_wide_are_turned() -> None:
    points = tuple(f"Septembre-{2000 + n}" for n in range(20))
    chart = Lines(points, (Series("s", tuple(float(n) for n in range(20))),))
    assert any(words.turned for words in lay_out(chart, 420, locale("fr"), measured).texts())


def test_a_bar_in_time_covers_its_days_both_included() -> None:
    row = GanttRow("x", date(2026, 1, 1), date(2026, 1, 31))
    chart = Gantt((row,), date(2026, 1, 1), date(2026, 2, 28))
    drawing = lay_out(chart, 590, locale("en"), measured)
    (bar,) = (part for part in drawing.parts if isinstance(part, Box) and part.outlined and part.width > SAMPLE)
    field = 590 - (590 * 0.34 + 8)
    assert bar.width == pytest.approx(field * 31 / 59)
    assert bar.x == pytest.approx(590 - field)


def _sample(look: str) -> tuple[Box | Stroke | Sign, ...]:
    """What the legend shows of a look, without its words and without where it stands."""
    row = GanttRow("x", date(2026, 1, 1), date(2026, 1, 31), look, share=0.4)
    drawing = lay_out(Gantt((row,), date(2026, 1, 1), date(2026, 2, 28)), 590, locale("en"), measured)
    legend = [part for part in drawing.parts if not isinstance(part, Words | Sector)]
    return tuple(part for part in legend if getattr(part, "y", 99.0) < 12 or getattr(part, "y1", 99.0) < 12)


def test_every_look_of_a_bar_in_time_is_told_apart_in_the_legend_without_colour() -> None:
    def grey(part: Box | Stroke | Sign) -> object:
        if isinstance(part, Box):
            return (
                "box",
                part.width,
                part.dashed,
                part.fill and (part.fill.pattern, part.fill.tone, part.fill.hue >= 0),
            )
        return (type(part).__name__, getattr(part, "name", ""))

    shown = {look: tuple(grey(part) for part in _sample(look)) for look in LOOKS}
    assert all(shown.values())
    assert len(set(shown.values())) == len(LOOKS)


def test_words_beside_a_bar_are_not_struck_out_by_the_line_of_today() -> None:
    row = GanttRow("x", date(2026, 1, 1), date(2026, 1, 31), said="Approved")
    chart = Gantt((row,), date(2026, 1, 1), date(2026, 2, 28), today=date(2026, 2, 3))
    parts = lay_out(chart, 590, locale("en"), measured).parts
    line = max(place for place, part in enumerate(parts) if isinstance(part, Stroke))
    said = next(part for part in parts if isinstance(part, Words) and part.lines == ("Approved",))
    assert said.grounded
    assert parts.index(said) > line


@pytest.mark.parametrize("wide", [True, False])
def test_nothing_there_yet_has_its_own_word_and_no_bar(wide: bool) -> None:
    spent = Series("s", (None, 4.0), missing="Not spent yet")
    chart = Bars(("a", "b"), (Series("p", (8.0, 6.0)), spent))
    drawing = lay_out(chart, 900 if wide else 300, locale("en"), measured)
    said = [line for words in drawing.texts() for line in words.lines]
    assert "Not spent yet" in said
    assert "Not measured" not in said
    assert not any(isinstance(part, Box) and part.dashed for part in drawing.parts)
    assert table_of(chart, locale("en")).rows[0][2] == "Not spent yet"


def test_indicators_cut_over_two_pages_keep_the_scale_of_the_whole() -> None:
    rows = tuple(IntervalRow(f"i{n}", Interval(10.0 * n), Interval(10.0 * n + 5), group="one") for n in range(8))
    whole = Intervals(rows)
    for part in cut(whole, 4):
        assert _ticks(part) == _ticks(whole)
    _, rest = cut(whole, 4)
    assert _ticks(cut(rest, 2)[1]) == _ticks(whole)


def _ticks(chart: Chart) -> set[str]:
    """The numbers under the axes, which stand in the middle of their marks."""
    drawing = lay_out(chart, 505, locale("en"), measured)
    return {line for words in drawing.texts() if words.anchor == "middle" for line in words.lines}


def test_many_indicators_share_one_axis_and_each_ends_with_its_verdict() -> None:
    chart = charts("fr")["judged"]
    drawing = lay_out(chart, 505, locale("fr"), measured)
    rules = [part for part in drawing.parts if isinstance(part, Stroke) and part.tone == "rule"]
    axes = {(part.x1, part.x2) for part in rules if part.x2 - part.x1 > 100}
    assert len(axes) == 1
    assert [part.name for part in drawing.parts if isinstance(part, Sign) and part.size > 12] == [
        "improved",
        "not_enough",
        "not_measured",
    ]
    assert table_of(chart, locale("fr")).rows[0][4:] == ("après", "+12 [+5,1 ; +18,8]")


def test_a_stage_not_measured_is_hatched_and_one_with_nothing_to_compare_is_an_empty_frame() -> None:
    drawing = lay_out(charts("fr")["stages"], 505, locale("fr"), measured)
    frames = [part for part in drawing.parts if isinstance(part, Box) and part.tone == "not_measured"]
    assert [(part.fill is None, part.dashed) for part in frames] == [(True, False), (False, True)]


def test_a_number_and_its_sign_stay_on_one_line() -> None:
    hand = Hand(locale("fr"), measured)
    room = measured("Cible non atteinte : 80", 10, False)
    lines = hand.wrapped("Cible non atteinte : 80\u00a0% du\nchemin, 126\u202f900", room, 9, 10, bold=False)
    assert " ".join(lines) == "Cible non atteinte : 80\u00a0% du chemin, 126\u202f900"
    assert not any(line.endswith("80") or line.startswith("%") for line in lines)


def test_charts_without_anything_to_show_are_drawn_all_the_same() -> None:
    for chart in (
        Bars((), ()),
        Lines((), ()),
        Donut(()),
        Donut((Slice("a", 0.0),)),
        Bars(("a",), (Series("", (None,)),)),
        Intervals(()),
        Stages(()),
    ):
        drawing = lay_out(chart, 300, locale("ar"), measured)
        assert drawing.height >= 0
        assert table_of(chart, locale("ar")).headings


def test_signs_keep_inside_a_donut_of_one_part() -> None:
    drawing = lay_out(Donut((Slice("a", 5.0),)), 300, locale("en"), measured)
    (ring,) = (part for part in drawing.parts if isinstance(part, Sector))
    assert abs(ring.sweep) == 360
    assert not any(isinstance(part, Sign) for part in drawing.parts)
