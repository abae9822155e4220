"""The ministry workbook: the campaigns, objectives with results, and activities of a period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import sentence
from hospcomms.services import access, embargo, records

if TYPE_CHECKING:
    from hospcomms.services.office import Office


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
    # late: openpyxl takes a quarter of a second
    from hospcomms.reports import ministry
    from hospcomms.reports.sheet import write_workbook
    from hospcomms.services.dossiers import issuer_of, judged_dossier_of

    refuse_crossed(first, last)
    office = embargo.leaving(office, speaking)
    campaigns, dossiers = campaigns_between(office, first, last), []
    for number, campaign in enumerate(campaigns, 1):
        dossiers.append(judged_dossier_of(office, campaign))
        if progress is not None:
            progress(0.8 * number / len(campaigns))
    issuer = issuer_of(office)
    sheets = ministry.ministry_sheets(dossiers, issuer, speaking, first, last)
    facts = ministry.properties(issuer, first, last, sheets, office.settings.city.best("ar"))
    cover = ministry.cover(sheets, facts, issuer, speaking, first, last)
    write_workbook(path, sheets, speaking.language, facts, cover)
    access.note(office, "export", record=Campaign.key, size=len(campaigns), where=path.suffix)
    return len(campaigns)


def refuse_crossed(first: date, last: date) -> None:
    """Raise Refusal when a period ends before it begins."""
    if last < first:
        raise Refusal(
            "dates-crossed",
            sentence(
                "The end date ({end}) is before the start date ({start}). Correct one of them.", end=last, start=first
            ),
        )


def campaigns_between(office: Office, first: date, last: date) -> list[Campaign]:
    """The campaigns, templates left out, some day of which falls into the period; in order of their start."""
    found: list[Campaign] = records.find(office, _begun(last))
    return [campaign for campaign in found if (campaign.end or last) >= first]


def count_between(office: Office, first: date, last: date) -> int:
    """How many campaigns ``campaigns_between`` would find, without reading them."""
    begun = _begun(last)
    return records.count(office, begun.where("end", Op.FROM, first)) + records.count(
        office, begun.where("end", Op.EMPTY)
    )


def _begun(last: date) -> Query:
    """The campaigns, templates left out, that began by that day."""
    query = Query(Campaign, sort=(Sort("start"), Sort("title"))).where("is_template", Op.IS, False)
    return query.where("start", Op.FILLED).where("start", Op.TO, last)
