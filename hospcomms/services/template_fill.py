"""Filling the ministry's own template with the figures of a period.

First `read_template` looks at it and says what is not known or will not be kept; then `fill` writes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Label, sentence
from hospcomms.reports import ministry_example, ministry_figures
from hospcomms.reports.ministry_columns import TABLES
from hospcomms.reports.ministry_figures import Signers, figures, shape
from hospcomms.reports.template_fill import Template
from hospcomms.services import access, embargo
from hospcomms.services.dossiers import issuer_of, judged_dossier_of
from hospcomms.services.exchange.archive import read_file, workbook_parts
from hospcomms.services.workbook import campaigns_between, refuse_crossed

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def read_template(path: Path) -> Template:
    """A template, read and understood; `survey.sentences()` is what must be said before it is filled.

    Raises Refusal for a file that is no workbook, is locked, carries macros or takes values from elsewhere.
    """
    return Template(path.name, workbook_parts(path.name, read_file(path)), shape())


def fill(
    office: Office,
    template: Template,
    first: date,
    last: date,
    speaking: Locale,
    path: Path,
    progress: Callable[[float], None] | None = None,
) -> int:
    """Write the template filled with the campaigns that touch the days from `first` to `last`; returns their
    number.

    Raises Refusal when the period is turned round, or the file cannot be written. The file at `path` is
    replaced whole or not at all.
    """
    refuse_crossed(first, last)
    if path.suffix.lower() != ".xlsx":
        raise Refusal("ending", sentence("A filled template is saved as .xlsx. Choose a file name with this ending."))
    office = embargo.leaving(office, speaking)
    campaigns, dossiers = campaigns_between(office, first, last), []
    for number, campaign in enumerate(campaigns, 1):
        dossiers.append(judged_dossier_of(office, campaign))
        if progress is not None:
            progress(0.7 * number / len(campaigns))
    settings = office.settings
    signers = Signers(city=settings.city, officer=settings.officer, director=settings.director)
    found = figures(dossiers, issuer_of(office), signers, speaking, first, last, office.today)
    template.fill(found, path, speaking)
    access.note(office, "export", record="campaign", size=len(campaigns), where=path.suffix)
    return len(campaigns)


def refuse_overwriting(template: Path, out: Path) -> None:
    """Raise Refusal when the filled workbook would be written over the template itself."""
    if out.resolve() == template.resolve() or (out.exists() and template.exists() and out.samefile(template)):
        raise Refusal("own-source", sentence("The result would overwrite {file}. Choose another name.", file=out.name))


def placeholders(speaking: Locale) -> list[tuple[str, str]]:
    """Everything that can stand in a template, as it is typed there, with what is put in its place."""
    found = [(_typed(name), speaking.text(meaning)) for name, meaning in ministry_figures.MEANINGS]
    for table in TABLES:
        inside = sentence("Inside {list}: {meaning}", list=table.key, meaning=Label(table.title))
        found.append((_typed(f"#{table.key} … /{table.key}"), speaking.say(inside)))
        found += [(_typed(column.key), speaking.text(column.label)) for column in table.columns]
    return found


def _typed(name: str) -> str:
    """A name between its brackets; a list has two marks."""
    return " … ".join(f"{{{{{part}}}}}" for part in name.split(" … "))


def write_example(path: Path, speaking: Locale) -> None:
    """Write a template to start from, with the names of all placeholders. Raises Refusal as ``fill``."""
    ministry_example.write_example(path, speaking)
