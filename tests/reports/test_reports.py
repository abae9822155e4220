"""The detailed plan, the weekly brief and the year of campaigns, as values and on pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from hospcomms.domain.activities import Activity, Approval, BudgetLine, Lesson
from hospcomms.domain.agenda import agenda, campaign_line
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.charts import Bars, Gantt
from hospcomms.domain.evaluations import Recommendation
from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import Result
from hospcomms.domain.schedule import Span as Days
from hospcomms.domain.schedule import free_days
from hospcomms.reports.cleaning import plain
from hospcomms.reports.document import Bullets, Document, Figures, Graph, Heading, Item, Span, Table, VerdictBox
from hospcomms.reports.plan import plan
from hospcomms.reports.timetable import activities_in_time, campaigns_in_time, whole_months
from hospcomms.reports.weekly_brief import MOST_EVENTS, WeekPast, weekly_brief
from hospcomms.reports.year_grid import year_grid
from tests.reports.dossiers import ISSUER, TODAY, dossier
from tests.reports.test_briefs import first, number_of_pages

ENGLISH = locale("en")
LANGUAGES = ("ar", "fr", "en")
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))
RUNNING = Campaign(
    id=7, title="نظافة اليدين", state="running", start=date(2026, 1, 10), end=date(2026, 4, 2), progress=40.0
)


def week(**parts: object) -> WeekPast:
    """A week in which one plan waits and one campaign runs."""
    waiting = Campaign(id=9, title="لقاح", state="submitted", state_since=datetime(2026, 2, 20, tzinfo=UTC))
    line = campaign_line(waiting, TODAY)
    assert line is not None
    told = WeekPast(agenda(TODAY, [line]), Days(date(2026, 2, 16), TODAY), running=(RUNNING,))
    return replace(told, **parts)


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_detailed_plan_holds_everything_of_the_campaign(language: str) -> None:
    found = plan(dossier(), ISSUER, locale(language), TODAY)
    tables = [block for block in found.blocks if isinstance(block, Table)]
    assert sum(len(table.rows) for table in tables) == 3 + 1 + 12 + 1
    assert isinstance(first(found, Graph).chart, Gantt)
    assert number_of_pages(found, language) >= 2


def test_the_plan_tells_the_origin_of_every_baseline_as_a_footnote() -> None:
    found = plan(dossier(), ISSUER, ENGLISH, TODAY)
    cell = first(found, Table).rows[0][0]
    assert isinstance(cell, tuple)
    assert isinstance(cell[0], Span)
    assert plain(cell[0].note) == "Baseline: 398 answers, 01/10/2025, استبيان"


def test_the_facts_of_a_message_stand_below_it() -> None:
    whole = dossier()
    message = replace(whole.plan.messages[0], facts="أولا\n\nثانيا", source="المصلحة")
    found = plan(replace(whole, plan=replace(whole.plan, messages=(message,))), ISSUER, locale("ar"), TODAY)
    items = [
        item for block in found.blocks if isinstance(block, Bullets) for item in block.items if isinstance(item, Item)
    ]
    assert items[-1].below.items == ("أولا", "ثانيا")


def test_approvals_are_printed_and_a_long_plan_has_contents() -> None:
    whole = dossier()
    given = Approval(
        id=3, campaign=1, approver="م. مدير", function="المدير", given_at=datetime(2026, 1, 2, 9, tzinfo=UTC)
    )
    long = replace(whole.plan.campaign, situation=whole.plan.campaign.situation * 30)
    found = plan(replace(whole, approvals=(given,), plan=replace(whole.plan, campaign=long)), ISSUER, ENGLISH, TODAY)
    assert "Approvals" in headings(found)
    assert found.contents_from == 4
    assert number_of_pages(found, "en") >= found.contents_from


def test_an_empty_draft_is_a_plan_too() -> None:
    bare = replace(
        dossier(), plan=replace(dossier().plan, campaign=Campaign(id=1, title="x"), activities=(), budget=())
    )
    found = plan(bare, ISSUER, ENGLISH, TODAY)
    assert first(found, VerdictBox).shape == "soon"
    assert not any(isinstance(block, Graph) for block in found.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weekly_brief_is_one_page_in_every_language(language: str) -> None:
    results = tuple(Result(id=n, campaign=1, indicator=f"مؤشر {n}", value=n + 0.5, unit="score") for n in range(30))
    assert number_of_pages(weekly_brief(week(results=results), ISSUER, locale(language), TODAY), language) == 1


def test_the_weekly_brief_begins_with_what_management_must_decide() -> None:
    found = weekly_brief(week(), ISSUER, ENGLISH, TODAY)
    assert first(found, VerdictBox).sentence == "1 decision is asked for."
    assert headings(found)[0] == "Decisions asked for"
    quiet = weekly_brief(week(agenda=agenda(TODAY, [])), ISSUER, ENGLISH, TODAY)
    assert first(quiet, VerdictBox).shape == "done"
    assert "Nothing was finished or entered in this week." in str(quiet.blocks)


def test_the_weekly_brief_counts_what_it_leaves_out() -> None:
    done = tuple(Activity(id=n, campaign=7, title=f"a{n}", status="done") for n in range(10))
    found = weekly_brief(week(finished=done, titles={7: "نظافة اليدين"}), ISSUER, ENGLISH, TODAY)
    (heading,) = (block for block in found.blocks if isinstance(block, Heading) and block.text == "Done in the week")
    assert heading.note == f"and {10 - MOST_EVENTS} more"
    assert [fact.value for fact in first(found, Figures).facts] == ["1", "10", "0", "0"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_year_is_one_landscape_sheet_with_its_holidays(language: str) -> None:
    campaigns = [replace(RUNNING, id=n, title=f"حملة {n}") for n in range(14)]
    found = year_grid(campaigns, YEAR, ISSUER, locale(language), TODAY)
    assert found.landscape
    assert number_of_pages(found, language) == 1
    assert len(first(found, Graph).chart.closed) >= 5
    assert number_of_pages(year_grid((), YEAR, ISSUER, locale(language), TODAY), language) == 1


def test_campaigns_stand_under_their_themes_when_themes_gather_them() -> None:
    themed = [replace(RUNNING, id=n, themes=("تلقيح",) if n % 2 else ()) for n in range(6)]
    chart = campaigns_in_time(themed, Days(date(2026, 1, 1), date(2026, 12, 31)), ENGLISH, TODAY)
    assert [row.label for row in chart.rows if row.level] == ["تلقيح", "Without a theme"]
    alone = campaigns_in_time(
        [replace(RUNNING, themes=(f"t{n}",)) for n in range(4)], Days(TODAY, TODAY), ENGLISH, TODAY
    )
    assert not any(row.level for row in alone.rows)


def test_timetables_begin_and_end_with_whole_months_and_join_holidays() -> None:
    assert whole_months(Days(date(2026, 2, 9), date(2026, 2, 10))) == Days(date(2026, 2, 1), date(2026, 2, 28))
    assert (date(2026, 3, 20), date(2026, 3, 22)) in free_days(
        ENGLISH.country, Days(date(2026, 1, 1), date(2026, 12, 31))
    )
    assert activities_in_time((Activity(id=1, campaign=1, title="x"),), ENGLISH, TODAY) is None


def test_the_plan_says_what_the_planned_answers_can_see_and_marks_control_items() -> None:
    whole = dossier()
    main, other, _ = whole.plan.objectives
    aims = (replace(main, planned_answers=100.0), replace(other, is_untargeted=True))
    found = plan(replace(whole, plan=replace(whole.plan, objectives=aims), sizes={1: 3000}), ISSUER, ENGLISH, TODAY)
    said = [block for block in found.blocks if isinstance(block, Bullets)]
    assert "Control item: “نسبة الملقحين”" in plain(str(said[0].items[1])).replace("\\u2067", "").replace("\\u2069", "")
    assert first(found, Table).rows[1][3] == "Control item"
    (seen,) = said[1].items
    assert isinstance(seen, Item)
    told = str(seen.below.items)
    assert "With 100 answers before and 100 after, changes under" in told
    assert "The number of answers planned is not enough for this." not in told  # 17 points need fewer
    few = (replace(main, planned_answers=20.0),)
    small = plan(replace(whole, plan=replace(whole.plan, objectives=few)), ISSUER, ENGLISH, TODAY)
    assert "is not enough for this" in str(small.blocks)


def test_the_plan_holds_what_earlier_campaigns_of_the_theme_taught() -> None:
    lesson = Lesson(id=7, campaign=2, lesson="لا تكفي المعرفة")
    made = Recommendation(id=8, campaign=2, advice=Texts(en="Bring the vaccine to the wards"))
    found = plan(
        replace(dossier(), learned=[("حملة 2024", lesson)], advised=[("حملة 2024", made)]), ISSUER, ENGLISH, TODAY
    )
    assert "Learned from earlier campaigns" in headings(found)
    assert "Recommendations accepted then" in headings(found)
    assert "Bring the vaccine to the wards" in str(found.blocks)
    assert "Not carried out yet" in str(found.blocks)
    assert "Learned from earlier campaigns" not in headings(plan(dossier(), ISSUER, ENGLISH, TODAY))


@pytest.mark.parametrize(("state", "said"), [("running", "Not spent yet"), ("closed", "Nothing spent")])
def test_amounts_not_spent_are_not_called_unmeasured(state: str, said: str) -> None:
    whole = dossier()
    lines = [
        BudgetLine(campaign=1, title="Tracts", planned=Decimal(100), spent=Decimal(40)),
        BudgetLine(campaign=1, title="Radio", planned=Decimal(50)),
    ]
    plan_of = replace(whole.plan, campaign=replace(whole.plan.campaign, state=state), budget=lines)
    blocks = plan(replace(whole, plan=plan_of), ISSUER, locale("en"), TODAY).blocks
    (bars,) = [one.chart for one in blocks if isinstance(one, Graph) and isinstance(one.chart, Bars)]
    assert [series.missing for series in bars.series] == ["Not set", said]
