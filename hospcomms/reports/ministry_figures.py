"""The figures of a period under the names a template asks for them: {{campaigns.count}}, {{#campaigns}} …

The names inside a list are the keys of the ministry workbook's columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from hospcomms.domain.activities import STATUSES
from hospcomms.domain.campaigns import STATES
from hospcomms.domain.evaluation.labels import VERDICTS
from hospcomms.domain.fields import Choice, Kind, Texts
from hospcomms.domain.locale import LANGUAGES, Locale
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.dossier import Dossier
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.ministry import total
from hospcomms.reports.ministry_columns import TABLES
from hospcomms.reports.ministry_evaluation import STANDINGS
from hospcomms.reports.ministry_table import Entry, MinistryTable, Whole
from hospcomms.reports.template_widths import WIDE_KINDS
from hospcomms.reports.template_words import Scope, Shape, Value

_NAMED = ("hospital", "direction", "department")
_COUNTED: dict[str, tuple[str, tuple[Choice, ...]]] = {
    "campaigns": ("state", STATES),
    "activities": ("status", STATUSES),
    "evaluation": ("verdict", VERDICTS),
    "recommendations": ("decision", STANDINGS),
}
"""Lists whose items are also counted by state: {{campaigns.running}}."""

MEANINGS = (
    ("hospital", N_("Name of the establishment, also .ar .fr .en")),
    ("direction", N_("Authority above it, also .ar .fr .en")),
    ("department", N_("Name of the office, also .ar .fr .en")),
    ("city", N_("Town")),
    ("officer", N_("Name of the communications officer")),
    ("director", N_("Name of the director")),
    ("period", N_("The period in words; period.start and period.end are its days")),
    ("year", N_("Year in which the period ends")),
    ("today", N_("Today’s date")),
    ("currency", N_("Sign of the currency")),
    (
        "campaigns.count",
        N_("Number of campaigns; likewise objectives, results, activities, budget, evaluation, recommendations"),
    ),
    ("campaigns.spent", N_("Sum of a column; likewise planned_budget, committed, reached …")),
    (
        "campaigns.running",
        N_("Number in a state; likewise activities.done, evaluation.improved, recommendations.accepted"),
    ),
    ("#campaigns … /campaigns", N_("Repeats the rows from the first mark to the second for each campaign")),
)
"""What a template may say, for the help and the command line."""


@dataclass(frozen=True, kw_only=True)
class Signers:
    """Who signs, and where: texts as the settings hold them."""

    city: Texts = Texts()
    officer: str = ""
    director: str = ""


def shape() -> Shape:
    """All names a template may use."""
    parts = {table.key: Shape(frozenset({"index", *table.keys}), kinds=_kinds(table)) for table in TABLES[1:]}
    kinds = {**_kinds(TABLES[0]), **_kinds_of_totals(TABLES[1:])}
    campaign = Shape(frozenset({"index", *TABLES[0].keys, *_totals_of(TABLES[1:])}), parts, kinds)
    texts = {name if not language else f"{name}.{language}" for name in _NAMED for language in ("", *LANGUAGES)}
    plain = {"city", "officer", "director", "period", "period.start", "period.end", "year", "today", "currency"}
    kinds = {**dict.fromkeys(("period.start", "period.end", "today"), Kind.DAY), **_kinds_of_totals(TABLES)}
    return Shape(frozenset({*texts, *plain, *_totals_of(TABLES)}), {"campaigns": campaign, **parts}, kinds)


def _kinds(table: MinistryTable) -> dict[str, Kind]:
    """The columns of a table that hold days or amounts."""
    return {column.key: column.kind for column in table.columns if column.kind in WIDE_KINDS}


def _kinds_of_totals(tables: Iterable[MinistryTable]) -> dict[str, Kind]:
    """The sums of such columns."""
    return {
        f"{table.key}.{column.key}": column.kind
        for table in tables
        for column in table.columns
        if column.is_summed and column.kind in WIDE_KINDS
    }


def _totals_of(tables: Iterable[MinistryTable]) -> Iterator[str]:
    """The names of counts and sums."""
    for table in tables:
        yield f"{table.key}.count"
        yield from (f"{table.key}.{column.key}" for column in table.columns if column.is_summed)
        _, choices = _COUNTED.get(table.key, ("", ()))
        yield from (f"{table.key}.{choice.key}" for choice in choices)


def figures(
    dossiers: Sequence[Dossier],
    issuer: Issuer,
    signers: Signers,
    locale: Locale,
    start: date,
    end: date,
    today: date,
) -> Scope:
    """The values of these names for the campaigns of a period, in the words of a language."""
    wholes = [Whole.of(number, dossier) for number, dossier in enumerate(dossiers, 1)]
    entries = {table.key: [entry for whole in wholes for entry in table.entries(whole)] for table in TABLES}
    period = sentence("From {start} to {end}", start=locale.long_day(start), end=locale.long_day(end))
    values: dict[str, Value] = {
        "city": signers.city.best(locale.language),
        "officer": signers.officer,
        "director": signers.director,
        "period": locale.say(period),
        "period.start": start,
        "period.end": end,
        "year": end.year,
        "today": today,
        "currency": locale.currency,
        **_texts({"hospital": issuer.hospital, "direction": issuer.direction, "department": issuer.department}, locale),
        **_totals(TABLES, entries),
    }
    lists = {table.key: _items(table, entries[table.key], locale) for table in TABLES[1:]}
    return Scope(values, {"campaigns": [_campaign(whole, locale) for whole in wholes], **lists})


def _texts(named: Mapping[str, Texts], locale: Locale) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, texts in named.items():
        found[name] = texts.best(locale.language)
        found.update({f"{name}.{language}": str(getattr(texts, language)) for language in LANGUAGES})
    return found


def _campaign(whole: Whole, locale: Locale) -> Scope:
    """A campaign with its own lists and counts."""
    entries = {table.key: list(table.entries(whole)) for table in TABLES}
    own = _items(TABLES[0], entries["campaigns"], locale, whole.number)[0]
    lists = {table.key: _items(table, entries[table.key], locale) for table in TABLES[1:]}
    return Scope({**own.values, **_totals(TABLES[1:], entries)}, lists)


def _items(table: MinistryTable, entries: Sequence[Entry], locale: Locale, first: int = 1) -> list[Scope]:
    return [
        Scope({
            "index": index,
            **{column.key: cast("Value", column.word(column.read(entry), locale)) for column in table.columns},
        })
        for index, entry in enumerate(entries, first)
    ]  # fmt: skip


def _totals(tables: Iterable[MinistryTable], entries: Mapping[str, Sequence[Entry]]) -> dict[str, Value]:
    """Counts and sums by name."""
    found: dict[str, Value] = {}
    for table in tables:
        rows = entries[table.key]
        found[f"{table.key}.count"] = len(rows)
        for column in table.columns:
            if column.is_summed:
                found[f"{table.key}.{column.key}"] = total(column.read(entry) for entry in rows)
        name, choices = _COUNTED.get(table.key, ("", ()))
        for choice in choices:
            read = next(column.read for column in table.columns if column.key == name)
            found[f"{table.key}.{choice.key}"] = sum(read(entry) == choice.key for entry in rows)
    return found
