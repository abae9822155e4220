"""The ministry workbook: the campaigns, results and activities of a period on three fixed sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms.domain.activities import Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.reports.sheet import Sheet, SheetColumn, write_workbook
from hospcomms.services import records
from hospcomms.services.exchange.lists import cell_of

if TYPE_CHECKING:
    from hospcomms.services.office import Office

R = TypeVar("R", bound=Record)
OBJECTIVES_AND_RESULTS = N_("Objectives and results")
CAMPAIGN_FIELDS = ("title", "kind", "state", "start", "end", "owner", "institution_objective", "progress")
MONEY_FIELDS = ("planned", "committed", "spent", "remaining")
OBJECTIVE_FIELDS = (
    "indicator", "direction", "level", "audience", "unit", "baseline", "baseline_n", "baseline_date",
    "baseline_source", "target", "deadline",
)  # fmt: skip
RESULT_FIELDS = ("value", "answers", "measured_on", "source")
ACTIVITY_FIELDS = (
    "title", "responsible", "status", "start", "end", "channel_kind", "channel", "place", "times_planned", "times_done",
)  # fmt: skip


def make(
    office: Office,
    first: date,
    last: date,
    speaking: Locale,
    path: Path,
    progress: Callable[[float], None] | None = None,
) -> int:
    """Write the workbook of all campaigns that touch the days from ``first`` to ``last``; returns their number.

    Raises Refusal when the period is turned round or the file cannot be written.
    """
    if last < first:
        raise Refusal(
            "dates-crossed",
            sentence(
                "The end date ({end}) is before the start date ({start}). Correct one of them.", end=last, start=first
            ),
        )
    tell = progress or (lambda _fraction: None)
    campaigns = campaigns_between(office, first, last)
    above = _above(office, first, last, speaking)
    tell(0.1)
    sheets = [
        _campaigns(office, campaigns, speaking, above),
        _results(office, campaigns, speaking, above),
        _activities(office, campaigns, speaking, above),
    ]
    properties = {"kind": "ministry", "version": "1", "from": first.isoformat(), "to": last.isoformat()}
    write_workbook(path, sheets, speaking.language, properties)
    tell(1.0)
    return len(campaigns)


def campaigns_between(office: Office, first: date, last: date) -> list[Campaign]:
    """The campaigns, templates left out, some day of which falls into the period; in order of their start."""
    query = Query(Campaign, sort=(Sort("start"), Sort("title"))).where("is_template", Op.IS, False)
    query = query.where("start", Op.FILLED).where("start", Op.TO, last)
    found: list[Campaign] = records.find(office, query)
    return [campaign for campaign in found if (campaign.end or campaign.start or first) >= first]


def _above(office: Office, first: date, last: date, speaking: Locale) -> tuple[str, ...]:
    settings = office.settings
    lines = [settings.hospital.best(speaking.language), settings.department.best(speaking.language)]
    lines.append(speaking.say(sentence("Period: from {start} to {end}", start=first, end=last)))
    if settings.is_sample:
        lines.append(speaking.text(N_("Sample: invented names and figures")))
    return tuple(line for line in lines if line)


def _columns(record: type[Record], names: Sequence[str], speaking: Locale) -> tuple[SheetColumn, ...]:
    described = fields_of(record)
    found = []
    for name in names:
        field = described[name]
        heading = speaking.text(field.label)
        if field.kind is Kind.MONEY and speaking.currency:
            heading = speaking.say(sentence("{field} ({unit})", field=Label(field.label), unit=speaking.currency))
        found.append(SheetColumn(f"{record.key}.{name}", heading, field.kind))
    return tuple(found)


def _cells(
    record: Record | None, of: type[Record], names: Sequence[str], links: dict[int, str], speaking: Locale
) -> list[object]:
    described = fields_of(of)
    if record is None:
        return [None] * len(names)
    return [cell_of(described[name], getattr(record, name), links, speaking) for name in names]


def _parts(office: Office, part: type[R], campaigns: Sequence[Campaign]) -> dict[int, list[R]]:
    """The parts of all these campaigns by campaign, asked for five hundred campaigns at a time."""
    found: dict[int, list[R]] = {campaign.id: [] for campaign in campaigns}
    ids = list(found)
    for start in range(0, len(ids), 500):
        query = Query(part).where("campaign", Op.AMONG, tuple(ids[start : start + 500]))
        for record in records.find(office, query):
            found[record.campaign].append(record)
    return found


def _campaigns(office: Office, campaigns: Sequence[Campaign], speaking: Locale, above: tuple[str, ...]) -> Sheet:
    """One row for each campaign, its money summed from the budget lines, and a row of totals."""
    budget = _parts(office, BudgetLine, campaigns)
    links = records.titles(office, {campaign.institution_objective for campaign in campaigns})
    rows: list[list[object]] = []
    totals: list[Any] = [None] * len(MONEY_FIELDS)
    for campaign in campaigns:
        money = [_sum(budget[campaign.id], name) for name in MONEY_FIELDS]
        totals = [_plus(total, amount) for total, amount in zip(totals, money, strict=True)]
        rows.append([campaign.reference, *_cells(campaign, Campaign, CAMPAIGN_FIELDS, links, speaking), *money])
    columns = (
        *_columns(Campaign, ("reference", *CAMPAIGN_FIELDS), speaking),
        *_columns(BudgetLine, MONEY_FIELDS, speaking),
    )
    total = ("", speaking.text(N_("Total")), *[None] * (len(CAMPAIGN_FIELDS) - 1), *totals)
    return Sheet(speaking.text(Campaign.many), columns, rows, above, total if rows else ())


def _sum(lines: Sequence[BudgetLine], name: str) -> Any:
    """The sum of what is known; None when nothing is."""
    total = None
    for line in lines:
        total = _plus(total, getattr(line, name))
    return total


def _plus(total: Any, amount: Any) -> Any:
    if amount is None:
        return total
    return amount if total is None else total + amount


def _results(office: Office, campaigns: Sequence[Campaign], speaking: Locale, above: tuple[str, ...]) -> Sheet:
    """One row for each objective and each result that answers it; one without a result says so."""
    columns = (
        *_columns(Campaign, ("title",), speaking),
        *_columns(Objective, OBJECTIVE_FIELDS, speaking),
        *_columns(Result, RESULT_FIELDS, speaking),
    )
    return Sheet(speaking.text(OBJECTIVES_AND_RESULTS), columns, list(_result_rows(office, campaigns, speaking)), above)


def _result_rows(office: Office, campaigns: Sequence[Campaign], speaking: Locale) -> Iterator[list[object]]:
    objectives, results = _parts(office, Objective, campaigns), _parts(office, Result, campaigns)
    links = records.titles(office, {objective.audience for found in objectives.values() for objective in found})
    unknown = speaking.text(N_("Not measured"))
    for campaign in campaigns:
        for objective in objectives[campaign.id]:
            answers: list[Result | None] = [
                result for result in results[campaign.id] if result.objective == objective.id
            ]
            for result in answers or [None]:
                measured = _cells(result, Result, RESULT_FIELDS, {}, speaking)
                if measured[0] is None:
                    measured[0] = unknown
                yield [campaign.title, *_cells(objective, Objective, OBJECTIVE_FIELDS, links, speaking), *measured]


def _activities(office: Office, campaigns: Sequence[Campaign], speaking: Locale, above: tuple[str, ...]) -> Sheet:
    activities = _parts(office, Activity, campaigns)
    columns = (*_columns(Campaign, ("title",), speaking), *_columns(Activity, ACTIVITY_FIELDS, speaking))
    rows = [
        [campaign.title, *_cells(activity, Activity, ACTIVITY_FIELDS, {}, speaking)]
        for campaign in campaigns
        for activity in activities[campaign.id]
    ]
    return Sheet(speaking.text(Activity.many), columns, rows, above)
