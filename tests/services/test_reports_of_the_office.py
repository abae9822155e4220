"""The reports that are about the whole office, made from a sample hospital."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from hospcomms.domain.activities import Activity, Approval
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.objectives import Result
from hospcomms.domain.query import Query
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import Sentence
from hospcomms.services import records, reports
from hospcomms.services.exchange import export_list
from hospcomms.services.office import Office
from hospcomms.services.periods import campaigns_in, past_week, touching, week_asked, year_asked
from hospcomms.services.reports import Made


@pytest.mark.parametrize("name", [reports.WEEKLY_BRIEF, reports.YEAR_GRID])
def test_an_empty_office_has_its_brief_and_its_year(office: Office, name: str, tmp_path: Path) -> None:
    speaking = office.settings.locale_for("fr")
    assert reports.make(office, name, None, speaking, tmp_path / "a.pdf") == Made()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_the_week_and_the_year_hold_what_lies_in_them(office: Office) -> None:
    today = office.today
    running = Campaign(title="حملة", state="running", start=today - timedelta(days=9), end=today + timedelta(days=20))
    running = replace(running, state_since=datetime.combine(today, time(12)).astimezone(UTC))
    template = replace(running, title="نموذج", is_template=True)
    old = replace(running, title="قديمة", state="closed", start=today.replace(year=2001), end=today.replace(year=2002))
    saved = records.save_all(office, [running, template, old], "x").saved(Campaign)
    days = (3, 30)
    done = [
        Activity(
            campaign=saved.id,
            title=f"a{n}",
            status="done",
            start=today - timedelta(days=n),
            end=today - timedelta(days=n),
        )
        for n in days
    ]
    records.save_all(office, done, "x")
    week = past_week(office)
    assert [one.title for one in week.finished] == ["a3"]
    assert week.titles == {saved.id: "حملة"}
    assert [one.title for one in week.running] == ["حملة"]
    assert "قديمة" not in [one.title for one in campaigns_in(office, year_asked(office))]
    assert [one.title for one in campaigns_in(office, year_asked(office, date(2002, 1, 1)))] == ["قديمة"]
    assert [one.title for one in past_week(office, Span(today - timedelta(days=31), today)).finished] == ["a30", "a3"]
    assert "حملة" in [one.title for one in past_week(office).moved]
    before = Span(today - timedelta(days=31), today - timedelta(days=2))
    assert past_week(office, before).moved == [], "moved after the period"


DAYS = date(2026, 3, 10), date(2026, 3, 20)


@pytest.mark.parametrize(
    ("first", "last", "week", "year"),
    [
        (None, None, None, None),
        (DAYS[0], DAYS[1], DAYS, DAYS),
        (DAYS[0], None, (DAYS[0], date(2026, 3, 16)), (DAYS[0], date(2026, 12, 31))),
        (None, DAYS[1], (date(2026, 3, 14), DAYS[1]), (date(2026, 1, 1), DAYS[1])),
    ],
)
def test_a_period_is_as_asked_or_usual(
    office: Office,
    first: date | None,
    last: date | None,
    week: tuple[date, date] | None,
    year: tuple[date, date] | None,
) -> None:
    today = office.today
    week = week or (today - timedelta(days=6), today)
    year = year or (date(today.year, 1, 1), date(today.year, 12, 31))
    assert week_asked(office, first, last) == Span(*week)
    assert year_asked(office, first, last) == Span(*year)


@pytest.mark.parametrize("name", [reports.WEEKLY_BRIEF, reports.YEAR_GRID])
def test_a_period_that_is_crossed_or_too_long_is_refused(office: Office, name: str, tmp_path: Path) -> None:
    speaking, path = office.settings.locale_for("en"), tmp_path / "a.pdf"
    for days, kind in (
        ((date(2026, 3, 20), date(2026, 3, 10)), "dates-crossed"),
        ((date(2020, 1, 1), date(2026, 3, 10)), "period-too-long"),
    ):
        with pytest.raises(Refusal) as caught:
            reports.make(office, name, None, speaking, path, days=days)
        assert caught.value.kind == kind
    assert not path.exists()


@pytest.mark.parametrize("name", [reports.PLAN_BRIEF, reports.PLAN, reports.EVALUATION_BRIEF, reports.RECORD_SHEET])
def test_a_report_without_a_period_refuses_one(office: Office, name: str, tmp_path: Path) -> None:
    speaking = office.settings.locale_for("en")
    with pytest.raises(Refusal) as caught:
        reports.make(office, name, None, speaking, tmp_path / "a.pdf", days=DAYS)
    assert caught.value.kind == "no-period"
    assert "is not about a period. Leave out the days." in speaking.say(caught.value.sentence)


def test_a_list_of_a_period_holds_what_touches_it(office: Office, tmp_path: Path) -> None:
    def campaign(title: str, start: date | None, end: date | None) -> Campaign:
        return Campaign(title=title, start=start, end=end)

    rows = [
        campaign("before", date(2026, 1, 1), date(2026, 3, 9)),
        campaign("into", date(2026, 1, 1), DAYS[0]),
        campaign("round", date(2025, 1, 1), date(2027, 1, 1)),
        campaign("open", date(2026, 3, 15), None),
        campaign("open before", date(2026, 3, 1), None),
        campaign("after", date(2026, 3, 21), date(2026, 4, 1)),
        campaign("never", None, None),
    ]
    records.save_all(office, rows, "x")
    found = records.find(office, touching(office, Query(Campaign), Span(*DAYS)))
    assert {one.title for one in found} == {"into", "round", "open"}
    speaking = office.settings.locale_for("en")
    made = reports.make_list(office, Query(Campaign), ("title", "start"), speaking, tmp_path / "l.pdf", DAYS)
    assert made.rows == 3
    many, document = reports.list_document(office, Query(Campaign), ("title",), speaking, (DAYS[0], None))
    assert (many, document.subtitle) == (4, "4 records, from 10/03/2026")
    assert reports.list_document(office, Query(Campaign), ("title",), speaking, DAYS)[1].subtitle == (
        "3 records, from 10/03/2026 to 20/03/2026"
    )


def test_a_list_of_records_about_one_day_or_moment_or_none(office: Office) -> None:
    saved = records.save(office, Campaign(title="x")).saved(Campaign)
    rows = [
        Result(campaign=saved.id, stage="outputs", indicator=f"{day}", measured_on=day)
        for day in (*DAYS, date(2026, 3, 21))
    ]
    records.save_all(office, rows, "x")
    found = records.find(office, touching(office, Query(Result), Span(*DAYS)))
    assert {one.indicator for one in found} == {"2026-03-10", "2026-03-20"}
    assert records.count(office, touching(office, Query(Approval), Span(*DAYS))) == 0
    with pytest.raises(Refusal) as caught:
        touching(office, Query(Audience), Span(*DAYS))
    assert caught.value.kind == "no-period"


def test_what_could_not_be_shown_is_told_by_the_report_and_the_list(office: Office, tmp_path: Path) -> None:
    saved = records.save(office, Campaign(title="Don 漢字")).saved(Campaign)
    speaking = office.settings.locale_for("fr")
    made = reports.make(office, reports.RECORD_SHEET, saved.id, speaking, tmp_path / "r.pdf")
    assert made.about is not None
    assert made.about.id == saved.id
    assert len(made.warnings) == 1
    told: list[Sentence] = []
    export_list(office, Query(Campaign), ("title",), tmp_path / "l.pdf", speaking, warn=told.append)
    assert told[0].values["n"] == 2
