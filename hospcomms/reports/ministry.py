"""The ministry workbook: campaigns, objectives with their results, activities, in fixed sheets and columns.

Columns keep their keys in every language, so that the workbooks of many hospitals can be put together later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from hospcomms.domain.activities import CHANNEL_KINDS, STATUSES, Activity
from hospcomms.domain.evaluation.chain import ObjectiveLine
from hospcomms.domain.fields import Kind
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import DIRECTIONS, LEVELS, UNITS
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.dossier import NOT_MEASURED, Dossier, kind_label, label, state_label
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.sheet import Sheet, SheetColumn

KIND, VERSION = "ministry", "1"
"""What the marker sheet says the workbook is."""

_Heading = tuple[str, str, Kind, float]
"""Key, heading, kind, width in characters (0: what the kind needs)."""

_CAMPAIGN: tuple[_Heading, ...] = (
    ("reference", N_("Reference"), Kind.ADDRESS, 12),
    ("title", N_("Campaign"), Kind.TEXT, 24),
    ("kind", N_("Type"), Kind.CHOICE, 14),
    ("state", N_("Status"), Kind.CHOICE, 12),
    ("start", N_("Start"), Kind.DAY, 0),
    ("end", N_("End"), Kind.DAY, 0),
    ("institution_objective", N_("Institution objective"), Kind.TEXT, 20),
    ("audiences", N_("Target audiences"), Kind.TEXT, 22),
    ("objectives", N_("Number of objectives"), Kind.NUMBER, 0),
    ("reached", N_("Target values reached"), Kind.NUMBER, 0),
    ("activities", N_("Activities planned"), Kind.NUMBER, 0),
    ("activities_done", N_("Activities carried out"), Kind.NUMBER, 0),
    ("stages_measured", N_("Stages measured (of 6)"), Kind.NUMBER, 0),
    ("planned", N_("Planned amount"), Kind.MONEY, 0),
    ("committed", N_("Committed amount"), Kind.MONEY, 0),
    ("spent", N_("Amount spent"), Kind.MONEY, 0),
)
_OBJECTIVE: tuple[_Heading, ...] = (
    ("campaign", N_("Campaign"), Kind.TEXT, 22),
    ("indicator", N_("Indicator"), Kind.TEXT, 24),
    ("direction", N_("Direction"), Kind.CHOICE, 9),
    ("level", N_("Level"), Kind.CHOICE, 12),
    ("audience", N_("Target audience"), Kind.TEXT, 18),
    ("unit", N_("Unit"), Kind.CHOICE, 9),
    ("baseline", N_("Baseline value"), Kind.NUMBER, 0),
    ("baseline_n", N_("Baseline: number of answers"), Kind.NUMBER, 0),
    ("baseline_date", N_("Baseline: date"), Kind.DAY, 0),
    ("baseline_source", N_("Baseline: source"), Kind.TEXT, 18),
    ("target", N_("Target value"), Kind.NUMBER, 0),
    ("deadline", N_("Deadline"), Kind.DAY, 0),
    ("method", N_("Measured by"), Kind.TEXT, 16),
    ("measured", N_("Measured"), Kind.CHOICE, 11),
    ("value", N_("Measured value"), Kind.NUMBER, 0),
    ("answers", N_("Number of answers"), Kind.NUMBER, 0),
    ("measured_on", N_("Measured on"), Kind.DAY, 0),
    ("source", N_("Source"), Kind.TEXT, 18),
    ("change", N_("Difference from the baseline"), Kind.NUMBER, 0),
    ("attained", N_("Attained of the target change"), Kind.PERCENT, 0),
)
_ACTIVITY: tuple[_Heading, ...] = (
    ("campaign", N_("Campaign"), Kind.TEXT, 22),
    ("title", N_("Activity"), Kind.TEXT, 24),
    ("responsible", N_("Owner"), Kind.TEXT, 16),
    ("status", N_("Status"), Kind.CHOICE, 11),
    ("start", N_("Start"), Kind.DAY, 0),
    ("end", N_("End"), Kind.DAY, 0),
    ("channel_kind", N_("Kind of channel"), Kind.CHOICE, 14),
    ("channel", N_("Channel"), Kind.TEXT, 16),
    ("place", N_("Place"), Kind.TEXT, 16),
    ("times_planned", N_("Times planned"), Kind.NUMBER, 0),
    ("times_done", N_("Times done"), Kind.NUMBER, 0),
    ("share_done", N_("Progress"), Kind.PERCENT, 0),
)


def ministry_sheets(
    dossiers: Sequence[Dossier], issuer: Issuer, locale: Locale, start: date, end: date
) -> tuple[Sheet, ...]:
    """The sheets of the workbook for the campaigns given; `start` and `end` are the period it speaks of."""
    above = _above(issuer, locale, start, end)
    return (
        _sheet(N_("Campaigns"), _CAMPAIGN, (_campaign(each, locale) for each in dossiers), above, locale),
        _sheet(N_("Objectives and results"), _OBJECTIVE, _objectives(dossiers, locale), above, locale),
        _sheet(N_("Activities"), _ACTIVITY, _activities(dossiers, locale), above, locale),
    )


def properties(issuer: Issuer, start: date, end: date) -> dict[str, str]:
    """What the marker sheet says, for putting many workbooks together."""
    hospital = issuer.hospital.best("ar")
    return {
        "kind": KIND,
        "version": VERSION,
        "hospital": hospital,
        "from": start.isoformat(),
        "to": end.isoformat(),
    }


def _above(issuer: Issuer, locale: Locale, start: date, end: date) -> tuple[str, ...]:
    """The establishment, the period, and that a sample is one."""
    lines = [issuer.hospital.best(locale.language), issuer.direction.best(locale.language)]
    lines.append(locale.say(sentence("From {start} to {end}", start=locale.long_day(start), end=locale.long_day(end))))
    if issuer.is_sample:
        lines.append(locale.text(N_("Sample: invented names and figures")))
    return tuple(line for line in lines if line)


def _sheet(
    title: str,
    headings: Sequence[_Heading],
    rows: Iterable[tuple[object, ...]],
    above: tuple[str, ...],
    locale: Locale,
) -> Sheet:
    columns = tuple(SheetColumn(key, _heading(text, kind, locale), kind, width) for key, text, kind, width in headings)
    return Sheet(locale.text(title), columns, rows, above)


def _heading(text: str, kind: Kind, locale: Locale) -> str:
    """The heading; amounts name their currency."""
    heading = locale.text(text)
    return f"{heading} ({locale.currency})" if kind is Kind.MONEY and locale.currency else heading


def _campaign(dossier: Dossier, locale: Locale) -> tuple[object, ...]:
    plan, found = dossier.plan, dossier.chain
    campaign = plan.campaign
    reached = sum(1 for line in found.objectives if line.attained and line.attained.share >= 100)
    done = sum(1 for activity in plan.activities if activity.done_share >= 1)
    return (
        campaign.reference,
        campaign.title,
        kind_label(campaign.kind, locale),
        state_label(campaign.state, locale),
        campaign.start,
        campaign.end,
        dossier.institution_objective,
        dossier.audience_names(locale),
        len(plan.objectives),
        reached,
        len(plan.activities),
        done,
        found.completeness.measured,
        dossier.planned_budget,
        dossier.committed,
        dossier.spent,
    )


def _objectives(dossiers: Sequence[Dossier], locale: Locale) -> Iterable[tuple[object, ...]]:
    for dossier in dossiers:
        for line in dossier.chain.objectives:
            yield _objective(dossier, line, locale)


def _objective(dossier: Dossier, line: ObjectiveLine, locale: Locale) -> tuple[object, ...]:
    """One objective; an outcome that was not measured has the word, and an empty value instead of 0."""
    objective, result = line.objective, line.result
    return (
        dossier.plan.campaign.title,
        objective.indicator,
        label(DIRECTIONS, objective.direction, locale),
        label(LEVELS, objective.level, locale),
        dossier.audiences.get(objective.audience, ""),
        label(UNITS, objective.unit, locale),
        objective.baseline,
        objective.baseline_n,
        objective.baseline_date,
        objective.baseline_source,
        objective.target,
        objective.deadline,
        objective.method,
        locale.text(N_("Measured") if result else NOT_MEASURED),
        line.value,
        result.answers if result else None,
        result.measured_on if result else None,
        result.source if result else "",
        None if line.change is None else round(line.change, 2),
        round(line.attained.share, 1) if line.attained else None,
    )


def _activities(dossiers: Sequence[Dossier], locale: Locale) -> Iterable[tuple[object, ...]]:
    for dossier in dossiers:
        for activity in dossier.plan.activities:
            yield _activity(dossier.plan.campaign.title, activity, locale)


def _activity(campaign: str, activity: Activity, locale: Locale) -> tuple[object, ...]:
    return (
        campaign,
        activity.title,
        activity.responsible,
        label(STATUSES, activity.status, locale),
        activity.start,
        activity.end,
        label(CHANNEL_KINDS, activity.channel_kind, locale),
        activity.channel,
        activity.place,
        activity.times_planned,
        activity.times_done,
        round(100 * activity.done_share, 1),
    )
