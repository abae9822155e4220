"""A template to start from: a table of the campaigns with its placeholders, and what each placeholder means."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hospcomms.domain.fields import Kind
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.reports.ministry import TOTAL, heading
from hospcomms.reports.ministry_columns import TABLES
from hospcomms.reports.ministry_figures import MEANINGS
from hospcomms.reports.sheet import Sheet, SheetColumn, write_workbook

_SHOWN = ("title", "kind", "state", "start", "end", "planned_budget", "spent")


def write_example(path: Path, locale: Locale) -> None:
    """Write the template in a language. Raises Refusal when the file cannot be written."""
    write_workbook(path, [_table(locale), _names(locale)], locale.language, {"kind": "ministry template"})


def _table(locale: Locale) -> Sheet:
    """One row that is repeated for each campaign, and the totals below it."""
    known = {column.key: column for column in TABLES[0].columns}
    columns = [SheetColumn("index", locale.text(N_("Number")), Kind.TEXT, 12)]
    columns += [SheetColumn(key, heading(known[key], locale), Kind.TEXT, known[key].width or 16) for key in _SHOWN]
    row = [f"{{{{{key}}}}}" for key in ("index", *_SHOWN)]
    row[0], row[-1] = "{{#campaigns}}" + row[0], row[-1] + "{{/campaigns}}"
    totals = [None] * (len(columns) - 3)
    return Sheet(
        locale.text(TABLES[0].title),
        tuple(columns),
        [row],
        above=("{{hospital}}", "{{direction}}", "{{period}}"),
        total=(locale.text(TOTAL), *totals, "{{campaigns.planned_budget}}", "{{campaigns.spent}}"),
    )


def _names(locale: Locale) -> Sheet:
    """Every placeholder with its meaning; written without brackets, so that nothing is put in their place."""
    rows: list[Sequence[object]] = [(name, locale.text(meaning)) for name, meaning in MEANINGS]
    for table in TABLES:
        inside = sentence("Inside {list}: {meaning}", list=table.key, meaning=Label(table.title))
        rows.append((f"#{table.key}", locale.say(inside)))
        rows += [(column.key, f"{locale.text(column.label)} · {locale.text(column.note)}") for column in table.columns]
    return Sheet(
        locale.text(N_("Placeholders")),
        (
            SheetColumn("name", locale.text(N_("Placeholder")), Kind.ADDRESS, 34),
            SheetColumn("meaning", locale.text(N_("What is put there")), Kind.LONG_TEXT, 90),
        ),
        rows,
        above=(locale.text(N_("Write a placeholder between two pairs of curly brackets.")),),
    )
