"""Image measurements over time: series, verdicts between waves, net tone, trend, and what is said of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospcomms.domain.evaluation import image_told
from hospcomms.domain.evaluation.image import (
    ImageSeries,
    Net,
    image_series,
    net_change,
    net_tone,
    series_of,
    wave_of,
)
from hospcomms.domain.evaluation.proportions import Group, Interval, newcombe, wilson
from hospcomms.domain.evaluation.refusals import Uncountable
from hospcomms.domain.evaluation.trends import cochran_armitage, holm
from hospcomms.domain.reputation import CLIPS, ImageWave

FIRST = date(2025, 1, 31)
TODAY = date(2026, 3, 1)
ASKED = "تعاملني المستشفى باحترام"


def wave(favourable: float | None, answers: float | None = 200, months: int = 0, **facts: Any) -> ImageWave:
    """A wave so many months after the first."""
    end = FIRST + timedelta(days=30 * months)
    return ImageWave(**{"title": ASKED, "end": end, "answers": answers, "favourable": favourable, **facts})


def series(*favourable: float, **facts: Any) -> ImageSeries:
    """A series of waves of 200 answers, a month apart."""
    return series_of([wave(x, months=n, **facts) for n, x in enumerate(favourable)], "الحوامل")


def test_waves_with_the_same_words_measure_and_audience_form_a_series_in_the_order_of_their_days() -> None:
    waves = [
        wave(120, months=2, id=3, audience=5),
        wave(100, id=1, audience=5, title="تُعاملني المُستشفى بإحترامٍ"),
        wave(90, id=2, audience=6),
        wave(90, months=1, id=4, audience=5, measure=CLIPS),
        wave(90, months=1, id=5, audience=5, title="أثق في المستشفى"),
    ]
    found = image_series(waves, {5: "الحوامل", 6: "الشباب"})
    assert [(one.audience, one.measure, len(one.waves)) for one in found] == [
        ("الحوامل", "survey", 2),
        ("الشباب", "survey", 1),
        ("الحوامل", CLIPS, 1),
        ("الحوامل", "survey", 1),
    ]
    assert [one.record.id for one in found[0].waves] == [1, 3]
    assert found[0].title == ASKED, "the last wave gives the words"


def test_each_wave_has_wilsons_interval_wider_when_answers_came_in_groups() -> None:
    plain = wave_of(wave(120))
    assert plain.interval == wilson(Group(120, 200))
    grouped = wave_of(wave(120, in_groups=True, group_size=20, likeness=0.05))
    assert grouped.effect == pytest.approx(1.95)
    assert grouped.interval == wilson(Group(120, 200), 1.95)
    assert plain.interval is not None
    assert grouped.interval is not None
    assert grouped.interval.width > plain.interval.width


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ((100, 130), "improved"),
        ((130, 100), "worsened"),
        ((100, 104), "no_change"),
        ((100,), "not_assessable"),
        ((100, 80, 130), "improved"),
    ],
)
def test_the_verdict_is_that_of_the_first_wave_against_the_last(counts: tuple[float, ...], verdict: str) -> None:
    found = series(*counts)
    assert found.verdict == verdict
    if found.whole is not None:
        assert found.whole.interval == newcombe(Group(counts[-1], 200), Group(counts[0], 200))


def test_the_larger_design_effect_of_two_waves_widens_their_difference_and_may_reverse_the_verdict() -> None:
    waves = [wave(100), wave(122, months=1, in_groups=True, group_size=30, likeness=0.1)]
    found = series_of(waves)
    assert series(100, 122).verdict == "improved"
    assert found.verdict == "no_change"
    assert found.whole is not None
    assert found.whole.interval == newcombe(Group(122, 200), Group(100, 200), 1 + 29 * 0.1)


def test_changes_between_consecutive_waves_are_held_against_their_number() -> None:
    found = series(100, 121, 110, 105, 104)
    raw = [step.finding.p for step in found.steps]
    assert [step.judged.p for step in found.steps] == list(holm([p for p in raw if p is not None]))
    first = found.steps[0]
    assert first.finding.verdict == "improved"
    assert not first.stands
    assert image_told.step_note(first) is not None
    assert series(100, 150, 100).steps[1].stands


def test_a_trend_needs_three_waves_on_different_days_and_uses_the_days_as_scores() -> None:
    assert series(100, 120).trend is None
    assert series_of([wave(100), wave(110), wave(120)]).trend is None
    found = series(100, 110, 125).trend
    days = [float((FIRST + timedelta(days=30 * n)).toordinal()) for n in range(3)]
    assert found == cochran_armitage([(day, Group(x, 200)) for day, x in zip(days, (100, 110, 125), strict=True)])
    assert found is not None
    assert found.p < 0.05


def test_the_net_tone_of_a_wave_and_its_interval() -> None:
    # Bonett & Price 2012 by hand: p1 = 41/102, p2 = 21/102, half 1.96 sqrt((0.6078-0.0384)/102)
    found = net_tone(40, 20, 100)
    assert found.value == pytest.approx(0.20)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.04966, 0.34250), abs=1e-4)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300), st.floats(1, 20))
def test_a_net_tone_lies_in_its_interval_and_turning_the_tone_turns_it_over(
    good: int, bad: int, neither: int, effect: float
) -> None:
    n = good + bad + neither
    if n == 0:
        return
    found, other = net_tone(good, bad, n, effect), net_tone(bad, good, n, effect)
    assert -1 <= found.interval.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.interval.high <= 1
    assert other.value == pytest.approx(-found.value)
    assert other.interval.low == pytest.approx(-found.interval.high)
    assert net_tone(good, bad, n, effect + 1).interval.width >= found.interval.width - 1e-9


def test_a_net_tone_of_counts_that_do_not_add_up_is_refused() -> None:
    with pytest.raises(Uncountable):
        net_tone(60, 50, 100)


def test_the_change_of_a_net_tone_joins_the_limits_of_both() -> None:
    found = net_change(Net(0.1, Interval(0.0, 0.2)), Net(0.4, Interval(0.3, 0.5)))
    assert found.value == pytest.approx(0.3)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.3 - 0.02**0.5, 0.3 + 0.02**0.5))


def test_unfavourable_that_were_not_counted_are_not_taken_as_none() -> None:
    assert wave_of(wave(50, measure=CLIPS)).net is None
    counted = wave_of(wave(50, measure=CLIPS, unfavourable=0)).net
    assert counted is not None
    assert counted.value == pytest.approx(0.25)


@pytest.mark.parametrize(("favourable", "answers"), [(None, 200), (120, None), (300, 200), (-1, 200), (5, 0)])
def test_counts_that_cannot_be_are_said_and_never_compared(favourable: float | None, answers: float | None) -> None:
    found = series_of([wave(100), wave(favourable, answers, months=1), wave(130, months=2)])
    assert found.waves[1].fault is not None
    assert found.waves[1].interval is None
    assert len(found.steps) == 1
    assert found.verdict == "improved"
    alone = series_of([wave(favourable, answers)])
    assert alone.verdict == "not_assessable"
    assert str(image_told.headline(alone)).startswith("Not assessable")


def test_every_series_is_told_verdict_first_with_what_follows_and_the_limits() -> None:
    rising = series(100, 118, 135)
    assert str(image_told.headline(rising)).startswith("Improved: ")
    said = [str(one) for one in image_told.figures(rising)]
    assert any("Over the 3 waves together it rises" in one for one in said)
    assert str(image_told.follows(rising, TODAY)[0]).startswith("Note what was done")
    assert "Measured once" in str(image_told.headline(series(100)))
    assert "Measure again with the same words" in str(image_told.follows(series(100), FIRST)[0])
    falling = series(130, 100)
    assert "Mend the cause" in str(image_told.follows(falling, TODAY)[0])
    assert any("season" in str(one) for one in image_told.limits(rising))
    flat = image_told.follows(series(100, 101, 99), TODAY)
    assert any("is likely to be seen" in str(one) for one in flat)


def test_an_old_last_wave_asks_for_another() -> None:
    late = [str(one) for one in image_told.follows(series(100), date(2027, 1, 1))]
    assert any("more than a year ago" in one for one in late)
    assert not any("year ago" in str(one) for one in image_told.follows(series(100), TODAY - timedelta(days=200)))


def test_clips_are_told_with_their_net_tone_and_never_in_money() -> None:
    rows = [
        wave(x, 60, months=n, measure=CLIPS, unfavourable=y) for n, (x, y) in enumerate([(20, 25), (24, 20), (30, 12)])
    ]
    found = series_of(rows)
    said = " ".join(str(one) for one in (*image_told.figures(found), *image_told.limits(found)))
    assert "Net tone" in said
    assert "not drawn by lot" in said
    assert any("No advertising value" in str(one) for one in image_told.method())
    half = series_of([wave(20, 60, measure=CLIPS), wave(30, 60, months=1, measure=CLIPS)])
    assert any("without them there is no net tone" in str(one) for one in image_told.follows(half, TODAY))


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=1, max_size=8))
def test_any_waves_are_judged_and_told_without_an_error(counts: list[tuple[int, int]]) -> None:
    waves = [wave(x, n, months=at, unfavourable=max(n - x, 0)) for at, (x, n) in enumerate(counts)]
    (found,) = image_series(waves, {})
    assert len(found.steps) == max(len(found.usable) - 1, 0)
    assert [step.earlier.day for step in found.steps] == [one.day for one, _ in pairwise(found.usable)]
    for told in (image_told.headline(found), *image_told.figures(found), *image_told.limits(found)):
        assert str(told)
    assert image_told.follows(found, TODAY)
