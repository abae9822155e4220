"""The ministry workbook as a description: its tables, the columns of each, and what every column means.

The same columns fill the ministry's own template (their keys are its placeholders) and are read back when
the workbooks of many hospitals are put together. Changing a key, or the order, is a new version; so is a
new table, which is added at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hospcomms.domain.activities import Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.evaluations import Recommendation
from hospcomms.domain.fields import Choice, Kind, Record
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.wording import N_
from hospcomms.reports.dossier import Dossier
from hospcomms.reports.ministry_evaluation import (
    EVALUATION_COLUMNS,
    RECOMMENDATION_COLUMNS,
    evaluated,
    recommended,
)
from hospcomms.reports.ministry_table import Entry, MinistryColumn, MinistryTable, Whole, made, of_campaign, own

KIND, VERSION = "ministry", "2"
"""What the marker sheet says the workbook is."""

READ = ("1", VERSION)
"""The versions that can still be read; tables are only ever added, at the end."""

MEASURED, NOT_MEASURED = "measured", "not_measured"
_MEASURED = (Choice(MEASURED, N_("Measured")), Choice(NOT_MEASURED, N_("Not measured")))


def _count(key: str, label: str, note: str, count: Callable[[Whole], int]) -> MinistryColumn:
    return made(key, label, note, lambda entry: count(entry.whole), width=9, is_summed=True)


def _money(key: str, label: str, note: str) -> MinistryColumn:
    return made(key, label, note, lambda entry: getattr(entry.whole.dossier, key), Kind.MONEY, 12.5, is_summed=True)


def _reached(whole: Whole) -> int:
    return sum(1 for line in whole.chain.objectives if line.attained and line.attained.share >= 100)


CAMPAIGN_COLUMNS = (
    made("number", N_("Number"), N_("The number of the campaign in this workbook; the other tables name it."),
          lambda entry: entry.whole.number, width=9),
    own(Campaign, "reference", 10),
    own(Campaign, "title", 22, label=N_("Campaign")),
    own(Campaign, "kind", 11),
    own(Campaign, "state", 10),
    own(Campaign, "start"),
    own(Campaign, "end"),
    own(Campaign, "owner", 12),
    own(Campaign, "themes", 13),
    own(Campaign, "institution_objective", 16),
    made("audiences", N_("Target audiences"), N_("The audiences of the campaign, the main ones first."),
          lambda entry: _audiences(entry.whole.dossier), Kind.TAGS, 22),
    _count("objectives", N_("Number of objectives"), N_("How many objectives the campaign has."),
           lambda whole: len(whole.dossier.plan.objectives)),
    _count("reached", N_("Target values reached"), N_("How many objectives reached their target value."), _reached),
    _count("activities", N_("Activities planned"), N_("How many activities the plan has."),
           lambda whole: len(whole.dossier.plan.activities)),
    _count("activities_done", N_("Activities carried out"), N_("How many of these activities are done."),
           lambda whole: sum(1 for activity in whole.dossier.plan.activities if activity.done_share >= 1)),
    made("stages_measured", N_("Stages measured (of 6)"),
          N_("How many of the six stages, from inputs to impact, have a measured value."),
          lambda entry: entry.whole.chain.completeness.measured),
    _money("planned_budget", N_("Planned amount"), N_("The sum of the planned amounts of the budget.")),
    _money("committed", N_("Committed amount"), N_("The sum of the committed amounts of the budget.")),
    _money("spent", N_("Amount spent"), N_("The sum of what was spent.")),
)  # fmt: skip
OBJECTIVE_COLUMNS = (
    *of_campaign(),
    own(Objective, "reference", 10),
    own(Objective, "indicator", 24),
    own(Objective, "direction", 9),
    own(Objective, "level", 12),
    own(Objective, "audience", 18),
    own(Objective, "unit", 9),
    own(Objective, "baseline"),
    own(Objective, "baseline_n"),
    own(Objective, "baseline_date"),
    own(Objective, "baseline_source", 18),
    own(Objective, "target"),
    own(Objective, "deadline"),
    own(Objective, "method", 16),
    own(Objective, "is_primary", 10),
    made("measured", N_("Measured"), N_("Whether a value was measured; when it was not, the value stays empty."),
          lambda entry: MEASURED if entry.line and entry.line.result else NOT_MEASURED, Kind.CHOICE, 11,
          choices=_MEASURED),
    made("value", N_("Measured value"), N_("The newest value measured."),
          lambda entry: entry.line.value if entry.line else None),
    made("change", N_("Difference from the baseline"), N_("The measured value less the baseline value."),
          lambda entry: _rounded(entry.line.change if entry.line else None, 2)),
    made("attained", N_("Attained of the target change"),
          N_("How much of the change from the baseline to the target was attained, at most 100."),
          lambda entry: _rounded(entry.line.attained.share if entry.line and entry.line.attained else None, 1),
          Kind.PERCENT),
)  # fmt: skip
RESULT_COLUMNS = (
    *of_campaign(),
    own(Result, "reference", 10),
    own(Result, "stage", 12),
    own(Result, "objective", 24),
    own(Result, "indicator", 24),
    own(Result, "unit", 9),
    own(Result, "planned"),
    own(Result, "value"),
    own(Result, "answers"),
    own(Result, "measured_on"),
    own(Result, "source", 18),
)
ACTIVITY_COLUMNS = (
    *of_campaign(),
    own(Activity, "reference", 10),
    own(Activity, "title", 24),
    own(Activity, "responsible", 16),
    own(Activity, "status", 11),
    own(Activity, "start"),
    own(Activity, "end"),
    own(Activity, "predecessor", 18),
    own(Activity, "channel_kind", 14),
    own(Activity, "channel", 16),
    own(Activity, "place", 16),
    own(Activity, "times_planned"),
    own(Activity, "times_done"),
    made("progress", N_("Progress"), N_("How much is done, by status or by the times done of those planned."),
          lambda entry: _done(entry.record), Kind.PERCENT),
)  # fmt: skip
BUDGET_COLUMNS = (
    *of_campaign(),
    own(BudgetLine, "reference", 10),
    own(BudgetLine, "title", 28),
    own(BudgetLine, "activity", 24),
    own(BudgetLine, "planned"),
    own(BudgetLine, "committed"),
    own(BudgetLine, "spent"),
    own(BudgetLine, "remaining"),
)


def _audiences(dossier: Dossier) -> tuple[str, ...]:
    segments = sorted(dossier.plan.segments, key=lambda segment: not segment.is_primary)
    return tuple(dossier.audiences.get(segment.audience, "") for segment in segments)


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)


def _done(record: Record) -> float:
    assert isinstance(record, Activity)
    return round(100 * record.done_share, 1)


def _campaigns(whole: Whole) -> Iterator[Entry]:
    yield Entry(whole, whole.dossier.plan.campaign)


def _objectives(whole: Whole) -> Iterator[Entry]:
    yield from (Entry(whole, line.objective, line) for line in whole.chain.objectives)


def _results(whole: Whole) -> Iterator[Entry]:
    yield from (Entry(whole, result) for result in whole.dossier.plan.results)


def _activities(whole: Whole) -> Iterator[Entry]:
    yield from (Entry(whole, activity) for activity in whole.dossier.plan.activities)


def _budget(whole: Whole) -> Iterator[Entry]:
    yield from (Entry(whole, line) for line in whole.dossier.plan.budget)


TABLES: tuple[MinistryTable, ...] = (
    MinistryTable("campaigns", Campaign.many, Campaign, CAMPAIGN_COLUMNS, _campaigns),
    MinistryTable("objectives", Objective.many, Objective, OBJECTIVE_COLUMNS, _objectives),
    MinistryTable("results", Result.many, Result, RESULT_COLUMNS, _results),
    MinistryTable("activities", Activity.many, Activity, ACTIVITY_COLUMNS, _activities),
    MinistryTable("budget", BudgetLine.many, BudgetLine, BUDGET_COLUMNS, _budget),
    MinistryTable("evaluation", N_("Evaluation"), Objective, EVALUATION_COLUMNS, evaluated),
    MinistryTable("recommendations", Recommendation.many, Recommendation, RECOMMENDATION_COLUMNS, recommended),
)
BY_KEY = {table.key: table for table in TABLES}
SINCE = {"evaluation": "2", "recommendations": "2"}
"""The version that brought a table; the others were there from the first."""
