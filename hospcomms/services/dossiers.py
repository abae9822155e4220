"""A campaign gathered for its reports: plan, lessons, names of what it links to, and who issues them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.activities import Approval, Lesson
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.reports.dossier import Dossier
from hospcomms.reports.issuer import Issuer
from hospcomms.services import records
from hospcomms.services.calendars import hijri
from hospcomms.services.campaigns import plan_of

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def dossier_of(office: Office, campaign: Campaign) -> Dossier:
    """A campaign with everything its reports speak of."""
    plan = plan_of(office, campaign)
    named = {row.audience for part in (plan.segments, plan.objectives, plan.messages) for row in part}
    names = records.titles(office, {*named, campaign.institution_objective})
    return Dossier(
        plan,
        lessons=records.parts(office, Lesson, campaign.id),
        audiences={ident: name for ident, name in names.items() if ident in named},
        institution_objective=names.get(campaign.institution_objective, ""),
        approvals=records.parts(office, Approval, campaign.id),
    )


def issuer_of(office: Office) -> Issuer:
    """The establishment as its documents name it."""
    settings = office.settings
    return Issuer(
        hospital=settings.hospital,
        direction=settings.direction,
        department=settings.department,
        officer_function=settings.officer_function,
        logo=_logo(office.folder, settings.logo),
        hijri=hijri(office.today, settings.hijri_offset),
        is_sample=settings.is_sample,
    )


def _logo(folder: Path, name: str) -> Path | None:
    """The logo's file, in the data folder or where the officer chose it."""
    found = folder / name if name else None
    return found if found is not None and found.is_file() else None


def link_names(office: Office, found: list[Record]) -> dict[int, str]:
    """The titles of everything these records link to."""
    wanted: set[int] = set()
    for record in found:
        for field in fields_of(type(record)).values():
            if field.kind is Kind.LINK:
                wanted.add(getattr(record, field.name))
            elif field.kind is Kind.LINKS:
                wanted.update(getattr(record, field.name))
    return records.titles(office, wanted)
