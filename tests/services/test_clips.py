"""Clips are judged by a named person, counted without guessing, and kept as a measurement of the image."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from hospcomms.domain import coverage_told as told
from hospcomms.domain.coverage import before
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.monitoring import Clip, Correction
from hospcomms.domain.press import Outlet, Person, Role
from hospcomms.domain.query import Query
from hospcomms.domain.reputation import ImageWave
from hospcomms.domain.schedule import Span
from hospcomms.services import clips, records
from hospcomms.services.office import Office

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()
MONTH = Span(TODAY - timedelta(days=29), TODAY)


@pytest.fixture
def monitored(office: Office) -> Office:
    """The office on the day of the tests, with an officer."""
    return replace(office, clock=lambda: NOW, settings=replace(office.settings, officer="ن. واحي"))


def clip(office: Office, title: str = "خبر", ago: int = 3, **facts: Any) -> Clip:
    if facts.get("tone") or facts.get("accuracy"):
        facts.setdefault("coder", "ن. واحي")
    return records.save(office, Clip(title=title, on=TODAY - timedelta(days=ago), **facts)).saved(Clip)


def counted(office: Office) -> Any:
    return clips.coverage(office, MONTH.first, MONTH.last)


def test_several_clips_are_judged_as_one_change_in_the_name_of_the_officer(monitored: Office) -> None:
    found = [clip(monitored, f"خبر {number}") for number in range(3)]
    clips.code(monitored, [one.id for one in found], clips.CodingOrder(tone="-1", accuracy="misleading"))
    stored = records.window(monitored, Clip, [one.id for one in found])
    assert {(one.tone, one.accuracy, one.coder, one.coded_on) for one in stored} == {
        ("-1", "misleading", "ن. واحي", TODAY)
    }
    records.undo(monitored)
    assert {one.tone for one in records.window(monitored, Clip, [one.id for one in found])} == {""}


def test_judging_the_tone_alone_leaves_the_accuracy_as_it_was(monitored: Office) -> None:
    one = clip(monitored, accuracy="correct", coder="س. أخرى")
    clips.code(monitored, [one.id], clips.CodingOrder(tone="2", coder="م. ثانية"))
    stored = records.get(monitored, Clip, one.id)
    assert (stored.tone, stored.accuracy, stored.coder) == ("2", "correct", "م. ثانية")


def test_nothing_is_judged_in_nobodys_name_or_without_a_judgement(monitored: Office) -> None:
    one = clip(monitored)
    nobody = replace(monitored, settings=replace(monitored.settings, officer=""))
    with pytest.raises(Invalid):
        clips.code(nobody, [one.id], clips.CodingOrder(tone="1"))
    with pytest.raises(Invalid):
        clips.code(monitored, [one.id], clips.CodingOrder())
    assert records.get(monitored, Clip, one.id).tone == ""


def test_the_queue_holds_the_clips_nobody_judged_the_newest_first(monitored: Office) -> None:
    old, new = clip(monitored, "قديم", 20), clip(monitored, "جديد", 1)
    clip(monitored, "مرمز", 2, tone="0")
    assert [one.id for one in records.find(monitored, clips.uncoded())] == [new.id, old.id]
    found = clips.next_uncoded(monitored, after=new.id)
    assert found is not None
    assert found.id == old.id
    clips.code(monitored, [old.id, new.id], clips.CodingOrder(tone="0"))
    assert clips.next_uncoded(monitored) is None


def test_a_correction_is_asked_of_the_journalist_today_unless_told_otherwise(monitored: Office) -> None:
    outlet = records.save(monitored, Outlet(name="جريدة الضفاف")).saved(Outlet)
    person = records.save(monitored, Person(name="سعاد نخلاوي", phone="0500 00 00 01")).saved(Person)
    one = clip(monitored, outlet=outlet.id, person=person.id)
    commit = clips.ask_correction(monitored, one, clips.CorrectionOrder(error="الرقم خاطئ", fact="الرقم 12"))
    made = commit.saved(Correction)
    assert (made.clip, made.sent_to, made.asked_on, made.outcome) == (one.id, "سعاد نخلاوي", TODAY, "waiting")
    nameless = clip(monitored, outlet=outlet.id)
    other = clips.ask_correction(monitored, nameless, clips.CorrectionOrder(error="خطأ", asked_on=TODAY))
    assert other.saved(Correction).sent_to == "جريدة الضفاف"


def test_the_outlet_of_a_journalist_is_where_they_work_now(monitored: Office) -> None:
    outlet = records.save(monitored, Outlet(name="إذاعة الواحة")).saved(Outlet)
    person = records.save(monitored, Person(name="مونية", phone="0500 00 00 01")).saved(Person)
    records.save(monitored, Role(person=person.id, outlet=outlet.id))
    assert clips.outlet_of(monitored, person.id) == outlet.id
    records.remove(monitored, Outlet, [outlet.id])
    assert clips.outlet_of(monitored, person.id) == 0
    assert clips.outlet_of(monitored, 0) == 0


def test_a_clip_nobody_judged_is_never_neutral(monitored: Office) -> None:
    for tone in ("-2", "-1", "0", "1", "2", "2"):
        clip(monitored, tone=tone)
    clip(monitored)
    clip(monitored, ago=200, tone="-2")
    found = counted(monitored)
    tones = found.tones
    assert (tones.clips, tones.coded, tones.uncoded) == (7, 6, 1)
    assert (tones.unfavourable, tones.neutral, tones.favourable) == (2, 1, 3)
    assert tones.mean == pytest.approx(2 / 6)
    assert "1 was not and counts in no tone" in str(told.figures(found, found)[0])
    only = clips.coverage(monitored, TODAY - timedelta(days=210), TODAY - timedelta(days=190))
    assert only.tones.mean == -2
    empty = clips.coverage(monitored, TODAY - timedelta(days=400), TODAY - timedelta(days=390))
    assert empty.tones.mean is None
    assert str(told.headline(empty)) == "No clip was entered in this period."


def test_counts_by_medium_outlet_and_topic_hold_the_clips_that_say_them(monitored: Office) -> None:
    outlet = records.save(monitored, Outlet(name="جريدة")).saved(Outlet)
    clip(monitored, outlet=outlet.id, topics=("استعجالات", "انتظار"), tone="-1", origin="own", prominence="main")
    clip(monitored, paper="radio", topics=("استعجالات",), tone="1")
    found = counted(monitored)
    assert {row.key: row.tones.clips for row in found.media} == {"print": 1, "radio": 1}
    assert [(row.key, row.tones.clips) for row in found.outlets] == [(outlet.id, 1)]
    assert {row.key: row.tones.clips for row in found.topics} == {"استعجالات": 2, "انتظار": 1}
    assert (found.origins, found.prominence) == ({"own": 1}, {"main": 1})


def test_reach_is_summed_only_when_every_clip_has_a_source(monitored: Office) -> None:
    clip(monitored, reach=1000.0, reach_source="سحب")
    whole = counted(monitored)
    assert (whole.reach.is_whole, whole.reach.total) == (True, 1000.0)
    clip(monitored)
    part = counted(monitored)
    assert not part.reach.is_whole
    said = [str(one) for one in told.figures(part, part)]
    assert any("a number with its source is there for 1 of 2 clips" in one for one in said)
    assert not any("1000" in one for one in said)


def test_the_trend_is_cut_into_weeks_of_the_country_and_leaves_no_day_out(monitored: Office) -> None:
    for ago in (0, 1, 6, 7, 29):
        clip(monitored, ago=ago, tone="1")
    trend = counted(monitored).trend
    assert trend[0].span.first == MONTH.first
    assert trend[-1].span.last == MONTH.last
    assert all(later.span.first - one.span.last == timedelta(days=1) for one, later in pairwise(trend))
    assert all(one.span.first.weekday() == 6 for one in trend[1:])  # the week of Algeria begins on Sunday
    assert sum(one.tones.clips for one in trend) == 5
    year = clips.coverage(monitored, TODAY - timedelta(days=364), TODAY)
    assert year.by_months
    assert sum(one.tones.clips for one in year.trend) == 5


def test_the_period_before_is_of_the_same_length_and_ends_the_day_before(monitored: Office) -> None:
    assert before(MONTH) == Span(MONTH.first - timedelta(days=30), MONTH.first - timedelta(days=1))
    clip(monitored, ago=31, tone="-2")
    clip(monitored, ago=1, tone="2")
    found, earlier = clips.with_before(monitored, MONTH)
    assert (found.tones.mean, earlier.tones.mean) == (2, -2)
    assert any("mean tone -2" in str(one) for one in told.figures(found, earlier))


def test_no_sentence_names_an_advertising_value_but_the_one_that_says_there_is_none(monitored: Office) -> None:
    clip(monitored, tone="1")
    found = counted(monitored)
    said = [str(one) for one in (*told.figures(found, found), *told.limits(found), told.headline(found))]
    assert [one for one in said if "advertising" in one] == [
        "No advertising value is computed: the price of the space says nothing of what people think."
    ]


def test_a_period_of_judged_clips_becomes_an_image_measurement(monitored: Office) -> None:
    for tone in ("-1", "0", "1", "2", ""):
        clip(monitored, tone=tone)
    order = clips.MeasurementOrder(title="نبرة القصاصات", start=MONTH.first, end=MONTH.last)
    made = clips.keep_as_measurement(monitored, order).saved(ImageWave)
    assert (made.measure, made.answers, made.favourable, made.unfavourable) == ("clips", 4.0, 2.0, 1.0)
    assert made.source
    again = clips.usual_measurement(monitored)
    assert (again.title, again.start, again.end) == ("نبرة القصاصات", date(2026, 10, 1), date(2026, 10, 31))


def test_no_measurement_is_made_of_clips_nobody_judged(monitored: Office) -> None:
    clip(monitored)
    with pytest.raises(Refusal) as refused:
        clips.keep_as_measurement(monitored, clips.MeasurementOrder(title="نبرة", start=MONTH.first, end=MONTH.last))
    assert refused.value.kind == "nothing-coded"
    with pytest.raises(Invalid):
        clips.keep_as_measurement(monitored, clips.MeasurementOrder(title="نبرة", start=MONTH.last, end=MONTH.first))
    assert records.count(monitored, Query(ImageWave)) == 0


def test_periods_that_are_crossed_or_endless_are_refused(monitored: Office) -> None:
    for first, last in ((TODAY, TODAY - timedelta(days=1)), (date(1990, 1, 1), TODAY)):
        with pytest.raises(Refusal):
            clips.coverage(monitored, first, last)
    assert clips.period_asked(monitored, None, None) == MONTH
